#include "language/chunk.hpp"

#include "language/links.hpp"
#include "language/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace kentongan::language {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_alnum(char c) { return is_digit(c) || is_letter(c); }
bool is_quote(char c) { return c == '\'' || c == '`'; }

/// The letter that a digit or sign stands for when it stands among letters; 0 when none.
char leet_letter(char c) {
  switch (c) {
    case '0': return 'o';
    case '1':
    case '!': return 'i';
    case '3': return 'e';
    case '4':
    case '@': return 'a';
    case '5':
    case '$': return 's';
    case '6':
    case '9': return 'g';
    case '7': return 't';
    case '8': return 'b';
    default: return 0;
  }
}

/// Money, addresses, times, phones and units: digits after these letters are digits.
bool counts_something(std::string_view letters) {
  static constexpr std::array<std::string_view, 22> prefixes{
      "rp", "idr", "usd",  "no",    "nomor", "rt",   "rw", "km",   "jam",  "tgl",   "tanggal",
      "hp", "wa",  "telp", "covid", "blok",  "gang", "gg", "umur", "usia", "pukul", "tahun"};
  return std::find(prefixes.begin(), prefixes.end(), letters) != prefixes.end();
}

/// What people count: `4orang` stays four people even for who writes `0r4ng`.
bool is_counted(std::string_view letters) {
  static constexpr std::array<std::string_view, 24> units{
      "hari",  "bulan",  "tahun",  "minggu", "kali", "menit", "jam", "detik",
      "orang", "anak",   "persen", "kg",     "gram", "km",    "gb",  "mb",
      "liter", "lembar", "buah",   "meter",  "wib",  "wita",  "wit", "malam"};
  return scale_of(letters) > 0 || std::find(units.begin(), units.end(), letters) != units.end();
}

struct DigitRuns {
  int digits = 0;
  int letters = 0;
  int runs = 0;         ///< of digits
  int longest = 0;      ///< run of digits
  bool inside = false;  ///< some run has a letter on both sides
};

DigitRuns digit_runs(std::string_view run) {
  DigitRuns seen;
  for (std::size_t at = 0; at < run.size();) {
    std::size_t end = at;
    if (is_letter(run[at])) {
      while (end < run.size() && is_letter(run[end])) ++end;
      seen.letters += static_cast<int>(end - at);
    } else {
      while (end < run.size() && !is_letter(run[end])) ++end;
      seen.digits += static_cast<int>(end - at);
      seen.longest = std::max(seen.longest, static_cast<int>(end - at));
      ++seen.runs;
      if (at > 0 && end < run.size()) seen.inside = true;
    }
    at = end;
  }
  return seen;
}

/// `v4r14n` → `varian`; nothing when the digits are digits (`covid19`, `rp5juta`, `jam10malam`).
std::optional<std::string> unleet(std::string_view run, Signs signs) {
  const DigitRuns seen = digit_runs(run);
  const bool habit = signs == Signs::are_letters;
  if (seen.letters < 2 || seen.digits > seen.letters || seen.longest > 2) return std::nullopt;
  if (!seen.inside && !habit) return std::nullopt;
  if (seen.longest == 2 && seen.runs < 2 && !habit) return std::nullopt;
  const std::size_t first =
      static_cast<std::size_t>(std::find_if_not(run.begin(), run.end(), is_letter) - run.begin());
  if (counts_something(run.substr(0, first))) return std::nullopt;
  if (first == 0 && (seen.longest > 1 || is_counted(run.substr(1)))) return std::nullopt;
  std::string plain(run);
  for (char& c : plain) {
    if (is_letter(c)) continue;
    c = leet_letter(c);
    if (c == 0) return std::nullopt;
  }
  return plain;
}

