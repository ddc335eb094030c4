#include "net/smtp.hpp"

#include "net/listener_for_tests.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace kentongan::net {
namespace {

/// A mail server that keeps what it is given and refuses whom it is told to:
/// nanti@ 450 and tidak@ 550 at RCPT, penuh@ 452 and isi@ 554 after DATA, putus@ leaves after DATA.
class Sink {
 public:
  struct Manners {
    std::string greeting = "220 sink ready";
    std::string ehlo = "250 sink";
    int messages_a_connection = 1000;  ///< then it closes, without a word
  };
  Sink() : Sink(Manners()) {}
  explicit Sink(Manners manners) : manners_(std::move(manners)) {}

  [[nodiscard]] SmtpSettings settings() const {
    SmtpSettings all;
    all.port = listener_.port();
    all.tls = SmtpSettings::Tls::none;
    all.private_addresses = SmtpSettings::Private::allowed;
    all.patience = std::chrono::seconds(30);
    return all;
  }
  [[nodiscard]] int connections() const { return listener_.visits(); }
  [[nodiscard]] std::vector<std::string> messages() const {
    return messages_.locked([](const auto& all) { return all; });
  }
  [[nodiscard]] std::string commands() const {
    return commands_.locked([](const auto& all) { return all; });
  }

 private:
  void serve(int client) {
    Listener::say(client, manners_.greeting + "\r\n");
    std::string recipient;
    int left = manners_.messages_a_connection;
    while (left > 0) {
      const std::string line = Listener::hear(client, "\r\n");
      if (line.empty()) return;
      commands_.locked([&](std::string& all) { all += line; });
      if (line.starts_with("EHLO")) {
        Listener::say(client, manners_.ehlo + "\r\n");
      } else if (line.starts_with("RCPT")) {
        recipient = line.substr(line.find('<') + 1, line.find('@') - line.find('<') - 1);
        Listener::say(client, recipient == "nanti"   ? "450 come later\r\n"
                              : recipient == "tidak" ? "550 no such\r\n"
                                                     : "250 ok\r\n");
      } else if (line.starts_with("DATA")) {
        Listener::say(client, "354 go\r\n");
        const std::string message = Listener::hear(client, "\r\n.\r\n");
        if (message.empty() || recipient == "putus") return;
        const bool kept = recipient != "penuh" && recipient != "isi";
        if (kept)
          messages_.locked(
              [&](auto& all) { all.push_back(message.substr(0, message.size() - 3)); });
        Listener::say(client, recipient == "penuh" ? "452 full\r\n"
                              : recipient == "isi" ? "554 content\r\n"
                                                   : "250 kept\r\n");
        --left;
      } else if (line.starts_with("QUIT")) {
        Listener::say(client, "221 bye\r\n");
        return;
      } else {
        Listener::say(client, "250 ok\r\n");
      }
    }
  }

