#!/bin/sh
# Builds the kernel's own mocked NVDIMM bus (tools/testing/nvdimm) for the kernel in a folder of kernel.sh, out of
# tree and against the stock headers, and puts it into that folder as nfit_test/*.ko.
#   nfit_test.sh KERNEL
# It works with a stock kernel because Debian builds the whole NVDIMM stack as modules: nfit_test brings its own copy
# of each, with the functions wrapped that would touch hardware.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$here/common.sh"

kernel=$1
[ ! -d "$kernel/nfit_test" ] || exit 0
release=$(cat "$kernel/release")
version=$(cut -d ' ' -f 2 "$kernel/package")
series=$(echo "$release" | cut -d . -f 1,2)

say "building nfit_test for $release (fetches 150 MB of headers and sources, keeps 2 MB)"
new=$(unfinished)
trap 'rm -rf "$new"' EXIT
cd "$new"

headers=linux-headers-$release
# The headers' own dependencies: the part common to all flavours, kbuild, and the compiler's meta package.
parts=$(apt-cache depends "$headers=$version" | sed -n 's/.*Depends: \(linux-\(headers\|kbuild\|compiler\)-.*\)/\1/p')
# shellcheck disable=SC2086 # words on purpose
apt-get download -q "$headers=$version" $parts "linux-source-$series=$version" >log 2>&1 ||
    { cat log >&2; die "cannot fetch what nfit_test is built from (is $version still in the archive? kernel.sh --newest)"; }
for deb in ./*.deb; do dpkg -x "$deb" unpacked; done

build=$new/unpacked/usr/src/$headers
# Unpacked, not installed: the one absolute path in there has to follow.
sed -i "s|/usr/src/|$new/unpacked/usr/src/|" "$build/Makefile"
compiler=$(sed -n 's/^CC *=.*\(gcc-[0-9]*\).*/\1/p' "$build/.kernelvariables")
"$here/packages.sh" make "${compiler:-gcc}" xz

tar -xJf "unpacked/usr/src/linux-source-$series.tar.xz" --strip-components=1 --wildcards \
    '*/tools/testing/nvdimm' '*/drivers/nvdimm' '*/drivers/acpi/nfit' '*/drivers/dax'
make -C "$build" M="$new/tools/testing/nvdimm" \
    KCFLAGS="-I$new/drivers/nvdimm -I$new/drivers/acpi/nfit -I$new/drivers/dax" \
    -j "$(nproc)" modules >log 2>&1 ||
    { tail -n 20 log >&2; die "nfit_test does not build for $release"; }

mkdir modules
find tools/testing/nvdimm -name '*.ko' -exec mv {} modules/ ';'
strip --strip-debug modules/*.ko
finish "$new/modules" "$kernel/nfit_test" || die "cannot write $kernel/nfit_test"
