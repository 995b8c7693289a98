#!/bin/sh
# Installs what building and testing nmemid needs and this machine lacks, and says what it does.
# Does nothing, and needs neither root nor network, where everything is there. Arguments are further
# commands that are needed, each from the package of its name.
set -eu

# The oldest Swift that compiles the sources: Span and strict memory safety came with it.
oldest=6.2

fail() {
  echo "setup: $*" >&2
  exit 1
}

swift_version() {
  swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1
}

version=$(swift_version)
if [ -z "$version" ]; then
  fail "there is no Swift toolchain on the PATH: install Swift $oldest or later, see https://www.swift.org/install/linux/"
fi
if [ "$(printf '%s\n' "$oldest" "$version" | sort -V | head -n 1)" != "$oldest" ]; then
  fail "Swift $version is too old: install Swift $oldest or later, see https://www.swift.org/install/linux/"
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
for tool; do
  command -v "$tool" >/dev/null || need "$tool"
done
[ -z "$missing" ] && exit 0

command -v apt-get >/dev/null ||
  fail "missing, by their names on Debian:$missing; this system has no apt-get, so please install them by hand"

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "missing:$missing; run this as root, or install them by hand"
  fi
}

echo "setup: installing$missing"
as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
