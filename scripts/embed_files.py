#!/usr/bin/env python3
"""Embeds a folder as a C++ table of {name, bytes}: embed_files.py OUT.cpp ROOT FILE...
The table is what app/sample.hpp declares."""
import pathlib
import sys


def literal(data: bytes) -> str:
    pieces = ['"' + "".join(f"\\{byte:03o}" for byte in data[i:i + 96]) + '"' for i in range(0, len(data), 96)]
    return "\n    ".join(pieces) or '""'


def main() -> None:
    out, root, *files = sys.argv[1:]
    lines = ['#include "app/sample.hpp"', "", "namespace kentongan::app {", "",
             "const std::vector<SampleFile>& sample_files() {", "  static const std::vector<SampleFile> files{"]
    for name in sorted(files):
        data = pathlib.Path(name).read_bytes()
        lines.append(f'      {{"{pathlib.Path(name).relative_to(root).as_posix()}",\n'
                     f"    std::string_view({literal(data)}, {len(data)})}},")
    lines += ["  };", "  return files;", "}", "", "}  // namespace kentongan::app", ""]
    pathlib.Path(out).write_text("\n".join(lines), encoding="utf-8")


main()
