#!/bin/sh
# Makes the Debian package of a binary, with Debian's tools, in .build/packages or $PACKAGES, and prints its name.
#   Packaging/deb.sh .build/portable/release/nmemid "$(Packaging/sysroot.sh)"
#   Packaging/deb.sh .build/release/nmemid
# The first runs with what Debian 11 has, which is what it is linked against; the second with what is
# installed here. DEBFULLNAME and DEBEMAIL are who maintains it, as for all of Debian's tools.
set -eu

BINARY=$1
# shellcheck source=Packaging/common.sh
. "$(dirname "$0")/common.sh"

LINKED_PACKAGES=
[ $# = 1 ] || LINKED_PACKAGES=$(echo "$2"/packages/*)
export LINKED_PACKAGES
maintainer="${DEBFULLNAME:-the authors of nmemid} <${DEBEMAIL:-nmemid@localhost}>"
date=$(date -R -u -d "@$SOURCE_DATE_EPOCH")

mkdir "$work/nmemid"
cd "$work/nmemid"
cp -R "$root/Packaging" "$root/Documentation" "$root/Examples" "$root/CHANGELOG.md" .
mv Packaging/debian .
# The rules for udev are there when the package is configured, and gone after its removal.
for step in postinst:configure postrm:remove; do
  {
    sed -n 1p Packaging/udev/apply.sh
    # shellcheck disable=SC2016 # the script of the package expands it
    printf '#DEBHELPER#\n[ "$1" = %s ] || exit 0\n' "${step#*:}"
    sed 1d Packaging/udev/apply.sh
  } >"debian/nmemid.${step%:*}"
done
sed -i "s|@version@|$version|; s|@maintainer@|$maintainer|; s|@date@|$date|" \
  debian/control debian/changelog
# Without -d it would want Swift as a package.
dpkg-buildpackage --build=binary --no-sign >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  exit 1
}
for package in ../*.deb; do
  mv "$package" "$packages"
  echo "$packages/${package##*/}"
done
