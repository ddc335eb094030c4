// Sheets are read back with Debian's poppler: what a person can select, search and count.
#include "paper/reading_for_tests.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kentongan::paper {
namespace {

std::string text_of(const std::string& pdf) {
  const Kept file(pdf, ".pdf");
  return output_of("pdftotext -layout " + file.path() + " -");
}

int pages_of(const std::string& pdf) {
  const Kept file(pdf, ".pdf");
  return std::stoi(output_of("pdfinfo " + file.path() + " | sed -n 's/^Pages: *//p'"));
}

Document sheet_of(std::vector<Block> blocks) {
  return {.title = "Buletin hoaks pekan ini",
          .subtitle = "16 sampai 22 November 2026",
          .office = "Dinas Komunikasi dan Informatika Kabupaten Majalengka",
          .foot = "kabar.example/cek-fakta/buletin/2026-W47",
          .made_at = parse_rfc3339("2026-11-22T05:00:00Z").value(),
          .blocks = std::move(blocks)};
}

int count_of(std::string_view words, std::string_view text) {
  int count = 0;
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1))
    ++count;
  return count;
}

std::string drawn(const Document& document) {
  Result<std::string> pdf = the_paper().sheet(document);
  EXPECT_TRUE(pdf.ok());
  return pdf.ok() ? std::move(pdf).value() : std::string();
}

TEST(Sheet, SaysInSelectableWordsWhatItsBlocksSay) {
  const std::string pdf = drawn(sheet_of(
      {Heading{"Verifikasi dan klarifikasi"}, Paragraph{.text = "Fasilitas notifikasi afirmatif."},
       KeyValues{{{"Nomor", "12/2026"}}}, Table{{{"Putusan"}, {"Jumlah"}}, {{"Salah", "7"}}},
       Entry{{"SALAH", Shape::cross},
             "Bantuan lewat tautan",
             "Tidak ada.",
             "",
             "https://a.example/1"},
       Notice{"RAHASIA", "Jangan disebarkan."}, Code{"https://a.example/1", "Pindai"},
       Signatures{{{"Yang menyerahkan", "Siti Aminah", "NIP 1"}}}}));

  const std::string text = text_of(pdf);

  for (const char* words :
       {"Buletin hoaks pekan ini", "16 sampai 22 November 2026", "Kabupaten Majalengka",
        "Verifikasi dan klarifikasi", "Fasilitas notifikasi afirmatif.", "12/2026", "Salah",
        "SALAH", "Bantuan lewat tautan", "https://a.example/1", "RAHASIA", "Pindai", "Siti Aminah",
        "Halaman 1 dari 1", "kabar.example/cek-fakta/buletin/2026-W47"})
    EXPECT_NE(text.find(words), std::string::npos) << words << " is not in:\n" << text;
  EXPECT_EQ(pages_of(pdf), 1);
}

TEST(Sheet, BreaksALongTableOverPagesAndSetsItsHeadingsAgain) {
  Table table{.columns = {{"Nomor", 1, Align::right}, {"Desa", 3}}, .rows = {}};
  for (int i = 1; i <= 120; ++i) table.rows.push_back({std::to_string(i), format("Desa ke-{}", i)});

  const std::string pdf = drawn(sheet_of({table}));

  const int pages = pages_of(pdf);
  EXPECT_GE(pages, 3);
  const std::string text = text_of(pdf);
  EXPECT_EQ(count_of("Nomor", text), pages);
  for (int i = 1; i <= 120; ++i)
    EXPECT_NE(text.find(format("Desa ke-{}\n", i)), std::string::npos) << i;
  EXPECT_NE(text.find(format("Halaman {} dari {}", pages, pages)), std::string::npos);
}

