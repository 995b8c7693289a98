# The block devices, as lsblk has them, which knows nothing of hidden mounts.
def device: {name, kname, "maj:min", size, type, mountpoints: (.mountpoints + [.filesystems[] | select(.hidden) | .target] | sort), children: [.children[] | device]};
[.dimms[].regions[].namespaces[].blockdevices[] | device] | sort_by(.kname)
