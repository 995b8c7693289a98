# shellcheck shell=sh
# With labels, a region can hold several namespaces, or none but the seed of one. region1 lies over four DIMMs.
ndctl disable-region --bus=nfit_test.0 all
ndctl init-labels --force --bus=nfit_test.0 all
ndctl enable-region --bus=nfit_test.0 all

ndctl create-namespace --region=region1 --mode=fsdax --size=32M --name=wide
ndctl create-namespace --region=region1 --mode=devdax --size=16M
mkfs.ext4 -q -b 4096 /dev/pmem1
mkdir /mnt/wide
mount -t ext4 -o dax /dev/pmem1 /mnt/wide
