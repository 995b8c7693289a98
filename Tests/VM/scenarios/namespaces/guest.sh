# shellcheck shell=sh
run ndctl.json ndctl list -D -i
run ndctl-namespaces.json ndctl list -N -i
run list.json nmemid list --json
run namespaces.json nmemid map host.txt --json
run map.json nmemid map host.txt --json
