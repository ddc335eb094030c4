#include "screening/features.hpp"

#include "language/text.hpp"
#include "screening/words.hpp"

#include <algorithm>
#include <cmath>

namespace kentongan::screening {

namespace {

constexpr std::uint32_t hard_classes =
    WordClass::insult | WordClass::beast | WordClass::contempt | WordClass::sexual;
constexpr std::uint32_t violent_classes = WordClass::violence | WordClass::expulsion;
constexpr std::uint32_t group_classes = WordClass::ethnic | WordClass::religion |
                                        WordClass::disability | WordClass::gender |
                                        WordClass::slur | WordClass::ideology;
constexpr std::uint32_t target_classes = group_classes | WordClass::power;
constexpr std::size_t most_words = 4'000;  ///< of a message; the rest is not looked at

struct Word {
  std::uint32_t classes = 0;
  Span span;
  [[nodiscard]] bool any(std::uint32_t of) const { return (classes & of) != 0; }
};

class Look {
 public:
  explicit Look(std::string_view raw) : raw_(raw) {
    const language::Text text = language::read(raw);
    words_.reserve(std::min(text.tokens.size(), most_words));
    for (const language::Token& token : text.tokens) {
      if (words_.size() == most_words) break;
      if (token.kind == language::TokenKind::link) has_link_ = true;
      const std::uint32_t classes =
          token.kind == language::TokenKind::word ? classes_of(text.word(token)) : 0;
      words_.push_back({classes, {token.raw_begin, token.raw_end}});
    }
  }

  Seen seen() {
    count_classes();
    set(Feature::bias, 1);
    set(Feature::length, std::log1p(static_cast<float>(words_.size())) / 4);
    set(Feature::linked, has_link_ ? 1.F : 0.F);
    look_at_neighbours();
    look_at_marks();
    tidy(seen_.hard);
    tidy(seen_.violent);
    return std::move(seen_);
  }

 private:
  void set(Feature feature, float value) {
    seen_.features[static_cast<std::size_t>(feature)] = value;
  }

  void count_classes() {
    constexpr std::array counted{
        std::pair{WordClass::insult, Feature::insult},
        std::pair{WordClass::beast, Feature::beast},
        std::pair{WordClass::contempt, Feature::contempt},
        std::pair{WordClass::sexual, Feature::sexual},
        std::pair{WordClass::violence, Feature::violence},
        std::pair{WordClass::expulsion, Feature::expulsion},
        std::pair{WordClass::slur, Feature::slur},
        std::pair{WordClass::ethnic, Feature::ethnic},
        std::pair{WordClass::religion, Feature::religion},
        std::pair{WordClass::unbelief, Feature::unbelief},
        std::pair{WordClass::disability, Feature::disability},
        std::pair{WordClass::gender, Feature::gender},
        std::pair{WordClass::ideology, Feature::ideology},
        std::pair{WordClass::power, Feature::power},
        std::pair{WordClass::addressed, Feature::addressed},
        std::pair{WordClass::collective, Feature::collective},
        std::pair{WordClass::self, Feature::self},
        std::pair{WordClass::body, Feature::body},
        std::pair{WordClass::reporting, Feature::reporting},
        std::pair{WordClass::friendly, Feature::friendly},
        std::pair{WordClass::peace, Feature::peace},
        std::pair{WordClass::oath, Feature::oath},
        std::pair{WordClass::belittling, Feature::belittling},
        std::pair{WordClass::taunt, Feature::taunt},
    };
    for (const auto& [word_class, feature] : counted) {
      const auto count = std::count_if(words_.begin(), words_.end(), [&](const Word& word) {
        return is(word.classes, word_class);
      });
      set(feature, std::log1p(static_cast<float>(count)));
    }
  }

  /// A word of `classes` at most `reach` words away from `at`, other than itself.
  [[nodiscard]] const Word* near(std::size_t at, std::size_t reach, std::uint32_t classes) const {
    const std::size_t first = at > reach ? at - reach : 0;
    const std::size_t last = std::min(words_.size(), at + reach + 1);
    for (std::size_t other = first; other < last; ++other) {
      if (other != at && words_[other].any(classes)) return &words_[other];
    }
    return nullptr;
  }

  [[nodiscard]] bool is_negated(std::size_t at) const {
    for (std::size_t back = 1; back <= 2 && back <= at; ++back) {
      if (is(words_[at - back].classes, WordClass::negation)) return true;
    }
    return false;
  }

