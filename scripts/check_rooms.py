#!/usr/bin/env python3
"""Holds the code to MAP.md: includes along arrows only, foreign headers in their one home, tables named
in SQL only by their owner, files of at most 500 lines, a sign in every room. Prints what is wrong and
exits 1. `--self-test` shows that each rule can fail."""
import pathlib
import re
import sys
import tempfile

LONGEST_FILE = 500


def block(text: str, name: str) -> list[str]:
    found = re.search(rf"```{name}\n(.*?)```", text, re.S)
    if not found:
        sys.exit(f"check_rooms: MAP.md has no ```{name} block")
    return [line for line in found.group(1).splitlines() if line.strip()]


def read_map(root: pathlib.Path):
    text = (root / "MAP.md").read_text(encoding="utf-8")
    rooms: dict[str, set[str]] = {}
    for line in block(text, "rooms"):
        name, rest = line.split("<-", 1)
        arrows = set(re.split(r"\s{2,}", rest.strip() + "  ", 1)[0].split()) if not rest.startswith("   ") else set()
        unknown = arrows - set(rooms)
        if unknown:
            sys.exit(f"check_rooms: MAP.md: {name.strip()} points at {sorted(unknown)}, not printed above it")
        rooms[name.strip()] = arrows
    homes: dict[str, set[str]] = {}
    for line in block(text, "homes"):
        headers, owners = re.split(r"\s{2,}", line.strip(), 1)
        for header in headers.split():
            homes[header] = set(owners.split())
    return rooms, homes


def table_owners(root: pathlib.Path) -> dict[str, str]:
    owners = {}
    map_text = (root / "MAP.md").read_text(encoding="utf-8")
    for line in block(map_text, "tables") if "```tables\n" in map_text else []:  # of other programs
        tables, owner = re.split(r"\s{2,}", line.strip(), 1)
        owners.update({table: owner for table in tables.split()})
    for step in sorted(root.glob("src/*/schema/*.sql")):
        for table in re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", step.read_text(encoding="utf-8"), re.I):
            owners[table] = step.parent.parent.name
    return owners


def sql_of(source: str) -> str:
    """The string literals of a C++ file that look like SQL, without comments."""
    source = re.sub(r"^\s*//.*$", "", source, flags=re.M)
    literals = re.findall(r'R"(\w*)\((.*?)\)\1"', source, re.S)
    texts = [text for _, text in literals] + re.findall(r'"((?:[^"\\\n]|\\.)*)"', source)
    return "\n".join(t for t in texts if re.search(r"\b(FROM|INTO|UPDATE|JOIN|TABLE)\b", t))


def braced_tries(text: str):
    """Lines with a TRY inside a braced initialiser: when it returns, g++ 12 forgets the members already
    built. clang-format writes a block's brace after a blank and an initialiser's never, or after = , return."""
    for found in re.finditer(r"\bTRY\(", text):
        depth = 0
        for at in range(found.start() - 1, -1, -1):
            letter = text[at]
            if letter in ")}]":
                depth += 1
            elif letter in "([{" and depth:
                depth -= 1
            elif letter == "{":
                before = text[max(0, at - 8):at]
                if not before[-1:].isspace() or re.search(r"(=|,|return)\s$", before):
                    yield text.count("\n", 0, found.start()) + 1
                break
            elif letter == ";" and not depth:
                break


