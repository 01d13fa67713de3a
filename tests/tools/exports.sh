#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
# Only pantau_* leaves the library: exports.sh SHARED STATIC
# Of the static library, C++ templates (weak) are let through: the linker folds
# them, they cannot clash.
set -eu
wrong=$(nm -D --defined-only "$1" | awk '{print $3}' | sed 's/@.*//' |
	grep -v -e '^pantau_' -e '^PANTAU_' -e '^$' || true)
n=$(nm -D --defined-only "$1" | grep -c ' pantau_' || true)
loose=$(nm --defined-only --extern-only "$2" 2>/dev/null |
	awk 'NF == 3 && $2 ~ /[TDBRC]/ {print $3}' |
	grep -v -e '^pantau_' -e '^_ZN8simdjson' -e '^_Z[TVSI]' -e asan -e ubsan \
		-e '^_ZN' -e '^_ZNK' -e '^_ZZ' -e '^_ZG' || true)
echo "$n symbols exported"
[ "$n" -gt 0 ] || exit 1
if [ -n "$wrong$loose" ]; then
	echo "not ours to export:"
	echo "$wrong $loose"
	exit 1
fi
