#!/bin/sh
# Lists the VMDKs of an ESXi host, each with its UUID and its size. `nmemid collect` has printed this
# script; nmemid understands the list.
#
# It changes nothing on the host. It writes no file, and asks vmkfstools with two options that read:
#   vmkfstools -J getuuid FILE   what the UUID is
#   vmkfstools -t0 FILE          where the blocks are; its first line tells the size
#
# On the host, or from elsewhere:
#   sh collect.sh > vmdks.txt
#   sh collect.sh /vmfs/volumes/datastore1/vm > vmdks.txt
#   ssh root@esxi sh < collect.sh > vmdks.txt
#
# It looks below the folders it is given, or else on all PMem datastores: /vmfs/volumes/PMemDS-* and
# /vmfs/volumes/pmem:*. Links that it meets on the way are not followed. To try it where datastores
# are not in /vmfs/volumes, say where in NMEMID_VOLUMES.
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
  write '# nmemid collect 1 on %s at %s\n' "$(uname -n)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  if [ $# -gt 0 ]; then
    for folder; do
      search "$folder"
    done
  else
    search_datastores "${NMEMID_VOLUMES:-/vmfs/volumes}"
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
  # The dot keeps a newline at the end of a name, which $( ) would drop.
  if real=$(cd "$top/" 2>/dev/null && pwd -P && echo .); then
    escape "$real"
    case $seen in
      *"$newline$escaped$newline"*) return ;;
    esac
    seen=$seen$escaped$newline
  fi
  walk "$top"
}

# walk FOLDER: asks for each VMDK in a folder and in the folders below.
walk() {
  # A pattern does not tell whether the folder could be read.
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

# is_part FILE: whether a file is a part of the VMDK beside it, with data and no UUID. The name alone
# does not tell: the VMDK of a virtual machine srv-s001 is srv-s001.vmdk.
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
  said=$(vmkfstools -J getuuid "$1" 2>&1)
  status=$?
  # The answer counts, not the exit status: what that means is written nowhere.
  uuid=$(line "$said" '^UUID is ')
  if [ -n "$uuid" ]; then
    vmdks=$((vmdks + 1))
    record "$1" "$uuid" "$(size "$1")"
  else
    why=$(line "$said" '[^[:space:]]')
    fail "$1" "${why:-vmkfstools said nothing, and ended with status $status}"
  fi
}

# size FILE: prints the size of a VMDK in bytes, or nothing.
size() {
  bytes=$(vmkfstools -t0 "$1" 2>/dev/null |
    sed -n '/ bytes in size)/{ s/.*(\([0-9]*\) bytes in size).*/\1/p; q; }')
  # It may not tell while the virtual machine runs.
  [ -n "$bytes" ] || bytes=$(descriptor_size "$1")
  printf '%s' "$bytes"
}

# descriptor_size FILE: prints the sum of the extents that a VMDK lists, if it is a text: no more than
# its beginning is read, as it may be terabytes of data.
descriptor_size() {
  sectors=0
  for extent in $(dd if="$1" bs=1024 count=64 2>/dev/null | sed -n '
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

# line TEXT PATTERN: prints the first line that matches, with blanks for control characters.
line() {
  printf '%s\n' "$1" | sed -n "/$2/{ s/[[:cntrl:]]/ /g; p; q; }"
}

# fail PATH MESSAGE: writes a line about what was not answered.
fail() {
  failed=$((failed + 1))
  record "$1" "failed: $(printf '%.200s' "$2")" ''
}

# record PATH ANSWER SIZE: writes a line of the list.
record() {
  escape "$1"
  write '%s\t%s\t%s\n' "$escaped" "$2" "$3"
}

# escape PATH: puts a path into $escaped, on one line whatever its name is.
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
