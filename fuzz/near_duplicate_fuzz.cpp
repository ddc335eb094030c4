// Reads any bytes as known messages and one that asks, and holds the fast search to the slow one:
// what the index reports is the exact Jaccard index of the two texts, and the message itself is
// found, unless as many others as are ever compared come before it.
#include "match/near_duplicates.hpp"

#include "base/bug.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using kentongan::match::KnownMessage;
using kentongan::match::NearDuplicate;

std::set<std::string> grams_of(std::string_view text) {
  std::set<std::string> grams;
  if (text.empty()) return grams;
  const std::string padded = " " + std::string(text) + " ";
  // A shorter text is one gram, filled up in front with zero bytes, which no canonical text has.
  if (padded.size() < 5) return {std::string(5 - padded.size(), '\0') + padded};
  for (std::size_t at = 0; at + 5 <= padded.size(); ++at) grams.insert(padded.substr(at, 5));
  return grams;
}

void check_likeness(const NearDuplicate& found, std::string_view known, std::string_view asked) {
  const auto left = grams_of(known);
  const auto right = grams_of(asked);
  std::vector<std::string> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(both));
  KENTONGAN_BUG_IF(found.likeness.known_grams != left.size());
  KENTONGAN_BUG_IF(found.likeness.asked_grams != right.size());
  KENTONGAN_BUG_IF(found.likeness.shared != both.size());
  KENTONGAN_BUG_IF(found.likeness.known_together > both.size());
  KENTONGAN_BUG_IF(found.likeness.asked_together > both.size());
  KENTONGAN_BUG_IF(found.likeness.exact != (known == asked));
}

}  // namespace

/// The input's lines: the last one asks, the others are known.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  std::vector<KnownMessage> messages;
  std::string line;
  for (std::size_t at = 0; at < size; ++at) {
    const char c = static_cast<char>(data[at]);
    if (c != '\n') {
      line += c;
    } else {
      messages.push_back({static_cast<std::int64_t>(messages.size()), std::move(line)});
      line.clear();
    }
  }
  kentongan::match::NearDuplicates known;
  known.replace({}, messages);

  const std::vector<NearDuplicate> found = known.find(line, kentongan::match::most_compared);

  bool is_known = line.empty();
  for (const NearDuplicate& one : found) {
    const std::string& text = messages[static_cast<std::size_t>(one.document)].canonical;
    check_likeness(one, text, line);
    is_known = is_known || text == line;
  }
  const bool should_be_known =
      std::any_of(messages.begin(), messages.end(),
                  [&line](const KnownMessage& message) { return message.canonical == line; });
  const bool is_crowded_out = found.size() == kentongan::match::most_compared;
  KENTONGAN_BUG_IF(should_be_known && !is_known && !is_crowded_out);
  return 0;
}
