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

enum class Part : std::uint8_t { ranking, judging, calibrating };

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  hash ^= hash >> 32U;
  hash *= 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 29U);
}

std::uint64_t seed_of(const Asked& asked) { return hash_of(asked.id + "\n" + asked.text); }

Part part_of(const Asked& asked) {
  const std::uint64_t part = seed_of(asked) % 10;
  if (part < 6) return Part::ranking;
  return part < 8 ? Part::judging : Part::calibrating;
}

/// One way of asking a material's messages.
struct Setting {
  const Archive* archive = nullptr;
  const std::vector<Asked>* messages = nullptr;
  bool is_mangled = false;
  bool is_unknown = false;  ///< the right documents are taken away
  bool calibrates = true;
  std::uint64_t one_in =
      1;                 ///< for the ranking, only so many messages: what is easy teaches little
  bool is_seen = false;  ///< the archive has the message itself, before it was mangled

  [[nodiscard]] std::string text(const Asked& asked) const {
    if (!is_mangled) return asked.text;
    const std::uint64_t seed = seed_of(asked);
    return mangle(asked.text, static_cast<Damage>(1 + (seed >> 8U) % (damages - 1)), seed);
  }
};

class Trainer {
 public:
  explicit Trainer(std::size_t threads) : threads_(threads) {}

  void rank(const std::vector<Setting>& settings, Training& training) {
    Rows rows{.width = match::features};
    for (const Setting& setting : settings) {
      if (setting.is_unknown) continue;
      std::vector<Rows> lists(setting.messages->size());
      for_each_in_parallel(lists.size(), threads_, [&](std::size_t at) {
        lists[at] = list_of(setting, (*setting.messages)[at]);
      });
      for (const Rows& list : lists) {
        if (list.count() == 0) continue;
        rows.list_of.push_back(rows.count());
        rows.values.insert(rows.values.end(), list.values.begin(), list.values.end());
        rows.right.insert(rows.right.end(), list.right.begin(), list.right.end());
      }
    }
    const Fit fit = fit_lists(rows);
    for (std::size_t at = 0; at < match::features; ++at)
      training.model.rank[at] = {fit.weights[at], fit.means[at]};
    training.ranked = rows.list_of.size();
  }

  void judge(const std::vector<Setting>& settings, Training& training) {
    Rows rows{.width = match::certainties};
    for (const Setting& setting : settings) {
      std::vector<Rows> lists(setting.messages->size());
      for_each_in_parallel(lists.size(), threads_, [&](std::size_t at) {
        lists[at] = judged_of(setting, (*setting.messages)[at], training.model);
      });
      for (const Rows& list : lists) {
        rows.values.insert(rows.values.end(), list.values.begin(), list.values.end());
        rows.right.insert(rows.right.end(), list.right.begin(), list.right.end());
      }
    }
    const Fit fit = fit_rows(rows);
    for (std::size_t at = 0; at < match::certainties; ++at)
      training.model.sure[at] = {fit.weights[at], fit.means[at]};
    training.model.intercept = fit.intercept;
    training.judged = rows.count();
  }

  void calibrate_all(const std::vector<Setting>& settings, Training& training) {
    std::vector<Outcome> certain;
    for (const Setting& setting : settings) {
      if (!setting.calibrates) continue;
      for (const auto& outcome : calibrating(setting, [&](const Asked& asked) {
             return certainty_of(setting, asked, training.model);
           }))
        certain.push_back(outcome);
    }
    training.model.calibrated = calibrate(certain, smallest_block);
    training.calibrated = certain.size();
  }

  void bound(const std::vector<Setting>& settings, Training& training) {
    // Of messages that the archive has seen and of those it has not: each must keep the promise.
    std::array<std::array<std::vector<Outcome>, 2>, match::paths> answered;
    for (const Setting& setting : settings) {
      if (!setting.calibrates) continue;
      for (const auto& outcome : calibrating(setting, [&](const Asked& asked) {
             return answer_of(setting, asked, setting.text(asked), training.model);
           }))
        answered[static_cast<std::size_t>(match::Path::text)][setting.is_seen ? 1 : 0].push_back(
            outcome);
      for (const auto& outcome : calibrating(setting, [&](const Asked& asked) {
             return answer_of(setting, asked, mangle(asked.text, Damage::misread, seed_of(asked)),
                              training.model);
           }))
        answered[static_cast<std::size_t>(match::Path::picture)][setting.is_seen ? 1 : 0].push_back(
            outcome);
    }
    for (std::size_t path = 0; path < match::paths; ++path)
      training.model.thresholds[path] = {std::max(threshold_for(answered[path][0], precision),
                                                  threshold_for(answered[path][1], precision)),
                                         ask_at};
  }

 private:
  static void take_away_right(const Setting& setting, const Asked& asked,
                              Considering& considering) {
    if (!setting.is_unknown) return;
    std::erase_if(considering.documents(), [&](const Considered& considered) {
      return setting.archive->is_right(asked, considered.document);
    });
  }

  static Rows list_of(const Setting& setting, const Asked& asked) {
    Rows rows{.width = match::features};
    if (part_of(asked) != Part::ranking || asked.right.empty()) return rows;
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

  static Rows judged_of(const Setting& setting, const Asked& asked, const Model& model) {
    Rows rows{.width = match::certainties};
    if (part_of(asked) != Part::judging) return rows;
    Considering considering(setting.archive->snapshot(), setting.text(asked));
    take_away_right(setting, asked, considering);
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

  /// The probability of an answer that no guard holds back, or one below every threshold.
  static Outcome answer_of(const Setting& setting, const Asked& asked, const std::string& text,
                           const Model& model) {
    const auto candidates = match::find_in(setting.archive->snapshot(), text, 5, model);
    const match::Decision decision =
        match::decide(candidates, match::Thresholds{.answer = 0, .ask = ask_at});
    if (decision.outcome != match::Outcome::answer) return {.value = nobody};
    return {candidates[0].score, setting.archive->is_right(asked, candidates[0].document)};
  }

  template <typename Measure>
  std::vector<Outcome> calibrating(const Setting& setting, Measure&& measure) const {
    std::vector<const Asked*> asked;
    for (const Asked& one : *setting.messages) {
      if (part_of(one) == Part::calibrating) asked.push_back(&one);
    }
    std::vector<Outcome> outcomes(asked.size());
    for_each_in_parallel(asked.size(), threads_,
                         [&](std::size_t at) { outcomes[at] = measure(*asked[at]); });
    std::erase_if(outcomes, [](const Outcome& outcome) { return outcome.value == nobody; });
    return outcomes;
  }

  std::size_t threads_;
};

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
    settings.push_back(settings.back());
    settings.back().is_unknown = true;
    settings.back().calibrates = false;
    settings.push_back(settings[settings.size() - 2]);
    settings.back().is_mangled = true;
    settings.back().one_in = 2;
    add(at, Fields::title_as_message, {}, {});
    add(at, Fields::title, messages[at], {.is_mangled = true, .one_in = 4, .is_seen = true});
    const auto& claims = materials[at].claims;
    if (std::any_of(claims.begin(), claims.end(),
                    [](const Claim& claim) { return !claim.article.empty(); }))
      add(at, Fields::title_and_article, {}, {});
  }
  Trainer trainer(threads);
  Training training;
  trainer.rank(settings, training);
  trainer.judge(settings, training);
  trainer.calibrate_all(settings, training);
  trainer.bound(settings, training);
  return training;
}

}  // namespace kentongan::trial
