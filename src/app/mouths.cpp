#include "app/mouths.hpp"

#include "base/text.hpp"
#include "channels/maildir.hpp"
#include "channels/telegram_receiver.hpp"
#include "channels/whatsapp_webhook.hpp"
#include "outbox/worker.hpp"
#include "sms/sms_inbox.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::app {
namespace {

constexpr std::string_view telegram_path = "/pengait/telegram";
constexpr std::string_view whatsapp_path = "/pengait/whatsapp";
/// Most of the time they wait for the disk: that many commands share one durable commit.
constexpr int workers = 8;
constexpr std::int64_t at_once = 8;
constexpr Span patience = std::chrono::seconds(1);
constexpr Span tended_every = std::chrono::minutes(1);

net::Response plain(int status, std::string body = {}) {
  net::Response response;
  response.status = status;
  response.headers.set("Content-Type", "text/plain; charset=utf-8");
  response.headers.set("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

std::vector<channels::Incoming> incoming_of(std::vector<channels::TelegramUpdate> updates) {
  std::vector<channels::Incoming> found;
  for (channels::TelegramUpdate& update : updates)
    if (update.incoming) found.push_back(std::move(*update.incoming));
  return found;
}

}  // namespace

Result<std::unique_ptr<Mouths>> Mouths::open(Application& application, Ways& ways) {
  std::unique_ptr<Mouths> mouths(new Mouths(application));
  TRY(mouths->open_telegram(ways));
  TRY(mouths->open_whatsapp(ways));
  TRY(mouths->open_sms(ways));
  TRY(mouths->open_mail());
  return mouths;
}

Mouths::~Mouths() { stop(); }

Result<> Mouths::open_telegram(Ways& ways) {
  const TelegramConfig& config = application_.config().telegram;
  const channels::TelegramApi* api = ways.telegram_api();
  if (api == nullptr || config.receive == "off") return {};
  intake::Intake& intake = application_.intake();
  intake.use(channels::Way::telegram,
             {.fetch = [api](const channels::Attachment& file) { return api->fetch(file.handle); },
              .seen =
                  [api](const channels::Press& press) {
                    (void)api->answer_callback_query(press.id, "");
                  }});
  if (config.receive == "poll") {
    auto receiver = std::make_shared<channels::TelegramReceiver>(*api, application_.log());
    loops_.emplace_back("telegram", [receiver, &intake](const std::stop_token&) {
      return receiver
          ->poll_once([&intake](const std::vector<channels::TelegramUpdate>& batch) {
            intake.accept(incoming_of(batch));
          })
          .wait;
    });
    return {};
  }
  telegram_secret_ = TRY(read_secret("KENTONGAN_TELEGRAM_SECRET", config.webhook_secret_file));
  if (!channels::is_telegram_secret(telegram_secret_))
    return Error(Refusal::invalid, "config.wrong_value", "telegram.webhook_secret_file");
  const std::string url = application_.config().base_url() + std::string(telegram_path);
  auto me = std::make_shared<Guarded<std::optional<channels::TelegramMe>>>();
  telegram_me_ = [me] {
    return me->locked([](std::optional<channels::TelegramMe>& known) { return known; });
  };
  // Tells Telegram where we are until it has heard, then once an hour.
  loops_.emplace_back("telegram", [this, api, url, me](const std::stop_token&) -> Span {
    const auto known = api->get_me();
    if (known.ok()) me->locked([&](std::optional<channels::TelegramMe>& kept) { kept = *known; });
    const bool is_set = known.ok() && api->set_webhook(url, telegram_secret_).ok();
    return is_set ? Span(std::chrono::hours(1)) : Span(std::chrono::seconds(30));
  });
  return {};
}

Result<> Mouths::open_whatsapp(Ways& ways) {
  const WhatsAppConfig& config = application_.config().whatsapp;
  const channels::WhatsAppApi* api = ways.whatsapp_api();
  if (api == nullptr) return {};
  whatsapp_app_secret_ = TRY(read_secret("KENTONGAN_WHATSAPP_SECRET", config.app_secret_file));
  whatsapp_verify_token_ = TRY(read_secret("KENTONGAN_WHATSAPP_VERIFY", config.verify_token_file));
  whatsapp_number_ = config.phone_number_id;
  application_.intake().use(
      channels::Way::whatsapp,
      {.fetch = [api](const channels::Attachment& file) { return api->fetch(file.handle); }});
  return {};
}

Result<> Mouths::open_sms(Ways& ways) {
  const SmsConfig& config = application_.config().sms;
  if (ways.sms_gateway() == nullptr) return {};
  sms::SmsInboxSettings settings;
  if (!config.own_number.empty())
    settings.own_numbers.push_back(TRY(channels::PhoneNumber::parse(config.own_number)));
  empty("sms", std::make_shared<sms::SmsInbox>(std::move(settings), *ways.sms_gateway(),
                                               application_.clock(), application_.log()));
  return {};
}

Result<> Mouths::open_mail() {
  const EmailConfig& config = application_.config().email;
  if (config.maildir.empty()) return {};
  channels::MaildirSettings settings;
  settings.folder = config.maildir;
  for (const std::string& own : {config.from, config.desk_address}) {
    if (!own.empty()) settings.rules.own.push_back(TRY(channels::EmailAddress::parse(own)));
  }
  std::unique_ptr<channels::MaildirInbox> inbox =
      TRY(channels::MaildirInbox::open(std::move(settings), application_.log()));
  empty("mail", std::move(inbox));
  return {};
}

void Mouths::empty(const char* name, std::shared_ptr<channels::Inbox> inbox) {
  static constexpr std::size_t read_at_once = 50;
  static constexpr Span every = std::chrono::seconds(2);
  intake::Intake& intake = application_.intake();
  loops_.emplace_back(name, [inbox = std::move(inbox), &intake](const std::stop_token&) -> Span {
    const std::vector<channels::Incoming> read = inbox->read(read_at_once);
    intake.accept(read);
    for (const channels::Incoming& message : read) inbox->done(message.external_id);
    return read.size() == read_at_once ? Span{} : every;
  });
}

void Mouths::run(const char* name, Loop loop) {
  threads_.emplace_back([this, name, loop = std::move(loop)](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      Span wait = std::chrono::seconds(10);
      try {
        wait = loop(stop);
      } catch (const std::exception& problem) {
        application_.log().error("loop_failed",
                                 {LogField::operator_text("loop", name),
                                  LogField::operator_text("problem", problem.what())});
      }
      if (wait.count() > 0) outbox::pause(stop, wait);
    }
  });
}

void Mouths::work(const std::stop_token& stop) {
  std::uint64_t seen = 0;
  while (!stop.stop_requested()) {
    try {
      if (application_.intake().work(at_once) > 0) continue;
    } catch (const std::exception& problem) {
      application_.log().error("loop_failed", {LogField("loop", "intake"),
                                               LogField::operator_text("problem", problem.what())});
      outbox::pause(stop, patience);
    }
    seen = application_.database().wait_for_news(seen, patience);
  }
}

void Mouths::start() {
  if (application_.database().engine() == db::Engine::sqlite)
    application_.intake().take_back_leases();
  for (int number = 0; number < workers; ++number)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  run("intake", [this](const std::stop_token&) {
    application_.intake().tend();
    return tended_every;
  });
  for (auto& [name, loop] : loops_) run(name, loop);
}

void Mouths::stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  if (!threads_.empty()) application_.database().announce();
  threads_.clear();
}

