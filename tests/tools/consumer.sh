#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
# A small program of another project builds and runs against the installed
# library, by pkg-config alone: consumer.sh BUILD_ROOT SOURCE_ROOT CC
set -eu
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
DESTDIR=$stage meson install -C "$1" --no-rebuild --quiet > /dev/null
pc=$(dirname "$(find "$stage" -name pantau.pc)")
export PKG_CONFIG_PATH="$pc" PKG_CONFIG_SYSROOT_DIR="$stage"
lib=$(dirname "$(find "$stage" -name libpantau.so)")
# shellcheck disable=SC2046
$3 -std=c17 -Wall -Wextra -Werror "$2/tests/tools/consumer.c" \
	-o "$stage/consumer" $(pkg-config --cflags --libs pantau)
data=$(dirname "$(find "$stage" -name MANIFEST.tsv)")/..
LD_LIBRARY_PATH=$lib "$stage/consumer" "$data/lexicons" \
	"$data/roots-hunspell.tsv" > "$stage/out"
cat "$stage/out"
grep -q '^tone positive' "$stage/out"
grep -q '^stem adil' "$stage/out"
