#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
# A public header compiles alone: header.sh INCLUDE_DIR HEADER COMPILER STANDARD
set -eu
printf '#include <pantau/%s>\nint pantau_header_alone;\n' "$2" |
	$3 -x "$([ "${4#*+}" = "$4" ] && echo c || echo c++)" -std="$4" -Wall \
		-Wextra -Wpedantic -Werror -I "$1" -fsyntax-only -
