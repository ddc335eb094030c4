#include "trial/train.hpp"

#include "match/matcher.hpp"
#include "trial/archive.hpp"
#include "trial/logistic.hpp"
#include "trial/mangle.hpp"
#include "trial/statistics.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace kentongan::trial {

namespace {

using match::Considered;
using match::Considering;
using match::Model;

/// Of each message's documents, those that ranking learns from: what retrieval put near the front,
/// and what is right.
constexpr std::size_t nearest_learnt = 20;
constexpr std::size_t judged_of_each = 3;
constexpr std::size_t fewest_messages = 200;
constexpr std::size_t smallest_block = 40;
constexpr double precision = 0.99;  ///< source: what the archive promises its readers
/// One in three: fewer right ones among what is shown would teach people not to look.
constexpr double ask_at = 0.3;
constexpr double nobody =
    -1e9;  ///< in place of a value: nothing was found, or nothing may be answered
/// Every message is judged by a model that has not seen it, learnt from the other two thirds.
constexpr std::size_t folds = 3;

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  hash ^= hash >> 32U;
  hash *= 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 29U);
}

std::uint64_t seed_of(const Asked& asked) { return hash_of(asked.id + "\n" + asked.text); }

/// One message may stand in several materials: what is left out is left out of all.
std::size_t fold_of(const Asked& asked) { return hash_of(asked.text) % folds; }

/// One way of asking a material's messages.
struct Setting {
  const Archive* archive = nullptr;
  const std::vector<Asked>* messages = nullptr;
  bool is_mangled = false;
  bool is_unknown = false;  ///< the right documents are taken away
  bool calibrates = true;
  std::uint64_t one_in =
      1;               ///< for the ranking, only so many messages: what is easy teaches little
  bool bounds = true;  ///< counts for the thresholds
  bool ranks = true;   ///< teaches the ranking

  [[nodiscard]] std::string text(const Asked& asked) const {
    if (!is_mangled) return asked.text;
    const std::uint64_t seed = seed_of(asked);
    return mangle(asked.text, static_cast<Damage>(1 + (seed >> 8U) % (damages - 1)), seed);
  }
};

/// Rows with the fold of the message that each list of them is about.
struct Lessons {
  Rows rows;
  std::vector<std::size_t> folds_of_lists;

  Lessons(std::size_t width, std::size_t parts) : rows{.width = width, .parts = parts} {}

  void add(const Rows& list, std::size_t fold) {
    if (list.count() == 0) return;
    folds_of_lists.push_back(fold);
    rows.list_of.push_back(rows.count());
    rows.values.insert(rows.values.end(), list.values.begin(), list.values.end());
    rows.right.insert(rows.right.end(), list.right.begin(), list.right.end());
  }
  [[nodiscard]] Rows without(std::size_t fold) const {
    Lessons rest(rows.width, rows.parts);
    for (std::size_t list = 0; list < rows.list_of.size(); ++list) {
      if (folds_of_lists[list] == fold) continue;
      const std::size_t first = rows.list_of[list];
      const std::size_t last =
          list + 1 < rows.list_of.size() ? rows.list_of[list + 1] : rows.count();
      rest.rows.list_of.push_back(rest.rows.count());
      rest.rows.values.insert(rest.rows.values.end(), rows.row(first),
                              rows.row(first) + (last - first) * rows.width);
      rest.rows.right.insert(rest.rows.right.end(),
                             rows.right.begin() + static_cast<std::ptrdiff_t>(first),
                             rows.right.begin() + static_cast<std::ptrdiff_t>(last));
    }
    return std::move(rest.rows);
  }
};

class Trainer {
 public:
  Trainer(const std::vector<Setting>& settings, std::size_t threads)
      : settings_(settings), threads_(threads) {}

  Training run() {
    Training training;
    rank();
    judge();
    training.model = models_[folds];
    training.ranked = ranked_;
    training.judged = judged_;
    calibrate_all(training);
    bound(training);
    return training;
  }

 private:
  /// `models_[fold]` has not seen that fold; the last one has seen everything.
  const Model& model_for(const Asked& asked) const { return models_[fold_of(asked)]; }

  template <typename Learn>
  Lessons lessons(std::size_t width, Learn&& learn) {
    Lessons all(width, match::fields);
    for (const Setting& setting : settings_) {
      std::vector<Rows> lists(setting.messages->size());
      for_each_in_parallel(lists.size(), threads_, [&](std::size_t at) {
        lists[at] = learn(setting, (*setting.messages)[at]);
      });
      for (std::size_t at = 0; at < lists.size(); ++at)
        all.add(lists[at], fold_of((*setting.messages)[at]));
    }
    return all;
  }

