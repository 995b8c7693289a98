#!/bin/sh
# Are the man pages well formed, and does the first know all that --help does?
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

# lint PAGE: leaves in $work/PAGE.text what man shows of it.
lint() {
  page=$work/$1
  "$root/Packaging/fill.sh" "$nmemid" "$root/Packaging/$1.in" >"$page"
  man --warnings -l "$page" >"$page.text" 2>"$work/warnings" || fail "$1: man: status $?"
  cat "$work/warnings" >&2
  [ -s "$work/warnings" ] && fail "$1: man warns of the above"
  mandoc -T lint -W warning "$page" >&2 || fail "$1: mandoc warns of the above"
  lexgrog "$page" >/dev/null || fail "$1: the NAME section is none for whatis"
  grep -n '@[a-z-]*@' "$page" >&2 && fail "$1: the above was not filled in"
  return 0
}
lint nmemid.1
lint nmemid-recipes.7

text=$work/nmemid.1.text
for section in NAME SYNOPSIS DESCRIPTION COMMANDS OPTIONS OUTPUT 'EXIT STATUS' FILES \
  ENVIRONMENT EXAMPLES NOTES 'SEE ALSO'; do
  grep -qx "$section" "$text" || fail "there is no section $section"
done

# The words of the page, each on a line, whatever the line breaks.
tr -s '[:space:],' '\n' <"$text" >"$work/words"
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
