#include "channels/whatsapp_api.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "channels/internal/json_object.hpp"
#include "channels/internal/whatsapp_answer.hpp"

#include <algorithm>

namespace kentongan::channels {
namespace {

constexpr std::size_t deepest_answer = 16;

Error malformed() { return Error(Refusal::invalid, "channels.whatsapp.malformed"); }
Error too_large() { return Error(Refusal::invalid, "channels.whatsapp.file_too_large"); }

/// Without the words of the call's own error.
Error failure_of(const Error& error) {
  const std::string_view what = error.message();
  if (what == "net.call.too_large") return too_large();
  if (error.refusal() == Refusal::forbidden || what == "net.call.url")
    return Error(Refusal::forbidden, "channels.whatsapp.address_refused");
  return Error(Refusal::unavailable, "channels.whatsapp.unavailable", error.message());
}

Result<std::string> answer_of(Result<net::HttpAnswer> answered) {
  if (!answered.ok()) return failure_of(answered.error());
  if (answered->status == 200) return std::move(answered->body);
  const std::int64_t code = whatsapp_error_code(answered->body);
  const int status = answered->status;
  if (code == 190 || status == 401)
    return Error(Refusal::unauthenticated, "channels.whatsapp.token_refused");
  if (code == 4 || code == 80007 || code == 130429 || status == 429)
    return Error(Refusal::throttled, "channels.whatsapp.throttled");
  if (status >= 500)
    return Error(Refusal::unavailable, "channels.whatsapp.unavailable", std::to_string(status));
  if (status >= 400)
    return Error(Refusal::not_found, "channels.whatsapp.no_file", std::to_string(code));
  return malformed();  // a redirect: the token must not follow it
}

/// Meta writes it in hexadecimal digits here and in base64 in its webhooks.
bool is_digest_of(std::string_view bytes, std::string_view digest) {
  const std::string ours = sha256(bytes);
  return digest.empty() || lower_ascii(digest) == hex(ours) || digest == base64(ours);
}

}  // namespace

WhatsAppApi::WhatsAppApi(WhatsAppAccount account, const net::HttpClient& client)
    : calls_(std::move(account)), client_(client) {}

Result<std::string> WhatsAppApi::fetch(std::string_view handle) const {
  const bool digits = std::ranges::all_of(handle, [](char c) { return c >= '0' && c <= '9'; });
  if (handle.empty() || handle.size() > 32 || !digits) return malformed();
  const std::string found = TRY(answer_of(client_.send(calls_.find_media(handle))));
  const auto value = parse_json(found, deepest_answer);
  bool sound = value.has_value();
  const JsonObject media(value ? &*value : nullptr, sound);
  const std::string url(media.must_text("url"));
  const std::string digest(media.text("sha256"));
  if (!sound) return malformed();
  net::HttpCall call = TRY(calls_.media(url));
  call.most_bytes = static_cast<std::size_t>(most_whatsapp_file_bytes);
  const std::string bytes = TRY(answer_of(client_.send(call)));
  if (!is_digest_of(bytes, digest)) return malformed();
  return bytes;
}

}  // namespace kentongan::channels
