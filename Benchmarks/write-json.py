"""Reads a list of lines `path: UUID is …` and writes the JSON of `nmemid vmdks`, as text by hand: Python's json
module takes five times as long. The VMDKs are not sorted.

    python3 write-json.py LIST
"""
import sys

name = sys.argv[1]
write = sys.stdout.write
write('{\n  "nmemid": {\n    "schema": 1\n  },\n  "vmdks": [')
separator = ""
with open(name) as lines:
    for number, line in enumerate(lines, 1):
        path, _, answer = line.rstrip().partition(": UUID is ")
        digits = answer.replace(" ", "").replace("-", "").lower()
        uuid = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
        write(
            f"""{separator}
    {{
      "path": "{path}",
      "uuid": "{uuid}",
      "size": null,
      "source": "{name}:{number}",
      "tied_by": "line",
      "type": null,
      "vms": [],
      "other_paths": []
    }}"""
        )
        separator = ","
write('\n  ],\n  "problems": []\n}\n')
