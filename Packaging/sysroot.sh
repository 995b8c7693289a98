#!/bin/sh
# Prints a folder with the libraries of Debian 11, to link a binary against that is to run on systems as
# old: the linker binds each symbol in the version that is the newest where it links, so what is linked
# against today's glibc needs today's. Nothing is installed; a folder that is made once is kept.
set -eu

suite=bullseye
# The headers and static libraries of gcc are in packages that have its version in their names.
packages="libc6 libc6-dev libgcc-s1 libgcc-10-dev libstdc++-10-dev linux-libc-dev
  libndctl6 libndctl-dev libdaxctl1 libdaxctl-dev"

here=$(cd "$(dirname "$0")" && pwd)
cache=${NMEMID_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/nmemid}
root=$cache/sysroot/$suite-$(dpkg --print-architecture)-1
if [ -d "$root" ]; then
  echo "$root"
  exit 0
fi

mirror=$("$here/debian-mirror.sh")
mkdir -p "${root%/*}"
new=$(mktemp -d "${root%/*}/unfinished.XXXXXX")
trap 'rm -rf "$new"' EXIT
cd "$new"

mkdir -p debs root/packages
config=$("$here/apt-of-suite.sh" "$suite" .)
# shellcheck disable=SC2086 # a list of words
if ! (export APT_CONFIG="$config" && cd debs &&
  apt-get update -q && apt-get download -q $packages) >apt.log 2>&1; then
  tail -n 5 apt.log >&2
  echo "sysroot: apt cannot get the libraries of Debian 11 ($suite) from $mirror; say in DEBIAN_MIRROR" \
    "where they are" >&2
  exit 1
fi
for package in debs/*.deb; do
  dpkg-deb -x "$package" root
done
# Separate, as dpkg-shlibdeps wants them, to show which versions of these packages a binary needs.
for package in libc6 libgcc-s1 libndctl6 libdaxctl1; do
  dpkg-deb -R debs/"$package"_*.deb "root/packages/$package"
done

# A link that starts at / would lead out of here.
find root -type l -lname '/*' | while read -r link; do
  ln -snf "$(realpath -m --relative-to="${link%/*}" "root$(readlink "$link")")" "$link"
done
# What the libraries of Debian 11 are linked by; their headers are this system's, as all others are.
find root -name '*.pc' -exec sed -i "s|^libdir=|&$root|" {} +
# Without a shared one, the static libstdc++ is linked: the one of Debian 11 lacks what Swift's was
# compiled for.
find root -name 'libstdc++.so*' -delete
mv root "$root"
echo "$root"
