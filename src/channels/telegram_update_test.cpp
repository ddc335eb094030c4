#include "channels/telegram_update.hpp"

#include "base/text.hpp"
#include "channels/internal/telegram_text.hpp"
#include "channels/telegram_message.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kentongan::channels {
namespace {

using Setting = Incoming::Setting;

const TelegramMe me{1234567, "kentongan_bot"};

std::string message(std::string_view more, std::string_view chat = R"("id":501,"type":"private")") {
  return R"({"update_id":77,"message":{"message_id":9,"date":1790000000,"chat":{)" +
         std::string(chat) + R"(},"from":{"id":501,"is_bot":false,"first_name":"Warga"})" +
         (more.empty() ? "" : ",") + std::string(more) + "}}";
}
std::string in_group(std::string_view more) {
  return message(more, R"("id":-1001,"type":"supergroup","title":"RW 03")");
}

std::optional<Incoming> read(std::string_view json) {
  const auto update = read_telegram_update(json, me);
  EXPECT_TRUE(update.ok()) << json;
  return update.ok() ? update->incoming : std::nullopt;
}

TEST(TelegramUpdate, APrivateMessageIsTextForUsToAnswerThere) {
  const auto incoming = read(message(R"("text":"Benarkah vaksin ditarik?")"));

  ASSERT_TRUE(incoming);
  EXPECT_EQ(incoming->way, Way::telegram);
  EXPECT_EQ(incoming->external_id, "77");
  EXPECT_EQ(text_of(incoming->reply_to), "501");
  EXPECT_EQ(incoming->sender, "");
  EXPECT_EQ(incoming->text, "Benarkah vaksin ditarik?");
  EXPECT_EQ(incoming->setting, Setting::direct);
  EXPECT_EQ(incoming->sent_at.seconds(), 1790000000);
  EXPECT_FALSE(incoming->has_left);
}

TEST(TelegramUpdate, FilesComeAsHandlesAndOfAPhotoTheLargestThatCanBeFetched) {
  struct Case {
    const char* more;
    Attachment::Kind kind;
    const char* handle;
    std::int64_t size;
  };
  for (
      const Case& c :
      {Case{R"("photo":[{"file_id":"s","file_unique_id":"u","width":90,"height":90,"file_size":1},
                         {"file_id":"l","file_unique_id":"u","width":1280,"height":960,"file_size":90000},
                         {"file_id":"x","file_unique_id":"u","width":9000,"height":9000,"file_size":20971521}])",
            Attachment::Kind::picture, "l", 90000},
       Case{
           R"("voice":{"file_id":"v","file_unique_id":"u","duration":3,"mime_type":"audio/ogg","file_size":7})",
           Attachment::Kind::voice, "v", 7},
       Case{R"("audio":{"file_id":"a","file_unique_id":"u","duration":3})", Attachment::Kind::voice,
            "a", 0},
       Case{
           R"("video":{"file_id":"m","file_unique_id":"u","width":1,"height":1,"duration":3,"file_size":99999999})",
           Attachment::Kind::video, "m", 99999999},
       Case{R"("video_note":{"file_id":"n","file_unique_id":"u","length":1,"duration":3})",
            Attachment::Kind::video, "n", 0},
       Case{R"("document":{"file_id":"d","file_unique_id":"u","mime_type":"image/png"})",
            Attachment::Kind::picture, "d", 0},
       Case{R"("document":{"file_id":"p","file_unique_id":"u","mime_type":"application/pdf"})",
            Attachment::Kind::other, "p", 0},
       Case{
           R"("animation":{"file_id":"g","file_unique_id":"u"},"document":{"file_id":"g","file_unique_id":"u"})",
           Attachment::Kind::video, "g", 0}}) {
    const auto incoming = read(message(c.more + std::string(R"(,"caption":"kata <&> ini")")));
    ASSERT_TRUE(incoming) << c.more;
    ASSERT_EQ(incoming->attachments.size(), 1U) << c.more;
    EXPECT_EQ(incoming->attachments.front().kind, c.kind) << c.more;
    EXPECT_EQ(incoming->attachments.front().handle, c.handle);
    EXPECT_EQ(incoming->attachments.front().size, c.size);
    EXPECT_EQ(incoming->text, "kata <&> ini");
  }
}

TEST(TelegramUpdate, AnAlbumIsTogetherAndWhoItWasForwardedFromIsNotKept) {
  const auto incoming = read(message(
      R"("media_group_id":"13579","text":"isi","forward_origin":{"type":"user","date":1,"sender_user":{"id":99,"is_bot":false,"first_name":"Rahasia"}})"));

  ASSERT_TRUE(incoming);
  EXPECT_EQ(incoming->together, "13579");
  EXPECT_EQ(incoming->sender, "");
  EXPECT_EQ(incoming->text, "isi");
}

