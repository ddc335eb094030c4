// What is so, in a sentence or two: on cards, in bulletins, in texts to forward.
#pragma once

#include "tabayun/claim.hpp"

#include <string>

namespace kentongan::site {

/// Which of a verdict's texts is its short one where there is room for two sentences: what was
/// written for it, else the conclusion, else the beginning of the explanation. Whole sentences
/// while they fit into `longest` characters, else cut with `…`. May be empty.
[[nodiscard]] std::string short_answer(const tabayun::Finding& finding, std::size_t longest = 200);

}  // namespace kentongan::site
