# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by quickstart and check: installs what is missing of packages.txt.

# packages GROUP...: the names of the groups' packages.
packages() {
	for group in "$@"; do
		sed -n "s/^@$group  *//p" packages.txt
	done
}

# install_packages GROUP...: asks for root only when something is missing.
install_packages() {
	missing=
	for name in $(packages "$@"); do
		state=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null ||
			true)
		[ "$state" = installed ] || missing="$missing $name"
	done
	[ -n "$missing" ] || return 0
	echo "installing:$missing"
	root=
	if [ "$(id -u)" != 0 ]; then
		if ! command -v sudo > /dev/null; then
			echo "these packages are missing; install them as root:" >&2
			echo "  apt-get install$missing" >&2
			exit 1
		fi
		root=sudo
	fi
	$root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
	# shellcheck disable=SC2086
	$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
		--no-install-recommends $missing > /dev/null
}
