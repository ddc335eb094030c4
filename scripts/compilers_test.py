#!/usr/bin/env python3
"""What the compilers of messages and templates refuse, and where they say it is."""
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
from compile_messages import Mistake, generate, read_catalogues
from compile_templates import Library
from template_source import Template

ID = 'msgid ""\nmsgstr "Language: id\\n"\n'
EN = 'msgid ""\nmsgstr "Language: en\\n"\n'


def entry(key: str, text: str) -> str:
    return f'msgid "{key}"\nmsgstr "{text}"\n'


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name).resolve()
        self.addCleanup(self.folder.cleanup)

    def file(self, name: str, text: str) -> pathlib.Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


class Messages(Folder):
    def catalogues(self, indonesian: str, english: str = ""):
        files = [self.file("id.po", ID + indonesian)]
        if english:
            files.append(self.file("en.po", EN + english))
        return read_catalogues(files)

    def assert_refused(self, expected: str, indonesian: str, english: str = ""):
        with self.assertRaises(Mistake) as refusal:
            self.catalogues(indonesian, english)
        self.assertIn(expected, str(refusal.exception))

    def test_texts_over_several_lines_and_escapes_are_read(self):
        found = self.catalogues('# note\n#: file:1\nmsgid "a.b"\nmsgstr ""\n"one\\n"\n"\\"two\\" {x}\\t\\\\"\n')
        self.assertEqual(found[0].messages["a.b"].text, 'one\n"two" {x}\t\\')

    def test_indonesian_comes_first(self):
        found = self.catalogues(entry("a.b", "x"), entry("a.b", "y"))
        self.assertEqual([catalogue.tag for catalogue in found], ["id", "en"])
        self.assertIn('{"a.b", {{"x", "y"}}}', generate(found))

    def test_what_is_refused(self):
        self.assert_refused("id.po:5: `a.b` is already at line 3", entry("a.b", "x") * 2)
        self.assert_refused("`a.b` is missing in", entry("a.b", "x") + entry("a.c", "x"), entry("a.c", "x"))
        self.assert_refused("`a.b` is missing in", entry("a.c", "x"), entry("a.b", "x") + entry("a.c", "x"))
        self.assert_refused("other placeholders", entry("a.b", "{x}"), entry("a.b", "{y}"))
        self.assert_refused("id.po:3: `a.b` has no text", entry("a.b", " "))
        self.assert_refused("not a {placeholder}", entry("a.b", "{X}"))
        self.assert_refused("not a {placeholder}", entry("a.b", "{x"))
        self.assert_refused("is not a key", entry("Ada apa", "x"))
        self.assert_refused("id.po:3: a fuzzy message", "#, fuzzy\n" + entry("a.b", "x"))
        self.assert_refused("id.po:4: expected msgid", 'msgid "a.b"\nmsgid_plural "a.c"\nmsgstr[0] "x"\n')
        self.assert_refused("unknown escape", entry("a.b", "\\q"))
        self.assert_refused("no msgstr", 'msgid "a.b"\n')
        self.assert_refused("double quotes", "msgid a.b\n")


