// A question: one person asked "is this true?" once. They come back with a receipt code.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "match/document.hpp"
#include "match/model.hpp"
#include "places/area_code.hpp"
#include "tabayun/claim.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::tabayun {

enum class QuestionState {
  waiting,                ///< its claim is in the queue
  answered_from_archive,  ///< at once
  answered                ///< by a verdict found later, or by a person who knew the fact check
};
[[nodiscard]] std::string_view name_of(QuestionState state);
[[nodiscard]] std::optional<QuestionState> find_question_state(std::string_view name);

/// The mouth a question came by. `desk`: an officer wrote down what somebody said.
enum class Mouth { web, telegram, sms, whatsapp, email, desk };
[[nodiscard]] std::string_view name_of(Mouth mouth);
[[nodiscard]] std::optional<Mouth> find_mouth(std::string_view name);
/// Every value, in the order of the enumeration.
[[nodiscard]] const std::vector<Mouth>& mouths();

enum class Helped { unknown, yes, no };
[[nodiscard]] std::string_view name_of(Helped helped);

inline constexpr std::size_t longest_question = 10'000;  ///< characters

struct Question {
  Id<Question> id;
  QuestionState state = QuestionState::waiting;
  std::string text;  ///< empty when it is a picture in which no word could be read
  match::Path read_from = match::Path::text;
  Mouth mouth = Mouth::web;
  places::AreaCode area;
  Id<Claim> claim;  ///< what it waits for, or what answered it
  Helped helped = Helped::unknown;
  Instant asked_at;
  std::optional<Instant> answered_at = {};
};

/// A message ready to be looked up and compared: repaired, trimmed, hashed. Made outside the
/// database.
struct PreparedQuestion {
  std::string text;
  std::string key;        ///< equal for copies that differ in dress only; hex
  std::string canonical;  ///< its words (language::canonical)
};
/// Errors: invalid `tabayun.question.empty`, `tabayun.question.too_long`,
/// `tabayun.question.no_words`. Cost: linear; a message of 10 MB is refused before it is read.
[[nodiscard]] Result<PreparedQuestion> prepare_question(std::string_view raw);

/// A question that is a picture without words; only the same picture is a copy of it. Its text and
/// its canonical words are empty.
[[nodiscard]] PreparedQuestion prepare_picture(std::string_view picture_key);

/// A receipt code: 75 bits as three groups of five, `K7QF2-M9XTB-4WN8C`. Shown once, never stored.
[[nodiscard]] std::string new_receipt(const Random& random);
/// The code as it was made, whatever case, blanks and look-alike letters people type.
/// Errors: invalid `tabayun.receipt.malformed`.
[[nodiscard]] Result<std::string> parse_receipt(std::string_view typed);

}  // namespace kentongan::tabayun
