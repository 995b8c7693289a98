#!/bin/sh
# Makes the RPM package of a binary, with rpmbuild, in .build/packages, and prints its name.
#   Packaging/rpm.sh .build/portable/release/nmemid
set -eu

BINARY=$(realpath "$1")
export BINARY
root=$(cd "$(dirname "$0")/.." && pwd)
packages=$root/.build/packages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

version=$("$BINARY" --version | sed -n '1s/^nmemid //p')
# The same sources make the same package.
: "${SOURCE_DATE_EPOCH:=$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)}"
export SOURCE_DATE_EPOCH

rpmbuild -bb --define "_topdir $work" --define "version $version" --define "source $root" \
  --define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' \
  --define '_buildhost localhost' \
  "$root/Packaging/nmemid.spec" >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  exit 1
}
mkdir -p "$packages"
for package in "$work"/RPMS/*/*.rpm; do
  mv "$package" "$packages"
  echo "$packages/${package##*/}"
done
