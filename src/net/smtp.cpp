#include "net/smtp.hpp"

#include "net/internal/curl.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <string_view>
#include <utility>

namespace kentongan::net {
namespace {

/// RFC 5321 allows more, quoted local parts for one; nobody is subscribed with such an address, and
/// what we do not send cannot break a mail server's parser.
bool is_sendable_address(std::string_view address) {
  const std::size_t at = address.find('@');
  if (address.size() > 254 || at == std::string_view::npos || at == 0 || at > 64 ||
      at + 1 == address.size() || address.find('@', at + 1) != std::string_view::npos) {
    return false;
  }
  return std::all_of(address.begin(), address.end(), [](char c) {
    return c > ' ' && c <= '~' &&
           std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
  });
}

/// Every line end as CRLF: a bare LF or CR is where one server sees an end of the message that the
/// next does not (SMTP smuggling).
std::string with_crlf(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 32 + 2);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (c == '\r' || c == '\n') {
      if (c == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n') ++at;
      text += "\r\n";
    } else {
      text += c;
    }
  }
  if (!text.ends_with("\r\n")) text += "\r\n";
  return text;
}

/// The message on its way, last byte last.
struct Sending {
  std::string_view rest;
  const std::function<void()>* about_to_finish = nullptr;
  std::exception_ptr thrown;
  bool last_byte_given = false;
  bool mail_was_said = false;

  static std::size_t give(char* buffer, std::size_t one, std::size_t room, void* self) {
    auto& sending = *static_cast<Sending*>(self);
    std::string_view& rest = sending.rest;
    if (rest.empty()) return 0;
    std::size_t size = std::min(one * room, rest.size());
    if (size == rest.size() && size > 1) --size;
    if (rest.size() == 1) {
      try {
        (*sending.about_to_finish)();
      } catch (...) {
        // It must not fly through libcurl; `send` throws it again.
        sending.thrown = std::current_exception();
        return CURL_READFUNC_ABORT;
      }
      sending.last_byte_given = true;
    }
    std::memcpy(buffer, rest.data(), size);
    rest.remove_prefix(size);
    return size;
  }

  /// libcurl tells what it says to the server; one word of it matters.
  static int overhear(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* self) {
    const std::string_view said(bytes, size);
    if (kind == CURLINFO_HEADER_OUT && said.starts_with("MAIL FROM:")) {
      static_cast<Sending*>(self)->mail_was_said = true;
    }
    return 0;
  }
};

}  // namespace

class SmtpConnection::Inside {
 public:
  explicit Inside(SmtpSettings all)
      : settings_(std::move(all)), guard_(rules_for(settings_)), handle_(make_curl_handle()) {
    url_ = (is_tls_from_start() ? "smtps://" : "smtp://");
    url_ +=
        settings_.host.find(':') == std::string::npos ? settings_.host : "[" + settings_.host + "]";
    url_ += ":" + std::to_string(settings_.port) + "/" + settings_.our_name;
  }

  SmtpOutcome send(const SmtpEnvelope& envelope, const std::function<void()>& about_to_finish);

 private:
  static SocketGuard::Rules rules_for(const SmtpSettings& settings);
  [[nodiscard]] bool is_tls_from_start() const {
    return settings_.tls == SmtpSettings::Tls::required && settings_.port == 465;
  }
  void prepare(Sending& sending);
  enum class Connection { kept_or_new, fresh };
  CURLcode perform(const SmtpEnvelope& envelope, Sending& sending, Connection connection);
  [[nodiscard]] bool kept_one_had_died(CURLcode code, const Sending& sending) const;
  [[nodiscard]] SmtpOutcome outcome_of(CURLcode code, const Sending& sending) const;
  [[nodiscard]] int last_code() const;

  SmtpSettings settings_;
  std::string url_;
  SocketGuard guard_;  // before the handle, which asks it until its end
  CurlHandle handle_;
};

SocketGuard::Rules SmtpConnection::Inside::rules_for(const SmtpSettings& settings) {
  SocketGuard::Rules rules;  // any port: the operator named it
  if (settings.private_addresses == SmtpSettings::Private::allowed) {
    for (const char* network : {"127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
                                "100.64.0.0/10", "::1", "fc00::/7"}) {
      rules.allowed_networks.push_back(Network::parse(network).value());
    }
  }
  return rules;
}

