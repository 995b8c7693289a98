"""The server of these tests is one that pyvmomi takes for a vCenter, by its own ways of connecting and reading."""

import ssl
import unittest

from pyVim.connect import Disconnect, SmartConnect
from pyVmomi import vim, vmodl

from server import PASSWORD, no_permission
from vsphere_case import FIRST, VSphereCase


class IsAVCenter(VSphereCase):
    def test_to_pyvmomi(self):
        self.vcenter.add_datastore("datastore-12", "other", "VMFS")
        self.vcenter.page = 1
        here = SmartConnect(
            host="127.0.0.1", port=self.vcenter.port, user="reader", pwd=PASSWORD,
            sslContext=ssl.create_default_context(cafile=self.certificate.file))
        content = here.RetrieveContent()
        self.assertIn("urn:vim25/8.0.3.0", here._stub.versionId)
        view = content.viewManager.CreateContainerView(content.rootFolder, [vim.Datastore], True)
        collector = vmodl.query.PropertyCollector
        through = collector.TraversalSpec(name="view", path="view", skip=False, type=vim.view.ContainerView)
        page = content.propertyCollector.RetrievePropertiesEx([collector.FilterSpec(
            objectSet=[collector.ObjectSpec(obj=view, skip=True, selectSet=[through])],
            propSet=[collector.PropertySpec(type=vim.Datastore, pathSet=["name", "summary.type"])])],
            collector.RetrieveOptions())
        rest = content.propertyCollector.ContinueRetrievePropertiesEx(page.token)
        found = [{item.name: item.val for item in object_.propSet} for object_ in page.objects + rest.objects]
        self.assertEqual(found, [
            {"name": "PMemDS-1", "summary.type": "PMEM"}, {"name": "other", "summary.type": "VMFS"}])
        self.assertEqual((rest.token, page.objects[0].obj._moId), (None, "datastore-11"))
        view.Destroy()

        self.vcenter.page = 100
        page = content.propertyCollector.RetrievePropertiesEx([collector.FilterSpec(
            objectSet=[collector.ObjectSpec(obj=vim.VirtualMachine("vm-21", here._stub))],
            propSet=[collector.PropertySpec(type=vim.VirtualMachine, pathSet=["config.hardware.device"])])],
            collector.RetrieveOptions())
        controller, nvdimm = page.objects[0].propSet[0].val
        self.assertIsInstance(controller, vim.vm.device.VirtualNVDIMMController)
        self.assertIsInstance(nvdimm, vim.vm.device.VirtualNVDIMM)
        self.assertEqual((nvdimm.backing.fileName, nvdimm.capacityInMB), ("[PMemDS-1] db/db.vmdk", 1024))

        datacenter = vim.Datacenter("datacenter-3", here._stub)
        self.assertEqual(content.vStorageObjectManager.QueryVirtualDiskUuidEx(
            "[PMemDS-1] db/db.vmdk", datacenter), FIRST)
        with self.assertRaises(vim.fault.FileNotFound):
            content.virtualDiskManager.QueryVirtualDiskUuid("[PMemDS-1] db/db.vmdk", datacenter)
        self.vcenter.disks["[PMemDS-1] db/db.vmdk"]["older"] = no_permission("datastore-11", "X.Y")
        with self.assertRaises(vim.fault.NoPermission) as refusal:
            content.virtualDiskManager.QueryVirtualDiskUuid("[PMemDS-1] db/db.vmdk", datacenter)
        self.assertEqual((refusal.exception.privilegeId, refusal.exception.object._moId), ("X.Y", "datastore-11"))
        Disconnect(here)
        self.assertEqual(self.vcenter.sessions, 0)

    def test_with_passwords(self):
        with self.assertRaises(vim.fault.InvalidLogin):
            SmartConnect(host="127.0.0.1", port=self.vcenter.port, user="reader", pwd="x",
                         sslContext=ssl.create_default_context(cafile=self.certificate.file))


if __name__ == "__main__":
    unittest.main()
