[.filesystems[] | select(.source | startswith("/dev/")) |
    {target, source: (.source | sub("\\[.*"; "")), fstype, fsroot, dax: (.options | test("dax=always"))}] | unique
