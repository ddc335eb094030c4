// The real gammu-smsd with gammu's dummy phone between our channel and our inbox.
#include "base/text.hpp"
#include "channels/samples_for_tests.hpp"
#include "channels/sms_text.hpp"
#include "sms/places_for_tests.hpp"
#include "sms/sms_channel.hpp"
#include "sms/sms_inbox.hpp"

#include <gtest/gtest.h>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

namespace kentongan::sms {
namespace {

const std::string warga = "+6281234567890";

/// smsd over a phone in a folder, until it is destroyed.
class Daemon {
 public:
  explicit Daemon(std::string service) : service_(std::move(service)) {
    std::filesystem::create_directory(folder_.path() + "/phone");
  }
  ~Daemon() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  /// A message from the network lies in the phone.
  void receive(const std::string& sender, const std::string& text) {
    write("rc", phone());
    const std::string command = "gammu -c " + folder_.path() +
                                "/rc savesms TEXT -folder 1 -unread -sender " + sender +
                                " -len 600 -text '" + text + "' >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0);
    // gammu saves it as one to be sent, which smsd would read, delete and keep nowhere.
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() + "/phone/sms/1")) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string saved((std::istreambuf_iterator<char>(file)),
                              std::istreambuf_iterator<char>());
      std::ofstream(entry.path(), std::ios::binary)
          << replace_all(saved, "PDU = Submit", "PDU = Deliver");
    }
  }
  void start() {
    write("smsdrc", phone() + "[smsd]\n" + service_ + "\nlogfile = " + folder_.path() +
                        "/log\ncommtimeout = 1\nReceiveFrequency = 1\nloopsleep = 1\n"
                        "CheckSecurity = 0\nCheckBattery = 0\nCheckSignal = 0\n"
                        "StatusFrequency = 0\n");
    const std::string configuration = folder_.path() + "/smsdrc";
    pid_ = ::fork();
    if (pid_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::execlp("gammu-smsd", "gammu-smsd", "-c", configuration.c_str(), nullptr);
    ::_exit(127);
  }
  [[nodiscard]] std::string log() const {
    std::ifstream file(folder_.path() + "/log");
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

 private:
  [[nodiscard]] std::string phone() const {
    return "[gammu]\nmodel = dummy\nconnection = none\nport = " + folder_.path() +
           "/phone\ngammuloc = /dev/null\n";
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.path() + "/" + name) << text;
  }
  testing::TempFolder folder_;
  const std::string service_;
  pid_t pid_ = -1;
};

/// Looks again until it is so; false: two minutes were not enough.
bool becomes(const std::function<bool()>& so) {
  for (int tried = 0; tried < 1200; ++tried) {
    if (so()) return true;
    ::poll(nullptr, 0, 100);
  }
  return false;
}

std::string service_of(const FilesPlace& place) {
  return "service = files\ninboxpath = " + place.folder() +
         "/inbox/\noutboxpath = " + place.folder() + "/outbox/\nsentsmspath = " + place.folder() +
         "/sent/\nerrorsmspath = " + place.folder() + "/error/\ninboxformat = unicode";
}

/// `postgresql:///postgres?host=FOLDER&port=5432&user=postgres&options=-csearch_path%3Dtest1`
std::string service_of(const PostgresPlace& place) {
  const auto value = [&](const std::string& name) {
    const auto from = place.url().find(name + "=") + name.size() + 1;
    return place.url().substr(from, place.url().find('&', from) - from);
  };
  // smsd knows no schemas: libpq takes ours from the environment.
  ::setenv("PGOPTIONS", replace_all(value("options"), "%3D", "=").c_str(), 1);
  return "service = sql\ndriver = native_pgsql\nhost = " + value("host") +
         "\ndatabase = postgres\nuser = postgres\npassword = x";
}

template <typename SomePlace>
class Smsd : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v gammu-smsd gammu >/dev/null") != 0) {
      GTEST_SKIP() << "gammu and gammu-smsd are not installed";
    }
  }
};
using Places = ::testing::Types<FilesPlace, PostgresPlace>;
TYPED_TEST_SUITE(Smsd, Places);

TYPED_TEST(Smsd, BringsWhatCameAndSendsWhatWeAnswerAsOneSms) {
  TypeParam place;
  Daemon daemon(service_of(place));
  std::string long_text;
  for (int i = 0; i < 60; ++i) long_text += "kata" + std::to_string(100 + i) + " ";
  daemon.receive(warga, "Apakah bansos itu benar, Bu Né?");
  daemon.receive(warga, long_text);
  daemon.receive("TELKOMSEL", "Masa aktif kartu Anda berakhir");
  daemon.start();
  const SystemClock clock;
  const Log log(clock, LogLevel::error);
  SmsInbox inbox(SmsInboxSettings(), place.gateway(), clock, log);
  std::vector<channels::Incoming> came;

  ASSERT_TRUE(becomes([&] { return (came = inbox.read(10)).size() == 2; })) << daemon.log();

  EXPECT_EQ(came[0].text, "Apakah bansos itu benar, Bu Né?");
  EXPECT_EQ(came[1].text, std::string(trim(long_text)));
  EXPECT_EQ(channels::text_of(came[0].reply_to), warga);
  EXPECT_TRUE(becomes([&] {
    static_cast<void>(inbox.read(10));
    return inbox.counts().unanswerable == 1;
  }));
  for (const auto& message : came) inbox.done(message.external_id);
  EXPECT_EQ(inbox.read(10).size(), 0U);

  channels::Message message;
  message.kind = channels::MessageKind::answer;
  message.label = "SALAH";
  message.short_text = "é [a] {b} ^ ~ € " + std::string(300, 'x');
  message.short_url = "https://kabar.example/s/1";
  const channels::Addressed answer{came[0].reply_to,
                                   std::make_shared<const channels::Message>(message), "",
                                   channels::Addressed::Copy::first};
  ASSERT_EQ(channels::gsm_septets(channels::compose_sms(answer, "https://kabar.example")), 160U);
  SmsChannelSettings settings;
  settings.base_url = "https://kabar.example";
  SmsChannel channel(settings, place.gateway(), clock, log);
  const auto key = channels::key_of(1);

  EXPECT_EQ(channel.send(answer, key, [] {}).ended, channels::SendOutcome::Ended::delivered);

  const OutgoingSms sent{key.text(), channels::PhoneNumber::parse(warga).value(), ""};
  EXPECT_TRUE(becomes([&] {
    return *place.gateway().find(sent, Gateway::Search::everywhere) == Found::sent;
  })) << daemon.log();
  EXPECT_EQ(place.gateway().counts()->failed, 0);
  // One piece: with a database its log says so only when it ends.
  if constexpr (std::is_same_v<TypeParam, FilesPlace>) {
    EXPECT_TRUE(becomes([&] { return daemon.log().find("(total: 1)") != std::string::npos; }))
        << daemon.log();
  }
}

}  // namespace
}  // namespace kentongan::sms
