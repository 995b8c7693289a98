#!/bin/sh
# Is the man page well formed, and does it know all that --help does?
#   Tests/Packaging/man.sh .build/debug/nmemid
set -eu

nmemid=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C.UTF-8
MANWIDTH=80
export LC_ALL MANWIDTH
failed=0
fail() {
  echo "man: $*" >&2
  failed=1
}

page=$work/nmemid.1
"$root/Packaging/fill.sh" "$nmemid" "$root/Packaging/nmemid.1.in" >"$page"

man --warnings -l "$page" >"$work/text" 2>"$work/warnings" || fail "man: status $?"
cat "$work/warnings" >&2
[ -s "$work/warnings" ] && fail 'man warns of the above'
mandoc -T lint -W warning "$page" >&2 || fail 'mandoc warns of the above'
lexgrog "$page" >/dev/null || fail 'the NAME section is none for whatis'
grep -n '@[a-z-]*@' "$page" >&2 && fail 'the above was not filled in'

for section in NAME SYNOPSIS DESCRIPTION COMMANDS OPTIONS OUTPUT 'EXIT STATUS' FILES \
  ENVIRONMENT EXAMPLES NOTES 'SEE ALSO'; do
  grep -qx "$section" "$work/text" || fail "there is no section $section"
done

# The words of the page, each on a line, whatever the line breaks.
tr -s '[:space:],' '\n' <"$work/text" >"$work/words"
knows() {
  grep -qxF -e "$1" "$work/words" || fail "the page does not know $1"
}
commands=$("$nmemid" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p')
[ -n "$commands" ] || fail '--help lists no command'
for command in $commands; do
  knows "$command"
  "$nmemid" "$command" --help >"$work/help"
  for option in $(grep -o -e ' -[A-Za-z],' -e ' --[a-z-]*' "$work/help" | tr -d ' ,'); do
    knows "$option"
  done
done
exit "$failed"
