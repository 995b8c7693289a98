#!/usr/bin/env python3
"""Lists the virtual NVDIMMs that vCenter, or an ESXi host, knows: each VMDK with its UUID and its size.
`nmemid collect --vsphere` has printed this script; nmemid understands the list.

It changes nothing. It logs in, reads the inventory and the settings of virtual machines, asks for the
UUID of each NVDIMM's VMDK, and logs out. It takes Python 3.6 or later, and pyvmomi:
  python3 -m pip install pyvmomi

Where to log in is given by the variables that govc has, or by a file with lines NAME=VALUE of the same
names (--credentials FILE). What is missing there is asked for on the terminal.
  GOVC_URL           vc.example.com, or https://USER@vc.example.com:443/sdk
  GOVC_USERNAME      reader@vsphere.local
  GOVC_PASSWORD      never in the arguments, which others on the machine can see
  GOVC_TLS_CA_CERTS  as --ca
  GOVC_INSECURE      1 is --insecure

  GOVC_URL=vc.example.com python3 vsphere.py > vmdks.txt
  nmemid collect --vsphere | GOVC_URL=vc.example.com python3 - --all-vms > vmdks.txt

The role needs System.View and System.Read on all of it, and for the UUIDs Datastore.FileManagement on the
datastores. Asked are the virtual machines that PMem datastores list, or all with --all-vms: it is not known
whether vCenter lists a machine there that has nothing but NVDIMMs on it.

Exit status: 0 all were asked and answered, 1 something failed, 2 nothing could be asked, 128 + N signal N.
"""

import argparse
import collections
import concurrent.futures
import contextlib
import getpass
import hashlib
import hmac
import http.client
import io
import os
import re
import shlex
import signal
import socket
import ssl
import sys
import threading
import time
import urllib.parse
from xml.etree import ElementTree

try:
    from pyVmomi import SoapStubAdapter, VmomiSupport, vim, vmodl
except ImportError:
    sys.stderr.write("nmemid collect: there is no pyvmomi here: python3 -m pip install pyvmomi\n")
    sys.exit(2)

QUERIES_AT_ONCE = 8
MACHINES_AT_ONCE = 100
# A server that always has one page more has to be stopped by somebody. vCenter has at most some 45,000
# machines, and may cap its pages at 100 objects.
MOST_PAGES = 2000
MOST_BYTES_OF_ANSWER = 64 << 20
MOST_BYTES = 2 << 30
MOST_BYTES_OF_DESCRIPTOR = 64 << 10
# Seconds before the second and the third try.
PAUSES = (0.5, 2)
# After this many VMDKs in a row for which no answer came, the server is gone.
MOST_UNANSWERED = 8
# Older versions know no NVDIMM, and pyvmomi leaves them out without a word.
OLDEST_VERSION = (6, 7)

COLUMNS = "path answer size vm vm-uuid label unit host time vcenter".split()
Row = collections.namedtuple("Row", [name.replace("-", "_") for name in COLUMNS])
Row.__new__.__defaults__ = ("",) * (len(COLUMNS) - 2)


class Failure(Exception):
    """Ends the run: its message says what to do."""


class Nonsense(Exception):
    """An answer that no vCenter would give."""


class NoUUID(Exception):
    """Nothing gave the UUID of a VMDK."""


class NotOffered(Exception):
    """A server, or a pyvmomi, that is older than the question."""


class Busy(OSError):
    """The server asks to come back later."""


class Stopped(BaseException):
    """A signal has arrived."""


# ---- What is printed


