#include "html/sanitise.hpp"

#include "html/markdown.hpp"
#include "html/samples/allow_list_oracle.hpp"
#include "html/samples/article.hpp"
#include "html/samples/xss_vectors.hpp"

#include <gtest/gtest.h>

namespace kentongan::html {
namespace {

std::string clean(std::string_view foreign) { return sanitise(foreign).markup(); }

TEST(Sanitiser, KeepsWhatPeopleWrote) {
  EXPECT_EQ(clean("<div><b>Halo</b> <i>warga</i></div><div>dua</div>"),
            "<p><strong>Halo</strong> <em>warga</em></p><p>dua</p>");
  EXPECT_EQ(clean("<h1>a</h1><ul><li>1<li>2</ul>"), "<h2>a</h2><ul><li>1</li><li>2</li></ul>");
  EXPECT_EQ(clean("<ol start=5><li>x</ol>"), "<ol start=\"5\"><li>x</li></ol>");
  EXPECT_EQ(clean("<table><tr><td>1<td>2<tr><th>3</table>"),
            "<table><tbody><tr><td>1</td><td>2</td></tr><tr><th>3</th></tr></tbody></table>");
  EXPECT_EQ(clean("<p>a<p>b<br>c"), "<p>a</p><p>b<br>c</p>");
  EXPECT_EQ(clean("3 < 4 &amp; 5 > 4 &copy;"), "<p>3 &lt; 4 &amp; 5 &gt; 4 \xC2\xA9</p>");
}

TEST(Sanitiser, MisnestedTagsComeOutNested) {
  EXPECT_EQ(clean("<b>a<i>b</b>c</i>d"), "<p><strong>a<em>b</em></strong>cd</p>");
  EXPECT_EQ(clean("</p></b>x<li>y<td>z"), "<p>x</p><p>y</p><p>z</p>");
  EXPECT_EQ(clean("<a href=/x>a<a href=/y>b</a>"),
            "<p><a href=\"/x\">a</a><a href=\"/y\">b</a></p>");
}

TEST(Sanitiser, NothingHostileComesOutAlive) {
  for (const std::string_view vector : samples::xss_vectors) {
    for (const std::string& text :
         {std::string(vector), "<p>a " + std::string(vector) + " b</p>",
          "<table><tr><td>" + std::string(vector), "<ul><li><b>" + std::string(vector),
          "<svg><desc>" + std::string(vector), "<a title='" + std::string(vector) + "'>x</a>"}) {
      const auto faults = samples::Oracle::faults_in(clean(text));
      EXPECT_TRUE(faults.empty()) << text << "\n" << clean(text) << "\n" << faults.front();
    }
  }
}

TEST(Sanitiser, CleaningTwiceChangesNothing) {
  for (const std::string_view vector : samples::xss_vectors)
    for (const std::string& once : {clean(vector), render_markdown(vector).markup()})
      EXPECT_EQ(clean(once), once) << vector;
}

TEST(Sanitiser, DeepNestingStopsAtThirtyTwo) {
  for (const std::string tag :
       {"<blockquote>", "<ul><li>", "<b>", "<em><p>", "<table><tr><td>", "<div>", "<pre>"}) {
    std::string text;
    for (int depth = 0; depth < 300; ++depth) text += tag;
    text += "kata";
    EXPECT_TRUE(samples::Oracle::faults_in(clean(text)).empty()) << tag;
    EXPECT_NE(clean(text).find("kata"), std::string::npos) << tag;
  }
}

TEST(PlainTextOfMarkup, KeepsWordsAndLines) {
  EXPECT_EQ(plain_text(sanitise("<h1>A</h1><p>b &amp; c</p><ul><li>d</li></ul>")), "A\nb & c\n- d");
}

TEST(Templates, NoTitleChangesTheShapeOfAPage) {
  samples::ArticleView view;
  view.title = view.author = view.where = "x";
  view.topics = {{.name = "x", .slug = "x"}};
  view.source = "x";
  const auto render = [&] {
    Page page;
    samples::article(page, view);
    return std::move(page).take();
  };
  const std::string shape = samples::Oracle::shape_of(render());

  for (const std::string_view vector : samples::xss_vectors) {
    view.title = view.author = view.where = vector;
    view.topics = {{.name = std::string(vector), .slug = std::string(vector)}};
    view.source = vector;
    EXPECT_EQ(samples::Oracle::shape_of(render()), shape) << vector;
  }
}

}  // namespace
}  // namespace kentongan::html
