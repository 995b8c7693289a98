#!/bin/sh
# Writes the metrics of nmemid where node_exporter's textfile collector reads them; the unit nmemid-metrics.service
# calls it. Without a saved state there is nothing to check against, and no file of it.
#   write-metrics [FOLDER [STATE]]
set -eu

folder=${1:-/var/lib/prometheus/node-exporter}
state=${2:-/etc/nmemid/expected.json}
failed=0

# publish NAME COMMAND…: puts what nmemid prints in the place of a file, at once. Its exit status is one of the metrics,
# so doubt is published, too. Where the last line is missing, nmemid was cut short: the older file stays, and gets old.
publish() {
  file=$folder/$1
  shift
  status=0
  nmemid "$@" --prometheus >"$file.new" || status=$?
  if [ "$(tail -n 1 "$file.new")" = "nmemid_status{command=\"$1\"} $status" ]; then
    chmod 644 "$file.new"
    mv "$file.new" "$file"
  else
    echo "write-metrics: nmemid $1 printed no complete metrics (status $status); $file stays as it was" >&2
    rm -f "$file.new"
    failed=1
  fi
}

if ! [ -d "$folder" ]; then
  echo "write-metrics: there is no folder $folder; where does node_exporter look?" >&2
  exit 1
fi
publish nmemid.prom map
if [ -e "$state" ]; then
  publish nmemid-check.prom check --expected "$state"
else
  rm -f "$folder/nmemid-check.prom"
fi
exit "$failed"
