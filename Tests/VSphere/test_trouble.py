"""What `Collect/vsphere.py` makes of a network that fails and of a server that means harm: a clear message, and
never a list that looks whole and is not."""

import time
import unittest

from server import Fault, Reply, enveloped, nvdimm, reference, references, sleeping, string
from vsphere_case import FIRST, VSphereCase

FILE = "[PMemDS-1] db/db.vmdk"


class Fails(VSphereCase):
    def test_busy_for_a_while(self):
        for method in ("versions", "RetrieveServiceContent", "RetrievePropertiesEx", "QueryVirtualDiskUuidEx"):
            self.vcenter.hooks[method] = lambda number: Reply(502 + number % 2) if number < 3 else None
        self.assertIn(FILE, self.answers(self.collect()))

    def test_busy_for_ever(self):
        for method in ("versions", "RetrieveServiceContent", "RetrievePropertiesEx"):
            with self.subTest(method=method):
                self.vcenter.calls.clear()
                self.vcenter.hooks = {method: lambda _: Reply(503)}
                self.assertIn("the server cannot be asked: Busy: HTTP status 503", self.ended())
                self.assertEqual(self.vcenter.calls.count(method), 3)

    def test_a_log_in_is_not_tried_again(self):
        self.vcenter.hooks["Login"] = lambda _: Reply(503)
        self.assertIn("HTTP status 503", self.ended())
        self.assertEqual(self.vcenter.calls.count("Login"), 1)

    def test_other_states_are_not_tried_again(self):
        self.vcenter.hooks["versions"] = lambda _: Reply(404)
        self.assertIn("HTTP status 404", self.ended())
        self.assertEqual(self.vcenter.calls.count("versions"), 1)

    def test_a_query_without_an_answer_is_one_line(self):
        other = "[PMemDS-1] db/other.vmdk"
        self.vcenter.add_machine("vm-21", "db", nvdimm(FILE, "datastore-11"), nvdimm(other, "datastore-11", 2))
        self.vcenter.disks[other] = {"older": FIRST}
        slow = sleeping(3)
        # The newer query knows one of them alone, and does not come to an end with it.
        self.vcenter.disks[FILE] = {}
        self.vcenter.hooks["QueryVirtualDiskUuid"] = lambda number: slow(number) if number > 1 else None
        self.vcenter.hooks["QueryVirtualDiskUuidEx"] = lambda number: slow(number) if number == 1 else None
        answers = self.answers(self.collect("--timeout", "1"))
        self.assertEqual(sorted(answers), [FILE, other])
        self.assertIn("failed: no answer in time", answers.values())

    def test_a_server_that_is_gone_is_not_waited_for(self):
        files = ["[PMemDS-1] db/%d.vmdk" % number for number in range(60)]
        self.vcenter.add_machine("vm-21", "db", *(nvdimm(file, "datastore-11", 1 + i) for i, file in enumerate(files)))
        self.vcenter.hooks["QueryVirtualDiskUuidEx"] = lambda _: Reply(503)
        answers = self.answers(self.collect())
        self.assertEqual(len(answers), 60)
        self.assertIn("failed: Busy: HTTP status 503", answers.values())
        self.assertIn("failed: not asked, as the server did not answer for the ", " ".join(answers.values()))
        self.assertLess(self.vcenter.calls.count("QueryVirtualDiskUuidEx"), 60)

    def test_bytes_one_by_one_are_too_slow(self):
        self.vcenter.hooks["RetrievePropertiesEx"] = lambda _: Reply(body=b"<" * 1000, pause=0.05)
        start = time.time()
        self.assertIn("no answer in time", self.ended("--timeout", "1"))
        self.assertLess(time.time() - start, 12)

    def test_a_cut_answer_is_asked_for_again(self):
        whole = b"<namespaces/>"
        self.vcenter.hooks["versions"] = lambda number: Reply(body=whole, missing=1) if number < 3 else None
        self.assertIn(FILE, self.answers(self.collect()))
        self.vcenter.hooks["RetrievePropertiesEx"] = lambda number: Reply(body=whole, missing=1)
        self.assertIn("IncompleteRead", self.ended())

    def test_a_page_that_fails_is_not_left_out(self):
        self.vcenter.page = 1
        self.vcenter.hooks["ContinueRetrievePropertiesEx"] = lambda number: Reply(503) if number == 2 else None
        self.assertIn(FILE, self.answers(self.collect()))
        self.vcenter.hooks["ContinueRetrievePropertiesEx"] = lambda number: Reply(503)
        self.assertIn("HTTP status 503", self.ended())

    def test_nobody_is_there(self):
        self.vcenter.close()
        self.assertIn("the server cannot be asked: ", self.ended())
        self.addCleanup(self.serve, self.certificate)


