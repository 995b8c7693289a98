#!/bin/sh
# Installs what building and testing nmemid needs and this machine lacks, and says what it does.
# Does nothing, and needs neither root nor network, where everything is there. Arguments are further
# commands that are needed, each from the package of its name, or COMMAND:PACKAGE.
set -eu

# The oldest Swift that compiles the sources: Span and strict memory safety came with it.
oldest=6.2

fail() {
  echo "setup: $*" >&2
  exit 1
}

advice="install Swift $oldest or later, see https://www.swift.org/install/linux/"
command -v swift >/dev/null || fail "there is no Swift toolchain on the PATH: $advice"
answer=$(swift --version 2>&1) || fail "swift does not run: $answer"
version=$(echo "$answer" | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
[ -n "$version" ] || fail "swift does not print its version: $answer"
if [ "$(printf '%s\n' "$oldest" "$version" | sort -V | head -n 1)" != "$oldest" ]; then
  fail "Swift $version is too old: $advice"
fi

missing=
need() {
  missing="$missing $*"
}
command -v pkg-config >/dev/null || need pkg-config
pkg-config --exists libndctl 2>/dev/null || need libndctl-dev
pkg-config --exists libdaxctl 2>/dev/null || need libdaxctl-dev
command -v umockdev-wrapper >/dev/null || need umockdev
command -v xz >/dev/null || need xz-utils
command -v busybox >/dev/null || need busybox
command -v jq >/dev/null || need jq
for tool; do
  command -v "${tool%%:*}" >/dev/null || need "${tool#*:}"
done
[ -z "$missing" ] && exit 0

command -v apt-get >/dev/null ||
  fail "missing, by their names on Debian:$missing; this system has no apt-get, so please install them by hand"
if [ "$(id -u)" = 0 ]; then
  as_root=
elif command -v sudo >/dev/null; then
  as_root=sudo
else
  fail "missing; please run as root: apt-get install$missing"
fi

echo "setup: installing$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A broken source of somebody else's packages is no reason to give up.
$as_root apt-get update -qq >"$log" 2>&1 || tail -n 3 "$log" >&2
# shellcheck disable=SC2086 # a list of words
if ! $as_root env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends $missing >"$log" 2>&1; then
  tail -n 10 "$log" >&2
  fail "apt-get could not install$missing"
fi
