#include "match/sense.hpp"

#include "match/meanings.hpp"

#include "language/roots.hpp"
#include "language/stem.hpp"

#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace kentongan::match {

namespace {

/// Said of the message, not of its claim.
constexpr std::array<std::string_view, 52> frames{
    "video",     "foto",        "gambar",         "tautan",     "link",      "narasi",
    "klaim",     "akun",        "unggahan",       "postingan",  "tangkapan", "layar",
    "beredar",   "benarkah",    "benar",          "cek",        "fakta",     "pesan",
    "berantai",  "potret",      "rekaman",        "mengunggah", "unggah",    "artikel",
    "judul",     "berita",      "cuplikan",       "informasi",  "kabar",     "isu",
    "terkait",   "menampilkan", "memperlihatkan", "klik",       "whatsapp",  "facebook",
    "instagram", "tiktok",      "twitter",        "youtube",    "media",     "sosial",
    "arsip",     "diklaim",     "mengklaim",      "disebut",    "photo",     "picture",
    "image",     "show",        "shows",          "claim"};

struct Meanings {
  std::unordered_map<std::string_view, std::uint32_t> line_of;

  Meanings() {
    const std::string_view meanings = words_of_one_meaning();
    std::size_t begin = 0;
    std::uint32_t line = 0;
    for (std::size_t at = 0; at < meanings.size(); ++at) {
      const char c = meanings[at];
      if (c != ' ' && c != '\n') continue;
      const std::string_view word = meanings.substr(begin, at - begin);
      line_of.emplace(word, line);
      begin = at + 1;
      if (c == '\n') ++line;
    }
  }
};

const Meanings& known_meanings() {
  static const Meanings known;
  return known;
}

/// Below 2^30 and above the number of any line.
std::uint32_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return static_cast<std::uint32_t>(hash >> 34U) | (1U << 29U);
}

bool is_frame(std::string_view plain) {
  static const std::unordered_set<std::string_view> words(frames.begin(), frames.end());
  return words.contains(plain);
}

/// Takes the endings of English off what is no Indonesian word: `claimed`, `claims`, `claiming` →
/// `claim`. Coarse on purpose: both sides are cut alike. Source: own rules, after step 1 of M.
/// Porter, "An algorithm for suffix stripping", Program 14(3), 1980.
std::string_view without_english_ending(std::string_view word) {
  for (const std::string_view ending : {"ings", "ing", "edly", "ed", "ies", "es", "s", "ly"}) {
    if (word.size() < ending.size() + 4 || !word.ends_with(ending)) continue;
    if (ending == "s" && word[word.size() - 2] == 's') break;
    word.remove_suffix(ending.size());
    break;
  }
  if (word.size() >= 5 && (word.back() == 'e' || word.back() == 'y' || word.back() == 'i'))
    word.remove_suffix(1);
  return word;
}

/// The line of a word with an ending of Javanese or Sundanese (`regane`, `imahna`), or none.
std::optional<std::uint32_t> without_regional_ending(std::string_view plain) {
  const auto& lines = known_meanings().line_of;
  for (const std::string_view ending : {"nipun", "ipun", "eun", "na", "ne", "e"}) {
    if (plain.size() < ending.size() + 3 || !plain.ends_with(ending)) continue;
    const auto line = lines.find(plain.substr(0, plain.size() - ending.size()));
    if (line != lines.end()) return line->second;
  }
  return std::nullopt;
}

}  // namespace

bool Sense::is_date() const { return meaning < date_lines; }

Sense sense_of(std::string_view plain) {
  language::StemBuffer buffer;
  std::string_view stem = language::stem(plain, buffer);
  const bool is_root = language::find_root(stem).has_value();
  const auto& lines = known_meanings().line_of;
  auto line = lines.find(plain);
  if (line == lines.end()) line = lines.find(stem);
  Sense sense;
  if (line != lines.end()) {
    sense.meaning = line->second;
  } else if (const auto regional = is_root ? std::nullopt : without_regional_ending(plain)) {
    sense.meaning = *regional;
  } else {
    sense.meaning = hash_of(is_root ? stem : without_english_ending(stem));
    sense.is_name = !is_root;
  }
  sense.is_frame = is_frame(plain);
  return sense;
}

}  // namespace kentongan::match
