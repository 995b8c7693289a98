# shellcheck shell=sh
# The published how-to: two DIMMs, and a terminal session on the host pasted into a file.
run ndctl.json ndctl list -D -i
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,ID,MATCH,UUID,VMDK
run bare nmemid host.txt
