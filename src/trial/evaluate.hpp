// How often the engine is right, as the table in docs/matching.md counts it.
#pragma once

#include "match/model.hpp"
#include "trial/archive.hpp"
#include "trial/files.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::trial {

/// Shares are of the messages that have a right answer; of none they are 0.
struct Figures {
  std::size_t messages = 0;
  double first = 0;          ///< R@1: the right claim is the first
  double first_5 = 0;        ///< R@5
  double first_10 = 0;       ///< R@10
  double precision_5 = 0;    ///< MAP@5: mean average precision among the first five
  std::size_t answered = 0;  ///< by itself
  std::size_t answered_right = 0;
  std::size_t asked = 0;        ///< "is it one of these?"
  std::size_t asked_right = 0;  ///< and it was
  double bound = 0;             ///< lower 95 % bound of the answers' precision
  double calibration = 0;       ///< expected calibration error of the first candidates' probability
  double median = 0;            ///< milliseconds of thread time a message
  double worst = 0;             ///< the 99th percentile of it
};

struct Evaluation {
  match::Path path = match::Path::text;
  std::size_t threads = 1;
  const match::Model* model = nullptr;  ///< null: the built-in one
  /// Whether a document may be shown for a message; all when empty. What may not is taken away
  /// before ranking.
  std::function<bool(const Asked&, std::int64_t)> is_allowed = {};
};

/// Thread: any.
[[nodiscard]] Figures evaluate(const Archive& archive, const std::vector<Asked>& messages,
                               const Evaluation& evaluation);

/// One line a run of figures: `name n R@1 …`; and the line that names the columns.
[[nodiscard]] std::string row_of(std::string_view name, const Figures& figures);
[[nodiscard]] std::string row_of_names();

/// Every row of the table from a folder laid out like the evaluation data; `say` gets one line at a
/// time. Sets that are absent are left out. Errors: as reading the files; not_found
/// `trial.data_missing` when there is no `factchecks` folder.
[[nodiscard]] Result<> evaluate_folder(const std::string& folder, const Evaluation& evaluation,
                                       const std::function<void(std::string_view)>& say);

}  // namespace kentongan::trial
