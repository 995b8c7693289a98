# shellcheck shell=sh
# A machine without NVDIMMs, the drivers loaded all the same.
run ndctl.json ndctl list -D -i
run list nmemid list
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,MATCH
