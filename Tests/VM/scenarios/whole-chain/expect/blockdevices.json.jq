# The block devices, as lsblk has them.
def device: {name, kname, "maj:min", size, type, mountpoints: (.mountpoints | sort), children: [.children[] | device]};
[.dimms[].regions[].namespaces[].blockdevices[] | device] | sort_by(.kname)
