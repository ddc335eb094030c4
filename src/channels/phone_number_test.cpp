#include "channels/phone_number.hpp"

#include <gtest/gtest.h>

namespace kentongan::channels {
namespace {

std::string read(std::string_view text) {
  const auto number = PhoneNumber::parse(text);
  return number.ok() ? number->text() : "refused";
}

TEST(PhoneNumber, WhatPeopleWriteIsOneNumber) {
  for (const char* written : {"0812-3456-7890", "+62 812 3456 7890", "6281234567890",
                              "(0812) 3456.7890", "006281234567890"})
    EXPECT_EQ(read(written), "+6281234567890") << written;
  EXPECT_EQ(read("+65 6123 4567"), "+6561234567");
}

TEST(PhoneNumber, WhatCannotBeDialledIsRefused) {
  for (const char* written : {"", "+", "TELKOMSEL", "0812", "08123456789012345", "0812\r\n3456789",
                              "+0812345678", "81234567890", "0812345678;rm"})
    EXPECT_EQ(read(written), "refused") << written;
}

TEST(PhoneNumber, DigitsStandWithoutThePlus) {
  EXPECT_EQ(PhoneNumber::parse("081234567890")->digits(), "6281234567890");
}

}  // namespace
}  // namespace kentongan::channels
