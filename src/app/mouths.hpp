// How messages come in: the loops that fetch them, the webhooks that are called, and the threads
// that work them off.
#pragma once

#include "app/application.hpp"
#include "app/ways.hpp"
#include "channels/inbox.hpp"
#include "net/http_message.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace kentongan::app {

/// Thread: `start` and `stop` from one; `answer` from anywhere.
class Mouths {
 public:
  /// Opens what the configuration names. Errors: those of the configuration's secrets.
  [[nodiscard]] static Result<std::unique_ptr<Mouths>> open(Application& application, Ways& ways);
  ~Mouths();
  Mouths(const Mouths&) = delete;
  Mouths& operator=(const Mouths&) = delete;

  void start();
  /// Ends after what is being worked off; what waits is worked off after the next start.
  void stop();

  /// The answer to a webhook's call; nothing when the path is none of ours. What is not signed as
  /// it should be is refused before a byte of it is read, in the same words as a path that is not
  /// there.
  [[nodiscard]] std::optional<net::Response> answer(const net::Request& request);

  /// How large the body of such a call may be; nothing for other paths.
  [[nodiscard]] static std::optional<std::size_t> body_limit(std::string_view path);

 private:
  explicit Mouths(Application& application) : application_(application) {}
  [[nodiscard]] Result<> open_telegram(Ways& ways);
  [[nodiscard]] Result<> open_whatsapp(Ways& ways);
  [[nodiscard]] Result<> open_sms(Ways& ways);
  [[nodiscard]] Result<> open_mail();
  /// Reads it every two seconds; what was read is done once it is safe with us.
  void empty(const char* name, std::shared_ptr<channels::Inbox> inbox);
  [[nodiscard]] net::Response take_telegram(const net::Request& request);
  [[nodiscard]] net::Response take_whatsapp(const net::Request& request);
  [[nodiscard]] net::Response verify_whatsapp(const net::Request& request) const;
  void work(const std::stop_token& stop);

  using Loop = std::function<Span(const std::stop_token&)>;  ///< one round; how long to wait
  void run(const char* name, Loop loop);

  // set by `open`
  Application& application_;
  std::string telegram_secret_;
  std::function<std::optional<channels::TelegramMe>()> telegram_me_;
  std::string whatsapp_app_secret_;
  std::string whatsapp_verify_token_;
  std::string whatsapp_number_;
  std::vector<std::pair<const char*, Loop>> loops_;
  // the thread that starts and stops
  std::vector<std::jthread> threads_;
};

}  // namespace kentongan::app
