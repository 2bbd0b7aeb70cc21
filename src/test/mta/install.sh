#!/usr/bin/env bash
# Brings the mail server and the judges of mail that RealMailServerTests needs.
# install.sh <directory>: npm's packages go there, Debian's into the system, no service is started.
# What can't be had is said in one line, and the answer is not 0.
set -uo pipefail
into=$1
export PATH="$PATH:/usr/sbin:/sbin"

lacking() {
	local lacking=()
	command -v postfix >/dev/null || lacking+=(postfix)
	command -v opendkim >/dev/null || lacking+=(opendkim)
	/usr/bin/python3 -c 'import dkim, nacl' 2>/dev/null || lacking+=(python3-dkim python3-nacl)
	command -v spamassassin >/dev/null || lacking+=(spamassassin)
	command -v openssl >/dev/null || lacking+=(openssl)
	echo "${lacking[@]}"
}

packages=$(lacking)
if [ -n "$packages" ]; then
	[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || { echo "missing: $packages (and nobody here may install them)"; exit 1; }
	policy=/usr/sbin/policy-rc.d
	[ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy; trap 'rm -f $policy' EXIT; }
	export DEBIAN_FRONTEND=noninteractive
	timeout 60 apt-get update -qq >/dev/null 2>&1
	# shellcheck disable=SC2086
	timeout 240 apt-get install -y -qq --no-install-recommends $packages >"$into/apt.log" 2>&1
	packages=$(lacking)
	[ -z "$packages" ] || { echo "missing: $packages (apt-get could not install them; see $into/apt.log)"; exit 1; }
fi

command -v npm >/dev/null || { echo "missing: npm"; exit 1; }
if [ ! -d "$into/node_modules/mailauth" ] || [ ! -d "$into/node_modules/caniemail" ]; then
	timeout 120 npm install --prefix "$into" --no-audit --no-fund --silent mailauth@4.13.3 caniemail@1.0.5 >"$into/npm.log" 2>&1 ||
		{ echo "missing: mailauth, caniemail (npm could not install them; see $into/npm.log)"; exit 1; }
fi
