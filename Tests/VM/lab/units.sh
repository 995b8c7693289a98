#!/bin/sh
# Puts into a guest's root the units with which systemd can be its first process: this machine's own, as few as it takes
# to have udev and the journal run, to mount what is in /etc/fstab, and then to call the lab's init once more; and those
# of nmemid.
#   units.sh ROOT
set -eu
units=$1/usr/lib/systemd/system
mkdir -p "$units/sysinit.target.wants" "$units/sockets.target.wants" "$1/etc/systemd/system"

for unit in basic.target sysinit.target local-fs-pre.target local-fs.target sockets.target paths.target timers.target \
    slices.target shutdown.target umount.target \
    systemd-journald.service systemd-journald.socket systemd-journald-dev-log.socket \
    systemd-udevd.service systemd-udevd-control.socket systemd-udevd-kernel.socket systemd-udev-trigger.service; do
    cp "/lib/systemd/system/$unit" "$units/"
done
for unit in systemd-journald.service systemd-udevd.service systemd-udev-trigger.service; do
    ln -s "../$unit" "$units/sysinit.target.wants/"
done
for unit in systemd-journald.socket systemd-journald-dev-log.socket systemd-udevd-control.socket \
    systemd-udevd-kernel.socket; do
    ln -s "../$unit" "$units/sockets.target.wants/"
done

for unit in "${0%/*}"/../../../Packaging/systemd/*; do
    sed 's|@PREFIX@||' "$unit" >"$units/${unit##*/}"
done

cat >"$units/default.target" <<'END'
[Unit]
Description=A boot of the lab
Wants=lab.service
END
cat >"$units/lab.service" <<'END'
[Unit]
Description=guest.sh of a scenario
Wants=local-fs.target
After=local-fs.target
[Service]
Type=oneshot
ExecStart=/init guest
END
# A machine without an identity would be taken for one that starts for the first time, and be set up.
echo 00000000000000000000000000000001 >"$1/etc/machine-id"
# All that is there already is some hundred devices, most of them terminals: half of the boot's time.
mkdir "$units/systemd-udev-trigger.service.d"
cat >"$units/systemd-udev-trigger.service.d/lab.conf" <<'END'
[Service]
ExecStart=
ExecStart=/bin/udevadm trigger --action=add --subsystem-match=block --subsystem-match=dax --subsystem-match=nd
END
