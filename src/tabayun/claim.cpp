#include "tabayun/claim.hpp"

#include "base/calendar.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::tabayun {

namespace {

/// The value whose name it is. `all` lists every value.
template <typename Value>
std::optional<Value> find_named(const std::vector<Value>& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [name](Value value) { return name_of(value) == name; });
  if (found == all.end()) return std::nullopt;
  return *found;
}

constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_claim = 10'000;
constexpr std::size_t longest_explanation = 60'000;
constexpr std::size_t longest_rest = 20'000;

std::string tidy(const std::string& text) { return std::string(trim(clean_utf8(text))); }

std::string one_line(const std::string& text) {
  std::string line;
  for (const char c : tidy(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  return line;
}

/// Where the sentence that begins `text` ends, its full stop included; npos when it does not.
std::size_t end_of_sentence(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool stops = text[at] == '.' || text[at] == '!' || text[at] == '?';
    if (!stops) continue;
    if (at + 1 == text.size()) return at + 1;
    // "Rp1.000" and "kominfo.go.id" go on; "No. 5" and "dr. Tirta" are cut in two at worst.
    if (text[at + 1] == ' ') return at + 1;
  }
  return std::string_view::npos;
}

/// As many whole sentences as fit into `limit` characters; when not even the first does, as many
/// words as fit before three dots (which every telephone can show, as `…` is not).
std::string sentences_within(std::string_view text, std::size_t limit) {
  if (length_utf8(text) <= limit) return std::string(text);
  std::size_t kept = 0;
  while (kept < text.size()) {
    const std::size_t ends = end_of_sentence(text.substr(kept));
    if (ends == std::string_view::npos) break;
    if (length_utf8(trim(text.substr(0, kept + ends))) > limit) break;
    kept += ends;
  }
  if (kept > 0) return std::string(trim(text.substr(0, kept)));
  std::string words;
  for (const std::string_view word : split(text, ' ')) {
    if (length_utf8(words) + 1 + length_utf8(word) + 3 > limit) break;
    if (!words.empty()) words += ' ';
    words += word;
  }
  constexpr std::size_t dots_and_ellipsis = 4;
  if (words.empty()) words = shorten_utf8(text, limit - dots_and_ellipsis);
  while (!words.empty() && (words.back() == ',' || words.back() == ';' || words.back() == ':'))
    words.pop_back();
  return words + "...";
}

bool is_web_address(std::string_view url) {
  const bool has_scheme =
      starts_with_ignoring_case(url, "https://") || starts_with_ignoring_case(url, "http://");
  return has_scheme && url.size() <= 2000 &&
         url.find_first_of(" \t\n\"<>") == std::string_view::npos;
}

}  // namespace

std::string_view name_of(ClaimState state) {
  switch (state) {
    case ClaimState::fresh: return "new";
    case ClaimState::under_check: return "under_check";
    case ClaimState::waiting: return "waiting";
    case ClaimState::proposed: return "proposed";
    case ClaimState::published: return "published";
    case ClaimState::not_clarifiable: return "not_clarifiable";
    case ClaimState::out_of_scope: return "out_of_scope";
    case ClaimState::merged: return "merged";
  }
  __builtin_unreachable();
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::true_: return "true";
    case Verdict::false_: return "false";
    case Verdict::misleading: return "misleading";
    case Verdict::false_context: return "false_context";
    case Verdict::partly_true: return "partly_true";
    case Verdict::satire: return "satire";
    case Verdict::opinion: return "opinion";
    case Verdict::unproven: return "unproven";
  }
  __builtin_unreachable();
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::misinformation: return "misinformation";
    case Kind::disinformation: return "disinformation";
    case Kind::malinformation: return "malinformation";
    case Kind::hate_speech: return "hate_speech";
    case Kind::scam: return "scam";
  }
  __builtin_unreachable();
}

std::string_view name_of(Type type) {
  switch (type) {
    case Type::satire: return "satire";
    case Type::misleading_content: return "misleading_content";
    case Type::imposter_content: return "imposter_content";
    case Type::fabricated_content: return "fabricated_content";
    case Type::false_connection: return "false_connection";
    case Type::false_context: return "false_context";
    case Type::manipulated_content: return "manipulated_content";
  }
  __builtin_unreachable();
}

