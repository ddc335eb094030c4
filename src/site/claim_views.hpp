#pragma once

#include "site/views/ask_view.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::site {

[[nodiscard]] ClaimLine line_of(const Doors& doors, const Visit& visit,
                                const tabayun::Claim& claim);
[[nodiscard]] AnswerView answer_of(const Doors& doors, const Visit& visit,
                                   const tabayun::Claim& claim);
/// Adds why the matcher thinks so: the words that both have, where they stand in the message that
/// was looked up, and its reasons in plain words.
void explain_match(Language language, AnswerView& view, const match::Evidence& evidence,
                   std::string_view message);
/// The message cut where `spans` (in order, bytes of it) begin and end; neighbours with nothing but
/// blanks between them are one piece. Spans beyond its end are cut.
[[nodiscard]] std::vector<MessagePiece> pieces_of(std::string_view message,
                                                  const std::vector<match::Span>& spans);

}  // namespace kentongan::site
