#include "match/image_index.hpp"

#include "base/bug.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace kentongan::match {
namespace {

/// Made-up fingerprints from a seed, so that a failure can be seen again.
class Maker {
 public:
  Fingerprint any() {
    Fingerprint made;
    for (auto& word : made.bits) word = engine_();
    return made;
  }
  Fingerprint near(Fingerprint from, int bits) {
    std::vector<int> places(256);
    for (int place = 0; place < 256; ++place) places[static_cast<std::size_t>(place)] = place;
    std::shuffle(places.begin(), places.end(), engine_);
    for (int index = 0; index < bits; ++index) {
      const auto place = static_cast<std::size_t>(places[static_cast<std::size_t>(index)]);
      from.bits[place / 64] ^= std::uint64_t{1} << (place % 64);
    }
    return from;
  }

 private:
  std::mt19937_64 engine_{20261121};
};

std::vector<ImageHit> naive(const std::vector<ImageRow>& rows, const Fingerprint& probe,
                            int radius) {
  std::vector<ImageHit> hits;
  for (const ImageRow& row : rows) {
    const int far = distance(row.fingerprint, probe);
    if (far <= radius) hits.push_back({.picture = row.picture, .distance = far});
  }
  std::sort(hits.begin(), hits.end(), [](const auto& left, const auto& right) {
    return std::pair(left.distance, left.picture) < std::pair(right.distance, right.picture);
  });
  return hits;
}

std::vector<ImageHit> find(const ImageIndex& index, const Fingerprint& fingerprint, int radius) {
  const ImageView view{.fingerprint = fingerprint};
  return index.find(std::span(&view, 1), radius);
}

TEST(ImageIndex, EveryPathFindsWhatComparingEverythingFinds) {
  Maker maker;
  const Fingerprint probe = maker.any();
  std::vector<ImageRow> rows;
  ImageSegment segment;
  for (std::int64_t picture = 0; picture < 3001; ++picture) {  // not a multiple of eight
    const int far = static_cast<int>(picture % 97);
    rows.push_back({.picture = picture, .fingerprint = maker.near(probe, far)});
    segment.add(rows.back());
  }
  std::vector<ScanPath> paths{ScanPath::portable};
  if (best_scan_path() == ScanPath::avx2) paths.push_back(ScanPath::avx2);

  for (const ScanPath path : paths) {
    for (int radius = 0; radius <= matching_distance; ++radius) {
      std::vector<ImageHit> hits;
      segment.scan(probe, radius, path, [&](std::int64_t picture, Shows, int far) {
        hits.push_back({.picture = picture, .distance = far});
      });
      std::sort(hits.begin(), hits.end(), [](const auto& left, const auto& right) {
        return std::pair(left.distance, left.picture) < std::pair(right.distance, right.picture);
      });
      EXPECT_EQ(hits, naive(rows, probe, radius)) << "radius " << radius;
    }
  }
}

TEST(ImageIndex, ARowIsKeptAsItWas) {
  Maker maker;
  ImageSegment segment;
  const Fingerprint fingerprint = maker.any();

  segment.add({.picture = 7, .fingerprint = fingerprint});

  EXPECT_EQ(segment.row(0).fingerprint, fingerprint);
  EXPECT_EQ(segment.row(0).picture, 7);
}

TEST(ImageIndex, APictureIsFoundByItsNearestFingerprintOnce) {
  Maker maker;
  const Fingerprint probe = maker.any();
  const std::vector<ImageRow> rows{{.picture = 1, .fingerprint = maker.near(probe, 20)},
                                   {.picture = 2, .fingerprint = maker.near(probe, 9)},
                                   {.picture = 1, .fingerprint = maker.near(probe, 4)},
                                   {.picture = 3, .fingerprint = maker.near(probe, 32)}};
  ImageIndex index;

  index.publish(rows);

  const std::vector<ImageHit> expected{{.picture = 1, .distance = 4},
                                       {.picture = 2, .distance = 9}};
  EXPECT_EQ(find(index, probe, matching_distance), expected);
}

TEST(ImageIndex, WhatIsAlikeInAPartOnlyIsNeverNearEnoughToAnswer) {
  Maker maker;
  const Fingerprint probe = maker.any();
  ImageIndex index;
  index.publish(std::vector<ImageRow>{
      {.picture = 1, .fingerprint = probe, .shows = Shows::part},
      {.picture = 2, .fingerprint = maker.near(probe, 3), .shows = Shows::whole}});
  const ImageView part{.fingerprint = probe, .shows = Shows::part};

  const auto by_whole = find(index, probe, matching_distance);
  const auto by_part = index.find(std::span(&part, 1), matching_distance);

  EXPECT_EQ(by_whole,
            (std::vector<ImageHit>{{.picture = 2, .distance = 3}, {.picture = 1, .distance = 11}}));
  EXPECT_EQ(by_part, (std::vector<ImageHit>{{.picture = 1, .distance = 11},
                                            {.picture = 2, .distance = 11}}));
  EXPECT_TRUE(index.find(std::span(&part, 1), answering_distance).empty());
}

TEST(ImageIndex, WhatIsWithdrawnIsNotFoundAndTheRestIs) {
  Maker maker;
  std::vector<ImageRow> rows;
  for (std::int64_t picture = 0; picture < 40'000; ++picture) {
    rows.push_back({.picture = picture, .fingerprint = maker.any()});
  }
  ImageIndex index;
  index.publish(rows);

  for (const std::int64_t picture : {0, 16'383, 16'384, 39'999}) index.withdraw(picture);

  EXPECT_EQ(index.size(), 39'996U);
  for (const std::size_t picture : {0U, 16'383U, 16'384U, 39'999U}) {
    EXPECT_TRUE(find(index, rows[picture].fingerprint, 0).empty());
  }
  for (const std::size_t picture : {1U, 16'382U, 16'385U, 39'998U}) {
    EXPECT_EQ(find(index, rows[picture].fingerprint, 0).size(), 1U);
  }
}

TEST(ImageIndex, RemovingAlmostEverythingLeavesAlmostNothing) {
  Maker maker;
  std::vector<ImageRow> rows;
  for (std::int64_t picture = 0; picture < 40'000; ++picture) {
    rows.push_back({.picture = picture % 4, .fingerprint = maker.any()});
  }
  ImageIndex index;
  index.publish(rows);
  const std::size_t full = index.memory();

  for (const std::int64_t picture : {0, 1, 2}) index.withdraw(picture);

  EXPECT_EQ(index.size(), 10'000U);
  EXPECT_LT(index.memory(), full / 2);
}

TEST(ImageIndex, ARowThatIsWalkedTakesAtMostSixtyFourBytes) {
  Maker maker;
  std::vector<ImageRow> rows;
  for (std::int64_t picture = 0; picture < 100'000; ++picture) {
    rows.push_back({.picture = picture, .fingerprint = maker.any()});
  }
  ImageIndex index;

  index.publish(rows);

  EXPECT_LE(index.memory(), rows.size() * 64);
}

TEST(ImageIndex, TablesFindWhatComparingEverythingFinds) {
  Maker maker;
  const Fingerprint probe = maker.any();
  std::vector<ImageRow> rows;
  for (std::int64_t picture = 0; picture < 4000; ++picture) {
    rows.push_back(
        {.picture = picture, .fingerprint = maker.near(probe, static_cast<int>(picture % 64))});
  }
  // Two bits of every word but the last, which differs in one: only that word's table finds it.
  Fingerprint spread = probe;
  for (auto& word : spread.bits) word ^= 0x0003'0003'0003'0003;
  spread.bits[3] ^= 0x0002'0000'0000'0000;
  rows.push_back({.picture = 4000, .fingerprint = spread});
  const ImageTables tables(rows);
  std::vector<std::uint32_t> scratch;

  for (const int radius : {0, 1, 10, 30, 31}) {
    std::vector<ImageHit> hits;
    tables.scan(probe, radius, scratch, [&](std::int64_t picture, Shows, int far) {
      hits.push_back({.picture = picture, .distance = far});
    });
    std::sort(hits.begin(), hits.end(), [](const auto& left, const auto& right) {
      return std::pair(left.distance, left.picture) < std::pair(right.distance, right.picture);
    });
    hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
    EXPECT_EQ(hits, naive(rows, probe, radius)) << "radius " << radius;
  }
}

TEST(ImageIndex, NothingIsLostOrKeptWhenTablesAreMade) {
  Maker maker;
  std::vector<ImageRow> rows;
  for (std::int64_t picture = 0; picture < 150'000; ++picture) {
    rows.push_back({.picture = picture, .fingerprint = maker.any()});
  }
  ImageIndex index;
  const std::span all(rows);

  index.publish(all.first(140'000));  // tables
  index.withdraw(5);
  index.publish(all.subspan(140'000));  // walked
  EXPECT_TRUE(find(index, rows[5].fingerprint, 0).empty());
  index.publish(all.subspan(5, 1));  // the same again: counts again
  EXPECT_EQ(find(index, rows[5].fingerprint, 0).size(), 1U);
  index.withdraw(149'999);

  EXPECT_EQ(find(index, rows[6].fingerprint, 0).front().picture, 6);
  EXPECT_EQ(find(index, rows[149'998].fingerprint, 0).front().picture, 149'998);
  EXPECT_TRUE(find(index, rows[149'999].fingerprint, 0).empty());
}

TEST(ImageIndex, AWiderRadiusThanTheSearchIsExactForIsABug) {
  const ImageIndex index;
  const Fingerprint probe;
  EXPECT_THROW(static_cast<void>(find(index, probe, matching_distance + 1)), Bug);
  EXPECT_THROW(static_cast<void>(find(index, probe, -1)), Bug);
}

TEST(ImageOutcome, AnImageAloneNeverAnswersAboveDistanceTen) {
  for (int far = 0; far <= matching_distance; ++far) {
    const ImageHit hit{.picture = 1, .distance = far};
    const ImageOutcome expected = far <= 10 ? ImageOutcome::answer : ImageOutcome::ask;
    EXPECT_EQ(judge_image(std::span(&hit, 1), 100), expected) << far;
  }
}

TEST(ImageOutcome, TwoPicturesAsNearAreAskedAboutAndAnEmptyOneIsNeverRecognised) {
  const std::vector<ImageHit> two{{.picture = 1, .distance = 2}, {.picture = 2, .distance = 8}};
  const std::vector<ImageHit> one{{.picture = 1, .distance = 2}, {.picture = 2, .distance = 12}};

  EXPECT_EQ(judge_image(two, 100), ImageOutcome::ask);
  EXPECT_EQ(judge_image(one, 100), ImageOutcome::answer);
  EXPECT_EQ(judge_image(one, least_quality - 1), ImageOutcome::none);
  EXPECT_EQ(judge_image({}, 100), ImageOutcome::none);
}

}  // namespace
}  // namespace kentongan::match
