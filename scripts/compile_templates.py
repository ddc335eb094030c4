#!/usr/bin/env python3
"""Turns HTML templates into typed C++ functions that escape by context. The syntax: docs/templates.md.

  compile_templates.py --root SRC --out GENERATED --namespace NS --catalogues FILE.po... --templates FILE.html...

For each SRC/site/pages/item.html it writes GENERATED/site/pages/item.hpp and .cpp. What it does not
understand is an error with file:line; the C++ carries #line, so the compiler's errors point into the
template as well. Messages are put in at build time, escaped, in every language.
"""
import argparse
import pathlib
import re
import sys

sys.dont_write_bytecode = True
from compile_messages import Mistake, PLACEHOLDER, cpp_literal, read_catalogues, write_if_changed
from template_markup import Context, LOADS, Reader, SCHEME_OR_PATH, join_branches
from template_source import NAME, Template

LONGEST_LITERAL = 12000  # bytes; the standard asks compilers for 65536 only
ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
WRITTEN_OUT = set("http-equiv integrity nonce type rel".split())  # of <meta>, <script>, <link>


class Frame:
    """An open block directive."""
    def __init__(self, kind: str, line: int, start: Context):
        self.kind, self.line, self.start = kind, line, start
        self.ends, self.has_else, self.closer = [], False, "}"
        self.callee, self.blocks, self.arguments = None, {}, ""


