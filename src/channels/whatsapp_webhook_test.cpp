#include "channels/whatsapp_webhook.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kentongan::channels {
namespace {

constexpr std::string_view ours = "106540352242922";

std::string change(std::string_view value, std::string_view phone = ours) {
  return R"({"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"62233","phone_number_id":")" +
         std::string(phone) + R"("},)" + std::string(value) + "}}]}]}";
}
std::string message(std::string_view content, std::string_view phone = ours) {
  return change(
      R"("contacts":[{"profile":{"name":"Warga"},"wa_id":"6281234567890"}],"messages":[{"from":"6281234567890","id":"wamid.HBg+/=","timestamp":"1790000000",)" +
          std::string(content) + "}]",
      phone);
}
std::optional<Incoming> read(std::string_view body) {
  auto webhook = read_whatsapp_webhook(body, ours);
  EXPECT_TRUE(webhook.ok()) << body;
  if (!webhook.ok() || webhook->incoming.empty()) return std::nullopt;
  EXPECT_EQ(webhook->malformed, 0U) << body;
  return webhook->incoming.front();
}

TEST(WhatsAppWebhook, ATextIsTextFromANumberUnderItsWamid) {
  const auto incoming = read(message(R"("type":"text","text":{"body":"Benarkah <ini>?"})"));

  ASSERT_TRUE(incoming);
  EXPECT_EQ(incoming->way, Way::whatsapp);
  EXPECT_EQ(incoming->external_id, "wamid.HBg+/=");
  EXPECT_EQ(text_of(incoming->reply_to), "+6281234567890");
  EXPECT_EQ(incoming->text, "Benarkah <ini>?");
  EXPECT_EQ(incoming->setting, Incoming::Setting::direct);
  EXPECT_EQ(incoming->sent_at.seconds(), 1790000000);
}

TEST(WhatsAppWebhook, FilesComeByTheirIdAndPressesByTheirData) {
  struct Case {
    const char* content;
    Attachment::Kind kind;
    const char* text;
  };
  for (
      const Case& c :
      {Case{
           R"("type":"image","image":{"id":"1003383421387256","mime_type":"image/jpeg","caption":"foto"})",
           Attachment::Kind::picture, "foto"},
       Case{
           R"("type":"audio","audio":{"id":"1003383421387256","mime_type":"audio/ogg","voice":true})",
           Attachment::Kind::voice, ""},
       Case{R"("type":"video","video":{"id":"1003383421387256"})", Attachment::Kind::video, ""},
       Case{R"("type":"document","document":{"id":"1003383421387256","mime_type":"image/png"})",
            Attachment::Kind::picture, ""},
       Case{
           R"("type":"document","document":{"id":"1003383421387256","mime_type":"application/pdf","caption":"surat"})",
           Attachment::Kind::other, "surat"}}) {
    const auto incoming = read(message(c.content));
    ASSERT_TRUE(incoming) << c.content;
    ASSERT_EQ(incoming->attachments.size(), 1U);
    EXPECT_EQ(incoming->attachments.front().kind, c.kind) << c.content;
    EXPECT_EQ(incoming->attachments.front().handle, "1003383421387256");
    EXPECT_EQ(incoming->text, c.text);
  }
  for (
      const char* content :
      {R"("type":"button","button":{"payload":"ya:1","text":"Ya"})",
       R"("type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"ya:1","title":"Ya"}})",
       R"("type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"ya:1","title":"Ya"}})"}) {
    const auto incoming = read(message(content));
    ASSERT_TRUE(incoming && incoming->press) << content;
    EXPECT_EQ(incoming->press->data, "ya:1");
  }
}

TEST(WhatsAppWebhook, AStickerIsAnEmptyMessageAndWhatIsNotSaidToUsIsNothing) {
  const auto sticker = read(message(R"("type":"sticker","sticker":{"id":"1"})"));
  ASSERT_TRUE(sticker);
  EXPECT_EQ(sticker->text, "");
  for (
      const std::string& body :
      {message(R"("type":"reaction","reaction":{"message_id":"wamid.x","emoji":"👍"})"),
       message(R"("type":"system","system":{"body":"x","wa_id":"1","type":"user_changed_number"})"),
       message(R"("group_id":"g","type":"text","text":{"body":"x"})"),
       message(R"("type":"text","text":{"body":"x"})", "999"),
       std::string(R"({"object":"whatsapp_business_account","entry":[]})"),
       std::string(
           R"({"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"account_update","value":{}}]}]})")}) {
    EXPECT_FALSE(read(body)) << body;
  }
}

TEST(WhatsAppWebhook, StatusesSayHowFarAMessageCame) {
  const auto webhook = read_whatsapp_webhook(
      change(
          R"("statuses":[{"id":"wamid.a","status":"delivered","timestamp":"1790000000","recipient_id":"6281234567890"},
             {"id":"wamid.b","status":"failed","timestamp":"1790000001","recipient_id":"6281234567891","errors":[{"code":131026,"title":"x"}]},
             {"id":"wamid.c","status":"warped","timestamp":"1790000001","recipient_id":"6281234567891"}])"),
      ours);
  ASSERT_TRUE(webhook.ok());
  ASSERT_EQ(webhook->statuses.size(), 2U);
  EXPECT_EQ(webhook->statuses[0].state, WhatsAppStatus::State::delivered);
  EXPECT_EQ(webhook->statuses[1].message, "wamid.b");
  EXPECT_EQ(webhook->statuses[1].state, WhatsAppStatus::State::failed);
  EXPECT_EQ(webhook->statuses[1].code, 131026);
  EXPECT_EQ(webhook->statuses[1].recipient.text(), "+6281234567891");
}

