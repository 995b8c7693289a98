#!/bin/sh
# Do bash, fish and zsh offer what they should after a tab? Asked of the shells themselves, on a
# recorded bus.
#   Tests/Packaging/completions.sh .build/debug/nmemid
set -eu

nmemid=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ -z "${NMEMID_ON_A_BUS-}" ]; then
  NMEMID_ON_A_BUS=yes exec "$root/Scripts/with-bus.sh" database "$0" "$nmemid"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR="$work" HOME="$work" LC_ALL=C.UTF-8

export NMEMID_HOST_DIR="$work/host.d"
mkdir "$NMEMID_HOST_DIR" "$work/bin" "$work/files" "$work/files/all" "$work/completions"
ln -s "$nmemid" "$work/bin"
PATH=$work/bin:$PATH
cp "$root/Examples/vmdks.txt" "$NMEMID_HOST_DIR"
touch "$work/files/a list.txt"
cd "$work/files"
for file in nmemid.bash _nmemid nmemid.fish; do
  "$root/Packaging/fill.sh" "$nmemid" "$root/Packaging/completions/$file" >"$work/completions/$file"
done
ask_bash() { bash --norc "$here/completions/offered.bash" "$work/completions/nmemid.bash" "$1"; }
ask_fish() { fish --no-config "$here/completions/offered.fish" "$work/completions/nmemid.fish" "$1"; }
ask_zsh() { zsh -f "$here/completions/offered.zsh" "$work/completions/_nmemid" "$1"; }

asked=0
failed=0
# expect SHELL LINE WORDS: asks a shell, and compares. The words may be separated by any blanks.
expect() {
  asked=$((asked + 1))
  # Of a list and of --name=value, some shells offer the whole and some only the last part; fish and
  # bash mark folders with a slash, or leave that to the line editor.
  "ask_$1" "$2" 2>"$work/errors" | sed 's/^--[a-z-]*=//; s/.*[,+]//; s|/$||' | sort -u >"$work/words"
  offered=$(tr -s '[:space:]' ' ' <"$work/words" | sed 's/ $//')
  wanted=$(echo "$3" | sed 's/a list\.txt/a@list.txt/' | tr -s ' ' '\n' | tr '@' ' ' | sort -u |
    tr '\n' ' ' | sed 's/^ //; s/ $//')
  if [ "$offered" != "$wanted" ] || [ -s "$work/errors" ]; then
    failed=$((failed + 1))
    echo "$1: after \"$2\" is offered \"$offered\", not \"$wanted\"" >&2
    cat "$work/errors" >&2
  fi
}

for shell in bash fish zsh; do
  while IFS='|' read -r line words; do
    case $line in
      '#'*) ;;
      *) expect "$shell" "$line" "$words" ;;
    esac
  done <"$here/completions/cases"
  # All that --help lists, and nothing else.
  commands=$(nmemid --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p')
  expect "$shell" "nmemid " "$commands all a list.txt"
  for command in $commands; do
    nmemid "$command" --help >"$work/help"
    options=$(sed -n '/^Options/,/^$/s/^  \(-.,\|   \) \(--[a-z-]*\) .*/\2/p' "$work/help")
    expect "$shell" "nmemid $command --" "$options"
    columns=$(nmemid "$command" --list-columns --noheadings 2>"$work/none" | cut -d ' ' -f 1)
    [ -z "$columns" ] || expect "$shell" "nmemid $command -o " "$columns"
  done
done
echo "completions: $((asked - failed)) passed, $failed failed"
[ "$failed" = 0 ]
