#include "channels/telegram_message.hpp"

#include "base/text.hpp"
#include "channels/samples_for_tests.hpp"
#include "testing/test_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kentongan::channels {
namespace {

using testing::matches_golden;

std::string markup_of(const Addressed& addressed) {
  return compose_telegram(addressed, {"https://kabar.majalengkakab.example", Zone::wib}).markup;
}

/// What is left when the tags and entities are read, as Telegram counts it.
std::string plain_of(std::string_view markup) {
  std::string text;
  bool inside = false;
  for (const char c : markup) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  for (const auto& [entity, sign] : {std::pair("&lt;", "<"), std::pair("&gt;", ">"),
                                     std::pair("&quot;", "\""), std::pair("&amp;", "&")}) {
    text = replace_all(text, entity, sign);
  }
  return text;
}

TEST(Telegram, MessagesOfEachKindReadAsTheGoldenFilesShow) {
  std::string all;
  for (const MessageKind kind :
       {MessageKind::item, MessageKind::correction, MessageKind::withdrawal, MessageKind::verdict,
        MessageKind::answer}) {
    Message message = posyandu_message();
    message.kind = kind;
    message.note =
        kind == MessageKind::item ? "" : "Tanggalnya 25, bukan 24 <lihat \"bagan\"> & lampiran.";
    if (kind == MessageKind::verdict || kind == MessageKind::answer) message.label = "SALAH";
    message.reference = kind == MessageKind::answer ? "T-7K2M" : "";
    all += markup_of(to_telegram(message)) + "\n=====\n";
  }
  Addressed second = to_telegram(posyandu_message());
  second.copy = Addressed::Copy::perhaps_second;
  EXPECT_TRUE(matches_golden(KENTONGAN_SOURCE_DIR, "channels/telegram.txt",
                             all + markup_of(second) + "\n"));
}

TEST(Telegram, MessagesNeverExceed4096UnitsAndAlwaysEndInTheLink) {
  for (const std::string piece :
       {"kata ", "👩‍👩‍👧‍👦", "ꦱꦸꦒꦼꦁ", "a", "&<>\" ", "السلام. ", "\n\n", "🇮🇩"}) {
    Message message = posyandu_message();
    std::string words;
    while (words.size() < 40'000) words += piece;
    for (const std::size_t title : {std::size_t{10}, std::size_t{40'000}}) {
      message.kind = MessageKind::correction;
      message.title = shorten_utf8(words, title);
      message.text = message.note = message.byline = message.label = message.summary = words;
      const std::string markup = markup_of(to_telegram(message));
      EXPECT_LE(utf16_units(plain_of(markup)), longest_telegram_text) << piece;
      EXPECT_TRUE(is_utf8(markup)) << piece;
      EXPECT_TRUE(markup.ends_with("</a>")) << piece;
    }
  }
}

TEST(Telegram, MarkupHoldsOnlyBoldItalicAndLinks) {
  Message message = posyandu_message();
  message.title = message.text = message.byline = message.note =
      "<script>x</script><b>y</b></a> &lt; \"q\" \xFF\x01";
  message.url = "https://kabar.example/\"><script>?a=1&b=2";
  const std::string markup = markup_of(to_telegram(message));
  std::string rest = markup;
  for (const char* tag :
       {"<b>", "</b>", "<i>", "</i>",
        "<a href=\"https://kabar.example/%22%3E%3Cscript%3E?a=1&amp;b=2\">", "</a>"}) {
    rest = replace_all(rest, tag, "");
  }
  EXPECT_EQ(rest.find('<'), std::string::npos) << markup;
  EXPECT_EQ(rest.find('>'), std::string::npos) << markup;
}

TEST(Telegram, CutsBehindASentenceOrAWordAndNeverInsideACharacter) {
  EXPECT_EQ(cut_decently("pendek", 6), "pendek");
  EXPECT_EQ(cut_decently("Satu dua tiga. Empat lima enam tujuh", 20), "Satu dua tiga. …");
  EXPECT_EQ(cut_decently("Satu. Dua tiga empat lima enam", 24), "Satu. Dua tiga empat …");
  EXPECT_EQ(cut_decently("abcdefghijkl", 6), "abcd …");
  EXPECT_EQ(cut_decently("ab👩‍👩‍👧‍👦cd", 8),
            "ab …");  // a family is one character of eleven units
  EXPECT_EQ(cut_decently("xxxxxxꦱꦸꦒꦼꦁxxx", 10), "xxxxxxꦱꦸ …");  // a vowel sign stays with its letter
  EXPECT_EQ(utf16_units("aé꧀👶"), 5U);
  for (std::size_t limit = 0; limit < 40; ++limit) {
    const std::string cut = cut_decently("👶🏽 bayi sehat. ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ 🇮🇩 السلام عليكم", limit);
    EXPECT_TRUE(is_utf8(cut));
    EXPECT_LE(utf16_units(cut), limit);
  }
}

TEST(Telegram, ChatsAreTakenOrRefusedAsTheTableSays) {
  struct Case {
    const char* text;
    const char* expected;  // empty: refused
  };
  for (const Case& c : {Case{"123", "123"}, Case{" -1001234567890 ", "-1001234567890"},
                        Case{"@kabar_majalengka", "@kabar_majalengka"},
                        Case{"4503599627370495", "4503599627370495"}, Case{"4503599627370496", ""},
                        Case{"-4503599627370496", ""}, Case{"0", ""}, Case{"", ""}, Case{"@", ""},
                        Case{"@abcd", ""}, Case{"@1abcde", ""}, Case{"@a-bcde", ""},
                        Case{"kabar", ""}, Case{"12x", ""}, Case{"1 2", ""},
                        Case{"99999999999999999999999", ""}, Case{"@kabar\r\nx", ""}}) {
    const auto chat = TelegramChat::parse(c.text);
    EXPECT_EQ(chat.ok() ? chat->text() : "", c.expected) << c.text;
  }
}

}  // namespace
}  // namespace kentongan::channels
