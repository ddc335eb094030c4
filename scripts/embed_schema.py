#!/usr/bin/env python3
"""Turns src/*/schema/*.sql into a C++ table, ordered by file name: embed_schema.py OUT.cpp FILE..."""
import pathlib
import re
import sys


def main() -> None:
    out, *files = sys.argv[1:]
    steps = sorted((pathlib.Path(f) for f in files), key=lambda path: path.name)
    names = [step.stem for step in steps]
    if len(set(names)) != len(names):
        sys.exit("embed_schema: two schema steps have the same name")
    lines = ['#include "db/schema.hpp"', "", "namespace kentongan::db {", "",
             "const std::vector<Migration>& whole_schema() {",
             "  static const std::vector<Migration> steps{"]
    for step in steps:
        if not re.fullmatch(r"\d{8}[a-z]_[a-z0-9_]+", step.stem):
            sys.exit(f"embed_schema: {step} is not named YYYYMMDDx_what.sql")
        lines.append(f'      {{"{step.stem}", R"sql({step.read_text(encoding="utf-8")})sql"}},')
    lines += ["  };", "  return steps;", "}", "", "}  // namespace kentongan::db", ""]
    pathlib.Path(out).write_text("\n".join(lines), encoding="utf-8")


main()
