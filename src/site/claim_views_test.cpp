#include "site/claim_views.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kentongan::site {
namespace {

/// `rebus [daun sirsak] tiap pagi`: what is marked stands in brackets.
std::string shown(const std::string& message, const std::vector<match::Span>& spans) {
  std::string line;
  for (const MessagePiece& piece : pieces_of(message, spans))
    line += piece.is_shared ? "[" + piece.text + "]" : piece.text;
  return line;
}

TEST(Pieces, neighbours_are_one_and_nothing_of_the_message_is_lost) {
  EXPECT_EQ(shown("rebus daun sirsak, tiap pagi", {{6, 10}, {11, 17}, {24, 28}}),
            "rebus [daun sirsak], tiap [pagi]");
  EXPECT_EQ(shown("daun", {{0, 4}}), "[daun]");
  EXPECT_EQ(shown("daun sirsak", {}), "daun sirsak");
}

TEST(Pieces, spans_that_overlap_or_leave_the_message_are_cut) {
  EXPECT_EQ(shown("daun sirsak", {{0, 7}, {5, 11}}), "[daun sirsak]");
  EXPECT_EQ(shown("daun", {{2, 90}, {95, 99}}), "da[un]");
}

TEST(Pieces, what_looks_like_markup_stays_text) {
  EXPECT_EQ(shown("<b>daun</b>", {{3, 7}}), "<b>[daun]</b>");
}

}  // namespace
}  // namespace kentongan::site
