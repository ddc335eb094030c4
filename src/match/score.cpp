#include "match/score.hpp"

#include <algorithm>
#include <cmath>

namespace kentongan::match {

namespace {

double probability(double logit) { return 1.0 / (1.0 + std::exp(-logit)); }

/// A title is short and was written by the fact-checker: it must stand in the message nearly whole
/// and in one place. Logistic regression on 3,539 development messages whose best candidate was a
/// title without any warning (TUNING.md).
double title_logit(const Evidence& evidence) {
  const double near = evidence.local_share;
  const double words = std::log(std::clamp(evidence.shared_words, 1, 12));
  return -3.63 + 0.95 * near + 1.37 * near * near + 1.97 * evidence.query_share +
         1.10 * near * evidence.query_share + 2.10 * words;
}

/// A circulating text is told by two-way containment: most of either is in the other; or by
/// standing whole inside a longer message (a greeting before, a link behind). Chosen by hand: half
/// of either in the other is four times in five the same story, three quarters nearly always.
double message_logit(const Evidence& evidence) {
  const auto [less, more] = std::minmax(evidence.query_share, evidence.local_share);
  double share = 0.65 * less + 0.35 * more;
  if (evidence.shared_words >= 8) share = std::max(share, evidence.local_share - 0.2);
  const double too_short = std::max(0, 5 - evidence.shared_words);
  return -4.2 + 11.2 * share - 1.2 * too_short;
}

}  // namespace

double score_of(const Evidence& evidence) {
  if (evidence.exact && evidence.field != Field::article && evidence.shared_words >= 3) return 1.0;
  switch (evidence.field) {
    case Field::title: return probability(title_logit(evidence));
    case Field::message: return probability(message_logit(evidence));
    case Field::article: return std::min(0.5, probability(title_logit(evidence)));
  }
  __builtin_unreachable();
}

}  // namespace kentongan::match
