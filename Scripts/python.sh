#!/bin/sh
# Prints the path of a Python with packages from PyPI, in a folder of its own below .build:
#   python=$(Scripts/python.sh vsphere 'pyvmomi>=8,<10')
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$root/.build/python/$1
shift
if [ "$(cat "$folder/packages" 2>/dev/null)" != "$*" ]; then
  "$root/Scripts/setup.sh" python3 >&2
  # Debian has this part of Python in a package of its own.
  python3 -c 'import ensurepip' 2>/dev/null || "$root/Scripts/setup.sh" ensurepip:python3-venv >&2
  echo "python: fetching $*" >&2
  rm -rf "$folder"
  python3 -m venv "$folder"
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@" >&2
  printf '%s\n' "$*" >"$folder/packages"
fi
echo "$folder/bin/python"