class Compiler:
    """Compiles one template; `library` gives the others by name."""
    def __init__(self, template: Template, library: "Library"):
        self.template, self.library = template, library
        self.reader = Reader(template.path)
        self.context, self.frames = Context(after_block=True), []
        self.pieces, self.counter, self.line = [], 0, 1

    # ---- writing -----------------------------------------------------------------------------------
    def fail(self, why: str):
        raise Mistake(f"{self.template.path}:{self.line}: {why}")

    def write(self, markup: str):
        if self.pieces and self.pieces[-1][0] == "literal":
            self.pieces[-1] = ("literal", self.pieces[-1][1] + markup)
        elif markup:
            self.pieces.append(("literal", markup))

    def emit(self, code: str):
        """Code that holds something of the author's, so errors should point at the template."""
        self.pieces.append(("code", f'#line {self.line} "{self.template.path}"\n{code}'))

    def fresh(self, stem: str) -> str:
        self.counter += 1
        return f"{stem}_{self.counter}_"

    def compile(self) -> str:
        layout = self.template.layout
        if layout:
            self.line = layout[2]
            self.open_use(layout[0], layout[1])
        for token in self.template.tokens:
            self.line = token.line
            if token.kind == "text":
                markup, self.context = self.reader.feed(self.context, token.text, token.line)
                self.write(markup)
            else:
                self.directive(token.text.strip())
        if layout and len(self.frames) == 1:
            self.close_use()
        if self.frames:
            self.line = self.frames[-1].line
            self.fail(f"{{#{self.frames[-1].kind}}} is never closed")
        if self.context.mode != "text" or self.context.stack:
            self.fail(f"the file ends {self.context.describe()}")
        return self.render(self.pieces)

    @staticmethod
    def render(pieces: list) -> str:
        lines = []
        for kind, text in pieces:
            if kind == "code":
                lines.append(text)
                continue
            while text:
                cut = min(len(text), LONGEST_LITERAL)
                lines.append(f"out.literal({cpp_literal(text[:cut])});")
                text = text[cut:]
        return "\n".join(lines)

    # ---- directives --------------------------------------------------------------------------------
    def directive(self, text: str):
        word = re.match(r"[#/>]?\s?[a-z]*", text).group().replace(" ", "")
        rest = text[len(re.match(r"[#/>]?\s?[a-z]*", text).group()):]
        spaced = rest[:1].isspace() or rest == ""
        blocks = {"#if": self.open_if, "#elif": self.elif_, "#else": self.else_, "#each": self.open_each,
                  "#empty": self.empty, "#let": self.let, "#block": self.open_block, "#use": self.use}
        words = {"t": self.message, "html": self.html, "json": self.json, "attr": self.attr,
                 "slot": self.slot}
        if text.startswith("#"):
            if word not in blocks or not spaced:
                self.fail(f"unknown directive {{{text}}}")
            blocks[word](rest.strip())
        elif text.startswith("/"):
            self.close(text[1:].strip())
        elif text.startswith(">"):
            self.call(text[1:].strip())
        elif word in words and rest[:1].isspace():
            words[word](rest.strip())
        elif not text:
            self.fail("empty braces; write {\"{}\"} for braces that people see")
        else:
            self.expression(text)

    def expression(self, text: str):
        self.emit(f"out.{self.writer()}(({text}));" if "," in text else f"out.{self.writer()}({text});")

    def writer(self) -> str:
        """The function of html::Page that escapes for this place."""
        context = self.context
        if context.mode in ("text", "rcdata"):
            self.context = context.but(after_block=False)
            return "text"
        if context.mode == "json":
            self.fail("inside a script only {json ...} may stand")
        if context.mode == "nothing":
            self.fail(f"<{context.stack[-1]}> with src has no content")
        if context.mode == "tag":
            self.fail(f"an expression cannot stand here inside <{context.tag}>; "
                      "use a quoted attribute or {attr name=...}")
        if context.attribute in ("srcset", "imagesrcset") or context.tag in ("animate", "set") or (
                context.attribute in WRITTEN_OUT and context.tag in ("meta", "script", "link")):
            self.fail(f"{context.attribute} of <{context.tag}> must be written out, not computed")
        if context.tag == "meta" and "http-equiv" in context.seen:
            self.fail("what <meta http-equiv> says must be written out, not computed")
        return self.url_writer() if context.is_url() else "attribute"

    def url_writer(self) -> str:
        context = self.context
        self.context = context.but(value=context.value + "\0")
        if context.value == "":
            return "trusted_url" if (context.tag, context.attribute) in LOADS else "url"
        if context.value.endswith("\0"):
            self.fail("two expressions side by side in an address; join them in C++")
        if "\0" not in context.value and not SCHEME_OR_PATH.match(context.value):
            self.fail("the beginning of this address is neither a path nor a scheme; "
                      "compute the whole address instead")
        return "url_part"

    def html(self, text: str):
        if self.context.mode != "text":
            self.fail(f"{{html ...}} may stand only between tags, not in {self.context.describe()}")
        self.emit(f"out.html({text});")

    def json(self, text: str):
        if self.context.mode != "json":
            self.fail('{json ...} may stand only in <script type="application/ld+json">')
        self.emit(f"out.json({text});")

    def attr(self, text: str):
        match = re.fullmatch(r"([a-z][a-z0-9-]*)\s*=\s*(.+)", text, re.DOTALL)
        if not match or self.context.mode != "tag":
            self.fail("{attr name=expression} stands inside a tag, between attributes")
        name, value = match.groups()
        self.reader.text, self.reader.at, self.reader.line = "", 0, self.line
        self.reader.context = self.context
        self.reader.check_attribute(name, spaced=True)
        self.context = self.context.but(seen=self.context.seen | {name})
        inner = self.context.but(mode="value", attribute=name)
        if (inner.tag, name) in LOADS:
            self.fail(f"{name} of <{inner.tag}> cannot be optional; use {{#if}}")
        writer = "optional_url_attribute" if inner.is_url() else "optional_attribute"
        self.emit(f"out.{writer}({cpp_literal(' ' + name)}, {value});")

    # ---- messages ----------------------------------------------------------------------------------
    def message(self, text: str):
        match = re.match(r"[a-z][a-z0-9_.]*", text)
        key = match.group() if match else ""
        catalogues = self.library.catalogues
        if key not in catalogues[0].messages:
            self.fail(f"there is no message `{key}` in {catalogues[0].path}")
        values = self.message_values(text[len(key):])
        wanted = catalogues[0].messages[key].placeholders()
        if set(values) != wanted:
            self.fail(f"message `{key}` takes {sorted(wanted) or 'no values'}, given {sorted(values)}")
        if self.context.is_url():
            self.fail("a message cannot be an address")
        writer = self.writer()
        texts = [catalogue.messages[key].text for catalogue in catalogues]
        if not values:
            listed = ", ".join(f"html::Literal({cpp_literal(self.escape(text))})" for text in texts)
            self.emit(f"out.translated(std::array<html::Literal, {len(texts)}>{{{listed}}});")
            return
        self.emit("{")
        for name, value in values.items():
            self.emit(f"const auto& value_{name}_ = {value};")
        self.emit("switch (out.language().index()) {")
        for index, words in list(enumerate(texts))[1:] + [(0, texts[0])]:
            self.emit("default: {" if index == 0 else f"case {index}: {{")
            for position, part in enumerate(PLACEHOLDER.split(words)):
                if position % 2:
                    self.emit(f"out.{writer}(value_{part}_);")
                elif part:
                    self.emit(f"out.literal({cpp_literal(self.escape(part))});")
            self.emit("break; }")
        self.emit("} }")

    def escape(self, text: str) -> str:
        special = "&<>\"'" if self.context.mode == "value" else "&<>"
        return "".join(ENTITY[char] if char in special else char for char in text)

    def message_values(self, text: str) -> dict:
        """Splits `a=expr b=f(x, "y z")` at the names; brackets and strings keep their blanks."""
        values, starts, at, depth = {}, [], 0, 0
        while at < len(text):
            if text[at] in "\"'":
                literal = re.compile(r"(\"(\\.|[^\"\\])*\"|'(\\.|[^'\\])*')").match(text, at)
                at = literal.end() if literal else at + 1
                continue
            depth += (text[at] in "{([") - (text[at] in "})]")
            name = re.compile(rf"[\s,]+({NAME})=(?!=)").match(text, at) if depth == 0 else None
            if name:
                starts.append((at, name.end(), name.group(1)))
                at = name.end()
                continue
            at += 1
        if text[:starts[0][0] if starts else len(text)].strip():
            self.fail(f"expected name=expression after the message's key, found `{text.strip()}`")
        for index, (_, begin, name) in enumerate(starts):
            end = starts[index + 1][0] if index + 1 < len(starts) else len(text)
            if name in values:
                self.fail(f"`{name}` is given twice")
            values[name] = text[begin:end].strip().rstrip(",")
        return values

    # ---- blocks ------------------------------------------------------------------------------------
    def open_if(self, condition: str):
        self.frames.append(Frame("if", self.line, self.context))
        self.emit(f"if ({condition}) {{")

    def branch(self, kinds: tuple, name: str) -> Frame:
        if not self.frames or self.frames[-1].kind not in kinds or self.frames[-1].has_else:
            self.fail(f"{{#{name}}} does not belong to anything here")
        frame = self.frames[-1]
        frame.ends.append(self.context)
        self.context = frame.start
        return frame

    def elif_(self, condition: str):
        self.branch(("if",), "elif")
        self.emit(f"}} else if ({condition}) {{")

    def else_(self, rest: str):
        if rest:
            self.fail("{#else} takes nothing; did you mean {#elif ...}?")
        self.branch(("if",), "else").has_else = True
        self.emit("} else {")

    def open_each(self, text: str):
        match = re.fullmatch(rf"({NAME})(?:\s*,\s*({NAME}))?\s+in\s+(.+)", text, re.DOTALL)
        if not match:
            self.fail("write {#each thing in things} or {#each thing, index in things}")
        name, index, things = match.groups()
        frame = Frame("each", self.line, self.context)
        frame.closer = "} }"
        frame.any = self.fresh("any")
        self.frames.append(frame)
        self.emit(f"{{ [[maybe_unused]] std::size_t {frame.any} = 0;")
        self.emit(f"for ([[maybe_unused]] const auto& {name} : {things}) {{")
        self.emit(f"[[maybe_unused]] const std::size_t {index} = {frame.any}++;" if index else f"++{frame.any};")

    def empty(self, rest: str):
        if rest:
            self.fail("{#empty} takes nothing")
        frame = self.branch(("each",), "empty")
        frame.has_else = True
        self.emit(f"}} if ({frame.any} == 0) {{")

    def let(self, text: str):
        match = re.fullmatch(rf"({NAME})\s*=\s*(.+)", text, re.DOTALL)
        if not match:
            self.fail("write {#let name = expression}")
        self.emit(f"const auto& {match.group(1)} = {match.group(2)};")

    def close(self, kind: str):
        if not self.frames or self.frames[-1].kind != kind or (kind == "use" and self.is_layout_frame()):
            inner = f"{{#{self.frames[-1].kind}}} of line {self.frames[-1].line}" if self.frames else "nothing"
            self.fail(f"{{/{kind}}} closes nothing: {inner} is open here")
        if kind == "use":
            self.close_use()
            return
        frame = self.frames.pop()
        if kind == "block":
            self.close_block(frame)
            return
        ends = frame.ends + [self.context]
        if not frame.has_else:
            ends.append(frame.start)
        context = ends[0]
        for other in ends[1:]:
            context = join_branches(f"{self.template.path}:{self.line}", context, other)
        self.context = context
        self.emit(frame.closer)

    # ---- other templates ---------------------------------------------------------------------------
    def is_layout_frame(self) -> bool:
        return len(self.frames) == 1 and self.template.layout is not None

    def callee(self, name: str) -> Template:
        template = self.library.find(name)
        if template is None:
            self.fail(f"there is no template `{name}`")
        self.template.uses.append(template)
        return template

    def call(self, text: str):
        match = re.fullmatch(rf"({NAME})\s*(?:\((.*)\))?", text, re.DOTALL)
        if not match:
            self.fail("write {> name(arguments)}")
        name, arguments = match.group(1), (match.group(2) or "").strip()
        if self.context.mode != "text":
            self.fail(f"a template can be called only between tags, not in {self.context.describe()}")
        if self.library.slots_of(self.callee(name)):
            self.fail(f"`{name}` has slots; write {{#use {name}(...)}} ... {{/use}}")
        self.emit(f"{name}(out{', ' + arguments if arguments else ''});")
        self.context = self.context.but(after_block=False)

    def slot(self, name: str):
        if self.context.mode not in ("text", "rcdata"):
            self.fail(f"a slot can stand only between tags or in <title>, not in {self.context.describe()}")
        mode = self.context.but(stack=self.context.stack if self.context.mode == "rcdata" else (),
                                seen=frozenset())
        if not re.fullmatch(NAME, name):
            self.fail("write {slot name}")
        if self.template.slots.setdefault(name, mode) != mode:
            self.fail(f"slot {name} stands in two different kinds of place")
        self.emit(f"slots.{name}();")
        self.context = self.context.but(after_block=False)

    def use(self, text: str):
        match = re.fullmatch(rf"({NAME})\s*(?:\((.*)\))?", text, re.DOTALL)
        if not match:
            self.fail("write {#use name(arguments)} ... {/use}")
        if self.context.mode != "text":
            self.fail(f"a template can be used only between tags, not in {self.context.describe()}")
        self.open_use(match.group(1), (match.group(2) or "").strip())

    def open_use(self, name: str, arguments: str):
        frame = Frame("use", self.line, self.context)
        frame.callee, frame.arguments = self.callee(name), arguments
        frame.outer, self.pieces = self.pieces, []
        self.frames.append(frame)
        self.context = Context(after_block=True)

    def open_block(self, name: str):
        if not self.frames or self.frames[-1].kind != "use":
            self.fail("{#block name} stands directly in a page with a layout, or in {#use}")
        use = self.frames[-1]
        slots = self.library.slots_of(use.callee)
        if name not in slots or name == "body" or name in use.blocks:
            self.fail(f"`{use.callee.name}` has no slot `{name}` left to fill; it has {sorted(slots)}")
        frame = Frame("block", self.line, self.context)
        frame.name, frame.outer, self.pieces = name, self.pieces, []
        self.frames.append(frame)
        self.context = slots[name].but(after_block=True)

    def close_block(self, frame: Frame):
        use = self.frames[-1]
        expected = self.library.slots_of(use.callee)[frame.name]
        if self.context != expected:
            self.fail(f"block {frame.name} ends {self.context.describe()}, not where it began")
        use.blocks[frame.name] = self.render(self.pieces)
        self.pieces, self.context = frame.outer, frame.start

    def close_use(self):
        frame = self.frames.pop()
        if self.context != Context():
            self.fail(f"the body given to `{frame.callee.name}` ends {self.context.describe()}")
        slots = self.library.slots_of(frame.callee)
        body = self.render(self.pieces)
        if "body" in slots:
            frame.blocks["body"] = body
        elif body.strip() and not re.fullmatch(r'out\.literal\("(\\n| )*"\);', body):
            self.fail(f"`{frame.callee.name}` has no slot body, but is given one")
        self.pieces, self.context = frame.outer, frame.start
        self.line, serial = frame.line, self.fresh("slot")
        given = []
        self.emit("{")
        for name in slots:
            if name in frame.blocks:
                self.emit(f"const auto {serial}{name} = [&] {{")
                self.pieces.append(("code", frame.blocks[name]))
                self.emit("};")
                given.append(f".{name} = html::Slot({serial}{name})")
            else:
                given.append(f".{name} = html::Slot()")
        arguments = frame.arguments + ", " if frame.arguments else ""
        slot_type = slots_type(frame.callee)
        self.emit(f"{frame.callee.name}(out, {arguments}{slot_type}{{{', '.join(given)}}}); }}"
                  if slots else f"{frame.callee.name}(out{', ' + frame.arguments if arguments else ''}); }}")
        self.context = self.context.but(after_block=False)


