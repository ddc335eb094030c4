#include "channels/sms_text.hpp"

#include "base/text.hpp"
#include "channels/internal/gsm.hpp"
#include "channels/internal/links.hpp"
#include "channels/internal/words.hpp"

#include <algorithm>

namespace kentongan::channels {
namespace {

constexpr std::size_t longest_link = 120;      // septets
constexpr std::size_t longest_lead = 24;       // septets
constexpr std::size_t longest_reference = 20;  // septets
constexpr std::string_view cut_mark = "...";

/// Units in one part of several, filled in order; a character never lies in two parts.
std::size_t parts_of(const std::vector<std::size_t>& characters, std::size_t alone,
                     std::size_t each) {
  std::size_t whole = 0, parts = 1, used = 0;
  for (const std::size_t units : characters) {
    whole += units;
    if (used + units > each) {
      ++parts;
      used = 0;
    }
    used += units;
  }
  return whole <= alone ? 1 : parts;
}

/// `lead: words`; either may be empty.
std::string with_lead(const std::string& lead, const std::string& words) {
  if (lead.empty()) return words;
  return words.empty() ? lead : lead + ": " + words;
}

std::string lead_of(const Message& message) {
  switch (message.kind) {
    case MessageKind::item:
    case MessageKind::confirmation:
    case MessageKind::notice: return "";
    case MessageKind::correction: return say(message.language, "channels.lead.correction");
    case MessageKind::withdrawal: return say(message.language, "channels.lead.withdrawal");
    case MessageKind::verdict:
    case MessageKind::answer: return message.label;
  }
  __builtin_unreachable();
}

std::string joined(const std::string& left, const std::string& right, std::string_view between) {
  if (left.empty() || right.empty()) return left + right;
  return left + std::string(between) + right;
}

std::string words_of(const Message& message) {
  if (!message.short_text.empty()) return message.short_text;
  const std::string& more = message.summary.empty() ? message.text : message.summary;
  switch (message.kind) {
    case MessageKind::item: return joined(message.title, more, ". ");
    case MessageKind::correction:
    case MessageKind::withdrawal: return joined(message.title, message.note, ". ");
    case MessageKind::verdict:
    case MessageKind::answer:
    case MessageKind::confirmation:
    case MessageKind::notice: return more.empty() ? message.title : more;
  }
  __builtin_unreachable();
}

std::string link_of(const Message& message, std::string_view base_url) {
  for (const std::string& url : {message.short_url, message.url}) {
    if (trim(url).empty()) continue;
    const std::string link = absolute_url(base_url, url);
    if (gsm_septets(link).value_or(longest_sms) <= longest_link) return link;
  }
  return absolute_url(base_url, "");
}

}  // namespace

std::optional<std::size_t> gsm_septets(std::string_view utf8) {
  std::size_t septets = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const gsm::Character character = gsm::character_at(utf8, at);
    const std::size_t one = gsm::septets_of(character.code);
    if (one == 0) return std::nullopt;
    septets += one;
    at += character.bytes;
  }
  return septets;
}

SmsLength sms_length(std::string_view utf8) {
  std::vector<std::size_t> septets, units;
  bool is_gsm = true;
  for (std::size_t at = 0; at < utf8.size();) {
    const gsm::Character character = gsm::character_at(utf8, at);
    septets.push_back(gsm::septets_of(character.code));
    is_gsm = is_gsm && septets.back() > 0;
    units.push_back(character.code > 0xFFFF ? 2 : 1);
    at += character.bytes;
  }
  const auto sum = [](const std::vector<std::size_t>& numbers) {
    std::size_t all = 0;
    for (const std::size_t number : numbers) all += number;
    return all;
  };
  if (is_gsm) {
    return {SmsLength::Alphabet::gsm, sum(septets), parts_of(septets, longest_sms, 153)};
  }
  return {SmsLength::Alphabet::ucs2, sum(units), parts_of(units, 70, 67)};
}

std::string to_gsm(std::string_view any) {
  const std::string line = one_line(any);
  std::string out;
  out.reserve(line.size());
  for (std::size_t at = 0; at < line.size();) {
    const gsm::Character character = gsm::character_at(line, at);
    if (gsm::septets_of(character.code) > 0) {
      out += line.substr(at, character.bytes);
    } else {
      out += gsm::likeness_of(character.code);
    }
    at += character.bytes;
  }
  return one_line(out);  // what went may have left two blanks
}

std::string cut_gsm(std::string_view gsm, std::size_t limit) {
  if (gsm_septets(gsm).value_or(limit + 1) <= limit) return std::string(gsm);
  if (limit < cut_mark.size() + 1) return "";
  const std::size_t room = limit - cut_mark.size();
  std::size_t whole = 0, word = 0, word_septets = 0, sentence = 0, sentence_septets = 0;
  std::size_t septets = 0;
  char before = ' ';
  for (std::size_t at = 0; at < gsm.size();) {
    const gsm::Character character = gsm::character_at(gsm, at);
    if (gsm[at] == ' ') {
      word = at;
      word_septets = septets;
      if (before == '.' || before == '!' || before == '?') {
        sentence = at;
        sentence_septets = septets;
      }
    }
    const std::size_t one = std::max<std::size_t>(1, gsm::septets_of(character.code));
    if (septets + one > room) break;
    septets += one;
    before = gsm[at];
    at += character.bytes;
    whole = at;
  }
  std::size_t cut = whole;
  if (word_septets * 2 > room) cut = word;
  if (sentence_septets * 4 > room * 3) return std::string(gsm.substr(0, sentence));
  return std::string(trim(gsm.substr(0, cut))) + std::string(cut_mark);
}

std::string compose_sms(const Addressed& addressed, std::string_view base_url) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != Way::sms || !addressed.message);
  const Message& message = *addressed.message;
  std::string before = addressed.copy == Addressed::Copy::perhaps_second
                           ? to_gsm(say(message.language, "channels.sms.again")) + " "
                           : std::string();
  std::string after;
  if (!message.reference.empty()) {
    const std::string reference = cut_gsm(to_gsm(message.reference), longest_reference);
    after +=
        " " + to_gsm(say(message.language, "channels.sms.reference", {{"reference", reference}}));
  }
  after += " " + link_of(message, base_url);
  const std::size_t taken =
      gsm_septets(before).value_or(longest_sms) + gsm_septets(after).value_or(longest_sms);
  KENTONGAN_BUG_IF(taken > longest_sms);
  const std::string words =
      with_lead(cut_gsm(to_gsm(lead_of(message)), longest_lead), to_gsm(words_of(message)));
  return std::string(trim(before + cut_gsm(words, longest_sms - taken) + after));
}

}  // namespace kentongan::channels
