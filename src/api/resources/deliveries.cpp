#include "api/query.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "base/text.hpp"
#include "outbox/outbox.hpp"

namespace kentongan::api::resources {
namespace {

using outbox::DeadLetter;

/// Where a page ends: `1795248000000000-0c4k3v0q2m8ad`.
std::string place_after(const DeadLetter& letter) {
  return std::to_string(letter.at.micros()) + "-" + letter.id.text();
}

Result<DeadLetter> parse_place(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return Error(Refusal::invalid, "api.query.malformed");
  DeadLetter place;
  place.at = Instant::from_micros(TRY(parse_integer(text.substr(0, dash))));
  place.id = TRY(Id<outbox::Leased>::parse(text.substr(dash + 1)));
  return place;
}

void write_queue(JsonWriter& json, const Call& call) {
  json.array("queue", [&] {
    for (const auto& [way, counts] : call.doors.outbox.queue()) {
      json.object([&, name = channels::name_of(way), numbers = counts] {
        json.member("way", name);
        json.member("due", numbers.due);
        json.member("leased", numbers.leased);
        json.member("waiting", numbers.waiting);
        json.member("given_up", numbers.given_up);
      });
    }
  });
}

}  // namespace

Answer list_deliveries(const Call& call) {
  Query query(call);
  const std::optional<DeadLetter> before = query.parsed("next", parse_place);
  if (const auto& problem = query.problem()) return *problem;
  const std::vector<DeadLetter> letters = TRY(call.doors.outbox.dead_letters(call.actor(), before));
  return json_object(200, [&](JsonWriter& json) {
    write_queue(json, call);
    json.array("results", [&] {
      for (const DeadLetter& letter : letters) {
        json.object([&] {
          json.member("id", letter.id.text());
          json.member("kind", outbox::name_of(letter.kind));
          json.member("subject", id_text(letter.subject));
          json.member("way", channels::name_of(letter.way));
          json.member("reason", letter.reason);
          json.member("attempts", letter.attempts);
          json.member("at", rfc3339(letter.at));
        });
      }
    });
    // A page that is not full may still be followed by an empty one: that is the end.
    json.member("next",
                letters.empty() ? std::nullopt : std::optional(place_after(letters.back())));
  });
}

Answer retry_delivery(const Call& call) {
  const Id<outbox::Leased> id = TRY(call.id<outbox::Leased>());
  const outbox::RetryDelivery command{.actor = call.actor(), .delivery = id};
  const std::int64_t due = TRY(call.doors.outbox.retry(command));
  if (due == 0) return Problem(404, "api.not_found");
  return json_object(200, [&](JsonWriter& json) { json.member("due", due); });
}

}  // namespace kentongan::api::resources
