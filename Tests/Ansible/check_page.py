"""Says what is wrong with a report: check_page.py FOLDER. The page must be valid, need nothing from elsewhere, hold no
element that a name brought in, and have the same table as nvdimms.csv."""

import csv
import pathlib
import re
import sys

import html5lib

folder = pathlib.Path(sys.argv[1])
parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
page = parser.parse((folder / "nvdimms.html").read_text(encoding="utf-8"))

# Those that the template has; and none of their attributes leads elsewhere, or runs anything.
known = set("html head meta title style body h1 h2 p strong ul li div table thead tbody tr th td button details summary "
            "pre script".split())
elements = list(page.iter())
strange = {element.tag for element in elements if element.tag not in known}
assert not strange, f"elements that the template does not have: {strange}"
attributes = {name for element in elements for name in element.attrib}
assert attributes <= {"lang", "charset", "name", "content", "class", "id", "data-value"}, attributes
assert len(page.findall(".//script")) == 1, "there is more than one script"
source = (folder / "nvdimms.html").read_text(encoding="utf-8")
assert not re.search(r"https?:|//[a-z]+\.|@import|url\(", source), "the page leads elsewhere"


def cell(element):
    return element.get("data-value", "".join(element.itertext()))


shown = [[cell(td) for td in row] for row in page.findall(".//tbody/tr")]
with open(folder / "nvdimms.csv", encoding="utf-8", newline="") as file:
    heading, *listed = csv.reader(file)
assert heading == "GUEST NAME ID SIZE MATCH VMDK UUID VM HOST MOUNTPOINTS".split(), heading
assert listed, "the table is empty"
for number, (row, wanted) in enumerate(zip(shown, listed, strict=True), 1):
    # The time of the list is in the page alone, and so are the names of hidden mount points.
    assert len(row) == 11, row
    places = row[9].split("\n")
    mounted = [place for place in places if place and not place.endswith(" (hidden)")]
    if len(mounted) < len([place for place in places if place]):
        mounted.append("[HIDDEN]")
    assert row[:9] + [",".join(mounted)] == wanted, f"row {number}: {row} is not {wanted}"
trees = page.findall(".//pre")
assert len(trees) >= len({row[0] for row in listed}), "a guest has no tree"
for row in shown:
    if row[4] == "one":
        assert any(row[5] in "".join(tree.itertext()) for tree in trees), f"{row[5]} is in no tree"
