[.nmemid.complete, [.dimms[] | [.match, .mountpoints, .hidden_mountpoints, .in_use]],
 ([.problems[].message | select(test("mount /proc"))] | length)]
