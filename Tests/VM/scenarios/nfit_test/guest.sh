# shellcheck shell=sh
# The kernel's own mocked hardware: two buses, six DIMMs, interleaved regions, error flags, ids of four parts, health.
# Two of the DIMMs have no VMDK.
run ndctl.json ndctl list -D -i
run ndctl-all.json ndctl list -BDRNi
run ndctl-health.json ndctl list -DHi
run_as_user ndctl-health-of-user.json ndctl list -DHi
run list.json nmemid list --json
run all.json nmemid list --regions --namespaces --json
run health.json nmemid list --health --json
run_as_user health-of-user.json nmemid list --health --json
run map nmemid map host.txt --pairs -o NAME,ID,MATCH,VMDK
run map.json nmemid map host.txt --json
