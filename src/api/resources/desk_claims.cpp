// The checkers' desk: claims are listed, opened, and given verdicts. What is done with them:
// claim_moves.cpp.
#include "api/body.hpp"
#include "api/query.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::api::resources {
namespace {

using tabayun::Claim;
using tabayun::ClaimFile;

constexpr std::size_t most_twins = 3;

void write_proposals(JsonWriter& json, const Call& call, Labels& labels, const ClaimFile& file) {
  json.array("proposals", [&] {
    for (const tabayun::Proposal& proposal : file.proposals) {
      json.object([&] {
        json.member("id", proposal.id.text());
        json.member("state", tabayun::name_of(proposal.state));
        json.object("finding", [&] { write_finding(json, call, proposal.finding, Detail::whole); });
        labels.person(json, "proposer", proposal.proposer);
        labels.group(json, "proposer_group", proposal.proposer_group);
        json.member("proposed_at", rfc3339(proposal.proposed_at));
        labels.person(json, "reader", proposal.reader);
        labels.group(json, "reader_group", proposal.reader_group);
        json.member("read_at", time_text(proposal.read_at));
        json.member("note", proposal.note);
      });
    }
  });
}

void write_questions(JsonWriter& json, Labels& labels, const ClaimFile& file) {
  json.array("questions", [&] {
    for (const tabayun::Question& question : file.questions) {
      json.object([&] {
        json.member("id", question.id.text());
        json.member("state", tabayun::name_of(question.state));
        json.member("text", question.text);
        labels.area(json, "area", question.area);
        json.member("asked_at", rfc3339(question.asked_at));
        json.member("helped", tabayun::name_of(question.helped));
      });
    }
  });
}

void write_events(JsonWriter& json, Labels& labels, const ClaimFile& file) {
  json.array("events", [&] {
    for (const tabayun::Event& event : file.events) {
      json.object([&] {
        json.member("move", event.what);
        labels.person(json, "actor", event.actor);
        json.member("note", event.note);
        json.member("at", rfc3339(event.at));
      });
    }
  });
}

net::Response show(const Call& call, const Claim& claim) {
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_desk_claim(json, call, labels, claim, Detail::whole); });
}

void take_finding(Body& body, tabayun::Finding& finding) {
  body.need_word("verdict", finding.verdict, tabayun::find_verdict);
  body.take_word("kind", finding.kind, tabayun::find_kind);
  body.take_word("type", finding.type, tabayun::find_type);
  body.take_word("topic", finding.topic, tabayun::find_topic);
  body.need("title", finding.title);
  body.need("claim", finding.claim);
  body.need("explanation", finding.explanation);
  body.take("conclusion", finding.conclusion);
  body.take("sources", finding.sources);
  body.take("short_text", finding.short_text);
  body.take("summary", finding.summary);
  body.take("checked_at_url", finding.url);
}

}  // namespace

Answer list_desk_claims(const Call& call) {
  Query query(call);
  tabayun::QueueQuery asked{.actor = call.actor()};
  asked.area = query.area("area");
  asked.state = query.word("state", tabayun::find_claim_state);
  asked.checker =
      query.parsed("checker", [&](std::string_view given) -> Result<Id<people::Account>> {
        if (given == "me") return call.actor().account;
        return Id<people::Account>::parse(given);
      });
  asked.after = query.parsed("next", tabayun::Place::parse);
  asked.limit = query.limit(50);
  if (const auto& problem = query.problem()) return *problem;
  const tabayun::ClaimPage page = TRY(call.doors.tabayun.queue(asked));
  Labels labels(call);
  return list_page(page.next ? page.next->text() : "", [&](JsonWriter& json) {
    for (const Claim& claim : page.claims) {
      json.object([&] { write_desk_claim(json, call, labels, claim, Detail::brief); });
    }
  });
}

Answer open_claim(const Call& call) {
  tabayun::OpenClaim command{.actor = call.actor(), .text = {}, .area = {}};
  Body body(call);
  body.need("text", command.text);
  body.take("area", command.area);
  if (const auto problem = body.problem()) return *problem;
  const Claim claim = TRY(call.doors.tabayun.open_claim(command));
  Labels labels(call);
  return created(call, "/desk/claims/" + claim.id.text(), [&](JsonWriter& json) {
    write_desk_claim(json, call, labels, claim, Detail::whole);
  });
}

Answer show_desk_claim(const Call& call) {
  const ClaimFile file = TRY(call.doors.tabayun.open_file(call.actor(), TRY(call.id<Claim>())));
  const std::vector<tabayun::Match> twins =
      file.claim.is_open() ? call.doors.tabayun.likely_twins(file.claim, most_twins)
                           : std::vector<tabayun::Match>();
  Labels labels(call);
  return json_object(200, [&](JsonWriter& json) {
    write_desk_claim(json, call, labels, file.claim, Detail::whole);
    write_proposals(json, call, labels, file);
    write_texts(json, "messages", file.messages);
    write_questions(json, labels, file);
    write_events(json, labels, file);
    json.array("likely_twins", [&] {
      for (const tabayun::Match& twin : twins) {
        json.object([&] { write_match(json, call, labels, twin); });
      }
    });
  });
}

Answer propose_verdict(const Call& call) {
  const Id<Claim> id = TRY(call.id<Claim>());
  tabayun::ProposeVerdict command{.on = {.actor = call.actor(), .claim = id}, .finding = {}};
  Body body(call);
  body.need("seen_revision", command.on.seen_revision);
  take_finding(body, command.finding);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.tabayun.propose_verdict(command)));
}

Answer add_message(const Call& call) {
  const Id<Claim> id = TRY(call.id<Claim>());
  tabayun::AddMessage command{.actor = call.actor(), .claim = id, .text = {}};
  Body body(call);
  body.need("text", command.text);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.tabayun.add_message(command)));
}

}  // namespace kentongan::api::resources
