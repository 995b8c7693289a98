# Prints the table of goals from lines of a name, the median of its times in ms, and how many there were.
BEGIN { FS = "\t" }

{
  median[$1] = $2
  if (fewest == 0 || $3 < fewest) fewest = $3
}

function shown(time) {
  return time < 10 ? sprintf("%.1f ms", time) : time < 1000 ? sprintf("%.0f ms", time) : sprintf("%.2f s", time / 1000)
}

function row(work, against, goal, measured, unit) {
  printf "| %s | %s | %s%s | %s%s | %s |\n", work, against, goal, unit, measured, unit,
    measured + 0 <= goal + 0 ? "reached" : "**missed**"
}

# A row for the ratio of two medians.
function ratio(work, ours, against, theirs, goal) {
  row(work ", " shown(median[ours]), against ", " shown(median[theirs]), goal,
    sprintf("%.2f", median[ours] / median[theirs]), "")
}

# How much longer a VMDK takes in a list of so many than in a tenth of it.
function growth(count) {
  return median["map-" count] / median["map-" count / 10] / 10
}

END {
  print "| work | against | at most | measured | |"
  print "|---|---|--:|--:|---|"
  ratio("`nmemid list`, 6 DIMMs of nfit_test", "list-6", "`ndctl list -D`", "ndctl-6", "1.0")
  ratio("`nmemid list`, 64 DIMMs", "list-64", "`ndctl list -D`", "ndctl-64", "0.6")
  ratio("the same", "list-64", "a minimal C program over libndctl", "minimal-64", "1.25")
  ratio("`nmemid vmdks.txt`, 2 DIMMs", "field", "`ndctl list -D \\| jq … \\| awk …`", "by-hand", "0.5")
  ratio("64 DIMMs and 1,000,000 VMDKs", "map-1000000", "`mawk '/UUID/{n++}END{print n}'`", "mawk", "2.0")
  ratio("the same", "map-1000000", "a short Python script", "python", "0.06")
  row("its peak memory without file pages", "", 64, sprintf("%.0f", peak / 1024), " MiB")
  worst = growth(100000) > growth(1000000) ? growth(100000) : growth(1000000)
  row("time per VMDK, of 1,000,000 and 100,000", "that of a tenth as many", "1.1", sprintf("%.2f", worst), "")
  ratio("`nmemid vmdks` on a folder of 100,000 descriptors", "folder", "`cat` of them all", "cat", "3")
  print ""
  print "Medians of " fewest " runs or more. Those with DIMMs run on recorded buses, both sides of a ratio alike."
  printf "Of 1,000,000 VMDKs each beyond the first 100,000 takes %.2f µs, of 100,000 beyond 10,000 %.2f µs.\n",
    (median["map-1000000"] - median["map-100000"]) / 900, (median["map-100000"] - median["map-10000"]) / 90
}