def escaped(text):
    """A text from outside, on one line and in one column whatever is in it, and harmless to a terminal."""
    known = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
    special = re.compile("[\\\\\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
    return special.sub(
        lambda found: known.get(found.group())
        or "".join("\\x%02x" % byte for byte in found.group().encode("utf-8", "surrogatepass")),
        text)


def short(text, limit=200):
    """A text from outside for a message, or a name: what is too long for one is cut, and shows it."""
    return escaped(text if len(text) <= limit else text[:limit] + "…")


def complain(message):
    sys.stderr.write("nmemid collect: %s\n" % message)


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def as_vmware_writes(uuid):
    """A UUID in the spelling of VMware: 60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c."""
    if not re.match(r"[0-9A-Fa-f]{2}([ -]?[0-9A-Fa-f]{2}){15}\Z", uuid):
        raise Nonsense("this is no UUID: %s" % short(uuid))
    digits = re.sub("[ -]", "", uuid).lower()
    if digits == "0" * 32:
        raise Nonsense("the UUID is all zeros")
    bytes_ = [digits[i:i + 2] for i in range(0, 32, 2)]
    return " ".join(bytes_[:8]) + "-" + " ".join(bytes_[8:])


class List:
    """The list, written line by line, with the counts by which its reader knows that it is whole."""

    def __init__(self, vcenter):
        self.vcenter = short(vcenter)
        self.vmdks = 0
        self.failed = 0

    def begin(self):
        self.write("# nmemid collect 1 on %s at %s" % (self.vcenter, now()))
        self.write("# " + "\t".join(COLUMNS))

    def end(self):
        self.write("# nmemid collect end: %d VMDKs, %d failed" % (self.vmdks, self.failed))

    def add(self, row):
        if row.answer.startswith("failed: "):
            self.failed += 1
        else:
            self.vmdks += 1
        self.write("\t".join(row._replace(vcenter=self.vcenter)))

    def write(self, line):
        try:
            sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
            sys.stdout.buffer.flush()
        except OSError as error:
            # What has no place to go need not be asked.
            raise Failure("the list cannot be written: %s" % error.strerror)


# ---- Where to log in


def read_credentials(name):
    """The variables in a file, which is written as for a shell."""
    try:
        with open(name) as file:
            if os.fstat(file.fileno()).st_mode & 0o077:
                complain("others may read or change %s: chmod 600 it" % name)
            words = shlex.split(file.read(1 << 16), comments=True)
    except (OSError, ValueError) as error:
        raise Failure("the credentials cannot be read: %s" % error)
    return dict(word.split("=", 1) for word in words if "=" in word)


def ask_on_terminal(what, is_secret):
    """Asks a person. Standard input may be this script."""
    try:
        if is_secret:
            with open("/dev/tty"):
                return getpass.getpass(what + ": ")
        with open("/dev/tty", "r+b", buffering=0) as terminal:
            terminal.write((what + ": ").encode())
            return terminal.readline().decode().rstrip("\r\n")
    except (OSError, EOFError):
        raise Failure("there is no terminal to ask for the %s: say it in the variables of govc, or in a file"
                      " (--credentials FILE)" % what)


class Server:
    """A server, who logs in there, and how both are known to each other."""

    def __init__(self, options):
        values = dict(os.environ)
        if options.credentials:
            values.update(read_credentials(options.credentials))
        url = values.get("GOVC_URL") or ask_on_terminal("address of vCenter", False)
        try:
            parts = urllib.parse.urlsplit(url if "://" in url else "https://" + url)
            self.host, self.port = parts.hostname or "", parts.port or 443
        except ValueError:
            self.host = ""
        # The URL itself may have the password in it, and is not shown.
        if not re.match(r"[0-9A-Za-z_.:-]+\Z", self.host):
            raise Failure("GOVC_URL is no address of a server, such as vc.example.com")
        if parts.scheme != "https":
            raise Failure("GOVC_URL has to be https: anything else would show the password to the network")
        self.path = parts.path.rstrip("/") or "/sdk"
        self.user = values.get("GOVC_USERNAME") or urllib.parse.unquote(parts.username or "")
        self.password = values.get("GOVC_PASSWORD") or urllib.parse.unquote(parts.password or "")
        self.timeout = options.timeout
        self.received = 0
        self.thumbprint = re.sub("[: ]", "", options.thumbprint or "").lower()
        if self.thumbprint and not re.match(r"([0-9a-f]{40}|[0-9a-f]{64})\Z", self.thumbprint):
            raise Failure("--thumbprint takes the SHA-256 or the SHA-1 of a certificate, in hexadecimal digits")
        is_insecure = options.insecure or values.get("GOVC_INSECURE", "").lower() in ("1", "t", "true")
        self.tls = self.tls_context(options.ca or values.get("GOVC_TLS_CA_CERTS"), is_insecure)

    def tls_context(self, authorities, is_insecure):
        try:
            tls = ssl.create_default_context()
            for file in (authorities or "").split(os.pathsep):
                if file:
                    tls.load_verify_locations(file)
        except (OSError, ValueError) as error:
            raise Failure("the certificates of %s cannot be read: %s" % (authorities, error))
        if self.thumbprint or is_insecure:
            tls.check_hostname = False
            tls.verify_mode = ssl.CERT_NONE
        if is_insecure and not self.thumbprint:
            complain("WARNING: the certificate of %s is not checked (--insecure, GOVC_INSECURE):" % self.host)
            complain("WARNING: whoever is on the way there can read the password, and make up the list")
        return tls

    def ask_who_is_missing(self):
        if not self.user:
            self.user = ask_on_terminal("user name", False)
        if not self.password:
            self.password = ask_on_terminal("password", True)

    def get(self, path, cookie=None, limit=1 << 20):
        """What is at a place on the server."""
        connection = Connection(self, limit)
        try:
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
        finally:
            connection.close()
        if answer.status != 200:
            raise Nonsense("HTTP status %d" % answer.status)
        return answer.read()


class Answer(io.BytesIO):
    """What the server has answered, all of it, as pyvmomi wants to read it."""

    def __init__(self, response, body):
        super().__init__(body)
        self.status = response.status
        self.reason = response.reason
        self.getheader = response.getheader


class Connection(http.client.HTTPSConnection):
    """A connection that knows whom it talks to, and gives up on answers that are too long or too slow."""

    def __init__(self, server, limit=MOST_BYTES_OF_ANSWER):
        super().__init__(server.host, server.port, timeout=server.timeout, context=server.tls)
        self.server = server
        self.limit = limit

    def connect(self):
        super().connect()
        wanted = self.server.thumbprint
        if wanted:
            hash_ = hashlib.sha1 if len(wanted) == 40 else hashlib.sha256
            found = hash_(self.sock.getpeercert(True)).hexdigest()
            if not hmac.compare_digest(found, wanted):
                self.close()
                raise Failure("the certificate of %s has the thumbprint %s, and not the one of --thumbprint"
                              % (self.server.host, found))

    def getresponse(self):
        is_over = threading.Event()

        def give_up(sock=self.sock):
            is_over.set()
            with contextlib.suppress(OSError):
                # Past TLS, which another thread is waiting in.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

        # The time limit of a socket starts again with every byte.
        timer = threading.Timer(self.server.timeout, give_up)
        timer.daemon = True
        timer.start()
        try:
            response = super().getresponse()
            body = self.body(response)
        except (OSError, ValueError, http.client.HTTPException):
            if is_over.is_set():
                raise socket.timeout("timed out")
            raise
        finally:
            timer.cancel()
        if response.status in (502, 503):
            raise Busy("HTTP status %d" % response.status)
        return Answer(response, body)

    def body(self, response):
        body = bytearray()
        while True:
            piece = response.read(1 << 16)
            if not piece:
                break
            body += piece
            self.server.received += len(piece)
            if len(body) > self.limit or self.server.received > MOST_BYTES:
                raise Nonsense("the answer is longer than any of its kind")
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        # What may stand for more than it is long has no place here.
        if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
            raise Nonsense("the answer defines entities")
        return bytes(body)


class Stub(SoapStubAdapter):
    """pyvmomi's way to the server, on connections of ours."""

    def __init__(self, server, version):
        super().__init__(host=server.host, port=server.port, path=server.path, version=version,
                         poolSize=QUERIES_AT_ONCE, acceptCompressedResponses=False)
        self.server = server

    def GetConnection(self):
        with self.lock:
            if self.pool:
                return self.pool.pop(0)[0]
        return Connection(self.server)


def again(ask, *arguments):
    """Asks up to three times, as long as the way to the server fails, or the server is busy."""
    for pause in PAUSES + (None,):
        try:
            return ask(*arguments)
        except (OSError, http.client.IncompleteRead, http.client.BadStatusLine) as error:
            if pause is None or is_about_certificate(error):
                raise
            time.sleep(pause)


def is_about_certificate(error):
    return isinstance(error, ssl.CertificateError) or "CERTIFICATE_VERIFY_FAILED" in str(error)


def reason(error):
    """Why something failed, in a few words."""
    if isinstance(error, (Nonsense, NoUUID)):
        return str(error)
    if isinstance(error, socket.timeout):
        return "no answer in time"
    name = type(error).__name__.rsplit(".", 1)[-1]
    if isinstance(error, vim.fault.NoPermission):
        return "NoPermission: %s" % ", ".join("%s on %s" % place for place in missing_privileges(error))
    text = getattr(error, "msg", None) if isinstance(error, vmodl.MethodFault) else str(error)
    return "%s: %s" % (short(name), short(text)) if isinstance(text, str) and text else short(name)


def missing_privileges(fault):
    """Which privileges are missing, and on what. From 7.0.3.2 on a server may say so in another way."""
    places = [(fault.object, fault.privilegeId)] if fault.privilegeId else [
        (place.entity, privilege) for place in getattr(fault, "missingPrivileges", None) or []
        for privilege in place.privilegeIds or []]
    return [(short(privilege), short(str(object_).strip("'"))) for object_, privilege in places]


# ---- The inventory


def value(properties, name, kind):
    """A property; None if the server does not give it."""
    found = properties.get(name)
    if found is not None and not isinstance(found, kind):
        raise Nonsense("the property %s should not be a %s" % (name, short(type(found).__name__)))
    return found


def unescaped(name):
    """A name as people know it: the inventory has these three characters escaped."""
    for code, char in (("%2f", "/"), ("%5c", "\\"), ("%25", "%")):
        name = re.sub(code, lambda _, char=char: char, name, flags=re.IGNORECASE)
    return name


def choose_version(server):
    """The newest version of the API that both sides know."""
    text = again(server.get, server.path + "/vimServiceVersions.xml")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Nonsense("it says in no known way what versions it has")
    offered = set()
    for namespace in root.iter("namespace"):
        if namespace.findtext("name") == "urn:vim25":
            offered.update(version.text for version in namespace.iter("version"))
    both = [(tuple(map(int, id_.split("."))), name) for name, id_ in VmomiSupport.versionIdMap.items()
            if name.startswith("vim.version.") and id_ in offered and re.match(r"[0-9]+(\.[0-9]+)*\Z", id_)]
    if not both or max(both)[0] < OLDEST_VERSION:
        raise Failure("%s and this pyvmomi have no version of the API from 6.7 on in common; older ones know no"
                      " NVDIMM" % server.host)
    return max(both)[1]


class Inventory:
    """What the server knows."""

    def __init__(self, content):
        self.content = content
        self.properties = {}
        self.datacenters = {}
        self.pmem_datastores = []

    def read(self):
        """Reads what machines and files are in."""
        for object_, properties, _ in self.viewed({
                vim.Folder: ["name", "parent"], vim.HostSystem: ["name"],
                vim.Datacenter: ["name", "parent", "datastore"],
                vim.Datastore: ["name", "summary.type", "vm"]}):
            self.properties[object_._moId] = properties
            if isinstance(object_, vim.Datacenter):
                for datastore in self.references(properties, "datastore", vim.Datastore):
                    self.datacenters[datastore._moId] = object_
            elif isinstance(object_, vim.Datastore) and value(properties, "summary.type", str) == "PMEM":
                self.pmem_datastores.append(object_)

    def name(self, object_):
        """The name of an object as the inventory has it."""
        known = self.properties.get(object_._moId, {}) if object_ is not None else {}
        return value(known, "name", str) or ""

    def path(self, datacenter):
        """The path of a datacenter, without the folder that is the root of all."""
        names = []
        while datacenter is not None and len(names) < 64:
            known = self.properties.get(datacenter._moId, {})
            parent = value(known, "parent", vim.ManagedEntity)
            if parent is not None:
                names.append(self.name(datacenter))
            datacenter = parent
        return "/".join(reversed(names))

    def machines(self, all_of_them):
        """The virtual machines to ask, each once."""
        if all_of_them:
            found = [object_ for object_, _, _ in self.viewed({vim.VirtualMachine: ["name"]})]
        else:
            found = [machine for datastore in self.pmem_datastores
                     for machine in self.references(
                         self.properties[datastore._moId], "vm", vim.VirtualMachine)]
        return list({machine._moId: machine for machine in found}.values())

    def settings(self, machines):
        """The machines with what concerns their NVDIMMs: properties, and the faults of those that are missing."""
        names = ["name", "config.uuid", "config.hardware.device", "runtime.host", "summary.config.vmPathName"]
        for start in range(0, len(machines), MACHINES_AT_ONCE):
            batch = machines[start:start + MACHINES_AT_ONCE]
            known = {object_._moId: (properties, faults) for object_, properties, faults in again(
                self.pages, [vmodl.query.PropertyCollector.ObjectSpec(obj=machine) for machine in batch],
                {vim.VirtualMachine: names})}
            for machine in batch:
                yield (machine,) + known.get(machine._moId, ({}, {}))

    @staticmethod
    def references(properties, name, kind):
        found = value(properties, name, list) or []
        if not all(isinstance(item, kind) for item in found):
            raise Nonsense("the property %s refers to something else" % name)
        return found

    def viewed(self, names):
        """All objects of some kinds, with the properties of these names."""
        view = again(self.content.viewManager.CreateContainerView, self.content.rootFolder, list(names), True)
        try:
            collector = vmodl.query.PropertyCollector
            through = collector.TraversalSpec(name="view", path="view", skip=False, type=vim.view.ContainerView)
            return again(self.pages, [collector.ObjectSpec(obj=view, skip=True, selectSet=[through])], names)
        finally:
            with contextlib.suppress(Exception):
                view.Destroy()

    def pages(self, objects, names):
        """All pages of an answer. A page that is asked for again may be the next one: who tries again starts at
        the first."""
        collector = vmodl.query.PropertyCollector
        spec = collector.FilterSpec(
            objectSet=objects,
            propSet=[collector.PropertySpec(type=kind, all=False, pathSet=paths) for kind, paths in names.items()])
        page = self.content.propertyCollector.RetrievePropertiesEx(
            specSet=[spec], options=collector.RetrieveOptions())
        found = []
        for _ in range(MOST_PAGES):
            if page is None:
                return found
            for item in page.objects or []:
                if not isinstance(item.obj, tuple(names)):
                    raise Nonsense("it lists objects of kinds that it was not asked for")
                found.append((item.obj, {property_.name: property_.val for property_ in item.propSet or []},
                              {missing.path: missing.fault for missing in item.missingSet or []}))
            if not page.token:
                return found
            page = self.content.propertyCollector.ContinueRetrievePropertiesEx(page.token)
            if page is None:
                raise Nonsense("a page of its list is missing")
        raise Nonsense("its list of objects has more than %d pages" % MOST_PAGES)


# ---- The UUIDs


class Questions:
    """Asks for the UUIDs of VMDKs, by the ways that there are, and remembers whether the server still answers."""

    def __init__(self, server, stub, inventory):
        self.server = server
        self.stub = stub
        self.inventory = inventory
        self.unanswered = 0

    def answer(self, file, datastore):
        """The line's answer for a VMDK."""
        if self.unanswered >= MOST_UNANSWERED:
            return "failed: not asked, as the server did not answer for the %d before" % self.unanswered
        try:
            uuid = self.uuid(file, datastore)
        except (OSError, http.client.HTTPException) as error:
            self.unanswered += 1
            return "failed: " + reason(error)
        except Exception as error:  # pylint: disable=broad-except; whatever a server makes of pyvmomi
            self.unanswered = 0
            return "failed: " + reason(error)
        self.unanswered = 0
        return "UUID is " + uuid

    def uuid(self, file, datastore):
        """The UUID of a VMDK. Where the way to the server fails, no other question helps."""
        datacenter = self.inventory.datacenters.get(datastore._moId)
        said = []
        for name, ask in (("QueryVirtualDiskUuidEx", self.newer), ("QueryVirtualDiskUuid", self.older),
                          ("descriptor", self.descriptor)):
            try:
                return as_vmware_writes(again(ask, file, datacenter, datastore))
            except NotOffered:
                continue
            except (vmodl.MethodFault, Nonsense) as error:
                said.append("%s: %s" % (name, reason(error)))
        raise NoUUID("; ".join(said))

    def newer(self, file, datacenter, _):
        manager = self.inventory.content.vStorageObjectManager
        ask = getattr(manager, "QueryVirtualDiskUuidEx", None)
        if ask is None:
            raise NotOffered()
        try:
            # An ESXi host has no datacenters.
            return ask(file) if isinstance(manager, vim.vslm.host.VStorageObjectManager) else ask(file, datacenter)
        except vmodl.fault.MethodNotFound:
            raise NotOffered()

    def older(self, file, datacenter, _):
        return self.inventory.content.virtualDiskManager.QueryVirtualDiskUuid(file, datacenter)

    def descriptor(self, file, datacenter, datastore):
        """What the VMDK itself says, which is a text."""
        place = {"dsName": self.inventory.name(datastore)}
        if datacenter is not None:
            place["dcPath"] = self.inventory.path(datacenter)
        path = "/folder/%s?%s" % (
            urllib.parse.quote(re.sub(r"^\[[^\]]*\] *", "", file)), urllib.parse.urlencode(place))
        cookie = self.stub.cookie.split(";")[0]
        text = self.server.get(path, cookie, MOST_BYTES_OF_DESCRIPTOR).decode("utf-8", "replace")
        if not re.match(r"#\s*disk\s+descriptorfile", text, re.IGNORECASE):
            raise Nonsense("the file is no descriptor")
        found = set(re.findall(
            r'^[ \t]*ddb\.uuid[ \t]*=[ \t]*"([^"\n]*)"[ \t\r]*$', text, re.IGNORECASE | re.MULTILINE))
        if len(found) != 1:
            raise Nonsense("the descriptor has %s" % ("several ddb.uuid" if found else "no ddb.uuid"))
        return found.pop()


# ---- The machines


def nvdimms(machine, properties, faults, inventory):
    """The lines of a machine without their answers, each with the device it is about; or one with a failure."""
    name = short(unescaped(value(properties, "name", str) or machine._moId))
    row = Row(
        path=short(value(properties, "summary.config.vmPathName", str) or "[] " + machine._moId, 4096), answer="",
        vm=name, host=short(unescaped(inventory.name(value(properties, "runtime.host", vim.HostSystem)))), time=now())
    uuid = value(properties, "config.uuid", str) or ""
    row = row._replace(vm_uuid=uuid if re.match(r"[0-9A-Fa-f-]{32,36}\Z", uuid) else "")
    devices = value(properties, "config.hardware.device", list)
    if devices is None:
        fault = faults.get("config.hardware.device") or faults.get("config")
        why = reason(fault) if fault is not None else "the server does not give them"
        yield row._replace(answer="failed: the settings of %s cannot be read: %s" % (name, why)), None
        return
    for device in devices:
        if isinstance(device, vim.vm.device.VirtualNVDIMM):
            yield nvdimm(row, device)


def nvdimm(row, device):
    label = getattr(device.deviceInfo, "label", None)
    row = row._replace(
        label=short(label) if isinstance(label, str) else "",
        unit=str(device.unitNumber) if isinstance(device.unitNumber, int) else "")
    size = device.capacityInMB
    # A file that cannot be reached has the size 0.
    if isinstance(size, int) and 0 < size < 1 << 40:
        row = row._replace(size=str(size << 20))
    backing = device.backing
    file = getattr(backing, "fileName", None)
    if not isinstance(backing, vim.vm.device.VirtualNVDIMM.BackingInfo) or not isinstance(file, str):
        return row._replace(answer="failed: the server does not give the file of %s" % row.label), None
    if len(file) > 4096 or not re.match(r"\[[^\]\0-\x1f]+\] .*\S.*", file, re.DOTALL):
        return row._replace(answer="failed: this is no path of a VMDK: %s" % short(file)), None
    if not isinstance(backing.datastore, vim.Datastore):
        return row._replace(path=escaped(file), answer="failed: the server does not give its datastore"), None
    return row._replace(path=escaped(file)), device


def list_machines(inventory, questions, list_, all_of_them):
    """Writes the lines of all machines, in their order by name."""
    machines = inventory.machines(all_of_them)
    if not inventory.pmem_datastores and not all_of_them:
        list_.add(Row("[PMemDS-*]", "failed: no PMem datastore is seen; --all-vms asks all virtual machines"))
    elif not machines:
        list_.add(Row("[]", "failed: no virtual machine is seen%s" % (
            ", which may be for want of System.View" if all_of_them else " there; --all-vms asks all")))
    lines = [line for machine, properties, faults in inventory.settings(machines)
             for line in nvdimms(machine, properties, faults, inventory)]
    lines.sort(key=lambda line: (line[0].vm, line[0].path))

    def answered(line):
        row, device = line
        if device is None:
            return row
        return row._replace(
            answer=questions.answer(device.backing.fileName, device.backing.datastore), time=now())

    with contextlib.ExitStack() as at_the_end:
        threads = concurrent.futures.ThreadPoolExecutor(QUERIES_AT_ONCE)
        # Who has to log out does not wait for answers.
        at_the_end.callback(threads.shutdown, wait=False)
        futures = [threads.submit(answered, line) for line in lines]
        at_the_end.callback(lambda: [future.cancel() for future in futures])
        for future in futures:
            list_.add(future.result())
    complain("asked were %d virtual machines: %s" % (
        len(machines), "all that are seen" if all_of_them
        else "those that %d PMem datastores list" % len(inventory.pmem_datastores)))


# ---- The run


class Signals:
    """Ends the run in good order when asked to: a session that stays open is one less for others."""

    def __init__(self):
        self.number = None
        self.is_held = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.arrived)

    def arrived(self, number, _):
        is_first, self.number = self.number is None, number
        # Only once: nothing is to get in the way of logging out.
        if is_first and not self.is_held:
            raise Stopped()

    @contextlib.contextmanager
    def held(self):
        """Who is in the middle of logging in does not know yet how to log out."""
        self.is_held = True
        yield
        self.is_held = False
        if self.number:
            raise Stopped()


