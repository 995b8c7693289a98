#!/bin/sh
# Compares what a guest left behind with the files of a folder `expect`, and prints what differs:
#   X          the output X, byte for byte
#   X.match    extended regular expressions, one a line: each has to match some line of X, or none if it begins with !
#   X.same-as  the name of another output that holds the same JSON value, whatever the order of its DIMMs
#   X.jq       a jq program; what it makes of the output X is a further output, X.jq.out
#   expect.sh EXPECT OUT
set -eu
expect=$1 out=$2
failed=0
compared=0

# expected, actual, name
same() {
    diff -u --label "expected $3" --label "$3 in the guest" "$1" "$2" || failed=1
}

for program in "$expect"/*.jq; do
    [ -e "$program" ] || continue
    output=$out/$(basename "$program" .jq)
    jq -S -f "$program" "$output" >"$output.jq.out" || failed=1
done

for file in "$expect"/*; do
    [ -e "$file" ] || continue
    name=${file##*/}
    output=$out/${name%.*}
    compared=$((compared + 1))
    case $name in
        *.match)
            [ -e "$output" ] || { echo "${name%.*}: guest.sh leaves no such output"; failed=1; continue; }
            while IFS= read -r pattern; do
                if grep -Eq -- "${pattern#!}" "$output"; then found=yes; else found=no; fi
                case $found$pattern in
                    no!* | yes[!!]*) continue ;;
                esac
                echo "${name%.*}: a line that matches ${pattern#!}: $found"
                sed 's/^/    /' "$output"
                failed=1
            done <"$file"
            ;;
        *.same-as)
            other=$(cat "$file")
            for json in "${name%.*}" "$other"; do
                jq -S 'walk(if type == "array" then sort_by(.dev? // .dimm? // .) else . end)' \
                    "$out/$json" >"$out/$json.sorted" || failed=1
            done
            # Two empty ones are equal, and prove nothing.
            [ -s "$out/$other.sorted" ] || { echo "$other is empty"; failed=1; }
            same "$out/$other.sorted" "$output.sorted" "${name%.*}"
            ;;
        *.jq) compared=$((compared - 1)) ;;         # above; it is no expectation by itself
        *)
            [ -e "$out/$name" ] || { echo "$name: guest.sh leaves no such output"; failed=1; continue; }
            same "$file" "$out/$name" "$name"
            ;;
    esac
done
[ "$compared" -gt 0 ] || { echo "nothing is expected in $expect"; failed=1; }
exit "$failed"
