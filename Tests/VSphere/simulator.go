// A vCenter that is played by govmomi's simulator, with NVDIMMs. It prints its URL, and ends when its
// standard input does. VERSION is the version of the API that it says it has.
package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

func main() {
	model := simulator.VPX()
	model.Machine = 3
	model.ServiceContent.About.ApiVersion = os.Getenv("VERSION")
	if err := model.Create(); err != nil {
		log.Fatal(err)
	}
	defer model.Remove()
	for _, entity := range simulator.Map.All("Datastore") {
		datastore := entity.(*simulator.Datastore)
		datastore.Summary.Type = "PMEM"
		for number, reference := range datastore.Vm {
			if number%2 == 0 {
				addNVDIMM(simulator.Map.Get(reference).(*simulator.VirtualMachine), datastore)
			}
		}
	}
	model.Service.TLS = new(tls.Config)
	server := model.Service.NewServer()
	defer server.Close()
	fmt.Println(server.URL)
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// addNVDIMM gives a machine an NVDIMM with a file, which the simulator makes a UUID of.
func addNVDIMM(machine *simulator.VirtualMachine, datastore *simulator.Datastore) {
	folder := datastore.Info.GetDatastoreInfo().Url
	file := filepath.Join(machine.Name, machine.Name+"_1.vmdk")
	if err := os.WriteFile(filepath.Join(folder, file), nil, 0o600); err != nil {
		log.Fatal(err)
	}
	unit := int32(0)
	reference := datastore.Reference()
	machine.Config.Hardware.Device = append(machine.Config.Hardware.Device, &types.VirtualNVDIMM{
		VirtualDevice: types.VirtualDevice{
			Key:        31000,
			UnitNumber: &unit,
			DeviceInfo: &types.Description{Label: "NVDIMM 1", Summary: "1 GB"},
			Backing: &types.VirtualNVDIMMBackingInfo{
				VirtualDeviceFileBackingInfo: types.VirtualDeviceFileBackingInfo{
					FileName:  fmt.Sprintf("[%s] %s", datastore.Name, file),
					Datastore: &reference,
				},
			},
		},
		CapacityInMB: 1024,
	})
}