TEST(TelegramUpdate, InAGroupWeAreNamedByMentionByCommandAndByReply) {
  struct Case {
    const char* more;
    Setting setting;
    const char* text;
  };
  for (
      const Case& c : {
          Case{R"("text":"apa kabar semua")", Setting::overheard, "apa kabar semua"},
          Case{
              R"("text":"@kentongan_bot benarkah ini?","entities":[{"type":"mention","offset":0,"length":14}])",
              Setting::named_us, "benarkah ini?"},
          // Before the mention stand an emoji of two UTF-16 units and a family of eleven.
          Case{
              R"("text":"🙏 👩‍👩‍👧‍👦 @Kentongan_Bot benar?","entities":[{"type":"mention","offset":15,"length":14}])",
              Setting::named_us, "🙏 👩‍👩‍👧‍👦 benar?"},
          Case{
              R"("text":"@orang_lain benarkah?","entities":[{"type":"mention","offset":0,"length":11}])",
              Setting::overheard, "@orang_lain benarkah?"},
          // Written, but Telegram does not say that it is a mention.
          Case{R"("text":"surel a@kentongan_bot")", Setting::overheard, "surel a@kentongan_bot"},
          Case{
              R"("text":"/cek@kentongan_bot gempa besok","entities":[{"type":"bot_command","offset":0,"length":18}])",
              Setting::named_us, "/cek gempa besok"},
          Case{
              R"("text":"/cek gempa besok","entities":[{"type":"bot_command","offset":0,"length":4}])",
              Setting::overheard, "/cek gempa besok"},
          Case{
              R"("text":"Pak Bot benar?","entities":[{"type":"text_mention","offset":0,"length":7,"user":{"id":1234567,"is_bot":true,"first_name":"x"}}])",
              Setting::named_us, "benar?"},
          Case{
              R"("text":"iya","reply_to_message":{"message_id":1,"date":1,"chat":{"id":-1001,"type":"supergroup"},"from":{"id":1234567,"is_bot":true,"first_name":"K"},"text":"SALAH"})",
              Setting::named_us, "iya"},
          Case{
              R"("text":"iya","reply_to_message":{"message_id":1,"date":1,"chat":{"id":-1001,"type":"supergroup"},"from":{"id":7,"is_bot":false,"first_name":"K"},"text":"halo"})",
              Setting::overheard, "iya"},
          // Offsets beyond the text or inside a character name nobody.
          Case{
              R"("text":"🙏","entities":[{"type":"mention","offset":1,"length":1},{"type":"mention","offset":0,"length":900},{"type":"mention","offset":-1,"length":2},{"type":"mention","offset":9223372036854775807,"length":9223372036854775807}])",
              Setting::overheard, "🙏"},
      }) {
    const auto incoming = read(in_group(c.more));
    ASSERT_TRUE(incoming) << c.more;
    EXPECT_EQ(incoming->setting, c.setting) << c.more;
    EXPECT_EQ(incoming->text, c.text);
    EXPECT_EQ(text_of(incoming->reply_to), "-1001");
    EXPECT_EQ(incoming->sender, "501");
  }
}

