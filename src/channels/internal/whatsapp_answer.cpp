#include "channels/internal/whatsapp_answer.hpp"

#include "base/text.hpp"
#include "channels/internal/json_object.hpp"

#include <chrono>
#include <string>

namespace kentongan::channels {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t deepest_answer = 16;

WhatsAppAnswer everybody_waits(Span stop, const std::string& reason) {
  return {.outcome = SendOutcome::retry_after(stop, reason), .stop = stop};
}

WhatsAppAnswer ended(SendOutcome outcome) { return {.outcome = std::move(outcome)}; }

/// Source: Meta, Cloud API, "Error codes"; the ones that may answer a message.
std::optional<WhatsAppAnswer> answer_of_code(std::int64_t code, const std::string& reason) {
  switch (code) {
    case 131047: {  // more than 24 hours since the recipient wrote
      WhatsAppAnswer answer = ended(SendOutcome::given_up("whatsapp.window_closed"));
      answer.needs_template = true;
      return answer;
    }
    case 131026:  // no WhatsApp there, old version, terms not accepted
      return ended(SendOutcome::given_up("whatsapp.unreachable_number"));
    case 4:       // calls of the app
    case 80007:   // calls of the account
    case 130429:  // messages of the number
      return everybody_waits(minutes(1), reason);
    case 131048:  // too many were reported as spam
      return everybody_waits(hours(1), reason);
    case 131056:  // too many to this recipient
      return ended(SendOutcome::retry_after(minutes(1), reason));
    case 131049:  // Meta keeps this recipient from more of the kind; asks for a day
      return ended(SendOutcome::retry_after(hours(24), reason));
    case 0:       // who are you
    case 3:       // may not call this
    case 10:      // no permission
    case 190:     // token expired or withdrawn
    case 368:     // blocked for a breach of the rules
    case 131005:  // no permission
    case 131031:  // account locked
    case 131042:  // not paid
    case 131045:  // number not registered
    case 133010:  // number not registered
      return ended(SendOutcome::paused("whatsapp.account_refused"));
    case 132000:    // number of places
    case 132001:    // no such template in this language
    case 132005:    // too long
    case 132007:    // against the rules
    case 132012:    // form of places
    case 132015:    // paused for quality
    case 132016: {  // disabled for quality
      WhatsAppAnswer answer =
          ended(SendOutcome::retry_after(hours(1), "whatsapp.template_refused"));
      answer.template_refused = true;
      return answer;
    }
    case 1:       // unknown; may be a fault of ours
    case 2:       // service down
    case 131000:  // something went wrong
    case 131016:  // service overloaded
    case 131057:  // account under maintenance
    case 133004:  // server down
      return ended(SendOutcome::retry_after(Span{}, reason));
    default: break;
  }
  if (code >= 200 && code < 300) return ended(SendOutcome::paused("whatsapp.account_refused"));
  return std::nullopt;
}

}  // namespace

std::int64_t whatsapp_error_code(std::string_view body) {
  const auto read = parse_json(body, deepest_answer);
  bool sound = true;
  return JsonObject(read ? &*read : nullptr, sound).object("error").integer("code").value_or(-1);
}

WhatsAppAnswer read_whatsapp_answer(int status, std::string_view body) {
  if (status >= 200 && status < 300) {
    const auto read = parse_json(body, deepest_answer);
    bool sound = true;
    const auto* messages = JsonObject(read ? &*read : nullptr, sound).array("messages");
    if (sound && messages != nullptr && !messages->empty()) return ended(SendOutcome::delivered());
    // Whether what cannot be read was said or not, nobody knows.
    return ended(SendOutcome::in_doubt("whatsapp.unreadable"));
  }
  const std::int64_t code = whatsapp_error_code(body);
  if (code >= 0) {
    if (auto answer = answer_of_code(code, format("whatsapp.{}", code))) return std::move(*answer);
  }
  if (status == 401) return ended(SendOutcome::paused("whatsapp.account_refused"));
  if (status == 429) return everybody_waits(minutes(1), "whatsapp.429");
  if (status >= 500) return ended(SendOutcome::retry_after(Span{}, format("whatsapp.{}", status)));
  if (status < 400) return ended(SendOutcome::in_doubt("whatsapp.unreadable"));
  return ended(SendOutcome::given_up(format("whatsapp.{}", code > 0 ? code : status)));
}

}  // namespace kentongan::channels
