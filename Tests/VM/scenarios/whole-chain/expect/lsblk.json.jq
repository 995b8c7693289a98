# lsblk does not know that a btrfs lies on more than the device that mounts name: here it is given.
def device: {name, kname, "maj:min", size, type,
    mountpoints: [(.mountpoints[] | values), if .kname == "pmem6" then "/srv/pool" else empty end] | sort,
    children: [.children // [] | .[] | device]};
[.blockdevices[] | select(.kname | startswith("pmem")) | device] | sort_by(.kname)
