#include "match/retrieve.hpp"

#include "match/segment_builder.hpp"
#include "match/similar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace kentongan::match {
namespace {

std::string word(unsigned number) {
  std::string letters = "k";
  for (number += 20; number > 0; number /= 20) letters += static_cast<char>('a' + number % 20);
  return letters + "u";
}

/// An archive whose words are as uneven as real ones: a few everywhere, most of them rare.
class MadeArchive {
 public:
  explicit MadeArchive(unsigned seed) : chance_(seed) {}

  std::string text(unsigned words) {
    std::string text;
    for (unsigned at = 0; at < words; ++at) text += word(common_or_rare()) + ' ';
    return text;
  }

  Document document(std::int64_t id) {
    Document document{.id = id, .title = text(1 + below(12))};
    for (unsigned aliases = below(3); aliases > 0; --aliases)
      document.messages.push_back(text(1 + below(60)));
    if (below(4) == 0) document.article = text(100);
    return document;
  }

  std::shared_ptr<const Segment> segment(std::int64_t first, int documents) {
    SegmentBuilder builder;
    for (int at = 0; at < documents; ++at) builder.add(document(first + at));
    return builder.finish();
  }

 private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(chance_() % limit); }
  unsigned common_or_rare() {
    const double share = std::uniform_real_distribution<double>(0, 1)(chance_);
    return static_cast<unsigned>(3000 * share * share * share * share);
  }

  std::mt19937 chance_;
};

Query query_for(const std::string& text, std::vector<std::string>& words) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  Query query;
  for (const std::string& one : words) query.words.push_back({.word = one});
  return query;
}

using Place = std::tuple<const Segment*, std::uint32_t, float>;

std::set<Place> places_of(const Retrieved& retrieved) {
  std::set<Place> places;
  for (const Hit& hit : retrieved.hits) places.emplace(hit.segment, hit.passage, hit.score);
  return places;
}

