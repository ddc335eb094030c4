#!/usr/bin/env python3
"""Embeds a text file, byte for byte, behind a function: embed_text.py OUT.cpp IN HEADER NAMESPACE
FUNCTION. The function gives a std::string_view and is declared in HEADER."""
import pathlib
import sys

from embed_json import literal


def main() -> None:
    out, source, header, namespace, function = sys.argv[1:]
    data = pathlib.Path(source).read_bytes()
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
