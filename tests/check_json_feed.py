#!/usr/bin/python3
"""Validates JSON Feeds: check_json_feed.py FOLDER-WITH-SCHEMAS FILE... Prints what is wrong, exits 1."""
import json
import pathlib
import sys

import jsonschema

folder = pathlib.Path(sys.argv[1])
feed = json.loads((folder / "feed.schema.json").read_text())
first = json.loads((folder / "feed-1.schema.json").read_text())
# The schema of 1.1 refers to that of 1.0 by a name relative to its id; no network is asked.
base = feed.get("id", "")
store = {first.get("id", ""): first, "feed-1": first, base.rsplit("/", 1)[0] + "/feed-1": first,
         base.rsplit("/", 1)[0] + "/feed-1.json": first}
resolver = jsonschema.RefResolver(base, feed, store=store)
validator = jsonschema.Draft4Validator(feed, resolver=resolver)
wrong = 0
items = 0
for name in sys.argv[2:]:
    made = json.loads(pathlib.Path(name).read_text(encoding="utf-8"))
    items += len(made["items"])
    for error in validator.iter_errors(made):
        wrong += 1
        print(f"{name}: {'/'.join(map(str, error.path))}: {error.message[:200]}", file=sys.stderr)
print(f"{items} items in {len(sys.argv) - 2} feeds, {wrong} errors")
sys.exit(1 if wrong else 0)
