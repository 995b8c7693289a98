#!/bin/sh
# Keeps what NVDIMMs this machine has in a file of today, and the newest 30 of such files; the unit
# nmemid-save.service calls it.
#   save-history [FOLDER [COUNT]]
set -eu

folder=${1:-${STATE_DIRECTORY:-/var/lib/nmemid}}
count=${2:-30}
today=$folder/$(date -u +%Y-%m-%d).json
# In doubt, too: what is wrong today is what one will want to look at.
nmemid save --force --to "$today"
# A second save of a day leaves the first one next to it.
rm -f "$today~"
# The names are ours, and sort by their date.
number=0
for file in $(cd "$folder" && ls -r -- [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].json); do
  number=$((number + 1))
  [ "$number" -le "$count" ] || rm -f "$folder/$file"
done
