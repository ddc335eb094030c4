#!/usr/bin/env python3
"""Every message key that the code names exists in messages/id.po. (Templates are checked by their
compiler, languages against each other by compile_messages.py.) `--unused` lists keys nobody names."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import compile_messages  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Keys that are put together at run time: a literal beginning, then the name of an enumerator.
FAMILIES = tuple(line.split("#")[0].strip() for line in
                 (ROOT / "scripts/message_families.txt").read_text(encoding="utf-8").splitlines() if line.split("#")[0].strip())
KEY = re.compile(r"^[a-z_]+(\.[a-z0-9_]+)+$")
NOT_KEYS = re.compile(r"\.(cpp|hpp|po|csv|toml|json|sql|db|html|css|svg|woff2|js|txt|tsv|md|sock|lock|xml|atom|rss|example|org|com|id|go|net)$")


def main() -> None:
    catalogue = set(compile_messages.read_catalogue(ROOT / "messages/id.po").messages)
    roots = {key.split(".")[0] for key in catalogue}
    wrong, named = [], set()
    for path in sorted((ROOT / "src").rglob("*.[ch]pp")):
        if path.name.endswith("_test.cpp") or path.parts[-2] == "testing":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.lstrip().startswith("//"):
                continue
            must = re.findall(r'Error\(Refusal::\w+,\s*"([^"]+)"', line)
            for text in re.findall(r'"([^"\s]+)"', line):
                if not KEY.match(text) or NOT_KEYS.search(text):
                    continue
                named.add(text)
                if text not in catalogue and (text in must or text.split(".")[0] in roots) and not text.startswith(FAMILIES):
                    if text in must or re.search(r"\b(Error|say|refuse|message|has_message|redirect_with_notice)\b", line):
                        wrong.append(f"{path.relative_to(ROOT)}:{number}: no message {text}")
    for path in (ROOT / "src").rglob("*.html"):
        named.update(re.findall(r"\{t ([a-z0-9_.]+)", path.read_text(encoding="utf-8")))
        named.update(re.findall(r'"([a-z0-9_]+(?:\.[a-z0-9_]+)+)"', path.read_text(encoding="utf-8")))
    if "--unused" in sys.argv:
        for key in sorted(catalogue - named):
            if not key.startswith(FAMILIES):
                print(f"unused: {key}")
    print("\n".join(wrong) or f"messages: every key named in the code is one of {len(catalogue)}")
    sys.exit(1 if wrong else 0)


main()
