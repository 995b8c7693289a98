/* The least that a program over libndctl can do: the name and the unique id of each DIMM. */
#include <ndctl/libndctl.h>
#include <stdio.h>

int main(void)
{
	struct ndctl_ctx *context;
	struct ndctl_bus *bus;
	struct ndctl_dimm *dimm;

	if (ndctl_new(&context) < 0)
		return 1;
	ndctl_bus_foreach(context, bus)
		ndctl_dimm_foreach(bus, dimm)
			printf("%s %s\n", ndctl_dimm_get_devname(dimm), ndctl_dimm_get_unique_id(dimm));
	ndctl_unref(context);
	return 0;
}
