# shellcheck shell=sh
# What a DIMM can be called: an id of four parts, one serial twice, all zeros, all ones, leading zeros; and one that
# is disabled, one that has errors.
run ndctl.json ndctl list -D -i
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,ID,MATCH
run map.json nmemid map host.txt --json
