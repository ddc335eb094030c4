#include "language/names.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace kentongan::language {
namespace {

TEST(Names, a_capital_tells_a_name_only_in_the_middle_of_plain_prose) {
  const auto names_in = [](std::string_view raw) {
    const Text text = read(raw);
    const NameSense sense(raw, text);
    std::string names;
    for (const Token& token : text.tokens) {
      if (sense.is_name(token)) names.append(text.word(token)).append(" ");
    }
    return names;
  };

  EXPECT_EQ(names_in("Kemarin warga Kediri melihat pak Bekti di pasar."), "kediri bekti ");
  EXPECT_EQ(names_in("Menteri Membagikan Uang Untuk Seluruh Warga Kediri"), "");
  EXPECT_EQ(names_in("AWAS! PENIPUAN MELALUI TELEPON"), "");
  EXPECT_EQ(names_in("jangan percaya. Penipuan terjadi lagi"), "");
}

}  // namespace
}  // namespace kentongan::language