def problems(root: pathlib.Path) -> list[str]:
    rooms, homes = read_map(root)
    owners = table_owners(root)
    wrong = []
    long_files = {}
    listed = root / "scripts/long_files.txt"
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                name, _, reason = line.partition(" ")
                long_files[name] = reason.strip()
    for folder in sorted((root / "src").iterdir()):
        if not folder.is_dir():
            continue
        room = folder.name
        if room not in rooms:
            wrong.append(f"src/{room}: this room is not in MAP.md")
            continue
        sign = folder / "README.md"
        if not sign.exists():
            wrong.append(f"src/{room}: has no sign (README.md)")
        elif len(sign.read_text(encoding="utf-8").splitlines()) > 12:
            wrong.append(f"src/{room}/README.md: longer than twelve lines")
        for path in sorted(folder.rglob("*")):
            if path.suffix not in {".cpp", ".hpp"}:
                continue
            name = path.relative_to(root).as_posix()
            text = path.read_text(encoding="utf-8")
            is_test = path.name.endswith(("_test.cpp", "_for_test.hpp", "_for_tests.hpp")) or room == "testing"
            if text.count("\n") > LONGEST_FILE and not long_files.get(name):
                wrong.append(f"{name}: {text.count(chr(10))} lines, more than {LONGEST_FILE}")
            for number in braced_tries(text):
                wrong.append(f"{name}:{number}: TRY inside a braced initialiser (CONTRIBUTING.md)")
            for number, line in enumerate(text.splitlines(), 1):
                if "TODO(now)" in line:
                    wrong.append(f"{name}:{number}: TODO(now)")
                include = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
                if not include:
                    continue
                target = include.group(2)
                first = target.split("/")[0]
                if include.group(1) == '"' and first in rooms and first != room:
                    allowed = rooms[room] | ({"testing", "db", "ledger", "base", "people", "places", "groups"} if is_test else set())
                    if first not in allowed:
                        wrong.append(f"{name}:{number}: {room} may not use {first}")
                    if not is_test and "/internal/" in target:
                        wrong.append(f"{name}:{number}: the inside of {first} is its own")
                for header, home in homes.items():
                    if target.startswith(header) and room not in home and not is_test:
                        wrong.append(f"{name}:{number}: <{target}> has its home in {sorted(home)}")
            if is_test:
                continue
            for table in set(re.findall(r"\b(?:FROM|INTO|UPDATE|JOIN)\s+(\w+)", sql_of(text), re.I)):
                if table in owners and owners[table] != room:
                    wrong.append(f"{name}: names the table {table} of {owners[table]} in SQL")
    return wrong


def self_test() -> None:
    """Each rule must find its seeded twin, and a clean tree must pass."""
    seeds = {
        "arrow": ("src/html/a.hpp", '#include "db/db.hpp"\n', "may not use db"),
        "home": ("src/html/a.hpp", "#include <sqlite3.h>\n", "has its home"),
        "table": ("src/html/a.cpp", 'auto s = "SELECT 1 FROM things";\n', "names the table"),
        "foreign table": ("src/html/a.cpp", 'auto s = "SELECT 1 FROM letters";\n', "names the table"),
        "length": ("src/html/a.cpp", "\n" * 501, "more than"),
        "todo": ("src/html/a.cpp", "// TODO(now)\n", "TODO(now)"),
        "braced": ("src/html/a.cpp", "  Thing thing{.a = 1,\n              .b = TRY(f(2))};\n", "TRY inside"),
        "room": ("src/attic/a.cpp", "\n", "not in MAP.md"),
    }
    world = "```rooms\nbase  <-          words\nhtml  <- base      markup\ndb    <- base      rows\n```\n```homes\nsqlite3.h  db\n```\n```tables\nletters   db\n```\n"
    for name, (path, content, expected) in [("clean", ("src/html/a.cpp", "Result<int> f() {\n  return TRY(g({1}));\n}\n", None))] + list(seeds.items()):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "MAP.md").write_text(world)
            for room in ("base", "html", "db"):
                (root / "src" / room / "schema").mkdir(parents=True)
                (root / "src" / room / "README.md").write_text("sign\n")
            (root / "src/db/schema/20261121a_x.sql").write_text("CREATE TABLE things (id BIGINT);")
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content)
            found = problems(root)
            if expected is None and found or expected is not None and not any(expected in f for f in found):
                sys.exit(f"check_rooms: self-test {name} failed: {found}")


if __name__ == "__main__":
    if "--self-test" in sys.argv:
        self_test()
    else:
        found = problems(pathlib.Path(__file__).resolve().parent.parent)
        print("\n".join(found) or "rooms: every arrow of MAP.md holds")
        sys.exit(1 if found else 0)
