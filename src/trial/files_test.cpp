#include "trial/files.hpp"

#include <gtest/gtest.h>

namespace kentongan::trial {
namespace {

TEST(Files, columns_are_found_by_name_wherever_they_stand) {
  const auto claims = read_claims("label\ttitle\tid\tnarrative\nhoax\tJudul\tk7\tPesan\r\n");

  ASSERT_TRUE(claims.ok());
  ASSERT_EQ(claims->size(), 1U);
  EXPECT_EQ(claims->front().id, "k7");
  EXPECT_EQ(claims->front().title, "Judul");
  EXPECT_EQ(claims->front().message, "Pesan");
}

TEST(Files, without_a_header_the_first_columns_count) {
  const auto claims = read_claims("7\tJudul\tsumber\n");
  const auto messages = read_messages("7,9\tPesan\tsumber\t1.00\n");

  ASSERT_TRUE(claims.ok() && messages.ok());
  EXPECT_EQ(claims->front().id, "7");
  EXPECT_EQ(messages->front().right, (std::vector<std::string>{"7", "9"}));
  EXPECT_EQ(messages->front().text, "Pesan");
}

TEST(Files, a_claim_twice_or_a_line_without_columns_is_refused) {
  EXPECT_FALSE(read_claims("7\tJudul\n7\tLagi\n").ok());
  EXPECT_FALSE(read_claims("7\tJudul\nkosong\n").ok());
  EXPECT_FALSE(read_messages("kosong\n").ok());
}

TEST(Files, twins_count_both_ways_and_once) {
  std::vector<Asked> messages{{.id = "q", .text = "", .right = {"b"}}};

  add_twins(messages, read_twins("docid\tequivalent_docid\na\tb\nb\ta\n").value());

  EXPECT_EQ(messages[0].right, (std::vector<std::string>{"a", "b"}));
}

TEST(Files, right_answers_come_in_the_format_of_trec_too) {
  std::vector<Asked> messages{{.id = "5", .text = ""}};

  add_relevant(messages, "5\t0\t17\t1\n5\t0\t18\t0\n6\t0\t19\t1\n");

  EXPECT_EQ(messages[0].right, (std::vector<std::string>{"17"}));
}

}  // namespace
}  // namespace kentongan::trial
