#!/bin/sh
# Makes a release twice, in two copies of this tree, and compares: whoever makes one again gets the same bytes. Looks then
# at whether it is whole, and whether it is what it says of itself.
#   Tests/Packaging/release.sh
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  echo "release: $*" >&2
  exit 1
}

# release FOLDER UMASK TIMEZONE LANGUAGE: copies the tree there, and makes a release of it.
release() (
  mkdir -p "$work/$1"
  umask "$2"
  tar -C "$root" --exclude=.build -cf - . | tar -C "$work/$1" --no-same-permissions --no-same-owner -xf -
  TZ=$3 LC_ALL=$4 make -C "$work/$1" release >"$work/log" 2>&1 || {
    tail -n 40 "$work/log" >&2
    fail "make release failed"
  }
)
release first 022 UTC C
release a/second/one 077 Asia/Kathmandu C.UTF-8
dist=$work/first/.build/dist
# What differs stays, to be looked at.
if ! diff -r "$dist" "$work/a/second/one/.build/dist" >&2; then
  rm -rf "$root/.build/differ"
  mkdir -p "$root/.build/differ"
  mv "$dist" "$root/.build/differ/first"
  mv "$work/a/second/one/.build/dist" "$root/.build/differ/second"
  fail 'the two differ; both are in .build/differ'
fi

cd "$dist"
nmemid=$work/first/.build/portable/release/nmemid
version=$("$nmemid" --version | sed -n '1s/^nmemid //p')
name=nmemid-$version-linux-$(uname -m)
printf '%s\n' SHA256SUMS "$name.tar.gz" "nmemid-$version-1.$(uname -m).rpm" "nmemid-$version.spdx.json" \
  "nmemid_${version}_$(dpkg --print-architecture).deb" | LC_ALL=C sort >"$work/expected"
find . -type f -printf '%P\n' | LC_ALL=C sort | diff "$work/expected" - >&2 || fail 'this is not what is published'
sha256sum --check --quiet SHA256SUMS || fail 'the checksums are others'
[ "$(wc -l <SHA256SUMS)" = 4 ] || fail 'something has no checksum'

# The tarball is what `make install` installs, and the license, and the changelog.
tar -xzf "$name.tar.gz" -C "$work"
BINARY=$nmemid PREFIX=/usr/local DESTDIR="$work/installed" "$root/Packaging/install.sh" install
cp "$root/LICENSE" "$root/CHANGELOG.md" "$work/installed/usr/local/share/doc/nmemid"
diff -r "$work/installed" "$work/$name" >&2 || fail 'the tarball is not what make install installs'
tar -tvzf "$name.tar.gz" | grep -v '^[-dl]rw.r.[-x]r.[-x] root/root ' >&2 && fail 'the above is not for everybody'
tar -tzf "$name.tar.gz" | grep '/$' | grep -v /nmemid/ >&2 && fail "the above are the system's folders"
"$root/Scripts/with-bus.sh" vsphere "$work/$name/usr/local/bin/nmemid" "$root/Examples/session.txt" >"$work/out" ||
  fail 'the binary in the tarball does not run'

# The list is valid, and names each file.
python=$("$root/Scripts/python.sh" spdx 'spdx-tools>=0.8,<0.9')
"${python%/*}/pyspdxtools" --infile "nmemid-$version.spdx.json" >&2 || fail 'the list is no valid SPDX'
jq -r --arg package "$name.tar.gz" '
  (.packages[] | select(.packageFileName == $package).SPDXID) as $id
  | ([.relationships[] | select(.spdxElementId == $id).relatedSpdxElement]) as $files
  | .files[] | select(.SPDXID | IN($files[]))
  | "\(.checksums[] | select(.algorithm == "SHA256").checksumValue)  \(.fileName)"' \
  "nmemid-$version.spdx.json" | LC_ALL=C sort -k 2 >"$work/listed"
(cd "$work/$name" && find . -type f -exec sha256sum {} +) | LC_ALL=C sort -k 2 |
  diff "$work/listed" - >&2 || fail 'the list does not name what is in the tarball'
for library in swift-stdlib libstdc++ libgcc libndctl.so.6 libdaxctl.so.1; do
  jq -e --arg name "$library" 'any(.packages[]; .name == $name)' "nmemid-$version.spdx.json" >/dev/null ||
    fail "the list lacks $library"
done
echo "release: twice the same, to the byte: $(ls)"
