#include "match/near_duplicate.hpp"

#include "match/fingerprint.hpp"
#include "match/near_duplicate_text.hpp"
#include "match/winnow.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

namespace kentongan::match {
namespace {

/// The grams of a text, the simple way.
std::set<std::string> grams_of(const std::string& text) {
  std::set<std::string> grams;
  if (text.empty()) return grams;
  const std::string padded = " " + text + " ";
  if (padded.size() < 5) return {padded};
  for (std::size_t at = 0; at + 5 <= padded.size(); ++at) grams.insert(padded.substr(at, 5));
  return grams;
}

/// Few letters, so that much is shared.
std::string random_text(std::mt19937_64& chance) {
  std::string text;
  for (std::size_t left = chance() % 80; left > 0; --left)
    text += static_cast<char>("aabn 4\xC3"[chance() % 7]);
  return text;
}

TEST(Likeness, is_the_exact_jaccard_index_of_the_grams) {
  std::mt19937_64 chance(5);
  for (int round = 0; round < 2'000; ++round) {
    const std::string asked = random_text(chance);
    const std::string known = random_text(chance);
    std::set<std::string> both;
    const auto left = grams_of(asked);
    const auto right = grams_of(known);
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                          std::inserter(both, both.begin()));

    const Likeness likeness = AskedText(asked).compare(known, count_grams(known));

    ASSERT_EQ(likeness.shared, both.size()) << asked << "|" << known;
    ASSERT_EQ(likeness.asked_grams, left.size());
    ASSERT_EQ(likeness.known_grams, right.size());
    ASSERT_LE(likeness.known_together, likeness.shared);
    ASSERT_EQ(likeness.exact, asked == known && !asked.empty());
  }
}

TEST(Likeness, counts_for_containment_only_what_stands_together) {
  const std::string known = "warung wajib memasang kamera keamanan";
  const std::string together = std::string(400, 'x') + " " + known + " " + std::string(400, 'y');
  std::string scattered;
  for (std::size_t at = 0; at + 6 <= known.size(); at += 3)
    scattered += known.substr(at, 8) + std::string(60, 'z');

  EXPECT_GT(AskedText(together).compare(known, count_grams(known)).known_share(), 0.95);
  EXPECT_LT(AskedText(scattered).compare(known, count_grams(known)).known_share(), 0.4);
}

TEST(PackedTexts, give_back_what_was_put_in) {
  std::mt19937_64 chance(11);
  PackedTexts texts;
  std::vector<std::pair<PackedTexts::Place, std::string>> put;
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::size_t left = chance() % 40; left > 0; --left)
      text += round % 2 == 0 ? static_cast<char>(chance())
                             : static_cast<char>("angers m"[chance() % 8]);
    put.emplace_back(texts.add(text), text);
  }

  std::string text;
  for (const auto& [place, wanted] : put) {
    texts.read(place, text);
    ASSERT_EQ(text, wanted);
  }
}

TEST(Winnow, keeps_one_fingerprint_of_every_stretch_wherever_a_piece_is_cut) {
  std::mt19937_64 chance(13);
  std::string text;
  while (text.size() < 600) text += static_cast<char>('a' + chance() % 26);
  const std::vector<Fingerprint> kept = winnow(text, FingerprintCounts(1));
  constexpr std::size_t piece = 2 * longest_stretch + fingerprint_width - 1;

  for (std::size_t at = 0; at + piece <= text.size(); ++at) {
    const auto asked = all_fingerprints(std::string_view(text).substr(at, piece));
    std::vector<Fingerprint> both;
    std::set_intersection(kept.begin(), kept.end(), asked.begin(), asked.end(),
                          std::back_inserter(both));
    ASSERT_FALSE(both.empty()) << at;
  }
  EXPECT_LE(kept.size(), winnowed_count(text.size()));
}

TEST(Winnow, prefers_what_is_rare) {
  const std::string common = "sebarkan";
  FingerprintCounts counts(1'000);
  for (int time = 0; time < 50; ++time) counts.add(common);

  const auto kept = winnow("sebarkan sirsak", counts);

  EXPECT_TRUE(std::none_of(kept.begin(), kept.end(),
                           [&](Fingerprint one) { return one == fingerprint_at(common, 0); }));
}

TEST(TextHash, is_the_same_for_equal_texts_alone) {
  EXPECT_EQ(hash_of_text("daun sirsak"), hash_of_text("daun sirsak"));
  EXPECT_NE(hash_of_text("daun sirsak"), hash_of_text("daun sirsat"));
  // The first half of SHA-256 of nothing. Source: NIST's example values.
  EXPECT_EQ(hash_of_text(""), (TextHash{0xe3b0c44298fc1c14U, 0x9afbf4c8996fb924U}));
}

}  // namespace
}  // namespace kentongan::match
