#!/bin/sh
# Says which source imports what the table in ARCHITECTURE.md does not let its target import, and which reads
# `errno` but the one that may.
set -eu
cd "$(dirname "$0")/.."

# "target module module…" for each row of the table.
table() {
  # shellcheck disable=SC2016 # the backquotes are Markdown's
  sed -n 's/^| `\([A-Za-z]*\)` |.*| \([^|]*\) |$/\1 \2/p' ARCHITECTURE.md | tr -d '`,—'
}

failed=0
for folder in Sources/*/; do
  target=$(basename "$folder")
  if ! row=$(table | grep "^$target "); then
    echo "$folder: the table in ARCHITECTURE.md has no row for it"
    failed=1
    continue
  fi
  # Foundation would bring its start-up time with it: no row has it.
  imports=$(grep -rhoE '^[[:blank:]]*(@[[:alnum:]_]+[[:blank:]]+)*((public|package|internal|private)[[:blank:]]+)?import[[:blank:]]+[[:alnum:]_]+' \
    --include='*.swift' "$folder" | sed 's/.*[[:blank:]]//' | sort -u) || true
  for module in $imports; do
    case " ${row#* } " in
      *" $module "*) ;;
      *)
        echo "$target must not import $module, says the table in ARCHITECTURE.md:"
        grep -rlE "import[[:blank:]]+$module\$" --include='*.swift' "$folder" | sed 's/^/  /'
        failed=1
        ;;
    esac
  done
done

if grep -rnw errno --include='*.swift' Sources | grep -vE '^Sources/LinuxSystem/Errno\.swift:|:[[:blank:]]*//'; then
  echo "errno is read only in Sources/LinuxSystem/Errno.swift: what is called in between may change it"
  failed=1
fi
exit "$failed"
