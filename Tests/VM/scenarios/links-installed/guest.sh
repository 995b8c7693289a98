# shellcheck shell=sh
# What a package does: its installation makes the links on a running system, its removal takes them away, and where udev
# does not run, as in a container, both say nothing.
ndctl create-namespace -f -e namespace1.0 --mode=devdax
rules=/usr/lib/udev/rules.d/61-nmemid.rules
mv "$rules" /tmp/rules
run not-running apply-rules
start_udev
run before links
mv /tmp/rules "$rules"
run install apply-rules
run installed links
rm "$rules"
run remove apply-rules
run removed find /dev -path '*nvdimm*'
run serials lsblk -d -n -o NAME,SERIAL
