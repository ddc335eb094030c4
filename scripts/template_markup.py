"""The HTML side of the template compiler: which context a place in a template is, and nothing else.

`Context` is a small value; branches of an `{#if}` copy it and must end alike. `Reader.feed` takes the
literal markup between two directives and returns what is to be written, with comments dropped and
indentation collapsed. Design after ctemplate's AUTOESCAPE and Go's html/template: a place whose context
is not known is an error, never a guess.
"""
import dataclasses
import re

from compile_messages import Mistake

VOID = set("area base br col embed hr img input link meta source track wbr".split())
# White space beside these is never seen, so it is not sent.
BLOCK = set("html head body title meta link script div section article header footer nav main aside h1 h2 "
            "h3 h4 h5 h6 p ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th form "
            "fieldset legend figure figcaption blockquote pre hr br option optgroup details summary "
            "template dialog address".split())
KEEPS_SPACE = {"pre", "textarea"}
RCDATA = {"title", "textarea"}
URL = set("href src action formaction poster cite data background ping xlink:href".split())
LOADS = {("script", "src"), ("iframe", "src"), ("object", "data"), ("embed", "src"), ("link", "href")}
REFUSED_ELEMENTS = {"style": "the page's policy forbids inline styles; use the style sheet",
                    "xmp": "write <pre>", "plaintext": "write <pre>", "listing": "write <pre>",
                    "noembed": "nobody reads it", "noframes": "nobody reads it", "base": "write whole paths"}
REFUSED_ATTRIBUTES = {"style": "the page's policy forbids inline styles; use a class",
                      "srcdoc": "a document inside an attribute cannot be escaped safely"}
SCHEME_OR_PATH = re.compile(r"(https?://[^/?#]+[/?#]|mailto:|tel:|/(?!/)|[?#])", re.IGNORECASE)


@dataclasses.dataclass(frozen=True)
class Context:
    """Where we are. mode: text | rcdata | json | nothing | tag | value."""
    mode: str = "text"
    stack: tuple = ()        # open elements
    tag: str = ""            # in `tag` and `value`
    attribute: str = ""      # in `value`
    quote: str = ""          # in `value`
    value: str = dataclasses.field(default="", compare=False)  # so far; "\0" is an expression
    seen: frozenset = dataclasses.field(default=frozenset(), compare=False)
    type: str = dataclasses.field(default="", compare=False)
    after_block: bool = dataclasses.field(default=False, compare=False)

    def but(self, **changes) -> "Context":
        return dataclasses.replace(self, **changes)

    def is_url(self) -> bool:
        return self.mode == "value" and self.attribute in URL

    def describe(self) -> str:
        inside = "".join(f"<{tag}>" for tag in self.stack) or "no element"
        if self.mode == "value":
            return f"attribute {self.attribute} of <{self.tag}>"
        return f"inside the tag <{self.tag}>" if self.mode == "tag" else f"{self.mode} in {inside}"


def join_branches(where: str, one: Context, other: Context) -> Context:
    if one != other:
        raise Mistake(f"{where}: the branches end in different places: {one.describe()}, and "
                      f"{other.describe()}")
    # An address that began differently takes no expression right after the branches ("\0" sees to it).
    value = one.value if one.value == other.value else "\0"
    return one.but(seen=one.seen | other.seen, after_block=one.after_block and other.after_block,
                   value=value, type=one.type if one.type == other.type else "")


TAG_OPEN = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
DOCTYPE = re.compile(r"<!doctype html>", re.IGNORECASE)
TAG_END = re.compile(r"\s*(/?)>")
ATTRIBUTE = re.compile(r"(\s*)([A-Za-z@:_][A-Za-z0-9_:.-]*)(\s*=\s*)?")


