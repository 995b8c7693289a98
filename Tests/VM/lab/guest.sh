# shellcheck shell=sh
# What a boot's guest.sh can call. Runs in the guest, under busybox.

# Run a command and keep all that can be compared: /out/NAME (its standard output), NAME.err, NAME.status.
#   run NAME COMMAND…
run() {
    name=$1
    shift
    status=0
    "$@" >"/out/$name" 2>"/out/$name.err" || status=$?
    echo "$status" >"/out/$name.status"
}

# The same as an ordinary user.
#   run_as_user NAME COMMAND…
run_as_user() {
    name=$1
    shift
    # "--" keeps busybox's su from taking the command's options for its own.
    run "$name" su -c 'exec "$@"' -- user sh "$@"
}

# Print, for each thing, all that it leads to; `run NAME follow WHAT…` keeps it.
#   follow WHAT…
follow() {
    for what in "$@"; do
        echo "== $what"
        nmemid trace "$what" --host host.txt --raw --noheadings -o MOUNTPOINT,DEVICE,DIMM,VMDK || echo "status $?"
    done
}

# Start udev, have it handle the disks and the NVDIMMs that are there already, and wait for it.
start_udev() {
    mkdir -p /run/udev
    /lib/systemd/systemd-udevd --daemon
    udevadm trigger --action=add --subsystem-match=block --subsystem-match=dax --subsystem-match=nd
    udevadm settle
}

# Print the links by a DIMM's id, and what they lead to.
links() {
    find /dev -path '*nvdimm*' -type l | sort | while read -r link; do
        echo "$link -> $(readlink -f "$link")"
    done
}

# Read the first word of a DAX device, or write it. It cannot be read like a file, only mapped; devmem can do that, but
# always takes /dev/mem.
#   word_on_dax DEVICE [VALUE]     DEVICE has to be made with --align=4k
word_on_dax() {
    ln -sf "$1" /dev/mem
    devmem 0 32 ${2+"$2"}
}

# stock: the drivers a Debian guest with NVDIMMs ends up with; nfit_test: the same ones with mocked hardware;
# none: nothing.
load_modules() {
    case $1 in
        stock)
            modprobe -a nfit nd_pmem nd_btt dax_pmem device_dax
            ;;
        nfit_test)
            # The order of their symbols. The stock ones must stay out.
            for module in nfit_test_iomap libnvdimm nfit nd_btt nd_pmem dax_pmem device_dax nfit_test; do
                insmod "/lib/modules/nfit_test/$module.ko"
            done
            ;;
        none) ;;
        *)
            echo "modules: no such set: $1" >&2
            return 1
            ;;
    esac
    settle
}

# Wait until the NVDIMM bus has stopped probing (reading wait_probe blocks until then) and looking for errors.
settle() {
    for bus in /sys/bus/nd/devices/ndbus*; do
        [ ! -e "$bus/wait_probe" ] || cat "$bus/wait_probe" >/dev/null
        [ ! -e "$bus/nfit/scrub" ] || ndctl wait-scrub "${bus##*/}"
    done
}
