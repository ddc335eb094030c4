// How often an answer that the machine gave by itself was not the right one, as those told who got
// it.
#pragma once

#include "base/instant.hpp"
#include "people/actor.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kentongan::tabayun {

/// By what the machine answers.
enum class AnswerPath { text, picture_with_words, picture_alone };
/// The words used in the database; the catalogue has `site.queue.path.*`.
[[nodiscard]] std::string_view name_of(AnswerPath path);
[[nodiscard]] std::optional<AnswerPath> find_answer_path(std::string_view name);
inline constexpr std::array answer_paths{AnswerPath::text, AnswerPath::picture_with_words,
                                         AnswerPath::picture_alone};

/// What became of the answers of one path within `precision_window`.
struct PathPrecision {
  AnswerPath path = AnswerPath::text;
  std::int64_t answers = 0;  ///< given at once, without the asker's choosing
  std::int64_t refused = 0;  ///< of those: "not this one"

  /// Too often wrong to go on by itself: at least `fewest_answers`, more than one in fifty refused.
  /// The path then asks "is it one of these?"; its window empties meanwhile, so that it is tried
  /// again after a week at the latest.
  [[nodiscard]] bool falls_back() const {
    return answers >= fewest_answers && refused * 50 > answers;
  }
  static constexpr std::int64_t fewest_answers = 50;
};
inline constexpr Span precision_window = std::chrono::hours(7 * 24);

/// The office read the refusals and lets a path answer again: what was counted before is forgotten.
struct LiftPath {
  people::Actor actor;
  AnswerPath path = AnswerPath::text;
};

}  // namespace kentongan::tabayun
