#include "channels/sms_text.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kentongan::channels {
namespace {

constexpr std::string_view base = "https://kabar.majalengkakab.example";

Addressed to_sms(Message message) {
  return {SmsNumber{PhoneNumber::parse("081234567890").value()},
          std::make_shared<const Message>(std::move(message)), "", Addressed::Copy::first};
}

Message answer() {
  Message message;
  message.kind = MessageKind::answer;
  message.title = "Tautan bansos Rp600 ribu";
  message.label = "SALAH";
  message.short_text = "Tidak ada pembagian bansos lewat tautan itu.";
  message.reference = "K7QX-2M";
  message.short_url = "https://kabar.majalengkakab.example/s/7f3k";
  message.url = "https://kabar.majalengkakab.example/klaim/tautan-bansos-enam-ratus-ribu";
  return message;
}

TEST(SmsText, AnAnswerSaysTheVerdictTheReasonTheCodeAndTheLinkInThisOrder) {
  EXPECT_EQ(compose_sms(to_sms(answer()), base),
            "SALAH: Tidak ada pembagian bansos lewat tautan itu. "
            "Kode K7QX-2M. https://kabar.majalengkakab.example/s/7f3k");
}

TEST(SmsText, WhatIsTooLongIsCutBehindAWordAndTheCodeAndLinkStay) {
  Message message = answer();
  message.short_text +=
      " Ini pola lama yang memakai nama kementerian untuk mencuri data pribadi warga desa";

  const std::string text = compose_sms(to_sms(message), base);

  EXPECT_LE(gsm_septets(text).value(), longest_sms);
  EXPECT_TRUE(text.ends_with(" Kode K7QX-2M. https://kabar.majalengkakab.example/s/7f3k")) << text;
  EXPECT_TRUE(text.starts_with("SALAH: " + message.short_text.substr(0, 44) + " Ini pola")) << text;
  const std::string kept = text.substr(7, text.find("...") - 7);
  EXPECT_TRUE(message.short_text.starts_with(kept + " ")) << kept;
}

TEST(SmsText, CutsAtASentenceThatEndsLateElseAtAWordElseInside) {
  EXPECT_EQ(cut_gsm("Satu dua tiga empat. Lima enam tujuh", 25), "Satu dua tiga empat.");
  EXPECT_EQ(cut_gsm("Satu. Dua tiga empat lima enam", 25), "Satu. Dua tiga empat...");
  EXPECT_EQ(cut_gsm("abcdefghijklmnopqrstuvwxyz", 10), "abcdefg...");
  EXPECT_EQ(cut_gsm("pas sekali", 10), "pas sekali");
  EXPECT_EQ(cut_gsm("pas sekali", 3), "");
}

TEST(SmsText, ASecondCopySaysSo) {
  Addressed addressed = to_sms(answer());
  addressed.copy = Addressed::Copy::perhaps_second;
  EXPECT_TRUE(compose_sms(addressed, base).starts_with("(ulang) SALAH: "));
}

TEST(SmsText, EveryKindSaysWhatHappened) {
  Message message = answer();
  message.short_text = message.reference = message.short_url = "";
  message.url = "/k/1";
  message.note = "tanggalnya keliru";
  message.summary = "Pembagian Rabu.";
  struct Case {
    MessageKind kind;
    const char* text;
  };
  for (const Case& c : {
           Case{MessageKind::item, "Tautan bansos Rp600 ribu. Pembagian Rabu."},
           Case{MessageKind::correction, "RALAT: Tautan bansos Rp600 ribu. tanggalnya keliru"},
           Case{MessageKind::withdrawal, "DICABUT: Tautan bansos Rp600 ribu. tanggalnya keliru"},
           Case{MessageKind::verdict, "SALAH: Pembagian Rabu."},
           Case{MessageKind::answer, "SALAH: Pembagian Rabu."},
           Case{MessageKind::confirmation, "Pembagian Rabu."},
           Case{MessageKind::notice, "Pembagian Rabu."},
       }) {
    message.kind = c.kind;
    EXPECT_EQ(compose_sms(to_sms(message), base),
              std::string(c.text) + " " + std::string(base) + "/k/1");
  }
}

TEST(SmsText, AnAddressThatWouldLeaveNoWordsBecomesTheFrontPage) {
  Message message = answer();
  message.short_url = "";
  message.url = std::string(base) + "/" + std::string(120, 'a');
  EXPECT_TRUE(
      compose_sms(to_sms(message), base).ends_with(" https://kabar.majalengkakab.example/"));
}

TEST(SmsText, WhatTheAlphabetLacksGetsItsLikenessAndEmojiGo) {
  EXPECT_EQ(to_gsm("“Café” – kata Bu Né’eng… 😀 5 × 2"), "\"Café\" - kata Bu Né'eng... 5 x 2");
  EXPECT_EQ(to_gsm("á ê ó ç š Ł"), "a e o c s L");
  EXPECT_EQ(to_gsm("𝗕𝗮𝗵𝗮𝘆𝗮 Ｖｉｒａｌ 𝟯"), "Bahaya Viral 3");
  EXPECT_EQ(to_gsm("baris\nsatu\t\u00A0dua ꦗꦮ"), "baris satu dua");
  EXPECT_EQ(to_gsm("a\x80z\xFF"), "az");
}

TEST(SmsText, CountsAsThePhoneNetworkDoes) {
  struct Case {
    std::string text;
    SmsLength::Alphabet alphabet;
    std::size_t units, parts;
  };
  const auto gsm = SmsLength::Alphabet::gsm;
  const auto ucs2 = SmsLength::Alphabet::ucs2;
  for (const Case& c : {
           Case{"", gsm, 0, 1},
           Case{"é€[]", gsm, 7, 1},
           Case{std::string(160, 'a'), gsm, 160, 1},
           Case{std::string(161, 'a'), gsm, 161, 2},
           Case{std::string(306, 'a'), gsm, 306, 2},
           Case{std::string(307, 'a'), gsm, 307, 3},
           // The euro sign would lie across the border, so it and what follows move on.
           Case{std::string(152, 'a') + "€" + std::string(152, 'a'), gsm, 306, 3},
           Case{"á", ucs2, 1, 1},
           Case{"😀", ucs2, 2, 1},
           Case{std::string(69, 'a') + "á", ucs2, 70, 1},
           Case{std::string(70, 'a') + "á", ucs2, 71, 2},
           Case{std::string(66, 'a') + "😀" + std::string(66, 'a'), ucs2, 134, 3},
       }) {
    const SmsLength length = sms_length(c.text);
    EXPECT_EQ(length.alphabet, c.alphabet) << c.text;
    EXPECT_EQ(length.units, c.units) << c.text;
    EXPECT_EQ(length.parts, c.parts) << c.text;
  }
}

TEST(SmsText, IsOnlyForSms) {
  const Addressed mail{EmailAddress::parse("a@b.example").value(),
                       std::make_shared<const Message>(answer()), "", Addressed::Copy::first};
  EXPECT_THROW(static_cast<void>(compose_sms(mail, base)), Bug);
}

/// Pieces that hurt: of two septets, of none, malformed, long words, controls.
std::string any_text(std::mt19937& random, std::size_t most_pieces) {
  static const std::vector<std::string> pieces{"bansos ",
                                               "tidak",
                                               "benar. ",
                                               "😀",
                                               "“",
                                               "é",
                                               "€",
                                               "[",
                                               "^",
                                               "\n",
                                               "\xFF",
                                               "\xF0\x9F",
                                               std::string("\0", 1),
                                               "sangatpanjangsekalitanpajedasamasekali",
                                               "ꦗ",
                                               "Ω",
                                               " ",
                                               "…",
                                               "½",
                                               "\u202E",
                                               "https://"};
  std::string text;
  for (std::size_t i = random() % (most_pieces + 1); i > 0; --i) {
    text += pieces[random() % pieces.size()];
  }
  return text;
}

TEST(SmsText, WhateverIsSaidItIsOneSmsAndTheLinkIsWholeAndLast) {
  std::mt19937 random(20261122);
  for (int i = 0; i < 20'000; ++i) {
    Message message;
    message.kind = static_cast<MessageKind>(random() % 7);
    message.title = any_text(random, 20);
    message.summary = any_text(random, 60);
    message.text = any_text(random, 60);
    message.short_text = any_text(random, 40);
    message.label = any_text(random, 5);
    message.note = any_text(random, 30);
    message.reference = any_text(random, 4);
    const std::string link = std::string(base) + "/s/" + std::string(random() % 80, 'x');
    message.short_url = link;
    Addressed addressed = to_sms(message);
    if (random() % 2 == 0) addressed.copy = Addressed::Copy::perhaps_second;

    const std::string text = compose_sms(addressed, base);

    const SmsLength length = sms_length(text);
    ASSERT_EQ(length.alphabet, SmsLength::Alphabet::gsm) << text;
    ASSERT_LE(length.units, longest_sms) << text;
    ASSERT_EQ(length.parts, 1U);
    ASSERT_TRUE(text == link || text.ends_with(" " + link)) << text;
    ASSERT_EQ(text.find('\n'), std::string::npos);
  }
}

TEST(SmsText, WhateverIsCutFitsAndCleaningTwiceChangesNothing) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const std::string clean = to_gsm(any_text(random, 40));
    ASSERT_TRUE(gsm_septets(clean)) << clean;
    ASSERT_EQ(to_gsm(clean), clean);
    const std::size_t limit = random() % 200;
    ASSERT_LE(gsm_septets(cut_gsm(clean, limit)).value(), limit) << clean;
  }
}

}  // namespace
}  // namespace kentongan::channels
