// One request of a source: conditional, bounded in size and time, one machine at a time.
#include "base/text.hpp"
#include "exchange/exchange.hpp"
#include "exchange/internal/sources.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kentongan::exchange {

namespace {

constexpr std::size_t most_bytes = 16U * 1024U * 1024U;
constexpr std::chrono::milliseconds most_time{20'000};
/// Long enough for the request and for what it brought to be taken in.
constexpr Span lease_length = std::chrono::minutes(5);
/// MAFINDO's API v1 knows no pages, only how many of the latest are wanted: as long as everything
/// was new, more are asked for. Source: https://github.com/mafindo/docs, docs/v1.
constexpr std::array<std::int64_t, 4> mafindo_counts{50, 200, 800, 3'200};
/// A feed that never ends is left for the next turn.
constexpr std::int64_t most_of_one_run = 20'000;
/// Nothing new since the last time. Source: RFC 9110 section 15.4.5.
constexpr int unchanged_status = 304;

Outcome failed(const char* problem) {
  Outcome outcome;
  outcome.problem = problem;
  return outcome;
}

const char* problem_of(const Error& error) {
  const std::string_view message = error.message();
  if (message == "net.call.private_address" || message == "net.call.port" ||
      message == "net.call.redirect")
    return "exchange.problem.led_elsewhere";
  if (message == "net.call.too_large") return "exchange.problem.too_large";
  if (message == "net.call.too_slow") return "exchange.problem.too_slow";
  if (message == "net.call.url") return "exchange.problem.address";
  return "exchange.problem.unreachable";
}

const char* problem_of(int status) {
  if (status == 401 || status == 403) return "exchange.problem.key_refused";
  if (status == 404 || status == 410) return "exchange.problem.gone";
  if (status == 429) return "exchange.problem.throttled";
  if (status >= 300 && status < 400) return "exchange.problem.led_elsewhere";
  if (status >= 500) return "exchange.problem.broken_there";
  return "exchange.problem.refused";
}

std::int64_t count_asked_for(const SourceState& state) {
  const auto count = parse_integer(state.cursor);
  const bool known = count.ok() && std::find(mafindo_counts.begin(), mafindo_counts.end(),
                                             *count) != mafindo_counts.end();
  return known ? *count : mafindo_counts.front();
}

std::string address_of(const Source& source, const SourceState& state) {
  if (source.kind == SourceKind::mafindo) {
    return source.url + "/latest/" + std::to_string(count_asked_for(state)) + "/" +
           net::percent_encode(source.key);
  }
  return state.cursor.empty() ? source.url : state.cursor;
}

std::string header_of(const net::HttpAnswer& answer, const char* name) {
  constexpr std::size_t longest = 1'000;
  std::string value(answer.headers.find(name).value_or(""));
  return value.size() > longest ? std::string() : value;
}

/// What to ask for next; empty at the end.
std::string next_of(const Source& source, const SourceState& state, const net::HttpAnswer& answer,
                    const tabayun::FactcheckReport& report) {
  if (source.kind == SourceKind::mafindo) {
    const auto asked =
        std::find(mafindo_counts.begin(), mafindo_counts.end(), count_asked_for(state));
    const std::int64_t before = asked == mafindo_counts.begin() ? 0 : *(asked - 1);
    const bool all_given = report.records >= *asked;
    const bool all_new = report.added + report.refused_count >= report.records - before;
    if (!all_given || !all_new || asked + 1 == mafindo_counts.end()) return {};
    return std::to_string(*(asked + 1));
  }
  const std::string link = next_link(header_of(answer, "Link"));
  const bool enough = state.last_added > most_of_one_run && !state.cursor.empty();
  if (link.empty() || report.added == 0 || enough) return {};
  const auto here = net::parse_url(answer.url);
  if (!here.ok()) return {};
  const auto next = net::resolve_url(*here, link);
  // Pages of one feed stand on one site; a page that names itself would never end.
  if (!next.ok() || next->origin() != here->origin() || next->text() == here->text()) return {};
  return next->text();
}

}  // namespace

Outcome Exchange::ask(const Source& source, const SourceState& state) {
  if (source.kind == SourceKind::mafindo && source.key.empty())
    return failed("exchange.problem.key_missing");
  net::HttpCall call{
      .url = address_of(source, state), .most_bytes = most_bytes, .most_time = most_time};
  // A redirect would carry the key in its path to who knows where.
  if (source.kind == SourceKind::mafindo) call.most_redirects = 0;
  call.headers.add("Accept", "application/ld+json, application/json, text/html;q=0.5");
  if (state.cursor.empty() && !state.etag.empty()) call.headers.add("If-None-Match", state.etag);
  if (state.cursor.empty() && !state.last_modified.empty())
    call.headers.add("If-Modified-Since", state.last_modified);
  const auto answer = client_.send(call);
  if (!answer.ok()) return failed(problem_of(answer.error()));
  if (answer->status == unchanged_status) {
    Outcome outcome;
    outcome.kind = Outcome::Kind::unchanged;
    return outcome;
  }
  if (answer->status != 200) {
    Outcome outcome = failed(problem_of(answer->status));
    if (const auto wish = answer->headers.find("Retry-After"))
      outcome.retry_after = parse_retry_after(*wish, outside_.clock.now());
    return outcome;
  }
  return take(source, state, *answer);
}

Outcome Exchange::take(const Source& source, const SourceState& state,
                       const net::HttpAnswer& answer) {
  const bool is_feed = source.kind == SourceKind::claim_review;
  const std::string bytes = is_feed ? linked_data_of(answer.body) : answer.body;
  const std::string_view begin = trim(bytes);
  // Anything but JSON here is a page that says something to people: an outage, a sign-in.
  if (!begin.starts_with('[') && !begin.starts_with('{'))
    return failed("exchange.problem.not_json");
  tabayun::FactcheckReport report;
  const auto taken = tabayun_.take_factchecks(
      {.bytes = begin, .source = source.name, .on_refusal = tabayun::OnRefusal::keep_the_rest},
      report);
  if (!taken.ok()) {
    const bool broken =
        taken.error().message() == std::string_view("tabayun.import.malformed_json");
    return failed(broken ? "exchange.problem.not_json" : "exchange.problem.nothing");
  }
  const bool nothing_read = report.records > 0 && report.refused_count == report.records;
  if (nothing_read) return failed("exchange.problem.nothing");
  const Instant now = outside_.clock.now();
  const auto written = outside_.db.write([&](db::Tx& tx) -> Result<> {
    for (const Id<tabayun::Claim> claim : report.touched)
      sources::put_origin(tx, claim, {source.name, now});
    return {};
  });
  KENTONGAN_BUG_IF(!written.ok());
  link(report.touched);
  Outcome outcome;
  outcome.kind = Outcome::Kind::taken;
  outcome.seen = report.records;
  outcome.added = report.added;
  outcome.changed = report.changed;
  outcome.refused = report.refused_count;
  outcome.etag = header_of(answer, "ETag");
  outcome.last_modified = header_of(answer, "Last-Modified");
  outcome.next = next_of(source, state, answer, report);
  return outcome;
}

bool Exchange::fetch(const Source& source) {
  const Instant now = outside_.clock.now();
  const auto known =
      outside_.db.read([&source](db::Tx& tx) { return sources::find(tx, source.name); });
  if (!known || !is_due(known->state, now)) return false;
  const auto leased = outside_.db.write([&](db::Tx& tx) -> Result<std::optional<SourceState>> {
    const auto row = sources::find(tx, source.name);
    if (!row || !is_due(row->state, now) ||
        !sources::lease(tx, source.name, holder_, now, now + lease_length))
      return std::optional<SourceState>();
    return std::optional(row->state);
  });
  if (!*leased) return false;
  const SourceState& before = **leased;
  const Outcome outcome = ask(source, before);
  const SourceState next = after(before, outcome, source, outside_.clock.now());
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<bool> {
    if (!sources::save(tx, next, holder_)) return false;
    const bool news = outcome.added + outcome.changed > 0;
    if (news)
      outside_.ledger.append(tx,
                             {"exchange_fetched", "00", 0, 0,
                              "{\"added\":" + std::to_string(outcome.added) +
                                  ",\"changed\":" + std::to_string(outcome.changed) + "}"},
                             outside_.clock.now());
    if (outcome.kind == Outcome::Kind::failed && before.problem != outcome.problem)
      outside_.ledger.append(tx, {"exchange_failed", "00", 0, 0, "{}"}, outside_.clock.now());
    return true;
  });
  if (outcome.kind == Outcome::Kind::failed) {
    log_.warning("exchange_failed", {LogField::operator_text("source", source.name),
                                     LogField::operator_text("problem", outcome.problem)});
  } else {
    log_.info("exchange_fetched", {LogField::operator_text("source", source.name),
                                   {"seen", outcome.seen},
                                   {"added", outcome.added},
                                   {"changed", outcome.changed},
                                   {"refused", outcome.refused}});
  }
  if (!*saved)
    log_.warning("exchange_lease_lost", {LogField::operator_text("source", source.name)});
  return true;
}

std::int64_t Exchange::run_due(const std::stop_token& stop) {
  const std::unique_lock lock(running_, std::try_to_lock);
  if (!lock.owns_lock()) return 0;
  settle_sources();
  std::int64_t asked = 0;
  for (const Source& source : sources_) {
    if (stop.stop_requested()) return asked;
    asked += fetch(source) ? 1 : 0;
  }
  return asked;
}

}  // namespace kentongan::exchange
