[.regions[] | {dev, dimms: ([.mappings[]?.dimm] | sort), devices: [.namespaces[]? | .blockdev // .chardev // .daxregion.devices[0].chardev]}] | sort_by(.dev)
