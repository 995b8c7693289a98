"""Counts the devices of what `govc vm.info -json` printed.

    python3 count-json.py FILE
"""
import json
import sys

with open(sys.argv[1]) as file:
    document = json.load(file)
print(sum(len(vm["config"]["hardware"]["device"]) for vm in document["virtualMachines"]))
