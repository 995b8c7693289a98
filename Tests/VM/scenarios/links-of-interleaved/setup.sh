# shellcheck shell=sh
# region0 lies over two DIMMs, region1 over four; region2 over one, without labels.
ndctl disable-region --bus=nfit_test.0 all
ndctl init-labels --force --bus=nfit_test.0 all
ndctl enable-region --bus=nfit_test.0 all
ndctl create-namespace --region=region0 --mode=fsdax
ndctl create-namespace --region=region1 --mode=devdax
