#!/bin/sh
# Prints a file of this folder with what nmemid itself knows put in: the version for @version@, and for
# a line that is only @PART@ what `nmemid --generate PART` prints.
#   Packaging/fill.sh .build/release/nmemid Packaging/nmemid.1.in > nmemid.1
set -eu

nmemid=$1
version=$("$nmemid" --version | sed -n '1s/^nmemid //p')
while IFS= read -r line; do
  case $line in
    @*@)
      part=${line#@}
      "$nmemid" --generate "${part%@}"
      ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$2" | sed "s/@version@/$version/g"
