#include "match/model.hpp"

#include "match/model_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace kentongan::match {

namespace {

constexpr std::string_view first_line = "kentongan-model 1";

Error fault(std::string detail) {
  return Error(Refusal::invalid, "match.model.invalid", std::move(detail));
}

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(line, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

template <typename Name>
std::optional<std::size_t> find_name(std::string_view wanted, std::size_t count, Name&& name) {
  for (std::size_t at = 0; at < count; ++at) {
    if (name(at) == wanted) return at;
  }
  return std::nullopt;
}

/// Reads line after line and remembers what was named.
class Reader {
 public:
  Result<> read(std::string_view line) {
    const std::vector<std::string_view> words = words_of(line);
    if (words.empty() || words[0].starts_with('#')) return {};
    if (words[0] == "rank" && words.size() == 4) return read_rank(words);
    if (words[0] == "sure" && words.size() == 4) return read_sure(words);
    if (words[0] == "calibrated" && words.size() == 3) return read_knot(words);
    if (words[0] == "threshold" && words.size() == 8) return read_threshold(words);
    return fault("unknown line: " + std::string(line));
  }

  Result<Model> finish() {
    for (std::size_t at = 0; at < features; ++at) {
      if (!ranked_[at]) return fault("missing: rank " + std::string(feature_name(at)));
    }
    for (std::size_t at = 0; at < certainties; ++at) {
      if (!sure_[at]) return fault("missing: sure " + std::string(certainty_name(at)));
    }
    if (!has_intercept_) return fault("missing: sure intercept");
    for (std::size_t at = 0; at < paths; ++at) {
      if (!bounded_[at])
        return fault("missing: threshold " + std::string(path_name(static_cast<Path>(at))));
    }
    if (model_.calibrated.size() < 2) return fault("missing: calibrated");
    return std::move(model_);
  }

 private:
  static Result<Weight> weight_of(const std::vector<std::string_view>& words) {
    const auto weight = number_of(words[2]);
    const auto mean = number_of(words[3]);
    if (!weight || !mean) return fault("not a number: " + std::string(words[1]));
    return Weight{*weight, *mean};
  }

  Result<> read_rank(const std::vector<std::string_view>& words) {
    const auto at = find_name(words[1], features, feature_name);
    if (!at) return fault("unknown: rank " + std::string(words[1]));
    if (ranked_[*at]) return fault("twice: rank " + std::string(words[1]));
    ranked_[*at] = true;
    model_.rank[*at] = TRY(weight_of(words));
    return {};
  }

  Result<> read_sure(const std::vector<std::string_view>& words) {
    const Weight weight = TRY(weight_of(words));
    if (words[1] == "intercept") {
      if (has_intercept_) return fault("twice: sure intercept");
      has_intercept_ = true;
      model_.intercept = weight.weight;
      return {};
    }
    const auto at = find_name(words[1], certainties, certainty_name);
    if (!at) return fault("unknown: sure " + std::string(words[1]));
    if (sure_[*at]) return fault("twice: sure " + std::string(words[1]));
    sure_[*at] = true;
    model_.sure[*at] = weight;
    return {};
  }

  Result<> read_knot(const std::vector<std::string_view>& words) {
    const auto certainty = number_of(words[1]);
    const auto probability = number_of(words[2]);
    if (!certainty || !probability || *probability < 0 || *probability > 1)
      return fault("not a number: calibrated");
    if (!model_.calibrated.empty() && (model_.calibrated.back().certainty >= *certainty ||
                                       model_.calibrated.back().probability > *probability))
      return fault("not ascending: calibrated");
    model_.calibrated.push_back({*certainty, *probability});
    return {};
  }

  Result<> read_threshold(const std::vector<std::string_view>& words) {
    const auto at = find_name(words[1], paths,
                              [](std::size_t path) { return path_name(static_cast<Path>(path)); });
    if (!at || words[2] != "answer" || words[4] != "copy" || words[6] != "ask")
      return fault("unknown: threshold " + std::string(words[1]));
    if (bounded_[*at]) return fault("twice: threshold " + std::string(words[1]));
    const auto answer = number_of(words[3]);
    const auto copy = number_of(words[5]);
    const auto ask = number_of(words[7]);
    if (!answer || !copy || !ask || *ask < 0 || *answer < *ask || *copy < *ask)
      return fault("not a number: threshold " + std::string(words[1]));
    bounded_[*at] = true;
    model_.thresholds[*at] = {*answer, *copy, *ask};
    return {};
  }

  Model model_;
  std::array<bool, features> ranked_{};
  std::array<bool, certainties> sure_{};
  std::array<bool, paths> bounded_{};
  bool has_intercept_ = false;
};

}  // namespace

std::string_view path_name(Path path) {
  switch (path) {
    case Path::text: return "text";
    case Path::picture: return "picture";
  }
  __builtin_unreachable();
}

double Model::certainty(const std::array<float, certainties>& values) const {
  double sum = intercept;
  for (std::size_t at = 0; at < certainties; ++at)
    sum += sure[at].weight * (static_cast<double>(values[at]) - sure[at].mean);
  return sum;
}

double Model::probability(double certainty) const {
  if (!(certainty > calibrated.front().certainty)) return calibrated.front().probability;
  if (certainty >= calibrated.back().certainty) return calibrated.back().probability;
  const auto above =
      std::upper_bound(calibrated.begin(), calibrated.end(), certainty,
                       [](double value, const Knot& knot) { return value < knot.certainty; });
  const Knot& low = *(above - 1);
  const double part = (certainty - low.certainty) / (above->certainty - low.certainty);
  return low.probability + part * (above->probability - low.probability);
}

Result<Model> parse_model(std::string_view text) {
  const std::vector<std::string_view> lines = split(text, '\n');
  if (trim(lines[0]) != first_line) return fault("not a model, or of another version");
  Reader reader;
  for (std::size_t at = 1; at < lines.size(); ++at) TRY(reader.read(trim(lines[at])));
  return reader.finish();
}

std::string print_model(const Model& model) {
  std::string text = std::string(first_line) + "\n";
  for (std::size_t at = 0; at < features; ++at)
    text += format("rank {} {} {}\n", feature_name(at), model.rank[at].weight, model.rank[at].mean);
  text += format("sure intercept {} 0\n", model.intercept);
  for (std::size_t at = 0; at < certainties; ++at)
    text +=
        format("sure {} {} {}\n", certainty_name(at), model.sure[at].weight, model.sure[at].mean);
  for (const Knot& knot : model.calibrated)
    text += format("calibrated {} {}\n", knot.certainty, knot.probability);
  for (std::size_t at = 0; at < paths; ++at)
    text +=
        format("threshold {} answer {} copy {} ask {}\n", path_name(static_cast<Path>(at)),
               model.thresholds[at].answer, model.thresholds[at].copy, model.thresholds[at].ask);
  return text;
}

const Model& built_in_model() {
  static const Model model = parse_model(model_text()).value();
  return model;
}

}  // namespace kentongan::match
