[.nmemid.complete, (.dimms | length), ([.problems[].message | select(test("modprobe nfit"))] | length)]
