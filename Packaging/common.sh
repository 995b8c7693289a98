# shellcheck shell=sh
# What the scripts that make packages have in common: they read it with BINARY set, and have version, root, packages (the
# folder for what they make, $PACKAGES or .build/packages) and work (one that goes when they end) from it.
BINARY=$(realpath "$BINARY")
export BINARY
root=$(cd "$(dirname "$0")/.." && pwd)
packages=$(realpath -m "${PACKAGES:-$root/.build/packages}")
mkdir -p "$packages"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2034 # those that read this use it
version=$("$BINARY" --version | sed -n '1s/^nmemid //p')
# The same sources make the same packages, to the byte, whoever makes them.
: "${SOURCE_DATE_EPOCH:=$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)}"
LC_ALL=C
TZ=UTC
export SOURCE_DATE_EPOCH LC_ALL TZ
umask 022
