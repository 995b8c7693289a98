# shellcheck shell=sh
# shellcheck disable=SC2154 # bench.sh sets what is used
# Measures what the trial has left: the commands of a row by turns. Turns are short, since a machine is slower
# for seconds at a time, and must not be so for one side of a ratio alone.

# So long each row is measured in a round, in ms; what takes longer is run so often at least.
share=3000
fewest=2
most=30
# So often a command is run at each turn, if a row takes no longer than a turn may, in ms; else once.
at_a_turn=5
turn_time=600

# The commands of a row that take part, with the words that hyperfine takes, as "$@" of `measure_turn`.
measure_row() {
  measured_row=$1
  total=1
  has_ours=
  set --
  while IFS=$tab read -r row name side bus _ time command; do
    [ "$row" = "$measured_row" ] || continue
    total=$((total + time))
    [ "$side" = ours ] && has_ours=yes
    row_bus=$bus
    set -- "$@" -n "$name" "$command"
  done <"$plan/measured"
  [ "$has_ours" ] || return 0
  runs=$((share / total))
  [ "$runs" -ge "$fewest" ] || runs=$fewest
  [ "$runs" -le "$most" ] || runs=$most
  turns=$runs
  runs=1
  warmup=0
  if [ "$total" -le "$turn_time" ]; then
    turns=$((turns / at_a_turn))
    [ "$turns" -ge 1 ] || turns=1
    runs=$at_a_turn
    warmup=1
  fi
  for turn in $(seq "$turns"); do measure_turn "$@"; done
}

measure_turn() {
  times=$work/times/$measured_row.$round.$turn.json
  # The status was right at the trial, and may be another than 0.
  UMOCKDEV_DIR=$trees/$row_bus hyperfine -N --ignore-failure --style none --warmup "$warmup" --runs "$runs" \
    --export-json "$times" "$@" >"$work/hyperfine.log" 2>&1 || {
    tail -n 5 "$work/hyperfine.log" >&2
    fail "hyperfine failed"
  }
  # hyperfine -N leaves status out where there was none.
  jq -r '.results[] | .command as $name | .exit_codes | unique[] | "\($name)\t\(.)"' "$times" >>"$work/statuses"
}

# No command ends in another way than at the trial.
check_statuses() {
  sort -u "$work/statuses" | awk -F '\t' 'NR == FNR { wanted[$2] = $5; next } $2 != wanted[$1] { print "bench: " $1 " ended with " $2; bad = 1 } END { exit bad }' \
    "$plan/measured" - >&2 || fail "what was measured did not run as at the trial"
}

# The most memory of each command of nmemid, in lines of its name and KiB.
measure_memory() {
  while IFS=$tab read -r row name side bus _ time command; do
    [ "$side" = ours ] || continue
    # What runs long is seen well in one run.
    runs=3
    [ "$time" -lt 1000 ] || runs=1
    peak=$(UMOCKDEV_DIR=$trees/$bus "$python" "$here/peak.py" "$runs" "$command" </dev/null)
    printf '%s\t%s\n' "$name" "$peak"
  done <"$plan/measured"
}
