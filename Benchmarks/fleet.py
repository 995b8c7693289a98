"""Makes the saved guests and the collected lists of a datacentre, and writes what is true of it.

    python3 fleet.py FOLDER GUESTS

Each host has 500 VMDKs: four of each of ten guests that are saved, and those of other virtual machines. In FOLDER:
  guests/*.json  the saved guests, by turns a hundred as nmemid and a hundred as ndctl prints them; only the former say
                 which virtual machine they are
  hosts/*.txt    what nmemid collect prints on each host
  truth          lines of a guest, a DIMM, the match and a UUID, as nmemid -o GUEST,NAME,MATCH,UUID has them
The last four bytes of some UUIDs are the same: about five by chance in the whole of a large datacentre, and besides one
for every hundredth guest. Where the guest says which machine it is, the list is a witness; else the DIMM is ambiguous.
"""
import collections
import json
import os
import random
import sys

folder, guest_count = sys.argv[1], int(sys.argv[2])
numbers = random.Random(42)
size = 1 << 30
guests_of_host, disks_of_host, disks_of_machine = 10, 500, 4
time = "2026-01-01T00:00:00Z"

Disk = collections.namedtuple("Disk", "path uuid machine name unit")


def digits(count):
    return f"{numbers.getrandbits(4 * count):0{count}x}"


def with_dashes(uuid):
    return "-".join((uuid[:8], uuid[8:12], uuid[12:16], uuid[16:20], uuid[20:]))


def as_answer(uuid):
    pairs = [uuid[i : i + 2] for i in range(0, 32, 2)]
    return "UUID is " + " ".join(pairs[:8]) + "-" + " ".join(pairs[8:])


def machine_of(name, datastore, ends):
    """The disks of a virtual machine; each UUID ends in a serial that is given, or in one of its own."""
    machine = "420e" + digits(28)
    return [
        Disk(f"{datastore}/{name}/{name}_{unit}.vmdk", "6000c29" + digits(17) + (end or digits(8)), machine, name, unit)
        for unit, end in enumerate(ends)
    ]


def regions_of(unit):
    namespace = {"dev": f"namespace{unit}.0", "mode": "raw", "size": size, "sector_size": 512, "blockdev": f"pmem{unit}"}
    mapping = {"dimm": f"nmem{unit}", "offset": 0, "length": size, "position": 0}
    return {"dev": f"region{unit}", "size": size, "type": "pmem", "mappings": [mapping], "namespaces": [namespace]}


def dimm_of(disk):
    serial = disk.uuid[-8:]
    return {"dev": f"nmem{disk.unit}", "id": f"8902-{serial}", "handle": disk.unit, "phys_id": 102 + disk.unit}


def as_ndctl(disks):
    bus = {"provider": "ACPI.NFIT", "dev": "ndbus0", "dimms": [dimm_of(disk) for disk in disks]}
    return [bus | {"regions": [regions_of(disk.unit) for disk in disks]}]


def as_nmemid(disks):
    dimms = [
        dimm_of(disk)
        | {"bus": "ndbus0", "provider": "ACPI.NFIT", "machine": with_dashes(disk.machine), "state": "enabled"}
        | {"size": size, "regions": [regions_of(disk.unit)]}
        for disk in disks
    ]
    return {"nmemid": {"schema": 1, "version": "0.1.0", "complete": True}, "dimms": dimms, "problems": []}


def is_known(guest):
    """Whether a guest says which machine it is."""
    return guest % 200 < 100


def write_host(index, disks):
    with open(f"{folder}/hosts/esx-{index:04}.txt", "w") as lines:
        lines.write(f"# nmemid collect 1 on esx-{index:04} at {time}\n")
        lines.write("# path\tanswer\tsize\tvm\tvm-uuid\tlabel\tunit\thost\ttime\n")
        for disk in disks:
            fields = (disk.path, as_answer(disk.uuid), size, disk.name, with_dashes(disk.machine))
            fields += (f"NVDIMM {disk.unit + 1}", disk.unit, f"esx-{index:04}", time)
            lines.write("\t".join(map(str, fields)) + "\n")
        lines.write(f"# nmemid collect end: {len(disks)} VMDKs, 0 failed\n")


def write_guest(guest, disks):
    document = as_nmemid(disks) if is_known(guest) else as_ndctl(disks)
    with open(f"{folder}/guests/vm-{guest:05}.json", "w") as file:
        json.dump(document, file, indent=1)
        file.write("\n")


os.makedirs(f"{folder}/guests")
os.makedirs(f"{folder}/hosts")
saved = []
by_serial = collections.defaultdict(list)
twins = []
for index in range((guest_count + guests_of_host - 1) // guests_of_host):
    datastore = f"/vmfs/volumes/PMemDS-{digits(8)}-{digits(4)}-{digits(4)}-{digits(4)}-{digits(12)}"
    disks = []
    # Serials that another machine's disk, on the next host, has as well.
    ends, twins = twins, []
    for guest in range(index * guests_of_host, min(guest_count, (index + 1) * guests_of_host)):
        own = machine_of(f"vm-{guest:05}", datastore, [None] * disks_of_machine)
        if guest % 100 == 50:
            twins.append(own[0].uuid[-8:])
        saved.append((guest, own))
        write_guest(guest, own)
        disks += own
    while len(disks) < disks_of_host:
        name = f"other-{index:04}-{len(disks):03}"
        disks += machine_of(name, datastore, [ends.pop() if ends else None] + [None] * (disks_of_machine - 1))
    for disk in disks:
        by_serial[disk.uuid[-8:]].append(disk)
    write_host(index, disks)

serials = collections.Counter(disk.uuid[-8:] for _, disks in saved for disk in disks)
assert set(serials.values()) == {1}, "two of the saved DIMMs have one serial: take another seed"
with open(f"{folder}/truth", "w") as truth:
    for guest, disks in saved:
        for disk in disks:
            candidates = by_serial[disk.uuid[-8:]]
            if is_known(guest):
                candidates = [disk]
            match = "one" if len(candidates) == 1 else "ambiguous"
            for candidate in candidates:
                truth.write(f"vm-{guest:05} nmem{disk.unit} {match} {with_dashes(candidate.uuid)}\n")
