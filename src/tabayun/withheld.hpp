// A claim whose words must not be shown again. Values and rules; the commands are of the door, and
// are called by the room that seals the evidence, in its transaction.
#pragma once

#include "tabayun/commands.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::tabayun {

struct WithholdClaim {
  OnClaim on;
  std::string summary;               ///< what is shown in its place; 8…300 characters
  std::vector<std::string> targets;  ///< names to mask in what is written about it
};

/// Everything that was taken out: for the evidence, and for nobody else.
struct WithheldClaim {
  Claim claim;  ///< as it was
  std::vector<Proposal> proposals;
  std::vector<std::string> messages;
  std::vector<Question> questions;  ///< newest first, at most 500
  std::vector<SafePicture> pictures;
};

/// Whether `written` repeats at least five words of `original` in a row, or all of a shorter one.
/// Dress does not count: case, leet, punctuation. Cost: linear.
[[nodiscard]] bool repeats(std::string_view written, std::string_view original);

/// What masks a name.
inline constexpr std::string_view masked_name = "[disamarkan]";
/// `text` with every word of the names masked, wherever it stands and however it is dressed. Titles
/// (`bapak`, `desa`) and words of one or two letters are kept.
[[nodiscard]] std::string mask_names(std::string_view text, const std::vector<std::string>& names);
/// Whether a word of the names stands in it.
[[nodiscard]] bool names_one_of(std::string_view text, const std::vector<std::string>& names);

/// What the public gets to read of a verdict on a withheld claim: verdict, kind, type and topic;
/// the summary as the claim; title and conclusion with names and personal numbers masked, and
/// neither if it repeats the claim's words; no explanation, sources or address.
[[nodiscard]] Finding public_finding(const Finding& finding, const std::string& summary,
                                     const std::vector<std::string>& targets,
                                     std::string_view original);

}  // namespace kentongan::tabayun
