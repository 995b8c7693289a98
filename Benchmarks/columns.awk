# Reads a list of lines `path: UUID is …` and writes the columns of `nmemid vmdks`, unsorted.
BEGIN { FS = ": UUID is " }

{
  uuid = tolower($2)
  gsub(/[ -]/, "", uuid)
  print substr(uuid, 1, 8) "-" substr(uuid, 9, 4) "-" substr(uuid, 13, 4) "-" substr(uuid, 17, 4) "-" substr(uuid, 21) "  " FILENAME ":" FNR "  " $1
}
