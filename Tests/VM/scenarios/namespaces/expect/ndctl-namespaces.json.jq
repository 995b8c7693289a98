[.[] | {dev, mode, size, uuid, blockdev, chardev}]