TEST(TelegramUpdate, WhoNamesUsUnderSomebodysMessageAsksAboutThatMessage) {
  const auto incoming = read(in_group(
      R"("text":"@kentongan_bot benar?","entities":[{"type":"mention","offset":0,"length":14}],
         "reply_to_message":{"message_id":1,"date":1,"chat":{"id":-1001,"type":"supergroup"},"from":{"id":7,"is_bot":false,"first_name":"K"},
           "caption":"Besok listrik padam sepekan","photo":[{"file_id":"foto","file_unique_id":"u","width":9,"height":9}]})"));

  ASSERT_TRUE(incoming);
  EXPECT_EQ(incoming->text, "benar?");
  EXPECT_EQ(incoming->quoted, "Besok listrik padam sepekan");
  ASSERT_EQ(incoming->attachments.size(), 1U);
  EXPECT_EQ(incoming->attachments.front().handle, "foto");
}

TEST(TelegramUpdate, AddressesHiddenBehindWordsFollowTheText) {
  const auto incoming = read(message(
      R"("text":"klik di sini atau di sana","entities":[{"type":"text_link","offset":5,"length":7,"url":"http://palsu.example/a"},{"type":"text_link","offset":18,"length":7,"url":"http://palsu.example/a"}])"));

  ASSERT_TRUE(incoming);
  EXPECT_EQ(incoming->text, "klik di sini atau di sana\nhttp://palsu.example/a");
}

TEST(TelegramUpdate, ARichMessageAndAPollAreReadAsTheirWords) {
  const auto rich = read(message(
      R"("rich_message":{"blocks":[{"type":"paragraph","text":["Kabar ",{"type":"bold","text":"penting"}]},{"type":"list","items":[{"label":"1","blocks":[{"type":"paragraph","text":"satu"}]}]}]})"));
  ASSERT_TRUE(rich);
  EXPECT_EQ(rich->text, "Kabar penting\nsatu");
  const auto poll =
      read(message(R"("poll":{"id":"1","question":"Setuju air berbayar?","options":[]})"));
  ASSERT_TRUE(poll);
  EXPECT_EQ(poll->text, "Setuju air berbayar?");
}

TEST(TelegramUpdate, AStickerIsAnEmptyMessageInPrivateAndNothingInAGroup) {
  const std::string sticker = R"("sticker":{"file_id":"s","file_unique_id":"u"})";
  const auto incoming = read(message(sticker));
  ASSERT_TRUE(incoming);
  EXPECT_EQ(incoming->text, "");
  EXPECT_TRUE(incoming->attachments.empty());
  EXPECT_FALSE(read(in_group(sticker)));
}

TEST(TelegramUpdate, AButtonPressedIsAPressAndABlockIsALeave) {
  const auto press = read(
      R"({"update_id":78,"callback_query":{"id":"4000000001","from":{"id":501,"is_bot":false,"first_name":"W"},"chat_instance":"1","data":"ya:T-7K2M",
          "message":{"message_id":1,"date":0,"chat":{"id":501,"type":"private"}}}})");
  ASSERT_TRUE(press && press->press);
  EXPECT_EQ(press->press->id, "4000000001");
  EXPECT_EQ(press->press->data, "ya:T-7K2M");
  EXPECT_EQ(text_of(press->reply_to), "501");

  for (const char* status : {"kicked", "left", "member", "administrator"}) {
    const auto change = read(
        R"({"update_id":79,"my_chat_member":{"chat":{"id":501,"type":"private"},"from":{"id":501,"is_bot":false,"first_name":"W"},"date":1790000000,
            "old_chat_member":{"status":"member"},"new_chat_member":{"status":")" +
        std::string(status) + R"("}}})");
    const bool leaves = std::string_view(status) == "kicked" || std::string_view(status) == "left";
    ASSERT_EQ(change.has_value(), leaves) << status;
    if (!leaves) continue;
    EXPECT_TRUE(change->has_left);
    EXPECT_EQ(text_of(change->reply_to), "501");
  }
}

TEST(TelegramUpdate, WhatWeDoNotHandleIsAcknowledgedAsNothing) {
  for (
      const std::string& json :
      {std::string(R"({"update_id":80})"),
       std::string(R"({"update_id":80,"edited_message":{"message_id":1}})"),
       std::string(R"({"update_id":80,"channel_post":{"message_id":1}})"),
       std::string(R"({"update_id":80,"something_of_next_year":[1,2]})"),
       message(R"("new_chat_members":[])"),
       message(R"("text":"x")", R"("id":-1001,"type":"channel")"),
       in_group(R"("is_automatic_forward":true,"text":"x")"),
       std::string(
           R"({"update_id":80,"message":{"message_id":9,"date":1,"chat":{"id":-5,"type":"group"},"from":{"id":9,"is_bot":true,"first_name":"b"},"text":"x"}})")}) {
    const auto update = read_telegram_update(json, me);
    ASSERT_TRUE(update.ok()) << json;
    EXPECT_GT(update->update_id, 0);
    EXPECT_FALSE(update->incoming) << json;
  }
}

TEST(TelegramUpdate, WhoSpeaksAsTheGroupIsASpeakerAllTheSame) {
  const auto incoming = read(
      R"({"update_id":80,"message":{"message_id":9,"date":1,"chat":{"id":-5,"type":"group"},"sender_chat":{"id":-5,"type":"group"},"from":{"id":1087968824,"is_bot":true,"first_name":"Group"},"text":"x"}})");
  ASSERT_TRUE(incoming);
  EXPECT_EQ(incoming->sender, "-5");
}

