#!/usr/bin/env python3
"""Turns messages/*.po into the tables behind base/messages.hpp: compile_messages.py OUT.cpp FILE.po...

msgid is a key (`newsroom.item.not_found`), msgstr the text with `{name}` placeholders. Refused, with
file:line: a key that one language lacks, a key twice, placeholders that differ between languages, an
empty text, a brace that is no placeholder, plurals and contexts (the catalogue has neither).
The language is the header's `Language:`, else the file's name; Indonesian is index 0, the others follow
by tag. compile_templates.py imports this file, so that both number the languages alike.
"""
import pathlib
import re
import sys

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


class Mistake(Exception):
    """Something in a file that a person has to mend; the text begins with file:line."""


class Message:
    def __init__(self, text: str, line: int):
        self.text, self.line = text, line

    def placeholders(self) -> set:
        return set(PLACEHOLDER.findall(self.text))


class Catalogue:
    def __init__(self, path: pathlib.Path):
        self.path, self.tag = path, path.stem
        self.messages = {}


def unquote(where: str, text: str) -> str:
    text = text.strip()
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise Mistake(f"{where}: expected a text in double quotes")
    out, rest = [], iter(text[1:-1])
    for char in rest:
        if char == '"':
            raise Mistake(f"{where}: a double quote inside a text is written \\\"")
        if char == "\\":
            escaped = next(rest, "")
            if escaped not in ESCAPES:
                raise Mistake(f"{where}: unknown escape \\{escaped}")
            char = ESCAPES[escaped]
        out.append(char)
    return "".join(out)


def read_entries(path: pathlib.Path):
    """Yields (line, msgid, msgstr) of a .po file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as problem:
        raise Mistake(f"{path}:1: not UTF-8 ({problem})") from None
    entry, part = None, None
    for number, raw in enumerate(lines, 1):
        where, line = f"{path}:{number}", raw.strip()
        if line.startswith("#,") and "fuzzy" in line:
            raise Mistake(f"{where}: a fuzzy message is not ready; review it and drop the mark")
        if not line or line.startswith("#"):
            continue
        if line.startswith('"'):
            if part is None:
                raise Mistake(f"{where}: a text without msgid or msgstr before it")
            entry[part] += unquote(where, line)
            continue
        word, _, rest = line.partition(" ")
        if word == "msgid":
            if entry is not None and part != "msgstr":
                raise Mistake(f"{where}: the msgid before this one has no msgstr")
            if entry is not None:
                yield entry["line"], entry["msgid"], entry["msgstr"]
            entry = {"line": number, "msgid": unquote(where, rest), "msgstr": ""}
        elif word == "msgstr" and part == "msgid":
            entry["msgstr"] = unquote(where, rest)
        else:
            raise Mistake(f"{where}: expected msgid then msgstr, found `{word}`")
        part = word
    if entry is not None:
        if part != "msgstr":
            raise Mistake(f"{path}:{len(lines)}: the last msgid has no msgstr")
        yield entry["line"], entry["msgid"], entry["msgstr"]


def read_catalogue(path: pathlib.Path) -> Catalogue:
    catalogue = Catalogue(path)
    for line, key, text in read_entries(path):
        where = f"{path}:{line}"
        if key == "":
            found = re.search(r"^Language:\s*([A-Za-z-]+)\s*$", text, re.MULTILINE)
            if found:
                catalogue.tag = found.group(1)
            continue
        if not KEY.fullmatch(key):
            raise Mistake(f"{where}: `{key}` is not a key (words.with.dots)")
        if key in catalogue.messages:
            raise Mistake(f"{where}: `{key}` is already at line {catalogue.messages[key].line}")
        if not text.strip():
            raise Mistake(f"{where}: `{key}` has no text")
        if set("{}") & set(PLACEHOLDER.sub("", text)):
            raise Mistake(f"{where}: `{key}` has a brace that is not a {{placeholder}}")
        catalogue.messages[key] = Message(text, line)
    return catalogue


def compare(one: Catalogue, other: Catalogue) -> list:
    problems = []
    for key, message in one.messages.items():
        translated = other.messages.get(key)
        if translated is None:
            problems.append(f"{one.path}:{message.line}: `{key}` is missing in {other.path}")
        elif translated.placeholders() != message.placeholders():
            problems.append(f"{other.path}:{translated.line}: `{key}` has other placeholders than "
                            f"{one.path}:{message.line}")
    problems += [f"{other.path}:{message.line}: `{key}` is missing in {one.path}"
                 for key, message in other.messages.items() if key not in one.messages]
    return problems


def read_catalogues(paths) -> list:
    """All catalogues, Indonesian first; raises Mistake when they do not agree."""
    catalogues = sorted((read_catalogue(pathlib.Path(path)) for path in paths),
                        key=lambda catalogue: (catalogue.tag != "id", catalogue.tag))
    if not catalogues or catalogues[0].tag != "id":
        raise Mistake("messages/id.po:1: there is no Indonesian catalogue")
    tags = [catalogue.tag for catalogue in catalogues]
    if len(set(tags)) != len(tags):
        raise Mistake(f"{catalogues[0].path}:1: two catalogues for one language: {' '.join(tags)}")
    problems = [problem for other in catalogues[1:] for problem in compare(catalogues[0], other)]
    if problems:
        raise Mistake("\n".join(problems))
    return catalogues


def cpp_literal(text: str) -> str:
    """A C++ string literal; bytes above ASCII stay UTF-8, controls become three octal digits."""
    out = []
    for char in text:
        if char in '"\\':
            out.append("\\" + char)
        elif char == "\n":
            out.append("\\n")
        elif ord(char) < 32 or ord(char) == 127:
            out.append(f"\\{ord(char):03o}")
        else:
            out.append(char)
    return '"' + "".join(out) + '"'


def write_if_changed(path: pathlib.Path, text: str) -> None:
    """Leaves the file's time alone when nothing changed, so that nothing is compiled again."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


