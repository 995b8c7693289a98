# Prints an inventory of VMDKs, one a line: the path, a tab and the UUID as vmkfstools prints it. Always the
# same one for the same count. Serials on standard input, one a line, are those of DIMMs; each is the end
# of one VMDK's UUID, and these are spread over the inventory.
#   awk -v count=N -f vmdks.awk <serials
# Each host has a PMem datastore of its own with 500 virtual machines that have eight VMDKs each.

# The next of the numbers 1 … 2147483646, after Park and Miller: every awk computes it exactly.
function next_number() {
  return state = state * 16807 % 2147483647
}

function next_byte() {
  return int(next_number() / 128) % 256
}

# So many random bytes as hexadecimal digits.
function digits(count,    text) {
  text = ""
  while (count-- > 0) text = text sprintf("%02x", next_byte())
  return text
}

function new_datastore() {
  return "/vmfs/volumes/PMemDS-" digits(4) "-" digits(2) "-" digits(2) "-" digits(2) "-" digits(6)
}

{ serial[wanted++] = $1 }

END {
  state = 42
  for (index_ = 0; index_ < count; index_++) {
    if (index_ % 4000 == 0) datastore = new_datastore()
    if (index_ % 8 == 0) vm = sprintf("vm-%06d", index_ / 8)
    disk = index_ % 8 == 0 ? "" : "_" index_ % 8
    # The first 28 bits are VMware's.
    bytes = sprintf("%02x", 144 + next_byte() % 16) digits(8)
    end = digits(4)
    if (wanted > 0 && index_ == int((told + 0.5) * count / wanted)) end = serial[told++]
    bytes = bytes end
    uuid = "60 00 C2 " substr(bytes, 1, 2)
    for (i = 3; i <= 26; i += 2) uuid = uuid (i == 11 ? "-" : " ") substr(bytes, i, 2)
    print datastore "/" vm "/" vm disk ".vmdk\tUUID is " uuid
  }
}
