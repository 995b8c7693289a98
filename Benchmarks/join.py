"""Which VMDK is behind which DIMM: joins what ndctl prints with a list of lines `path: UUID is …`.

    python3 join.py LIST
"""
import json
import re
import subprocess
import sys

line_of_list = re.compile(r"(.+\.vmdk): *UUID is ([0-9a-fA-F -]+)")
vmdks = {}
with open(sys.argv[1]) as lines:
    for line in lines:
        match = line_of_list.match(line)
        if match:
            uuid = match[2].replace(" ", "").replace("-", "").lower()
            vmdks.setdefault(uuid[-8:], []).append(match[1])

for dimm in json.loads(subprocess.check_output(["ndctl", "list", "-D"])):
    for path in vmdks.get(dimm["id"][-8:], []):
        print(dimm["dev"], path)
