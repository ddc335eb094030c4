#include "sms/internal/assemble.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kentongan::sms {
namespace {

constexpr std::string_view gap = " […] ";
/// The number of a series has a byte and comes round: parts further apart are of two messages.
constexpr Span longest_series = std::chrono::hours(24);
/// Where there is no number but a place in a row, smsd wrote them one after another.
constexpr Span longest_row = std::chrono::minutes(2);

struct Group {
  std::map<int, ReceivedPart> parts;  // by position
  std::vector<std::string> names;     // repetitions too
  Instant first_stored, last_stored;
  std::optional<int> in_all;

  /// Takes a part that belongs; false: it is of another message.
  bool take(ReceivedPart& part) {
    if (!parts.empty()) {
      if (in_all != part.parts_in_all) return false;
      const Span longest = in_all ? longest_series : longest_row;
      if (std::chrono::abs(part.stored_at - first_stored) > longest) return false;
      const auto same = parts.find(part.position);
      if (same != parts.end() && same->second.text != part.text) return false;
    } else {
      first_stored = part.stored_at;
      in_all = part.parts_in_all;
    }
    last_stored = std::max(last_stored, part.stored_at);
    names.push_back(part.name);
    const int position = part.position;
    parts.emplace(position, std::move(part));
    return true;
  }
  [[nodiscard]] bool complete() const {
    const int last = in_all.value_or(parts.rbegin()->first);
    return parts.begin()->first == 1 && parts.rbegin()->first == last &&
           parts.size() == static_cast<std::size_t>(last);
  }
};

std::string text_of(const Group& group) {
  std::string text;
  int expected = 1;
  for (const auto& [position, part] : group.parts) {
    if (position != expected) text += gap;
    text += part.text;
    expected = position + 1;
  }
  if (group.in_all && expected <= *group.in_all) text += gap;
  return std::string(trim(text));
}

Assembled message_of(Group group) {
  std::ranges::sort(group.names);
  const ReceivedPart& first = group.parts.begin()->second;
  return {.external_id = "sms-" + hex(sha256(join(group.names, "\n"))).substr(0, 32),
          .sender = first.sender,
          .text = text_of(group),
          .sent_at = first.sent_at,
          .names = group.names,
          .complete = group.complete()};
}

}  // namespace

std::vector<Assembled> assemble(std::vector<ReceivedPart> parts, const AssembleRules& rules) {
  std::vector<Group> groups;
  std::map<std::pair<std::string, std::string>, std::size_t> open;  // sender, series → newest group
  for (ReceivedPart& part : parts) {
    const std::pair key(part.sender, part.series);
    if (!part.series.empty()) {
      const auto found = open.find(key);
      if (found != open.end() && groups[found->second].take(part)) continue;
    }
    if (!part.series.empty()) open[key] = groups.size();
    static_cast<void>(groups.emplace_back().take(part));
  }
  std::vector<Assembled> ready;
  for (Group& group : groups) {
    const Span wait = group.complete() ? rules.settling : rules.patience;
    // A clock set back must not hold a message for days: what is of the future has settled.
    const Span age = rules.now - group.last_stored;
    if (age < wait && age > -rules.patience) continue;
    ready.push_back(message_of(std::move(group)));
  }
  return ready;
}

}  // namespace kentongan::sms
