#!/bin/sh
# Lists the VMDKs of an ESXi host, each with its UUID, its size, and the virtual machine that has it as
# an NVDIMM. `nmemid collect` has printed this script; nmemid understands the list.
#
# It changes nothing on the host. It writes no file, and asks vmkfstools with two options that read:
#   vmkfstools -J getuuid FILE   what the UUID is
#   vmkfstools -t0 FILE          where the blocks are; its first line has the size
# Which machine has which VMDK, it finds in files, which it reads:
#   /etc/vmware/hostd/vmInventory.xml   where the settings of the registered machines are
#   *.vmx                               those settings: name, UUID (uuid.bios), NVDIMMs
#   the beginnings of *.vmdk            what a snapshot is a snapshot of
#
# On the host, or from elsewhere:
#   sh collect.sh > vmdks.txt
#   sh collect.sh /vmfs/volumes/datastore1/vm > vmdks.txt
#   ssh root@esxi sh < collect.sh > vmdks.txt
#
# It looks below the folders it is given, or else on all PMem datastores: /vmfs/volumes/PMemDS-* and
# /vmfs/volumes/pmem:*. Links that it meets on the way are not followed. To try it where datastores
# are not in /vmfs/volumes, say where in NMEMID_VOLUMES, and in NMEMID_INVENTORY where the inventory is.
#
# Exit status: 0 all were asked and answered, 1 something failed, 2 there is no vmkfstools.

# A shell does nothing of what is in braces before it has read all of it. So half a script, as a broken
# connection leaves it, does nothing.
{

main() {
  # Bytes, not characters; English.
  LC_ALL=C
  export LC_ALL
  newline='
'
  tab=$(printf '\t')
  carriage_return=$(printf '\r')
  if ! type vmkfstools >/dev/null 2>&1; then
    complain 'there is no vmkfstools here: run this script in the shell of the ESXi host'
    return 2
  fi

  vmdks=0
  failed=0
  seen=$newline
  host=$(uname -n)
  now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  volumes=${NMEMID_VOLUMES:-/vmfs/volumes}
  read_machines "${NMEMID_INVENTORY:-/etc/vmware/hostd/vmInventory.xml}"
  write '# nmemid collect 1 on %s at %s\n' "$host" "$now"
  write '# path\tanswer\tsize\tvm\tvm-uuid\tlabel\tunit\thost\ttime\n'
  if [ $# -gt 0 ]; then
    for folder; do
      search "$folder"
    done
  else
    search_datastores "$volumes"
  fi
  # Whoever reads the list knows by this line that it is whole.
  write '# nmemid collect end: %s VMDKs, %s failed\n' "$vmdks" "$failed"
  if [ "$failed" -gt 0 ]; then
    complain "$failed failed, see the lines with \"failed:\" in the list"
    return 1
  fi
  return 0
}

# search_datastores VOLUMES: looks on all PMem datastores.
search_datastores() {
  found=
  # The name that people know comes first. It should be a link to the other, which is skipped then.
  for datastore in "$1"/PMemDS-* "$1"/pmem:*; do
    # A pattern that nothing matches stands for itself.
    if [ -e "$datastore" ] || [ -L "$datastore" ]; then
      found=yes
      search "$datastore"
    fi
  done
  [ -n "$found" ] || fail "$1/PMemDS-*" 'no PMem datastore'
}

# search FOLDER: looks below a folder, unless that was done under another name.
search() {
  if ! [ -d "$1" ]; then
    fail "$1" 'no such folder'
    return
  fi
  case $1 in
    /*) top=${1%/} ;;
    .) top=${PWD%/} ;;
    *) top=${PWD%/}/${1%/} ;;
  esac
  if find_folder "$top"; then
    escape "$real"
    case $seen in
      *"$newline$escaped$newline"*) return ;;
    esac
    seen=$seen$escaped$newline
  fi
  walk "$top"
}

# find_folder FOLDER: puts the path of a folder into $real, as it is without links on the way.
find_folder() {
  # The dot keeps a newline at the end of a name, which $( ) would drop.
  real=$(cd "$1/" 2>/dev/null && pwd -P && echo .) || return
  real=${real%??}
}

# walk FOLDER: asks for each VMDK in a folder and in the folders below.
walk() {
  # A pattern does not show whether the folder could be read.
  said=$(ls "$1/" 2>&1 >/dev/null) || fail "$1" "$(line "$said" .)"
  # All names but . and .. themselves.
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    if [ -L "$entry" ]; then
      continue
    elif [ -d "$entry" ]; then
      walk "$entry"
    else
      case $entry in
        *.[vV][mM][dD][kK]) is_part "$entry" || ask "$entry" ;;
      esac
    fi
  done
}

# is_part FILE: whether a file is a part of the VMDK next to it, with data and no UUID. The name by itself
# does not say: the VMDK of a virtual machine srv-s001 is srv-s001.vmdk.
is_part() {
  # shellcheck disable=SC2018,SC2019 # only these letters matter, and not every tr knows [:lower:]
  case $(printf '%s' "${1##*/}" | tr A-Z a-z) in
    *-flat.vmdk | *-delta.vmdk | *-sesparse.vmdk | *-rdm.vmdk | *-rdmp.vmdk | *-ctk.vmdk | \
      *-[sf][0-9][0-9][0-9].vmdk) [ -e "${1%-*}.${1##*.}" ] ;;
    *) false ;;
  esac
}

