"""What `Collect/vsphere.py` lists, by which ways, and how it logs in and out."""

import ast
import contextlib
import os
import pty
import signal
import subprocess
import sys
import threading
import time
import unittest

from server import Fault, PASSWORD, Reply, make_certificate, no_permission, nvdimm
from vsphere_case import FIRST, SCRIPT, SECOND, VSphereCase

DESCRIPTOR = b"""# Disk DescriptorFile
version=1
CID=7475b330
RW 2097152 VMFS "db-flat.vmdk"
ddb.uuid.image="11111111-2222-3333-4444-555555555555"
ddb.uuid = "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c"
"""
FILE = "[PMemDS-1] db/db.vmdk"
SAID = {FILE: "UUID is 60 00 c2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c"}


class Lists(VSphereCase):
    def test_a_line_has_all_that_is_known(self):
        run = self.collect()
        row = run.lines[2].split("\t")
        self.assertEqual(row[:8] + row[9:], [
            FILE, SAID[FILE], "1073741824", "db", "420e3f74-ea84-f9a2-7736-6106bb5dbf6b", "NVDIMM 1", "0",
            "esx1.example.com", "127.0.0.1"])
        self.assertEqual(self.answers(run), SAID)
        self.assertIn("asked were 1 virtual machines: those that 1 PMem datastores list", run.errors)
        self.assertNotIn("QueryVirtualDiskUuid", self.vcenter.calls)
        self.assert_logged_out()

    def test_the_older_query_is_asked_where_the_newer_is_not_known(self):
        self.vcenter.version = "8.0.2.0"
        self.vcenter.disks[FILE] = {"older": SECOND}
        self.assertEqual(
            self.answers(self.collect()), {FILE: "UUID is 60 00 c2 9d 90 45 42 66-d7 cf ed f7 a2 eb f2 60"})
        self.assertNotIn("QueryVirtualDiskUuidEx", self.vcenter.calls)

    def test_the_older_query_is_asked_where_the_newer_is_refused(self):
        self.vcenter.disks[FILE] = {"newer": no_permission("datastore-11", "System.View"), "older": FIRST}
        self.assertEqual(self.answers(self.collect()), SAID)

    def test_the_descriptor_is_read_where_both_are_refused(self):
        self.vcenter.disks[FILE] = {"descriptor": DESCRIPTOR}
        self.assertEqual(self.answers(self.collect()), SAID)
        self.assertEqual(self.vcenter.calls.count("descriptor"), 1)

    def test_what_is_no_descriptor_tells_no_uuid(self):
        for body, why in (
                (DESCRIPTOR[:-3], "the descriptor has no ddb.uuid"), (DESCRIPTOR[2:], "the file is no descriptor"),
                (DESCRIPTOR + b'DDB.uuid="x"', "the descriptor has several ddb.uuid"),
                (DESCRIPTOR + b"\0" * 70000, "the answer is longer than any of its kind")):
            self.vcenter.disks[FILE] = {"descriptor": body}
            answer = self.answers(self.collect())[FILE]
            self.assertTrue(answer.endswith("descriptor: " + why), answer)

    def test_a_missing_privilege_is_named(self):
        refusal = no_permission("datastore-11", "Datastore.FileManagement")
        self.vcenter.disks[FILE] = {"newer": refusal, "older": refusal}
        run = self.collect()
        why = "NoPermission: Datastore.FileManagement on vim.Datastore:datastore-11"
        self.assertEqual(self.answers(run), {
            FILE: "failed: QueryVirtualDiskUuidEx: %s; QueryVirtualDiskUuid: %s; descriptor: HTTP status 404"
            % (why, why)})
        self.assertIn('1 failed, see the lines with "failed:" in the list', run.errors)
        self.assert_logged_out()

    def test_a_missing_privilege_in_newer_words_is_named(self):
        self.vcenter.version = "8.0.3.0"
        self.vcenter.disks[FILE] = {"older": Fault(
            "NoPermission", '<missingPrivileges><entity type="Datastore">datastore-11</entity>'
            "<privilegeIds>A.B</privilegeIds><privilegeIds>C</privilegeIds></missingPrivileges>")}
        self.assertIn("NoPermission: A.B on vim.Datastore:datastore-11, C on vim.Datastore:datastore-11;",
                      self.answers(self.collect())[FILE])

    def test_a_machine_that_cannot_be_read_is_not_one_without_nvdimms(self):
        self.vcenter.add_machine(
            "vm-21", "db", config__hardware__device=no_permission("vm-21", "VirtualMachine.Config"))
        self.assertEqual(self.answers(self.collect()), {
            "[PMemDS-1] vm-21/vm-21.vmx": "failed: the settings of db cannot be read: NoPermission:"
            " VirtualMachine.Config on vim.Datastore:vm-21"})
        self.vcenter.add_machine("vm-21", "db", config__hardware__device=None, summary__config__vmPathName=None)
        self.assertEqual(self.answers(self.collect()), {
            "[] vm-21": "failed: the settings of db cannot be read: the server does not give them"})

    def test_pages_are_followed(self):
        self.vcenter.page = 2
        names = ["vm-%d" % number for number in range(100, 331)]
        self.vcenter.add_datastore("datastore-11", machines=names)
        for name in names:
            file = "[PMemDS-1] %s/x.vmdk" % name
            self.vcenter.add_machine(name, name, nvdimm(file, "datastore-11"))
            self.vcenter.disks[file] = {"newer": FIRST}
        self.assertEqual(len(self.answers(self.collect())), len(names))

    def test_eight_queries_at_once(self):
        files = ["[PMemDS-1] db/%d.vmdk" % number for number in range(40)]
        self.vcenter.add_machine("vm-21", "db", *(nvdimm(file, "datastore-11", 1 + i) for i, file in enumerate(files)))
        self.vcenter.disks.update((file, {"newer": FIRST}) for file in files)
        eight = threading.Barrier(8, timeout=30)
        self.vcenter.hooks["QueryVirtualDiskUuidEx"] = lambda _: None if eight.wait() else None
        self.assertEqual(set(self.answers(self.collect())), set(files))
        self.assertEqual(self.vcenter.most_at_once, 8)

    def test_all_machines_are_asked_if_that_is_wanted(self):
        self.vcenter.add_machine("vm-22", "not listed", nvdimm("[PMemDS-1] x/x.vmdk", "datastore-11"))
        self.vcenter.disks["[PMemDS-1] x/x.vmdk"] = {"newer": FIRST}
        self.assertEqual(list(self.answers(self.collect())), [FILE])
        run = self.collect("--all-vms")
        self.assertEqual(list(self.answers(run)), [FILE, "[PMemDS-1] x/x.vmdk"])
        self.assertIn("asked were 2 virtual machines: all that are seen", run.errors)

    def test_seeing_nothing_is_a_failure(self):
        del self.vcenter.objects["datastore-11"]
        self.vcenter.add_datastore("datastore-12", kind="VMFS", machines=["vm-21"])
        self.assertEqual(self.answers(self.collect()), {
            "[PMemDS-*]": "failed: no PMem datastore is seen; --all-vms asks all virtual machines"})
        self.vcenter.add_datastore("datastore-11")
        self.assertEqual(self.answers(self.collect()), {
            "[]": "failed: no virtual machine is seen there; --all-vms asks all"})
        del self.vcenter.objects["vm-21"]
        self.assertEqual(self.answers(self.collect("--all-vms")), {
            "[]": "failed: no virtual machine is seen, which may be for want of System.View"})

    def test_names_are_as_people_know_them(self):
        self.vcenter.add_machine("vm-21", "50%25%2fall", nvdimm(FILE, "datastore-11"))
        self.assertEqual(self.collect().lines[2].split("\t")[3], "50%/all")

    def test_a_file_out_of_reach_has_no_size(self):
        self.vcenter.add_machine("vm-21", "db", nvdimm(FILE, "datastore-11", size=0))
        self.assertEqual(self.collect().lines[2].split("\t")[2], "")


