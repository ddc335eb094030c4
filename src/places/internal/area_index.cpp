#include "places/internal/area_index.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"
#include "places/folded_name.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>

namespace kentongan::places {
namespace {

constexpr std::size_t most_tokens = 6;
constexpr std::size_t most_text = 200;  // bytes of a query that are looked at

/// Words for levels. A soft one is also part of names (Kota Agung, Kampung Baru): both readings are
/// tried.
struct LevelWord {
  std::string_view word;
  int level;
  int kind;
  bool soft;
};
constexpr int any = -1;
constexpr int at(Level level) { return static_cast<int>(level); }
constexpr int of(AreaKind kind) { return static_cast<int>(kind); }
constexpr std::array level_words{
    LevelWord{"prov", at(Level::province), any, false},
    LevelWord{"provinsi", at(Level::province), any, false},
    LevelWord{"propinsi", at(Level::province), any, false},
    LevelWord{"kab", at(Level::regency), of(AreaKind::kabupaten), false},
    LevelWord{"kabupaten", at(Level::regency), of(AreaKind::kabupaten), false},
    LevelWord{"kota", at(Level::regency), of(AreaKind::kota), true},
    LevelWord{"kec", at(Level::district), any, false},
    LevelWord{"kecamatan", at(Level::district), any, false},
    LevelWord{"distrik", at(Level::district), any, false},
    LevelWord{"kapanewon", at(Level::district), any, false},
    LevelWord{"kemantren", at(Level::district), any, false},
    LevelWord{"ds", at(Level::village), any, false},
    LevelWord{"desa", at(Level::village), any, true},
    LevelWord{"kel", at(Level::village), of(AreaKind::kelurahan), false},
    LevelWord{"kelurahan", at(Level::village), of(AreaKind::kelurahan), false},
    LevelWord{"kalurahan", at(Level::village), any, false},
    LevelWord{"nagari", at(Level::village), any, true},
    LevelWord{"gampong", at(Level::village), any, true},
    LevelWord{"kampung", at(Level::village), any, true},
    LevelWord{"pekon", at(Level::village), any, true},
};

const LevelWord* find_level_word(std::string_view word) {
  for (const LevelWord& known : level_words) {
    if (known.word == word) return &known;
  }
  return nullptr;
}

// Powers of ten that a ten-digit code is cut at, by level.
constexpr std::array<std::uint64_t, 5> unit_at{10'000'000'000, 100'000'000, 1'000'000, 10'000, 1};

std::uint64_t packed(const AreaCode& code) {
  std::uint64_t number = 0;
  for (const char c : code.text()) {
    if (c != '.') number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return number * unit_at[static_cast<std::size_t>(code.level())] % unit_at[0];
}

int level_of_packed(std::uint64_t code) {
  if (code % 10'000 != 0) return at(Level::village);
  if (code % 1'000'000 != 0) return at(Level::district);
  return code % 100'000'000 != 0 ? at(Level::regency) : at(Level::province);
}

/// As `kind_of`, for the hot loop.
int kind_of_packed(std::uint64_t code) {
  const int level = level_of_packed(code);
  if (level == at(Level::regency)) {
    return of(code / 1'000'000 % 100 >= 70 ? AreaKind::kota : AreaKind::kabupaten);
  }
  if (level == at(Level::village)) {
    return of(code / 1'000 % 10 == 1 ? AreaKind::kelurahan : AreaKind::desa);
  }
  return of(level == at(Level::district) ? AreaKind::district : AreaKind::province);
}

/// `32.10.01` and `321001` are codes; `2` may be part of a name.
bool looks_like_code(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c != '.') {
      return false;
    }
  }
  return digits >= 2 && digits <= 10;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const std::string folded = folded_name(text);
  for (const std::string_view word : split(folded, ' ')) {
    if (!word.empty() && words.size() < most_tokens) words.emplace_back(word);
  }
  return words;
}

}  // namespace

/// Smaller is better, field by field.
struct AreaIndex::Scored {
  int match;         ///< 0 the whole name, 1 its beginning, 2 words of it
  int elsewhere;     ///< tokens that only an ancestor answers to
  int level;         ///< the larger area first
  std::size_t size;  ///< the shorter name first
  std::uint32_t position;

