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
