"""Tells whether what nmemid printed, in whatever format, names the VMDKs that it should, each with its UUID.

    python3 truth.py TRUTH COUNT OUTPUT

TRUTH has lines of a UUID and a path; so many of them have to be there, each once, and nothing else. A path
may be spelled as the vSphere API does, or be cut down to its last parts.
"""
import re
import sys

uuid = rb"(6000c29[0-9a-f](?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
# In raw output a blank is \x20.
path = rb"((?:PMemDS-[0-9a-f-]+(?:/|\](?: |\\x20)))?(?:vm-\d+/)?vm-\d+(?:_\d)?\.vmdk)"


def found(expression, text):
    """What is found; once, if it is found twice in a row, as where a descriptor is its own source."""
    last = None
    for match in re.finditer(expression, text):
        if match[1] != last:
            last = match[1]
            yield last.replace(rb"]\x20", b"/").replace(b"] ", b"/")


truth = {}
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        key, _, value = line.rstrip().partition(b" ")
        truth[key] = value
wanted = int(sys.argv[2])
with open(sys.argv[3], "rb") as output:
    text = output.read()
uuids = list(found(uuid, text))
paths = list(found(path, text))
if len(uuids) != wanted or len(paths) != wanted or len(set(uuids)) != wanted:
    sys.exit(f"it names {len(uuids)} UUIDs, {len(set(uuids))} of them different, and {len(paths)} paths, not {wanted}")
for key, value in zip(uuids, paths):
    if key not in truth or not truth[key].endswith(b"/" + value):
        sys.exit(f"{value.decode()} has not the UUID {key.decode()}")
