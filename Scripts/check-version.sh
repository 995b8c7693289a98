#!/bin/sh
# The version is written in Version.swift, and the newest heading of the changelog has to have it. What is packaged and
# the man pages have it from the binary (@version@): written there once more, it would be forgotten.
set -eu
cd "$(dirname "$0")/.."

failed=0
fail() {
  echo "check-version: $*" >&2
  failed=1
}

version=$(sed -n 's/^let nmemidVersion = "\(.*\)"$/\1/p' Sources/NmemidCLI/Version.swift)
echo "$version" | grep -qxE '[0-9]+\.[0-9]+\.[0-9]+' || fail "Version.swift has no version, but \"$version\""
heading=$(grep -m 1 '^## ' CHANGELOG.md) || heading=
echo "$heading" | grep -qxE '## [0-9.]+ \((unreleased|[0-9]{4}-[0-9]{2}-[0-9]{2})\)' ||
  fail "the newest heading of the changelog should be like \"## $version (unreleased)\", and is \"$heading\""
case $heading in
  "## $version "*) ;;
  *) fail "the newest heading of the changelog is \"$heading\", the version in Version.swift is $version" ;;
esac
for page in Packaging/*.[0-9].in; do
  grep -q '^\.TH .* "nmemid @version@" ' "$page" || fail "$page: the heading (.TH) lacks @version@"
done
grep -rnwF "$version" Packaging >&2 && fail 'the version is written above'
exit "$failed"
