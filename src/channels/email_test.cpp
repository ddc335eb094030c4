#include "channels/email.hpp"

#include "base/text.hpp"
#include "channels/channel_contract.hpp"
#include "testing/fake_peer.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace kentongan::channels {
namespace {

using Ended = SendOutcome::Ended;
using testing::FakePeer;

EmailSettings settings_for(std::uint16_t port) {
  net::SmtpSettings server;
  server.port = port;
  server.tls = net::SmtpSettings::Tls::none;
  server.private_addresses = net::SmtpSettings::Private::allowed;
  server.patience = std::chrono::seconds(10);
  return {sample_identity(), server};
}

/// tests/fakes/smtp_sink.mjs, started once and as new for each test.
FakePeer& fresh_sink() {
  static FakePeer sink(KENTONGAN_SOURCE_DIR, "smtp_sink.mjs", {"--keep"});
  sink.forget();
  sink.control(R"({"refuse":0})");
  return sink;
}

/// The channel in front of it.
class EmailStage {
 public:
  Channel& channel() { return channel_; }
  Addressed good(int i) {
    return to_email(posyandu_message(), "warga" + std::to_string(i) + "@contoh.example");
  }
  Addressed later() { return to_email(posyandu_message(), "penuh@contoh.example"); }
  Addressed never() { return to_email(posyandu_message(), "tidakada@contoh.example"); }
  Addressed foreign() { return to_telegram(posyandu_message()); }
  int arrived() {
    return std::atoi(sink_.get("/count").c_str() + std::string_view("{\"count\":").size());
  }
  std::string last() { return sink_.get("/mail/" + std::to_string(arrived() - 1)); }
  bool last_is_marked() {
    return last().find("Kentongan-Possible-Duplicate: yes") != std::string::npos;
  }
  const char* missing() { return testing::has_node() ? nullptr : "node is not installed"; }
  FakePeer& sink() { return sink_; }

 private:
  FakePeer& sink_ = fresh_sink();
  FakeClock clock_;
  Log log_{clock_, LogLevel::error, -1};
  EmailChannel channel_{settings_for(sink_.smtp_port()), clock_, log_};
};
INSTANTIATE_TYPED_TEST_SUITE_P(Email, ChannelContract, EmailStage);

class EmailSending : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::has_node()) GTEST_SKIP() << "node is not installed";
    stage_ = std::make_unique<EmailStage>();
  }
  SendOutcome send_to(std::string_view address) {
    return stage_->channel().send(to_email(posyandu_message(), address), key_of(1), [] {});
  }
  std::unique_ptr<EmailStage> stage_;
};

TEST_F(EmailSending, EndsAsTheServerAnswers) {
  struct Case {
    const char* address;
    Ended ended;
    const char* reason;
    SendOutcome::Arrival arrival = SendOutcome::Arrival::known;
  };
  for (const Case& c : {Case{"warga@contoh.example", Ended::delivered, ""},
                        Case{"penuh1@contoh.example", Ended::retry_after, "smtp.452"},
                        Case{"tidakada1@contoh.example", Ended::given_up, "smtp.550"},
                        Case{"tolak1@contoh.example", Ended::given_up, "smtp.554"},
                        Case{"putus1@contoh.example", Ended::retry_after, "smtp.in_doubt",
                             SendOutcome::Arrival::in_doubt},
                        Case{"warga2@contoh.example", Ended::delivered, ""}}) {
    const SendOutcome outcome = send_to(c.address);
    EXPECT_EQ(outcome.ended, c.ended) << c.address;
    EXPECT_EQ(outcome.reason, c.reason) << c.address;
    EXPECT_EQ(outcome.arrival, c.arrival) << c.address;
  }
  const std::string journal = stage_->sink().get("/journal");
  const std::string marked = replace_all(journal, "\"to\":[\"putus1@", "\x01");
  EXPECT_EQ(split(marked, '\x01').size(), 2U);  // not said again quietly
}

TEST_F(EmailSending, PausesWhenTheServerDoesNotLetUsInAndLooksAgainLater) {
  stage_->sink().control(R"({"refuse":530})");
  EXPECT_EQ(send_to("warga@contoh.example").ended, Ended::channel_paused);
  EXPECT_EQ(stage_->channel().readiness().messages, 0);
  EXPECT_EQ(stage_->channel().readiness().wait, std::chrono::minutes(5));
}

TEST_F(EmailSending, CarriesTheSameMessageIdTwice) {
  EXPECT_EQ(send_to("warga@contoh.example").ended, Ended::delivered);
  EXPECT_EQ(send_to("warga@contoh.example").ended, Ended::delivered);
  const std::string journal = stage_->sink().get("/journal");
  const std::string marked =
      replace_all(journal, "\"id\":\"<d-0000000000001@kabar.majalengkakab.example>\"", "\x01");
  EXPECT_EQ(split(marked, '\x01').size(), 3U);
}

TEST(EmailUnreachable, IsTriedAgainAndLoggedOnceWithoutWordsOrAddresses) {
  const auto file =
      std::filesystem::temp_directory_path() / ("kentongan-log-" + std::to_string(::getpid()));
  const int descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  const FakeClock clock;
  const Log log(clock, LogLevel::debug, descriptor);
  EmailChannel channel(settings_for(1), clock, log);  // nobody listens on port 1

  for (int i = 0; i < 3; ++i) {
    const auto outcome = channel.send(to_email(posyandu_message()), key_of(1),
                                      [] { ADD_FAILURE() << "nothing left"; });
    EXPECT_EQ(outcome.ended, Ended::retry_after);
    EXPECT_EQ(outcome.reason, "smtp.unreachable");
  }

  ::close(descriptor);
  std::ifstream read(file);
  const std::string said((std::istreambuf_iterator<char>(read)), std::istreambuf_iterator<char>());
  EXPECT_EQ(split(said, '\n').size(), 2U) << said;
  EXPECT_EQ(said.find("warga"), std::string::npos);
  EXPECT_EQ(said.find("osyandu"), std::string::npos);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace kentongan::channels