class LogsIn(VSphereCase):
    def refused(self, *options, **variables):
        run = self.finish(self.start(*options, **variables))
        self.assertEqual((run.status, run.lines), (2, []), run.errors)
        self.assertNotIn("Traceback", run.errors)
        self.assertNotIn(PASSWORD, run.errors)
        return run.errors

    def test_a_wrong_password_is_tried_once(self):
        errors = self.refused("--ca", self.certificate.file, GOVC_PASSWORD="wrong")
        self.assertIn("127.0.0.1 does not know this user, or not with this password", errors)
        self.assertEqual(self.vcenter.calls.count("Login"), 1)

    def test_an_untrusted_certificate_is_told_nothing(self):
        errors = self.refused()
        self.assertIn("the certificate is not trusted", errors)
        self.assertIn("--thumbprint", errors)
        self.assertEqual(self.vcenter.calls, [])

    def test_a_certificate_for_another_name_is_not_trusted(self):
        os.makedirs(self.folder.name + "/other")
        other = make_certificate(self.folder.name + "/other", "DNS:other.example.com")
        self.serve(other)
        self.assertIn("the certificate is not trusted", self.refused("--ca", other.file))
        self.assertEqual(self.vcenter.calls, [])

    def test_a_thumbprint_is_trusted_alone(self):
        for algorithm in ("-sha1", "-sha256"):
            text = subprocess.run(
                ["openssl", "x509", "-noout", "-fingerprint", algorithm, "-in", self.certificate.file],
                check=True, stdout=subprocess.PIPE).stdout.decode().strip().split("=")[1]
            self.assertEqual(self.answers(self.finish(self.start("--thumbprint", text))), SAID)
            calls = list(self.vcenter.calls)
            wrong = text[:-1] + ("0" if text[-1] != "0" else "1")
            errors = self.refused("--thumbprint", wrong, "--insecure")
            self.assertIn("has the thumbprint " + text.replace(":", "").lower(), errors)
            self.assertEqual(self.vcenter.calls, calls)
        self.assertIn("--thumbprint takes", self.refused("--thumbprint", "12:34"))

    def test_to_be_insecure_is_loud(self):
        for options, variables in ((["--insecure"], {}), ([], {"GOVC_INSECURE": "true"})):
            run = self.finish(self.start(*options, **variables))
            self.assertEqual(self.answers(run), SAID)
            self.assertIn("WARNING: the certificate of 127.0.0.1 is not checked", run.errors)
        self.assertNotIn("WARNING", self.collect().errors)

    def test_credentials_from_a_url_and_from_a_file(self):
        url = "https://reader:sesame%%20%%22%%26%%3C%%27@127.0.0.1:%d/sdk" % self.vcenter.port
        self.assertEqual(self.answers(self.collect(GOVC_URL=url, GOVC_USERNAME="", GOVC_PASSWORD="")), SAID)
        file = self.folder.name + "/credentials"
        with open(file, "w") as credentials:
            credentials.write("# of vCenter\nexport GOVC_PASSWORD='%s'\n" % PASSWORD.replace("'", "'\\''"))
        os.chmod(file, 0o600)
        run = self.collect("--credentials", file, GOVC_PASSWORD="")
        self.assertEqual(self.answers(run), SAID)
        self.assertNotIn("chmod", run.errors)
        os.chmod(file, 0o644)
        self.assertIn("others may read or change", self.collect("--credentials", file).errors)
        self.assertEqual(self.answers(self.collect(GOVC_TLS_CA_CERTS=self.certificate.file)), SAID)

    def test_what_is_missing_is_asked_for_on_the_terminal(self):
        file = self.folder.name + "/vsphere.py"
        with open(file, "w", encoding="utf-8") as script:
            script.write(self.script)
        process, terminal = pty.fork()
        if process == 0:
            environment = {key: text for key, text in os.environ.items() if not key.startswith("GOVC_")}
            environment["GOVC_URL"] = "127.0.0.1:%d" % self.vcenter.port
            os.execve("/bin/sh", [
                "sh", "-c", '"$@" > /dev/null', "sh", sys.executable, file, "--ca", self.certificate.file], environment)
        shown = b""
        for question, answer in ((b"user name: ", "reader"), (b"password: ", PASSWORD)):
            while not shown.endswith(question):
                shown += os.read(terminal, 1)
            # Who asks turns the echo off before.
            os.write(terminal, answer.encode() + b"\n")
        with contextlib.suppress(OSError):
            while True:
                shown += os.read(terminal, 1000) or b""
        self.assertEqual(os.waitpid(process, 0)[1], 0, shown)
        self.assertNotIn(PASSWORD.encode(), shown)
        self.assert_logged_out()

    def test_without_a_terminal_nothing_is_asked_for(self):
        errors = self.refused("--ca", self.certificate.file, GOVC_PASSWORD="")
        self.assertIn("there is no terminal to ask for the password", errors)
        self.assertNotIn("Login", self.vcenter.calls)

    def test_nothing_is_sent_in_the_open(self):
        for url in ("http://vc.example.com", "https://", "vc example com", "https://reader:%s@" % "secret"):
            errors = self.refused(GOVC_URL=url)
            self.assertIn("GOVC_URL", errors)
            self.assertNotIn("secret", errors)

    def test_a_server_that_is_too_old_is_named(self):
        self.vcenter.version = "6.5"
        self.assertIn("no version of the API from 6.7 on", self.refused("--ca", self.certificate.file))
        self.assertNotIn("Login", self.vcenter.calls)


