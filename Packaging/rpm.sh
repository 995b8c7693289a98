#!/bin/sh
# Makes the RPM package of a binary, with rpmbuild, in .build/packages or $PACKAGES, and prints its name.
#   Packaging/rpm.sh .build/portable/release/nmemid
set -eu

BINARY=$1
# shellcheck source=Packaging/common.sh
. "$(dirname "$0")/common.sh"

rpmbuild -bb --define "_topdir $work" --define "version $version" --define "source $root" \
  --define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' \
  --define '_buildhost localhost' \
  "$root/Packaging/nmemid.spec" >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  exit 1
}
for package in "$work"/RPMS/*/*.rpm; do
  mv "$package" "$packages"
  echo "$packages/${package##*/}"
done
