#!/bin/sh
# Lists what is in the packages that were made of a binary, in SPDX 2.3: each file of each package with its checksums, the
# libraries that are linked in, and those that are not. Writes it next to them, and prints its name.
#   Packaging/spdx.sh .build/portable/release/nmemid
set -eu

BINARY=$1
# shellcheck source=Packaging/common.sh
. "$(dirname "$0")/common.sh"

sum() { sha"$1"sum <"$2" | cut -d ' ' -f 1; }

# unpack PACKAGE: into the current folder.
unpack() {
  case $1 in
    *.deb) dpkg-deb --extract "$1" . ;;
    *.rpm) rpm2cpio "$1" | cpio --extract --make-directories --quiet ;;
    *) tar -xzf "$1" --strip-components=1 --no-same-owner ;;
  esac
}

# A line for each thing, in columns, for spdx.jq.
list() {
  for package in "$packages"/*.deb "$packages"/*.rpm "$packages"/*.tar.gz; do
    mkdir "$work/files"
    cd "$work/files"
    unpack "$package"
    name=${package##*/}
    printf 'package\t%s\t%s\n' "$name" "$(sum 256 "$package")"
    find . -type f | sort | while read -r file; do
      printf 'file\t%s\t%s\t%s\t%s\n' "$name" "${file#./}" "$(sum 1 "$file")" "$(sum 256 "$file")"
    done
    # All checksums of its files as one, in SPDX's way.
    codes=$(find . -type f | while read -r file; do sum 1 "$file"; done | sort | tr -d '\n')
    printf '%s' "$codes" >"$work/codes"
    printf 'verify\t%s\t%s\n' "$name" "$(sum 1 "$work/codes")"
    cd "$work"
    rm -r files
  done
  # As Packaging/debian/copyright has it. The binary says which gcc its parts are of.
  swift=$("${SWIFT:-swift}" --version 2>&1 | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
  gcc=$(readelf --string-dump=.comment "$BINARY" | sed -n 's/.*GCC: ([^)]*) \([0-9.]*\).*/\1/p' | head -n 1)
  printf 'linked-in\t%s\t%s\t%s\n' \
    swift-stdlib "${swift:?}" 'Apache-2.0 WITH Swift-exception' \
    libstdc++ "${gcc:?}" 'GPL-3.0-or-later WITH GCC-exception-3.1' \
    libgcc "$gcc" 'GPL-3.0-or-later WITH GCC-exception-3.1'
  readelf --dynamic "$BINARY" | sed -n 's/.*(NEEDED).*\[\(.*\)\]$/needed\t\1/p'
}

list >"$work/list"
bom=$packages/nmemid-$version.spdx.json
# Another content is another document, with a name of its own.
jq --raw-input --slurp --from-file "$root/Packaging/spdx.jq" --arg version "$version" \
  --arg created "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" --arg content "$(sum 256 "$work/list")" \
  "$work/list" >"$bom"
echo "$bom"
