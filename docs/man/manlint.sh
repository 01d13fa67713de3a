#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
# Warnings of mandoc about a page fail: manlint.sh MANDOC PAGE
# scdoc writes a .PP between all blocks, also where it does nothing; mandoc
# warns of each, and these alone are let through.
set -eu
[ -s "$2" ]
found=$("$1" -Tlint -W warning "$2" |
	grep -v ': WARNING: skipping paragraph macro: PP ' || true)
if [ -n "$found" ]; then
	echo "$found"
	exit 1
fi
