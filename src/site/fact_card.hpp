// A fact check as paper draws it: on a card, in a sheet.
#pragma once

#include "paper/card.hpp"
#include "site/visit.hpp"
#include "tabayun/claim.hpp"

#include <string>

namespace kentongan::site {

/// The word of the verdict in capitals, and its shape.
[[nodiscard]] paper::Stamp stamp_of(Language language, tabayun::Verdict verdict);

/// What the card of a fact check says. Always in Indonesian: it is forwarded to whoever. A link in
/// what circulates is defanged, unless the claim is true.
[[nodiscard]] paper::Card card_of(const Doors& doors, const tabayun::Claim& claim);

/// Where its card is: `/cek-fakta/.../kartu.png`.
[[nodiscard]] std::string card_path(const tabayun::Claim& claim);
/// What somebody who does not see the card needs to know.
[[nodiscard]] std::string card_in_words(Language language, const tabayun::Claim& claim);

/// `https://kabar.example/cek-fakta/0123456789abc`: leads to the page, whatever its title becomes.
[[nodiscard]] std::string short_url(const Doors& doors, const tabayun::Claim& claim);
/// Without its scheme, as it is printed.
[[nodiscard]] std::string without_scheme(std::string_view url);

}  // namespace kentongan::site