  void look_at_neighbours() {
    int hard = 0, at_you = 0, at_target = 0, at_all = 0, beasts = 0, pairs = 0, negated = 0;
    int violent_target = 0, violent_you = 0, soft_you = 0, soft_target = 0;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const Word& word = words_[at];
      if (is(word.classes, WordClass::belittling)) {
        const Word* you = near(at, 3, WordClass::addressed | WordClass::collective);
        const Word* target = near(at, 4, target_classes);
        soft_you += you != nullptr ? 1 : 0;
        soft_target += target != nullptr ? 1 : 0;
        if (you != nullptr || target != nullptr) seen_.hard.push_back(word.span);
      }
      const bool violent = word.any(violent_classes);
      const bool wounds = word.any(hard_classes | WordClass::slur);
      if (!violent && !wounds) continue;
      if (is_negated(at)) ++negated;
      if (wounds) {
        ++hard;
        seen_.hard.push_back(word.span);
        if (near(at, 3, static_cast<std::uint32_t>(WordClass::addressed)) != nullptr) ++at_you;
        if (near(at, 3, static_cast<std::uint32_t>(WordClass::collective)) != nullptr) ++at_all;
        if (near(at, 3, hard_classes) != nullptr) ++pairs;
        if (const Word* target = near(at, 4, target_classes)) {
          ++at_target;
          seen_.hard.push_back(target->span);
          if (is(word.classes, WordClass::beast) && target->any(group_classes)) ++beasts;
        }
      }
      if (violent) {
        seen_.hard.push_back(word.span);
        const Word* target = near(at, 4, group_classes);
        const Word* people = near(at, 3, WordClass::addressed | WordClass::collective);
        if (target != nullptr) ++violent_target;
        if (people != nullptr) ++violent_you;
        if (target != nullptr || people != nullptr) {
          seen_.violent.push_back(word.span);
          seen_.violent.push_back((target != nullptr ? target : people)->span);
        }
      }
    }
    const auto logged = [this](Feature feature, int count) {
      set(feature, std::log1p(static_cast<float>(count)));
    };
    logged(Feature::hard_words, hard);
    logged(Feature::hard_at_you, at_you);
    logged(Feature::hard_at_target, at_target);
    logged(Feature::hard_at_all, at_all);
    logged(Feature::beast_at_target, beasts);
    logged(Feature::two_hard, pairs);
    logged(Feature::negated, negated);
    logged(Feature::soft_at_you, soft_you);
    logged(Feature::soft_at_target, soft_target);
    logged(Feature::violence_target, violent_target);
    logged(Feature::violence_you, violent_you);
    const bool has_slur = std::any_of(words_.begin(), words_.end(), [](const Word& word) {
      return is(word.classes, WordClass::slur);
    });
    const bool has_hard = std::any_of(words_.begin(), words_.end(), [](const Word& word) {
      return word.any(hard_classes) && !is(word.classes, WordClass::slur);
    });
    set(Feature::slur_with_hard, has_slur && has_hard ? 1.F : 0.F);
  }

  /// Hard words between one pair of quotation marks: `"…"`, `“…”`, at most 200 bytes apart.
  [[nodiscard]] int quoted_words() const {
    int quoted = 0;
    for (const Span& span : seen_.hard) {
      constexpr std::size_t reach = 200;
      const std::size_t from = span.begin > reach ? span.begin - reach : 0;
      const std::string_view before = raw_.substr(from, span.begin - from);
      const std::string_view after = raw_.substr(span.end, reach);
      const auto straight = std::count(before.begin(), before.end(), '"');
      const bool curly =
          before.rfind("“") != std::string_view::npos &&
          (before.rfind("”") == std::string_view::npos || before.rfind("”") < before.rfind("“")) &&
          after.find("”") != std::string_view::npos;
      if (curly || (straight % 2 == 1 && after.find('"') != std::string_view::npos)) ++quoted;
    }
    return quoted;
  }

  void look_at_marks() {
    std::size_t capitals = 0, letters = 0, exclaimed = 0, asked = 0;
    for (const char c : raw_) {
      capitals += c >= 'A' && c <= 'Z' ? 1U : 0U;
      letters += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? 1U : 0U;
      exclaimed += c == '!' ? 1U : 0U;
      asked += c == '?' ? 1U : 0U;
    }
    set(Feature::shouted, letters > 20 && capitals * 2 > letters ? 1.F : 0.F);
    set(Feature::exclaimed, std::log1p(static_cast<float>(exclaimed)));
    set(Feature::asked, std::log1p(static_cast<float>(asked)));
    set(Feature::quoted, std::log1p(static_cast<float>(quoted_words())));
  }

  /// In order, each once.
  static void tidy(std::vector<Span>& spans) {
    std::sort(spans.begin(), spans.end(),
              [](const Span& left, const Span& right) { return left.begin < right.begin; });
    spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  }

  std::string_view raw_;
  std::vector<Word> words_;
  bool has_link_ = false;
  Seen seen_;
};

}  // namespace

std::string_view name_of(Feature feature) {
  static constexpr std::array<std::string_view, feature_count> names{"bias",
                                                                     "insult",
                                                                     "beast",
                                                                     "contempt",
                                                                     "sexual",
                                                                     "violence",
                                                                     "expulsion",
                                                                     "slur",
                                                                     "ethnic",
                                                                     "religion",
                                                                     "unbelief",
                                                                     "disability",
                                                                     "gender",
                                                                     "ideology",
                                                                     "power",
                                                                     "addressed",
                                                                     "collective",
                                                                     "self",
                                                                     "body",
                                                                     "reporting",
                                                                     "friendly",
                                                                     "peace",
                                                                     "oath",
                                                                     "belittling",
                                                                     "taunt",
                                                                     "hard_words",
                                                                     "hard_at_you",
                                                                     "hard_at_target",
                                                                     "hard_at_all",
                                                                     "beast_at_target",
                                                                     "violence_target",
                                                                     "violence_you",
                                                                     "negated",
                                                                     "quoted",
                                                                     "two_hard",
                                                                     "soft_at_you",
                                                                     "soft_at_target",
                                                                     "slur_with_hard",
                                                                     "shouted",
                                                                     "exclaimed",
                                                                     "asked",
                                                                     "linked",
                                                                     "length"};
  return names[static_cast<std::size_t>(feature)];
}

Seen look_at(std::string_view raw) { return Look(raw).seen(); }

}  // namespace kentongan::screening
