#include "screening/screen.hpp"

#include "screening/weights.hpp"

#include <algorithm>

namespace kentongan::screening {

namespace {

constexpr std::size_t longest_text = 100'000;  ///< bytes that are looked at

void add_hate(std::string_view raw, std::vector<Flag>& flags) {
  Seen seen = look_at(raw);
  const Scores scores = score(seen);
  if (scores.violence >= violence_medium && !seen.violent.empty()) {
    flags.push_back({FlagKind::call_to_violence,
                     scores.violence >= violence_high ? Suspicion::high : Suspicion::medium,
                     std::move(seen.violent)});
  }
  // Without a word to point at, a person would not know what to look for.
  if (scores.hate < hate_low || seen.hard.empty()) return;
  Suspicion suspicion = Suspicion::low;
  if (scores.hate >= hate_medium) suspicion = Suspicion::medium;
  if (scores.hate >= hate_high) suspicion = Suspicion::high;
  flags.push_back({FlagKind::hate_speech, suspicion, std::move(seen.hard)});
}

}  // namespace

std::string_view name_of(FlagKind kind) {
  switch (kind) {
    case FlagKind::hate_speech: return "hate_speech";
    case FlagKind::call_to_violence: return "call_to_violence";
    case FlagKind::identity_number: return "identity_number";
    case FlagKind::phone_number: return "phone_number";
    case FlagKind::address: return "address";
    case FlagKind::bank_account: return "bank_account";
  }
  __builtin_unreachable();
}

std::string_view name_of(Suspicion suspicion) {
  switch (suspicion) {
    case Suspicion::low: return "low";
    case Suspicion::medium: return "medium";
    case Suspicion::high: return "high";
  }
  __builtin_unreachable();
}

bool is_personal(FlagKind kind) {
  return kind != FlagKind::hate_speech && kind != FlagKind::call_to_violence;
}

std::vector<Flag> screen(std::string_view raw) {
  raw = raw.substr(0, longest_text);
  std::vector<Flag> flags;
  add_hate(raw, flags);
  std::vector<Flag> personal = find_personal_data(raw);
  flags.insert(flags.end(), std::make_move_iterator(personal.begin()),
               std::make_move_iterator(personal.end()));
  return flags;
}

std::vector<Span> spans_of(const std::vector<Flag>& flags) {
  std::vector<Span> all;
  for (const Flag& flag : flags) all.insert(all.end(), flag.spans.begin(), flag.spans.end());
  std::sort(all.begin(), all.end(),
            [](const Span& left, const Span& right) { return left.begin < right.begin; });
  std::vector<Span> joined;
  for (const Span& span : all) {
    if (!joined.empty() && span.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  return joined;
}

}  // namespace kentongan::screening
