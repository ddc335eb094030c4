// "Is this true?" and what became of it. Who asked is known by a receipt alone, which is never part
// of an address: addresses end up in histories and logs.
#include "api/body.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "base/base64.hpp"
#include "base/text.hpp"
#include "places/places.hpp"
#include "site/asker.hpp"
#include "site/picture.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::api::resources {
namespace {

using tabayun::Ticket;

const char* word_of(const tabayun::Asked& asked) {
  if (asked.question.state != tabayun::QuestionState::waiting) return "answer";
  return asked.looked_up.matches.empty() ? "waiting" : "choose";
}

net::Response show(const Call& call, const Ticket& ticket) {
  Labels labels(call);
  return json_object(200, [&](JsonWriter& json) {
    const tabayun::Question& question = ticket.question;
    json.member("state", tabayun::name_of(question.state));
    json.member("text", question.text);
    labels.area(json, "area", question.area);
    json.member("asked_at", rfc3339(question.asked_at));
    json.member("answered_at", time_text(question.answered_at));
    json.member("position", ticket.position);
    json.member("askers", ticket.askers);
    json.member("helped", tabayun::name_of(question.helped));
    json.member("claim_state", tabayun::name_of(ticket.claim.state));
    json.member("reason", or_null(ticket.claim.reason));
    if (question.state != tabayun::QuestionState::waiting && ticket.claim.is_public()) {
      json.object("factcheck",
                  [&] { write_factcheck(json, call, labels, ticket.claim, Detail::whole); });
    } else {
      json.member("factcheck", nullptr);
    }
  });
}

/// The fact check meant: its id or its address.
void need_factcheck(Body& body, Id<tabayun::Claim>& into) {
  std::string address;
  body.need("factcheck", address);
  const Result<Id<tabayun::Claim>> parsed = tabayun::parse_address(address);
  if (parsed.ok()) {
    into = *parsed;
  } else {
    body.refuse("factcheck", parsed.error());
  }
}

std::optional<tabayun::Helped> find_helped(std::string_view name) {
  if (name == "yes") return tabayun::Helped::yes;
  if (name == "no") return tabayun::Helped::no;
  return std::nullopt;
}

/// What is in the picture, if one was sent. A picture that cannot be read is a refused member; that
/// none can be read now is not its fault.
Result<std::optional<site::PictureRead>> read_picture(const Call& call, Body& body,
                                                      const std::string& encoded) {
  std::optional<site::PictureRead> read;
  if (encoded.empty()) return read;
  const Result<std::string> bytes = parse_base64(encoded);
  if (!bytes.ok()) {
    body.refuse("picture", bytes.error());
    return read;
  }
  auto seen = site::read_picture(call.doors, *bytes, call.request.peer);
  if (seen.ok()) {
    read = std::move(seen).value();
  } else if (seen.error().refusal() == Refusal::invalid) {
    body.refuse("picture", seen.error());
  } else {
    return seen.error();
  }
  return read;
}

}  // namespace

Answer ask_question(const Call& call) {
  tabayun::AskQuestion command;
  Body body(call);
  const bool has_picture = body.has("picture");
  has_picture ? body.take("text", command.text) : body.need("text", command.text);
  body.take("area", command.area);
  // A question from nowhere would wait in a queue that nobody's desk shows.
  const Result<places::Area> area = call.doors.places.find(command.area);
  const bool nowhere = command.area.level() != places::Level::nation && !area.ok();
  if (nowhere) body.refuse("area", area.error());
  body.take("form_key", command.form_key);
  command.asker = site::asker_of(call.request, call.doors.clock.now());
  std::string picture;
  body.take_raw("picture", picture);
  if (const auto problem = body.problem()) return *problem;
  std::optional<site::PictureRead> read = TRY(read_picture(call, body, picture));
  std::vector<site::PictureRead> pictures;
  if (read) pictures.push_back(std::move(*read));
  if (const auto problem = body.problem()) return *problem;
  const tabayun::Asked asked =
      TRY(call.doors.tabayun.ask(intake::with_pictures(std::move(command), std::move(pictures))));
  Labels labels(call);
  return json_object(201, [&](JsonWriter& json) {
    json.member("outcome", word_of(asked));
    json.member("receipt", asked.receipt);
    json.member("position", asked.position);
    json.member("askers", asked.askers);
    json.member("asked_at", rfc3339(asked.question.asked_at));
    json.array("matches", [&] {
      for (const tabayun::Match& match : asked.looked_up.matches) {
        json.object([&] { write_match(json, call, labels, match); });
      }
    });
  });
}

Answer look_up_ticket(const Call& call) {
  std::string receipt;
  Body body(call);
  body.need("receipt", receipt);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.tabayun.find_ticket(receipt)));
}

Answer reject_answer(const Call& call) {
  tabayun::OnTicket command;
  Body body(call);
  body.need("receipt", command.receipt);
  need_factcheck(body, command.claim);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.tabayun.reject_answer(command)));
}

Answer pick_answer(const Call& call) {
  tabayun::OnTicket command;
  Body body(call);
  body.need("receipt", command.receipt);
  need_factcheck(body, command.claim);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.tabayun.pick_answer(command)));
}

Answer say_helped(const Call& call) {
  std::string receipt;
  tabayun::Helped helped = tabayun::Helped::unknown;
  Body body(call);
  body.need("receipt", receipt);
  body.need_word("helped", helped, find_helped);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.tabayun.say_helped(receipt, helped)));
}

}  // namespace kentongan::api::resources
