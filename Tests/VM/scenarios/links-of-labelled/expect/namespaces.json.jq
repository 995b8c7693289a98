.dimms as $dimms | [.regions[] | {id: (.mappings[0].dimm as $dimm | $dimms[] | select(.dev == $dimm) | .id),
    modes: [.namespaces[].mode]}] | map(.modes |= sort) | sort_by(.id)
