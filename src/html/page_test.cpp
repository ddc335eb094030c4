#include "html/page.hpp"

#include "html/samples/article.hpp"
#include "html/samples/shelf.hpp"

#include <gtest/gtest.h>

namespace kentongan::html {
namespace {

std::string render(const samples::ArticleView& view, Language language = indonesian) {
  Page page(language);
  samples::article(page, view);
  return std::move(page).take();
}

// What may not be written does not compile.
static_assert(Writable<std::string> && Writable<const char*> && Writable<std::string_view>);
static_assert(Writable<int> && Writable<std::uint64_t> && Writable<std::size_t>);
static_assert(!Writable<bool> && !Writable<char> && !Writable<double>);
static_assert(!Writable<std::optional<std::string>> && !Writable<SafeHtml> && !Writable<Url>);
static_assert(!std::constructible_from<SafeHtml, std::string> &&
              !std::constructible_from<Url, std::string>);
static_assert(!std::constructible_from<SafeJson, std::string> &&
              !std::constructible_from<Literal, const char*>);

TEST(Templates, WordsAreEscapedBetweenTagsAndInAttributes) {
  samples::ArticleView view;
  view.title = "<b>\"&'";
  view.where = "/a?b=1&c=2";
  view.source = "\"><script>";

  const std::string page = render(view);

  EXPECT_NE(page.find("<title>&lt;b&gt;\"&amp;' - Kentongan</title>"), std::string::npos) << page;
  EXPECT_NE(page.find("content=\"&lt;b&gt;&quot;&amp;&#39;\""), std::string::npos) << page;
  EXPECT_NE(page.find("title=\"&quot;&gt;&lt;script&gt;\""), std::string::npos) << page;
  EXPECT_NE(page.find("href=\"/a?b=1&amp;c=2\""), std::string::npos) << page;
}

TEST(Templates, AnAddressThatMayNotBeLinkedBecomesInvalid) {
  samples::ArticleView view;
  view.where = "javascript:alert(1)";

  EXPECT_NE(render(view).find("href=\"about:invalid\""), std::string::npos);
}

TEST(Templates, APieceOfAnAddressCannotLeaveItsPlace) {
  samples::ArticleView view;
  view.topics = {{.name = "Air & lumpur", .slug = "../a?b#c\"d"}};

  EXPECT_NE(render(view).find("<a href=\"/topik/..%2Fa%3Fb%23c%22d?dari=0\">Air &amp; lumpur</a>"),
            std::string::npos);
}

TEST(Templates, AMessageSpeaksTheLanguageOfThePage) {
  const samples::ArticleView view;

  EXPECT_NE(render(view).find("<li>Halaman"), std::string::npos);
  EXPECT_NE(render(view, *find_language("en")).find("<li>This page"), std::string::npos);
}

TEST(Templates, AnOptionalAttributeIsLeftOutWhenThereIsNothingToSay) {
  samples::ArticleView view;
  EXPECT_NE(render(view).find("<p class=\"by\">"), std::string::npos) << render(view);

  view.hidden = true;
  view.source = "x";
  EXPECT_NE(render(view).find("<p class=\"by quiet\" hidden title=\"x\">"), std::string::npos);
}

TEST(Templates, ATemplateIsUsedWithWhatStandsInside) {
  samples::ArticleView view;
  view.title = "A & B";
  view.author = "text";
  view.where = "/a";
  view.hidden = true;
  Page page(*find_language("en"));

  samples::shelf(page, view);

  const std::string& markup = page.markup();
  EXPECT_NE(markup.find("<section class=\"depth-1\"><p title=\""), std::string::npos) << markup;
  EXPECT_NE(markup.find("A &amp; B 0</p>"), std::string::npos) << markup;
  EXPECT_NE(markup.find("<section class=\"depth-2\"><textarea name=\"words\">A &amp; B</textarea>"),
            std::string::npos)
      << markup;
  EXPECT_NE(markup.find("<footer><a href=\"/a\">"), std::string::npos) << markup;
  EXPECT_NE(markup.find("value=\"A &amp; B\" checked>"), std::string::npos) << markup;
  EXPECT_NE(markup.find("<path d=\"M0 0\"/></svg>"), std::string::npos) << markup;
}

TEST(Url, OnlyHarmlessAddressesMayBeLinked) {
  for (const auto* good :
       {"/", "/a", "?a", "#a", "https://a.id", "HTTP://a.id", "mailto:a@b.id", "tel:+62"})
    EXPECT_TRUE(Url::may_link(good)) << good;
  for (const auto* bad :
       {"", "//a.id", "/\\a.id", "/\t/a.id", "\\\\a", "javascript:x", " javascript:x",
        "java\nscript:x", "data:text/html,x", "vbscript:x", "ftp://a", "http:", "https://", "a",
        "a:b", "JAVASCRIPT:x", "\x01javascript:x", "blob:x", "file:///etc"})
    EXPECT_FALSE(Url::may_link(bad)) << bad;
}

}  // namespace
}  // namespace kentongan::html
