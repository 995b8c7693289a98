# Prints an NVDIMM Firmware Interface Table, as iasl's data-table text, for the DIMMs of a `dimms` table
# (its columns: see Tests/VM/README.md). Every DIMM is one persistent memory range of its own, not interleaved,
# without labels and without a device-specific method: what ESXi presents to a guest. Only a DIMM with the flag "pair"
# shares one range with the next.
#
#   awk -v cookie=0 -f nfit.awk dimms >nfit.asl && iasl nfit.asl
#
# cookie=1 where iasl knows the field that ACPI 6.4 added to the range structure.
# Section numbers are those of the ACPI specification 6.3.

# Vendor, serial and date are kept by the kernel as bytes and printed in the order of those bytes ("8902" is 89 02);
# iasl writes a number least significant byte first.
function swapped(hex,    bytes, i) {
    for (i = 1; i < length(hex); i += 2)
        bytes = substr(hex, i, 2) bytes
    return bytes
}

# An address or a size given in MiB, as sixteen digits. Only the number of MiB passes through printf: 32 bits are all
# that some awks have for %X.
function mebibytes(n) {
    return sprintf("%011X00000", n)
}

function field(bytes, name, value) {
    printf "[%04d] %36s : %s\n", bytes, name, value
}

# A bit of a Flags field: a line without a length.
function bit(name, value) {
    printf "%43s : %d\n", name, value
}

# Is this word one of the comma-separated words of the flags column?
function flagged(word) {
    return index("," flags "," , "," word ",") > 0
}

function header() {                                         # 5.2.6: the header that all tables share
    field(4, "Signature", "\"NFIT\"")
    field(4, "Table Length", "00000000")                    # iasl computes length and checksum
    field(1, "Revision", "01")
    field(1, "Checksum", "00")
    field(6, "Oem ID", "\"NMEMID\"")
    field(8, "Oem Table ID", "\"VMLAB   \"")
    field(4, "Oem Revision", "00000001")
    field(4, "Asl Compiler ID", "\"INTL\"")
    field(4, "Asl Compiler Revision", "00000000")
    field(4, "Reserved", "00000000")                        # 5.2.25
}

function range() {                                          # 5.2.25.2 System Physical Address Range
    print ""
    field(2, "Subtable Type", "0000")
    field(2, "Length", cookie ? "0040" : "0038")
    field(2, "Range Index", sprintf("%04X", range_index))   # from 1: 0 means "no range"
    field(2, "Flags (decoded below)", "0000")
    bit("Add/Online Operation Only", 0)
    bit("Proximity Domain Valid", 0)
    if (cookie)
        bit("Location Cookie Valid", 0)
    field(4, "Reserved", "00000000")
    field(4, "Proximity Domain", "00000000")
    field(16, "Region Type GUID", "66F0D379-B4F3-4074-AC43-0D3318B78CDB")   # persistent memory
    field(8, "Address Range Base", mebibytes(base + used))
    field(8, "Address Range Length", mebibytes(size * ways))
    field(8, "Memory Map Attribute", "0000000000008008")    # EFI_MEMORY_NV | EFI_MEMORY_WB
    if (cookie)
        field(8, "Location Cookie", "0000000000000000")
}

function mapping() {                                        # 5.2.25.3 NVDIMM Region Mapping
    print ""
    field(2, "Subtable Type", "0001")
    field(2, "Length", "0030")
    field(4, "Device Handle", sprintf("%08X", handle))      # the _ADR of the SSDT's device
    field(2, "Physical Id", sprintf("%04X", phys_id))       # the handle of the SMBIOS type 17 structure
    field(2, "Region Id", "0000")
    field(2, "Range Index", sprintf("%04X", range_index))
    field(2, "Control Region Index", sprintf("%04X", n))
    field(8, "Region Size", mebibytes(size))
    field(8, "Region Offset", mebibytes(second ? size : 0))
    field(8, "Address Region Base", "0000000000000000")
    field(2, "Interleave Index", "0000")
    field(2, "Interleave Ways", sprintf("%04X", ways))
    field(2, "Flags", "0000")                               # Table 5-134
    bit("Save to device failed", flagged("save"))
    bit("Restore from device failed", flagged("restore"))
    bit("Platform flush failed", flagged("flush"))
    bit("Device not armed", flagged("arm"))
    bit("Health events observed", flagged("smart"))
    bit("Health events enabled", 0)
    bit("Mapping failed", flagged("map"))
    field(2, "Reserved", "0000")
}

function control_region() {                                 # 5.2.25.6 NVDIMM Control Region
    print ""
    field(2, "Subtable Type", "0004")
    field(2, "Length", "0050")
    field(2, "Region Index", sprintf("%04X", n))
    field(2, "Vendor Id", swapped(vendor))
    field(2, "Device Id", "0000")
    field(2, "Revision Id", "0000")
    field(2, "Subsystem Vendor Id", "0000")
    field(2, "Subsystem Device Id", "0000")
    field(2, "Subsystem Revision Id", "0000")
    # Bit 0: manufacturing location and date are valid. It is what tells an id of four parts from one of two.
    field(1, "Valid Fields", location == "-" ? "00" : "01")
    field(1, "Manufacturing Location", location == "-" ? "00" : location)
    field(2, "Manufacturing Date", location == "-" ? "0000" : swapped(date))
    field(2, "Reserved", "0000")
    field(4, "Serial Number", swapped(serial))
    field(2, "Code", "0301")                                # JEDEC format interface: byte addressable, not energy backed
    field(2, "Window Count", "0000")                        # no block windows
    field(8, "Window Size", "0000000000000000")
    field(8, "Command Offset", "0000000000000000")
    field(8, "Command Size", "0000000000000000")
    field(8, "Status Offset", "0000000000000000")
    field(8, "Status Size", "0000000000000000")
    field(2, "Flags", "0000")
    bit("Windows buffered", 0)
    field(6, "Reserved1", "000000000000")
}

BEGIN {
    base = 4096     # MiB: boot.sh puts the memory behind the DIMMs at 4 GiB
    header()
}
/^[[:space:]]*(#|$)/ { next }
{
    handle = $1; phys_id = $2; vendor = $3; serial = $4; size = $5; location = $6; date = $7; flags = $8
    n++
    second = flagged_before
    flagged_before = flagged("pair")
    ways = flagged_before || second ? 2 : 1
    if (!second) {
        range_index = n
        range()
    }
    mapping()
    control_region()
    used += size
}
