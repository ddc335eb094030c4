#include "channels/internal/telegram_answer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kentongan::channels {
namespace {

using Ended = SendOutcome::Ended;

TEST(TelegramAnswers, EndAnAttemptAsTheTableSays) {
  struct Case {
    int status;
    const char* body;
    Ended ended;
    const char* reason;
  };
  for (
      const Case& c : {
          Case{200, R"({"ok":true,"result":{"message_id":1}})", Ended::delivered, ""},
          Case{
              403,
              R"({"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"})",
              Ended::given_up, "telegram.blocked"},
          Case{400, R"({"ok":false,"error_code":400,"description":"Bad Request: chat not found"})",
               Ended::given_up, "telegram.chat_not_found"},
          Case{400,
               R"({"ok":false,"error_code":400,"description":"Bad Request: message is too long"})",
               Ended::given_up, "telegram.400"},
          Case{401, R"({"ok":false,"error_code":401,"description":"Unauthorized"})",
               Ended::channel_paused, "telegram.token_refused"},
          Case{404, R"({"ok":false,"error_code":404,"description":"Not Found"})",
               Ended::channel_paused, "telegram.token_refused"},
          Case{409, R"({"ok":false,"error_code":409,"description":"Conflict"})", Ended::retry_after,
               "telegram.409"},
          Case{500, R"({"ok":false,"error_code":500,"description":"Internal"})", Ended::retry_after,
               "telegram.500"},
          Case{502, "<html>Bad Gateway</html>", Ended::retry_after, "telegram.502"},
          Case{200, "", Ended::retry_after, "telegram.unreadable"},
          Case{200, R"({"ok":true,"resu)", Ended::retry_after, "telegram.unreadable"},
          Case{200, "[]", Ended::retry_after, "telegram.unreadable"},
          Case{200, R"({"ok":"yes"})", Ended::retry_after, "telegram.unreadable"},
          Case{302, "", Ended::retry_after, "telegram.unreadable"},
          Case{200, R"({"ok":false,"error_code":403})", Ended::given_up, "telegram.blocked"},
          Case{418, R"({"ok":false})", Ended::given_up, "telegram.418"},
      }) {
    const TelegramAnswer answer = read_telegram_answer(c.status, c.body);
    EXPECT_EQ(answer.outcome.ended, c.ended) << c.status << c.body;
    EXPECT_EQ(answer.outcome.reason, c.reason) << c.body;
    EXPECT_EQ(answer.stop, Span{}) << c.body;
    EXPECT_FALSE(answer.moved_to.has_value());
  }
}

TEST(TelegramAnswers, OfTooManyRequestsStopEverybodyForAsLongAsTheySay) {
  const auto stop = [](const std::string& parameters) {
    return read_telegram_answer(
               429, R"({"ok":false,"error_code":429,"description":"x")" + parameters + "}")
        .stop;
  };
  EXPECT_EQ(stop(R"(,"parameters":{"retry_after":7})"), std::chrono::seconds(7));
  EXPECT_EQ(stop(""), std::chrono::seconds(5));
  EXPECT_EQ(stop(R"(,"parameters":{"retry_after":-7})"), std::chrono::seconds(1));
  EXPECT_EQ(stop(R"(,"parameters":{"retry_after":99999999999})"), std::chrono::hours(1));
  EXPECT_EQ(stop(R"(,"parameters":{"retry_after":"7"})"), std::chrono::seconds(5));
}

TEST(TelegramAnswers, TellWhereAGroupHasMoved) {
  const auto answer = read_telegram_answer(
      400,
      R"({"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1001234567890}})");
  ASSERT_TRUE(answer.moved_to.has_value());
  EXPECT_EQ(answer.moved_to->text(), "-1001234567890");

  const auto nonsense = read_telegram_answer(
      400, R"({"ok":false,"error_code":400,"parameters":{"migrate_to_chat_id":4503599627370496}})");
  EXPECT_FALSE(nonsense.moved_to.has_value());
  EXPECT_EQ(nonsense.outcome.ended, Ended::given_up);
}

TEST(TelegramAnswers, NestedDeeplyOrHugeAreJustUnreadable) {
  EXPECT_EQ(read_telegram_answer(200, std::string(100'000, '[')).outcome.reason,
            "telegram.unreadable");
  EXPECT_EQ(read_telegram_answer(200, std::string(1'000'000, '\0')).outcome.reason,
            "telegram.unreadable");
}

}  // namespace
}  // namespace kentongan::channels
