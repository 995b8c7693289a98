# shellcheck shell=sh
# Two DIMMs, and no driver for them: what a guest with a small kernel looks like.
run ndctl.json ndctl list -D -i
run list nmemid list
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,MATCH
run map.json nmemid map host.txt --json