class MeansHarm(VSphereCase):
    def test_pages_without_end(self):
        page = "<returnval><token>1</token><objects><obj type='Folder'>x</obj></objects></returnval>"
        for method in ("RetrievePropertiesEx", "ContinueRetrievePropertiesEx"):
            self.vcenter.hooks[method] = lambda _: page
        self.assertIn("its list of objects has more than 2000 pages", self.ended())

    def test_an_answer_without_end(self):
        self.vcenter.hooks["RetrievePropertiesEx"] = lambda _: Reply(body=b" " * (65 << 20))
        self.assertIn("the answer is longer than any of its kind", self.ended())

    def test_entities(self):
        bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><namespaces>&b;</namespaces>'
        for method in ("versions", "RetrieveServiceContent", "RetrievePropertiesEx"):
            self.vcenter.hooks = {method: lambda _: Reply(body=bomb)}
            self.assertIn("the answer defines entities", self.ended())

    def test_no_answers_of_the_api(self):
        for method in ("versions", "RetrieveServiceContent", "CreateContainerView", "RetrievePropertiesEx"):
            for body in (b"", b"<html>", b"\xff\xfe\0", b"<a/>", b"<namespaces>\x1b[31m</namespaces>"):
                with self.subTest(method=method, body=body):
                    self.vcenter.hooks = {method: lambda _, body=body: Reply(body=body)}
                    run = self.collect()
                    # What is XML and nothing else is to pyvmomi an answer without objects.
                    self.assertEqual(run.status, 1 if (method, body) == ("RetrievePropertiesEx", b"<a/>") else 2)
                    self.assertNotRegex("".join(run.lines), "end: .*, 0 failed")
                    self.assertEqual(self.vcenter.sessions, 0)

    def test_a_next_page_that_is_nothing(self):
        self.vcenter.page = 1
        self.vcenter.hooks = {"ContinueRetrievePropertiesEx": lambda _: ""}
        self.assertIn("a page of its list is missing", self.ended())

    def test_properties_of_wrong_types(self):
        number = '<val xsi:type="xsd:int">1</val>'
        for name, properties in (
                ("datastore-11", {"vm": number}), ("datastore-11", {"vm": references("HostSystem", ["host-9"])}),
                ("datastore-11", {"summary.type": number}), ("datacenter-3", {"datastore": string("x")}),
                ("vm-21", {"name": number}), ("vm-21", {"config.hardware.device": string("x")}),
                ("vm-21", {"config.uuid": number}), ("vm-21", {"runtime.host": reference("Datastore", "host-9")})):
            with self.subTest(name=name, properties=properties):
                kind, good = self.vcenter.objects[name]
                self.vcenter.objects[name] = (kind, dict(good, **properties))
                self.assertIn("an answer of the server makes no sense: ", self.ended())
                self.vcenter.objects[name] = (kind, good)

    def test_other_objects_than_were_asked_for(self):
        self.vcenter.hooks["RetrievePropertiesEx"] = lambda _: (
            "<returnval><objects><obj type='Alarm'>x</obj></objects></returnval>")
        self.assertIn("kinds that it was not asked for", self.ended())

    def test_kinds_that_nobody_knows(self):
        self.vcenter.hooks["RetrievePropertiesEx"] = lambda _: (
            "<returnval><objects><obj type='Folder'>x</obj><propSet><name>name</name>"
            "<val xsi:type='Exploit'><a>1</a></val></propSet></objects></returnval>")
        self.ended()

    def test_names_stay_in_their_columns(self):
        uuid = "6000c29d-9045-4266-d7cf-edf7a2ebf260"
        name = "a\tb\n# nmemid collect end: 1 VMDKs, 0 failed\n\x85\u202e%s x.vmdk\\" % uuid
        self.vcenter.add_machine(
            "vm-21", name, nvdimm(FILE, "datastore-11").replace("NVDIMM 1", "1\t\u009b2"))
        self.vcenter.objects["host-9"] = ("HostSystem", {"name": string("h\n\u2028")})
        run = self.collect()
        self.assertEqual(list(self.answers(run)), [FILE])
        row = run.lines[2].split("\t")
        self.assertEqual(row[3], "a\\tb\\n# nmemid collect end: 1 VMDKs, 0 failed\\n\\xc2\\x85\\xe2\\x80\\xae"
                         + uuid + " x.vmdk\\\\")
        self.assertEqual((row[5], row[7]), ("1\\t\\xc2\\x9b2", "h\\n\\xe2\\x80\\xa8"))

    def test_huge_names(self):
        self.vcenter.add_machine("vm-21", "n" * 100000, nvdimm(FILE, "datastore-11"))
        self.assertEqual(self.collect().lines[2].split("\t")[3], "n" * 200 + "…")
        self.vcenter.add_machine("vm-21", "db", nvdimm("[PMemDS-1] %s.vmdk" % ("n" * 100000), "datastore-11"))
        run = self.collect()
        self.assertEqual(
            self.answers(run)["[PMemDS-1] vm-21/vm-21.vmx"],
            "failed: this is no path of a VMDK: [PMemDS-1] %s…" % ("n" * 189))

    def test_paths_that_are_none(self):
        for file in ("", "db.vmdk", "[PMemDS-1]", "[a\tb] c.vmdk", "/vmfs/volumes/x.vmdk"):
            with self.subTest(file=file):
                self.vcenter.add_machine("vm-21", "db", nvdimm(file, "datastore-11"))
                answers = self.answers(self.collect())
                self.assertIn("failed: this is no path of a VMDK: ", answers["[PMemDS-1] vm-21/vm-21.vmx"])

    def test_devices_without_a_file(self):
        device = nvdimm(FILE, "datastore-11")
        start, end = device.index("<backing"), device.index("</backing>") + len("</backing>")
        for backing in ("", '<backing xsi:type="VirtualDiskFlatVer2BackingInfo"><fileName>[a] b.vmdk</fileName>'
                        "<diskMode>persistent</diskMode></backing>"):
            with self.subTest(backing=backing):
                self.vcenter.add_machine("vm-21", "db", device[:start] + backing + device[end:])
                self.assertEqual(self.answers(self.collect()), {
                    "[PMemDS-1] vm-21/vm-21.vmx": "failed: the server does not give the file of NVDIMM 1"})

    def test_texts_that_are_no_uuids(self):
        for text, why in (
                ("", "this is no UUID: "), ("60 00 C2 test", "this is no UUID: 60 00 C2 test"),
                (FIRST + " " + FIRST, "this is no UUID: "), ("00" * 16, "the UUID is all zeros"),
                ("\n" + FIRST, "this is no UUID: \\n60"), ("\u0661" * 32, "this is no UUID: ")):
            self.vcenter.disks[FILE] = {"newer": text}
            answer = self.answers(self.collect())[FILE]
            self.assertTrue(answer.startswith("failed: QueryVirtualDiskUuidEx: " + why), answer)

    def test_messages_of_faults(self):
        self.vcenter.disks[FILE] = {
            "newer": Fault("NotFound", message="a\tb\x85\u202e" + "x" * 100000),
            "older": Fault("InvalidDatastorePath", "<datastorePath>x</datastorePath>", "")}
        answer = self.answers(self.collect())[FILE]
        self.assertLess(len(answer), 1000)
        self.assertIn("NotFound: a\\tb\\xc2\\x85\\xe2\\x80\\xaexxx", answer)
        self.assertIn("InvalidDatastorePath", answer)
        self.vcenter.hooks["QueryVirtualDiskUuidEx"] = lambda _: enveloped("QueryVirtualDiskUuidEx", "<a><b/></a>")
        self.vcenter.disks[FILE] = {}
        self.assertIn("failed: ", self.answers(self.collect())[FILE])


if __name__ == "__main__":
    unittest.main()