TEST(TelegramUpdate, TheMalformedAndTheHostileIsRefused) {
  std::string deep = R"({"update_id":1,"x":)";
  for (int i = 0; i < 100'000; ++i) deep += '[';
  const std::string large =
      R"({"update_id":1,"x":")" + std::string(most_telegram_update_bytes, 'a') + R"("})";
  for (
      const std::string& json :
      {std::string(),
       std::string("null"),
       std::string("[]"),
       std::string("{}"),
       deep,
       large,
       std::string(R"({"update_id":"1"})"),
       std::string(R"({"update_id":4503599627370496})"),
       std::string(R"({"update_id":18446744073709551615})"),
       std::string(R"({"update_id":-1})"),
       std::string(R"({"update_id":1.5})"),
       std::string(R"({"update_id":1,"message":[]})"),
       std::string(R"({"update_id":1,"message":{}})"),
       message(R"("text":5)"),
       message(R"("text":"x","entities":{})"),
       message(R"("text":"x","entities":[5])"),
       message(R"("voice":{"file_id":""})"),
       message(R"("voice":{"file_id":"../../x"})"),
       message(R"("voice":{"file_id":"v","file_size":-1})"),
       message(R"("photo":[{}])"),
       message(R"("text":"x")", R"("id":4503599627370496,"type":"private")"),
       message(R"("text":"x")", R"("id":0,"type":"private")"),
       message(R"("text":"x")", R"("id":1)"),
       message("\"text\":\"\xFF\""),
       std::string(R"({"update_id":1,"callback_query":{"id":"","from":{"id":1},"data":"x"}})"),
       std::string(R"({"update_id":1,"callback_query":{"id":"1","from":{"id":1},"data":")") +
           std::string(65, 'x') + R"("}})",
       std::string(
           R"({"update_id":1,"message":{"message_id":1,"date":99999999999999,"chat":{"id":1,"type":"private"},"from":{"id":1},"text":"x"}})")}) {
    const auto update = read_telegram_update(json, me);
    ASSERT_FALSE(update.ok()) << json.substr(0, 200);
    EXPECT_EQ(std::string_view(update.error().message()), "channels.telegram.malformed");
    EXPECT_EQ(update.error().detail(), "");
  }
}

TEST(TelegramUpdate, OneMalformedOfABatchDoesNotHoldUpTheOthers) {
  const auto updates =
      read_telegram_updates(R"({"ok":true,"result":[{"update_id":1,"message":{"message_id":[]}},)" +
                                message(R"("text":"x")") + "]}",
                            me);

  ASSERT_TRUE(updates.ok());
  ASSERT_EQ(updates->size(), 2U);
  EXPECT_TRUE((*updates)[0].is_malformed);
  EXPECT_FALSE((*updates)[0].incoming);
  EXPECT_TRUE((*updates)[1].incoming);
  for (const char* answer : {"", "{}", R"({"ok":false,"result":[]})", R"({"ok":true})",
                             R"({"ok":true,"result":[{}]})", R"({"ok":true,"result":[5]})"})
    EXPECT_FALSE(read_telegram_updates(answer, me).ok()) << answer;
}

TEST(TelegramUpdate, AnyChangeOfAByteIsReadOrRefusedAndNeverWorse) {
  const std::string whole = in_group(
      R"("text":"🙏 @kentongan_bot benar?","entities":[{"type":"mention","offset":3,"length":14}],"photo":[{"file_id":"s","file_unique_id":"u","width":90,"height":90}])");
  std::mt19937 chance(20261122);
  int read_count = 0;
  for (int i = 0; i < 5'000; ++i) {
    std::string changed = whole;
    for (int k = 0; k < 1 + i % 3; ++k)
      changed[chance() % changed.size()] = static_cast<char>(chance());
    const auto update = read_telegram_update(changed, me);
    if (!update.ok() || !update->incoming) continue;
    ++read_count;
    EXPECT_TRUE(is_utf8(update->incoming->text));
  }
  EXPECT_GT(read_count, 0);
}

TEST(TelegramText, UnitsAreFoundWhereTheyBeginAndEndACharacter) {
  const std::string_view text = "aé👶z";  // units: a0 é1 👶2-3 z4
  struct Case {
    std::int64_t offset, length;
    const char* expected;
  };
  for (const Case& c :
       {Case{0, 1, "a"}, Case{1, 1, "é"}, Case{2, 2, "👶"}, Case{4, 1, "z"}, Case{0, 5, "aé👶z"},
        Case{2, 1, ""}, Case{3, 1, ""}, Case{4, 2, ""}, Case{5, 1, ""}, Case{0, 0, ""}}) {
    const auto range = bytes_of_units(text, c.offset, c.length);
    EXPECT_EQ(range ? text.substr(range->from, range->to - range->from) : "", c.expected)
        << c.offset << "+" << c.length;
  }
}

TEST(TelegramSecret, OnlyTheRightOneIsRight) {
  const std::string secret = "0123456789abcdef-_";
  EXPECT_TRUE(check_telegram_secret(secret, secret));
  for (const char* wrong : {"", "0123456789abcdef-", "0123456789abcdef-_ ", "0123456789ABCDEF-_"})
    EXPECT_FALSE(check_telegram_secret(wrong, secret)) << wrong;
  EXPECT_FALSE(check_telegram_secret("", ""));
  EXPECT_TRUE(is_telegram_secret(secret));
  for (const std::string& bad : {std::string(), std::string("short"), std::string(257, 'a'),
                                 std::string("0123456789abcdef!!")})
    EXPECT_FALSE(is_telegram_secret(bad)) << bad;
}

}  // namespace
}  // namespace kentongan::channels
