#include "channels/mail_in.hpp"

#include "base/text.hpp"
#include "channels/internal/mail_text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kentongan::channels {
namespace {

MailRules rules() { return {.own = {EmailAddress::parse("meja@kabar.example").value()}}; }

Result<Incoming> read(const std::string& raw) { return read_mail(raw, rules()); }

std::string mail(const std::string& headers, const std::string& body) {
  return "From: Bu Ani <ani@contoh.example>\r\nTo: meja@kabar.example\r\n"
         "Subject: Benarkah ini?\r\nMessage-ID: <abc@contoh.example>\r\n"
         "Date: Sun, 22 Nov 2026 08:00:00 +0700\r\n" +
         headers + "\r\n" + body;
}

TEST(MailIn, ALetterIsAQuestion) {
  const Incoming asked = read(mail("", "Apakah bansos ini benar?\r\n")).value();

  EXPECT_EQ(asked.way, Way::email);
  EXPECT_EQ(asked.external_id, "abc@contoh.example");
  EXPECT_EQ(text_of(asked.reply_to), "ani@contoh.example");
  EXPECT_EQ(asked.text, "Apakah bansos ini benar?");
  EXPECT_EQ(rfc3339(asked.sent_at), "2026-11-22T01:00:00Z");
}

TEST(MailIn, PlainTextGoesBeforeHtmlAndHtmlBeforeTheSubject) {
  const std::string kind = "Content-Type: multipart/alternative; boundary=b\r\n";
  const std::string plain = "--b\r\nContent-Type: text/plain\r\n\r\npolos\r\n";
  const std::string markup =
      "--b\r\nContent-Type: text/html\r\n\r\n<p>kaya<script>x()</script></p>\r\n";
  EXPECT_EQ(read(mail(kind, plain + markup + "--b--\r\n"))->text, "polos");
  EXPECT_EQ(read(mail(kind, markup + "--b--\r\n"))->text, "kaya");
  EXPECT_EQ(read(mail(kind, "--b--\r\n"))->text, "Benarkah ini?");
}

TEST(MailIn, HistoryAndSignatureGoAndWhatWasForwardedStays) {
  struct Case {
    const char* text;
    const char* own;
  };
  for (const Case& c : {
           Case{"Benar?\n-- \nBu Ani\nRT 3", "Benar?"},
           Case{"Benar?\n\nPada Sab, 21 Nov 2026 pukul 08.00 Meja <meja@kabar.example>\n"
                "menulis:\n> lama\n",
                "Benar?"},
           Case{"Benar?\n\nOn Sat, 21 Nov 2026 at 08:00, Desk <meja@kabar.example> wrote:\n> old",
                "Benar?"},
           Case{"> kutipan\nJawaban saya", "Jawaban saya"},
           Case{"Benar?\n-----Original Message-----\nFrom: x", "Benar?"},
           Case{"Tolong cek\n\n---------- Forwarded message ---------\nDari: a@b.example\n> "
                "Isi\n-- \nx",
                "Tolong cek\n\n---------- Forwarded message ---------\nDari: a@b.example\n> "
                "Isi\n-- \nx"},
           Case{"Pada hari Rabu ada pembagian.\nBenarkah?",
                "Pada hari Rabu ada pembagian.\nBenarkah?"},
           Case{"", ""},
       }) {
    EXPECT_EQ(without_history(c.text), c.own) << c.text;
  }
}

TEST(MailIn, AMailForwardedAsAnAttachmentIsTheClaim) {
  const std::string text =
      read(mail("Content-Type: multipart/mixed; boundary=b\r\n",
                "--b\r\n\r\nBenarkah?\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
                "From: x@y.example\r\nSubject: GEMPAR\r\n\r\nIsi kabarnya\r\n--b--\r\n"))
          ->text;
  EXPECT_EQ(text, "Benarkah?\n\nGEMPAR\n\nIsi kabarnya");
}

TEST(MailIn, PicturesAndSoundsComeWithTheirBytesTheRestIsNamed) {
  const auto part = [](const std::string& type, const std::string& name) {
    return "--b\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n" +
           "Content-Disposition: attachment; filename=" + name + "\r\n\r\nSGFsbw==\r\n";
  };
  const Incoming asked =
      read(mail("Content-Type: multipart/mixed; boundary=b\r\n",
                "--b\r\n\r\nCek\r\n" + part("image/png", "a.png") + part("audio/ogg", "b.ogg") +
                    part("application/pdf", "surat.pdf") + "--b--\r\n"))
          .value();

  ASSERT_EQ(asked.attachments.size(), 3U);
  EXPECT_EQ(asked.attachments[0].kind, Attachment::Kind::picture);
  EXPECT_EQ(asked.attachments[0].bytes, "Halo");
  EXPECT_EQ(asked.attachments[0].mime, "image/png");
  EXPECT_EQ(asked.attachments[1].kind, Attachment::Kind::voice);
  EXPECT_EQ(asked.attachments[1].bytes, "Halo");
  EXPECT_EQ(asked.attachments[2].kind, Attachment::Kind::other);
  EXPECT_EQ(asked.attachments[2].bytes, "");
  EXPECT_EQ(asked.attachments[2].handle, "surat.pdf");
}

TEST(MailIn, MoreThanTheLimitIsNamedOnly) {
  MailRules strict = rules();
  strict.most_attached_bytes = 5;
  const std::string picture =
      "--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n"
      "\r\nSGFsbw==\r\n";
  const Incoming asked = read_mail(mail("Content-Type: multipart/mixed; boundary=b\r\n",
                                        picture + picture + "--b--\r\n"),
                                   strict)
                             .value();
  ASSERT_EQ(asked.attachments.size(), 2U);
  EXPECT_EQ(asked.attachments[0].bytes, "Halo");
  EXPECT_EQ(asked.attachments[1].bytes, "");
  EXPECT_EQ(asked.attachments[1].handle, "a.png");
}

TEST(MailIn, WhatMayNotBeAnsweredIsNeverAQuestion) {
  struct Case {
    std::string raw;
    const char* why;
  };
  for (const Case& c : {
           Case{mail("Auto-Submitted: auto-replied\r\n", "x"), "channels.mail.automatic"},
           Case{mail("Return-Path: <>\r\n", "x"), "channels.mail.automatic"},
           Case{mail("Precedence: auto_reply\r\n", "x"), "channels.mail.automatic"},
           Case{mail("Content-Type: multipart/report; boundary=b\r\n", "x"),
                "channels.mail.automatic"},
           Case{"From: MAILER-DAEMON@host.example\r\n\r\nx", "channels.mail.automatic"},
           Case{"From: no-reply@host.example\r\n\r\nx", "channels.mail.automatic"},
           Case{mail("Precedence: bulk\r\n", "x"), "channels.mail.bulk"},
           Case{mail("List-Id: <a.b.example>\r\n", "x"), "channels.mail.bulk"},
           Case{"From: Meja <Meja@kabar.example>\r\n\r\nx", "channels.mail.own"},
           Case{"Subject: tanpa pengirim\r\n\r\nx", "channels.mail.unreadable"},
           Case{"From: bukan alamat\r\n\r\nx", "channels.mail.unreadable"},
           Case{"", "channels.mail.unreadable"},
       }) {
    const auto answer = read(c.raw);
    ASSERT_FALSE(answer.ok()) << c.raw;
    EXPECT_STREQ(answer.error().message(), c.why) << c.raw;
  }
  EXPECT_TRUE(read(mail("Auto-Submitted: no\r\n", "x")).ok());
}

TEST(MailIn, AReplyToCountsOnlyWithinTheSendersDomain) {
  EXPECT_EQ(text_of(read(mail("Reply-To: rt3@contoh.example\r\n", "x"))->reply_to),
            "rt3@contoh.example");
  EXPECT_EQ(text_of(read(mail("Reply-To: korban@lain.example\r\n", "x"))->reply_to),
            "ani@contoh.example");
}

TEST(MailIn, WithoutAnIdTheSameMailHasTheSameId) {
  const std::string raw = "From: ani@contoh.example\r\n\r\nBenar?";
  EXPECT_EQ(read(raw)->external_id, read(raw)->external_id);
  EXPECT_NE(read(raw)->external_id, read(raw + "!")->external_id);
}

TEST(MailIn, BrokenLettersAreMended) {
  const auto with = [](const std::string& charset, const std::string& bytes) {
    return read(mail("Content-Type: text/plain; charset=" + charset + "\r\n", bytes))->text;
  };
  EXPECT_EQ(with("iso-8859-1", "caf\xE9"), "café");
  EXPECT_EQ(with("utf-8", "caf\xE9"), "café");
  EXPECT_EQ(with("iso-8859-1", "caf\xC3\xA9"), "café");  // says one, is the other
  EXPECT_EQ(with("tidak-ada", "caf\xE9"), "café");
  EXPECT_TRUE(is_utf8(with("utf-8", std::string("a\0b\xFF", 4))));
}

TEST(MailIn, ManyPartsWithinPartsAreRefusedAndNoStackGrows) {
  for (const int depth : {1'000, 100'000}) {
    std::string raw = "From: ani@contoh.example\r\n";
    for (int i = 0; i < depth; ++i) {
      const std::string name = "b" + std::to_string(i);
      raw += "Content-Type: multipart/mixed; boundary=" + name + "\r\n\r\n--" + name + "\r\n";
    }
    EXPECT_STREQ(read(raw + "\r\nx").error().message(), "channels.mail.unreadable");
  }
  std::string within = "From: ani@contoh.example\r\n";
  for (int i = 0; i < 150; ++i) {
    const std::string name = "b" + std::to_string(i);
    within += "Content-Type: multipart/mixed; boundary=" + name + "\r\n\r\n--" + name + "\r\n";
  }
  EXPECT_TRUE(read(within + "\r\nx").ok());  // too deep to be read, but a question all the same
}

TEST(MailIn, AnyBytesAreReadOrRefused) {
  std::mt19937 random(20261122);
  const std::string whole =
      mail("Content-Type: multipart/mixed; boundary=b\r\n",
           "--b\r\nContent-Type: text/html; charset=x\r\n\r\n<p>a</p>\r\n--b\r\n"
           "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nSGFsbw==\r\n--b--");
  for (int i = 0; i < 3'000; ++i) {
    std::string raw = whole;
    for (int change = 0; change < 8; ++change) {
      raw[random() % raw.size()] = static_cast<char>(random());
    }
    const auto answer = read(raw);
    ASSERT_TRUE(!answer.ok() || is_utf8(answer->text));
  }
}

}  // namespace
}  // namespace kentongan::channels
