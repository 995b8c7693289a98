# shellcheck shell=sh
# With labels, a DIMM can hold several namespaces. Of QEMU's two, one has room for labels: "nstype" is 5 there.
ndctl disable-region all
ndctl init-labels all
ndctl enable-region all
region=$(basename "$(dirname "$(grep -l 5 /sys/bus/nd/devices/region*/nstype)")")
ndctl create-namespace --region="$region" --mode=fsdax --size=64M
ndctl create-namespace --region="$region" --mode=devdax --size=64M
