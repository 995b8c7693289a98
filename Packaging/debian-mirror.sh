#!/bin/sh
# Prints where Debian's archive is: $DEBIAN_MIRROR, or else where this machine's apt has it from.
set -eu

# shellcheck disable=SC2016 # the expressions are apt's
known=$(apt-get indextargets --format '$(LABEL) $(SITE)' 'Created-By: Packages' 2>/dev/null |
  sed -n 's/^Debian //p' | head -n 1) || known=
mirror=${DEBIAN_MIRROR:-$known}
if [ -z "$mirror" ]; then
  echo "debian-mirror: apt has no archive of Debian here; say in DEBIAN_MIRROR where one is" >&2
  exit 1
fi
echo "$mirror"
