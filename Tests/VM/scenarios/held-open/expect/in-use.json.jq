[.dimms[].in_use]