std::optional<std::size_t> Mouths::body_limit(std::string_view path) {
  if (path == telegram_path) return channels::most_telegram_update_bytes;
  if (path == whatsapp_path) return channels::most_whatsapp_webhook_bytes;
  return std::nullopt;
}

std::optional<net::Response> Mouths::answer(const net::Request& request) {
  if (request.path == telegram_path && request.method == net::Method::post)
    return take_telegram(request);
  if (request.path == whatsapp_path && !whatsapp_app_secret_.empty())
    return request.method == net::Method::post ? take_whatsapp(request) : verify_whatsapp(request);
  return std::nullopt;
}

net::Response Mouths::take_telegram(const net::Request& request) {
  const std::string_view header =
      request.headers.find("X-Telegram-Bot-Api-Secret-Token").value_or("");
  if (!channels::check_telegram_secret(header, telegram_secret_)) return plain(404);
  const auto me = telegram_me_ ? telegram_me_() : std::nullopt;
  if (!me) return plain(503);  // Telegram calls again
  const auto update = channels::read_telegram_update(request.body, *me);
  // What cannot be read will not be read better the next time: it is acknowledged.
  if (update.ok() && update->incoming) application_.intake().accept(std::vector{*update->incoming});
  if (!update.ok()) application_.log().warning("telegram_update_malformed", {});
  return plain(200);
}

net::Response Mouths::take_whatsapp(const net::Request& request) {
  const std::string_view signature = request.headers.find("X-Hub-Signature-256").value_or("");
  if (!channels::check_whatsapp_signature(request.body, signature, whatsapp_app_secret_))
    return plain(404);
  const auto webhook = channels::read_whatsapp_webhook(request.body, whatsapp_number_);
  if (!webhook.ok()) {
    application_.log().warning("whatsapp_webhook_malformed", {});
    return plain(200);
  }
  application_.intake().accept(webhook->incoming);
  return plain(200);
}

net::Response Mouths::verify_whatsapp(const net::Request& request) const {
  const std::string mode = request.query.text("hub.mode");
  const std::string token = request.query.text("hub.verify_token");
  const std::string challenge = request.query.text("hub.challenge");
  const auto answer = channels::answer_whatsapp_verification(
      {.mode = mode, .token = token, .challenge = challenge}, whatsapp_verify_token_);
  return answer ? plain(200, *answer) : plain(403);
}

}  // namespace kentongan::app
