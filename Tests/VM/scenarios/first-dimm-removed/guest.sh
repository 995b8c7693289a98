# shellcheck shell=sh
# Three DIMMs that only their ids tell apart. The second boot is the same machine without the first of them:
# every name, handle and physical id has moved on to another DIMM, and the host has not changed.
run ndctl.json ndctl list -D -i
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,ID,MATCH,VMDK