/// What may follow a word that is said twice: `anak2nya`, `berlari-larian`.
bool ends_doubled(std::string_view ending) {
  static constexpr std::array<std::string_view, 15> endings{
      "",    "nya", "an", "ku",    "mu",     "lah",  "kah", "pun",
      "kan", "i",   "in", "annya", "kannya", "inya", "anku"};
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

/// `anak2`, `anak2nya`: the 2 says the word twice.
std::optional<std::string> without_doubling(std::string_view run) {
  const std::size_t two = run.find('2');
  if (two == std::string_view::npos || two < 3) return std::nullopt;
  if (!std::all_of(run.begin(), run.begin() + static_cast<std::ptrdiff_t>(two), is_letter))
    return std::nullopt;
  const std::string_view ending = run.substr(two + 1);
  if (!ends_doubled(ending)) return std::nullopt;
  std::string plain(run.substr(0, two));
  return plain.append(ending);
}

/// `haiiii` → `hai`. Indonesian doubles letters (`maaf`, `tunggu`) but never trebles them.
void shorten_elongation(std::string& word) {
  std::size_t kept = 0;
  for (std::size_t at = 0; at < word.size();) {
    std::size_t end = at + 1;
    while (end < word.size() && word[end] == word[at]) ++end;
    const bool stretched = end - at >= 3 && static_cast<unsigned char>(word[at]) < 0x80;
    const std::size_t keep = stretched ? 1 : end - at;
    for (std::size_t copy = 0; copy < keep; ++copy) word[kept++] = word[at];
    at = end;
  }
  word.resize(kept);
}

class ChunkReader {
 public:
  ChunkReader(const Chunk& chunk, Signs signs, Text& text)
      : chunk_(chunk), plain_(chunk.plain), signs_(signs), text_(text) {}

  void read_all() {
    if (read_link()) return;
    while (at_ < plain_.size()) {
      if (is_digit(plain_[at_]) || is_letter(plain_[at_]) || opens_with_sign()) {
        read_run();
      } else {
        ++at_;
      }
    }
  }

 private:
  // ---- links
  bool read_link();
  // ---- words
  [[nodiscard]] bool is_sign(std::size_t at) const {
    return signs_ == Signs::are_letters &&
           (plain_[at] == '!' || plain_[at] == '@' || plain_[at] == '$');
  }
  [[nodiscard]] bool opens_with_sign() const {
    return at_ == 0 && is_sign(0) && plain_.size() > 2 && is_letter(plain_[1]) && plain_[0] != '@';
  }
  [[nodiscard]] std::size_t end_of_run() const;
  void read_run();
  std::size_t take_said_again(std::string& word, std::size_t end) const;
  void emit_word(std::string word, std::size_t end);
  // ---- numbers
  void read_number();
  [[nodiscard]] std::size_t end_of_digits(std::size_t from) const {
    while (from < plain_.size() && is_digit(plain_[from])) ++from;
    return from;
  }
  bool read_phone();
  void emit(TokenKind kind, std::string_view plain, std::size_t end);
  bool scale_last_number(std::string_view word, std::size_t end);

  const Chunk& chunk_;
  std::string_view plain_;
  Signs signs_;
  Text& text_;
  std::size_t at_ = 0;
};

void ChunkReader::emit(TokenKind kind, std::string_view plain, std::size_t end) {
  std::size_t size = std::min(plain.size(), longest_token);
  while (size > 0 && size < plain.size() &&
         (static_cast<unsigned char>(plain[size]) & 0xC0U) == 0x80U)
    --size;
  if (size == 0) return;
  if (!text_.plain.empty()) text_.plain += ' ';
  Token token;
  token.begin = static_cast<std::uint32_t>(text_.plain.size());
  token.size = static_cast<std::uint16_t>(size);
  token.kind = kind;
  token.raw_begin = chunk_.raw_at(at_);
  token.raw_end = chunk_.raw_before(end);
  text_.plain += plain.substr(0, size);
  text_.tokens.push_back(token);
}

// ---- links
// ---------------------------------------------------------------------------------------

bool ChunkReader::read_link() {
  if (plain_.find('.') == std::string_view::npos && plain_.find('/') == std::string_view::npos)
    return false;
  std::size_t begin = plain_.find("://");
  const bool has_scheme = begin != std::string_view::npos;
  begin = has_scheme ? begin + 3 : std::min(plain_.find_first_not_of("(<[\"'*_~"), plain_.size());
  std::string_view link = plain_.substr(begin);
  if (link.starts_with("www.")) {
    link.remove_prefix(4);
  } else if (!has_scheme && !looks_like_host(link)) {
    return false;
  }
  for (const std::string_view tracking : {"?fbclid", "&fbclid", "?utm_", "&utm_", "?igsh", "#"}) {
    link = link.substr(0, link.find(tracking));
  }
  const std::size_t last = link.find_last_not_of(".,;:!?)>]\"'*_~/");
  link = last == std::string_view::npos ? std::string_view() : link.substr(0, last + 1);
  emit(TokenKind::link, link, plain_.size());
  return true;
}

// ---- words
// ---------------------------------------------------------------------------------------

std::size_t ChunkReader::end_of_run() const {
  // No word is longer than two tokens; the limit keeps `a1a1a1…` linear.
  const std::size_t farthest = std::min(plain_.size(), at_ + 2 * longest_token);
  std::size_t end = at_;
  while (end < farthest) {
    const bool between = end > at_ && end + 1 < plain_.size() && is_alnum(plain_[end + 1]);
    const bool goes_on = is_alnum(plain_[end]) || (is_quote(plain_[end]) && between) ||
                         (is_sign(end) && (between || end == at_));
    if (!goes_on) break;
    ++end;
  }
  while (end < plain_.size() && (static_cast<unsigned char>(plain_[end]) & 0xC0U) == 0x80U) ++end;
  return end;
}

/// `anak-anak` → `anak`, `berlari-larian` → `berlarian`: as one reads `anak2`. Gives the new end.
std::size_t ChunkReader::take_said_again(std::string& word, std::size_t end) const {
  constexpr std::size_t shortest_doubled = 3;
  if (end >= plain_.size() || plain_[end] != '-') return end;
  const std::size_t begin = end + 1;
  std::size_t stop = begin;
  const std::size_t farthest = std::min(plain_.size(), begin + longest_token);
  while (stop < farthest && is_letter(plain_[stop])) ++stop;
  const std::string_view again = plain_.substr(begin, stop - begin);
  std::size_t same = std::min(again.size(), word.size());
  while (same >= shortest_doubled &&
         !(word.ends_with(again.substr(0, same)) && ends_doubled(again.substr(same))))
    --same;
  if (same < shortest_doubled) return end;
  word += again.substr(same);
  return stop;
}

void ChunkReader::read_run() {
  const std::size_t end = end_of_run();
  std::string run(plain_.substr(at_, end - at_));
  std::erase_if(run, is_quote);
  if (std::all_of(run.begin(), run.end(), is_letter)) {
    const std::size_t doubled_end = take_said_again(run, end);
    return emit_word(std::move(run), doubled_end);
  }
  if (auto word = without_doubling(run)) return emit_word(std::move(*word), end);
  if (auto word = unleet(run, signs_)) {
    const std::size_t twice = 2 * end + 1 - at_;
    const bool again = end < plain_.size() && plain_[end] == '-' &&
                       plain_.substr(end + 1).starts_with(plain_.substr(at_, end - at_)) &&
                       (twice == plain_.size() || !is_alnum(plain_[twice]));
    return emit_word(std::move(*word), again ? twice : end);
  }
  if (is_digit(plain_[at_])) return read_number();
  std::size_t letters = at_;
  while (letters < end && is_letter(plain_[letters])) ++letters;
  if (letters == at_) {  // a sign that stood for nothing
    ++at_;
    return;
  }
  emit_word(std::string(plain_.substr(at_, letters - at_)), letters);
}

void ChunkReader::emit_word(std::string word, std::size_t end) {
  if (!scale_last_number(word, end)) {
    shorten_elongation(word);
    emit(TokenKind::word, write_out(word), end);
  }
  at_ = end;
}

// ---- numbers
// -------------------------------------------------------------------------------------

/// `50 juta`, `1,5jt`: the number becomes the amount, the word is used up.
bool ChunkReader::scale_last_number(std::string_view word, std::size_t end) {
  if (text_.tokens.empty() || text_.tokens.back().kind != TokenKind::number) return false;
  Token& number = text_.tokens.back();
  if (chunk_.raw_at(at_) < number.raw_end) return false;  // both from one character
  const std::uint32_t gap = chunk_.raw_at(at_) - number.raw_end;
  const double scale = word == "k" && gap == 0 ? 1e3 : scale_of(word);
  if (scale == 0 || gap > 1) return false;
  double value = 0;
  const std::string_view digits = text_.word(number);
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || stop != digits.data() + digits.size() || value * scale > 1e15)
    return false;
  const std::string amount = std::to_string(std::llround(value * scale));
  text_.plain.resize(number.begin);
  text_.plain += amount;
  number.size = static_cast<std::uint16_t>(amount.size());
  number.raw_end = chunk_.raw_before(end);
  return true;
}

