# shellcheck shell=sh
# shellcheck disable=SC2154 # bench.sh sets what is used
# Runs each command once before anything is measured: what is fast and wrong counts for nothing. What was
# right is kept in the table measured, how all went in verdicts.

# Whether a command printed what it had to; says what is wrong if it did not.
is_answer() {
  case $1 in
  anything) ;;
  count) [ "$(cat "$work/out")" = "$count" ] || { echo "it counted $(head -c 20 "$work/out"), not $count" && return 1; } ;;
  all) names truth "$count" ;;
  tenth) names truth-tenth $((count / 10)) ;;
  tenth-dimms) names truth-tenth 64 ;;
  dimms) names truth-dimms 64 ;;
  some) names truth-dimms "$(kept)" ;;
  one) names truth-dimms 1 ;;
  none) names truth-dimms 0 ;;
  esac
}

# How many VMDKs of DIMMs have the path that rows.sh gives to --only.
kept() {
  grep -c "/${folders%\*}" "$inputs/truth-dimms"
}

names() {
  "$python" "$here/truth.py" "$inputs/$1" "$2" "$work/out" 2>&1
}

milliseconds() {
  echo $(($(date +%s%N) / 1000000))
}

try_command() {
  start=$(milliseconds)
  status=0
  UMOCKDEV_DIR=$trees/$bus sh -c "$command" >"$work/out" 2>"$work/err" </dev/null || status=$?
  time=$(($(milliseconds) - start))
  if [ "$side" = ours ] && [ "$status" = 64 ]; then
    verdict=missing
    echo "bench: $name is not there yet: $(head -n 1 "$work/err" | cut -c -200)" >&2
  elif [ "$status" != "$wanted" ]; then
    verdict=wrong
    echo "bench: $name: status $status, not $wanted: $(head -n 1 "$work/err" | cut -c -200)" >&2
  elif ! wrong=$(is_answer "$answer"); then
    verdict=wrong
    echo "bench: $name: $wrong" >&2
  else
    verdict=right
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$row" "$name" "$side" "$bus" "$wanted" "$time" "$command" >>"$plan/measured"
  fi
  # Nothing can be told without something to compare to.
  [ "$verdict" = right ] || [ "$side" = ours ] || fail "$name is no measure"
  printf '%s\t%s\n' "$name" "$verdict" >>"$plan/verdicts"
}

try_same() {
  for side in 1 2; do
    [ "$side" = 1 ] || theirs=$command
    UMOCKDEV_DIR=$trees/$bus sh -c "$theirs" 2>/dev/null </dev/null | sort >"$work/same-$side" || true
  done
  cmp -s "$work/same-1" "$work/same-2" || {
    echo "bench: $row: nmemid's answer is not that of $theirs" >&2
    printf '%s\t%s\n' "$row" wrong >>"$plan/verdicts"
  }
}

try_all() {
  while IFS=$tab read -r row name side bus wanted answer command; do
    try_command
  done <"$plan/commands"
  while IFS=$tab read -r row bus theirs command; do
    try_same
  done <"$plan/same"
  rm -f "$work/out" "$work/err"
}
