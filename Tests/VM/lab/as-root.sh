#!/bin/sh
# Runs a command as root: as it is, or with sudo.
set -eu
[ "$(id -u)" -ne 0 ] || exec "$@"
exec sudo "$@"
