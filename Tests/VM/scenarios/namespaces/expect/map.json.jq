# The whole chain of each DIMM.
[.dimms[] | {dev, match, vmdk: .vmdks[0].path, namespaces: [.regions[].namespaces[] | {dev, mode, blockdev, chardev, mountpoints}]}]
