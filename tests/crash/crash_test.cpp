// kill -9 while publishing and sending, again and again: nothing acknowledged is lost, nothing
// published stays unsent, and each kill repeats at most one message on each way, which says so.
//
//   build/dev/crash_test                        10 kills
//   KENTONGAN_KILLS=50 build/dev/crash_test     as many as wanted
//
// The program that dies is this one, started again as a child (`CrashChild`); it says on descriptor
// 3 which items were published, each only after `publish` had returned.
#include "sending_program.hpp"
#include "testing/fake_peer.hpp"
#include "testing/small_country.hpp"
#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kentongan::crash {
namespace {

using channels::Way;

constexpr int acknowledgements = 3;  // the child's descriptor
constexpr int mail_readers = 5;
constexpr int chats = 2;

std::string setting(const char* name, const char* usual) {
  const char* value = std::getenv(name);
  return value == nullptr ? usual : value;
}

// ---- the child ----------------------------------------------------------------------------------

TEST(CrashChild, DISABLED_PublishesUntilItIsKilled) {
  const Peers peers{
      static_cast<std::uint16_t>(std::stoi(setting("KENTONGAN_CRASH_SMTP", "0"))),
      static_cast<std::uint16_t>(std::stoi(setting("KENTONGAN_CRASH_TELEGRAM", "0")))};
  SendingProgram program(setting("KENTONGAN_CRASH_FOLDER", ""), peers);
  program.start();
  for (int number = 0; number < 10'000; ++number) {
    const std::string title =
        "Uji " + std::to_string(::getpid()) + " nomor " + std::to_string(number);
    const newsroom::Item item = program.publish(program.approved(title));
    const std::string line = std::to_string(item.id.raw()) + "\n";
    if (::write(acknowledgements, line.data(), line.size()) < 0) return;
  }
}

// ---- the parent ---------------------------------------------------------------------------------

/// A child that publishes, and what it has acknowledged.
class Child {
 public:
  explicit Child(const std::string& folder, const Peers& peers) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    const std::vector<std::string> environment{
        "KENTONGAN_CRASH_FOLDER=" + folder,
        "KENTONGAN_CRASH_SMTP=" + std::to_string(peers.smtp_port),
        "KENTONGAN_CRASH_TELEGRAM=" + std::to_string(peers.telegram_port),
        "ASAN_OPTIONS=detect_leaks=0"};
    std::vector<char*> pointers;
    for (const std::string& one : environment)
      pointers.push_back(const_cast<char*>(one.c_str()));  // NOLINT
    pointers.push_back(nullptr);
    const char* arguments[] = {"crash_test", "--gtest_also_run_disabled_tests",
                               "--gtest_filter=CrashChild.*", nullptr};
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], acknowledgements);
      const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
      ::dup2(nowhere, 1);
      ::execve("/proc/self/exe", const_cast<char* const*>(arguments), pointers.data());  // NOLINT
      ::_exit(127);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
  }
  ~Child() {
    kill();
    ::close(pipe_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Reads until `count` items were acknowledged, or a minute has passed.
  void wait_for(std::size_t count) {
    while (items_.size() < count) {
      pollfd waiting{pipe_, POLLIN, 0};
      if (::poll(&waiting, 1, 60'000) <= 0 || !read_some()) return;
    }
  }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
    while (read_some()) {
    }
  }
  [[nodiscard]] const std::vector<std::int64_t>& items() const { return items_; }

 private:
  bool read_some() {
    char buffer[4096];
    const auto got = ::read(pipe_, buffer, sizeof buffer);
    if (got <= 0) return false;
    rest_.append(buffer, static_cast<std::size_t>(got));
    for (auto end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n')) {
      items_.push_back(std::stoll(rest_.substr(0, end)));
      rest_.erase(0, end + 1);
    }
    return true;
  }

  pid_t pid_ = -1;
  int pipe_ = -1;
  std::string rest_;
  std::vector<std::int64_t> items_;
};

/// How often each message arrived, and how many of the later copies did not say that they may be
/// one.
struct Arrivals {
  std::map<std::string, int> times;
  int unmarked_copies = 0;

  void add(const std::string& name, bool marked) {
    if (++times[name] > 1 && !marked) ++unmarked_copies;
  }
  [[nodiscard]] int copies() const {
    int all = 0;
    for (const auto& [name, count] : times) all += count - 1;
    return all;
  }
};

Arrivals mails_at(const testing::FakePeer& sink) {
  Arrivals arrivals;
  const auto journal = boost::json::parse(sink.get("/journal"));
  for (const auto& mail : journal.at("mails").as_array()) {
    const auto& headers = mail.at("headers").as_object();
    arrivals.add(std::string(mail.at("id").as_string()),
                 headers.contains("kentongan-possible-duplicate"));
  }
  return arrivals;
}

/// A chat's copy is told by its chat and title: the text begins with what kind of news it is.
Arrivals chat_messages_at(const testing::FakePeer& telegram) {
  Arrivals arrivals;
  const auto journal = boost::json::parse(telegram.get("/journal"));
  for (const auto& message : journal.at("messages").as_array()) {
    const std::string text(message.at("text").as_string());
    const auto title = text.find("Uji ");
    const auto end = text.find_first_of("<\n", title);
    arrivals.add(boost::json::serialize(message.at("chat")) + " " + text.substr(title, end - title),
                 true);
  }
  return arrivals;
}

TEST(Crash, KilledWhilePublishingTheProgramLosesNothingAndRepeatsAtMostOneMessageOnEachWay) {
  if (!testing::has_node())
    GTEST_SKIP() << "node is not installed: the mail server and Telegram are played by it";
  const testing::FakePeer sink(KENTONGAN_SOURCE_DIR, "smtp_sink.mjs");
  const testing::FakePeer telegram(KENTONGAN_SOURCE_DIR, "telegram_fake.mjs");
  if (!sink.is_up() || !telegram.is_up())
    GTEST_SKIP() << "the fakes did not start: npm ci installs what they need";
  const Peers peers{sink.smtp_port(), telegram.http_port()};
  const testing::TempFolder folder;
  {
    SendingProgram program(folder.path(), peers);
    testing::settle_small_country(program.places);
    for (int i = 0; i < mail_readers; ++i)
      program.add(Way::email, "warga" + std::to_string(i) + "@uji.example");
    for (int i = 0; i < chats; ++i) program.add(Way::telegram, std::to_string(7'000'001 + i));
  }

  const int kills = std::stoi(setting("KENTONGAN_KILLS", "10"));
  std::vector<std::int64_t> acknowledged;
  const SeededRandom random(2026);
  for (int kill = 0; kill < kills; ++kill) {
    Child child(folder.path(), peers);
    child.wait_for(1 + random.below(8));
    child.kill();
    ASSERT_FALSE(child.items().empty()) << "the child published nothing within a minute";
    acknowledged.insert(acknowledged.end(), child.items().begin(), child.items().end());
  }

  SendingProgram program(folder.path(), peers);
  program.start();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(3);
  std::uint64_t seen = 0;
  while (!program.is_quiet() && std::chrono::steady_clock::now() < deadline) {
    seen = program.db->wait_for_news(seen, std::chrono::milliseconds(50));
  }
  ASSERT_TRUE(program.is_quiet()) << "not everything was sent within three minutes";
  program.dispatcher->stop();

  for (const std::int64_t item : acknowledged) {
    const auto stats = program.sender.stats(item).by_way;
    ASSERT_EQ(stats.at(Way::email).sent, mail_readers)
        << "a published item was not mailed to everybody";
    ASSERT_EQ(stats.at(Way::telegram).sent, chats) << "a published item did not reach every chat";
  }
  const Arrivals mails = mails_at(sink);
  const Arrivals messages = chat_messages_at(telegram);
  program.db->read([&](db::Tx& tx) {
    tx.each(
        "SELECT id FROM deliveries WHERE way = 'email' AND state = 'sent'",
        [&](const db::Row& row) {
          const std::string name = "<d-" + row.id<outbox::Leased>(0).text() + "@kabar.uji.example>";
          EXPECT_TRUE(mails.times.contains(name)) << name << " is marked as sent and never arrived";
        });
  });
  EXPECT_GE(messages.times.size(), acknowledged.size() * chats);
  EXPECT_LE(mails.copies(), kills);
  EXPECT_LE(messages.copies(), kills);
  EXPECT_EQ(mails.unmarked_copies, 0);
  EXPECT_EQ(program.db->integrity_problems(), std::vector<std::string>());
  std::printf(
      "%d kills: %zu items acknowledged, 0 lost; %zu mails, %d twice; %zu chat messages, %d "
      "twice\n",
      kills, acknowledged.size(), mails.times.size(), mails.copies(), messages.times.size(),
      messages.copies());
}

}  // namespace
}  // namespace kentongan::crash
