"""`Collect/vsphere.py` against govmomi's simulator, a server that others have written. Run by run.sh, which
builds it."""

import os
import re
import ssl
import subprocess
import sys
import unittest

from pyVim.connect import Disconnect, SmartConnect

from vsphere_case import SCRIPT


class Simulated(unittest.TestCase):
    def simulate(self, version):
        process = subprocess.Popen(
            [os.environ["SIMULATOR"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=dict(os.environ, VERSION=version))

        def stop():
            process.communicate()
        self.addCleanup(stop)
        return process.stdout.readline().decode().strip()

    def collect(self, url, *options):
        return subprocess.run(
            [sys.executable, SCRIPT, "--insecure", *options], env=dict(os.environ, GOVC_URL=url),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)

    def test_all_nvdimms_are_listed(self):
        url = self.simulate("7.0.2.0")
        run = self.collect(url)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("asked were 6 virtual machines: those that 1 PMem datastores list", run.stderr)
        lines = run.stdout.splitlines()
        self.assertEqual(lines[-1], "# nmemid collect end: 3 VMDKs, 0 failed")
        rows = [line.split("\t") for line in lines[2:-1]]

        port = int(re.search(":([0-9]+)/", url).group(1))
        here = SmartConnect(host="127.0.0.1", port=port, user="user", pwd="pass",
                            sslContext=ssl._create_unverified_context())
        content = here.RetrieveContent()
        datacenter = content.rootFolder.childEntity[0]
        self.assertEqual([session.userName for session in content.sessionManager.sessionList], ["user"])
        for row in rows:
            path, answer, size, name, uuid, label, unit, host = row[:8]
            machine = content.searchIndex.FindByUuid(datacenter, uuid, True)
            self.assertEqual((machine.name, machine.runtime.host.name), (name, host))
            self.assertEqual((path, size, label, unit), (
                "[LocalDS_0] %s/%s_1.vmdk" % (name, name), "1073741824", "NVDIMM 1", "0"))
            known = content.virtualDiskManager.QueryVirtualDiskUuid(path, datacenter)
            self.assertEqual(re.sub("[ -]", "", answer), "UUIDis" + known.replace("-", ""))
        Disconnect(here)
        self.assertEqual(len({row[1] for row in rows}), 3)

        everything = self.collect(url, "--all-vms")
        self.assertEqual([line.split("\t")[0] for line in everything.stdout.splitlines()[2:-1]],
                         [row[0] for row in rows])

    def test_an_old_version_is_refused(self):
        run = self.collect(self.simulate("6.5"))
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertIn("no version of the API from 6.7 on", run.stderr)


if __name__ == "__main__":
    unittest.main()
