# Which regions each DIMM is part of: region1 lies over four of them.
[.dimms[] | {dev, bus, regions: [.regions[].dev]}]
