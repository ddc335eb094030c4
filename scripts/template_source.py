"""The text side of the template compiler: a file cut into markup and `{directives}`, and its head of
`{{...}}` lines. Knows where a C++ expression ends; knows nothing of HTML."""
import pathlib
import re

from compile_messages import Mistake

NAME = r"[a-z][a-z0-9_]*"
OWN_LINE = ("#", "/", "{")  # directives that vanish with the line they stand alone on


class Token:
    def __init__(self, kind: str, text: str, line: int):
        self.kind, self.text, self.line = kind, text, line
        self.starts_line = False


def end_of_directive(path: str, source: str, start: int, line: int) -> int:
    """The index of the brace that closes the one at `start`; knows C++ strings and brackets."""
    depth, at = 0, start
    while at < len(source):
        char = source[at]
        if char in "\"'":
            if char == "'" and at > 0 and source[at - 1].isalnum() and source[at + 1].isalnum():
                at += 1  # a digit separator: 1'000
                continue
            literal = re.compile(rf"{char}(\\.|[^{char}\\\n])*{char}").match(source, at)
            if not literal:
                raise Mistake(f"{path}:{line}: a quote inside {{...}} is not closed")
            at = literal.end()
            continue
        depth += (char in "{([") - (char in "})]")
        if depth == 0:
            return at
        at += 1
    raise Mistake(f"{path}:{line}: this brace is never closed")


def tokens_of(path: str, source: str) -> list:
    tokens, at, line = [], 0, 1
    while at < len(source):
        brace = source.find("{", at)
        comment = source.find("<!--", at)
        if 0 <= comment and (brace < 0 or comment < brace):  # braces in comments are just braces
            end = source.find("-->", comment)
            if end < 0:
                raise Mistake(f"{path}:{line + source.count(chr(10), at, comment)}: comment without end")
            text = source[at:comment]
            tokens.append(Token("text", text, line))
            line += source.count("\n", at, end)
            at = end + 3
            continue
        text = source[at:brace if brace >= 0 else len(source)]
        stray = text.find("}")
        if stray >= 0:
            raise Mistake(f"{path}:{line + text.count(chr(10), 0, stray)}: stray `}}`; write {{\"}}\"}}")
        tokens.append(Token("text", text, line))
        line += text.count("\n")
        if brace < 0:
            break
        end = end_of_directive(path, source, brace, line)
        tokens.append(Token("directive", source[brace + 1:end], line))
        line += source.count("\n", brace, end)
        at = end + 1
    tokens = [token for token in tokens if token.kind != "text" or token.text]
    if tokens:
        tokens[0].starts_line = True
    return drop_own_lines(tokens)


def drop_own_lines(tokens: list) -> list:
    """A block directive alone on its line takes the line with it."""
    for index, token in enumerate(tokens):
        if token.kind != "directive" or not token.text.startswith(OWN_LINE):
            continue
        before = tokens[index - 1] if index > 0 else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        begins = before is None or (before.kind == "text" and bool(
            re.search(r"\n[ \t]*\Z", before.text)
            or (before.starts_line and re.fullmatch(r"[ \t]*", before.text))))
        ends = after is None or (after.kind == "text" and bool(
            re.match(r"[ \t]*\n", after.text)
            or (index + 2 == len(tokens) and not after.text.strip())))
        if not (begins and ends):
            continue
        if before is not None:
            before.text = re.sub(r"[ \t]*\Z", "", before.text)
        if after is not None:
            taken = re.match(r"[ \t]*\n?", after.text).group()
            after.line += taken.count("\n")
            after.text, after.starts_line = after.text[len(taken):], True
    return tokens


class Template:
    def __init__(self, path: pathlib.Path, root: pathlib.Path):
        self.file = path
        self.place = path.relative_to(root).with_suffix("")     # site/pages/item
        self.path = str(path.relative_to(root.parent))          # src/site/pages/item.html
        self.includes, self.name, self.parameters, self.layout = [], None, "", None
        self.slots, self.uses, self.code = {}, [], None
        self.tokens = self.read_head(tokens_of(self.path, path.read_text(encoding="utf-8")))
        if self.name is None:
            raise Mistake(f"{self.path}:1: there is no {{{{page name(...)}}}}")

    def read_head(self, tokens: list) -> list:
        body = []
        for token in tokens:
            if token.kind != "directive" or not token.text.startswith("{"):
                body.append(token)
                continue
            text, where = token.text[1:-1].strip(), f"{self.path}:{token.line}"
            include = re.fullmatch(r"include\s+(\"[^\"]+\"|<[^>]+>)", text)
            call = re.fullmatch(rf"(page|layout)\s+({NAME})\s*\((.*)\)", text, re.DOTALL)
            if any(other.kind == "directive" or other.text.strip() for other in body):
                raise Mistake(f"{where}: {{{{...}}}} stands at the top of the file")
            if include:
                self.includes.append(include.group(1))
            elif call and call.group(1) == "page" and self.name is None:
                self.name, self.parameters = call.group(2), " ".join(call.group(3).split())
            elif call and call.group(1) == "layout" and self.layout is None:
                self.layout = (call.group(2), call.group(3).strip(), token.line)
            else:
                raise Mistake(f"{where}: expected {{{{include \"...\"}}}}, {{{{page name(...)}}}} or "
                              "{{layout name(...)}}, once each")
        return body
