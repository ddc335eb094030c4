// A copy of a confirmed message is the surest sign there is of what a message is about: what the
// near-duplicate search found, put into what the index found, before `decide`.
//
//   auto candidates = matcher.find(message, 10);
//   lift_copies(candidates, copies.find(language::canonical(message), 3), path);
//   decide(candidates, path);
#pragma once

#include "match/document.hpp"
#include "match/model.hpp"
#include "match/near_duplicates.hpp"

#include <span>
#include <vector>

namespace kentongan::match {

/// Raises the score of candidates that the message is a copy of: to what `decide` answers where the
/// letters leave no doubt, to what it asks about where they nearly do; then puts the candidates in
/// order. The guards look at the evidence afterwards as ever: a copy with another number, or with
/// another verdict beside it, is asked about. Copies that are not among the candidates change
/// nothing. Pure.
void lift_copies(std::vector<Candidate>& candidates, std::span<const NearDuplicate> copies,
                 const Thresholds& thresholds);
void lift_copies(std::vector<Candidate>& candidates, std::span<const NearDuplicate> copies,
                 Path path = Path::text);

}  // namespace kentongan::match
