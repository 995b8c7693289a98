#!/bin/sh
# Fetches a stock Debian kernel without installing it, and prints the folder where it lies:
#   vmlinuz  lib/modules/RELEASE/*.ko  release (uname -r)  package (name and version)
#   kernel.sh [--newest]
#   NMEMID_VM_SUITE=SUITE    the kernel of that suite of Debian's, and not of this machine's; beside it lies what the
#                            suite has to read NVDIMMs with: userland/
# The newest kernel in the cache is taken as it is, so that neither network nor root is needed once there is one;
# --newest asks apt.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$here/common.sh"

# What a guest may load: the NVDIMM stack, the disks that carry files in and out, what can lie above a block device
# (device-mapper, md, loop), ext4 and btrfs. What a kernel has built in, it has no module of.
modules='libnvdimm nfit nd_pmem nd_btt dax device_dax dax_pmem dax_pmem_core kmem
         virtio virtio_ring virtio_pci virtio_pci_modern_dev virtio_pci_legacy_dev virtio_blk
         dm_mod dm_crypt crypto_null md_mod raid1 loop
         ext4 jbd2 mbcache crc16 crc32c_generic libcrc32c
         btrfs xor raid6_pq zstd_compress lzo_compress lzo_decompress blake2b_generic'

suite=${NMEMID_VM_SUITE-}
if [ "${1-}" != --newest ]; then
    cached=$(find "$lab_cache" -maxdepth 1 -name "${suite:+$suite-}linux-image-*" -type d 2>/dev/null | sort -V | tail -n 1)
    [ -z "$cached" ] || { echo "$cached"; exit 0; }
fi

command -v apt-get >/dev/null || die "cannot run here: kernels come from Debian's archive, and there is no apt-get"

# The cloud flavour has all it takes in 27 MB instead of 70. Its meta package depends on the newest one in the archive.
newest() {
    apt-cache depends linux-image-cloud-amd64 2>/dev/null |
        sed -n 's/.*Depends: \(linux-image-[0-9].*-cloud-amd64\)$/\1/p' | sort -V | tail -n 1
}

new=$(unfinished)
trap 'rm -rf "$new"' EXIT
cd "$new"
if [ -n "$suite" ]; then
    APT_CONFIG=$("$here/../../../Packaging/apt-of-suite.sh" "$suite" .)
    export APT_CONFIG
fi

# Sets image, version and kernel, and fetches it if it is not there; fails if apt knows of none, or of one that the
# archive has replaced since.
fetch() {
    image=$(newest)
    [ -n "$image" ] || return 1
    version=$(apt-cache show --no-all-versions "$image" | sed -n 's/^Version: //p')
    kernel=$lab_cache/${suite:+$suite-}${image}_$version
    [ ! -d "$kernel" ] || return 0
    say "fetching $image $version (27 MB; unpacked only, not installed)"
    apt-get download -q "$image=$version" >apt.log 2>&1
}
if ! fetch; then
    say "refreshing apt's lists of packages"
    if [ -n "$suite" ]; then apt-get update -q; else "$here/as-root.sh" apt-get update -q; fi >apt.log 2>&1 || :
    fetch || { tail -n 5 apt.log >&2; die "cannot run here: apt has no linux-image-cloud-amd64 to give (is this Debian?)"; }
fi
[ ! -d "$kernel" ] || { echo "$kernel"; exit 0; }
dpkg -x ./*.deb unpacked
if [ -n "$suite" ]; then
    # Programs of this machine run on a newer C library than theirs, but on no older one.
    libc=libc6
    suites_libc=$(apt-cache show --no-all-versions libc6 | sed -n 's/^Version: //p')
    dpkg --compare-versions "$suites_libc" gt "$(dpkg-query -W -f '${Version}' libc6:amd64)" || libc=
    iniparser=$(apt-cache depends ndctl | sed -n 's/.*Depends: \(libiniparser.*\)/\1/p')
    mkdir debs userland
    # shellcheck disable=SC2086 # nothing, or a word
    (cd debs && apt-get download -q libndctl6 libdaxctl1 ndctl daxctl $iniparser $libc) >apt.log 2>&1 ||
        { tail -n 5 apt.log >&2; die "apt cannot get ndctl of $suite"; }
    for deb in debs/*.deb; do dpkg -x "$deb" userland; done
    beside=", libndctl $(dpkg-deb -f debs/libndctl6_*.deb Version)"
    rm -rf userland/usr/share
fi

release=${image#linux-image-}
mkdir -p "lib/modules/$release"
mv "unpacked/boot/vmlinuz-$release" vmlinuz
for module in $modules; do
    find unpacked -name "$(echo "$module" | tr _ '?').ko*" -exec mv {} "lib/modules/$release/" ';'
done
find lib -name '*.ko.xz' -exec xz -d {} +         # Debian 13 compresses them
cp unpacked/lib/modules/"$release"/modules.builtin* "lib/modules/$release/" 2>/dev/null || :
busybox depmod -b "$new" "$release"
echo "$release" >release
echo "$image $version${beside-}" >package
rm -rf unpacked ./*.deb debs apt.log apt.conf sources.list state cache
finish "$new" "$kernel" || die "cannot write $kernel"
echo "$kernel"
