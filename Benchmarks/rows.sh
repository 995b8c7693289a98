# shellcheck shell=sh
# shellcheck disable=SC2154,SC2016 # bench.sh sets what is used; the back quotes are Markdown's
# What is measured, and against what. The words are those of plan.sh.

# The table, with the UUIDs by which what it says is checked.
map="$nmemid -o NAME,ID,MATCH,UUID,VMDK"

# The start: few DIMMs, and as many as there can be.
row start-6
on nfit_test
ours list 0 anything "$nmemid list"
peer ndctl anything "ndctl list -D"
goal 0.95 list ndctl '`nmemid list`, 6 DIMMs of nfit_test' '`ndctl list -D`'

row start-64
on vsphere-64
ours list 0 anything "$nmemid list"
peer ndctl anything "ndctl list -D"
peer minimal anything "$work/minimal"
same "$work/minimal" "$nmemid list -rn -o NAME,ID"
goal 0.55 list ndctl '`nmemid list`, 64 DIMMs' '`ndctl list -D`'
loose_goal 1.25 list minimal '`nmemid list`, 64 DIMMs' 'a minimal C program over libndctl'

row field
on vsphere
ours map 0 anything "$nmemid $here/field.txt"
peer by-hand anything "sh $here/by-hand.sh $here/field.txt"
same "sh $here/by-hand.sh $here/field.txt" "$nmemid -rn -o NAME,VMDK $here/field.txt"
loose_goal 0.5 map by-hand '`nmemid vmdks.txt`, 2 DIMMs' '`ndctl list -D \| jq … \| awk …`'

# counted ROW FORM STATUS ANSWER PATTERN GOAL LIMIT WORK: a form as a table, against mawk counting lines.
counted() {
  row "$1"
  on vsphere-64
  needs "$2"
  ours map "$3" "$4" "$map $inputs/$2"
  peer mawk count "mawk '/$5/{n++}END{print n}' $inputs/$2"
  "$6" "$7" map mawk "$8" "\`mawk '/$5/{n++}END{print n}'\`"
}
counted list list 0 dimms UUID goal 3.0 "a list, every DIMM found"
counted none none 1 none UUID goal 3.0 "a list, no DIMM found"
counted loop loop 0 dimms UUID goal 3.0 "path and UUID on two lines"
counted grep grep 0 dimms uuid loose_goal 3.0 'what `grep ddb.uuid` found'
counted format-list format-list 0 dimms Uuid loose_goal 4.0 '`Format-List`, four lines a VMDK'
counted disk-info disk-info 0 dimms UUID loose_goal 4.0 '`govc datastore.disk.info`, four lines a VMDK'
counted collected collected 0 dimms UUID loose_goal 3.0 'what `nmemid collect` made'
counted quoted quoted 0 dimms UUID loose_goal 3.5 "a list, quoted in a mail"
counted bad bad 2 none UUID loose_goal 6.0 "a list of bad lines, a UUID one byte short in each"

row csv
on vsphere-64
needs csv
ours map 0 dimms "$map $inputs/csv"
peer python count "$python $here/count-csv.py $inputs/csv"
goal 0.3 map python "CSV with a header" "Python's \`csv\` counting the rows"

row json
on vsphere-64
needs json
ours map 0 dimms "$map $inputs/json"
peer python count "$python $here/count-json.py $inputs/json"
goal 0.4 map python "\`govc vm.info -json\`, one line" "Python's \`json.load\`"

# The list in other formats, and asked for other things.
row to-json
on vsphere-64
needs list
ours map 0 all "$nmemid --json $inputs/list"
ours vmdks 0 all "$nmemid vmdks --json $inputs/list"
peer python all "$python $here/write-json.py $inputs/list"
for command in map vmdks; do
  goal 0.3 "$command" python "\`nmemid $command --json\` of a list" "Python writing as much JSON by hand"
done