std::string_view name_of(Topic topic) {
  switch (topic) {
    case Topic::health: return "health";
    case Topic::scam: return "scam";
    case Topic::government: return "government";
    case Topic::politics: return "politics";
    case Topic::international: return "international";
    case Topic::crime: return "crime";
    case Topic::disaster: return "disaster";
    case Topic::defamation: return "defamation";
    case Topic::religion: return "religion";
    case Topic::myth: return "myth";
    case Topic::trade: return "trade";
    case Topic::education: return "education";
    case Topic::other: return "other";
  }
  __builtin_unreachable();
}

std::string_view name_of(ReasonCode code) {
  switch (code) {
    case ReasonCode::incomplete_message: return "incomplete_message";
    case ReasonCode::source_unreachable: return "source_unreachable";
    case ReasonCode::no_official_data: return "no_official_data";
    case ReasonCode::too_old: return "too_old";
    case ReasonCode::personal_matter: return "personal_matter";
    case ReasonCode::opinion_not_fact: return "opinion_not_fact";
    case ReasonCode::other: return "other";
  }
  __builtin_unreachable();
}

std::string_view name_of(Harm harm) {
  switch (harm) {
    case Harm::low: return "low";
    case Harm::normal: return "normal";
    case Harm::high: return "high";
  }
  __builtin_unreachable();
}

std::optional<Harm> find_harm(std::string_view name) {
  static const std::vector<Harm> all{Harm::low, Harm::normal, Harm::high};
  return find_named(all, name);
}

bool asks_for_a_piece(ReasonCode code) { return code == ReasonCode::incomplete_message; }

std::string_view name_of(ProposalState state) {
  switch (state) {
    case ProposalState::pending: return "pending";
    case ProposalState::confirmed: return "confirmed";
    case ProposalState::returned: return "returned";
  }
  __builtin_unreachable();
}

const std::vector<Verdict>& verdicts() {
  static const std::vector<Verdict> all{
      Verdict::true_,       Verdict::false_, Verdict::misleading, Verdict::false_context,
      Verdict::partly_true, Verdict::satire, Verdict::opinion,    Verdict::unproven};
  return all;
}
const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{Kind::misinformation, Kind::disinformation,
                                     Kind::malinformation, Kind::hate_speech, Kind::scam};
  return all;
}
const std::vector<Type>& types() {
  static const std::vector<Type> all{Type::satire,
                                     Type::misleading_content,
                                     Type::imposter_content,
                                     Type::fabricated_content,
                                     Type::false_connection,
                                     Type::false_context,
                                     Type::manipulated_content};
  return all;
}
const std::vector<Topic>& topics() {
  static const std::vector<Topic> all{
      Topic::health, Topic::scam,      Topic::government, Topic::politics, Topic::international,
      Topic::crime,  Topic::disaster,  Topic::defamation, Topic::religion, Topic::myth,
      Topic::trade,  Topic::education, Topic::other};
  return all;
}

const std::vector<ReasonCode>& reason_codes() {
  static const std::vector<ReasonCode> all{ReasonCode::incomplete_message,
                                           ReasonCode::source_unreachable,
                                           ReasonCode::no_official_data,
                                           ReasonCode::too_old,
                                           ReasonCode::personal_matter,
                                           ReasonCode::opinion_not_fact,
                                           ReasonCode::other};
  return all;
}

std::optional<ClaimState> find_claim_state(std::string_view name) {
  static const std::vector<ClaimState> all{ClaimState::fresh,        ClaimState::under_check,
                                           ClaimState::waiting,      ClaimState::proposed,
                                           ClaimState::published,    ClaimState::not_clarifiable,
                                           ClaimState::out_of_scope, ClaimState::merged};
  return find_named(all, name);
}
std::optional<Verdict> find_verdict(std::string_view name) { return find_named(verdicts(), name); }
std::optional<Kind> find_kind(std::string_view name) { return find_named(kinds(), name); }
std::optional<Type> find_type(std::string_view name) { return find_named(types(), name); }
std::optional<Topic> find_topic(std::string_view name) { return find_named(topics(), name); }
std::optional<ReasonCode> find_reason_code(std::string_view name) {
  return find_named(reason_codes(), name);
}

