#include "site/pages/desk_exchange.hpp"

#include "exchange/exchange.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/pages_desk.hpp"
#include "site/provenance.hpp"
#include "site/views/exchange_view.hpp"

namespace kentongan::site {
namespace {

SourceLine line_of(const Doors& doors, const Visit& visit, const exchange::SourceReport& report) {
  const exchange::SourceState& state = report.state;
  SourceLine line{.name = report.name,
                  .shown = report.shown,
                  .home = report.home,
                  .is_set_up = report.is_set_up,
                  .is_well = state.problem.empty() && report.has_key,
                  .taken = state.taken,
                  .seen = state.last_seen,
                  .added = state.last_added,
                  .changed = state.last_changed,
                  .refused = state.last_refused};
  if (state.asked_at) line.asked = moment_of(doors, visit, *state.asked_at);
  if (state.succeeded_at) line.succeeded = moment_of(doors, visit, *state.succeeded_at);
  if (state.due_at.micros() > 0) line.due = moment_of(doors, visit, state.due_at);
  const std::string problem = report.has_key ? state.problem : "exchange.problem.key_missing";
  if (!problem.empty() && report.is_set_up) line.problem = say(visit.language, problem);
  return line;
}

net::Response show(const Doors& doors, const Visit& visit, int status, std::string problem) {
  const auto sources = doors.exchange.list_sources(*visit.actor());
  if (!sources.ok()) return refuse(doors, visit, sources.error());
  const auto contradictions = doors.exchange.list_contradictions(*visit.actor());
  if (!contradictions.ok()) return refuse(doors, visit, contradictions.error());
  ExchangeView view;
  view.problem = std::move(problem);
  for (const exchange::SourceReport& report : *sources)
    view.sources.push_back(line_of(doors, visit, report));
  for (const exchange::Contradiction& one : *contradictions) {
    view.contradictions.push_back({.claim = one.claim.id.text(),
                                   .first = one.first.id.text(),
                                   .later = line_of(doors, visit, one.claim),
                                   .earlier = line_of(doors, visit, one.first),
                                   .later_source = source_name(doors, one.claim),
                                   .earlier_source = source_name(doors, one.first),
                                   .found = moment_of(doors, visit, one.found_at)});
  }
  const Chrome around = chrome(doors, visit, Menu::desk, say(visit.language, "exchange.title"));
  return render(visit, status, [&](html::Page& page) { pages::desk_exchange(page, around, view); });
}

}  // namespace

namespace pages {

net::Response desk_exchange_show(const Doors& doors, const Visit& visit) {
  return show(doors, visit, 200, "");
}

net::Response desk_exchange_fetch(const Doors& doors, const Visit& visit) {
  const auto wished = doors.exchange.fetch_soon(*visit.actor(), visit.field("source"));
  if (!wished.ok()) {
    if (wished.error().refusal() != Refusal::throttled) return refuse(doors, visit, wished.error());
    return show(doors, visit, status_of(Refusal::throttled),
                say(visit.language, wished.error().message()));
  }
  return redirect_with_notice("/meja/pertukaran", "exchange.wished");
}

net::Response desk_exchange_settle(const Doors& doors, const Visit& visit) {
  const auto claim = Id<tabayun::Claim>::parse(visit.field("claim"));
  const auto first = Id<tabayun::Claim>::parse(visit.field("first"));
  if (!claim.ok() || !first.ok()) return not_found(doors, visit);
  const auto settled =
      doors.exchange.settle({.actor = *visit.actor(), .claim = *claim, .first = *first});
  if (!settled.ok()) return refuse(doors, visit, settled.error());
  return redirect_with_notice("/meja/pertukaran", "site.desk.done");
}

}  // namespace pages
}  // namespace kentongan::site
