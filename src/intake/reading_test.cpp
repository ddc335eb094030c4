// What a message means, and what a link says of itself.
#include "intake/link_words.hpp"
#include "intake/meaning.hpp"

#include <gtest/gtest.h>

namespace kentongan::intake {
namespace {

using What = Meaning::What;

TEST(Meaning, short_words_mean_what_they_say_only_alone) {
  EXPECT_EQ(read_meaning("BERHENTI").what, What::stop);
  EXPECT_EQ(read_meaning(" stop. ").what, What::stop);
  EXPECT_EQ(read_meaning("Benarkah bansos akan berhenti bulan depan?").what, What::question);
  EXPECT_EQ(read_meaning("/start").what, What::help);
  EXPECT_EQ(read_meaning("/bantuan@kabar_majalengka_bot").what, What::help);
  EXPECT_EQ(read_meaning("Bukan").number, 0U);
  EXPECT_EQ(read_meaning("2").number, 2U);
  EXPECT_EQ(read_meaning("2 orang meninggal karena vaksin?").what, What::question);
}

TEST(Meaning, a_receipt_code_asks_how_it_stands) {
  const Meaning meaning = read_meaning("tiket k7qf2-m9xtb-4wn8c");
  EXPECT_EQ(meaning.what, What::ticket);
  EXPECT_FALSE(meaning.code.empty());
}

TEST(Links, are_found_once_each_in_their_order_and_no_more_than_wanted) {
  const auto found =
      links_in("lihat https://a.example/x, HTTP://b.example/y) dan https://a.example/x", 5);
  EXPECT_EQ(found, (std::vector<std::string>{"https://a.example/x", "HTTP://b.example/y"}));
  std::string many;
  for (int i = 0; i < 400; ++i) many += "http://c" + std::to_string(i) + ".example ";
  EXPECT_EQ(links_in(many, 3).size(), 3U);
  EXPECT_TRUE(links_in("httpshttphttp https:// http", 3).empty());
}

TEST(Links, are_followed_only_where_little_else_is_said) {
  EXPECT_TRUE(is_little_but_links("benarkah? https://a.example/panjang/sekali/alamatnya"));
  EXPECT_FALSE(
      is_little_but_links("Benarkah pemerintah membagikan uang lewat https://a.example ?"));
}

TEST(Links, say_their_title_and_description_as_plain_text) {
  EXPECT_EQ(words_of_page("<html><head><TITLE>Bansos &amp; pulsa</TITLE><meta name=\"description\" "
                          "content=\"Daftar <b>di sini</b>\"></head>"),
            "Bansos & pulsa. Daftar  di sini");
  EXPECT_EQ(words_of_page("<meta property='og:title' content='Judul'><title>lain</title>"),
            "Judul");
  EXPECT_EQ(words_of_page("<title>"), "");
  EXPECT_EQ(words_of_page("<meta content="), "");
  EXPECT_EQ(words_of_page(std::string(3'000'000, '<')), "");
}

}  // namespace
}  // namespace kentongan::intake
