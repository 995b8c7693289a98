[.problems[].message | select(test("nmem0 \\(locked\\)"))] | length
