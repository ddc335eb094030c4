// What somebody wants who writes to us. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kentongan::intake {

struct Meaning {
  enum class What {
    question,  ///< is this true?
    help,      ///< `/start`, `/bantuan`, `halo`, or nothing at all
    stop,      ///< do not write to me any more: `BERHENTI`, `STOP`, `/berhenti`
    ticket,    ///< a receipt code: how does it stand?
    choice     ///< an answer to our question by number: `1` … `3`; 0 for `BUKAN`
  };
  What what = What::question;
  std::string code = {};   ///< of a ticket, as tabayun writes it
  std::size_t number = 0;  ///< of a choice
};

/// Words of a few letters mean what they say only when they stand alone. Reads Indonesian, and the
/// commands of bots with or without the bot's name behind `@`. Cost: linear in the first hundred
/// bytes.
[[nodiscard]] Meaning read_meaning(std::string_view text);

}  // namespace kentongan::intake
