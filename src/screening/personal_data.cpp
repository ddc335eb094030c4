// Personal data by rule: a person's numbers (base), the address of a house, a bank account.
#include "screening/screen.hpp"

#include "base/personal_numbers.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace kentongan::screening {

namespace {

constexpr std::size_t longest_text = 100'000;  ///< bytes that are looked at

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// A run of letters or of digits, in lower case.
struct Piece {
  std::string_view text;
  Span span;
  [[nodiscard]] bool is_number() const { return is_digit(text.front()); }
};

std::vector<Piece> pieces_of(std::string_view lower) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < lower.size();) {
    const bool digit = is_digit(lower[at]);
    if (!digit && !is_letter(lower[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < lower.size() && (digit ? is_digit(lower[at]) : is_letter(lower[at]))) ++at;
    pieces.push_back({lower.substr(begin, at - begin), {begin, at}});
  }
  return pieces;
}

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 9> streets{"jl",        "jln",   "jalan",   "gang",    "gg",
                                                  "perumahan", "perum", "komplek", "kompleks"};
constexpr std::array<std::string_view, 3> account_words{"rekening", "norek", "rek"};
constexpr std::array<std::string_view, 12> banks{"bca",     "bri",     "bni",      "bsi",
                                                 "btn",     "bjb",     "mandiri",  "cimb",
                                                 "danamon", "permata", "muamalat", "bank"};

class Finder {
 public:
  explicit Finder(std::string_view raw)
      : raw_(raw.substr(0, longest_text)), lower_(lower_ascii(raw_)), pieces_(pieces_of(lower_)) {}

  std::vector<Flag> flags() const {
    std::vector<Flag> found;
    add_numbers(found);
    add_addresses(found);
    add_accounts(found);
    return found;
  }

 private:
  void add_numbers(std::vector<Flag>& found) const {
    Flag identity{FlagKind::identity_number, Suspicion::medium, {}};
    Flag phone{FlagKind::phone_number, Suspicion::high, {}};
    for (const PersonalNumber& number : find_personal_numbers(raw_)) {
      const bool is_identity = number.kind == PersonalNumberKind::identity;
      if (is_identity && number.well_formed) identity.suspicion = Suspicion::high;
      (is_identity ? identity : phone).spans.push_back({number.begin, number.end});
    }
    if (!identity.spans.empty()) found.push_back(std::move(identity));
    if (!phone.spans.empty()) found.push_back(std::move(phone));
  }

  [[nodiscard]] const Piece* at(std::size_t index) const {
    return index < pieces_.size() ? &pieces_[index] : nullptr;
  }

  /// `no 12`, `nomor 12`, `no. 12a`: the house.
  [[nodiscard]] std::optional<std::size_t> house_from(std::size_t street) const {
    constexpr std::size_t longest_name = 7;  // words of a street's name
    for (std::size_t index = street + 1; index <= street + longest_name; ++index) {
      const Piece* word = at(index);
      if (word == nullptr) return std::nullopt;
      const Piece* number = at(index + 1);
      const bool says_number = word->text == "no" || word->text == "nomor" || word->text == "nomer";
      if (says_number && number != nullptr && number->is_number() && number->text.size() <= 4)
        return number->span.end;
    }
    return std::nullopt;
  }

  /// `RT 03/RW 05`, `rt03 rw05`.
  [[nodiscard]] std::optional<std::size_t> neighbourhood_from(std::size_t index) const {
    const Piece* number = at(index + 1);
    const Piece* rw = at(index + 2);
    const Piece* second = at(index + 3);
    if (pieces_[index].text != "rt" || number == nullptr || rw == nullptr) return std::nullopt;
    if (!number->is_number() || number->text.size() > 3) return std::nullopt;
    if (rw->is_number() && rw->text.size() <= 3 && raw_[number->span.end] == '/')
      return rw->span.end;  // RT 03/05
    if (rw->text != "rw" || second == nullptr || !second->is_number()) return std::nullopt;
    return second->text.size() <= 3 ? std::optional(second->span.end) : std::nullopt;
  }

  void add_addresses(std::vector<Flag>& found) const {
    Flag flag{FlagKind::address, Suspicion::medium, {}};
    bool street = false;
    bool neighbourhood = false;
    for (std::size_t index = 0; index < pieces_.size(); ++index) {
      std::optional<std::size_t> end;
      if (is_one_of(pieces_[index].text, streets)) {
        end = house_from(index);
        street = street || end;
      } else if (pieces_[index].text == "rt") {
        end = neighbourhood_from(index);
        neighbourhood = neighbourhood || end;
      }
      if (!end) continue;
      flag.spans.push_back({pieces_[index].span.begin, *end});
      while (index + 1 < pieces_.size() && pieces_[index + 1].span.end <= *end) ++index;
    }
    if (flag.spans.empty()) return;
    if (street && neighbourhood) flag.suspicion = Suspicion::high;
    found.push_back(std::move(flag));
  }

  /// Digits with nothing but blanks or hyphens between them, from a piece on: how many, and where
  /// they end.
  struct Digits {
    std::size_t count = 0;
    std::size_t end = 0;
    std::size_t last = 0;  ///< piece
  };
  [[nodiscard]] Digits digits_from(std::size_t index) const {
    Digits digits;
    for (std::size_t piece = index; piece < pieces_.size() && pieces_[piece].is_number(); ++piece) {
      if (piece > index) {
        const std::size_t gap = pieces_[piece].span.begin - digits.end;
        const char joint = raw_[digits.end];
        if (gap != 1 || (joint != ' ' && joint != '-')) break;
      }
      digits.count += pieces_[piece].text.size();
      digits.end = pieces_[piece].span.end;
      digits.last = piece;
    }
    return digits;
  }

  void add_accounts(std::vector<Flag>& found) const {
    Flag flag{FlagKind::bank_account, Suspicion::medium, {}};
    const std::vector<PersonalNumber> numbers = find_personal_numbers(raw_);
    constexpr std::size_t reach = 5;  // words between `rekening` and the number
    for (std::size_t index = 0; index < pieces_.size(); ++index) {
      if (!pieces_[index].is_number()) continue;
      const Digits digits = digits_from(index);
      const std::size_t first = index;
      index = digits.last;
      const bool is_long = digits.count >= 10 && digits.count <= 16;
      const Span span{pieces_[first].span.begin, digits.end};
      const bool known =
          std::any_of(numbers.begin(), numbers.end(), [&span](const PersonalNumber& number) {
            return number.begin < span.end && span.begin < number.end;
          });
      if (!is_long || known) continue;
      bool account = false;
      bool bank = false;
      for (std::size_t back = 1; back <= reach && back <= first; ++back) {
        account = account || is_one_of(pieces_[first - back].text, account_words);
        bank = bank || is_one_of(pieces_[first - back].text, banks);
      }
      if (!account && !bank) continue;
      if (account && bank) flag.suspicion = Suspicion::high;
      flag.spans.push_back(span);
    }
    if (!flag.spans.empty()) found.push_back(std::move(flag));
  }

  std::string_view raw_;
  std::string lower_;
  std::vector<Piece> pieces_;
};

std::string_view mask_of(FlagKind kind) {
  switch (kind) {
    case FlagKind::identity_number: return masked_identity_number;
    case FlagKind::phone_number: return masked_phone_number;
    case FlagKind::address: return "[alamat disamarkan]";
    case FlagKind::bank_account: return "[rekening disamarkan]";
    case FlagKind::hate_speech:
    case FlagKind::call_to_violence: return "";
  }
  __builtin_unreachable();
}

}  // namespace

std::vector<Flag> find_personal_data(std::string_view raw) { return Finder(raw).flags(); }

std::string mask_personal_data(std::string_view raw) {
  struct Mask {
    Span span;
    std::string_view by;
  };
  std::vector<Mask> masks;
  for (const Flag& flag : find_personal_data(raw)) {
    for (const Span& span : flag.spans) masks.push_back({span, mask_of(flag.kind)});
  }
  std::sort(masks.begin(), masks.end(),
            [](const Mask& left, const Mask& right) { return left.span.begin < right.span.begin; });
  std::string out;
  std::size_t done = 0;
  for (const Mask& mask : masks) {
    if (mask.span.begin < done) continue;
    out.append(raw.substr(done, mask.span.begin - done)).append(mask.by);
    done = mask.span.end;
  }
  return out.append(raw.substr(done));
}

}  // namespace kentongan::screening
