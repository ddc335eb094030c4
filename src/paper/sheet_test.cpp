// Sheets are read back with Debian's poppler: what a person can select, search and count.
#include "paper/paper.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include <unistd.h>

namespace kentongan::paper {
namespace {

/// A file that is gone after the test.
class Kept {
 public:
  Kept(const std::string& bytes, const char* ending) {
    std::string name = std::filesystem::temp_directory_path() / "kentongan-paper-XXXXXX";
    const int file = mkstemp(name.data());
    if (file >= 0) close(file);
    std::filesystem::remove(name);
    path_ = name + ending;
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Kept() { std::filesystem::remove(path_); }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// What a program prints.
std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  std::array<char, 4096> piece{};
  while (const std::size_t count = fread(piece.data(), 1, piece.size(), pipe.get()))
    output.append(piece.data(), count);
  return output;
}

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
  const Paper paper;
  Result<std::string> pdf = paper.sheet(document);
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

}  // namespace
}  // namespace kentongan::paper
