# shellcheck shell=sh
# One file system over four DIMMs: when one VMDK goes, it goes.
run ndctl.json ndctl list -D -i
run ndctl-all.json ndctl list -BDRNi
run ndctl-verbose.json ndctl list -BDRNivXC
run findmnt.json findmnt --json --real --list -o SOURCE,TARGET,FSTYPE,FSROOT,OPTIONS

run list.json nmemid list --json
run all.json nmemid list --regions --namespaces --json
run verbose.json nmemid list --regions --namespaces --json -v
run map nmemid map host.txt --pairs -o NAME,MATCH,VMDK
run mounts.json nmemid map host.txt --json
run tree nmemid --tree host.txt

touch /mnt/wide/ledger
run down follow wide_0.vmdk wide_3.vmdk lone_4.vmdk lone_5.vmdk
run up follow /mnt/wide/ledger namespace1.1 region0 pmem2 pmem3 wide