  [[nodiscard]] auto order() const { return std::tuple(match, elsewhere, level, size, position); }
};

AreaIndex::AreaIndex(std::int64_t version, LevelNames level_names)
    : version_(version), level_names_(std::move(level_names)) {}

void AreaIndex::add(const AreaCode& code, std::string_view name) {
  const std::uint64_t number = packed(code);
  KENTONGAN_BUG_IF(!codes_.empty() && codes_.back() >= number);
  const std::uint64_t parent = packed(code.parent());
  const auto found = std::lower_bound(codes_.begin(), codes_.end(), parent);
  const bool known = found != codes_.end() && *found == parent && parent != number;
  parents_.push_back(known ? static_cast<std::uint32_t>(found - codes_.begin()) : none);
  codes_.push_back(number);
  starts_.push_back(static_cast<std::uint32_t>(pool_.size()));
  pool_ += ' ' + folded_name(name) + '\n';
  name_starts_.push_back(static_cast<std::uint32_t>(names_.size()));
  names_ += name;
}

void AreaIndex::finish() {
  starts_.push_back(static_cast<std::uint32_t>(pool_.size()));
  name_starts_.push_back(static_cast<std::uint32_t>(names_.size()));
  codes_.shrink_to_fit();
  parents_.shrink_to_fit();
  starts_.shrink_to_fit();
  name_starts_.shrink_to_fit();
  pool_.shrink_to_fit();
  names_.shrink_to_fit();
}

std::size_t AreaIndex::bytes() const {
  return codes_.capacity() * sizeof(codes_[0]) + parents_.capacity() * sizeof(parents_[0]) +
         (starts_.capacity() + name_starts_.capacity()) * sizeof(starts_[0]) + pool_.capacity() +
         names_.capacity();
}

std::string_view AreaIndex::folded(std::uint32_t position) const {
  const std::size_t first = starts_[position] + std::size_t{1};
  return std::string_view(pool_).substr(first, starts_[position + 1] - 1 - first);
}

std::string_view AreaIndex::name(std::uint32_t position) const {
  return std::string_view(names_).substr(name_starts_[position],
                                         name_starts_[position + 1] - name_starts_[position]);
}

AreaCode AreaIndex::code(std::uint32_t position) const {
  const std::uint64_t number = codes_[position];
  const std::string text = format("{:02}.{:02}.{:02}.{:04}", number / 100'000'000,
                                  number / 1'000'000 % 100, number / 10'000 % 100, number % 10'000);
  return AreaCode::parse(text).value().at(static_cast<Level>(level_of_packed(number)));
}

Area AreaIndex::area(std::uint32_t position) const {
  const AreaCode own = code(position);
  return {own, kind_of(own), std::string(name(position)), level_names_.name(kind_of(own), own)};
}

std::string AreaIndex::where(std::uint32_t position) const {
  std::string text;
  for (std::uint32_t above = parents_[position]; above != none; above = parents_[above]) {
    if (!text.empty()) text += ", ";
    text += area(above).label();
  }
  return text;
}

AreaIndex::Range AreaIndex::range_of(std::uint64_t low, std::uint64_t high) const {
  const auto first = std::lower_bound(codes_.begin(), codes_.end(), low);
  const auto end = std::upper_bound(codes_.begin(), codes_.end(), high);
  return {static_cast<std::uint32_t>(first - codes_.begin()),
          static_cast<std::uint32_t>(end - codes_.begin())};
}

std::vector<std::uint32_t> AreaIndex::by_code(std::string_view digits, Range within,
                                              std::size_t limit) const {
  std::uint64_t low = 0;
  std::uint64_t unit = 10'000'000'000;
  for (const char c : digits) {
    if (c == '.') continue;
    unit /= 10;
    low += unit * static_cast<std::uint64_t>(c - '0');
  }
  const Range range = range_of(low, low + unit - 1);
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = std::max(range.first, within.first); i < std::min(range.end, within.end);
       ++i) {
    if (found.size() == limit) break;
    found.push_back(i);
  }
  return found;
}

/// A level word binds the one word behind it: in `desa sukamulya cikijing` Cikijing may be
/// anything.
std::vector<AreaIndex::Token> AreaIndex::parse(const std::vector<std::string>& words) const {
  std::vector<Token> tokens;
  const LevelWord* pending = nullptr;
  for (const std::string& word : words) {
    if (const LevelWord* known = find_level_word(word)) {
      pending = known;
      continue;
    }
    tokens.push_back({word, pending == nullptr ? any : pending->level,
                      pending == nullptr ? any : pending->kind});
    pending = nullptr;
  }
  return tokens;
}

bool AreaIndex::may_answer(const Token& token, std::uint32_t position) const {
  const std::uint64_t code = codes_[position];
  if (token.level != any && level_of_packed(code) != token.level) return false;
  return token.kind == any || kind_of_packed(code) == token.kind;
}

/// The areas that have a word beginning with `word`, in order.
std::vector<std::uint32_t> AreaIndex::hits_of(const std::string& word) const {
  const std::string needle = " " + word;
  const char* const pool = pool_.data();
  std::vector<std::uint32_t> hits;
  std::size_t at = 0;
  std::uint32_t position = 0;
  // memmem skips as far as the needle is long; find() would stop at every space.
  while (const void* found = ::memmem(pool + at, pool_.size() - at, needle.data(), needle.size())) {
    at = static_cast<std::size_t>(static_cast<const char*>(found) - pool);
    while (starts_[position + 1] <= at && starts_[position + 1] + 100 > at) ++position;
    if (starts_[position + 1] <= at) {
      const auto next = std::upper_bound(starts_.begin() + position, starts_.end(), at);
      position = static_cast<std::uint32_t>(next - starts_.begin()) - 1;
    }
    hits.push_back(position);
    at = starts_[position + 1];
  }
  return hits;
}

/// The tokens of `own` as one text, and how many are missing from it.
AreaIndex::Asked AreaIndex::asked_of(const std::vector<Token>& tokens, std::uint16_t own) {
  Asked asked{own, {}, 0};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if ((own >> i & 1) == 0) {
      ++asked.elsewhere;
    } else {
      asked.text += (asked.text.empty() ? "" : " ") + tokens[i].text;
    }
  }
  return asked;
}

