"""Validates the JSON of golden cases against the schema on standard input.

The schema lets keys be added. Here, each key has to be in it; and where no columns were chosen, each object has to
have all of its keys.
"""

import json
import pathlib
import re
import sys

import jsonschema

# What makes a document have the keys of some columns alone, and so objects without others.
CHOOSES_COLUMNS = re.compile(r"\s(-[A-Za-z]*[oO]|--output)")
MADE_OF_COLUMNS = {"dimm", "vmdk", "chain", "difference", "problem"}


def strict(schema, is_whole):
    """The schema for documents without other keys than it knows, with all keys if these were not chosen."""
    schema = json.loads(json.dumps(schema))
    for name, definition in [("", schema), *schema["$defs"].items()]:
        if "properties" in definition:
            definition["additionalProperties"] = False
            if is_whole and name in MADE_OF_COLUMNS:
                definition["required"] = list(definition["properties"])
    return jsonschema.Draft202012Validator(schema)


def documents(cases):
    """Each document that a case prints, whatever is printed before and after it, with the case's commands."""
    for stdout in sorted(cases.glob("*/*/stdout")):
        text = stdout.read_text(errors="surrogateescape")
        for start in re.finditer(r'^\{\n  "nmemid"', text, re.MULTILINE):
            document, _ = json.JSONDecoder().raw_decode(text, start.start())
            yield stdout, document, (stdout.parent / "run").read_text()


def main():
    schema = json.load(sys.stdin)
    jsonschema.Draft202012Validator.check_schema(schema)
    whole, chosen = strict(schema, True), strict(schema, False)
    count = failed = 0
    for path, document, command in documents(pathlib.Path(sys.argv[1])):
        count += 1
        validator = chosen if CHOOSES_COLUMNS.search(command) else whole
        for error in validator.iter_errors(document):
            failed += 1
            print(f"{path}: {error.json_path}: {error.message[:200]}")
    print(f"schema: {count} documents, {failed} errors")
    # None at all would mean that nothing was looked at.
    sys.exit(1 if failed or not count else 0)


main()