void SmtpConnection::Inside::prepare(Sending& sending) {
  CURL* handle = handle_.get();
  curl_easy_reset(handle);  // keeps the connection
  guard_.forget();
  guard_.watch(handle);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(settings_.patience.count()));
  curl_easy_setopt(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT,
                   static_cast<long>(settings_.patience.count()));
  // A server that stops reading is not waiting for anything libcurl would call a response.
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(4 * settings_.patience.count()));
  const bool upgrades = settings_.tls != SmtpSettings::Tls::none && !is_tls_from_start();
  curl_easy_setopt(handle, CURLOPT_USE_SSL,
                   static_cast<long>(upgrades ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  if (!settings_.certificates.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, settings_.certificates.c_str());
  }
  if (!settings_.user.empty()) {
    curl_easy_setopt(handle, CURLOPT_USERNAME, settings_.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, settings_.password.c_str());
  }
  curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, &Sending::give);
  curl_easy_setopt(handle, CURLOPT_READDATA, &sending);
  curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, &Sending::overhear);
  curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &sending);
}

CURLcode SmtpConnection::Inside::perform(const SmtpEnvelope& envelope, Sending& sending,
                                         Connection connection) {
  prepare(sending);
  CURL* handle = handle_.get();
  if (connection == Connection::fresh) curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
  CurlList recipients;
  recipients.add("<" + envelope.to + ">");
  curl_easy_setopt(handle, CURLOPT_MAIL_FROM, ("<" + envelope.from + ">").c_str());
  curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
  const CURLcode code = curl_easy_perform(handle);
  curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, nullptr);
  curl_easy_setopt(handle, CURLOPT_READDATA, nullptr);
  curl_easy_setopt(handle, CURLOPT_DEBUGDATA, nullptr);
  curl_easy_setopt(handle, CURLOPT_VERBOSE, 0L);
  return code;
}

int SmtpConnection::Inside::last_code() const {
  long code = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &code);
  return static_cast<int>(code);
}

bool SmtpConnection::Inside::kept_one_had_died(CURLcode code, const Sending& sending) const {
  long new_connections = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_NUM_CONNECTS, &new_connections);
  const int said = last_code();
  const bool no_verdict = said < 400 || said == 421;  // 421: "closing, come again"
  return code != CURLE_OK && new_connections == 0 && !sending.last_byte_given && !sending.thrown &&
         no_verdict;
}

SmtpOutcome SmtpConnection::Inside::outcome_of(CURLcode code, const Sending& sending) const {
  using Kind = SmtpOutcome::Kind;
  SmtpOutcome outcome;
  outcome.code = last_code();
  if (code == CURLE_OK) {
    outcome.kind = Kind::delivered;
    return outcome;
  }
  outcome.detail = curl_easy_strerror(code);
  if (guard_.last_refusal() != SocketGuard::Verdict::open)
    outcome.detail = "private address refused";
  if (outcome.code < 400) {
    outcome.kind = Kind::unreachable;
    outcome.code = 0;
    outcome.in_doubt = sending.last_byte_given;
    return outcome;
  }
  // Before MAIL FROM the server speaks of us (greeting, EHLO, sign-in), not of this message.
  const bool for_good = outcome.code >= 500 && sending.mail_was_said && code != CURLE_LOGIN_DENIED;
  outcome.kind = for_good ? Kind::refused_for_good : Kind::refused_for_now;
  return outcome;
}

SmtpOutcome SmtpConnection::Inside::send(const SmtpEnvelope& envelope,
                                         const std::function<void()>& about_to_finish) {
  if (!is_sendable_address(envelope.from) || !is_sendable_address(envelope.to)) {
    return {SmtpOutcome::Kind::refused_for_good, 553, false, "address cannot be sent"};
  }
  const std::string bytes = with_crlf(envelope.bytes);
  Sending sending;
  sending.rest = bytes;
  sending.about_to_finish = &about_to_finish;
  CURLcode code = perform(envelope, sending, Connection::kept_or_new);
  if (kept_one_had_died(code, sending)) {
    sending.rest = bytes;
    sending.mail_was_said = false;
    code = perform(envelope, sending, Connection::fresh);
  }
  if (sending.thrown) std::rethrow_exception(sending.thrown);
  return outcome_of(code, sending);
}

SmtpConnection::SmtpConnection(SmtpSettings settings)
    : inside_(std::make_unique<Inside>(std::move(settings))) {}
SmtpConnection::~SmtpConnection() = default;

SmtpOutcome SmtpConnection::send(const SmtpEnvelope& envelope,
                                 const std::function<void()>& about_to_finish) {
  return inside_->send(envelope, about_to_finish);
}

}  // namespace kentongan::net
