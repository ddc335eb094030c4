#include "base/secret_box.hpp"

#include <gtest/gtest.h>

namespace kentongan {
namespace {

const std::string key(32, 'k');

TEST(SecretBox, gives_back_what_was_locked_and_shows_nothing_of_it) {
  const SeededRandom random(1);
  for (const std::string& bytes :
       {std::string(), std::string("rahasia"), std::string(100'000, 'a')}) {
    const std::string box = lock_box(key, bytes, random);

    EXPECT_EQ(open_box(key, box).value(), bytes);
    if (bytes.empty()) continue;
    EXPECT_EQ(box.find(bytes), std::string::npos);
  }
  EXPECT_NE(lock_box(key, "sama", random), lock_box(key, "sama", random)) << "each has its nonce";
}

TEST(SecretBox, does_not_open_when_a_byte_was_changed_or_the_key_is_another) {
  const SeededRandom random(2);
  const std::string box = lock_box(key, "rahasia", random);

  for (std::size_t at = 0; at < box.size(); ++at) {
    std::string changed = box;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_FALSE(open_box(key, changed).ok()) << at;
  }
  EXPECT_FALSE(open_box(std::string(32, 'x'), box).ok());
  EXPECT_FALSE(open_box(key, "").ok());
  EXPECT_FALSE(open_box(key, box.substr(0, box.size() - 1)).ok());
}

}  // namespace
}  // namespace kentongan
