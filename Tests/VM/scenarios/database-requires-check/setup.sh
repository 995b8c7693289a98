# shellcheck shell=sh
# A database that requires nmemid-check.service, on two DIMMs. The state is saved at the first boot and kept on a third,
# since nothing else stays; it is checked at each boot by the unit, whatever was done to the DIMMs in between.
cat >/etc/systemd/system/db.service <<'END'
[Unit]
Requires=nmemid-check.service
After=nmemid-check.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/echo the database runs
END
# The unit waits a minute for what may come late.
mkdir /etc/systemd/system/nmemid-check.service.d
cat >/etc/systemd/system/nmemid-check.service.d/lab.conf <<'END'
[Service]
ExecStart=
ExecStart=/bin/nmemid check --wait 5
END
mkdir -p /etc/nmemid

# serial: where the DIMM's namespace is now
device() { echo "/dev/$(nmemid list --namespaces --dimm "$1" --noheadings -o DEVICE)"; }
db=5e11a001 log=c47d2b9e state=07f366d8
if [ -e first ]; then
    mkfs.ext4 -q -b 4096 -U 11111111-1111-4111-8111-111111111111 "$(device $db)"
    mkfs.ext4 -q -b 4096 -U 22222222-2222-4222-8222-222222222222 "$(device $log)"
else
    tr -d '\000' <"$(device $state)" >/etc/nmemid/expected.json
fi
[ ! -e empty ] || dd if=/dev/zero "of=$(device $db)" bs=1M count=8
[ ! -e other-content ] || mkfs.ext4 -q -F -b 4096 -U 99999999-9999-4999-8999-999999999999 "$(device $db)"
[ ! -e mount-fails ] || sed -i 's,\(/mnt/db  *ext4  *\),\1nosuchoption\,,' fstab
if [ -e hidden ]; then
    cat >/etc/systemd/system/cover.service <<'END'
[Unit]
After=mnt-db.mount
Before=nmemid-check.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/mount -t tmpfs tmpfs /mnt/db
END
    printf '[Unit]\nWants=cover.service\n' >>/etc/systemd/system/nmemid-check.service.d/lab.conf
fi
