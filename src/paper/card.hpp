// A fact check as a picture that people forward.
#pragma once

#include "paper/stamp.hpp"

#include "base/messages.hpp"

#include <string>

namespace kentongan::paper {

/// What a card says. Plain UTF-8 of any length; what is too long for the card is cut with `…`.
struct Card {
  Stamp stamp;
  std::string heading;             ///< a line above the stamp: `CEK FAKTA · 22 November 2026`
  std::string claim;               ///< what circulates, in large type
  std::string answer;              ///< what is so, in a sentence; may be empty
  std::string source;              ///< who checked it and by what, in a line
  std::string office;              ///< who speaks
  std::string address;             ///< `https://...` of the page; in the QR code
  std::string short_address = {};  ///< as it is printed; empty: `address` without its scheme
  Language language = {};
};

inline constexpr int card_side = 1080;                // pixels, square
inline constexpr std::size_t largest_card = 200'000;  // bytes of PNG: WhatsApp sends it as it is

}  // namespace kentongan::paper
