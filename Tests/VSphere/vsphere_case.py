"""What the tests of `Collect/vsphere.py` have in common: a server of their own, and how the script is run."""

import collections
import os
import re
import subprocess
import sys
import tempfile
import unittest

from server import PASSWORD, VCenter, make_certificate, nvdimm

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Sources/NmemidCLI/Collect/vsphere.py")
FIRST = "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c"
SECOND = "6000c29d-9045-4266-d7cf-edf7a2ebf260"

Run = collections.namedtuple("Run", "status lines errors")


class VSphereCase(unittest.TestCase):
    """A vCenter with a PMem datastore, a machine on it, and its NVDIMM."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.certificate = make_certificate(cls.folder.name)
        with open(SCRIPT, encoding="utf-8") as script:
            whole = script.read()
        # The tests have less time than the script has.
        cls.script = re.sub("(?m)^PAUSES = .*$", "PAUSES = (0.05, 0.05)", whole)
        assert cls.script != whole

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def setUp(self):
        self.serve(self.certificate)

    def serve(self, certificate):
        self.vcenter = VCenter(certificate)
        self.addCleanup(self.vcenter.close)
        self.vcenter.add_datastore("datastore-11", machines=["vm-21"])
        self.vcenter.add_machine("vm-21", "db", nvdimm("[PMemDS-1] db/db.vmdk", "datastore-11"))
        self.vcenter.disks["[PMemDS-1] db/db.vmdk"] = {"newer": FIRST}

    def start(self, *options, **variables):
        """Starts the script as `python3 -` does, in a session without a terminal."""
        environment = {key: text for key, text in os.environ.items() if not key.startswith("GOVC_")}
        environment.update({
            "GOVC_URL": "127.0.0.1:%d" % self.vcenter.port, "GOVC_USERNAME": "reader@vsphere.local",
            "GOVC_PASSWORD": PASSWORD}, **variables)
        with tempfile.TemporaryFile("w+") as script:
            script.write(self.script)
            script.seek(0)
            return subprocess.Popen(
                [sys.executable, "-", *options], stdin=script, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                env=environment, start_new_session=True)

    def finish(self, process):
        out, errors = process.communicate(timeout=60)
        return Run(process.returncode, out.decode().splitlines(), errors.decode())

    def collect(self, *options, **variables):
        """Runs the script, which trusts the server's certificate."""
        run = self.finish(self.start("--ca", self.certificate.file, *options, **variables))
        self.assertNotIn("Traceback", run.errors)
        self.assertNotIn(PASSWORD, run.errors + "".join(run.lines))
        # Whatever happens, nothing raw reaches a terminal.
        self.assertIsNone(re.search("[\0-\x08\x0b-\x1f\x7f-\x9f]", run.errors + "".join(run.lines)))
        return run

    def ended(self, *options):
        """The message of a run that could not go on, and has logged out if it was in."""
        run = self.collect(*options)
        self.assertEqual(run.status, 2, run)
        self.assertNotIn("nmemid collect end", "".join(run.lines))
        self.assertEqual(self.vcenter.sessions, 0)
        return run.errors

    def answers(self, run):
        """The answers of a list that is whole, by path."""
        self.assertRegex(run.lines[0], "^# nmemid collect 1 on 127.0.0.1 at 20..-..-..T..:..:..Z$")
        self.assertEqual(
            run.lines[1], "# path\tanswer\tsize\tvm\tvm-uuid\tlabel\tunit\thost\ttime\tvcenter")
        rows = [line.split("\t") for line in run.lines[2:-1]]
        self.assertEqual({len(row) for row in rows} - {10}, set())
        failed = sum(row[1].startswith("failed: ") for row in rows)
        self.assertEqual(
            run.lines[-1], "# nmemid collect end: %d VMDKs, %d failed" % (len(rows) - failed, failed))
        self.assertEqual(run.status, 1 if failed else 0)
        return {row[0]: row[1] for row in rows}

    def assert_logged_out(self):
        self.assertEqual((self.vcenter.calls.count("Login"), self.vcenter.sessions), (1, 0), self.vcenter.calls)
