# Writes what vmdks.awk prints in one of the forms in which a host's administrator may send it.
#   mawk -v form=FORM -f forms.awk <inventory
# Where a form has a size, it is that of each DIMM of the recorded bus vsphere-64, so that none disagrees.
BEGIN {
  FS = "\t"
  mebibytes = 16
  quote = "\""
  if (form == "csv") printf "\"VM\",\"Name\",\"Filename\",\"CapacityKB\",\"Uuid\"\r\n"
  if (form == "json") printf "{\"virtualMachines\":["
  if (form == "loop") print "[root@esxi:~] for f in /vmfs/volumes/PMemDS-*/*/*.vmdk; do echo \"$f\"; vmkfstools -J getuuid \"$f\"; done"
  if (form == "collected") print "# nmemid collect 1 on esxi at 2026-01-01T00:00:00Z"
}

# As the vSphere API spells a path, with the datastore in brackets.
function in_brackets(path,    parts) {
  split(path, parts, "/")
  return "[" parts[4] "] " parts[5] "/" parts[6]
}

function folder(path,    parts) {
  split(path, parts, "/")
  return parts[5]
}

# As the API spells a UUID: 6000C298-42c7-54f8-02c2-d49b206b080c.
function with_dashes(answer,    digits) {
  digits = substr(answer, 9)
  gsub(/[ -]/, "", digits)
  return substr(digits, 1, 8) "-" substr(digits, 9, 4) "-" substr(digits, 13, 4) "-" substr(digits, 17, 4) "-" substr(digits, 21)
}

# What the answer has after `UUID is `.
function bytes(answer) {
  return substr(answer, 9)
}

form == "list" { print $1 ": " $2 }

form == "loop" { print $1 "\n" $2 }

form == "quoted" { print "> " $1 ": " $2 }

# Of each UUID the last byte is missing, as where lines were cut.
form == "bad" { print $1 ": " substr($2, 1, length($2) - 3) }

form == "grep" { print $1 ":ddb.uuid = \"" bytes($2) "\"" }

form == "collected" { print $1 "\t" $2 "\t" mebibytes * 1048576 }

form == "csv" {
  printf "\"%s\",\"Hard disk %d\",\"%s\",\"%d\",\"%s\"\r\n", folder($1), NR, in_brackets($1), mebibytes * 1024, with_dashes($2)
}

form == "format-list" {
  printf "Filename   : %s\nCapacityKB : %d\nUuid       : %s\n\n", in_brackets($1), mebibytes * 1024, with_dashes($2)
}

form == "disk-info" {
  printf "Name:    %s\n  UUID:  %s\n  Type:  thin\n  Parent:  \n", in_brackets($1), bytes($2)
}

# A virtual machine has an identity of its own, which is no disk's.
form == "json" {
  if (folder($1) != vm) {
    vm = folder($1)
    printf "%s{\"name\":\"%s\",\"config\":{\"uuid\":\"564d%s\",\"hardware\":{\"device\":[", NR == 1 ? "" : "]}}},", vm, substr(with_dashes($2), 5)
  } else {
    printf ","
  }
  printf "{\"_typeName\":\"VirtualNVDIMM\",\"key\":%d,\"backing\":{\"fileName\":\"%s\",\"uuid\":\"%s\"},\"capacityInMB\":%d}", 39000 + NR % 8, in_brackets($1), with_dashes($2), mebibytes
}

END {
  if (form == "json") print "]}}}]}"
  if (form == "loop") print "[root@esxi:~] "
  if (form == "collected") print "# nmemid collect end: " NR " VMDKs, 0 failed"
}
