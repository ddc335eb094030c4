// Why a document was taken for what the message is about, so that a person can see it.
#pragma once

#include "match/consider.hpp"

namespace kentongan::match {

/// The shared words with their places in the raw message, the field, what warns, and what weighed
/// most. `at`: in `considering.documents()`, which `rank` has put in order.
/// Cost: some µs; done only for what is shown.
[[nodiscard]] Evidence evidence_of(const Model& model, Considering& considering, std::size_t at);

inline constexpr std::size_t most_shown_words = 12;
inline constexpr std::size_t most_reasons = 6;
inline constexpr std::size_t most_spans = 200;

/// The key of the catalogue that says a reason in plain words: `match.reason.names` for
/// `title.names_shared`. Lives for ever.
[[nodiscard]] std::string_view message_key(const Reason& reason);

}  // namespace kentongan::match
