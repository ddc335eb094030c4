#!/usr/bin/env python3
"""Reads Debian's Indonesian word list and writes which roots there are and what may be fixed to them.

compile_roots.py OUT.cpp WORDS.dic RULES.aff

The output holds no word: one 64-bit number a root, in an open-addressed table. The upper half is a
fingerprint of the root, the lower half a bit for each affix pair the list allows (language/roots.hpp).
The word list is the hunspell-id package's, under its own licence, read where Debian installed it."""
import pathlib
import re
import sys

MASK = (1 << 64) - 1
SLOTS = 1 << 16
# The order of language::Prefix and language::Suffix; the letter opens the flags of that prefix.
PREFIXES = [None, "MDO", "B", "T", "K", "P", "R", "S"]
SUFFIXES = ["", "an", "i", "kan"]


def hash_of(word: bytes) -> int:
    """The same as language::hash_of_root."""
    value = 0xCBF29CE484222325
    for byte in word:
        value = ((value ^ byte) * 0x100000001B3) & MASK
    value ^= value >> 32
    value = (value * 0x9E3779B97F4A7C15) & MASK
    return value ^ (value >> 29)


def suffix_of_flags(rules: str) -> dict[str, str]:
    """Which suffix each flag of the list ends a word with; a prefix flag ends it with none."""
    suffixes: dict[str, str] = {}
    for kind, flag, added in re.findall(r"^(PFX|SFX) (\S\S)[ \t]+[0a-z]+[ \t]+([a-z]*)/?\S*[ \t]", rules, re.M):
        if flag not in suffixes:
            suffixes[flag] = added if kind == "SFX" and added in SUFFIXES else ""
    return suffixes


def licences(flags: str, suffixes: dict[str, str]) -> int:
    bits = 1  # the word by itself
    for flag in (flags[at:at + 2] for at in range(0, len(flags), 2)):
        for place, letters in enumerate(PREFIXES):
            if flag in suffixes and (flag[0] in letters if letters else flag[0].islower()):
                bits |= 1 << (place * 4 + SUFFIXES.index(suffixes[flag]))
    return bits


def main() -> None:
    out, words, rules = (pathlib.Path(argument) for argument in sys.argv[1:])
    suffixes = suffix_of_flags(rules.read_text(encoding="latin-1"))
    roots: dict[bytes, int] = {}
    for line in words.read_text(encoding="latin-1").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        if re.fullmatch(r"[A-Za-z]{3,}(-[A-Za-z]+)*", word):
            plain = word.lower().encode()
            roots[plain] = roots.get(plain, 0) | licences(flags, suffixes)
    table = [0] * SLOTS
    for plain, bits in sorted(roots.items()):
        value = hash_of(plain)
        slot = value % SLOTS
        while table[slot]:
            if table[slot] >> 32 == value >> 32:
                raise SystemExit(f"two roots with one fingerprint, one is {plain.decode()}")
            slot = (slot + 1) % SLOTS
        table[slot] = (value >> 32) << 32 | bits
    if len(roots) < 20000 or len(roots) > SLOTS * 3 // 4:
        raise SystemExit(f"{words}: {len(roots)} roots, which is not the list this was written for")
    rows = "\n".join("    " + " ".join(f"{slot:#x}," for slot in table[at:at + 6])
                     for at in range(0, SLOTS, 6))
    out.write_text(f'''#include "language/roots.hpp"

namespace kentongan::language {{

// {len(roots)} roots; made by scripts/compile_roots.py
constexpr std::array<std::uint64_t, root_slots> table{{
{rows}
}};
const std::array<std::uint64_t, root_slots>& root_table() {{ return table; }}

}}  // namespace kentongan::language
''', encoding="utf-8")


if __name__ == "__main__":
    main()