TEST(WhatsAppWebhook, OneMalformedMessageDoesNotHoldUpTheOthers) {
  const auto webhook = read_whatsapp_webhook(
      change(
          R"("messages":[{"from":"bukan","id":"wamid.a","timestamp":"1","type":"text","text":{"body":"x"}},
             {"from":"6281234567890","id":"","timestamp":"1","type":"text","text":{"body":"x"}},
             {"from":"6281234567890","id":"wamid.b","timestamp":"besok","type":"text","text":{"body":"x"}},
             {"from":"6281234567890","id":"wamid.c","timestamp":"1","type":"image","image":{"id":"../../me"}},
             {"from":"6281234567890","id":"wamid.d","timestamp":"1","type":"text","text":"x"}, 5,
             {"from":"6281234567890","id":"wamid.e","timestamp":"1","type":"text","text":{"body":"baik"}}])"),
      ours);
  ASSERT_TRUE(webhook.ok());
  EXPECT_EQ(webhook->malformed, 6U);
  ASSERT_EQ(webhook->incoming.size(), 1U);
  EXPECT_EQ(webhook->incoming[0].text, "baik");
}

TEST(WhatsAppWebhook, TheHostileIsRefused) {
  std::string deep = R"({"object":"whatsapp_business_account","entry":)";
  for (int i = 0; i < 100'000; ++i) deep += '[';
  for (const std::string& body :
       {std::string(), std::string("null"), std::string("{}"),
        std::string(R"({"object":"page","entry":[]})"),
        std::string(R"({"object":"whatsapp_business_account","entry":{}})"),
        std::string(R"({"object":"whatsapp_business_account","entry":[5]})"), deep,
        std::string(most_whatsapp_webhook_bytes + 1, ' ')})
    EXPECT_FALSE(read_whatsapp_webhook(body, ours).ok()) << body.substr(0, 100);
}

TEST(WhatsAppWebhook, AnyChangeOfAByteIsReadOrRefusedAndNeverWorse) {
  const std::string whole =
      message(R"("type":"image","image":{"id":"1003383421387256","caption":"🙏"})");
  std::mt19937 chance(20261122);
  for (int i = 0; i < 5'000; ++i) {
    std::string changed = whole;
    for (int k = 0; k < 1 + i % 3; ++k)
      changed[chance() % changed.size()] = static_cast<char>(chance());
    const auto webhook = read_whatsapp_webhook(changed, ours);
    if (!webhook.ok()) continue;
    for (const Incoming& incoming : webhook->incoming) EXPECT_TRUE(is_utf8(incoming.text));
  }
}

TEST(WhatsAppSignature, OfTenThousandWebhooksNoForgedOneIsTakenAndEveryTrueOneIs) {
  const std::string secret = "rahasia-aplikasi-palsu";
  std::mt19937 chance(20261122);
  const auto signed_with = [](std::string_view key, std::string_view body) {
    return "sha256=" + hex(hmac_sha256(key, body));
  };
  int forged = 0;
  int forged_taken = 0;
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string body(1 + chance() % 400, '\0');
    for (char& c : body) c = static_cast<char>(chance());
    std::string header = signed_with(secret, body);
    if (i % 10 != 0) {
      if (!check_whatsapp_signature(body, header, secret)) ++refused;
      continue;
    }
    ++forged;
    switch ((i / 10) % 8) {
      case 0: body[chance() % body.size()] ^= static_cast<char>(1 << chance() % 8); break;
      case 1: header = signed_with(secret + "x", body); break;
      case 2: header = ""; break;
      case 3: header = header.substr(7); break;
      case 4: header.pop_back(); break;
      case 5: header = "sha1=" + header.substr(7); break;
      case 6: body += ' '; break;
      default: header[7 + chance() % 64] = 'g'; break;
    }
    if (check_whatsapp_signature(body, header, secret)) ++forged_taken;
  }
  EXPECT_EQ(forged, 1000);
  EXPECT_EQ(forged_taken, 0);
  EXPECT_EQ(refused, 0);
  EXPECT_FALSE(check_whatsapp_signature("x", signed_with("", "x"), ""));
}

TEST(WhatsAppSignature, IsThatOfRfc4231) {
  // RFC 4231, test case 2.
  EXPECT_TRUE(check_whatsapp_signature(
      "what do ya want for nothing?",
      "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "Jefe"));
}

TEST(WhatsAppVerification, TheChallengeIsAnsweredToWhoKnowsTheToken) {
  EXPECT_EQ(answer_whatsapp_verification({"subscribe", "kunci", "1158201444"}, "kunci"),
            "1158201444");
  for (const WhatsAppVerification& wrong : {WhatsAppVerification{"subscribe", "lain", "1"},
                                            WhatsAppVerification{"unsubscribe", "kunci", "1"},
                                            WhatsAppVerification{"subscribe", "", "1"},
                                            WhatsAppVerification{"subscribe", "kunci", "<b>"},
                                            WhatsAppVerification{"subscribe", "kunci", ""}})
    EXPECT_FALSE(answer_whatsapp_verification(wrong, "kunci"));
  EXPECT_FALSE(answer_whatsapp_verification({"subscribe", "", "1"}, ""));
}

}  // namespace
}  // namespace kentongan::channels
