# shellcheck shell=sh
if [ -e first ]; then
    run save nmemid save
    dd if=/etc/nmemid/expected.json "of=/dev/disk/by-id/nvdimm-8902-07f366d8" conv=notrunc
fi
run start systemctl start db.service
run units systemctl is-active nmemid-check.service db.service
run journal journalctl --unit nmemid-check.service --unit db.service --output cat --no-pager