AreaIndex::Scored AreaIndex::score(const Asked& asked, std::uint32_t position) const {
  const std::string_view name = folded(position);
  const int match = !name.starts_with(asked.text) ? 2 : name.size() == asked.text.size() ? 0 : 1;
  return {match, asked.elsewhere, level_of_packed(codes_[position]), name.size(), position};
}

void AreaIndex::collect(const std::vector<Token>& tokens, const Question& question,
                        std::vector<Scored>& found) const {
  if (tokens.empty() || question.may_lack >= static_cast<int>(tokens.size())) return;
  std::vector<std::uint16_t> own(codes_.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const std::uint32_t position : question.hits.at(tokens[i].text)) {
      if (may_answer(tokens[i], position))
        own[position] = static_cast<std::uint16_t>(own[position] | 1u << i);
    }
  }
  const int enough = static_cast<int>(tokens.size()) - question.may_lack;
  std::vector<std::uint16_t> inherited(codes_.size());
  Asked asked;
  for (std::uint32_t i = 0; i < question.within.end; ++i) {
    const std::uint16_t above = parents_[i] == none ? std::uint16_t{0} : inherited[parents_[i]];
    inherited[i] = static_cast<std::uint16_t>(own[i] | above);
    if (own[i] == 0 || i < question.within.first || std::popcount(inherited[i]) < enough) continue;
    if (asked.own != own[i]) asked = asked_of(tokens, own[i]);
    found.push_back(score(asked, i));
  }
}

void AreaIndex::collect_misspelt(const std::vector<Token>& tokens, Range within,
                                 std::vector<Scored>& found) const {
  std::string asked;
  for (const Token& token : tokens) asked += (asked.empty() ? "" : " ") + token.text;
  if (asked.size() < 5) return;
  const std::size_t furthest = asked.size() < 8 ? 1 : 2;
  for (std::uint32_t i = within.first; i < within.end; ++i) {
    const std::string_view name = folded(i);
    // The first letter is seldom wrong; it spares nineteen of twenty comparisons.
    if (name.empty() || name.front() != asked.front()) continue;
    if (name.size() > asked.size() + furthest || name.size() + furthest < asked.size()) continue;
    if (!may_answer(tokens.front(), i)) continue;
    if (level_of_packed(codes_[i]) == at(Level::village) && within.end - within.first > 20'000)
      continue;
    const std::size_t distance = edit_distance(name, asked);
    if (distance > furthest) continue;
    found.push_back({static_cast<int>(distance), 0, level_of_packed(codes_[i]), name.size(), i});
  }
}

std::vector<std::uint32_t> AreaIndex::search(std::string_view text, const AreaCode& within,
                                             std::size_t limit) const {
  text = trim(text.substr(0, most_text));
  const std::uint64_t low = packed(within);
  const std::uint64_t size = unit_at[static_cast<std::size_t>(within.level())];
  Question question{range_of(low, low + size - 1), {}, 0};
  if (looks_like_code(text)) return by_code(text, question.within, limit);

  const std::vector<std::string> words = words_of(text);
  bool soft = false;
  for (const std::string& word : words) {
    const LevelWord* known = find_level_word(word);
    soft = soft || (known != nullptr && known->soft);
    if ((known == nullptr || known->soft) && !question.hits.contains(word)) {
      question.hits.emplace(word, hits_of(word));
    }
  }
  const std::vector<Token> tokens = parse(words);
  std::vector<Scored> found;
  collect(tokens, question, found);
  if (soft) {
    std::vector<Token> literal;
    for (const std::string& word : words) {
      if (question.hits.contains(word)) literal.push_back({word});
    }
    collect(literal, question, found);
  }
  if (found.empty() && !tokens.empty()) collect_misspelt(tokens, question.within, found);
  if (found.empty()) {
    // A village that is not in that district: both are better than silence.
    question.may_lack = 1;
    collect(tokens, question, found);
  }
  return best_of(std::move(found), limit);
}

std::vector<std::uint32_t> AreaIndex::best_of(std::vector<Scored> found, std::size_t limit) {
  const auto before = [](const Scored& left, const Scored& right) {
    return left.order() < right.order();
  };
  // An area may stand in it twice, once for each reading of the text.
  const std::size_t enough = std::min(found.size(), 2 * limit);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(enough), found.end(),
                    before);
  std::vector<std::uint32_t> positions;
  for (std::size_t i = 0; i < enough && positions.size() < limit; ++i) {
    if (std::find(positions.begin(), positions.end(), found[i].position) == positions.end()) {
      positions.push_back(found[i].position);
    }
  }
  return positions;
}

}  // namespace kentongan::places