bool Claim::is_outdated(Instant now) const {
  std::optional<Instant> looked = updated_at ? updated_at : published_at;
  if (const auto day = parse_day(checked_on); day.ok()) looked = start_of(*day, Zone::wib);
  if (!looked) return false;
  const bool is_of_the_day =
      finding.verdict == Verdict::true_ || finding.verdict == Verdict::unproven;
  return now - *looked > (is_of_the_day ? std::chrono::days(90) : std::chrono::days(3 * 365));
}

bool Claim::is_open() const {
  switch (state) {
    case ClaimState::fresh:
    case ClaimState::under_check:
    case ClaimState::waiting:
    case ClaimState::proposed: return true;
    case ClaimState::published:
    case ClaimState::not_clarifiable:
    case ClaimState::out_of_scope:
    case ClaimState::merged: return false;
  }
  __builtin_unreachable();
}

std::string Claim::address() const {
  std::string words = slug(shorten_utf8(finding.title, 70));
  return words + "-" + id.text();
}

Result<Id<Claim>> parse_address(std::string_view address) {
  const std::size_t dash = address.rfind('-');
  const auto id =
      Id<Claim>::parse(dash == std::string_view::npos ? address : address.substr(dash + 1));
  if (!id.ok()) return Error(Refusal::not_found, "tabayun.claim.not_found");
  return id.value();
}

namespace {

/// What the shorter lengths are cut from. "Salah." alone tells nobody why.
std::string in_short(const Finding& finding) {
  constexpr std::size_t says_nothing_yet = 40;  // characters
  const std::string conclusion = one_line(finding.conclusion);
  if (length_utf8(conclusion) >= says_nothing_yet) return conclusion;
  return std::string(trim(conclusion + " " + one_line(finding.explanation)));
}

}  // namespace

std::string short_text_of(const Finding& finding) {
  if (!finding.short_text.empty()) return finding.short_text;
  return sentences_within(in_short(finding), longest_short_text);
}

std::string summary_of(const Finding& finding) {
  if (!finding.summary.empty()) return finding.summary;
  return sentences_within(in_short(finding), longest_summary);
}

Result<Finding> check_finding(const Finding& finding) {
  Finding clean = finding;
  clean.title = tidy(replace_all(finding.title, "\n", " "));
  clean.short_text = one_line(finding.short_text);
  clean.summary = one_line(finding.summary);
  for (std::string* text :
       {&clean.claim, &clean.explanation, &clean.conclusion, &clean.sources, &clean.url}) {
    *text = tidy(*text);
  }
  const std::size_t title = length_utf8(clean.title);
  if (title < 8 || title > longest_title) return Error(Refusal::invalid, "tabayun.finding.title");
  if (clean.claim.empty()) return Error(Refusal::invalid, "tabayun.finding.claim");
  if (length_utf8(clean.explanation) < 20)
    return Error(Refusal::invalid, "tabayun.finding.explanation");
  if (length_utf8(clean.short_text) > longest_short_text)
    return Error(Refusal::invalid, "tabayun.finding.short_text");
  if (length_utf8(clean.summary) > longest_summary)
    return Error(Refusal::invalid, "tabayun.finding.summary");
  const bool too_long = length_utf8(clean.claim) > longest_claim ||
                        length_utf8(clean.explanation) > longest_explanation ||
                        length_utf8(clean.conclusion) > longest_rest ||
                        length_utf8(clean.sources) > longest_rest;
  if (too_long) return Error(Refusal::invalid, "tabayun.finding.too_long");
  if (!clean.url.empty() && !is_web_address(clean.url))
    return Error(Refusal::invalid, "tabayun.finding.url");
  return clean;
}

}  // namespace kentongan::tabayun
