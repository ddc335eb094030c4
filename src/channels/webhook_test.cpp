// Webhooks as they come: from the strict fakes, through the real HTTP server, forged and repeated.
#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "channels/telegram_api.hpp"
#include "channels/whatsapp_webhook.hpp"
#include "net/client.hpp"
#include "net/server.hpp"
#include "testing/fake_peer.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <mutex>
#include <set>
#include <string>

namespace kentongan::channels {
namespace {

using testing::FakePeer;

int number_in(const std::string& json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":";
  const auto at = json.find(key);
  return at == std::string::npos ? -1 : std::atoi(json.c_str() + at + key.size());
}

/// Our side: takes what is genuine, each once.
class Door {
 public:
  explicit Door(std::function<std::optional<std::string>(const net::Request&)> id_of)
      : id_of_(std::move(id_of)) {
    EXPECT_TRUE(
        server_.start([this](const net::Request& request) { return answer(request); }).ok());
  }
  ~Door() { server_.stop(std::chrono::milliseconds(0)); }
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  std::string url() { return "http://127.0.0.1:" + std::to_string(server_.port()) + "/hook"; }
  std::size_t distinct() {
    const std::lock_guard lock(mutex_);
    return ids_.size();
  }
  int taken = 0;

 private:
  net::Response answer(const net::Request& request) {
    net::Response response;
    const auto id = id_of_(request);
    const std::lock_guard lock(mutex_);
    // Now and then we are not there: what was not acknowledged must come again.
    if (id && ++taken % 50 == 0) {
      response.status = 503;
      return response;
    }
    response.status = id ? 200 : 403;
    if (id) ids_.insert(*id);
    return response;
  }

  SystemClock clock_;
  SystemRandom random_;
  Log log_{clock_, LogLevel::error, -1};
  std::function<std::optional<std::string>(const net::Request&)> id_of_;
  std::mutex mutex_;
  std::set<std::string> ids_;
  net::Server server_{net::ServerSettings{}, clock_, random_, log_};
};

/// Asks until the fake says that so many were delivered or lost.
std::string inbox_when_over(const FakePeer& fake, int wanted) {
  std::string inbox;
  for (int i = 0; i < 100'000; ++i) {
    inbox = fake.get("/inbox");
    if (number_in(inbox, "delivered") + number_in(inbox, "lost") >= wanted) break;
  }
  return inbox;
}

TEST(Webhook, OfTelegramIsTakenWithItsSecretOnlyAndNothingIsLost) {
  if (!testing::has_node()) GTEST_SKIP() << "node is not installed";
  const std::string secret = "rahasia_webhook_0123456789";
  Door door([&](const net::Request& request) -> std::optional<std::string> {
    const auto header = request.headers.find("X-Telegram-Bot-Api-Secret-Token");
    if (!header || !check_telegram_secret(*header, secret)) return std::nullopt;
    const auto update = read_telegram_update(request.body, {1234567, "kentongan_fake_bot"});
    if (!update.ok() || !update->incoming) return std::nullopt;
    return update->incoming->external_id;
  });
  const FakePeer fake(KENTONGAN_SOURCE_DIR, "telegram_fake.mjs");
  net::HttpClientSettings open;
  open.allowed_networks = {net::Network::parse("127.0.0.0/8").value()};
  const net::GuardedHttpClient client(open);
  const TelegramApi api(
      {TelegramToken::parse("1234567:AAKentonganFakeTokenForTests0000000").value(),
       "http://127.0.0.1:" + std::to_string(fake.http_port())},
      client);
  const auto wish = [&](std::string_view json) {
    return testing::ask_http(fake.http_port(), "POST", "/inbox", json);
  };
  wish(R"({"settings":{"duplicate":0.1,"forge":0.1,"retry_ms":1}})");
  ASSERT_TRUE(api.set_webhook(door.url(), secret).ok());
  wish(R"({"generate":{"rate":300,"seconds":1,"people":50}})");

  const std::string inbox = inbox_when_over(fake, 300);
  EXPECT_EQ(door.distinct(), 300U);
  EXPECT_GT(number_in(inbox, "forged"), 0);
  EXPECT_EQ(number_in(inbox, "forged_accepted"), 0);
  EXPECT_GT(number_in(inbox, "repeated"), 0);
  EXPECT_EQ(number_in(inbox, "lost"), 0);
}

TEST(Webhook, OfWhatsAppIsTakenWithItsSignatureOnlyAndNothingIsLost) {
  if (!testing::has_node()) GTEST_SKIP() << "node is not installed";
  const std::string secret = "rahasia-aplikasi-palsu";
  Door door([&](const net::Request& request) -> std::optional<std::string> {
    const auto header = request.headers.find("X-Hub-Signature-256");
    if (!header || !check_whatsapp_signature(request.body, *header, secret)) return std::nullopt;
    const auto webhook = read_whatsapp_webhook(request.body, "106540352242922");
    if (!webhook.ok() || webhook->incoming.size() != 1) return std::nullopt;
    return webhook->incoming.front().external_id;
  });
  const FakePeer fake(KENTONGAN_SOURCE_DIR, "whatsapp_fake.mjs");
  std::string say;
  for (int i = 0; i < 300; ++i)
    say += std::string(i == 0 ? "" : ",") + R"({"from":"6281234000001","text":"pesan )" +
           std::to_string(i) + "\"}";
  fake.control(R"({"forge":0.1,"replay":0.1,"retry_ms":1,"webhook":")" + door.url() + "\"}");
  static_cast<void>(
      testing::ask_http(fake.http_port(), "POST", "/inbox", R"({"say":[)" + say + "]}"));

  const std::string inbox = inbox_when_over(fake, 300);
  EXPECT_EQ(door.distinct(), 300U);
  EXPECT_GT(number_in(inbox, "forged"), 0);
  EXPECT_EQ(number_in(inbox, "forged_accepted"), 0);
  EXPECT_GT(number_in(inbox, "replayed"), 0);
  EXPECT_EQ(number_in(inbox, "lost"), 0);
}

}  // namespace
}  // namespace kentongan::channels
