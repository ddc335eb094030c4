#include "site/short_answer.hpp"

#include "base/text.hpp"

namespace kentongan::site {
namespace {

/// Behind the first sentence: a full stop, question or exclamation mark before a blank.
std::size_t end_of_sentence(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const bool stops = text[i] == '.' || text[i] == '!' || text[i] == '?';
    if (stops && text[i + 1] == ' ') return i + 1;
  }
  return text.size();
}

}  // namespace

std::string short_answer(const tabayun::Finding& finding, std::size_t longest) {
  if (!finding.short_text.empty()) return shorten_utf8(finding.short_text, longest);
  const bool has_conclusion = !trim(finding.conclusion).empty();
  std::string_view text = trim(has_conclusion ? finding.conclusion : finding.explanation);
  text = trim(text.substr(0, text.find('\n')));
  std::size_t end = end_of_sentence(text);
  if (length_utf8(text.substr(0, end)) > longest) return shorten_utf8(text, longest);
  while (has_conclusion && end < text.size()) {
    const std::size_t next = end + end_of_sentence(text.substr(end));
    if (length_utf8(text.substr(0, next)) > longest) break;
    end = next;
  }
  return std::string(trim(text.substr(0, end)));
}

}  // namespace kentongan::site
