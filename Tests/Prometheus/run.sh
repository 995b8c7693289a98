#!/bin/sh
# Do the metrics of nmemid reach a real Prometheus through a real node_exporter, and do the rules alert when a DIMM is
# swapped? The script of the unit writes them, on a recorded bus that is changed on the way.
#   Tests/Prometheus/run.sh .build/debug/nmemid
set -eu

nmemid=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
rules=$root/Examples/prometheus/nmemid.rules.yml
work=$(mktemp -d)
pids=
# shellcheck disable=SC2086 # a list of words
trap 'kill $pids 2>/dev/null || :; wait; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
fail() {
  echo "prometheus: $*" >&2
  exit 1
}

for package in prometheus prometheus-node-exporter; do
  command -v "$package" >/dev/null && continue
  "$root/Scripts/setup.sh" "$package"
  # Debian starts a service that it installs; nobody has asked for this one.
  [ ! -d /run/systemd/system ] || $([ "$(id -u)" = 0 ] || echo sudo) systemctl --quiet disable --now "$package"
done
"$root/Scripts/setup.sh" promtool:prometheus curl

promtool check rules "$rules" >"$work/said" 2>&1 || { cat "$work/said" >&2 && fail 'the rules are wrong'; }
promtool test rules "$here/rules_test.yml" >"$work/said" 2>&1 || { cat "$work/said" >&2 && fail 'the rules do not hold'; }

mkdir "$work/bin" "$work/textfile" "$work/lists" "$work/as-is" "$work/swapped" "$work/sick"
ln -s "$nmemid" "$work/bin/nmemid"
PATH=$work/bin:$PATH
NMEMID_HOST_DIR=$work/lists
export PATH NMEMID_HOST_DIR
state=$work/expected.json
dimm='sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/nmem1'
mkdir -p "$work/swapped/$dimm/nfit" "$work/sick/$dimm/nfit"
echo 8902-0badcafe >"$work/swapped/$dimm/nfit/id"
echo 0x0badcafe >"$work/swapped/$dimm/nfit/serial"
# The kernel ends each word with a blank.
echo 'map_fail ' >"$work/sick/$dimm/nfit/flags"
# A blank, a quote and a backslash, as a folder may have.
odd='/vmfs/volumes/PMemDS-1/the "db" \ 1/db.vmdk'
list_as_it_is() {
  echo "$odd: UUID is 60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c"
  echo '/vmfs/volumes/PMemDS-1/db/db_1.vmdk: UUID is 60 00 C2 9d 90 45 42 66-d7 cf ed f7 a2 eb f2 60'
}
list_as_it_is >"$work/lists/host.txt"

# on MACHINE COMMAND…: runs a command on the recorded bus with what is other than there.
on() {
  machine=$work/$1
  shift
  MACHINE=$machine "$root/Scripts/with-bus.sh" vsphere "$@"
}

# publish MACHINE: what the unit does.
publish() {
  on "$1" "$root/Packaging/write-metrics.sh" "$work/textfile" "$state" 2>"$work/said" ||
    { cat "$work/said" >&2 && fail "write-metrics failed on $1"; }
}

# check_metrics FILE: promtool has nothing to say of a file.
check_metrics() {
  [ -s "$1" ] || fail "$1 is empty"
  promtool check metrics <"$1" >"$work/said" 2>&1 || fail "promtool says: $(cat "$work/said" "$1")"
}

for bus in "$root"/Tests/Buses/*.tar.xz; do
  bus=${bus##*/}
  "$root/Scripts/with-bus.sh" "${bus%.tar.xz}" nmemid --prometheus >"$work/metrics" 2>"$work/said" || :
  check_metrics "$work/metrics"
done

on as-is nmemid save --to "$state" >/dev/null
umask 077
publish as-is
[ "$(cd "$work/textfile" && stat -c '%a %n' -- *)" = '644 nmemid-check.prom
644 nmemid.prom' ] || fail "this is in the folder: $(ls -l "$work/textfile")"
for file in "$work"/textfile/*; do check_metrics "$file"; done

# What is cut short takes nobody's place: the pages that a file may have are fewer than those of the metrics.
cp -p "$work/textfile/nmemid.prom" "$work/before"
for cut in 'ulimit -f 1' 'PATH=/usr/bin:/bin'; do
  if on as-is sh -c "$cut; exec \"\$@\"" sh "$root/Packaging/write-metrics.sh" "$work/textfile" "$state" 2>"$work/said"; then
    fail "write-metrics takes this for success: $cut"
  fi
  grep -q 'nmemid\.prom stays as it was' "$work/said" || fail "write-metrics says of $cut: $(cat "$work/said")"
  [ -z "$(find "$work/textfile" -name '*.new')" ] || fail "write-metrics has left: $(ls "$work/textfile")"
  cmp "$work/before" "$work/textfile/nmemid.prom" >&2 || fail "after $cut, the metrics are others"
  [ -z "$(find "$work/textfile/nmemid.prom" -newer "$work/before")" ] || fail "after $cut, the metrics look new"
done
if "$root/Packaging/write-metrics.sh" "$work/nowhere" 2>"$work/said"; then fail 'a folder that is missing is no error'; fi

# start NAME COMMAND…: starts a server on a port that is free, and sets $port.
start() {
  log=$work/$1.log
  shift
  : >"$log"
  "$@" >"$log" 2>&1 &
  pids="$pids $!"
  port=
  deadline=$(($(date +%s) + 40))
  while [ -z "$port" ]; do
    port=$(sed -n 's/.*msg="Listening on" address=127\.0\.0\.1:\([0-9]*\).*/\1/p' "$log" | head -n 1)
    if [ "$(date +%s)" -gt "$deadline" ] || ! kill -0 "${pids##* }" 2>/dev/null; then
      cat "$log" >&2
      fail "${log##*/}: the server does not start"
    fi
    sleep 0.1
  done
}

