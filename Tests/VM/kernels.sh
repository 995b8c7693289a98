#!/bin/sh
# Runs the scenarios that matter most on the kernels of other releases of Debian's, each with the libndctl and the ndctl
# of that release; udev and systemd are this machine's. NMEMID and the like are as in run.sh.
#   kernels.sh [SUITE…]      without any: kernel 5.10 with libndctl 71, and kernel 6.12 with libndctl 81
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

[ $# -gt 0 ] || set -- bullseye trixie
status=0
for suite; do
    NMEMID_VM_SUITE=$suite "$here/run.sh" case-from-the-field first-dimm-removed identities namespaces \
        links-by-id links-of-interleaved links-of-labelled links-of-twins links-installed fstab || status=1
done
exit "$status"
