#!/bin/sh
# Runs the commands of README.md, of all pages of the documentation, and the examples of the man pages; see Tests/Readme/README.md.
#   Tests/Readme/run.sh .build/release/nmemid [--update]
set -eu

NMEMID=$(realpath "$1")
update=${2-}
here=$(cd "$(dirname "$0")" && pwd)
TESTS=$(cd "$here/.." && pwd)
root=$(cd "$TESTS/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
COMPLAINTS=$work/complaints
ESXI=$work/esxi
PATH=$here/bin:$PATH
LC_ALL=C.UTF-8
# A bare nmemid finds what the page says that it finds; this machine's own is not looked at.
NMEMID_HOST_DIR=$work/host.d
STATE=$work/expected.json
export NMEMID TESTS COMPLAINTS ESXI PATH LC_ALL NMEMID_HOST_DIR STATE
: >"$COMPLAINTS"
: >"$work/left-out"
pages="README.md $(cd "$root" && echo Documentation/*.md)"
page=
complain() {
  echo "$page:$number: $*" >>"$COMPLAINTS"
}

# The folder that the README is read in: a clone, with what was built, and the host's list.
mkdir -p "$work/here/.build/release" "$NMEMID_HOST_DIR" "$ESXI/volumes/PMemDS-1/db"
ln -s "$root"/* "$work/here"
ln -s "$here/bin/nmemid" "$work/here/.build/release"
cd "$work/here"
echo 'ddb.uuid = "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c"' >"$ESXI/volumes/PMemDS-1/db/db.vmdk"
echo 'ddb.uuid = "60 00 C2 9d 90 45 42 66-d7 cf ed f7 a2 eb f2 60"' >"$ESXI/volumes/PMemDS-1/db/log.vmdk"
echo 'ddb.uuid = "60 00 C2 95 0c 1f 7a 33-86 4b 90 fe 5f 0e 11 d4"' >"$ESXI/volumes/PMemDS-1/db/old.vmdk"

# What a machine that answers for many has collected.
mkdir guests hosts
cp "$TESTS/Buses/vsphere.ndctl-list-BDRNi.json" guests/db.json
cp "$TESTS/Buses/namespaces.ndctl-list-BDRNi.json" guests/vm17.json
cp "$root/Examples/vmdks.txt" hosts

tab=$(printf '\t')

# go_where COMMAND: sets the bus and the list for a command.
go_where() {
  bus=database
  list=Examples/vmdks.txt
  while IFS='|' read -r beginning other_bus other_list; do
    case $beginning:$1 in
      '#'*) ;;
      *:"$beginning"*)
        bus=$other_bus
        list=$other_list
        ;;
    esac
  done <"$here/places"
  cp "$root/$list" vmdks.txt
  cp "$root/$list" "$NMEMID_HOST_DIR/vmdks.txt"
}
ran=0

# run COMMAND…: runs a command on the bus.
run() {
  ran=$((ran + 1))
  "$root/Scripts/with-bus.sh" "$bus" "$@" </dev/null
}

# run_script FILE: runs the commands of an sh block.
run_script() {
  while IFS=$tab read -r command reason; do
    [ -n "$reason" ] || continue
    if grep -qxF -e "$command" "$1"; then
      echo "$command" >>"$work/left-out"
      grep -vxF -e "$command" "$1" >"$1.rest" || :
      mv "$1.rest" "$1"
    fi
  done <"$here/not-run"
  grep -q . "$1" || return 0
  # Nobody wants a test that runs sudo because the README does.
  if grep -v -e '^nmemid ' -e '^ssh ' -e '^Scripts/' -e '^for ' -e '^watch ' "$1" >"$work/strange"; then
    complain "neither run nor listed in Tests/Readme/not-run: $(cat "$work/strange")"
    return
  fi

  go_where "$(head -n 1 "$1")"
  if grep -q '/vmfs/' "$1"; then
    # It is for a host; what its terminal shows is kept, as the README says. The host knows by
    # NMEMID_VOLUMES where its datastores are.
    # shellcheck disable=SC2016 # the host's shell expands it
    sed -i 's|/vmfs/volumes|"$NMEMID_VOLUMES"|g' "$1"
    (cd "$ESXI" && "$TESTS/Collect/on-host.sh" sh -c "$(cat "$1")") >vmdks.txt </dev/null ||
      complain "exit status $?"
  else
    # Each command in it is one of the stand-ins, which note when it fails; 1 is an answer, too.
    run sh "$1" >"$work/output" 2>&1 || {
      status=$?
      [ "$status" = 1 ] || complain "exit status $status: $(cat "$work/output")"
    }
  fi
  # Whoever has made a list wants to use it.
  if ! cmp -s "$root/$list" vmdks.txt; then
    run nmemid vmdks.txt >"$work/output" 2>&1 || complain "nmemid cannot use the list: $(cat "$work/output")"
  fi
}

# run_page: runs the blocks of $page, and prints it with what the commands print.
run_page() {
  block=
  number=0
  while IFS= read -r line; do
    number=$((number + 1))
    case $block:$line in
      :*'```sh' | :'```cron')
        block=${line##*'`'}
        : >"$work/script"
        ;;
      :'```console') block=console ;;
      :*'```'*) block=none ;;
      sh:*'```' | cron:*'```')
        run_script "$work/script"
        block=
        ;;
      *:*'```') block= ;;
      sh:*) printf '%s\n' "$line" | sed 's/^ *//' >>"$work/script" ;;
      # The command comes after five fields of time, and the user.
      cron:*) printf '%s\n' "$line" | sed 's/^\([^ ]* \)\{6\}//' >>"$work/script" ;;
      console:'$ '*)
        echo "$line"
        go_where "${line#'$ '}"
        run sh -c "${line#'$ '}" 2>&1 || :
        continue
        ;;
      # What the command has printed stands there by now.
      console:*) continue ;;
    esac
    printf '%s\n' "$line"
  done <"$root/$page"
  [ -z "$block" ] || complain "the $block block has no end"
}