  void rank() {
    const Lessons all = lessons(match::features, list_of);
    ranked_ = all.rows.list_of.size();
    for_each_in_parallel(folds + 1, threads_, [&](std::size_t fold) {
      const Fit fit = fit_lists(all.without(fold));
      for (std::size_t at = 0; at < match::features; ++at)
        models_[fold].rank[at] = {fit.weights[at], fit.means[at]};
    });
  }

  void judge() {
    // Measuring costs more than judging: every message is measured once and judged by each model.
    std::array<Rows, folds + 1> all;
    all.fill({.width = match::certainties});
    for (const Setting& setting : settings_) {
      std::vector<std::array<Rows, folds + 1>> lists(setting.messages->size());
      for_each_in_parallel(lists.size(), threads_, [&](std::size_t at) {
        const Asked& asked = (*setting.messages)[at];
        Considering considering(setting.archive->snapshot(), setting.text(asked));
        take_away_right(setting, asked, considering);
        for (std::size_t fold = 0; fold <= folds; ++fold) {
          if (fold_of(asked) != fold)
            lists[at][fold] = judged_of(setting, asked, considering, models_[fold]);
        }
      });
      for (const auto& list : lists) {
        for (std::size_t fold = 0; fold <= folds; ++fold) {
          all[fold].values.insert(all[fold].values.end(), list[fold].values.begin(),
                                  list[fold].values.end());
          all[fold].right.insert(all[fold].right.end(), list[fold].right.begin(),
                                 list[fold].right.end());
        }
      }
    }
    judged_ = all[folds].count();
    for_each_in_parallel(folds + 1, threads_, [&](std::size_t fold) {
      const Fit fit = fit_rows(all[fold]);
      for (std::size_t at = 0; at < match::certainties; ++at)
        models_[fold].sure[at] = {fit.weights[at], fit.means[at]};
      models_[fold].intercept = fit.intercept;
    });
  }

  void calibrate_all(Training& training) {
    std::vector<Outcome> certain;
    for (const Setting& setting : settings_) {
      if (!setting.calibrates) continue;
      for (const auto& outcome : calibrating(setting, [&](const Asked& asked) {
             return certainty_of(setting, asked, model_for(asked));
           }))
        certain.push_back(outcome);
    }
    training.model.calibrated = calibrate(certain, smallest_block);
    training.calibrated = certain.size();
    for (Model& model : models_) model.calibrated = training.model.calibrated;
  }

  void bound(Training& training) {
    // Each way of asking must keep the promise by itself: what is easy must not pay for what is
    // not.
    for (match::Thresholds& thresholds : training.model.thresholds)
      thresholds = {ask_at, ask_at, ask_at};
    for (const Setting& setting : settings_) {
      if (!setting.bounds) continue;
      for (const match::Path path : {match::Path::text, match::Path::picture}) {
        match::Thresholds& thresholds = training.model.thresholds[static_cast<std::size_t>(path)];
        for (const bool is_copy : {false, true}) {
          const auto answered = calibrating(setting, [&](const Asked& asked) {
            const std::string text = path == match::Path::text
                                         ? setting.text(asked)
                                         : mangle(asked.text, Damage::misread, seed_of(asked));
            return answer_of(setting, asked, text, is_copy, model_for(asked));
          });
          double& sure = is_copy ? thresholds.copy : thresholds.answer;
          if (answered.size() >= fewest_messages)
            sure = std::max(sure, threshold_for(answered, precision));
        }
      }
    }
  }

  static void take_away_right(const Setting& setting, const Asked& asked,
                              Considering& considering) {
    if (!setting.is_unknown) return;
    std::erase_if(considering.documents(), [&](const Considered& considered) {
      return setting.archive->is_right(asked, considered.document);
    });
  }

  static Rows list_of(const Setting& setting, const Asked& asked) {
    Rows rows{.width = match::features};
    if (!setting.ranks || asked.right.empty()) return rows;
    if (seed_of(asked) / 10 % setting.one_in != 0) return rows;
    const Considering considering(setting.archive->snapshot(), setting.text(asked));
    bool has_right = false;
    for (const Considered& considered : considering.documents()) {
      const bool right = setting.archive->is_right(asked, considered.document);
      // Measure::rank is 1 / (1 + rank / 2).
      const bool is_near =
          std::any_of(considered.overlaps.begin(), considered.overlaps.end(),
                      [](const match::Overlap& overlap) {
                        return overlap[match::Measure::rank] > 1.0F / (1 + nearest_learnt / 2.0F);
                      });
      if (!right && !is_near) continue;
      for (std::size_t at = 0; at < match::features; ++at)
        rows.values.push_back(considered.value(at));
      rows.right.push_back(right ? 1 : 0);
      has_right = has_right || right;
    }
    return has_right ? rows : Rows{.width = match::features};
  }

