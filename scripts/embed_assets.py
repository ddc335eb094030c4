#!/usr/bin/env python3
"""Embeds files with a name that carries their digest: embed_assets.py OUT.cpp FILE...
Comments and indentation of CSS and SVG are dropped; the sources stay readable."""
import hashlib
import pathlib
import re
import sys

TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8",
         ".woff2": "font/woff2", ".png": "image/png", ".webmanifest": "application/manifest+json"}


def slim(path: pathlib.Path) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".css":
        text = re.sub(r"/\*.*?\*/", "", data.decode("utf-8"), flags=re.S)
        text = re.sub(r"\s+", " ", text)
        text = re.sub(r"\s*([{};,>])\s*", r"\1", text).replace(";}", "}")
        return text.strip().encode()
    if path.suffix == ".svg":
        text = re.sub(r"<!--.*?-->", "", data.decode("utf-8"), flags=re.S)
        return re.sub(r">\s+<", "><", text).strip().encode()
    return data


def literal(data: bytes) -> str:
    pieces = []
    for start in range(0, len(data), 64):
        pieces.append('"' + "".join(f"\\{byte:03o}" for byte in data[start:start + 64]) + '"')
    return "\n    ".join(pieces) or '""'


def main() -> None:
    out, *files = sys.argv[1:]
    contents = {}
    for name in sorted(files, key=lambda f: (pathlib.Path(f).suffix == ".css", f)):
        path = pathlib.Path(name)
        data = slim(path)
        if path.suffix == ".css":  # a stylesheet names other files as `asset(name)`
            for other, (digest, _) in contents.items():
                data = data.replace(f"asset({other})".encode(), f"/aset/{digest}-{other}".encode())
            if b"asset(" in data:
                sys.exit(f"embed_assets: {name} names an asset that is not there")
        contents[path.name] = (hashlib.sha256(data).hexdigest()[:10], data)
    lines = ['#include "site/assets.hpp"', "", "namespace kentongan::site {", "",
             "const std::vector<Asset>& all_assets() {", "  static const std::vector<Asset> assets{"]
    for name, (digest, data) in contents.items():
        lines.append(f'      {{"{name}", "/aset/{digest}-{name}", "{TYPES[pathlib.Path(name).suffix]}",\n'
                     f"    std::string_view({literal(data)}, {len(data)})}},")
    lines += ["  };", "  return assets;", "}", "", "}  // namespace kentongan::site", ""]
    pathlib.Path(out).write_text("\n".join(lines), encoding="utf-8")


main()
