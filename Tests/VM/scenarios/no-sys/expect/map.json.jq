[.nmemid.complete, (.dimms | length), ([.problems[].message | select(test("/sys is not mounted"))] | length)]
