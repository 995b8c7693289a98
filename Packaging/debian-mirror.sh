#!/bin/sh
# Prints where Debian's archive is: $DEBIAN_MIRROR, or where this machine's apt has it from, or where
# everybody finds it.
set -eu

# shellcheck disable=SC2016 # the expressions are apt's
known=$(apt-get indextargets --format '$(LABEL) $(SITE)' 'Created-By: Packages' 2>/dev/null |
  sed -n 's/^Debian //p' | head -n 1) || known=
echo "${DEBIAN_MIRROR:-${known:-http://deb.debian.org/debian}}"
