# As ndctl lists them; their UUIDs are random.
[.dimms[].regions[].namespaces[] | {dev, mode, size, uuid, blockdev, chardev}]
