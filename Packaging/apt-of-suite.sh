#!/bin/sh
# Makes, in a folder, an apt of its own that knows only one suite of Debian's, and prints its configuration: with that
# as APT_CONFIG, `apt-get update` and `apt-get download` are about this suite. Nothing of this system's apt is touched.
#   Packaging/apt-of-suite.sh SUITE FOLDER
set -eu

suite=$1
folder=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
if ! [ -f "$keyring" ]; then
  echo "apt-of-suite: there is no $keyring; install debian-archive-keyring" >&2
  exit 1
fi
mirror=$("$here/debian-mirror.sh")
mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
touch "$folder/state/status"
echo "deb [signed-by=$keyring] $mirror $suite main" >"$folder/sources.list"
cat >"$folder/apt.conf" <<END
Dir::Etc::SourceList "$folder/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::State "$folder/state";
Dir::State::status "$folder/state/status";
Dir::Cache "$folder/cache";
APT::Sandbox::User "";
END
echo "$folder/apt.conf"
