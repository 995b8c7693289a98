#!/bin/sh
# Holds all JSON that the golden cases expect to the schema, with an existing validator.
#   Tests/Schema/run.sh .build/debug/nmemid
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=$("$here/../../Scripts/python.sh" schema 'jsonschema>=4,<5')
"$1" --generate schema | "$python" "$here/validate.py" "$here/../Cases"
