# shellcheck shell=sh
# A DAX device and a disk that programs hold open, one that a loop device is made of, and one of each that nobody uses.
# Root sees it; a user cannot know who holds what open.
ndctl create-namespace -f -e namespace0.0 --mode=devdax
ndctl create-namespace -f -e namespace3.0 --mode=devdax
sleep 1000 </dev/dax0.0 &
first=$!
sleep 1000 </dev/pmem1 &
second=$!
modprobe loop
losetup /dev/loop0 /dev/pmem4
run trace nmemid trace db.vmdk log.vmdk free.vmdk char.vmdk loop.vmdk --host host.txt --noheadings -o DEVICE,VMDK
run in-use.json nmemid --json host.txt
run_as_user trace-of-user nmemid trace db.vmdk free.vmdk --host host.txt --noheadings -o DEVICE,VMDK
run_as_user in-use-of-user.json nmemid --json host.txt
kill "$first" "$second"
losetup -d /dev/loop0
