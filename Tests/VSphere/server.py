"""A vCenter for tests: what `Collect/vsphere.py` asks, answered over HTTPS as the schema of the API has it.

It plays what govmomi's simulator lacks: PMem datastores with UUIDs in VMware's spelling, the newer query for
them, missing privileges, small pages; and a network and a server that fail, or mean harm. What a PMem
datastore really answers nobody has published; `test_server.py` checks with pyvmomi that this is the API at least.
"""

import collections
import contextlib
import http.server
import re
import ssl
import subprocess
import threading
import time
import urllib.parse
from xml.etree import ElementTree
from xml.sax.saxutils import escape

PASSWORD = "sesame \"&<'"
COOKIE = 'vmware_soap_session="52c1e0"'
# What changes nothing; anything else is an error of the script.
METHODS = {
    "RetrieveServiceContent", "Login", "Logout", "CreateContainerView", "DestroyView", "RetrievePropertiesEx",
    "ContinueRetrievePropertiesEx", "QueryVirtualDiskUuid", "QueryVirtualDiskUuidEx"}

# Those of the API that pyvmomi's releases are of.
VERSIONS = ["8.0.3.0", "8.0.2.0", "7.0.2.0", "6.7.3", "6.7.1", "6.7", "6.5", "6.0", "5.5"]

ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope'
    ' xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>%s</soapenv:Body></soapenv:Envelope>')

CONTENT = """<returnval><rootFolder type="Folder">group-d1</rootFolder>
<propertyCollector type="PropertyCollector">propertyCollector</propertyCollector>
<viewManager type="ViewManager">ViewManager</viewManager>
<about><name>VMware vCenter Server</name><fullName>played</fullName><vendor>VMware, Inc.</vendor>
<version>8.0.3</version><build>0</build><osType>linux-x64</osType><productLineId>vpx</productLineId>
<apiType>VirtualCenter</apiType><apiVersion>%s</apiVersion></about>
<sessionManager type="SessionManager">SessionManager</sessionManager>
<virtualDiskManager type="VirtualDiskManager">virtualDiskManager</virtualDiskManager>
<vStorageObjectManager type="VcenterVStorageObjectManager">VStorageObjectManager</vStorageObjectManager>
</returnval>"""


class Fault(Exception):
    """A fault of the API, with its type and what else it says, as XML."""

    def __init__(self, kind, text="", message="a fault"):
        super().__init__(kind)
        self.kind = kind
        self.text = text
        self.message = message


class Reply(Exception):
    """An answer below the API: a status, and a body, of which some bytes may be missing, or come one by one."""

    def __init__(self, status=200, body=b"", missing=0, pause=0):
        super().__init__(status)
        self.status = status
        self.body = body
        self.missing = missing
        self.pause = pause


def no_permission(object_, privilege):
    return Fault("NoPermission", '<object type="Datastore">%s</object><privilegeId>%s</privilegeId>'
                 % (object_, privilege), "Permission to perform this operation was denied.")


def string(text):
    return '<val xsi:type="xsd:string">%s</val>' % escape(text)


def reference(kind, name):
    return '<val xsi:type="ManagedObjectReference" type="%s">%s</val>' % (kind, name)


def references(kind, names):
    return '<val xsi:type="ArrayOfManagedObjectReference">%s</val>' % "".join(
        '<ManagedObjectReference type="%s">%s</ManagedObjectReference>' % (kind, name) for name in names)


def nvdimm(file, datastore, number=1, size=1024):
    """An NVDIMM among the devices of a machine."""
    return (
        '<VirtualDevice xsi:type="VirtualNVDIMM"><key>%d</key><deviceInfo><label>NVDIMM %d</label>'
        '<summary>%d MB</summary></deviceInfo><backing xsi:type="VirtualNVDIMMBackingInfo"><fileName>%s</fileName>'
        '<datastore type="Datastore">%s</datastore><changeId></changeId></backing><controllerKey>30000</controllerKey>'
        "<unitNumber>%d</unitNumber><capacityInMB>%d</capacityInMB></VirtualDevice>"
        % (30999 + number, number, size, escape(file), datastore, number - 1, size))


def devices(*all_of_them):
    other = ('<VirtualDevice xsi:type="VirtualNVDIMMController"><key>30000</key><busNumber>0</busNumber>'
             "</VirtualDevice>")
    return '<val xsi:type="ArrayOfVirtualDevice">%s</val>' % (other + "".join(all_of_them))


