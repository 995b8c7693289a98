# Writes what vmdks.awk prints as descriptors, the small text files that ESXi keeps beside a disk's data:
# a folder for each datastore, in it one for each virtual machine.
#   awk -v folder=FOLDER -f descriptors.awk <inventory
BEGIN { FS = "\t" }

{
  parts = split($1, name, "/")
  place = folder "/" name[parts - 2] "/" name[parts - 1]
  if (place != made) {
    system("mkdir -p '" place "'")
    made = place
  }
  file = place "/" name[parts]
  extent = name[parts]
  sub(/\.vmdk$/, "-flat.vmdk", extent)
  uuid = substr($2, 9)
  printf "# Disk DescriptorFile\nversion=1\nencoding=\"UTF-8\"\nCID=fffffffe\nparentCID=ffffffff\n" >file
  printf "createType=\"vmfs\"\n\n# Extent description\nRW 2097152 VMFS \"%s\"\n\n", extent >file
  printf "# The Disk Data Base\n#DDB\n\nddb.adapterType = \"lsilogic\"\n" >file
  printf "ddb.geometry.cylinders = \"130\"\nddb.geometry.heads = \"255\"\n" >file
  printf "ddb.geometry.sectors = \"63\"\nddb.longContentID = \"%032x\"\n", NR >file
  printf "ddb.uuid = \"%s\"\nddb.virtualHWVersion = \"19\"\n", uuid >file
  close(file)
}