/// A phone in one form whatever its dashes and country code: `+62 812-3456-7890` → `081234567890`.
bool ChunkReader::read_phone() {
  std::string digits;
  std::size_t end = at_;
  while (end < plain_.size() && digits.size() <= 15) {
    const std::size_t group = end_of_digits(end);
    digits += plain_.substr(end, group - end);
    end = group;
    const bool goes_on = end + 2 < plain_.size() && plain_[end] == '-' &&
                         is_digit(plain_[end + 1]) && is_digit(plain_[end + 2]);
    if (!goes_on) break;
    ++end;
  }
  // Without the plus only a mobile is told from an amount: 62.500.000.000 rupiah is no phone.
  const bool has_plus = at_ > 0 && plain_[at_ - 1] == '+';
  const bool is_mobile = digits.size() > 3 && digits[2] == '8' && digits[3] != '0';
  if (digits.starts_with("62") && digits.size() >= 11 && (has_plus || is_mobile))
    digits.replace(0, 2, "0");
  if (digits.front() != '0' || digits.size() < 9 || digits.size() > 15) return false;
  emit(TokenKind::number, digits, end);
  at_ = end;
  return true;
}

void ChunkReader::read_number() {
  if (read_phone()) return;
  std::size_t end = end_of_digits(at_);
  std::string value(plain_.substr(at_, end - at_));
  const bool may_group = value.size() <= 3 && value != "0";
  bool grouped = false;
  while (end + 1 < plain_.size() &&
         (plain_[end] == '.' || plain_[end] == ',' || plain_[end] == ':')) {
    const std::size_t group = end_of_digits(end + 1);
    const std::string_view digits = plain_.substr(end + 1, group - end - 1);
    if (digits.size() == 3 && may_group && plain_[end] != ':') {
      value += digits;
      grouped = true;
      end = group;
      continue;
    }
    const bool ends_here = group >= plain_.size() || (plain_[group] != '.' && plain_[group] != ',');
    if (digits.empty() || digits.size() > 2 || (grouped && plain_[end] == ':') || !ends_here) break;
    end = group;
    if (!(grouped && digits == "00")) value.append(".").append(digits);
    break;
  }
  const std::size_t first = value.find_first_not_of('0');
  const bool only_zeros = first == std::string::npos || value[first] == '.';
  value.erase(0, only_zeros ? (first == std::string::npos ? value.size() - 1 : first - 1) : first);
  emit(TokenKind::number, value, end);
  at_ = end;
}

}  // namespace

void read_chunk(const Chunk& chunk, Signs signs, Text& text) {
  ChunkReader(chunk, signs, text).read_all();
}

}  // namespace kentongan::language
