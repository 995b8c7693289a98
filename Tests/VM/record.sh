#!/bin/sh
# Records the mocked buses in Tests/Buses from real kernels: the machines of some scenarios are booted once more, and
# what libndctl reads there is copied. A recording that would tell nothing new stays as it is.
#   record.sh [--newest] [--check] [NAME…]      all of the file `recordings`, or the named ones
# --newest asks apt for a newer kernel than the one in the cache. --check writes nothing: it says whether a recording
# still is what the kernel gives. Status 0: it is.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lab/common.sh
. "$here/lab/common.sh"

buses=$here/../Buses
check='' newest=''
while :; do
    case ${1-} in
        --check) check=yes ;;
        --newest) newest=--newest ;;
        -*) die "usage: record.sh [--newest] [--check] [NAME…]" ;;
        *) break ;;
    esac
    shift
done

kernel=$("$here/lab/prepare.sh" $newest)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$here/lab/initramfs.sh" "$kernel" "$scratch/initramfs"

# name, scenario -> $scratch/NAME, with tree/ and what ndctl printed
boot() {
    mkdir "$scratch/boot-$1"
    for file in dimms modules qemu setup.sh; do
        [ ! -e "$here/scenarios/$2/$file" ] || cp "$here/scenarios/$2/$file" "$scratch/boot-$1/"
    done
    cp "$here/lab/record-bus.sh" "$scratch/boot-$1/guest.sh"
    cp "$here/lab/listings" "$scratch/boot-$1/"
    # One processor: the devices are found in the same order, and most numbered alike, in every boot.
    echo maxcpus=1 >"$scratch/boot-$1/cmdline"
    "$here/lab/boot.sh" "$kernel" "$scratch/initramfs" "$scratch/boot-$1" "$scratch/$1"
    {
        echo "kernel: $(cat "$kernel/package")"
        echo "uname -r: $(cat "$kernel/release")"
        echo "ndctl: $(ndctl --version)"
        echo "machine: Tests/VM/scenarios/$2"
    } >"$scratch/$1/kernel"
}

# The listings that are kept beside a recording: those of all DIMMs and of all that ndctl knows, and, as `recordings`
# says, others.
# more
kept() {
    for listing in ndctl-list-Di ndctl-list-BDRNi $1; do echo "$listing.json"; done
}

# ndctl lists in the order of a directory, which is nobody's.
comparable() {
    jq -S 'walk(if type == "array" then sort_by(.dev? // .dimm? // .) else . end)' "$1"
}

# name, more
compare() {
    differences=$scratch/$1/differences
    mkdir "$scratch/$1/recorded"
    tar -xJf "$buses/$1.tar.xz" -C "$scratch/$1/recorded"
    # Device numbers, and the names of the seeds that a namespace could grow from, are given out as drivers come up, in
    # any order. What became of a seed is in ndctl's listing. nfit_test gives addresses of its own memory, which differ,
    # as the resources of its regions.
    diff -r --no-dereference -I '^0xff[0-9a-f]\{14\}$' -x mountinfo \
        -x dev -x uevent -x bdi -x '*_seed' -x 'btt[0-9]*' -x 'pfn[0-9]*' -x 'dax[0-9]*' \
        "$scratch/$1/recorded" "$scratch/$1/tree" >"$differences" || :
    for tree in recorded tree; do
        sed 's/ 259:[0-9]* / 259: /' "$scratch/$1/$tree/proc/self/mountinfo" >"$scratch/$1/$tree.mountinfo"
    done
    diff -u "$scratch/$1/recorded.mountinfo" "$scratch/$1/tree.mountinfo" >>"$differences" || :
    for listing in $(kept "$2"); do
        comparable "$buses/$1.$listing" >"$scratch/$1/a"
        comparable "$scratch/$1/$listing" >"$scratch/$1/b"
        diff -u --label "$1.$listing" --label "$listing in the kernel" "$scratch/$1/a" "$scratch/$1/b" >>"$differences" || :
    done
    diff -u --label "$1.kernel" --label "this kernel" "$buses/$1.kernel" "$scratch/$1/kernel" >"$scratch/$1/kernels" ||
        say "$1: another kernel than the recorded one: $(head -n 1 "$scratch/$1/kernel")"
    if [ -s "$differences" ]; then
        say "$1: no longer what the kernel gives (recorded: -, kernel: +)"
        head -n 40 "$differences" >&2
        return 1
    fi
    say "$1: is what the kernel gives"
}

# The same tree gives the same bytes.
pack() {
    tar -C "$1" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=gnu -cf - . | xz -9e >"$2"
}

# name, more
save() {
    if [ -e "$buses/$1.tar.xz" ] && compare "$1" "$2" >"$scratch/$1/comparison" 2>&1 && [ ! -s "$scratch/$1/kernels" ]; then
        say "$1: unchanged"
        return
    fi
    pack "$scratch/$1/tree" "$buses/$1.tar.xz"
    rm -f "$buses/$1".*.json
    for file in kernel $(kept "$2"); do
        cp "$scratch/$1/$file" "$buses/$1.$file"
    done
    say "$1: recorded"
}

mkdir -p "$buses"
failed=0 made=0
while read -r name scenario more; do
    case $name in '' | '#'*) continue ;; esac
    case " $* " in '  ' | *" $name "*) ;; *) continue ;; esac
    made=$((made + 1))
    boot "$name" "$scenario"
    if [ -n "$check" ]; then compare "$name" "$more" || failed=$((failed + 1)); else save "$name" "$more"; fi
done <"$here/recordings"

[ "$made" -gt 0 ] || die "nothing of that name in $here/recordings"
[ "$failed" -eq 0 ] || die "$failed of $made recordings differ"
