#include "casework/evidence.hpp"

#include "base/calendar.hpp"
#include "base/text.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kentongan::casework {

namespace {

template <typename Enumerator, std::size_t Size>
std::optional<Enumerator> find_in(const std::array<Enumerator, Size>& all, std::string_view name) {
  for (const Enumerator each : all) {
    if (name_of(each) == name) return each;
  }
  return std::nullopt;
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// The digits from `at` on that one blank, dot or hyphen at most keeps apart; moves `at` behind
/// them.
std::string digits_from(std::string_view text, std::size_t& at) {
  std::string digits;
  while (at < text.size()) {
    if (is_digit(text[at])) {
      digits += text[at++];
      continue;
    }
    const bool is_joint = text[at] == ' ' || text[at] == '.' || text[at] == '-';
    if (!is_joint || at + 1 >= text.size() || !is_digit(text[at + 1])) break;
    ++at;
  }
  return digits;
}

bool is_mobile(std::string_view digits) {
  if (digits.starts_with("0062"))
    digits.remove_prefix(4);
  else if (digits.starts_with("62"))
    digits.remove_prefix(2);
  else if (digits.starts_with("0"))
    digits.remove_prefix(1);
  else
    return false;
  return digits.starts_with("8") && digits.size() >= 9 && digits.size() <= 12;
}

/// Contacts and witnesses are people: nothing they say brings a number with it.
bool speaks_for_people(Kind kind) { return kind == Kind::contact || kind == Kind::witness; }

Rung rung_of(Kind kind, Rung chosen) {
  switch (kind) {
    case Kind::document: return Rung::document;
    case Kind::contact: return Rung::agency;
    case Kind::witness: return Rung::witness;
    case Kind::link:
    case Kind::photo: return chosen;
  }
  __builtin_unreachable();
}

}  // namespace

int rank_of(Rung rung) {
  switch (rung) {
    case Rung::document: return 1;
    case Rung::agency: return 2;
    case Rung::witness: return 3;
  }
  __builtin_unreachable();
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::document: return "document";
    case Kind::link: return "link";
    case Kind::photo: return "photo";
    case Kind::contact: return "contact";
    case Kind::witness: return "witness";
  }
  __builtin_unreachable();
}

std::string_view name_of(Rung rung) {
  switch (rung) {
    case Rung::document: return "document";
    case Rung::agency: return "agency";
    case Rung::witness: return "witness";
  }
  __builtin_unreachable();
}

std::string_view name_of(EvidenceState state) {
  switch (state) {
    case EvidenceState::kept: return "kept";
    case EvidenceState::shown: return "shown";
    case EvidenceState::removed: return "removed";
  }
  __builtin_unreachable();
}

std::string_view name_of(CopyState state) {
  switch (state) {
    case CopyState::none: return "none";
    case CopyState::pending: return "pending";
    case CopyState::archived: return "archived";
    case CopyState::failed: return "failed";
  }
  __builtin_unreachable();
}

std::string_view name_of(CopyReason reason) {
  switch (reason) {
    case CopyReason::none: return "none";
    case CopyReason::address: return "address";
    case CopyReason::private_address: return "private_address";
    case CopyReason::port: return "port";
    case CopyReason::redirect: return "redirect";
    case CopyReason::too_large: return "too_large";
    case CopyReason::too_slow: return "too_slow";
    case CopyReason::unreachable: return "unreachable";
    case CopyReason::cut: return "cut";
    case CopyReason::status: return "status";
  }
  __builtin_unreachable();
}

std::optional<Kind> find_kind(std::string_view name) {
  return find_in(std::array{Kind::document, Kind::link, Kind::photo, Kind::contact, Kind::witness},
                 name);
}

std::optional<Rung> find_rung(std::string_view name) {
  return find_in(std::array{Rung::document, Rung::agency, Rung::witness}, name);
}

std::optional<EvidenceState> find_evidence_state(std::string_view name) {
  return find_in(std::array{EvidenceState::kept, EvidenceState::shown, EvidenceState::removed},
                 name);
}

