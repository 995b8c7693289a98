# All that is mounted, as findmnt has it.
[.dimms[].regions[].namespaces[].blockdevices[] | .. | .filesystems? // empty | .[] |
    {target, source, fstype, fsroot, dax}] | unique