start node_exporter prometheus-node-exporter --web.listen-address=127.0.0.1:0 --collector.disable-defaults \
  --collector.textfile --collector.textfile.directory="$work/textfile"
# The alerts come at once; otherwise the rules are those that are shipped.
sed 's/^\( *for:\) [0-9]*m$/\1 1s/' "$rules" >"$work/rules.yml"
cat >"$work/prometheus.yml" <<CONFIGURATION
global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
rule_files: [$work/rules.yml]
scrape_configs:
  - job_name: node
    static_configs: [{targets: ["127.0.0.1:$port"], labels: {instance: db1}}]
CONFIGURATION
start prometheus prometheus --web.listen-address=127.0.0.1:0 --config.file="$work/prometheus.yml" \
  --storage.tsdb.path="$work/data"
api=http://127.0.0.1:$port/api/v1

# until_is WHAT COMMAND…: waits until a command prints what standard input has.
until_is() {
  what=$1
  shift
  cat >"$work/wanted"
  deadline=$(($(date +%s) + 40))
  until "$@" 2>"$work/said" >"$work/is" && cmp -s "$work/wanted" "$work/is"; do
    if [ "$(date +%s)" -gt "$deadline" ]; then
      diff -u "$work/wanted" "$work/is" >&2 || :
      cat "$work/said" >&2
      fail "$what: the above is not so"
    fi
    sleep 0.2
  done
  echo "prometheus: $what"
}

# query EXPRESSION FILTER: what Prometheus answers, each sample through jq's filter.
query() {
  curl -sSf --max-time 5 -G "$api/query" --data-urlencode "query=$1" | jq -r ".data.result[] | $2" | sort
}

# alerts: those that fire, each with what it is about.
alerts() {
  curl -sSf --max-time 5 "$api/alerts" | jq -r '.data.alerts[] | select(.state == "firing") | .labels as $labels |
    [.labels.alertname, ($labels.id, $labels.kind, $labels.command, $labels.file | values | sub(".*/"; ""))] | join(" ")' |
    sort
}

until_is 'the metrics arrive' query nmemid_status '"\(.metric.command) \(.value[1])"' <<END
check 0
map 0
END
query 'nvdimm_info{dimm="nmem0"}' .metric.vmdk | grep -qxF -e "$odd" || fail 'the path of a VMDK has not survived'
query node_textfile_scrape_error '.value[1]' | grep -qx 0 || fail 'node_exporter complains of the files'
until_is 'no alert while all is as it was' alerts </dev/null

publish swapped
until_is 'a DIMM is swapped' alerts <<END
NvdimmChanged dimm-new
NvdimmNotAsSaved dimm-gone
NvdimmWithoutVmdk 8902-0badcafe
END
publish as-is
until_is 'it is put back' alerts </dev/null

list_as_it_is | sed -n 's/db_1/clone/p' >"$work/lists/clones.txt"
publish sick
until_is 'it is sick, and its VMDK has a clone' alerts <<END
NvdimmAmbiguous 8902-a2ebf260
NvdimmChanged health
NvdimmChanged vmdk
NvdimmSick 8902-a2ebf260
END
# shellcheck disable=SC2016 # It is Markdown.
sed -n '/^```promql/,/^```/{/^`/!p;}' "$root/Documentation/monitoring.md" >"$work/query"
[ "$(query "$(cat "$work/query")" .metric.vmdk)" = '/vmfs/volumes/PMemDS-1/db/clone.vmdk
/vmfs/volumes/PMemDS-1/db/db_1.vmdk' ] || fail 'the query of the page about monitoring finds other VMDKs'
rm "$work/lists/clones.txt"

truncate -s -9 "$state"
publish as-is
until_is 'the saved state is cut off' alerts <<END
NmemidCannotTell check
END
rm "$state"
publish as-is
touch -d '1 hour ago' "$work/textfile/nmemid.prom"
until_is 'the saved state is gone, and no metrics are written any more' alerts <<END
NmemidMetricsMissing check
NmemidMetricsOld nmemid.prom
END