HEAD = """\
// Made by scripts/compile_messages.py; do not edit.
#include "base/messages.hpp"

#include <algorithm>
#include <array>

namespace kentongan {
namespace {
"""

TAIL = """\

const Message* find_message(std::string_view key) {
  const auto* const found =
      std::lower_bound(messages.begin(), messages.end(), key,
                       [](const Message& message, std::string_view wanted) { return message.key < wanted; });
  return found != messages.end() && found->key == key ? &*found : nullptr;
}

const MessageValue* find_value(std::initializer_list<MessageValue> values, std::string_view name) {
  const auto* const found = std::find_if(values.begin(), values.end(),
                                         [name](const MessageValue& value) { return name == value.name; });
  return found == values.end() ? nullptr : found;
}

}  // namespace

std::string_view Language::tag() const { return tags.at(static_cast<std::size_t>(index_)); }

std::vector<Language> languages() {
  std::vector<Language> all;
  for (std::size_t index = 0; index < tags.size(); ++index)
    all.push_back(Language::from_index(static_cast<int>(index)));
  return all;
}

std::optional<Language> find_language(std::string_view tag) {
  for (const Language language : languages())
    if (language.tag() == tag) return language;
  return std::nullopt;
}

std::string say(Language language, std::string_view key, std::initializer_list<MessageValue> values) {
  const Message* const message = find_message(key);
  if (message == nullptr) return std::string(key);
  std::string_view rest = message->texts.at(static_cast<std::size_t>(language.index()));
  std::string text;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    text += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = rest.find('}', open);  // the build refuses a brace that does not close
    const MessageValue* const value = find_value(values, rest.substr(open + 1, close - open - 1));
    text += value == nullptr ? rest.substr(open, close - open + 1) : std::string_view(value->text);
    rest.remove_prefix(close + 1);
  }
  return text;
}

bool has_message(std::string_view key) { return find_message(key) != nullptr; }

}  // namespace kentongan
"""


def generate(catalogues) -> str:
    first = catalogues[0]
    tags = ", ".join(cpp_literal(catalogue.tag) for catalogue in catalogues)
    count = len(catalogues)
    lines = [HEAD,
             "struct Message {", "  std::string_view key;",
             f"  std::array<std::string_view, {count}> texts;", "};", "",
             f"constexpr std::array<std::string_view, {count}> tags{{{tags}}};", "",
             f"constexpr std::array<Message, {len(first.messages)}> messages{{{{"]
    for key in sorted(first.messages):
        texts = ", ".join(cpp_literal(catalogue.messages[key].text) for catalogue in catalogues)
        lines.append(f"    {{{cpp_literal(key)}, {{{{{texts}}}}}}},")
    lines.append("}};")
    return "\n".join(lines) + "\n" + TAIL


def main() -> None:
    out, *files = sys.argv[1:]
    try:
        write_if_changed(pathlib.Path(out), generate(read_catalogues(files)))
    except Mistake as mistake:
        sys.exit(str(mistake))


if __name__ == "__main__":
    main()