TEST(Retrieve, without_limits_it_finds_exactly_what_the_exhaustive_scorer_finds) {
  MadeArchive archive(7);
  Snapshot snapshot;
  snapshot.parts = {{archive.segment(0, 900), nullptr}, {archive.segment(5000, 100), nullptr}};
  auto gone = std::make_shared<Gone>(snapshot.parts[0].segment->document_count());
  for (std::uint32_t at = 0; at < 900; at += 3) gone->add(at);
  snapshot.parts[0].gone = gone;
  const RetrieveLimits unlimited{.passages = 20'000, .words = 1000, .postings = 100'000'000};

  for (int time = 0; time < 30; ++time) {
    std::vector<std::string> words;
    const Query query = query_for(archive.text(1 + static_cast<unsigned>(time) * 3), words);
    EXPECT_EQ(places_of(retrieve(snapshot, query, unlimited)),
              places_of(retrieve_exhaustively(snapshot, query, unlimited)))
        << time;
  }
}

TEST(Retrieve, within_its_budget_it_finds_nearly_all_of_the_best_and_weighs_them_exactly) {
  MadeArchive archive(11);
  Snapshot snapshot;
  snapshot.parts = {{archive.segment(0, 2000), nullptr}};
  std::size_t wanted = 0;
  std::size_t found = 0;
  for (int time = 0; time < 30; ++time) {
    std::vector<std::string> words;
    const Query query = query_for(archive.text(30), words);
    const auto exact = places_of(retrieve_exhaustively(snapshot, query, {.passages = 20}));
    const auto fast = places_of(retrieve(snapshot, query, {.passages = 20, .postings = 5'000}));
    wanted += exact.size();
    found += static_cast<std::size_t>(std::count_if(
        exact.begin(), exact.end(), [&fast](const Place& place) { return fast.contains(place); }));
  }

  EXPECT_GE(found, wanted * 95 / 100);
}

TEST(Retrieve, a_score_is_the_weight_of_the_shared_words_times_the_share_of_length) {
  SegmentBuilder builder;
  builder.add({.id = 1, .title = "kucing oranye mencuri ikan"});
  builder.add({.id = 2, .title = "anjing tidur"});
  Snapshot snapshot;
  snapshot.parts = {{builder.finish(), nullptr}};
  Query query;
  query.words = {{.word = "kucing"}, {.word = "ikan", .share = 0.5F}, {.word = "gajah"}};

  const auto hits = retrieve(snapshot, query, {}).hits;

  ASSERT_EQ(hits.size(), 1U);
  const float idf = inverse_document_frequency(1, 1000);
  EXPECT_FLOAT_EQ(hits[0].score, 1.5F * idf * share_of_length(4, 3));
}

TEST(Retrieve, several_wordings_of_one_thing_are_paid_once) {
  SegmentBuilder builder;
  builder.add({.id = 1, .title = "anak bocah budak"});
  Snapshot snapshot;
  snapshot.parts = {{builder.finish(), nullptr}};
  Query query;
  query.words = {{.word = "anak", .share = 0.5F, .group = 0}, {.word = "bocah", .group = 0}};

  const auto hits = retrieve(snapshot, query, {}).hits;

  ASSERT_EQ(hits.size(), 1U);
  EXPECT_FLOAT_EQ(hits[0].score, inverse_document_frequency(1, 1000) * share_of_length(3, 3));
}

TEST(Retrieve, fields_do_not_crowd_each_other_out) {
  SegmentBuilder builder;
  for (unsigned at = 0; at < 300; ++at)
    builder.add({.id = at, .title = "banjir", .messages = {"banjir besar di " + word(at)}});
  Snapshot snapshot;
  snapshot.parts = {{builder.finish(), nullptr}};
  Query query;
  query.words = {{.word = "banjir"}};

  const auto hits = retrieve(snapshot, query, {.passages = 50}).hits;

  const auto titles = std::count_if(hits.begin(), hits.end(), [](const Hit& hit) {
    return hit.segment->passage(hit.passage).field == Field::title;
  });
  EXPECT_EQ(hits.size(), 100U);
  EXPECT_EQ(titles, 50);
}

TEST(Retrieve, nothing_is_found_for_nothing) {
  MadeArchive archive(3);
  Snapshot empty;
  empty.parts = {{SegmentBuilder().finish(), nullptr}};
  Snapshot some;
  some.parts = {{archive.segment(0, 10), nullptr}};
  Query query;
  query.words = {{.word = "tiada"}, {.word = ""}};

  EXPECT_TRUE(retrieve(empty, query, {}).hits.empty());
  EXPECT_TRUE(retrieve(some, {}, {}).hits.empty());
  EXPECT_TRUE(retrieve(Snapshot(), query, {}).hits.empty());
}

TEST(Retrieve, a_misspelt_word_is_taken_for_the_one_it_was_meant_to_be) {
  SegmentBuilder builder;
  builder.add({.id = 1, .title = "vaksin campak berbahaya"});
  builder.add({.id = 2, .title = "harga beras"});
  Snapshot snapshot;
  snapshot.parts = {{builder.finish(), nullptr}};
  for (const std::string_view misspelt : {"vaskin", "vaksn", "vvaksin", "vaksim", "aksin"}) {
    Query query;
    query.words = {{.word = misspelt}};
    const Retrieved found = retrieve(snapshot, query, {});

    ASSERT_EQ(found.hits.size(), 1U) << misspelt;
    EXPECT_LT(found.words.front().words.front().share, 1);
    query.words[0].spelling = Spelling::as_written;
    EXPECT_TRUE(retrieve(snapshot, query, {}).hits.empty());
  }
}

TEST(Similar, one_edit_is_told_from_two) {
  EXPECT_TRUE(is_one_edit_apart("vaksin", "vaskin"));
  EXPECT_TRUE(is_one_edit_apart("vaksin", "vaksi"));
  EXPECT_TRUE(is_one_edit_apart("aksin", "vaksin"));
  EXPECT_TRUE(is_one_edit_apart("vaksin", "vaksim"));
  EXPECT_FALSE(is_one_edit_apart("vaksin", "vaksin"));
  EXPECT_FALSE(is_one_edit_apart("vaksin", "aksim"));
  EXPECT_FALSE(is_one_edit_apart("", "ab"));
}

TEST(Similar, a_number_is_never_another_number) {
  EXPECT_TRUE(spelling_keys_of("1945").empty());
  EXPECT_TRUE(spelling_keys_of("covid19").empty());
}

TEST(Similar, words_of_one_root_stand_for_each_other_and_names_for_themselves) {
  SegmentBuilder builder;
  builder.add({.id = 1, .title = "menyebarkan penyebaran media diadakan"});
  const auto segment = builder.finish();
  const auto found = [&segment](std::string_view word) {
    std::set<std::string_view> words;
    for (const SimilarWord& other : words_of_one_root(*segment, word, 4))
      words.insert(segment->terms().word(other.word));
    return words;
  };

  EXPECT_EQ(found("disebarkan"), (std::set<std::string_view>{"menyebarkan", "penyebaran"}));
  EXPECT_TRUE(found("dia").empty());
}

TEST(Similar, a_bad_scan_is_read) {
  SegmentBuilder builder;
  builder.add({.id = 1, .title = "pemerintah menerbitkan peraturan"});
  const auto segment = builder.finish();

  const auto similar = similar_words(*segment, "pemerinloh", 4);

  ASSERT_FALSE(similar.empty());
  EXPECT_EQ(segment->terms().word(similar[0].word), "pemerintah");
}

}  // namespace
}  // namespace kentongan::match