TEST(Sheet, KeepsAHeadingWithWhatFollowsIt) {
  std::vector<Block> blocks;
  for (int i = 0; i < 300; ++i) {
    blocks.push_back(Heading{format("Judul {}", i), 1 + i % 2});
    blocks.push_back(Paragraph{.text = format("Isi {}", i)});
  }

  const std::string text = text_of(drawn(sheet_of(blocks)));

  // Pages are parted by form feeds: each heading is on the page of its paragraph.
  for (const std::string_view page : split(text, '\f'))
    EXPECT_EQ(count_of("Judul ", page), count_of("Isi ", page)) << page;
}

TEST(Sheet, CutsARowThatIsLongerThanAPageAndPutsInNoHyphen) {
  std::string words;
  for (int i = 0; i < 1'500; ++i) words += format("kata{} ", i);
  const std::string digest(300, 'a');
  const std::string pdf =
      drawn(sheet_of({Table{{{"Isi"}, {"Sidik"}}, {{words, digest}}}, Paragraph{.text = digest}}));

  const std::string text = text_of(pdf);

  EXPECT_GE(pages_of(pdf), 2);
  for (int i = 0; i < 1'500; ++i) EXPECT_NE(text.find(format("kata{}", i)), std::string::npos) << i;
  EXPECT_EQ(count_of("aa-", text), 0);
  std::size_t letters = 0;
  for (const std::string_view line : split(text, '\n'))
    for (const std::string_view word : split(line, ' '))
      if (word.find_first_not_of('a') == std::string_view::npos) letters += word.size();
  EXPECT_EQ(letters, 600U) << "every letter of both digests is there";
}

TEST(Sheet, TakesAnyTextAsWordsNeverAsMarkup) {
  const std::string hostile =
      "<b>&amp;</b> 100% \xff\xfe \xe2\x80\xaemoc.lapus 'uri' \\ \x01 akhir";
  const std::string text = text_of(drawn(sheet_of({Paragraph{.text = hostile}, Heading{hostile},
                                                   Entry{.stamp = {"SALAH", Shape::cross},
                                                         .title = hostile,
                                                         .link = "https://a.example/'onclick"}})));

  EXPECT_NE(text.find("<b>&amp;</b> 100%"), std::string::npos) << text;
  EXPECT_NE(text.find("moc.lapus"), std::string::npos) << "the direction is not turned";
  EXPECT_NE(text.find("akhir"), std::string::npos);
}

TEST(Sheet, IsTheSameBytesForTheSameValues) {
  const Document sheet = sheet_of({Heading{"Judul"}, Paragraph{.text = "Isi"}});
  EXPECT_EQ(drawn(sheet), drawn(sheet));
}

TEST(Sheet, RefusesWhatWouldTakeMinutes) {
  const auto endless = the_paper().sheet(sheet_of({Paragraph{.text = std::string(500'000, 'x')}}));
  const auto empty_rows =
      the_paper().sheet(sheet_of({Table{{{"A"}}, std::vector<std::vector<std::string>>(500'000)}}));
  std::vector<Block> pages;
  for (int i = 0; i < 300; ++i) {
    pages.push_back(Paragraph{.text = "x"});
    pages.push_back(NewPage{});
  }
  const auto too_many_pages = the_paper().sheet(sheet_of(pages));
  const auto address = the_paper().sheet(sheet_of({Code{std::string(1'001, 'x'), "Pindai"}}));

  ASSERT_FALSE(endless.ok());
  EXPECT_STREQ(endless.error().message(), "paper.too_long");
  EXPECT_FALSE(empty_rows.ok());
  EXPECT_FALSE(too_many_pages.ok());
  ASSERT_FALSE(address.ok());
  EXPECT_STREQ(address.error().message(), "paper.code_too_long");
}

TEST(Sheet, EmptyBlocksAreASheetToo) {
  const std::string pdf =
      drawn(sheet_of({Paragraph{}, Bullets{}, KeyValues{}, Table{}, Table{{{"A"}}, {}}, Entry{},
                      Notice{}, Signatures{}, Heading{}, NewPage{}}));
  EXPECT_EQ(pages_of(pdf), 1);
}

}  // namespace
}  // namespace kentongan::paper
