#include "search/marked.hpp"
#include "search/segment_builder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kentongan::search {
namespace {

/// What was typed, understood by an index that knows `text` alone.
struct Reading {
  Snapshot snapshot;
  Understanding understood;

  Reading(const std::string& text, std::string_view typed) {
    SegmentBuilder builder;
    builder.add({.id = 1, .title = text});
    snapshot.parts = {{builder.finish()}};
    understood = understand(snapshot, typed);
  }
};

std::string shown(const Marked& marked) {
  std::string text;
  for (const Piece& piece : marked) text += piece.is_found ? "[" + piece.text + "]" : piece.text;
  return text;
}

std::string whole(const std::string& text, std::string_view typed) {
  const Reading reading(text, typed);
  return shown(Marker(reading.understood).mark(text));
}

std::string passage(const std::string& text, std::string_view typed, std::size_t length = 80) {
  const Reading reading(text, typed);
  return shown(Marker(reading.understood).passage(text, length));
}

TEST(Marking, shows_words_as_they_stand_in_the_text) {
  EXPECT_EQ(whole("Jadwal POSYANDU, Desember", "posyandu"), "Jadwal [POSYANDU], Desember");
  EXPECT_EQ(whole("Jalan ditutup warga", "tutup"), "Jalan [ditutup] warga");
  EXPECT_EQ(whole("Jadwal posyandu", "posyndu"), "Jadwal [posyandu]");
  EXPECT_EQ(whole("Jadwal posyandu", "pos"), "Jadwal [posyandu]");
  EXPECT_EQ(whole("“Béras” – 𝗕𝗲𝗿𝗮𝘀 & <b>beras</b>", "beras"),
            "“[Béras]” – [𝗕𝗲𝗿𝗮𝘀] & <b>[beras]</b>");
}

TEST(Marking, pieces_put_together_are_the_text) {
  const std::string text = "Rapat\nRW 05: iuran Rp50.000 — 𝗽𝗲𝗻𝘁𝗶𝗻𝗴 😀 dll. rapat";
  const Reading reading(text, "rapat iuran penting 50000");
  std::string put_together;
  for (const Piece& piece : Marker(reading.understood).mark(text)) put_together += piece.text;
  EXPECT_EQ(put_together, text);
}

TEST(Marking, without_words_nothing_is_marked) {
  EXPECT_EQ(whole("Jadwal posyandu", ""), "Jadwal posyandu");
  EXPECT_EQ(passage("Jadwal posyandu", "zzqx"), "");
}

TEST(Passage, begins_with_the_sentence_that_has_the_words) {
  const std::string text =
      "Rapat dibuka kepala desa. Pupuk tiba hari Senin di kios. Warga pulang sesudah magrib dan "
      "akan berkumpul lagi pekan depan untuk membagi tugas.";
  EXPECT_EQ(passage(text, "pupuk kios", 60),
            "… [Pupuk] tiba hari Senin di [kios]. Warga pulang sesudah magrib …");
}

TEST(Passage, prefers_where_the_most_words_stand_together) {
  std::string text = "Pupuk. ";
  for (int at = 0; at < 60; ++at) text += "kalimat lain tanpa isi. ";
  text += "Pupuk bersubsidi dijual di kios desa.";
  const std::string found = passage(text, "pupuk kios");
  EXPECT_NE(found.find("[Pupuk] bersubsidi dijual di [kios]"), std::string::npos) << found;
}

TEST(Passage, a_text_without_blanks_is_cut_between_letters) {
  std::string text = "mulai ";
  for (int at = 0; at < 400; ++at) text += "é";
  const std::string found = passage(text, "mulai", 50);
  EXPECT_TRUE(found.starts_with("[mulai]"));
  EXPECT_LE(found.size(), 900U);
  for (std::size_t at = 0; at + 1 < found.size(); ++at) {
    const bool leads = static_cast<unsigned char>(found[at]) == 0xC3;
    EXPECT_TRUE(!leads || static_cast<unsigned char>(found[at + 1]) == 0xA9);
  }
}

}  // namespace
}  // namespace kentongan::search
