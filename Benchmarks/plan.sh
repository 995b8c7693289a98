# shellcheck shell=sh
# shellcheck disable=SC2154 # bench.sh sets what is used
# The words that rows.sh is written in. They keep what was chosen of it as tables in the folder $plan.

tab=$(printf '\t')

# A row that can be chosen: what follows belongs to it.
row() {
  row=$1
  bus=-
  prefix=
  is_chosen=
  [ "$chosen" ] || is_chosen=yes
  for pattern in $chosen; do
    # shellcheck disable=SC2254 # it may be a pattern
    case $1 in
    $pattern)
      is_chosen=yes
      printf '%s\n' "$pattern" >>"$plan/found"
      ;;
    esac
  done
  printf '%s\n' "$1" >>"$plan/known"
  keep rows "$1"
}

keep() {
  [ "$is_chosen" ] || return 0
  table=$1
  shift
  (
    IFS=$tab
    printf '%s\n' "$*"
  ) >>"$plan/$table"
}

# The commands of this row run on a recorded bus.
on() {
  bus=$1
  prefix="umockdev-wrapper "
  keep buses "$1"
}

# Inputs, by the names that inputs.sh knows.
needs() {
  for part; do keep parts "$part"; done
}

# A command of nmemid: ours NAME STATUS ANSWER COMMAND. What it must print, ANSWER, is one of those of
# `is_answer` in trial.sh.
ours() {
  keep commands "$row" "$row.$1" ours "$bus" "$2" "$3" "$prefix$4"
}

# What it is compared to: peer NAME ANSWER COMMAND.
peer() {
  keep commands "$row" "$row.$1" peer "$bus" 0 "$2" "$prefix$3"
}

# The commands of this row may take more memory than others: takes MIB.
takes() {
  keep limits "$row" "$1"
}

# Two commands that must print the same, in whatever order: same COMMAND COMMAND.
same() {
  keep same "$row" "$bus" "$prefix$1" "$prefix$2"
}

# goal LIMIT NAME PEER WORK AGAINST [TIMES]: NAME takes at most LIMIT times what PEER does, or what it does if
# it is done so many TIMES.
goal() {
  keep goals "$1" "$row.$2" "$row.$3" "$4" "$5" "${6:-1}"
}

# The same for a limit that nothing depends on.
loose_goal() {
  limit=$1
  shift
  goal "$limit*" "$@"
}
