#include "api/query.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "site/claim_review.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::api::resources {

using tabayun::Claim;

Answer list_factchecks(const Call& call) {
  Query query(call);
  tabayun::PublishedQuery asked;
  asked.words = query.text("q");
  asked.verdict = query.word("verdict", tabayun::find_verdict);
  asked.topic = query.word("topic", tabayun::find_topic);
  asked.after = query.parsed("next", tabayun::Place::parse);
  asked.limit = query.limit(20);
  if (const auto& problem = query.problem()) return *problem;
  const tabayun::ClaimPage page = call.doors.tabayun.list_published(asked);
  Labels labels(call);
  return list_page(page.next ? page.next->text() : "", [&](JsonWriter& json) {
    for (const Claim& claim : page.claims) {
      json.object([&] { write_factcheck(json, call, labels, claim, Detail::brief); });
    }
  });
}

Answer show_factcheck(const Call& call) {
  const Claim claim =
      TRY(call.doors.tabayun.find_published(TRY(tabayun::parse_address(call.captured.at(0)))));
  if (call.prefers("application/ld+json")) {
    net::Response response;
    response.headers.add("Content-Type", "application/ld+json");
    response.body = site::claim_review(call.doors, call.language, claim).text();
    return response;
  }
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_factcheck(json, call, labels, claim, Detail::whole); });
}

}  // namespace kentongan::api::resources
