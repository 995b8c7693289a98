[.dimms[] | {dev, serial, state, vmdks: [.vmdks[].path]}]
