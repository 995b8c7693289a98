# Prints what was measured as tables, from the tables of plan.sh and trial.sh and two more:
#   awk -v memory_limit=MIB -f report.awk VERDICTS MEDIANS PEAKS LIMITS GOALS
# MEDIANS has lines of a command's name, the median of its times in ms, and how many there were; PEAKS of a
# name and KiB; LIMITS of a row and MiB.
BEGIN { FS = "\t" }

# A table may be empty.
FNR == 1 { while (ARGV[++file] != FILENAME); }

# A verdict on a row is one on all in it.
file == 1 && !(verdict[$1] == "wrong") { verdict[$1] = $2 }

file == 2 {
  median[$1] = $2
  if (fewest == 0 || $3 < fewest) fewest = $3
}

file == 3 { peak[$1] = $2 }

file == 4 { limit_of[$1] = $2 }

file == 5 {
  goal[++goals] = $0
}

function shown(time) {
  return time < 10 ? sprintf("%.1f ms", time) : time < 1000 ? sprintf("%.0f ms", time) : sprintf("%.2f s", time / 1000)
}

function reached(measured, limit) {
  return measured + 0 <= limit + 0 ? "reached" : "**NOT reached**"
}

# The row that a command belongs to.
function row_of(name) {
  sub(/\..*/, "", name)
  return name
}

function verdict_on(name) {
  return verdict[row_of(name)] == "wrong" ? "wrong" : verdict[name]
}

# What is said of a command that was not measured; nothing if it was.
function unmeasured(name) {
  return verdict_on(name) == "wrong" ? "**wrong answer**" : verdict_on(name) == "missing" ? "not there yet" : ""
}

function ratio(limit, ours, theirs, work, against, times,    why, measured) {
  why = unmeasured(ours) != "" ? unmeasured(ours) : unmeasured(theirs)
  if (why != "") {
    printf "| %s | %s | %s | | %s |\n", work, against, limit, why
    return
  }
  measured = sprintf("%.2f", median[ours] / (median[theirs] * times))
  printf "| %s, %s | %s, %s | %s | %s | %s |\n", work, shown(median[ours]), against, shown(median[theirs] * times), limit,
    measured, reached(measured, limit)
}

END {
  print "| work | against | at most | measured | |"
  print "|---|---|--:|--:|---|"
  for (i = 1; i <= goals; i++) {
    split(goal[i], part)
    ratio(part[1], part[2], part[3], part[4], part[5], part[6])
  }
  print ""
  print "| peak memory without file pages | at most | measured | |"
  print "|---|--:|--:|---|"
  for (i = 1; i <= goals; i++) {
    split(goal[i], part)
    if (!(part[2] in peak) || part[4] in told) continue
    told[part[4]]
    limit = row_of(part[2]) in limit_of ? limit_of[row_of(part[2])] : memory_limit
    printf "| %s | %d MiB | %.0f MiB | %s |\n", part[4], limit, peak[part[2]] / 1024, reached(peak[part[2]] / 1024, limit)
  }
  print ""
  print "Medians of " fewest " runs or more. What asks for DIMMs runs on recorded buses, both sides of a ratio alike."
  print "A limit with a * is not aimed at: it tells when something becomes slow."
}
