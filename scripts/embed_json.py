#!/usr/bin/env python3
"""Embeds a JSON file, without its white space, behind a function: embed_json.py OUT.cpp IN.json HEADER
NAMESPACE FUNCTION. The function gives a std::string_view and is declared in HEADER."""
import json
import pathlib
import sys


def literal(data: bytes) -> str:
    pieces = []
    for at in range(0, len(data), 96):
        piece = data[at:at + 96].decode("latin-1")
        text = "".join(c if " " <= c <= "~" and c not in '"\\?' else f"\\{ord(c):03o}" for c in piece)
        pieces.append(f'"{text}"')
    return "\n      ".join(pieces) or '""'


def main() -> None:
    out, source, header, namespace, function = sys.argv[1:]
    value = json.loads(pathlib.Path(source).read_text(encoding="utf-8"))
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    pathlib.Path(out).write_text(f'''#include "{header}"

namespace {namespace} {{

std::string_view {function}() {{
  return {{{literal(data)},
          {len(data)}}};
}}

}}  // namespace {namespace}
''', encoding="utf-8")


if __name__ == "__main__":
    main()
