# shellcheck shell=sh
# Root is not needed: an ordinary user gets the same answers.
run as-root.json ndctl list -D -i
run_as_user ndctl.json ndctl list -D -i
run_as_user ndctl-all.json ndctl list -BDRNi
run_as_user list.json nmemid list --json
run_as_user map nmemid map host.txt --pairs -o NAME,ID,MATCH,UUID,VMDK
