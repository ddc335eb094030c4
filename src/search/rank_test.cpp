// Searching without a database: what is found, in which order, and what was understood.
#include "search/rank.hpp"
#include "language/text.hpp"
#include "language/words.hpp"
#include "search/index.hpp"
#include "search/segment_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace kentongan::search {
namespace {

using std::chrono::hours;

places::AreaCode area(const char* code) { return places::AreaCode::parse(code).value(); }

constexpr Instant today = Instant::from_micros(1'790'000'000'000'000);

Document item(std::int64_t id, std::string title, std::string lead = "", std::string body = "") {
  return {.id = id,
          .title = std::move(title),
          .lead = std::move(lead),
          .body = std::move(body),
          .areas = {area("32.10")},
          .at = today - hours(24)};
}

struct Shelf {
  Index index;

  explicit Shelf(const std::vector<Document>& documents) {
    SegmentBuilder builder;
    for (const Document& document : documents) builder.add(document);
    index.adopt(builder.finish());
  }
  [[nodiscard]] Understanding read(std::string_view typed) const {
    return understand(*index.snapshot(), typed);
  }
  [[nodiscard]] Ranking find(std::string_view typed, Wish wish = {}) const {
    wish.now = today;
    return rank(*index.snapshot(), read(typed), wish);
  }
  [[nodiscard]] std::vector<std::int64_t> items(std::string_view typed, Wish wish = {}) const {
    std::vector<std::int64_t> ids;
    const Ranking found = find(typed, wish);
    for (const Ranked& ranked : found[0].best) ids.push_back(ranked.id);
    return ids;
  }
};
using Ids = std::vector<std::int64_t>;

Shelf village_news() {
  return Shelf({item(1, "Jadwal posyandu bulan Desember", "Bidan datang ke lima dusun.",
                     "Timbang bayi mulai pukul delapan di balai dusun."),
                item(2, "Pupuk bersubsidi tiba", "Kelompok tani mengambil jatahnya di kios.",
                     "Bawa kartu tani. Kios buka sampai sore."),
                item(3, "Jalan ke pasar ditutup", "Perbaikan gorong-gorong selama tiga hari.",
                     "Warga memutar lewat jembatan lama. Jadwal angkutan desa tidak berubah."),
                item(4, "Lomba memasak ikan nila", "Pendaftaran di rumah kepala dusun.",
                     "Ikan disediakan oleh pokdakan.")});
}

TEST(Searching, a_word_in_the_title_counts_more_than_one_in_the_text) {
  EXPECT_EQ(village_news().items("jadwal"), (Ids{1, 3}));
}

TEST(Searching, what_has_all_words_comes_before_what_has_some) {
  const Shelf news = village_news();

  const RankedPage page = news.find("jadwal angkutan")[0];

  ASSERT_FALSE(page.best.empty());
  EXPECT_EQ(page.best[0].id, 3);
  EXPECT_TRUE(page.best[0].has_all_words);
  EXPECT_EQ(page.with_all_words, 1U);
}

TEST(Searching, words_of_one_root_find_each_other) {
  EXPECT_EQ(village_news().items("tutup"), Ids{3});
  EXPECT_EQ(village_news().items("subsidi"), Ids{2});
}

TEST(Searching, a_last_word_half_typed_finds_its_beginnings) {
  const Shelf news = village_news();

  EXPECT_EQ(news.items("posya"), Ids{1});
  EXPECT_EQ(news.read("posya").words[0].how, How::begun);
  EXPECT_EQ(news.items("posya "), Ids{}) << "a blank says that the word is whole";
}

TEST(Searching, a_letter_wrong_missing_doubled_or_swapped_is_forgiven) {
  const Shelf news = village_news();
  for (const char* typed :
       {"pisyandu", "posandu", "possyandu", "psoyandu", "posyandi", "pisyanduu", "osyandu"}) {
    EXPECT_EQ(news.items(typed), Ids{1}) << typed;
    EXPECT_EQ(news.read(typed).words[0].how, How::misspelt) << typed;
    EXPECT_EQ(put_right(news.read(typed), typed), "posyandu") << typed;
  }
}

TEST(Searching, a_word_that_is_known_is_never_put_right) {
  const Shelf news({item(1, "Beras murah di pasar"), item(2, "Berat badan bayi")});

  EXPECT_EQ(news.items("beras murah"), Ids{1});
  EXPECT_EQ(put_right(news.read("beras murah"), "beras murah"), "");
}

TEST(Searching, numbers_are_never_put_right) {
  const Shelf news({item(1, "Surat edaran 1445 tahun 2026")});

  EXPECT_EQ(news.items("1446"), Ids{});
  EXPECT_EQ(news.items("1445"), Ids{1});
}

TEST(Searching, putting_right_keeps_the_rest_of_what_was_typed) {
  const Shelf news = village_news();
  const std::string typed = "Jadwal  posyndu, bulan";

  EXPECT_EQ(put_right(news.read(typed), typed), "Jadwal  posyandu, bulan");
}

TEST(Searching, newer_is_slightly_better_and_no_more) {
  Document old = item(1, "Kerja bakti");
  old.at = today - hours(24 * 700);
  const Shelf equals({old, item(2, "Kerja bakti")});
  EXPECT_EQ(equals.items("kerja bakti"), (Ids{2, 1}));

  const Shelf better({old, item(3, "Rapat", "", "Sesudah rapat ada kerja bakti di lapangan.")});
  EXPECT_EQ(better.items("kerja bakti"), (Ids{1, 3})) << "a title outweighs two years";
}

TEST(Searching, can_be_narrowed_to_an_area_a_kind_and_a_label) {
  Document village = item(1, "Vaksin ternak");
  village.areas = {area("32.10.01.2001")};
  Document elsewhere = item(2, "Vaksin ternak");
  elsewhere.areas = {area("62.10")};
  Document everybody = item(3, "Vaksin ternak");
  everybody.areas = {area("")};
  everybody.label = 2;
  Document check = item(4, "Vaksin ternak");
  check.kind = Kind::factcheck;
  const Shelf shelf({village, elsewhere, everybody, check});

  const auto sorted = [&shelf](Wish wish) {
    Ids ids = shelf.items("vaksin", wish);
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  EXPECT_EQ(sorted({.area = area("32.10.01")}), (Ids{1, 3}));
  EXPECT_EQ(sorted({.area = area("32.10.01.2001")}), (Ids{1, 3}));
  EXPECT_EQ(sorted({.area = area("32.10.02")}), Ids{3});
  EXPECT_EQ(sorted({.area = area("32")}), (Ids{1, 3}));
  EXPECT_EQ(sorted({.only = Kind::item, .label = 2}), Ids{3});
  EXPECT_EQ(shelf.find("vaksin", {.only = Kind::factcheck})[0].all, 0U);
  EXPECT_EQ(shelf.find("vaksin")[static_cast<std::size_t>(Kind::factcheck)].best[0].id, 4);
}

TEST(Searching, pages_follow_each_other_without_gap_or_repeat) {
  std::vector<Document> documents;
  for (std::int64_t id = 1; id <= 57; ++id) documents.push_back(item(id, "Rapat warga"));
  const Shelf shelf(documents);

  Ids all;
  for (std::size_t skip = 0; skip < 60; skip += 10) {
    const Ids page = shelf.items("rapat", {.skip = skip, .limit = 10});
    all.insert(all.end(), page.begin(), page.end());
  }
  std::sort(all.begin(), all.end());
  ASSERT_EQ(all.size(), 57U);
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
}

TEST(Searching, a_rare_word_alone_is_enough_and_a_common_one_among_many_is_not) {
  std::vector<Document> documents;
  for (std::int64_t id = 1; id <= 50; ++id) documents.push_back(item(id, "Warga desa berkumpul"));
  documents.push_back(item(99, "Wabah antraks"));
  const Shelf shelf(documents);

  EXPECT_EQ(shelf.items("warga antraks"), Ids{99});
}

TEST(Searching, nonsense_is_calm) {
  const Shelf news = village_news();
  std::string long_text;
  for (int at = 0; at < 10'000; ++at) long_text += static_cast<char>('a' + at % 26);
  for (const std::string& typed :
       {std::string(), std::string(" "), std::string("x"), std::string("yang di ke"),
        std::string("?!., --- ;"), std::string("😀😀😀"), std::string("\"\" '' `"), long_text,
        std::string("\xff\xfe\x80"), std::string(5'000, 'z'), std::string("zzqxv")}) {
    EXPECT_EQ(news.items(typed), Ids{}) << typed.substr(0, 20);
  }
  EXPECT_FALSE(news.read("").had_words);
  EXPECT_TRUE(news.read("yang di").had_words);
  EXPECT_TRUE(news.read("yang di").words.empty());
  EXPECT_EQ(news.items("\"jadwal posyandu\""), (Ids{1}));
  EXPECT_EQ(Shelf({}).items("apa saja jadwal"), Ids{});
}

TEST(Changing, what_was_replaced_is_found_by_its_new_words_only) {
  Shelf news = village_news();

  news.index.change({item(2, "Benih padi tiba")}, {});

  EXPECT_EQ(news.items("benih"), Ids{2});
  EXPECT_EQ(news.items("pupuk"), Ids{});
}

TEST(Changing, words_of_what_was_withdrawn_are_not_even_suggested) {
  Shelf news = village_news();

  news.index.change({}, {{Kind::item, 1}});

  EXPECT_EQ(news.items("posyandu"), Ids{});
  EXPECT_EQ(put_right(news.read("posyanduu"), "posyanduu"), "");
  EXPECT_EQ(news.read("posya").words[0].how, How::nowhere);
  EXPECT_EQ(news.items("pupuk"), Ids{2});
}

TEST(Changing, a_thousand_changes_one_by_one_find_what_one_build_finds) {
  std::mt19937 chance(5);  // NOLINT: the same every time
  const std::vector<std::string> words{"padi", "jagung", "kopi",  "rapat",   "jembatan", "sungai",
                                       "guru", "bayi",   "pasar", "lebaran", "lomba",    "listrik"};
  const auto text = [&](std::size_t length) {
    std::string made;
    for (std::size_t at = 0; at < length; ++at) made += words[chance() % words.size()] + " ";
    return made;
  };
  Shelf changing({});
  std::vector<Document> now(120);
  std::vector<bool> is_there(now.size(), false);
  for (int step = 0; step < 1'000; ++step) {
    const std::size_t at = chance() % now.size();
    if (is_there[at] && chance() % 3 == 0) {
      changing.index.change({}, {{Kind::item, static_cast<std::int64_t>(at) + 1}});
      is_there[at] = false;
    } else {
      now[at] = item(static_cast<std::int64_t>(at) + 1, text(2), text(4), text(30));
      changing.index.change({now[at]}, {});
      is_there[at] = true;
    }
  }
  std::vector<Document> left;
  for (std::size_t at = 0; at < now.size(); ++at) {
    if (is_there[at]) left.push_back(now[at]);
  }
  const Shelf built(left);
  for (const std::string& word : words) {
    Ids changed = changing.items(word, {.limit = 500});
    Ids expected = built.items(word, {.limit = 500});
    EXPECT_EQ(changing.find(word)[0].all, built.find(word)[0].all) << word;
    std::sort(changed.begin(), changed.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(changed, expected) << word;
  }
}

}  // namespace
}  // namespace kentongan::search
