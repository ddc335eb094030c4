#include "app/ways.hpp"

#include "channels/email.hpp"
#include "channels/telegram.hpp"
#include "channels/whatsapp.hpp"
#include "sms/sms_channel.hpp"

namespace kentongan::app {
namespace {

/// A bot may send about 30 messages a second in all: more connections would only wait for each
/// other.
constexpr int telegram_connections = 2;
constexpr int whatsapp_connections = 4;
constexpr int sms_connections = 1;  // a modem speaks to one at a time

net::SmtpSettings::Tls tls_of(const std::string& name) {
  if (name == "none") return net::SmtpSettings::Tls::none;
  if (name == "required") return net::SmtpSettings::Tls::required;
  return net::SmtpSettings::Tls::starttls;
}

Zone zone_of(const Config& config) { return zone_of_province(config.office.regency); }

}  // namespace

Result<std::unique_ptr<Ways>> Ways::open(Application& application) {
  std::unique_ptr<Ways> ways(new Ways());
  TRY(ways->open_email(application));
  TRY(ways->open_telegram(application));
  TRY(ways->open_whatsapp(application));
  TRY(ways->open_sms(application));
  return ways;
}

Result<> Ways::open_email(const Application& application) {
  const Config& config = application.config();
  if (config.email.host.empty()) return {};
  const channels::EmailAddress from = TRY(channels::EmailAddress::parse(config.email.from));
  channels::EmailSettings settings{.identity = {.name = config.office.name,
                                                .from = from,
                                                .reply_to = std::nullopt,
                                                .base_url = config.base_url(),
                                                .zone = zone_of(config)},
                                   .server = {}};
  settings.server.host = config.email.host;
  settings.server.port = static_cast<std::uint16_t>(config.email.port);
  settings.server.user = config.email.user;
  settings.server.password =
      TRY(read_secret("KENTONGAN_EMAIL_PASSWORD", config.email.password_file));
  settings.server.tls = tls_of(config.email.tls);
  // Shorter than a delivery's lease (a minute): a silent server must not let two of us send the
  // same.
  settings.server.patience = std::chrono::seconds(40);
  // The operator named this server; it often stands beside ours.
  settings.server.private_addresses = net::SmtpSettings::Private::allowed;
  email_connections_ = static_cast<int>(config.email.connections);
  email_ = std::make_unique<channels::EmailChannel>(std::move(settings), application.clock(),
                                                    application.log());
  return {};
}

Result<> Ways::open_telegram(const Application& application) {
  const Config& config = application.config();
  const std::string token =
      TRY(read_secret("KENTONGAN_TELEGRAM_TOKEN", config.telegram.token_file));
  if (token.empty()) return {};
  const channels::TelegramToken bot = TRY(channels::TelegramToken::parse(token));
  channels::TelegramSettings settings{.token = bot,
                                      .api_url = config.telegram.api_url,
                                      .base_url = config.base_url(),
                                      .zone = zone_of(config)};
  telegram_ = std::make_unique<channels::TelegramChannel>(std::move(settings), application.client(),
                                                          application.clock(), application.log());
  telegram_api_ = std::make_unique<channels::TelegramApi>(
      channels::TelegramApiSettings{.token = bot, .api_url = config.telegram.api_url},
      application.client());
  return {};
}

Result<> Ways::open_whatsapp(Application& application) {
  const WhatsAppConfig& config = application.config().whatsapp;
  const std::string token = TRY(read_secret("KENTONGAN_WHATSAPP_TOKEN", config.token_file));
  if (token.empty() || config.phone_number_id.empty()) return {};
  const channels::WhatsAppToken checked = TRY(channels::WhatsAppToken::parse(token));
  channels::WhatsAppAccount account{.token = checked, .phone_number_id = config.phone_number_id};
  account.api_url = config.api_url;
  channels::WhatsAppSettings settings{.account = account,
                                      .base_url = application.config().base_url(),
                                      .zone = zone_of(application.config())};
  if (!config.message_template.empty())
    settings.message_template = {config.message_template, config.template_language};
  settings.last_heard = [&intake = application.intake()](const channels::WhatsAppNumber& number) {
    return intake.last_heard(number);
  };
  whatsapp_ = std::make_unique<channels::WhatsAppChannel>(std::move(settings), application.client(),
                                                          application.clock(), application.log());
  whatsapp_api_ = std::make_unique<channels::WhatsAppApi>(account, application.client());
  return {};
}

Result<> Ways::open_sms(const Application& application) {
  const SmsConfig& config = application.config().sms;
  if (config.backend.empty()) return {};
  if (config.backend == "files") {
    sms_gateway_ =
        TRY(sms::open_files({.folder = config.folder, .zone = zone_of(application.config())}));
  } else {
    const std::string url =
        TRY(read_secret("KENTONGAN_SMS_DATABASE_URL", config.database_url_file));
    sms_gateway_ = TRY(sms::open_postgres(url));
  }
  sms::SmsChannelSettings settings;
  settings.base_url = application.config().base_url();
  settings.prefixes = config.prefixes;
  sms_ = std::make_unique<sms::SmsChannel>(std::move(settings), *sms_gateway_, application.clock(),
                                           application.log());
  return {};
}

std::vector<outbox::WayOut> Ways::out() {
  std::vector<outbox::WayOut> ways;
  if (email_) ways.push_back({.channel = *email_, .connections = email_connections_});
  if (telegram_) ways.push_back({.channel = *telegram_, .connections = telegram_connections});
  if (sms_) ways.push_back({.channel = *sms_, .connections = sms_connections});
  if (whatsapp_) ways.push_back({.channel = *whatsapp_, .connections = whatsapp_connections});
  return ways;
}

}  // namespace kentongan::app