# ask FILE: asks for the UUID of a VMDK, and for its size.
ask() {
  find_machine "$1"
  said=$(vmkfstools -J getuuid "$1" 2>&1)
  status=$?
  # The answer counts, not the exit status: what that means is written nowhere.
  uuid=$(line "$said" '^UUID is ')
  if [ -n "$uuid" ]; then
    vmdks=$((vmdks + 1))
    record "$1" "$uuid" "$(size "$1")" "$machine"
  else
    why=$(line "$said" '[^[:space:]]')
    fail "$1" "${why:-vmkfstools said nothing, and ended with status $status}" "$machine"
  fi
}

# size FILE: prints the size of a VMDK in bytes, or nothing.
size() {
  bytes=$(vmkfstools -t0 "$1" 2>/dev/null |
    sed -n '/ bytes in size)/{ s/.*(\([0-9]*\) bytes in size).*/\1/p; q; }')
  # It may not say while the virtual machine runs.
  [ -n "$bytes" ] || bytes=$(descriptor_size "$1")
  printf '%s' "$bytes"
}

# descriptor_size FILE: prints the sum of the extents that a VMDK lists, if it is a text.
descriptor_size() {
  sectors=0
  for extent in $(beginning "$1" 64 | sed -n '
    1 { /^# *[Dd]isk [Dd]escriptor[Ff]ile/ !q; }
    s/^RW  *0*\([1-9][0-9]*\) .*/\1/p
    s/^RDONLY  *0*\([1-9][0-9]*\) .*/\1/p
    s/^NOACCESS  *0*\([1-9][0-9]*\) .*/\1/p'); do
    sectors=$((sectors + extent))
  done
  bytes=$((sectors * 512))
  # No size is better than one that was too long for this shell.
  [ "$sectors" -gt 0 ] && [ $((bytes / 512)) = "$sectors" ] && printf '%s' "$bytes"
}

# beginning FILE KIB: prints the beginning of a file, which may be terabytes of data.
beginning() {
  [ -f "$1" ] && dd if="$1" bs=1024 count="$2" 2>/dev/null | tr -d '\000'
}

# line TEXT PATTERN: prints the first line that matches, with blanks for control characters.
line() {
  printf '%s\n' "$1" | sed -n "/$2/{ s/[[:cntrl:]]/ /g; p; q; }"
}

# read_machines INVENTORY: notes in $attached which VMDKs the registered machines have as NVDIMMs. Each is
# a line with the VMDK, the machine's settings (VMX), and four columns of the list.
read_machines() {
  attached=$newline
  unread=0
  # A machine is <vmxCfgPath>/vmfs/volumes/…/db.vmx</vmxCfgPath> here. vim-cmd would list the machines, too, but
  # where a name ends there, and a note of several lines, are not known for sure.
  if ! [ -r "$1" ]; then
    complain "the list names no virtual machines, as $1 cannot be read"
    return
  fi
  paths=$(tr '<' '\n' <"$1" | sed -n '/^vmxCfgPath>/ {
    s/^vmxCfgPath>//; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&amp;/\&/g; p; }')
  while IFS= read -r path; do
    if [ -n "$path" ] && ! read_machine "$path"; then
      unread=$((unread + 1))
      [ "$unread" -gt 1 ] || first=$(line "$path" .)
    fi
  done <<END
$paths
END
  [ "$unread" -eq 0 ] ||
    complain "the list does not name machines whose settings cannot be read: $unread, the first is $first"
}

# read_machine VMX: notes which VMDKs a machine has as NVDIMMs. Fails if its settings cannot be read.
read_machine() {
  locate "$1" / || return
  vmx=$located
  folder=${place%/*}
  # What makes settings long is left out: values that the guest has set. In a path, |22 is a quote.
  settings=$(beginning "$place" 4096 | sed -n '
    s/^[[:space:]]*displayname[[:space:]]*=[[:space:]]*/name=/Ip
    s/^[[:space:]]*uuid\.bios[[:space:]]*=[[:space:]]*/uuid=/Ip
    s/^[[:space:]]*nvdimm0:\([1-9]\{0,1\}[0-9]\)\.filename[[:space:]]*=[[:space:]]*/file \1=/Ip
    s/^[[:space:]]*nvdimm0:\([1-9]\{0,1\}[0-9]\)\.present[[:space:]]*=[[:space:]]*/present \1=/Ip' |
    sed '/^file / { s/|22/"/g; s/|7[Cc]/|/g; }')
  case $newline$settings in
    "$newline") return 1 ;;
    *"${newline}file "*) read_settings || return ;;
    *) return 0 ;;
  esac
  # The settings have no label. Units are counted from 0, labels from 1; which label follows a unit that is
  # missing is not known.
  missing=0
  while has_unit "$missing"; do
    missing=$((missing + 1))
  done
  while IFS= read -r setting; do
    split "$setting"
    unit=${key#file }
    if [ "$unit" != "$key" ] && has_unit "$unit"; then
      label=
      [ "$unit" -gt "$missing" ] || label="NVDIMM $((unit + 1))"
      attach "$value" "$folder" "$name$tab$machine_uuid$tab$label$tab$unit"
    fi
  done <<END
$settings
END
}

# read_settings: takes from $settings what concerns the machine, and which units it has. Fails if one
# setting stands there twice, or is longer than any of its kind.
read_settings() {
  name=
  machine_uuid=
  units=,
  absent=,
  keys=,
  while IFS= read -r setting; do
    split "$setting" || return
    case $keys in
      *",$key,"*) return 1 ;;
    esac
    keys=$keys$key,
    case $key=$value in
      name=*)
        # It has at most 80 characters. What settings have as |0A, this list has as \x0A.
        [ ${#value} -le 320 ] || value=$(printf '%.320s…' "$value")
        escape "$value"
        name=$(printf '%s\n' "$escaped" | sed 's/|\([0-9A-Fa-f][0-9A-Fa-f]\)/\\x\1/g')
        ;;
      uuid=*) machine_uuid=$(as_uuid "$value") ;;
      file*) units=$units${key#file }, ;;
      present*=[fF][aA][lL][sS][eE] | present*=0) absent=$absent${key#present }, ;;
    esac
  done <<END
$settings
END
}