class Reader:
    def __init__(self, path: str):
        self.path = path

    def feed(self, context: Context, text: str, line: int):
        """Returns (what to write, the context after it)."""
        self.text, self.at, self.line, self.context, self.out = text, 0, line, context, []
        while self.at < len(self.text):
            getattr(self, "read_" + self.context.mode)()
        return "".join(self.out), self.context

    def fail(self, why: str):
        line = self.line + self.text.count("\n", 0, self.at)
        raise Mistake(f"{self.path}:{line}: {why}")

    # ---- between tags ------------------------------------------------------------------------------
    def read_text(self):
        end = self.text.find("<", self.at)
        end = len(self.text) if end < 0 else end
        if end > self.at:
            self.write_words(self.text[self.at:end], end)
            self.at = end
            return
        comment = COMMENT.match(self.text, self.at)
        doctype = DOCTYPE.match(self.text, self.at)
        tag = TAG_OPEN.match(self.text, self.at)
        if comment:
            self.at = comment.end()
        elif doctype:
            self.out.append("<!doctype html>")
            self.at = doctype.end()
            self.context = self.context.but(after_block=True)
        elif tag:
            self.read_tag_open(tag)
        else:
            self.fail("`<` begins no tag here; write &lt; (a comment must end before a directive)")

    def write_words(self, words: str, end: int):
        if KEEPS_SPACE & set(self.context.stack):
            self.out.append(words)
            return
        words = re.sub(r"\s+", lambda run: "\n" if "\n" in run.group() else " ", words)
        if self.context.after_block:
            words = words.lstrip()
        tag = TAG_OPEN.match(self.text, end)
        if tag and tag.group(2).lower() in BLOCK:
            words = words.rstrip()
        if words:
            self.out.append(words)
            self.context = self.context.but(after_block=False)

    def read_tag_open(self, tag):
        name = tag.group(2).lower()
        if name in REFUSED_ELEMENTS:
            self.fail(f"<{name}>: {REFUSED_ELEMENTS[name]}")
        if tag.group(1):
            self.close(name, tag)
            return
        self.out.append("<" + name)
        self.at = tag.end()
        self.context = self.context.but(mode="tag", tag=name, seen=frozenset(), type="",
                                        after_block=name in BLOCK)

    def close(self, name, tag):
        end = TAG_END.match(self.text, tag.end())
        if not end or end.group(1):
            self.fail(f"</{name}> must end with >")
        if not self.context.stack or self.context.stack[-1] != name:
            open_tag = f"<{self.context.stack[-1]}>" if self.context.stack else "no element"
            self.fail(f"</{name}> closes nothing: {open_tag} is open here")
        self.out.append(f"</{name}>")
        self.at = end.end()
        self.context = self.context.but(mode="text", stack=self.context.stack[:-1],
                                        after_block=name in BLOCK)

    # ---- <title>, <textarea> -----------------------------------------------------------------------
    def read_rcdata(self):
        name = self.context.stack[-1]
        end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, self.at)
        words = self.text[self.at:end.start() if end else len(self.text)]
        if "<" in words:
            self.fail(f"<{name}> holds only text")
        if name not in KEEPS_SPACE:
            words = re.sub(r"\s+", " ", words)
        self.out.append(words)
        self.at = len(self.text) if not end else end.start()
        if end:
            self.close(name, TAG_OPEN.match(self.text, self.at))

    def read_nothing(self):
        self.read_json()

    def read_json(self):
        end = self.text.find("</script>", self.at)
        words = self.text[self.at:end if end >= 0 else len(self.text)]
        if words.strip():
            self.fail("a script holds its src, or {json ...}, and nothing else")
        self.at = len(self.text) if end < 0 else end
        if end >= 0:
            self.close("script", TAG_OPEN.match(self.text, self.at))

    # ---- inside a tag ------------------------------------------------------------------------------
    def read_tag(self):
        end = TAG_END.match(self.text, self.at)
        if end:
            self.out.append(">")
            self.at = end.end()
            self.enter(end.group(1) == "/")
            return
        attribute = ATTRIBUTE.match(self.text, self.at)
        if not attribute:
            if self.text[self.at:].strip():
                self.fail(f"cannot read this inside <{self.context.tag}>")
            self.at = len(self.text)
            return
        self.read_attribute(attribute)

    def read_attribute(self, attribute):
        name = attribute.group(2).lower()
        self.check_attribute(name, spaced=bool(attribute.group(1)))
        self.context = self.context.but(seen=self.context.seen | {name})
        self.out.append(" " + attribute.group(2))
        self.at = attribute.end()
        if attribute.group(3) is None:
            return
        quote = self.text[self.at:self.at + 1]
        if quote not in ('"', "'") or quote == "":
            self.fail(f"the value of {name} must be in quotes")
        self.out.append("=" + quote)
        self.at += 1
        self.context = self.context.but(mode="value", attribute=name, quote=quote, value="")

    def check_attribute(self, name: str, spaced: bool):
        if not spaced and not self.text[:self.at].endswith((" ", "\n")):
            self.fail(f"leave a space before {name}")
        if name.startswith("on"):
            self.fail(f"{name}: the page's policy forbids scripts in attributes")
        if name in REFUSED_ATTRIBUTES:
            self.fail(f"{name}: {REFUSED_ATTRIBUTES[name]}")
        if name == "http-equiv" and "content" in self.context.seen:
            self.fail("write http-equiv before content")
        if name in self.context.seen:
            self.fail(f"{name} is already on this <{self.context.tag}>")

    def read_value(self):
        end = self.text.find(self.context.quote, self.at)
        stop = len(self.text) if end < 0 else end
        words = self.text[self.at:stop]
        self.out.append(words)
        self.at = stop
        value = self.context.value + words
        self.context = self.context.but(value=value)
        if self.context.is_url() and re.match(r"\s*(javascript|vbscript|data):", value, re.IGNORECASE):
            self.fail("an address may not be a script")
        if end < 0:
            return
        self.out.append(self.context.quote)
        self.at += 1
        kind = value.lower() if self.context.attribute == "type" else self.context.type
        self.context = self.context.but(mode="tag", attribute="", quote="", value="", type=kind)
        follows = self.text[self.at:self.at + 1]
        if follows and follows not in " \n\t\r>/":
            self.fail("leave a space after an attribute")

    def enter(self, self_closing: bool):
        context = self.context
        name = context.tag
        context = context.but(mode="text", tag="", after_block=name in BLOCK)
        if name not in VOID and not self_closing:
            context = context.but(stack=context.stack + (name,))
            if name in RCDATA:
                context = context.but(mode="rcdata")
            if name == "script" and "src" in context.seen:
                context = context.but(mode="nothing")
            elif name == "script":
                if context.type != "application/ld+json":
                    self.fail("the page's policy forbids inline scripts; use a file")
                context = context.but(mode="json")
        elif name not in VOID:
            if not self.is_foreign(context.stack):
                self.fail(f"<{name}/> does not close itself in HTML; write <{name}></{name}>")
            self.out[-1] = "/>"
        self.context = context.but(seen=frozenset(), type="")

    @staticmethod
    def is_foreign(stack) -> bool:
        return "svg" in stack or "math" in stack
