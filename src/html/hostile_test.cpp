// Twice the text may take twice the time, not four times. Time is that of this thread's processor,
// so a busy machine does not matter; each size is tried a few times and the best counts.
#include "html/markdown.hpp"
#include "html/sanitise.hpp"

#include <gtest/gtest.h>

#include <ctime>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace kentongan::html {
namespace {

// What takes less for 256 kB harms nobody and is not judged. Seconds, with AddressSanitizer.
constexpr double quick = 0.1;

using Maker = std::function<std::string(std::size_t)>;

std::string repeat(std::string_view unit, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += unit;
  return text;
}

double seconds_of_this_thread() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double best_seconds(const std::function<void(const std::string&)>& work, const std::string& text) {
  double best = 1e9;
  for (int attempt = 0; attempt < 2; ++attempt) {
    const double begin = seconds_of_this_thread();
    work(text);
    best = std::min(best, seconds_of_this_thread() - begin);
    if (best < quick) break;
  }
  return best;
}

// Linear is 4, quadratic 16.
void expect_linear(const std::function<void(const std::string&)>& work, const std::string& name,
                   const Maker& make) {
  const double large = best_seconds(work, make(256 * 1024));
  if (large < quick) return;
  const double small = best_seconds(work, make(64 * 1024));
  EXPECT_LT(large / small, 9.0) << name << ": " << small << " s, " << large << " s";
}

std::vector<std::pair<std::string, Maker>> units(const std::vector<std::string>& all) {
  std::vector<std::pair<std::string, Maker>> makers;
  for (const std::string& unit : all)
    makers.emplace_back(unit, [unit](std::size_t bytes) { return repeat(unit, bytes); });
  return makers;
}

TEST(Hostile, MarkdownTakesLinearTime) {
  auto texts = units({"[",          "]",         "*",          "_",
                      "**",         "~",         "~~",         "`",
                      "<",          ">",         "![",         "!",
                      "(",          ")",         "\\",         "&",
                      "&#",         "|",         "#",          "[a](",
                      "[a][",       "*a_ ",      "*a **a ",    "a**b",
                      "_a __a",     "<!--",      "<?",         "<![CDATA[",
                      "<a ",        "</",        "|\n",        "- ",
                      "- \n",       "> ",        "1. ",        "a\n",
                      "a@",         "a@b.c ",    "a@b.c",      "http://",
                      "http://a ",  "www.",      "www.a.b ",   "www.a.b",
                      "[]: ",       "[a]: b\n",  "[a]:\n",     "`a``b",
                      "```\n",      "~~~\n",     "# \n",       "\n",
                      "\t",         "    a\n",   "a|b\n-|-\n", "a|b\n---|---\n",
                      "*[",         "[*",        "](",         "[[]]",
                      "[a]",        "[](<",      "<a@",        "<http:",
                      "-\n\n",      "\xC3\xA9*", "=\n",        "a\n=\n",
                      "- - ",       "+\n*\n-\n", "1)",         "*~",
                      "http://a/(", "a.b/",      "[a](b \"\n", "[a]: b \"\n",
                      "> - ",       "* a\n\n",   "\"",         "a ",
                      "\xff"});
  texts.emplace_back("backticks of every length", [](std::size_t bytes) {
    std::string text;
    for (std::size_t length = 1; text.size() < bytes; ++length)
      text += std::string(length, '`') + "a";
    return text;
  });
  texts.emplace_back("a list ever deeper", [](std::size_t bytes) {
    std::string text;
    for (std::size_t depth = 0; text.size() < bytes; ++depth)
      text += std::string(depth * 2, ' ') + "- a\n";
    return text;
  });
  texts.emplace_back("a quotation with lazy lines", [](std::size_t bytes) {
    return repeat("> ", bytes / 2) + repeat("a\n", bytes / 2);
  });
  texts.emplace_back("a wide table", [](std::size_t bytes) {
    return repeat("|a", bytes / 3) + "\n" + repeat("|---", bytes / 3) + "\n" +
           repeat("|\n", bytes / 3);
  });
  texts.emplace_back("one reference, long, used often", [](std::size_t bytes) {
    return "[a]: /" + repeat("x", bytes / 2) + "\n\n" + repeat("[a]", bytes / 2);
  });
  texts.emplace_back("an address that may not be linked, used often", [](std::size_t bytes) {
    return "[a]: x" + repeat("x", bytes / 2) + "\n\n" + repeat("![a]", bytes / 2);
  });
  texts.emplace_back("many references, all used", [](std::size_t bytes) {
    std::string text;
    for (int key = 0; text.size() < bytes / 2; ++key) text += "[" + std::to_string(key) + "]: /u\n";
    for (int key = 0; text.size() < bytes; ++key) text += "[" + std::to_string(key) + "] ";
    return text;
  });
  texts.emplace_back("brackets that close", [](std::size_t bytes) {
    return repeat("[", bytes / 2) + repeat("]", bytes / 2);
  });
  texts.emplace_back("links in links", [](std::size_t bytes) {
    return repeat("[", bytes / 5) + "a" + repeat("](b)", bytes * 4 / 5);
  });
  texts.emplace_back("images in images", [](std::size_t bytes) {
    return repeat("![", bytes / 3) + "a" + repeat("](b)", bytes * 2 / 3);
  });
  texts.emplace_back("emphasis that closes", [](std::size_t bytes) {
    return repeat("**a *b ", bytes / 2) + repeat(" c* d**", bytes / 2);
  });

  for (const auto& [name, make] : texts)
    expect_linear([](const std::string& text) { (void)render_markdown(text); }, name, make);
  for (const auto& [name, make] : texts)
    expect_linear([](const std::string& text) { (void)plain_text(text); }, name, make);
}

TEST(Hostile, SanitisingTakesLinearTime) {
  auto texts = units({"<",
                      ">",
                      "&",
                      "<a ",
                      "<a href=",
                      "<a href=\"",
                      "</",
                      "<!",
                      "<!--",
                      "<?",
                      "<script>",
                      "<script></",
                      "<b>",
                      "</b>",
                      "<b><i>",
                      "<b></i>",
                      "<p>",
                      "<div>",
                      "<ul>",
                      "<li>",
                      "<ul><li>",
                      "</li>",
                      "<table>",
                      "<td>",
                      "<tr>",
                      "<table><td>",
                      "<blockquote>",
                      "<blockquote><li>",
                      "<pre>",
                      "<a>",
                      "<a href=/x>",
                      "<h1>",
                      "&amp;",
                      "&#",
                      "&#x",
                      "&a",
                      "<svg>",
                      "<title>",
                      "<style>a</style>",
                      "<a b=c ",
                      "<a =",
                      "='",
                      "\xff"});
  texts.emplace_back("spans under a quotation, then points", [](std::size_t bytes) {
    return "<blockquote>" + repeat("<em>", bytes / 2) + repeat("<li>", bytes / 2);
  });
  texts.emplace_back("quotations that close", [](std::size_t bytes) {
    return repeat("<blockquote>", bytes / 2) + repeat("</blockquote>", bytes / 2);
  });

  for (const auto& [name, make] : texts)
    expect_linear([](const std::string& text) { (void)plain_text(sanitise(text)); }, name, make);
}

}  // namespace
}  // namespace kentongan::html
