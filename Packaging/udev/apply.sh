#!/bin/sh
# Has a running udev reload the rules and apply them to the NVDIMMs of this machine: links appear after an
# installation, and go after a removal. Does nothing where udev does not run, as in a container.
set -eu

command -v udevadm >/dev/null && [ -S /run/udev/control ] || exit 0
# The action is "change", and not "add": ndctl's own rules put a DAX device to use when one is added.
if udevadm control --reload && udevadm trigger --action=change \
  --subsystem-match=block --subsystem-match=dax --subsystem-match=nd \
  --sysname-match='pmem*' --sysname-match='dax*' --sysname-match='nmem*'; then
  udevadm settle --timeout=30 || true
else
  echo "nmemid: udev did not take the rules for /dev/disk/by-id/nvdimm-*: they hold from the next boot on" >&2
fi
