# shellcheck shell=sh
# Not VMware: QEMU's own NVDIMMs have serials that no VMDK will ever match.
run ndctl.json ndctl list -D -i
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,MATCH,VMDK
