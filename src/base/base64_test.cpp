#include "base/base64.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kentongan {
namespace {

TEST(Base64, what_was_written_is_read_back) {
  std::string bytes;
  for (int length = 0; length < 300; ++length) {
    EXPECT_EQ(parse_base64(base64(bytes)).value(), bytes) << length;
    bytes += static_cast<char>(length * 7);
  }
}

TEST(Base64, anything_else_is_refused) {
  for (const char* text : {"A", "AA", "AAA", "AA=A", "A===", "====", "AA-_", "AAAA\n",
                           "AB==", "AAB=", "data:image/png;base64,AAAA", "AA==AAAA"}) {
    EXPECT_FALSE(parse_base64(text).ok()) << text;
  }
}

}  // namespace
}  // namespace kentongan
