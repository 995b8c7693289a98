"""A vCenter for the playbooks: vcenter.py FOLDER leaves there the port and the certificate, and answers until it is ended."""

import pathlib
import sys
import threading

folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "VSphere"))
from server import VCenter, make_certificate, nvdimm  # noqa: E402 # found by the line above

vcenter = VCenter(make_certificate(str(folder)))
numbers = range(1, 5)
files = {number: f"[PMemDS-2] web/web_{number}.vmdk" for number in numbers}
vcenter.add_datastore("datastore-12", "PMemDS-2", machines=["vm-31"])
vcenter.add_machine("vm-31", "web", *(nvdimm(files[number], "datastore-12", number, 128) for number in numbers))
for number in numbers:
    vcenter.disks[files[number]] = {"newer": f"60 00 C2 91 00 00 00 0{number}-00 00 00 00 1a 2b 3c 0{number}"}
(folder / "port.new").write_text(str(vcenter.port))
(folder / "port.new").rename(folder / "port")
threading.Event().wait()