class LogsOut(VSphereCase):
    def stopped(self, number, method):
        """Sends a signal in the middle of a call."""
        process = self.start("--ca", self.certificate.file, "--timeout", "20")

        def stop(_):
            process.send_signal(number)
            time.sleep(0.5)
        self.vcenter.hooks[method] = stop
        run = self.finish(process)
        self.assertEqual(run.status, 128 + number, run.errors)
        self.assertIn("stopped by a signal", run.errors)
        self.assertNotIn("nmemid collect end", "".join(run.lines))
        self.assert_logged_out()

    def test_after_signals(self):
        for number, method in (
                (signal.SIGTERM, "Login"), (signal.SIGINT, "RetrievePropertiesEx"),
                (signal.SIGHUP, "QueryVirtualDiskUuidEx")):
            with self.subTest(number=number, method=method):
                self.vcenter.calls.clear()
                self.vcenter.hooks.clear()
                self.stopped(number, method)

    def test_after_a_failure(self):
        self.vcenter.hooks["CreateContainerView"] = lambda _: Reply(body=b"no XML")
        self.assertEqual(self.collect().status, 2)
        self.assert_logged_out()

    def test_when_nobody_reads_on(self):
        process = self.start("--ca", self.certificate.file)
        process.stdout.close()
        errors = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 2)
        self.assertIn("the list cannot be written", errors)
        self.assert_logged_out()

    def test_at_the_third_try(self):
        self.vcenter.hooks["Logout"] = lambda number: Reply(503) if number < 3 else None
        self.assertEqual(self.answers(self.collect()), SAID)
        self.assert_logged_out()

    def test_or_says_that_it_could_not(self):
        self.vcenter.hooks["Logout"] = lambda _: Reply(503)
        run = self.collect()
        self.assertEqual((run.status, run.lines[-1]), (1, "# nmemid collect end: 1 VMDKs, 0 failed"))
        self.assertIn("could not log out, and the session stays open until it times out", run.errors)


class IsReadable(unittest.TestCase):
    def test_by_an_old_python(self):
        with open(SCRIPT, encoding="utf-8") as script:
            ast.parse(script.read(), feature_version=(3, 6))

    def test_half_of_it_does_nothing(self):
        with open(SCRIPT, encoding="utf-8") as script:
            tree = ast.parse(script.read())
        acting = [node for node in tree.body if not isinstance(
            node, (ast.Import, ast.ImportFrom, ast.Try, ast.Assign, ast.FunctionDef, ast.ClassDef))]
        # Its own description, and the last statement.
        self.assertEqual(acting, [tree.body[0], tree.body[-1]])


if __name__ == "__main__":
    unittest.main()
