#pragma once

#include "site/views/ask_view.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::site {

[[nodiscard]] ClaimLine line_of(const Doors& doors, const Visit& visit,
                                const tabayun::Claim& claim);
[[nodiscard]] AnswerView answer_of(const Doors& doors, const Visit& visit,
                                   const tabayun::Claim& claim);
/// The title as a desk shows it, cut; of a picture without words, that it is one.
[[nodiscard]] std::string title_or_picture(Language language, const tabayun::Claim& claim,
                                           std::size_t longest);
/// Adds why the matcher thinks so: the words that both have, where they stand in the message that
/// was looked up, and its reasons in plain words.
void explain_match(Language language, AnswerView& view, const tabayun::Match& match,
                   std::string_view message);
/// The message cut where `spans` (in order, bytes of it) begin and end; neighbours with nothing but
/// blanks between them are one piece. Spans beyond its end are cut.
[[nodiscard]] std::vector<MessagePiece> pieces_of(std::string_view message,
                                                  const std::vector<match::Span>& spans);

}  // namespace kentongan::site
