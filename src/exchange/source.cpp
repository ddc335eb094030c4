#include "exchange/source.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan::exchange {

namespace {

constexpr Span longest_wish = std::chrono::hours(7 * 24);
constexpr std::size_t longest_name = 60;

bool is_web_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

/// `https://cek.example/data/x.json` → `https://cek.example`
std::string origin_of(std::string_view url) {
  const std::size_t host = url.find("://") + 3;
  return std::string(url.substr(0, std::min(url.find('/', host), url.size())));
}

Span doubled(Span interval, std::int64_t failures) {
  Span wait = interval;
  for (std::int64_t at = 1; at < failures && wait < longest_wait; ++at) wait *= 2;
  return std::min(wait, longest_wait);
}

}  // namespace

std::string_view name_of(SourceKind kind) {
  switch (kind) {
    case SourceKind::mafindo: return "mafindo";
    case SourceKind::claim_review: return "claim_review";
  }
  __builtin_unreachable();
}

Result<Source> parse_feed(std::string_view text, Span interval) {
  const auto pieces = split(text, '|');
  if (pieces.size() < 2 || pieces.size() > 3)
    return Error(Refusal::invalid, "exchange.source.malformed");
  Source source;
  source.name = trim(pieces[0]);
  source.shown = source.name;
  source.url = trim(pieces[1]);
  if (pieces.size() == 3) source.licence = trim(pieces[2]);
  source.interval = interval;
  const bool well_named = !source.name.empty() && source.name.size() <= longest_name &&
                          source.name != "mafindo" && is_utf8(source.name);
  if (!well_named || !is_web_address(source.url))
    return Error(Refusal::invalid, "exchange.source.malformed");
  source.home = origin_of(source.url);
  return source;
}

Result<Source> mafindo_source(std::string_view base_url, std::string key, Span interval) {
  if (!is_web_address(base_url)) return Error(Refusal::invalid, "exchange.source.malformed");
  while (base_url.ends_with('/')) base_url.remove_suffix(1);
  Source source;
  source.name = "mafindo";
  source.shown = "MAFINDO";
  source.kind = SourceKind::mafindo;
  source.url = base_url;
  source.key = std::move(key);
  source.home = "https://turnbackhoax.id";
  source.interval = interval;
  return source;
}

SourceState after(const SourceState& before, const Outcome& outcome, const Source& source,
                  Instant now) {
  SourceState next = before;
  next.asked_at = now;
  if (outcome.kind == Outcome::Kind::failed) {
    ++next.failures;
    next.problem = outcome.problem;
    const Span wish = std::clamp(outcome.retry_after.value_or(Span{}), Span{}, longest_wish);
    next.due_at = now + std::max(doubled(source.interval, next.failures), wish);
    return next;
  }
  next.failures = 0;
  next.problem.clear();
  next.succeeded_at = now;
  next.cursor.clear();
  next.due_at = now + source.interval;
  if (outcome.kind == Outcome::Kind::unchanged) return next;
  const bool at_front = before.cursor.empty();
  if (at_front) {
    next.etag = outcome.etag;
    next.last_modified = outcome.last_modified;
  }
  next.taken += outcome.added;
  next.last_seen = outcome.seen;
  next.last_added = outcome.added + (at_front ? 0 : before.last_added);
  next.last_changed = outcome.changed + (at_front ? 0 : before.last_changed);
  next.last_refused = outcome.refused;
  if (!outcome.next.empty()) {
    next.cursor = outcome.next;
    next.due_at = now + between_pages;
  }
  return next;
}

bool is_due(const SourceState& state, Instant now) {
  return state.due_at <= now || state.due_at > now + longest_wish + longest_wait;
}

std::optional<Span> parse_retry_after(std::string_view value, Instant now) {
  const std::string_view text = trim(value);
  constexpr std::int64_t most = 365LL * 24 * 3600;
  if (const auto seconds = parse_integer(text); seconds.ok())
    return std::chrono::seconds(std::clamp<std::int64_t>(*seconds, 0, most));
  if (const auto date = parse_http_date(text); date.ok()) return std::max(*date - now, Span{});
  return std::nullopt;
}

std::string next_link(std::string_view field) {
  for (std::size_t at = field.find('<'); at != std::string_view::npos;
       at = field.find('<', at + 1)) {
    const std::size_t end = field.find('>', at);
    if (end == std::string_view::npos) return {};
    const std::string_view parameters =
        field.substr(end + 1, std::min(field.find('<', end), field.size()) - end - 1);
    for (const std::string_view parameter : split(parameters, ';')) {
      const std::string plain = replace_all(lower_ascii(trim(parameter)), "\"", "");
      if (std::string_view(plain).substr(0, plain.find_last_not_of(", ") + 1) == "rel=next")
        return std::string(trim(field.substr(at + 1, end - at - 1)));
    }
  }
  return {};
}

std::string linked_data_of(std::string_view body) {
  constexpr std::string_view end_of_script = "</script";
  if (!trim(body.substr(0, 1024)).starts_with('<')) return std::string(body);
  const std::string lower = lower_ascii(body);
  std::string all = "[";
  for (std::size_t at = lower.find("<script"); at != std::string::npos;
       at = lower.find("<script", at + 1)) {
    const std::size_t begin = lower.find('>', at);
    const std::size_t end = lower.find(end_of_script, at);
    if (begin == std::string::npos || end == std::string::npos || end < begin) break;
    const std::string_view tag = std::string_view(lower).substr(at, begin - at);
    if (tag.find("application/ld+json") == std::string_view::npos) continue;
    if (all.size() > 1) all += ',';
    all += body.substr(begin + 1, end - begin - 1);
  }
  return all + "]";
}

}  // namespace kentongan::exchange
