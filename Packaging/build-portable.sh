#!/bin/sh
# Builds nmemid so that it runs on systems as old as Debian 11 and Ubuntu 20.04: .build/portable has it.
# The arguments are the command that builds it for this one.
#   Packaging/build-portable.sh swift build -c release --static-swift-stdlib --product nmemid
set -eu

here=$(cd "$(dirname "$0")" && pwd)
sysroot=$("$here/sysroot.sh")
PKG_CONFIG_PATH=$(dirname "$(find "$sysroot" -name libndctl.pc)")
export PKG_CONFIG_PATH

# Swift's runtime was compiled for the libstdc++ of gcc 11, and uses one function that the older lacks:
# what throws std::bad_array_new_length. Its base class does as well, as nothing catches either.
# What is installed looks for no library next to itself, and its table of functions is read-only.
# The folder that it is built in must not be in it, since the same sources are to make the same bytes: nothing is there
# for a debugger, for it is stripped anyway, nor a hash for incremental builds, which paths are part of.
exec "$@" --scratch-path .build/portable -debug-info-format none \
  -Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen --disable-local-rpath -Xlinker -z -Xlinker now \
  -Xswiftc -Xclang-linker -Xswiftc "--sysroot=$sysroot" \
  -Xlinker --defsym -Xlinker _ZSt28__throw_bad_array_new_lengthv=_ZSt17__throw_bad_allocv
