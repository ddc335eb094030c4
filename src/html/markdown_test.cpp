#include "html/markdown.hpp"

#include "html/samples/allow_list_oracle.hpp"
#include "html/samples/xss_vectors.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

namespace kentongan::html {
namespace {

std::string markup(std::string_view markdown) { return render_markdown(markdown).markup(); }

TEST(Markdown, WhatPeopleOfADistrictWriteBecomesMarkup) {
  EXPECT_EQ(markup("Halo *semua* **warga** ~~lama~~ `x`"),
            "<p>Halo <em>semua</em> <strong>warga</strong> <del>lama</del> <code>x</code></p>");
  EXPECT_EQ(markup("# A\n## B\n### C\n###### D"), "<h2>A</h2><h2>B</h2><h3>C</h3><h4>D</h4>");
  EXPECT_EQ(markup("- a\n- b\n\n3. c"),
            "<ul><li>a</li><li>b</li></ul><ol start=\"3\"><li>c</li></ol>");
  EXPECT_EQ(markup("> a\n\n---"), "<blockquote><p>a</p></blockquote><hr>");
  EXPECT_EQ(markup("|a|b|\n|---|---|\n|1|2|"),
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></"
            "tr></tbody></table>");
  EXPECT_EQ(markup("```sh\n<b>\n```"), "<pre><code>&lt;b&gt;\n</code></pre>");
  EXPECT_EQ(markup("a  \nb"), "<p>a<br>b</p>");
  EXPECT_EQ(markup(""), "");
}

TEST(Markdown, IndentedLettersAreNoCode) {
  EXPECT_EQ(markup("Yth.\n\n    Bapak dan Ibu"), "<p>Yth.</p><p>Bapak dan Ibu</p>");
}

TEST(Markdown, OnlyOutsideLinksAreMarkedAsSuch) {
  EXPECT_EQ(markup("[a](/kabar/1)"), "<p><a href=\"/kabar/1\">a</a></p>");
  EXPECT_EQ(markup("https://kim.id/x?a=1&b=2"),
            "<p><a href=\"https://kim.id/x?a=1&amp;b=2\" rel=\"nofollow noopener ugc\">"
            "https://kim.id/x?a=1&amp;b=2</a></p>");
  EXPECT_EQ(markup("a@b.id"), "<p><a href=\"mailto:a@b.id\">a@b.id</a></p>");
  EXPECT_EQ(markup("[a](<b c>) [d](</b c>)"), "<p>a <a href=\"/b%20c\">d</a></p>");
  EXPECT_EQ(markup("[a](kabar/1)"), "<p>a</p>")
      << "a relative path means another page on each page";
}

TEST(Markdown, AnImageIsItsDescription) {
  EXPECT_EQ(markup("![Foto *lomba*](https://elsewhere.example/pixel.gif)"),
            "<p>Foto <em>lomba</em></p>");
}

TEST(Markdown, ReferencesAreReadAndUnknownOnesShown) {
  EXPECT_EQ(markup("&amp; &lt; &#65; &#x42; &nbsp;. &foo; &#0;"),
            "<p>&amp; &lt; A B \xC2\xA0. &amp;foo; \xEF\xBF\xBD</p>");
}

TEST(Markdown, BytesThatAreNoTextAreMended) {
  EXPECT_EQ(markup(std::string_view("a\0b\xff\x01", 5)), "<p>ab\xEF\xBF\xBD</p>");
  EXPECT_EQ(markup("a\r\nb"), "<p>a\nb</p>");
}

TEST(Markdown, EndsWithoutBeginningsHurtNobody) {
  const std::string text =
      "[x](java&#230;c(1)\xEF\xBF\xBD)t(1));[x](java&#230;c>*a>*a(1<s(1)\xEF\xBF\xBD)t(1));[x](j:>"
      "*";

  EXPECT_TRUE(samples::Oracle::faults_in(markup(text)).empty());
  EXPECT_FALSE(plain_text(text).empty());
}

TEST(Markdown, NothingHostileComesOutAlive) {
  for (const std::string_view vector : samples::xss_vectors) {
    for (const std::string& text :
         {std::string(vector), "a " + std::string(vector) + " b", "> - " + std::string(vector),
          "[" + std::string(vector) + "](https://a)"}) {
      const auto faults = samples::Oracle::faults_in(markup(text));
      EXPECT_TRUE(faults.empty()) << text << "\n" << markup(text) << "\n" << faults.front();
    }
  }
}

TEST(Markdown, NestingStopsAtThirtyTwoAndTheWordsRemain) {
  std::string quotes;
  for (int depth = 0; depth < 500; ++depth) quotes += "> ";
  std::string points;
  for (int depth = 0; depth < 100; ++depth)
    points += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- kata\n";
  const std::string spans = std::string(200, '*') + "kata" + std::string(200, '*');

  for (const std::string& text :
       {quotes + "kata", quotes + "- kata", quotes + "1. - > kata", points, spans}) {
    EXPECT_TRUE(samples::Oracle::faults_in(markup(text)).empty()) << text;
    EXPECT_NE(markup(text).find("kata"), std::string::npos);
  }
}

TEST(Markdown, ATextThatWouldGrowBeyondMeasureIsShownAsTyped) {
  std::string text = "[a]: https://" + std::string(10'000, 'x') + "\n\n";
  for (int times = 0; times < 5'000; ++times) text += "[a]";

  const std::string out = markup(text);

  EXPECT_LT(out.size(), text.size() * 17 + 8192);
  EXPECT_EQ(out.substr(0, 16), "<p>[a]: https://");
}

TEST(PlainText, KeepsTheWordsAndTheAddresses) {
  EXPECT_EQ(
      plain_text("# Judul\n\nBaca *ini* di [situs](https://a.id) & <b>.\n\n- satu\n- dua\n  1. x\n "
                 " 2. y\n\nakhir"),
      "Judul\n\nBaca ini di situs (https://a.id) & <b>.\n\n- satu\n- dua\n  1. x\n  2. y\n\nakhir");
  EXPECT_EQ(plain_text("https://a.id dan www.b.id dan c@d.id"),
            "https://a.id dan www.b.id dan c@d.id");
  EXPECT_EQ(plain_text("[x](javascript:alert(1))"), "x");
  EXPECT_EQ(plain_text("|a|b|\n|---|---|\n|1|2|"), "a | b\n1 | 2");
}

TEST(Summary, IsOneLineOfAtMostSoManyCharacters) {
  EXPECT_EQ(summary_of("# Judul\n\nBaca   [ini](https://a.id)\nsekarang.", 200),
            "Judul Baca ini sekarang.");
  EXPECT_EQ(length_utf8(summary_of(std::string(100'000, 'a'), 50)), 50u) << "the ellipsis counts";
  EXPECT_EQ(summary_of("", 10), "");
}

}  // namespace
}  // namespace kentongan::html