def log_in(content, server):
    try:
        content.sessionManager.Login(server.user, server.password, None)
    except vim.fault.InvalidLogin:
        # Once is enough: some more, and the account is locked.
        raise Failure("%s does not know this user, or not with this password" % server.host)


def log_out(content):
    """Logs out, and returns whether that is so. pyvmomi's Disconnect would not say if it is not."""
    try:
        again(content.sessionManager.Logout)
    except vim.fault.NotAuthenticated:
        pass
    except Exception as error:  # pylint: disable=broad-except
        complain("could not log out, and the session stays open until it times out: %s" % reason(error))
        return False
    return True


def run(options, signals):
    """Makes the list. Returns whether all were asked and answered."""
    server = Server(options)
    stub = Stub(server, choose_version(server))
    content = again(vim.ServiceInstance("ServiceInstance", stub).RetrieveContent)
    server.ask_who_is_missing()
    try:
        try:
            with signals.held():
                log_in(content, server)
            inventory = Inventory(content)
            inventory.read()
            list_ = List(server.host)
            list_.begin()
            list_machines(inventory, Questions(server, stub, inventory), list_, options.all_vms)
        finally:
            signals.is_held = True
    finally:
        # A signal that arrives between these two lines is over by the second.
        is_out = log_out(content)
    list_.end()
    if list_.failed:
        complain('%d failed, see the lines with "failed:" in the list' % list_.failed)
    return is_out and not list_.failed


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="vsphere.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all-vms", action="store_true", help="ask all virtual machines")
    parser.add_argument("--credentials", metavar="FILE", help="a file with GOVC_URL=…, GOVC_USERNAME=…, …")
    parser.add_argument("--ca", metavar="FILE", help="trust the certificates that are signed by this one, too")
    parser.add_argument("--thumbprint", metavar="HEX", help="trust only the certificate with this SHA-256, or SHA-1")
    parser.add_argument("--insecure", action="store_true", help="trust any certificate")
    parser.add_argument("--timeout", metavar="SECONDS", type=float, default=60, help="wait so long for an answer (60)")
    options = parser.parse_args(arguments)
    if not 0 < options.timeout <= 3600:
        parser.error("--timeout takes a number of seconds, such as 60")
    return options


def main():
    options = parse(sys.argv[1:])
    signals = Signals()
    try:
        return 0 if run(options, signals) else 1
    except Stopped:
        complain("stopped by a signal; the list is not whole")
        return 128 + signals.number
    except Failure as failure:
        complain(str(failure))
    except (OSError, http.client.HTTPException) as error:
        if is_about_certificate(error):
            complain("the certificate is not trusted: %s" % short(str(error)))
            complain("name the authority that has signed it (--ca FILE), or its own thumbprint (--thumbprint HEX)")
        else:
            complain("the server cannot be asked: %s" % reason(error))
    except vmodl.MethodFault as fault:
        complain("the server refuses: %s" % reason(fault))
    except Exception as error:  # pylint: disable=broad-except; whatever a server makes of pyvmomi
        complain("an answer of the server makes no sense: %s" % reason(error))
    return 2


if __name__ == "__main__":
    STATUS = main()
    sys.stderr.flush()
    # Threads that wait for an answer are not waited for.
    os._exit(STATUS)
