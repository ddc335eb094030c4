#include "match/store.hpp"

#include "match/matcher.hpp"
#include "match/segment_builder.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

namespace kentongan::match {
namespace {

constexpr std::uint64_t stamp = 20261121;

std::shared_ptr<const Segment> small_index() {
  SegmentBuilder builder;
  builder.add({.id = 7,
               .verdict = 2,
               .title = "Daun sirsak menyembuhkan kanker",
               .messages = {"rebus daun sirsak, kanker lenyap", "tidak perlu operasi"}});
  builder.add(
      {.id = 3, .verdict = 1, .title = "Jembatan Cilutung ditutup", .article = "perbaikan"});
  return builder.finish();
}

/// A folder of its own, gone at the end.
class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    std::string name = (std::filesystem::temp_directory_path() / "kentongan-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    file_ = folder_ / "claims.index";
  }
  ~StoreTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string bytes() const {
    std::ifstream stream(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  void write(const std::string& bytes) const {
    std::ofstream(file_, std::ios::binary | std::ios::trunc) << bytes;
  }

  std::filesystem::path folder_;
  std::filesystem::path file_;
};

TEST_F(StoreTest, a_saved_index_answers_as_the_built_one_does) {
  const auto built = small_index();
  ASSERT_TRUE(save_index(*built, file_, stamp, 42).ok());
  auto saved = map_index(file_, stamp);
  ASSERT_TRUE(saved.ok()) << saved.error().detail();
  EXPECT_EQ(saved->position, 42);
  Matcher before;
  before.adopt(built);
  Matcher after;
  after.adopt(saved->segment);

  const std::string message = "Rebus daun sirsak, kanker lenyap";
  const auto left = before.find(message, 5);
  const auto right = after.find(message, 5);

  ASSERT_EQ(left.size(), right.size());
  ASSERT_FALSE(left.empty());
  EXPECT_EQ(left[0].document, right[0].document);
  EXPECT_EQ(left[0].score, right[0].score);
  EXPECT_EQ(left[0].evidence.words, right[0].evidence.words);
}

TEST_F(StoreTest, what_was_published_after_the_save_is_added_to_the_mapped_index) {
  ASSERT_TRUE(save_index(*small_index(), file_, stamp, 1).ok());
  Matcher matcher;
  matcher.adopt(map_index(file_, stamp).value().segment);

  matcher.publish({{.id = 3, .title = "Pasar Kadipaten dipindah"}});
  matcher.withdraw(7);

  EXPECT_EQ(matcher.size(), 1U);
  EXPECT_TRUE(matcher.find("jembatan cilutung", 3).empty());
  ASSERT_EQ(matcher.find("pasar kadipaten", 3).size(), 1U);
  ASSERT_TRUE(save_index(*matcher.whole(), file_, stamp, 2).ok());
  EXPECT_EQ(map_index(file_, stamp).value().segment->document_count(), 1U);
}

TEST_F(StoreTest, an_absent_file_is_not_found) {
  EXPECT_EQ(map_index(file_, stamp).error().refusal(), Refusal::not_found);
}

TEST_F(StoreTest, a_file_cut_short_anywhere_is_refused) {
  ASSERT_TRUE(save_index(*small_index(), file_, stamp, 1).ok());
  const std::string whole = bytes();
  for (std::size_t size = 0; size < whole.size(); size += 37) {
    write(whole.substr(0, size));
    ASSERT_EQ(map_index(file_, stamp).error().refusal(), Refusal::invalid) << size;
  }
  write(whole + "x");
  EXPECT_EQ(map_index(file_, stamp).error().refusal(), Refusal::invalid);
}

TEST_F(StoreTest, a_file_with_any_byte_flipped_is_refused) {
  ASSERT_TRUE(save_index(*small_index(), file_, stamp, 1).ok());
  const std::string whole = bytes();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    write(flipped);
    ASSERT_FALSE(map_index(file_, stamp).ok()) << at;
  }
}

TEST_F(StoreTest, an_index_of_another_reader_or_format_is_refused) {
  ASSERT_TRUE(save_index(*small_index(), file_, stamp, 1).ok());
  EXPECT_EQ(map_index(file_, stamp + 1).error().refusal(), Refusal::conflict);

  std::string older = bytes();
  ++older[8];  // the version stands behind the eight bytes of magic
  write(older);

  EXPECT_EQ(map_index(file_, stamp).error().refusal(), Refusal::conflict);
}

TEST_F(StoreTest, a_folder_that_is_not_there_refuses_the_save_and_a_folder_is_no_index) {
  EXPECT_EQ(save_index(*small_index(), folder_ / "no" / "x", stamp, 1).error().refusal(),
            Refusal::unavailable);
  EXPECT_FALSE(map_index(folder_, stamp).ok());
}

TEST_F(StoreTest, numbers_that_point_outside_are_refused_even_under_a_right_checksum) {
  const auto segment = small_index();
  const auto image = segment->image();
  for (std::size_t at = sizeof(ImageHeader); at + 4 <= image.size(); at += 2) {
    for (const std::uint32_t number : {0U, 0x7fffffffU, 0xffffffffU}) {
      std::vector<std::uint64_t> copy(image.size() / 8);
      std::memcpy(copy.data(), image.data(), image.size());
      auto bytes = std::as_writable_bytes(std::span(copy));
      std::memcpy(bytes.data() + at, &number, sizeof number);
      const auto opened = Segment::open(bytes, nullptr);
      if (!opened.ok()) continue;
      Matcher matcher;  // whatever it says, nothing is read outside (AddressSanitizer watches)
      matcher.adopt(*opened);
      static_cast<void>(matcher.find("tidak perlu rebus daun sirsk kanker jembatan", 5));
    }
  }
}

}  // namespace
}  // namespace kentongan::match
