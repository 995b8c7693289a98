# shellcheck shell=sh
# Neither NVDIMMs nor drivers: there is no NVDIMM bus in /sys at all.
run ndctl.json ndctl list -D -i
run list nmemid list
run list.json nmemid list --json
run map nmemid map host.txt --pairs -o NAME,MATCH
