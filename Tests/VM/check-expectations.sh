#!/bin/sh
# Shows that the scenarios can fail: runs them once, then makes each of their expectations wrong, one at a time, and
# compares again with what the guests left. Status 0: all were right, and each wrong one was noticed.
#   check-expectations.sh [NAME…]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lab/common.sh
. "$here/lab/common.sh"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
NMEMID_VM_KEEP=$scratch/guests "$here/run.sh" "$@"

# An expectation, made wrong in a way that its kind can have; $2: the outputs it is compared with.
spoil() {
    case $1 in
        *.match) echo 'a line that no guest prints' >>"$1" ;;
        *.same-as)
            jq 'setpath(first(path(.. | scalars)); "spoilt")' "$2/$(cat "$1")" >"$2/spoilt"
            echo spoilt >"$1"
            ;;
        *.status) echo 77 >"$1" ;;
        *) echo 'one more line' >>"$1" ;;
    esac
}

noticed=0 missed=0
for guest in "$scratch"/guests/*/*/; do
    guest=${guest%/}
    scenario=${guest#"$scratch/guests/"}
    scenario=${scenario%/only-boot}
    for expectation in "$here/scenarios/$scenario/expect"/*; do
        case $expectation in *.jq) continue ;; esac         # a program, no expectation
        rm -rf "$scratch/expect"
        cp -R "$here/scenarios/$scenario/expect" "$scratch/expect"
        spoil "$scratch/expect/${expectation##*/}" "$guest"
        if "$here/lab/expect.sh" "$scratch/expect" "$guest" >/dev/null 2>&1; then
            echo "not noticed: a wrong $scenario/expect/${expectation##*/}"
            missed=$((missed + 1))
        else
            noticed=$((noticed + 1))
        fi
    done
done
echo "$noticed wrong expectations noticed, $missed missed"
[ "$missed" -eq 0 ] && [ "$noticed" -gt 0 ]