std::optional<CopyState> find_copy_state(std::string_view name) {
  return find_in(
      std::array{CopyState::none, CopyState::pending, CopyState::archived, CopyState::failed},
      name);
}

std::optional<CopyReason> find_copy_reason(std::string_view name) {
  return find_in(std::array{CopyReason::none, CopyReason::address, CopyReason::private_address,
                            CopyReason::port, CopyReason::redirect, CopyReason::too_large,
                            CopyReason::too_slow, CopyReason::unreachable, CopyReason::cut,
                            CopyReason::status},
                 name);
}

Result<std::string> check_optional(std::string_view text, std::size_t longest) {
  // Four bytes are the longest character: what is longer is too long in any script.
  if (text.size() > 4 * longest + 64) return Error(Refusal::invalid, "casework.text.too_long");
  std::string clean(trim(clean_utf8(text)));
  if (length_utf8(clean) > longest) return Error(Refusal::invalid, "casework.text.too_long");
  return clean;
}

Result<std::string> check_text(std::string_view text, std::size_t longest, const char* missing) {
  std::string clean = TRY(check_optional(text, longest));
  if (clean.empty()) return Error(Refusal::invalid, missing);
  return clean;
}

Result<> check_no_personal_numbers(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const std::string digits = digits_from(text, at);
    if (digits.size() == 16) return Error(Refusal::invalid, "casework.personal.identity_number");
    if (is_mobile(digits)) return Error(Refusal::invalid, "casework.personal.phone");
  }
  return {};
}

Result<Evidence> check_evidence(const AddEvidence& command) {
  if (command.kind == Kind::link) return Error(Refusal::invalid, "casework.evidence.kind");
  Evidence evidence;
  evidence.claim = command.claim;
  evidence.kind = command.kind;
  evidence.rung = rung_of(command.kind, command.rung);
  // A witness need not be named; everything else must say what it is.
  evidence.title =
      command.kind == Kind::witness
          ? TRY(check_optional(command.title, longest_line))
          : TRY(check_text(command.title, longest_line, "casework.evidence.title_missing"));
  evidence.position = TRY(check_optional(command.position, longest_line));
  evidence.text =
      speaks_for_people(command.kind)
          ? TRY(check_text(command.text, longest_text, "casework.evidence.text_missing"))
          : TRY(check_optional(command.text, longest_text));
  if (!trim(command.said_on).empty()) {
    const auto day = parse_day(trim(command.said_on));
    if (!day.ok()) return Error(Refusal::invalid, "casework.evidence.day");
    evidence.said_on = iso(*day);
  }
  if (speaks_for_people(command.kind)) {
    for (const std::string& said : {evidence.title, evidence.position, evidence.text})
      TRY(check_no_personal_numbers(said));
  }
  if (command.kind == Kind::photo && !command.picture)
    return Error(Refusal::invalid, "casework.evidence.photo_missing");
  evidence.has_picture = command.kind == Kind::photo;
  return evidence;
}

Result<std::vector<std::string>> check_addresses(std::string_view typed) {
  // More would not fit into what may wait, whatever it says.
  const auto room = static_cast<std::size_t>(most_waiting_links) * (longest_address + 2);
  if (typed.size() > room) return Error(Refusal::invalid, "casework.links.too_many");
  const std::string text = replace_all(replace_all(clean_utf8(typed), "\n", " "), "\t", " ");
  std::vector<std::string> addresses;
  for (const std::string_view piece : split(text, ' ')) {
    if (piece.empty()) continue;
    if (std::ranges::find(addresses, piece) != addresses.end()) continue;
    if (std::cmp_greater_equal(addresses.size(), most_waiting_links))
      return Error(Refusal::invalid, "casework.links.too_many");
    if (piece.size() > longest_address || !net::parse_url(piece).ok())
      return Error(Refusal::invalid, "casework.links.malformed");
    addresses.emplace_back(piece);
  }
  if (addresses.empty()) return Error(Refusal::invalid, "casework.links.missing");
  return addresses;
}

}  // namespace kentongan::casework
