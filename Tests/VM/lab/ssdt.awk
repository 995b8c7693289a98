# Prints the ASL of the NVDIMM root device that goes with nfit.awk's table: the driver binds to it and takes a DIMM
# only if a child device has its handle as _ADR (ACPI 6.3, 9.20 NVDIMM Devices).
#
#   awk -f ssdt.awk dimms >ssdt.asl && iasl ssdt.asl

BEGIN {
    print "DefinitionBlock (\"\", \"SSDT\", 2, \"NMEMID\", \"VMLAB\", 1)"
    print "{"
    print "    Scope (\\_SB)"
    print "    {"
    print "        Device (NVDR)"
    print "        {"
    print "            Name (_HID, \"ACPI0012\")"
}
/^[[:space:]]*(#|$)/ { next }
{
    printf "            Device (N%03X) { Name (_ADR, %d) }\n", n++, $1
}
END {
    print "        }"
    print "    }"
    print "}"
}
