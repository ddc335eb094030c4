#include "api/body.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "outbox/outbox.hpp"

namespace kentongan::api::resources {

Answer subscribe(const Call& call) {
  outbox::Subscribe command{.email = {}, .interest = {}, .language = call.language};
  Body body(call);
  body.need("email", command.email);
  body.need("areas", command.interest.areas);
  body.take("topics", command.interest.topics);
  body.take_word("language", command.language, find_language);
  if (const auto problem = body.problem()) return *problem;
  TRY(call.doors.outbox.subscribe(command));
  // The same whether the address is new or known: nobody learns here who subscribes.
  return json_object(202, [&](JsonWriter& json) { json.member("state", "pending"); });
}

Answer confirm_subscription(const Call& call) {
  std::string token;
  Body body(call);
  body.need("token", token);
  if (const auto problem = body.problem()) return *problem;
  const outbox::Subscription subscription = TRY(call.doors.outbox.confirm(token));
  Labels labels(call);
  return json_object(200, [&](JsonWriter& json) {
    json.member("state", outbox::name_of(subscription.state));
    json.member("way", channels::name_of(subscription.way));
    labels.areas(json, "areas", subscription.interest.areas);
    write_texts(json, "topics", subscription.interest.topics);
    json.member("language", subscription.language.tag());
    json.member("confirmed_at", time_text(subscription.confirmed_at));
  });
}

Answer end_subscription(const Call& call) {
  std::string token;
  Body body(call);
  body.need("token", token);
  if (const auto problem = body.problem()) return *problem;
  TRY(call.doors.outbox.unsubscribe(token));
  return no_content();
}

}  // namespace kentongan::api::resources
