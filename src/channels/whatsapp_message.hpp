// A message as WhatsApp takes it. Pure; sending is whatsapp.hpp.
#pragma once

#include "base/calendar.hpp"
#include "channels/channel.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace kentongan::channels {

/// Source: Meta, Cloud API, "Text messages", "Interactive messages".
inline constexpr std::size_t longest_whatsapp_text = 4096;         // UTF-16 units
inline constexpr std::size_t longest_whatsapp_interactive = 1024;  // UTF-16 units

struct WhatsAppOccasion {
  std::string_view base_url;  ///< of the site
  Zone zone = Zone::wib;
};

/// A template that Meta has approved for this account. Its body has three places: what it is about,
/// what it comes to, and the address of the page, for instance
///   `*{{1}}*\n\n{{2}}\n\nSelengkapnya: {{3}}`.
struct WhatsAppTemplate {
  std::string name;
  std::string language = "id";  ///< as Meta names it
};

/// The body of a call that says the whole: words, or words with buttons (up to three choices) or a
/// list (up to ten). Verdict first, link last; what is too long is cut as in Telegram.
/// Errors: throws `Bug` when `addressed` is not for WhatsApp, or a choice's data is not 1…64 bytes
/// of printable ASCII.
[[nodiscard]] std::string compose_whatsapp(const Addressed& addressed,
                                           const WhatsAppOccasion& occasion);
/// The body of a call that says it in the words of a template.
[[nodiscard]] std::string compose_whatsapp_template(const Addressed& addressed,
                                                    const WhatsAppTemplate& form,
                                                    const WhatsAppOccasion& occasion);

}  // namespace kentongan::channels