def slots_type(template: Template) -> str:
    return "".join(word.capitalize() for word in template.name.split("_")) + "Slots"


class Library:
    """All templates of one call, compiled when first asked for."""
    def __init__(self, templates: list, catalogues: list, namespace: str):
        self.catalogues, self.namespace, self.by_name = catalogues, namespace, {}
        for template in templates:
            if template.name in self.by_name:
                raise Mistake(f"{template.path}:1: `{template.name}` is also in "
                              f"{self.by_name[template.name].path}")
            self.by_name[template.name] = template

    def find(self, name: str):
        return self.by_name.get(name)

    def compile(self, template: Template) -> str:
        if template.code is None:
            template.code = ""  # a template that calls itself finds its slots so far
            try:
                template.code = Compiler(template, self).compile()
            except Mistake:
                template.code = None
                raise
        return template.code

    def slots_of(self, template: Template) -> dict:
        self.compile(template)
        return template.slots

    def header(self, template: Template) -> str:
        self.compile(template)
        lines = [f"// Made from {template.path} by scripts/compile_templates.py; do not edit.",
                 "#pragma once", "", '#include "html/page.hpp"']
        lines += [""] * bool(template.includes) + [f"#include {include}" for include in template.includes]
        lines += ["", f"namespace {self.namespace} {{", ""]
        if template.slots:
            lines.append(f"struct {slots_type(template)} {{")
            lines += [f"  html::Slot {name};" for name in template.slots]
            lines += ["};", ""]
        lines += [f"{self.signature(template)};", "", f"}}  // namespace {self.namespace}", ""]
        return "\n".join(lines)

    @staticmethod
    def signature(template: Template) -> str:
        parameters = ["[[maybe_unused]] html::Page& out"]
        if template.parameters:
            parameters.append(template.parameters)
        if template.slots:
            parameters.append(f"[[maybe_unused]] const {slots_type(template)}& slots")
        return f"void {template.name}({', '.join(parameters)})"

    def source(self, template: Template) -> str:
        code = self.compile(template)
        used = sorted({str(other.place) for other in template.uses if other is not template})
        lines = [f"// Made from {template.path} by scripts/compile_templates.py; do not edit.",
                 f'#include "{template.place}.hpp"']
        lines += [""] * bool(used) + [f'#include "{place}.hpp"' for place in used]
        lines += ["", "#include <array>", "#include <cstddef>", "#include <optional>", "",
                  f"namespace {self.namespace} {{", "", f"{self.signature(template)} {{", code, "}", "",
                  f"}}  // namespace {self.namespace}", ""]
        return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("--root", "--out", "--namespace"):
        parser.add_argument(name, required=True)
    for name in ("--catalogues", "--templates"):
        parser.add_argument(name, nargs="+", required=True)
    options = parser.parse_args()
    root, out = pathlib.Path(options.root).resolve(), pathlib.Path(options.out)
    try:
        templates = [Template(pathlib.Path(path).resolve(), root) for path in options.templates]
        library = Library(templates, read_catalogues(options.catalogues), options.namespace)
    except Mistake as mistake:
        sys.exit(str(mistake))
    mistakes = {}  # the same one may be met again by those who use the template
    for template in templates:
        try:
            (out / template.place).parent.mkdir(parents=True, exist_ok=True)
            write_if_changed(out / template.place.with_suffix(".hpp"), library.header(template))
            write_if_changed(out / template.place.with_suffix(".cpp"), library.source(template))
        except Mistake as mistake:
            mistakes[str(mistake)] = True
    if mistakes:
        sys.exit("\n".join(mistakes))


if __name__ == "__main__":
    main()