  Manners manners_;
  Guarded<std::vector<std::string>> messages_;
  Guarded<std::string> commands_;
  Listener listener_{[this](int client) { serve(client); }};
};

SmtpEnvelope to(const std::string& local_part) {
  return {"kominfo@majalengka.id", local_part + "@desa.id", "Subject: x\r\n\r\nSelamat pagi\r\n"};
}
const std::function<void()> nothing = [] {};
using Kind = SmtpOutcome::Kind;

TEST(Smtp, delivers_many_messages_over_one_connection) {
  Sink sink;
  SmtpConnection connection(sink.settings());
  for (int i = 0; i < 50; ++i) {
    const SmtpOutcome outcome = connection.send(to("warga" + std::to_string(i)), nothing);
    ASSERT_EQ(outcome.kind, Kind::delivered) << outcome.detail;
    EXPECT_EQ(outcome.code, 250);
  }
  EXPECT_EQ(sink.connections(), 1);
  EXPECT_EQ(sink.messages().size(), 50U);
  EXPECT_EQ(sink.messages().front(), to("").bytes);
}

TEST(Smtp, the_bytes_arrive_as_they_are_with_dots_doubled_and_line_ends_mended) {
  Sink sink;
  SmtpConnection connection(sink.settings());
  SmtpEnvelope envelope = to("warga");
  envelope.bytes = ".\r\n..\n.a\r\rMAIL FROM:<x@y>\r\n.\r\nb\n.\nc";
  ASSERT_EQ(connection.send(envelope, nothing).kind, Kind::delivered);
  EXPECT_EQ(sink.messages().at(0),
            "..\r\n...\r\n..a\r\n\r\nMAIL FROM:<x@y>\r\n..\r\nb\r\n..\r\nc\r\n");
  EXPECT_EQ(sink.messages().size(), 1U);

  std::string large;
  for (int i = 0; i < 50'000; ++i) large += ".baris " + std::to_string(i) + "\r\n";
  envelope.bytes = large;
  ASSERT_EQ(connection.send(envelope, nothing).kind, Kind::delivered);
  EXPECT_EQ(sink.messages().at(1).size(), large.size() + 50'000);
}

TEST(Smtp, tells_a_refusal_for_now_from_one_for_good) {
  Sink sink;
  SmtpConnection connection(sink.settings());
  struct Case {
    const char* who;
    Kind kind;
    int code;
  };
  for (const Case& one :
       {Case{"nanti", Kind::refused_for_now, 450}, Case{"tidak", Kind::refused_for_good, 550},
        Case{"penuh", Kind::refused_for_now, 452}, Case{"isi", Kind::refused_for_good, 554},
        Case{"warga", Kind::delivered, 250}}) {
    const SmtpOutcome outcome = connection.send(to(one.who), nothing);
    EXPECT_EQ(outcome.kind, one.kind) << one.who;
    EXPECT_EQ(outcome.code, one.code) << one.who;
    EXPECT_FALSE(outcome.in_doubt);
  }
}

TEST(Smtp, a_server_that_goes_after_the_last_byte_leaves_the_outcome_in_doubt) {
  Sink sink;
  SmtpConnection connection(sink.settings());
  const SmtpOutcome outcome = connection.send(to("putus"), nothing);
  EXPECT_EQ(outcome.kind, Kind::unreachable);
  EXPECT_TRUE(outcome.in_doubt);
  EXPECT_EQ(connection.send(to("warga"), nothing).kind, Kind::delivered);
}

TEST(Smtp, what_must_be_written_down_is_written_before_the_point_of_no_return) {
  Sink sink;
  SmtpConnection connection(sink.settings());
  int calls = 0;
  const SmtpOutcome outcome = connection.send(to("warga"), [&] {
    ++calls;
    // The server has heard DATA but cannot have the message.
    EXPECT_TRUE(eventually([&] { return sink.commands().find("DATA") != std::string::npos; }));
    EXPECT_TRUE(sink.messages().empty());
  });
  EXPECT_EQ(outcome.kind, Kind::delivered);
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(connection.send(to("tidak"), [&] { ++calls; }).kind, Kind::refused_for_good);
  EXPECT_EQ(calls, 1) << "a message refused before its end has no point of no return";
}

TEST(Smtp, when_writing_it_down_fails_the_message_is_not_sent) {
  Sink sink;
  SmtpConnection connection(sink.settings());
  EXPECT_THROW(static_cast<void>(
                   connection.send(to("warga"), [] { throw std::runtime_error("disk full"); })),
               std::runtime_error);
  ASSERT_EQ(connection.send(to("lain"), nothing).kind, Kind::delivered);
  EXPECT_EQ(sink.messages().size(), 1U);
}

TEST(Smtp, a_kept_connection_that_died_is_replaced_unnoticed) {
  Sink sink({.messages_a_connection = 3});
  SmtpConnection connection(sink.settings());
  int promises = 0;
  for (int i = 0; i < 10; ++i) {
    ASSERT_EQ(connection.send(to("warga"), [&] { ++promises; }).kind, Kind::delivered) << i;
  }
  EXPECT_EQ(sink.connections(), 4);
  EXPECT_EQ(sink.messages().size(), 10U);
  EXPECT_EQ(promises, 10);
}

TEST(Smtp, addresses_that_would_say_more_than_an_address_are_refused_unsaid) {
  Sink sink;
  SmtpConnection connection(sink.settings());
  for (const char* bad :
       {"", "x", "@desa.id", "x@", "a@b@c", "a b@desa.id", "x@desa.id\r\nRCPT TO:<y@desa.id",
        "x\n@desa.id", "<x@desa.id>", "x@desa.id>", "\"x y\"@desa.id", "x@desa.id, y@desa.id",
        "s\xc3\xa9@desa.id", "x@[127.0.0.1]"}) {
    SmtpEnvelope envelope = to("warga");
    envelope.to = bad;
    EXPECT_EQ(connection.send(envelope, nothing).kind, Kind::refused_for_good) << bad;
    envelope = to("warga");
    envelope.from = bad;
    EXPECT_EQ(connection.send(envelope, nothing).kind, Kind::refused_for_good) << bad;
  }
  EXPECT_EQ(sink.connections(), 0);
}

TEST(Smtp, a_server_that_turns_everybody_away_refuses_for_now) {
  for (const Sink::Manners& manners :
       {Sink::Manners{.greeting = "554 not today"}, Sink::Manners{.greeting = "421 busy"}}) {
    Sink sink(manners);
    SmtpConnection connection(sink.settings());
    EXPECT_EQ(connection.send(to("warga"), nothing).kind, Kind::refused_for_now)
        << manners.greeting;
  }
}

TEST(Smtp, private_servers_are_reached_only_when_allowed) {
  Sink sink;
  SmtpSettings settings = sink.settings();
  settings.private_addresses = SmtpSettings::Private::refused;
  SmtpConnection connection(settings);
  const SmtpOutcome outcome = connection.send(to("warga"), nothing);
  EXPECT_EQ(outcome.kind, Kind::unreachable);
  EXPECT_EQ(outcome.detail, "private address refused");
  EXPECT_EQ(sink.connections(), 0);
}

TEST(Smtp, nobody_there_is_unreachable_and_not_in_doubt) {
  SmtpSettings settings = Sink().settings();
  SmtpConnection connection(settings);
  const SmtpOutcome outcome = connection.send(to("warga"), nothing);
  EXPECT_EQ(outcome.kind, Kind::unreachable);
  EXPECT_FALSE(outcome.in_doubt);
}

TEST(Smtp, asked_for_tls_it_never_speaks_plainly) {
  Sink sink;
  for (const auto tls : {SmtpSettings::Tls::starttls, SmtpSettings::Tls::required}) {
    SmtpSettings settings = sink.settings();
    settings.tls = tls;
    settings.user = "kominfo";
    settings.password = "rahasia";
    SmtpConnection connection(settings);
    EXPECT_NE(connection.send(to("warga"), nothing).kind, Kind::delivered);
  }
  EXPECT_EQ(sink.commands().find("MAIL"), std::string::npos);
  EXPECT_EQ(sink.commands().find("AUTH"), std::string::npos);
}

/// Debian's node with the npm package smtp-server: STARTTLS and sign-in by somebody else's hand.
class NodeServer {
 public:
  explicit NodeServer(const std::string& folder) : folder_(folder) {
    std::filesystem::create_directories(folder);
    const std::string make_certificate =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "
        "/CN=sink "
        "-addext subjectAltName=IP:127.0.0.1 -keyout " +
        folder + "/key.pem -out " + folder + "/cert.pem 2>/dev/null";
    ready_ = std::system(make_certificate.c_str()) == 0;
    std::ofstream(folder + "/sink.cjs") << R"(
      const {SMTPServer} = require(process.argv[2] + '/node_modules/smtp-server');
      const fs = require('fs'), at = process.argv[3];
      const server = new SMTPServer({key: fs.readFileSync(at + '/key.pem'), cert: fs.readFileSync(at + '/cert.pem'),
        onAuth: (auth, session, done) => auth.username === 'kominfo' && auth.password === 'rahasia' && session.secure
          ? done(null, {user: 1}) : done(new Error('no')),
        onData: (stream, session, done) => { stream.resume(); stream.on('end', done); }});
      server.on('error', () => {});
      server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
    )";
    pipe_ = ::popen(
        ("node " + folder + "/sink.cjs " + KENTONGAN_SOURCE_DIR + " " + folder + " & echo $!; wait")
            .c_str(),
        "r");
    char line[32] = {};
    if (std::fgets(line, sizeof(line), pipe_) != nullptr) process_ = std::atoi(line);
    if (std::fgets(line, sizeof(line), pipe_) != nullptr)
      port_ = static_cast<std::uint16_t>(std::atoi(line));
  }
  ~NodeServer() {
    if (process_ > 0) ::kill(process_, SIGTERM);
    ::pclose(pipe_);
    std::filesystem::remove_all(folder_);
  }
  [[nodiscard]] bool ready() const { return ready_ && port_ > 0; }
  [[nodiscard]] SmtpSettings settings() const {
    SmtpSettings all;
    all.port = port_;
    all.tls = SmtpSettings::Tls::starttls;
    all.private_addresses = SmtpSettings::Private::allowed;
    all.certificates = folder_ + "/cert.pem";
    all.user = "kominfo";
    all.password = "rahasia";
    return all;
  }

 private:
  std::string folder_;
  FILE* pipe_ = nullptr;
  pid_t process_ = 0;
  std::uint16_t port_ = 0;
  bool ready_ = false;
};

TEST(Smtp, signs_in_over_starttls_and_believes_only_the_right_certificate) {
  if (!std::filesystem::exists(std::string(KENTONGAN_SOURCE_DIR) + "/node_modules/smtp-server")) {
    GTEST_SKIP() << "npm packages are not installed";
  }
  NodeServer server(testing::TempDir() + "smtp." + std::to_string(::getpid()));
  ASSERT_TRUE(server.ready());
  SmtpConnection connection(server.settings());
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(connection.send(to("warga"), nothing).kind, Kind::delivered);

  SmtpSettings doubting = server.settings();
  doubting.certificates.clear();
  EXPECT_EQ(SmtpConnection(doubting).send(to("warga"), nothing).kind, Kind::unreachable);

  SmtpSettings mistaken = server.settings();
  mistaken.password = "salah";
  const SmtpOutcome refused = SmtpConnection(mistaken).send(to("warga"), nothing);
  EXPECT_EQ(refused.kind, Kind::refused_for_now)
      << "a wrong password is the operator's to mend, not the message's end";
  EXPECT_EQ(refused.code, 535);
}

}  // namespace
}  // namespace kentongan::net