  static Rows judged_of(const Setting& setting, const Asked& asked, Considering& considering,
                        const Model& model) {
    Rows rows{.width = match::certainties};
    considering.rank(model);
    const std::size_t count =
        std::min(setting.is_unknown ? 1 : judged_of_each, considering.documents().size());
    for (std::size_t at = 0; at < count; ++at) {
      const auto values = certainties_of(model, considering, at);
      rows.values.insert(rows.values.end(), values.begin(), values.end());
      rows.right.push_back(
          setting.archive->is_right(asked, considering.documents()[at].document) ? 1 : 0);
    }
    return rows;
  }

  static Outcome certainty_of(const Setting& setting, const Asked& asked, const Model& model) {
    Considering considering(setting.archive->snapshot(), setting.text(asked));
    considering.rank(model);
    if (considering.documents().empty()) return {.value = nobody};
    return {model.certainty(certainties_of(model, considering, 0)),
            setting.archive->is_right(asked, considering.documents()[0].document)};
  }

  /// The probability of an answer on a known message's word, or on a title's, that no guard holds
  /// back, or one below every threshold. Without its own document a message may be answered wrongly
  /// only.
  static Outcome answer_of(const Setting& setting, const Asked& asked, const std::string& text,
                           bool is_copy, const Model& model) {
    Considering considering(setting.archive->snapshot(), text);
    take_away_right(setting, asked, considering);
    const auto candidates = match::candidates_of(considering, 5, model);
    const match::Decision decision =
        match::decide(candidates, match::Thresholds{.answer = 0, .copy = 0, .ask = ask_at});
    if (decision.outcome != match::Outcome::answer ||
        (candidates[0].evidence.field == match::Field::message) != is_copy)
      return {.value = nobody};
    return {candidates[0].score, setting.archive->is_right(asked, candidates[0].document)};
  }

  template <typename Measure>
  std::vector<Outcome> calibrating(const Setting& setting, Measure&& measure) const {
    std::vector<const Asked*> asked;
    for (const Asked& one : *setting.messages) asked.push_back(&one);
    std::vector<Outcome> outcomes(asked.size());
    for_each_in_parallel(asked.size(), threads_,
                         [&](std::size_t at) { outcomes[at] = measure(*asked[at]); });
    std::erase_if(outcomes, [](const Outcome& outcome) { return outcome.value == nobody; });
    return outcomes;
  }

  const std::vector<Setting>& settings_;
  std::size_t threads_;
  std::array<Model, folds + 1> models_;
  std::size_t ranked_ = 0;
  std::size_t judged_ = 0;
};

/// About sixty, by their ids.
std::vector<Claim> some_of(const std::vector<Claim>& claims) {
  const std::size_t one_in = std::max<std::size_t>(1, claims.size() / 60);
  std::vector<Claim> some;
  for (const Claim& claim : claims) {
    if (hash_of(claim.id) % one_in == 0) some.push_back(claim);
  }
  return some;
}

}  // namespace

Result<Training> train(const std::vector<Material>& materials, std::size_t threads) {
  std::vector<std::vector<Asked>> messages;
  std::size_t count = 0;
  for (const Material& material : materials) {
    messages.push_back(material.messages);
    std::erase_if(messages.back(), [](const Asked& asked) {
      return asked.right.empty() || (!asked.split.empty() && asked.split != "dev");
    });
    count += messages.back().size();
  }
  if (count < fewest_messages)
    return Error(Refusal::invalid, "trial.too_little", std::to_string(count));
  std::vector<std::unique_ptr<Archive>> archives;
  std::vector<Setting> settings;
  const auto add = [&](std::size_t at, Fields fields, const std::vector<Asked>& aliases,
                       Setting setting) {
    archives.push_back(std::make_unique<Archive>(materials[at].claims, fields, aliases));
    setting.archive = archives.back().get();
    setting.messages = &messages[at];
    settings.push_back(setting);
  };
  for (std::size_t at = 0; at < materials.size(); ++at) {
    add(at, Fields::title, {}, {});
    const Setting titles = settings.back();
    settings.push_back(titles);
    settings.back().is_unknown = true;
    settings.back().calibrates = settings.back().bounds = settings.back().ranks = false;
    // A young archive, which knows next to nothing of what it is asked, and of how rare words are.
    archives.push_back(std::make_unique<Archive>(some_of(materials[at].claims), Fields::all));
    settings.push_back(settings.back());
    settings.back().archive = archives.back().get();
    settings.push_back(titles);
    settings.back().is_mangled = true;
    settings.back().one_in = 2;
    settings.back().bounds = false;
    add(at, Fields::title_as_message, {}, {.bounds = false});
    add(at, Fields::title, messages[at], {.is_mangled = true, .one_in = 4});
    const auto& claims = materials[at].claims;
    if (std::any_of(claims.begin(), claims.end(),
                    [](const Claim& claim) { return !claim.article.empty(); }))
      add(at, Fields::title_and_article, {}, {});
  }
  return Trainer(settings, threads).run();
}

}  // namespace kentongan::trial
