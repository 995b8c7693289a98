# shellcheck shell=sh
# Two DIMMs, and no /sys to see them by, as in a badly made container.
umount /sys
run ndctl.json ndctl list -D -i
run list nmemid list
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,MATCH
run map.json nmemid map host.txt --json