go_where 'nmemid save'
run "$NMEMID" save --to "$STATE" >/dev/null
cp "$STATE" yesterday.json
mkdir -p "$work/pages/Documentation"
for page in $pages; do
  run_page >"$work/pages/$page"
done
# The examples of the man pages are blocks between .nf and .fi; a command that ends in a bar goes on.
# run_man PAGE FIRST LAST: runs those between two lines.
run_man() {
  page=$1
  number=0
  ran_before=$ran
  : >"$work/script"
  sed -n "/$2/,/$3/{/^\\.nf/,/^\\.fi/p;}" "$root/Packaging/$page.in" |
    sed 's/\\-/-/g; s/\\(aq/'"'"'/g' >"$work/examples"
  while IFS= read -r line; do
    case $line in
      .nf) number=$((number + 1)) ;;
      .fi)
        run_script "$work/script"
        : >"$work/script"
        ;;
      *\|) printf '%s ' "$line" >>"$work/script" ;;
      *) printf '%s\n' "$line" >>"$work/script" ;;
    esac
  done <"$work/examples"
  [ "$ran" -gt "$ran_before" ] || complain 'no example was found'
}
run_man nmemid.1 '^\.SH EXAMPLES' '^\.SH DESCRIPTION'
run_man nmemid-recipes.7 '^\.SH DESCRIPTION' '^\.SH SEE ALSO'

number='*'
page=not-run
sed -n "/^#/d; s/$tab.*//p" "$here/not-run" >"$work/listed"
grep -vxF -f "$work/left-out" "$work/listed" >"$work/stale" || :
while read -r command; do complain "lists what is not there: $command"; done <"$work/stale"

# Where the links of the pages lead to is there; what stands after a # is not looked at.
for page in $pages; do
  number='*'
  grep -o '](\([^)]*\))' "$root/$page" | sed 's/^](//; s/)$//; s/#.*//' >"$work/links"
  while read -r link; do
    case $link in
      https:* | '') ;;
      *) [ -e "$root/$(dirname "$page")/$link" ] || complain "the link leads to nothing: $link" ;;
    esac
  done <"$work/links"
done

failed=0
for page in $pages; do
  if [ "$update" = --update ]; then cp "$work/pages/$page" "$root/$page"; fi
  diff -u "$root/$page" "$work/pages/$page" >&2 || failed=1
done
if [ -s "$COMPLAINTS" ]; then
  cat "$COMPLAINTS" >&2
  failed=1
fi
echo "README, documentation and man pages: ran $ran commands and scripts"
exit "$failed"
