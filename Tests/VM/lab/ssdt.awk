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
# The methods of a virtual NVDIMM (format 0x1901 in the list of UEFI's region formats, as Hyper-V's have them): which
# there are, and the health, 0 for a good one.
function health(value) {
    print "                Method (_DSM, 4, Serialized)"
    print "                {"
    print "                    If (LNotEqual (Arg0, ToUUID (\"5746c5f2-a9a2-4264-ad0e-e4ddc9e09e80\"))) { Return (Buffer () { 0 }) }"
    print "                    If (LEqual (Arg2, 0)) { Return (Buffer () { 3 }) }"
    printf "                    If (LEqual (Arg2, 1)) { Return (Buffer () { 0, 0, 0, 0, %d, 0, 0, 0 }) }\n", value
    print "                    Return (Buffer () { 1, 0, 0, 0 })"
    print "                }"
}
/^[[:space:]]*(#|$)/ { next }
{
    printf "            Device (N%03X)\n            {\n                Name (_ADR, %d)\n", n++, $1
    if (NF > 8) health($9)
    print "            }"
}
END {
    print "        }"
    print "    }"
    print "}"
}
