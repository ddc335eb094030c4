#include "tabayun/question.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "language/text.hpp"

#include <array>

namespace kentongan::tabayun {

namespace {

constexpr std::string_view receipt_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford
constexpr std::size_t receipt_length = 15;
constexpr std::size_t group_length = 5;

/// Letters that are read for another one. Source: Crockford base32.
char look_alike(char c) {
  switch (c) {
    case 'O': return '0';
    case 'I':
    case 'L': return '1';
    default: return c;
  }
}

std::string in_groups(std::string_view letters) {
  std::string code;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    if (at > 0 && at % group_length == 0) code += '-';
    code += letters[at];
  }
  return code;
}

}  // namespace

std::string_view name_of(QuestionState state) {
  switch (state) {
    case QuestionState::waiting: return "waiting";
    case QuestionState::answered_from_archive: return "answered_from_archive";
    case QuestionState::answered: return "answered";
  }
  __builtin_unreachable();
}

std::optional<QuestionState> find_question_state(std::string_view name) {
  for (const auto state :
       {QuestionState::waiting, QuestionState::answered_from_archive, QuestionState::answered}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

std::string_view name_of(Mouth mouth) {
  switch (mouth) {
    case Mouth::web: return "web";
    case Mouth::telegram: return "telegram";
    case Mouth::sms: return "sms";
    case Mouth::whatsapp: return "whatsapp";
    case Mouth::email: return "email";
    case Mouth::desk: return "desk";
  }
  __builtin_unreachable();
}

const std::vector<Mouth>& mouths() {
  static const std::vector<Mouth> all{Mouth::web,      Mouth::telegram, Mouth::sms,
                                      Mouth::whatsapp, Mouth::email,    Mouth::desk};
  return all;
}

std::optional<Mouth> find_mouth(std::string_view name) {
  for (const Mouth mouth : mouths()) {
    if (name_of(mouth) == name) return mouth;
  }
  return std::nullopt;
}

std::string_view name_of(Helped helped) {
  switch (helped) {
    case Helped::unknown: return "unknown";
    case Helped::yes: return "yes";
    case Helped::no: return "no";
  }
  __builtin_unreachable();
}

Result<PreparedQuestion> prepare_question(std::string_view raw) {
  // Four bytes are the longest character: what is longer is too long in any script.
  if (raw.size() > 4 * longest_question)
    return Error(Refusal::invalid, "tabayun.question.too_long");
  PreparedQuestion prepared;
  prepared.text = trim(clean_utf8(raw));
  if (prepared.text.empty()) return Error(Refusal::invalid, "tabayun.question.empty");
  if (length_utf8(prepared.text) > longest_question)
    return Error(Refusal::invalid, "tabayun.question.too_long");
  prepared.canonical = language::canonical(prepared.text);
  if (prepared.canonical.empty()) return Error(Refusal::invalid, "tabayun.question.no_words");
  prepared.key = hex(sha256(prepared.canonical));
  return prepared;
}

PreparedQuestion prepare_picture(std::string_view picture_key) {
  return {.text = {}, .key = hex(sha256("picture\n" + std::string(picture_key))), .canonical = {}};
}

std::string new_receipt(const Random& random) {
  std::string letters;
  for (std::size_t at = 0; at < receipt_length; ++at) {
    letters += receipt_letters[random.below(receipt_letters.size())];
  }
  return in_groups(letters);
}

Result<std::string> parse_receipt(std::string_view typed) {
  std::string letters;
  for (char c : typed.substr(0, 200)) {
    if (c == '-' || c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    c = look_alike(c);
    if (receipt_letters.find(c) == std::string_view::npos) {
      return Error(Refusal::invalid, "tabayun.receipt.malformed");
    }
    letters += c;
  }
  if (letters.size() != receipt_length) return Error(Refusal::invalid, "tabayun.receipt.malformed");
  return in_groups(letters);
}

}  // namespace kentongan::tabayun
