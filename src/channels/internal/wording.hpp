// The words every channel puts around a message, in the message's language. Plain text, cleaned.
#pragma once

#include "base/calendar.hpp"
#include "channels/message.hpp"

#include <string>

namespace kentongan::channels {

struct Wording {
  std::string subject;  ///< one line that stands alone: `Ralat: Jadwal posyandu`
  std::string lead;     ///< before the title: `RALAT`; empty for news
  std::string title;    ///< never empty
  std::string note;     ///< `Yang diralat: …`; or empty
  std::string summary;  ///< or empty
  std::string text;     ///< or empty; never the same as `summary`
  std::string source;   ///< `KIM Sukamaju · Komunitas · 21 November 2026, 08.00 WIB`
  std::string link;     ///< what the link to the page says
  std::string copy;     ///< that this may be a second copy; or empty
};

/// What was withdrawn is not told again: only its title and why.
[[nodiscard]] Wording word(const Addressed& addressed, Zone zone);
/// The same where only the first words are seen before it is opened: the verdict leads, and which
/// question it answers stands with the source.
[[nodiscard]] Wording word_for_chat(const Addressed& addressed, Zone zone);

}  // namespace kentongan::channels
