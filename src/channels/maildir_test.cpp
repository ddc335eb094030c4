#include "channels/maildir.hpp"

#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace kentongan::channels {
namespace {

namespace fs = std::filesystem;

class Mailbox : public ::testing::Test {
 protected:
  Mailbox() {
    for (const char* name : {"new", "cur", "tmp"}) fs::create_directory(path(name));
    restart();
  }
  void restart() {
    inbox_ = MaildirInbox::open({.folder = folder_.path(), .most_bytes = 1000}, log_).value();
  }
  [[nodiscard]] std::string path(const std::string& name) const {
    return folder_.path() + "/" + name;
  }
  void deliver(const std::string& name, const std::string& raw) const {
    std::ofstream(path("new/" + name), std::ios::binary) << raw;
  }
  static std::string question(const std::string& id) {
    return "From: ani@contoh.example\r\nMessage-ID: <" + id + "@x>\r\n\r\nBenar " + id + "?\r\n";
  }
  testing::TempFolder folder_;
  FakeClock clock_;
  Log log_{clock_, LogLevel::error, -1};
  std::unique_ptr<MaildirInbox> inbox_;
};

TEST_F(Mailbox, AMailIsReadUntilItIsDoneAlsoAfterACrashAndThenSeen) {
  deliver("1.host", question("a"));

  ASSERT_EQ(inbox_->read(10).size(), 1U);
  restart();
  const auto again = inbox_->read(10);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].text, "Benar a?");

  inbox_->done(again[0].external_id);
  EXPECT_EQ(inbox_->read(10).size(), 0U);
  EXPECT_TRUE(fs::exists(path("cur/1.host:2,S")));
  EXPECT_EQ(inbox_->counts().read, 1);
}

TEST_F(Mailbox, TheOldestComeFirstAndNoMoreThanAskedFor) {
  for (const char* name : {"3.host", "1.host", "2.host"}) deliver(name, question(name));
  const auto mails = inbox_->read(2);
  ASSERT_EQ(mails.size(), 2U);
  EXPECT_EQ(mails[0].text, "Benar 1.host?");
}

TEST_F(Mailbox, TheSameMailDeliveredTwiceIsOneQuestion) {
  deliver("1.host", question("a"));
  deliver("2.host", question("a"));
  const auto mails = inbox_->read(10);
  ASSERT_EQ(mails.size(), 1U);
  inbox_->done(mails[0].external_id);
  EXPECT_TRUE(fs::is_empty(path("new")));
}

TEST_F(Mailbox, WhatMayNotBeAnsweredIsFlaggedForAHumanEyeAndCounted) {
  deliver("1.host", "From: MAILER-DAEMON@x.example\r\n\r\nx");
  deliver("2.host", "");
  EXPECT_EQ(inbox_->read(10).size(), 0U);
  EXPECT_TRUE(fs::exists(path("cur/1.host:2,FS")));
  EXPECT_TRUE(fs::exists(path("cur/2.host:2,FS")));
  EXPECT_EQ(inbox_->counts().unanswerable, 1);
  EXPECT_EQ(inbox_->counts().unreadable, 1);
}

TEST_F(Mailbox, OfAMailTooLongTheBeginningIsTheQuestion) {
  deliver("1.host", question("a") + std::string(5000, 'x'));
  const auto mails = inbox_->read(10);
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_TRUE(mails[0].text.starts_with("Benar a?"));
}

TEST(MaildirMissing, IsRefusedAtOnce) {
  const testing::TempFolder empty;
  const FakeClock clock;
  const Log log(clock, LogLevel::error, -1);
  EXPECT_STREQ(MaildirInbox::open({.folder = empty.path()}, log).error().message(),
               "channels.maildir.missing");
}

}  // namespace
}  // namespace kentongan::channels