class VCenter:
    """The server, and what it has: objects with their properties, VMDKs with the answers about them.

    `disks` has for each path what the newer query, the older one, and the file itself say: a UUID, or a text;
    or something to raise. `hooks` has functions by a method's name that are called before it is answered, with
    the number of the call; what they return is sent, if that is not None.
    """

    def __init__(self, certificate):
        self.version = "8.0.3.0"
        self.page = 100
        self.objects = collections.OrderedDict()
        self.disks = {}
        self.hooks = {}
        self.calls = []
        self.sessions = 0
        self.most_at_once = 0
        self.lock = threading.Lock()
        self.at_once = 0
        self.tokens = {}
        self.views = {}
        self.add("Folder", "group-d1", name=string("Datacenters"))
        self.add("Folder", "group-d2", name=string("50%25 of%2fall"), parent=reference("Folder", "group-d1"))
        self.add("Datacenter", "datacenter-3", name=string("DC"), parent=reference("Folder", "group-d2"))
        self.add("HostSystem", "host-9", name=string("esx1.example.com"))
        self.httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.httpd.daemon_threads = True
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate.file, certificate.key)
        self.httpd.socket = tls.wrap_socket(self.httpd.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.httpd.server_address[1]
        self.thread = threading.Thread(target=self.httpd.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def close(self):
        self.httpd.shutdown()
        self.httpd.server_close()

    # ---- What it has

    def add(self, kind, key_, **properties):
        self.objects[key_] = (kind, {key.replace("__", "."): text for key, text in properties.items()})

    def add_datastore(self, name, title="PMemDS-1", kind="PMEM", machines=()):
        self.add("Datastore", name, name=string(title), summary__type=string(kind),
                 vm=references("VirtualMachine", machines))
        datastores = [key for key, (type_, _) in self.objects.items() if type_ == "Datastore"]
        self.objects["datacenter-3"][1]["datastore"] = references("Datastore", datastores)

    def add_machine(self, name, title, *nvdimms, **properties):
        known = dict(
            name=string(title), config__uuid=string("420e3f74-ea84-f9a2-7736-6106bb5dbf6b"),
            config__hardware__device=devices(*nvdimms), runtime__host=reference("HostSystem", "host-9"),
            summary__config__vmPathName=string("[PMemDS-1] %s/%s.vmx" % (name, name)))
        known.update(properties)
        self.add("VirtualMachine", name, **{key: text for key, text in known.items() if text is not None})

    # ---- HTTP

    def handler(self):
        vcenter = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                request = self.rfile.read(int(self.headers["Content-Length"]))
                self.answer(lambda: vcenter.soap(request, self.cookie()))

            def do_GET(self):
                self.answer(lambda: vcenter.get(self.path, self.cookie()))

            def cookie(self):
                # pyvmomi sends the attributes, too.
                return self.headers.get("Cookie", "").split(";")[0]

            def answer(self, ask):
                try:
                    reply = ask()
                except Reply as other:
                    reply = other
                with contextlib.suppress(OSError):
                    self.send_response(reply.status)
                    self.send_header("Content-Length", str(len(reply.body) + reply.missing))
                    if vcenter.sessions:
                        self.send_header("Set-Cookie", COOKIE + "; Path=/; HttpOnly; Secure;")
                    self.end_headers()
                    if reply.pause:
                        for byte in reply.body:
                            time.sleep(reply.pause)
                            self.wfile.write(bytes([byte]))
                    else:
                        self.wfile.write(reply.body)
                    if reply.missing:
                        self.close_connection = True

            def handle(self):
                # A client that goes away, or trusts nobody.
                with contextlib.suppress(OSError):
                    super().handle()

            def log_message(self, *_):
                pass

        return Handler

    def called(self, method):
        """Notes a call, and does what the test wants to be done in place of the answer."""
        with self.lock:
            self.calls.append(method)
            number = self.calls.count(method)
        hook = self.hooks.get(method)
        return hook(number) if hook else None

    def get(self, path, cookie):
        parts = urllib.parse.urlsplit(path)
        if parts.path == "/sdk/vimServiceVersions.xml":
            return self.called("versions") or Reply(body=(
                '<namespaces version="1.0"><namespace><name>urn:vim25</name><version>%s</version><priorVersions>%s'
                "</priorVersions></namespace></namespaces>" % (self.version, "".join(
                    "<version>%s</version>" % version for version in VERSIONS if version < self.version))).encode())
        if cookie != COOKIE or not self.sessions:
            return Reply(401)
        replaced = self.called("descriptor")
        query = dict(urllib.parse.parse_qsl(parts.query))
        if replaced or query.get("dcPath") != "50%25 of%2fall/DC":
            return replaced or Reply(404)
        file = "[%s] %s" % (query["dsName"], urllib.parse.unquote(parts.path[len("/folder/"):]))
        found = self.disks.get(file, {}).get("descriptor")
        return Reply(404) if found is None else found if isinstance(found, Reply) else Reply(body=found)

    # ---- SOAP

    def soap(self, request, cookie):
        body = ElementTree.fromstring(request)[-1][0]
        method = re.sub("^{.*}", "", body.tag)
        assert method in METHODS, method
        for element in body.iter():
            element.tag = re.sub("^{.*}", "", element.tag)
        with self.lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            text = self.called(method)
            if isinstance(text, Reply):
                return text
            if text is None:
                if method not in ("RetrieveServiceContent", "Login") and not (self.sessions and cookie == COOKIE):
                    raise Fault("NotAuthenticated", '<object type="Folder">x</object><privilegeId>x</privilegeId>')
                text = getattr(self, method)(body)
            return enveloped(method, text)
        except Fault as fault:
            detail = (
                "<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>%s</faultstring><detail>"
                '<%sFault xmlns="urn:vim25" xsi:type="%s">%s</%sFault></detail></soapenv:Fault>'
                % (escape(fault.message), fault.kind, fault.kind, fault.text, fault.kind))
            return Reply(500, (ENVELOPE % detail).encode())
        finally:
            with self.lock:
                self.at_once -= 1

    def RetrieveServiceContent(self, _):
        return CONTENT % self.version

    def Login(self, body):
        if body.findtext("password") != PASSWORD:
            raise Fault("InvalidLogin", message="Cannot complete login")
        self.sessions += 1
        return ('<returnval><key>52c1e0</key><userName>reader</userName><fullName>reader</fullName>'
                "<loginTime>2026-01-01T00:00:00Z</loginTime><lastActiveTime>2026-01-01T00:00:00Z</lastActiveTime>"
                "<locale>en</locale><messageLocale>en</messageLocale></returnval>")

    def Logout(self, _):
        self.sessions -= 1
        return ""

    def CreateContainerView(self, body):
        name = "session[52c1e0]view-%d" % len(self.views)
        self.views[name] = [element.text for element in body.findall("type")]
        return '<returnval type="ContainerView">%s</returnval>' % name

    def DestroyView(self, _):
        return ""

    def RetrievePropertiesEx(self, body):
        wanted = {part.findtext("type"): [path.text for path in part.findall("pathSet")]
                  for part in body.iter("propSet")}
        names = []
        for element in body.iter("obj"):
            if element.get("type") == "ContainerView":
                kinds = self.views[element.text]
                names += [name for name, (kind, _) in self.objects.items() if kind in kinds]
            else:
                names.append(element.text)
        return self.pages([self.object(name, wanted) for name in names])

    def object(self, name, wanted):
        kind, properties = self.objects[name]
        text = '<obj type="%s">%s</obj>' % (kind, name)
        for path in wanted[kind]:
            found = properties.get(path)
            if isinstance(found, Fault):
                text += (
                    '<missingSet><path>%s</path><fault><fault xsi:type="%s">%s</fault><localizedMessage>%s'
                    "</localizedMessage></fault></missingSet>" % (path, found.kind, found.text, found.message))
            elif found is not None:
                text += "<propSet><name>%s</name>%s</propSet>" % (path, found)
        return "<objects>%s</objects>" % text

    def pages(self, objects):
        if not objects:
            return ""
        token = ""
        if len(objects) > self.page:
            with self.lock:
                token = "<token>%d</token>" % len(self.tokens)
                self.tokens[str(len(self.tokens))] = objects[self.page:]
        return "<returnval>%s%s</returnval>" % (token, "".join(objects[:self.page]))

    def ContinueRetrievePropertiesEx(self, body):
        return self.pages(self.tokens[body.findtext("token")])

    def QueryVirtualDiskUuid(self, body, way="older"):
        assert body.find("datacenter").text == "datacenter-3"
        found = self.disks.get(body.findtext("name"), {}).get(way)
        if found is None:
            raise Fault("FileNotFound", "<file>x</file>", "File was not found")
        if isinstance(found, Exception):
            raise found
        return "<returnval>%s</returnval>" % escape(found)

    def QueryVirtualDiskUuidEx(self, body):
        return self.QueryVirtualDiskUuid(body, "newer")


Certificate = collections.namedtuple("Certificate", "file key")


def make_certificate(folder, name="IP:127.0.0.1"):
    """A certificate that has signed itself, for a name."""
    file, key = folder + "/certificate.pem", folder + "/key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=vcenter", "-addext",
         "subjectAltName=" + name, "-out", file, "-keyout", key], check=True, stderr=subprocess.DEVNULL)
    return Certificate(file, key)


def sleeping(seconds):
    """A hook that answers late."""
    return lambda _: time.sleep(seconds)


def enveloped(method, text):
    """A reply with the answer to a method, whatever is in it."""
    return Reply(body=(ENVELOPE % ('<%sResponse xmlns="urn:vim25">%s</%sResponse>' % (method, text, method))).encode())