# has_unit UNIT: whether the machine has an NVDIMM of this number.
has_unit() {
  case $absent in
    *",$1,"*) return 1 ;;
  esac
  case $units in
    *",$1,"*) ;;
    *) return 1 ;;
  esac
}

# split SETTING: puts what stands before and after the = into $key and $value. Fails if the value is longer
# than any path or name.
split() {
  key=${1%%=*}
  value=${1#"$key="}
  [ ${#value} -le 1024 ] || return
  case $value in
    \"*\"*)
      value=${value#?}
      value=${value%\"*}
      ;;
  esac
}

# as_uuid TEXT: prints a UUID in the usual spelling, or nothing if it is none.
as_uuid() {
  printf '%s\n' "$1" | tr -d ' -' | tr A-F a-f | sed -n '
    /^[0-9a-f]\{32\}$/ { s/\(.\{8\}\)\(....\)\(....\)\(....\)/\1-\2-\3-\4-/; p; }'
}

# attach FILE FOLDER COLUMNS: notes that the machine has a VMDK, and those that it is a snapshot of.
attach() {
  file=$1
  from=$2
  while locate "$file" "$from"; do
    row=$located$tab$vmx$tab$3
    case $attached in
      *"$newline$row$newline"*) return ;;
    esac
    attached=$attached$row$newline
    from=${place%/*}
    file=$(parent "$place")
  done
}

# parent FILE: prints what a VMDK says that it is a snapshot of.
parent() {
  beginning "$1" 64 | sed -n '
    1 { /^# *[Dd]isk [Dd]escriptor[Ff]ile/ !q; }
    s/^[[:space:]]*parentfilenamehint[[:space:]]*=[[:space:]]*"\([^"]*\)".*/\1/Ip'
}

# locate PATH FOLDER: puts where a file is, seen from a folder, into $place, and its path without links on
# the way, escaped, into $located. Fails if it can be no file.
locate() {
  case $1 in
    '' | */) return 1 ;;
    /vmfs/volumes/*) place=$volumes/${1#/vmfs/volumes/} ;;
    /*) place=$1 ;;
    *) place=$2/$1 ;;
  esac
  find_folder "${place%/*}" || return
  escape "$real/${place##*/}"
  located=$escaped
}

# find_machine FILE: puts the columns of the machine that has a VMDK into $machine. They are empty if there
# is none, or are several.
find_machine() {
  machine=$tab$tab$tab
  owner=
  locate "$1" || return
  case $attached in
    *"$newline$located$tab"*) ;;
    *) return ;;
  esac
  # All lines would be read byte by byte.
  rows=$(printf '%s' "$attached" | grep -F "$located$tab")
  while IFS= read -r row; do
    case $row in
      "$located$tab"*) row=${row#"$located$tab"} ;;
      *) continue ;;
    esac
    vmx=${row%%"$tab"*}
    row=${row#"$vmx$tab"}
    if [ -z "$owner" ]; then
      owner=$vmx
      machine=$row
    elif [ "$owner" != "$vmx" ]; then
      complain "the list names no machine for $located, which two have: $owner, $vmx"
      machine=$tab$tab$tab
      return
    elif [ "$machine" != "$row" ]; then
      # It is two NVDIMMs of the machine.
      machine=${row%"$tab"*"$tab"*}$tab$tab
    fi
  done <<END
$rows
END
}

# fail PATH MESSAGE [MACHINE]: writes a line about what was not answered.
fail() {
  failed=$((failed + 1))
  record "$1" "failed: $(printf '%.200s' "$2")" '' "${3:-$tab$tab$tab}"
}

# record PATH ANSWER SIZE MACHINE: writes a line of the list.
record() {
  escape "$1"
  write '%s\t%s\t%s\t%s\t%s\t%s\n' "$escaped" "$2" "$3" "$4" "$host" "$now"
}

# escape TEXT: puts a path or a name into $escaped, on one line and in one column whatever is in it.
escape() {
  escaped=
  rest=$1
  case $rest in
    *[[:cntrl:]\\]*) ;;
    *)
      escaped=$rest
      return
      ;;
  esac
  while [ -n "$rest" ]; do
    tail=${rest#?}
    char=${rest%"$tail"}
    rest=$tail
    # shellcheck disable=SC1003 # two backslashes are meant
    case $char in
      \\) char='\\' ;;
      "$tab") char='\t' ;;
      "$newline") char='\n' ;;
      "$carriage_return") char='\r' ;;
      [[:cntrl:]]) char=$(printf '\\x%02x' "'$char") ;;
    esac
    escaped=$escaped$char
  done
}

# write FORMAT WORD…: prints, or gives up: what has no place to go need not be asked.
write() {
  # shellcheck disable=SC2059 # the formats are all in this script
  printf "$@" || {
    complain 'the list cannot be written'
    exit 1
  }
}

complain() {
  echo "nmemid collect: $1" >&2
}

# Folders that the script is given win over those that `nmemid collect` was given, which stand here.
[ $# -gt 0 ] || set --
# Nothing may read from where the rest of the script comes from.
main "$@" </dev/null

}
