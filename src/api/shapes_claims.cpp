#include "api/shapes.hpp"

#include "tabayun/tabayun.hpp"

namespace kentongan::api {
namespace {

using tabayun::Claim;
using tabayun::Finding;

template <typename Word>
std::optional<std::string> word_text(const std::optional<Word>& word) {
  if (!word) return std::nullopt;
  return std::string(tabayun::name_of(*word));
}

}  // namespace

void write_finding(JsonWriter& json, const Call& call, const Finding& finding, Detail detail) {
  const std::string verdict(tabayun::name_of(finding.verdict));
  json.member("verdict", verdict);
  json.member("verdict_label", say(call.language, "verdict." + verdict));
  json.member("kind", word_text(finding.kind));
  json.member("type", word_text(finding.type));
  json.member("topic", word_text(finding.topic));
  json.member("title", finding.title);
  json.member("claim", finding.claim);
  json.member("checked_at_url", or_null(finding.url));
  if (detail == Detail::brief) return;
  json.member("explanation", finding.explanation);
  json.member("conclusion", finding.conclusion);
  json.member("sources", finding.sources);
  json.member("short_text", tabayun::short_text_of(finding));
  json.member("summary", tabayun::summary_of(finding));
}

void write_factcheck(JsonWriter& json, const Call& call, Labels& labels, const Claim& claim,
                     Detail detail) {
  json.member("id", claim.id.text());
  json.member("address", claim.address());
  json.member("url", call.address("/cek-fakta/" + claim.address()));
  write_finding(json, call, claim.finding, detail);
  json.member("checked_by", or_null(claim.source));
  json.member("author", or_null(claim.author));
  json.member("checked_on", or_null(claim.checked_on));
  labels.area(json, "area", claim.area);
  json.member("published_at", time_text(claim.published_at));
  json.member("updated_at", time_text(claim.updated_at));
}

void write_match(JsonWriter& json, const Call& call, Labels& labels, const tabayun::Match& match) {
  json.object("factcheck",
              [&] { write_factcheck(json, call, labels, match.claim, Detail::whole); });
  json.member("score", match.score);
  json.object("evidence", [&] {
    json.member("exact", match.evidence.exact);
    json.member("shared_words", match.evidence.shared_words);
    write_texts(json, "words", match.evidence.words);
  });
}

void write_desk_claim(JsonWriter& json, const Call& call, Labels& labels, const Claim& claim,
                      Detail detail) {
  json.member("id", claim.id.text());
  json.member("state", tabayun::name_of(claim.state));
  labels.area(json, "area", claim.area);
  json.object("finding", [&] { write_finding(json, call, claim.finding, detail); });
  json.member("checked_by", or_null(claim.source));
  json.member("author", or_null(claim.author));
  json.member("checked_on", or_null(claim.checked_on));
  json.member("reason", or_null(claim.reason));
  json.member("merged_into", id_or_null(claim.merged_into));
  labels.person(json, "checker", claim.checker);
  labels.group(json, "checker_group", claim.checker_group);
  json.member("pending_proposal", id_or_null(claim.pending));
  json.member("askers", claim.askers);
  json.member("revision", claim.revision);
  json.member("created_at", rfc3339(claim.created_at));
  json.member("changed_at", rfc3339(claim.changed_at));
  json.member("published_at", time_text(claim.published_at));
  json.member("updated_at", time_text(claim.updated_at));
  json.member("reason_code", word_text(claim.reason_code));
  json.member("missing_piece", or_null(claim.missing_piece));
  json.member("withdrawn_at", time_text(claim.withdrawn_at));
  json.member("people", claim.crowd.people);
  json.member("harm", tabayun::name_of(claim.harm));
  json.member("urgency", claim.urgency);
}

}  // namespace kentongan::api
