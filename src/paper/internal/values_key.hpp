// The values of a card or a sheet as one short key: the same values, the same key.
#pragma once

#include "paper/card.hpp"
#include "paper/document.hpp"

#include <string>

namespace kentongan::paper {

/// What kind it is, and SHA-256 of everything that is drawn.
[[nodiscard]] std::string key_of(const Card& card);
[[nodiscard]] std::string key_of(const Document& document);
/// Bytes of text that a sheet holds; an empty cell counts as one.
[[nodiscard]] std::size_t text_bytes(const Document& document);

}  // namespace kentongan::paper
