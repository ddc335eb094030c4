#include "channels/internal/whatsapp_calls.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace kentongan::channels {
namespace {

constexpr std::size_t most_answer_bytes = 64 * 1024;
// Meta takes none without three numbers. Source: its OpenAPI description, parameter User-Agent.
constexpr const char* user_agent = "Kentongan/0.1.0";
/// Where Meta keeps files.
constexpr std::array media_hosts{".fbsbx.com", ".facebook.com", ".fbcdn.net", ".whatsapp.net"};

bool is_token_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '_' || c == '.';
}

bool is_host_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
}

WhatsAppAccount without_last_slash(WhatsAppAccount account) {
  while (account.api_url.ends_with('/')) account.api_url.pop_back();
  return account;
}

/// `https://graph.facebook.com` of `https://graph.facebook.com/v23.0`.
std::string_view origin_of(std::string_view url) {
  const auto scheme = url.find("://");
  return scheme == std::string_view::npos ? url : url.substr(0, url.find('/', scheme + 3));
}

bool is_at_meta(std::string_view url) {
  constexpr std::string_view https = "https://";
  if (!url.starts_with(https)) return false;
  const std::string_view rest = url.substr(https.size());
  const auto end = rest.find_first_of("/?#");
  const std::string_view host = rest.substr(0, end);
  // No port, no user, nothing that two readers could take for two hosts.
  return std::ranges::all_of(host, is_host_character) &&
         std::ranges::any_of(media_hosts, [&](const char* one) { return host.ends_with(one); });
}

}  // namespace

Result<WhatsAppToken> WhatsAppToken::parse(std::string_view text) {
  text = trim(text);
  if (text.size() < 20 || text.size() > 1024 || !std::ranges::all_of(text, is_token_character))
    return Error(Refusal::invalid, "channels.whatsapp.token_malformed");
  return WhatsAppToken(std::string(text));
}

WhatsAppCalls::WhatsAppCalls(WhatsAppAccount account)
    : account_(without_last_slash(std::move(account))) {}

net::HttpCall WhatsAppCalls::call(net::Method method, std::string url) const {
  net::HttpCall call;
  call.method = method;
  call.url = std::move(url);
  call.headers.add("Authorization", "Bearer " + account_.token.text_);
  call.headers.add("User-Agent", user_agent);
  call.most_bytes = most_answer_bytes;
  call.most_time = account_.patience;
  call.most_redirects = 0;
  return call;
}

net::HttpCall WhatsAppCalls::send(std::string body) const {
  net::HttpCall made =
      call(net::Method::post, account_.api_url + "/" + account_.phone_number_id + "/messages");
  made.headers.add("Content-Type", "application/json");
  made.body = std::move(body);
  return made;
}

net::HttpCall WhatsAppCalls::find_media(std::string_view id) const {
  return call(net::Method::get, account_.api_url + "/" + std::string(id) +
                                    "?phone_number_id=" + account_.phone_number_id);
}

Result<net::HttpCall> WhatsAppCalls::media(std::string_view url) const {
  const std::string ours = std::string(origin_of(account_.api_url)) + "/";
  if (!is_at_meta(url) && !url.starts_with(ours))
    return Error(Refusal::forbidden, "channels.whatsapp.address_refused");
  net::HttpCall made = call(net::Method::get, std::string(url));
  made.most_time = account_.file_patience;
  return made;
}

}  // namespace kentongan::channels