# in_columns ROW OPTION: a format that has a line for each VMDK.
in_columns() {
  row "$1"
  needs list
  ours vmdks 0 all "$nmemid vmdks $2$inputs/list"
  peer mawk all "mawk -f $here/columns.awk $inputs/list"
  loose_goal 0.5 vmdks mawk "\`nmemid vmdks $2vmdks.txt\`" "mawk writing the same columns, unsorted"
}
in_columns to-table ""
in_columns to-pairs "--pairs "
in_columns to-csv "--csv "

# asked ROW STATUS ANSWER ARGUMENTS: against the table of the same list.
asked() {
  row "$1"
  on vsphere-64
  needs list
  ours asked "$2" "$3" "$nmemid $4 $inputs/list"
  peer map dimms "$map $inputs/list"
  goal 1.5 asked map "\`nmemid $4 vmdks.txt\`" "the table of the same list"
}
# The eighth of the 64 VMDKs that back a DIMM, as vmdks.awk numbers them, and the folders that begin as its own.
index=$((count * 15 / 128))
vmdk=$(printf 'vm-%06d_%d.vmdk' $((index / 8)) $((index % 8)))
folders=$(printf 'vm-%03d*' $((index / 8000)))
asked trace-dimm 0 one "trace nmem7 -o +UUID --host"
asked trace-vmdk 0 one "trace $vmdk -o +UUID --host"
asked why 0 dimms "--why"
asked only-some 1 some "-o +UUID --only '$folders'"
asked only-all 0 dimms "-o +UUID --only 'PMemDS-*'"

row bad-to-json
on vsphere-64
needs bad
ours map 2 anything "$nmemid --json $inputs/bad"
ours vmdks 2 anything "$nmemid vmdks --json $inputs/bad"
peer mawk count "mawk '/UUID/{n++}END{print n}' $inputs/bad"
for command in map vmdks; do
  loose_goal 10 "$command" mawk "\`nmemid $command --json\` of a list of bad lines" "\`mawk '/UUID/{n++}END{print n}'\`"
done

# umockdev keeps a socket for each file that is open or was: this runs without.
row folder
needs descriptors
ours vmdks 0 tenth "$nmemid vmdks $inputs/descriptors"
peer cat anything "find $inputs/descriptors -type f -exec cat {} +"
goal 1.2 vmdks cat "\`nmemid vmdks\` on a folder of $(shown $((count / 10))) descriptors" '`cat` of them all'

row join
on vsphere-64
needs list
ours map 0 dimms "$map $inputs/list"
peer python anything "$python $here/join.py $inputs/list"
same "$python $here/join.py $inputs/list" "$nmemid -rn -o NAME,VMDK $inputs/list"
loose_goal 0.06 map python "a list, every DIMM found" "a short Python script"

row growth
on vsphere-64
needs list tenth hundredth
ours map 0 dimms "$map $inputs/list"
ours tenth 0 tenth-dimms "$map $inputs/tenth"
ours hundredth 0 anything "$nmemid $inputs/hundredth"
loose_goal 1.1 map tenth "a list, every DIMM found" "ten times a tenth of it" 10
loose_goal 1.1 tenth hundredth "a tenth of a list" "ten times a hundredth of it" 10

# Many saved guests, and the lists of their hosts.
row fleet
needs fleet fleet-tenth
takes 1024
# fleet_of PART: which VMDK backs which DIMM, in columns that the generator knows.
fleet_of() {
  echo "$nmemid -rn -o GUEST,NAME,MATCH,UUID --guest $inputs/$1/guests $inputs/$1/hosts"
}
ours map 1 anything "$nmemid --guest $inputs/fleet/guests $inputs/fleet/hosts"
ours tenth 1 anything "$nmemid --guest $inputs/fleet-tenth/guests $inputs/fleet-tenth/hosts"
same "cat $inputs/fleet/truth" "$(fleet_of fleet)"
same "cat $inputs/fleet-tenth/truth" "$(fleet_of fleet-tenth)"
loose_goal 1.3 map tenth "$(shown $((count / 100))) saved guests, $(shown $((count / 2))) VMDKs of $(shown $((count / 1000))) hosts" \
  "ten times a tenth of it" 10
