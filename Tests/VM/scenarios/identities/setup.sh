# shellcheck shell=sh
# A DIMM can only be disabled when nothing uses its region.
ndctl disable-region region5
ndctl disable-dimm nmem5
