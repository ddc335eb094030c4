#include "trial/evaluate.hpp"

#include "match/matcher.hpp"
#include "trial/statistics.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <ctime>

namespace kentongan::trial {

namespace {

/// Time this thread has spent computing, so that busy neighbours do not count.
double milliseconds_of_thread() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// What came of one message.
struct Told {
  std::size_t place = 99;  ///< of the first right one, from 0
  double precision_5 = 0;
  match::Outcome outcome = match::Outcome::queue;
  bool shown_right = false;
  Outcome first;
  bool has_first = false;
  double milliseconds = 0;
};

std::vector<match::Candidate> candidates_for(const Archive& archive, const Asked& asked,
                                             const Evaluation& evaluation,
                                             const match::Model& model) {
  constexpr std::size_t most = 10;
  if (!evaluation.is_allowed) return find_in(archive.snapshot(), asked.text, most, model);
  match::Considering considering(archive.snapshot(), asked.text);
  std::erase_if(considering.documents(), [&](const match::Considered& considered) {
    return !evaluation.is_allowed(asked, considered.document);
  });
  return match::candidates_of(considering, most, model);
}

Told tell(const Archive& archive, const Asked& asked, const Evaluation& evaluation) {
  const match::Model& model =
      evaluation.model != nullptr ? *evaluation.model : match::built_in_model();
  Told told;
  const double start = milliseconds_of_thread();
  const auto candidates = candidates_for(archive, asked, evaluation, model);
  const match::Decision decision =
      match::decide(candidates, model.thresholds[static_cast<std::size_t>(evaluation.path)]);
  told.milliseconds = milliseconds_of_thread() - start;
  double found = 0;
  for (std::size_t at = 0; at < candidates.size(); ++at) {
    if (!archive.is_right(asked, candidates[at].document)) continue;
    told.place = std::min(told.place, at);
    if (at < 5) told.precision_5 += ++found / static_cast<double>(at + 1);
  }
  told.precision_5 /= static_cast<double>(std::max<std::size_t>(1, asked.right.size()));
  told.outcome = decision.outcome;
  told.shown_right = std::any_of(
      decision.shown.begin(), decision.shown.end(),
      [&](const match::Candidate& one) { return archive.is_right(asked, one.document); });
  if (!candidates.empty()) {
    told.has_first = true;
    told.first = {candidates[0].score, archive.is_right(asked, candidates[0].document)};
  }
  return told;
}

double quantile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(sorted.size() - 1, at)];
}

}  // namespace

Figures evaluate(const Archive& archive, const std::vector<Asked>& messages,
                 const Evaluation& evaluation) {
  std::vector<Told> all(messages.size());
  for_each_in_parallel(messages.size(), evaluation.threads,
                       [&](std::size_t at) { all[at] = tell(archive, messages[at], evaluation); });
  Figures figures{.messages = messages.size()};
  std::vector<Outcome> firsts;
  std::vector<double> times;
  for (const Told& told : all) {
    figures.first += told.place < 1 ? 1 : 0;
    figures.first_5 += told.place < 5 ? 1 : 0;
    figures.first_10 += told.place < 10 ? 1 : 0;
    figures.precision_5 += told.precision_5;
    const bool is_answer = told.outcome == match::Outcome::answer;
    const bool is_question = told.outcome == match::Outcome::ask;
    figures.answered += is_answer ? 1 : 0;
    figures.answered_right += is_answer && told.shown_right ? 1 : 0;
    figures.asked += is_question ? 1 : 0;
    figures.asked_right += is_question && told.shown_right ? 1 : 0;
    if (told.has_first) firsts.push_back(told.first);
    times.push_back(told.milliseconds);
  }
  const auto count = static_cast<double>(std::max<std::size_t>(1, messages.size()));
  for (double* share : {&figures.first, &figures.first_5, &figures.first_10, &figures.precision_5})
    *share /= count;
  figures.bound = lower_bound(figures.answered_right, figures.answered);
  figures.calibration = firsts.empty() ? 0 : calibration_error(firsts);
  std::sort(times.begin(), times.end());
  figures.median = quantile(times, 0.5);
  figures.worst = quantile(times, 0.99);
  return figures;
}

std::string row_of_names() {
  return format("{:<34} {:>6} {:>6} {:>6} {:>6} {:>6} {:>8} {:>7} {:>7} {:>13} {:>6} {:>7} {:>7}",
                "set", "n", "R@1", "R@5", "R@10", "MAP@5", "answered", "right", "bound",
                "asked(right)", "ECE", "p50 ms", "p99 ms");
}

std::string row_of(std::string_view name, const Figures& figures) {
  const auto count = static_cast<double>(std::max<std::size_t>(1, figures.messages));
  const double right = figures.answered == 0 ? 0
                                             : static_cast<double>(figures.answered_right) /
                                                   static_cast<double>(figures.answered);
  return format(
      "{:<34} {:>6} {:>6.3f} {:>6.3f} {:>6.3f} {:>6.3f} {:>8.3f} {:>7.4f} {:>7.4f} {:>6}({:>5}) "
      "{:>6.3f} {:>7.3f} {:>7.3f}",
      name, figures.messages, figures.first, figures.first_5, figures.first_10, figures.precision_5,
      static_cast<double>(figures.answered) / count, right, figures.bound, figures.asked,
      figures.asked_right, figures.calibration, figures.median, figures.worst);
}

}  // namespace kentongan::trial