class Templates(Folder):
    layout = ("{{page base(const Chrome& chrome)}}\n<!doctype html>\n<html lang=\"id\"><head><title>{slot title}"
              "</title>{slot head}</head><body>{slot body}</body></html>\n")

    def compile(self, body: str, head: str = "{{page item(const View& view)}}\n", others=()) -> str:
        catalogues = read_catalogues([
            self.file("id.po", ID + entry("a.plain", "<Halo>") + entry("a.by", "oleh {who}, \\\"{when}\\\"")),
            self.file("en.po", EN + entry("a.plain", "Hello") + entry("a.by", "{when}: {who}"))])
        root = self.root / "src"
        files = [self.file("src/pages/item.html", head + body)]
        files += [self.file(f"src/pages/{name}.html", text) for name, text in others]
        library = Library([Template(path, root) for path in files], catalogues, "kentongan::pages")
        sources = [library.source(template) for template in library.by_name.values()]
        return sources[0]

    def assert_refused(self, expected: str, body: str, **more):
        with self.assertRaises(Mistake) as refusal:
            self.compile(body, **more)
        self.assertIn(expected, str(refusal.exception))
        self.assertRegex(str(refusal.exception), r"^src/pages/item.html:\d+: ")

    def assert_has(self, expected: str, body: str, **more):
        code = "\n".join(line for line in self.compile(body, **more).splitlines() if not line.startswith("#line"))
        self.assertIn(expected, code)

    def test_each_place_has_its_escape(self):
        self.assert_has("out.text(view.a);", "<p>{view.a}</p>")
        self.assert_has("out.attribute(view.a);", '<p title="{view.a}"></p>')
        self.assert_has("out.attribute(view.a);", "<p title='x {view.a}'></p>")
        self.assert_has("out.url(view.a);", '<a href="{view.a}"></a>')
        self.assert_has("out.url_part(view.a);", '<a href="/x/{view.a}"></a>')
        self.assert_has("out.url_part(view.a);", '<a href="{base}/x/{view.a}"></a>')
        self.assert_has("out.url_part(view.a);", '<a href="mailto:{view.a}"></a>')
        self.assert_has("out.url(view.a);", '<form action="{view.a}"></form>')
        self.assert_has("out.trusted_url(view.a);", '<script src="{view.a}"></script>')
        self.assert_has("out.text(view.a);", "<title>{view.a}</title>")
        self.assert_has("out.text(view.a);", "<textarea>{view.a}</textarea>")
        self.assert_has("out.json(view.a);", '<script type="application/ld+json">{json view.a}</script>')
        self.assert_has("out.html(view.a);", "<div>{html view.a}</div>")

    def test_places_without_a_safe_escape_are_refused(self):
        for expected, body in [
                ("must be in quotes", "<p title={view.a}></p>"),
                ("must be in quotes", "<p title=x></p>"),
                ("cannot stand here inside <p>", "<p {view.a}></p>"),
                ("cannot stand here inside <p", "<p{view.a}></p>"),
                ("begins no tag", "<{view.a}></p>"),
                ("forbids inline scripts", "<script>{view.a}</script>"),
                ("forbids inline scripts", '<script type="text/javascript">1</script>'),
                ("and nothing else", '<script src="/a.js">x{view.a}</script>'),
                ("has no content", '<script src="/a.js">{view.a}</script>'),
                ("only {json ...}", '<script type="application/ld+json">{view.a}</script>'),
                ("and nothing else", '<script type="application/ld+json">1{json view.a}</script>'),
                ("forbids inline styles", "<style>{view.a}</style>"),
                ("forbids inline styles", '<p style="color:{view.a}"></p>'),
                ("forbids scripts in attributes", '<p onclick="{view.a}"></p>'),
                ("forbids scripts in attributes", "<p {attr onclick=view.a}></p>"),
                ("cannot be escaped safely", '<iframe srcdoc="{view.a}"></iframe>'),
                ("must be written out", '<img srcset="{view.a}">'),
                ("must be written out", '<link rel="{view.a}" href="/x">'),
                ("must be written out", '<svg><animate to="{view.a}"></animate></svg>'),
                ("must be written out", '<meta http-equiv="refresh" content="{view.a}">'),
                ("write http-equiv before content", '<meta content="{view.a}" http-equiv="refresh">'),
                ("may not be a script", '<a href="javascript:{view.a}"></a>'),
                ("neither a path nor a scheme", '<a href="x{view.a}"></a>'),
                ("neither a path nor a scheme", '<a href="//{view.a}"></a>'),
                ("neither a path nor a scheme", '<a href="https://{view.a}/"></a>'),
                ("join them in C++", '<a href="{view.a}{view.b}"></a>'),
                ("join them in C++", '<a href="{#if x}/a/{#else}{u}{/if}{view.b}"></a>'),
                ("cannot be an address", '<a href="{t a.plain}"></a>'),
                ("only between tags", '<p title="{html view.a}"></p>'),
                ("only between tags", "<title>{html view.a}</title>"),
                ("may stand only in <script", "<p>{json view.a}</p>"),
                ("cannot be optional", "<script {attr src=view.a}></script>"),
                ("stands inside a tag", "<p>{attr a=b}</p>")]:
            with self.subTest(body):
                self.assert_refused(expected, body)

    def test_markup_must_nest(self):
        for expected, body in [
                ("closes nothing", "<p></div></p>"), ("closes nothing", "</p>"), ("the file ends", "<p>"),
                ("the file ends", '<p title="'), ("does not close itself", "<div/>"), ("closes nothing", "<br></br>"),
                ("end in different places", "{#if a}<p>{/if}"), ("end in different places", "{#if a}<p>{#else}<b>{/if}"),
                ("end in different places", "{#each a in b}<p>{/each}"), ("end in different places", '<p{#if a} title="{/if}">'),
                ("already on this", '<p class="a" class="b"></p>'), ("leave a space", '<p class="a"title="b"></p>'),
                ("leave a space", "<p{#if a}hidden{/if}></p>"), ("holds only text", "<title><b>x</b></title>"),
                ("stray `}`", "<p>}</p>"), ("never closed", "<p>{view.a</p>"), ("comment without end", "<p><!-- x"),
                ("begins no tag", "<p>1 < 2</p>")]:
            with self.subTest(body):
                self.assert_refused(expected, body)

    def test_directives_must_be_whole(self):
        for expected, body in [
                ("{#if} is never closed", "{#if a}"), ("{/if} closes nothing", "{/if}"), ("{/if} closes nothing", "{#each a in b}{/if}"),
                ("does not belong", "{#else}"), ("does not belong", "{#if a}{#else}{#else}{/if}"), ("does not belong", "{#if a}{#empty}{/if}"),
                ("write {#each", "{#each a of b}{/each}"), ("unknown directive", "{#while a}{/while}"), ("empty braces", "{}"),
                ("no template `nobody`", "{> nobody(a)}"), ("stands directly in a page", "{#block x}{/block}"),
                ("top of the file", "<p></p>{{include \"x.hpp\"}}"), ("write {#let", "{#let a}")]:
            with self.subTest(body):
                self.assert_refused(expected, body)

    def test_messages_are_checked_and_put_in(self):
        self.assert_has('html::Literal("&lt;Halo&gt;"), html::Literal("Hello")', "<p>{t a.plain}</p>")
        self.assert_has('out.literal(", &quot;");', '<p title="{t a.by who=view.a when=f(1, \'x\')}"></p>')
        self.assert_has("const auto& value_when_ = f(1, 'x');", "<p>{t a.by who=view.a when=f(1, 'x')}</p>")
        self.assert_has("const auto& value_who_ = a == b ? c : d;", "<p>{t a.by who=a == b ? c : d, when=e}</p>")
        self.assert_refused("item.html:3: there is no message `a.none`", "<p>\n{t a.none}</p>")
        self.assert_refused("takes ['when', 'who'], given ['who']", "<p>{t a.by who=1}</p>")
        self.assert_refused("takes no values, given ['x']", "<p>{t a.plain x=1}</p>")
        self.assert_refused("given twice", "<p>{t a.by who=1 who=2}</p>")

    def test_errors_and_line_marks_name_the_line(self):
        self.assert_refused("item.html:4: ", "<p>\n\n<p title=x></p>")
        self.assertIn('#line 3 "src/pages/item.html"\nout.text(view.a);', self.compile("<p>\n{view.a}</p>"))

    def test_blanks_that_nobody_sees_are_not_sent(self):
        self.assert_has('"<ul><li>a</li><li>b <b>c</b> d</li></ul><pre>\\n  x\\n</pre>"',
                        "\n<ul>\n  <li>a</li>\n\n  <li> b <b>c</b>   d </li>\n</ul>\n<!-- {x} -->\n<pre>\n  x\n</pre>\n")
        self.assert_has('out.literal("<ul>");\nif (a) {\nout.literal("<li></li>");\n}\nout.literal("</ul>");',
                        "<ul>\n  {#if a}\n    <li></li>\n  {/if}\n</ul>\n")
        self.assert_has('out.literal(" <b>");\nout.text(b);', "<p>{a} <b>{b}</b></p>")

    def test_a_name_alone_may_end_at_a_directive(self):
        self.assert_has('out.literal(" data-done");\n} else {', '<li{#if a} data-done{#else} class="b"{/if}></li>')
        self.assert_refused("cannot stand here", "<li data-done{a}></li>")
        self.assert_refused("cannot read this", '<li{#if a} data-done{/if}="x"></li>')
        self.assert_refused("leave a space before", "<li{#if a} data-{/if}done></li>")

    def test_layouts_give_their_slots_the_right_place(self):
        head = "{{page item(const View& view)}}\n{{layout base(view.chrome)}}\n"
        others = [("base", self.layout)]
        self.assert_has("base(out, view.chrome, BaseSlots{.title = ", "{#block title}{a}{/block}<p></p>", head=head, others=others)
        self.assert_has(".head = html::Slot(), ", "<p></p>", head=head, others=others)
        self.assert_refused("holds only text", "{#block title}<b>x</b>{/block}", head=head, others=others)
        self.assert_refused("no slot `foot` left", "{#block foot}{/block}", head=head, others=others)
        self.assert_refused("no slot `head` left", "{#block head}{/block}{#block head}{/block}", head=head, others=others)
        self.assert_refused("the body given to `base` ends", "<p>", head=head, others=others)
        self.assert_refused("write {#use base(...)}", "{> base(x)}", others=others)

    def test_a_template_is_used_with_what_stands_inside(self):
        panel = "{{page panel(int depth)}}\n<section>{slot body}{#if slots.foot.given()}<p>{slot foot}</p>{/if}</section>\n"
        self.assert_has("panel(out, 1, PanelSlots{.body = ", "{#use panel(1)}<b>x</b>{#block foot}y{/block}{/use}",
                        others=[("panel", panel)])


if __name__ == "__main__":
    unittest.main()
