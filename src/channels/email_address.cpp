#include "channels/email_address.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan::channels {
namespace {

constexpr std::size_t longest_address = 254;  // RFC 5321 section 4.5.3.1.3, less the angle brackets
constexpr std::size_t longest_local = 64;
constexpr std::size_t longest_domain = 253;
constexpr std::size_t longest_label = 63;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_atom(char c) {
  return is_letter_or_digit(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_local(std::string_view local) {
  if (local.empty() || local.size() > longest_local) return false;
  for (const std::string_view atom : split(local, '.')) {
    if (atom.empty() || !std::ranges::all_of(atom, is_atom)) return false;
  }
  return true;
}

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > longest_label) return false;
  if (label.front() == '-' || label.back() == '-') return false;
  return std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_domain(std::string_view domain) {
  if (domain == "localhost") return true;
  if (domain.size() > longest_domain) return false;
  const auto labels = split(domain, '.');
  if (labels.size() < 2 || !std::ranges::all_of(labels, is_label)) return false;
  return std::ranges::any_of(labels.back(), [](char c) { return c < '0' || c > '9'; });
}

}  // namespace

Result<EmailAddress> EmailAddress::parse(std::string_view text) {
  const Error malformed(Refusal::invalid, "channels.email.malformed");
  text = trim(text);
  const auto at = text.rfind('@');
  if (text.size() > longest_address || at == std::string_view::npos) return malformed;
  const std::string domain = lower_ascii(text.substr(at + 1));
  if (!is_local(text.substr(0, at)) || !is_domain(domain)) return malformed;
  return EmailAddress(std::string(text.substr(0, at + 1)) + domain);
}

std::string_view EmailAddress::domain() const {
  return std::string_view(text_).substr(text_.rfind('@') + 1);
}

}  // namespace kentongan::channels
