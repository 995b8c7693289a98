# shellcheck shell=sh
# As many as vSphere gives a guest. The host lists them in the order of their names; nmem2 comes before nmem10.
run ndctl.json ndctl list -D -i
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,ID,MATCH,VMDK
