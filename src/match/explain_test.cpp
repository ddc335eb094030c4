#include "match/explain.hpp"

#include "match/matcher.hpp"

#include "base/messages.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace kentongan::match {
namespace {

TEST(Explain, the_words_are_shown_where_they_stand_in_the_raw_message) {
  Matcher matcher;
  matcher.publish({{.id = 1,
                    .title = "Jembatan Cilutung ditutup sampai Senin",
                    .messages = {},
                    .article = {}}});
  const std::string message = "INFO!!! 𝗝𝗲𝗺𝗯𝗮𝘁𝗮𝗻 Cilutung katanya ditutup, betul?";

  const auto candidates = matcher.find(message, 3);

  ASSERT_EQ(candidates.size(), 1U);
  std::vector<std::string> shown;
  for (const Span& span : candidates[0].evidence.spans)
    shown.push_back(message.substr(span.begin, span.end - span.begin));
  EXPECT_EQ(shown, (std::vector<std::string>{"𝗝𝗲𝗺𝗯𝗮𝘁𝗮𝗻", "Cilutung", "ditutup"}));
}

TEST(Explain, every_reason_has_plain_words_in_every_language) {
  for (std::size_t feature = 0; feature < features; ++feature) {
    const std::string key(message_key({feature_name(feature), 1.0}));
    EXPECT_NE(say(indonesian, key), key) << feature_name(feature);
  }
}

TEST(Explain, the_heaviest_reason_comes_first) {
  Matcher matcher;
  matcher.publish(
      {{.id = 1, .title = "Pasar Kadipaten pindah ke terminal", .messages = {}, .article = {}}});

  const auto candidates = matcher.find("Benarkah pasar Kadipaten pindah ke terminal lama?", 1);

  ASSERT_FALSE(candidates.empty());
  const auto& reasons = candidates[0].evidence.reasons;
  ASSERT_GE(reasons.size(), 2U);
  for (std::size_t at = 1; at < reasons.size(); ++at)
    EXPECT_GE(std::abs(reasons[at - 1].part), std::abs(reasons[at].part));
}

}  // namespace
}  // namespace kentongan::match
