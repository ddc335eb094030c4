// What apps and people put around what they forward or ask about. Phrases are plain written-out
// words, as `read` gives them; they are written for this program.
#include "language/marks.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kentongan::language {

namespace {

using Phrase = std::vector<std::string_view>;

constexpr auto marks = std::to_array<std::string_view>(
    {// of apps
     "diteruskan berkali", "diteruskan berkali kali", "pesan ini telah diteruskan berkali",
     "sering diteruskan", "telah diteruskan", "pesan diteruskan", "pesan terusan",
     "diteruskan dari", "forwarded many times", "forwarded as received", "forwarded message",
     "forwarded from", "message forwarded",
     // where it came from
     "copas dari grup sebelah", "copas dari grup", "copas grup sebelah", "copas dari tetangga",
     "copas dari sebelah", "copas dari teman", "dari grup sebelah", "info dari grup sebelah",
     "info grup sebelah", "dapat dari grup sebelah", "dapat dari grup keluarga",
     "saya dapat dari grup", "dapat kiriman dari teman", "kiriman dari teman", "dari whatsapp grup",
     "info valid", "sekadar meneruskan", "hanya meneruskan", "cuma meneruskan", "sekadar info",
     "sekadar berbagi", "sekadar mengingatkan", "info penting", "izin share", "izin berbagi",
     // what to do with it
     "sebarkan ke grup lain", "sebarkan ke semua grup", "sebarkan ke yang lain",
     "sebarkan ke keluarga", "sebarkan ke teman", "sebarkan ke teman teman", "sebarkan seluasnya",
     "sebarkan seluas luasnya", "sebarkan sebanyaknya", "sebarkan sebanyak banyaknya",
     "sebarkan sebanyak mungkin", "sebarkan informasi ini", "sebarkan pesan ini",
     "sebarkan berita ini", "bagikan ke semua grup", "bagikan ke grup lain", "bagikan ke yang lain",
     "bagikan ke keluarga", "bagikan ke teman", "bagikan ke teman teman",
     "bagikan sebanyak mungkin", "bagikan informasi ini", "bagikan pesan ini", "share sebanyaknya",
     "share sebanyak banyaknya", "share sebanyak mungkin", "share ke grup lain",
     "teruskan ke grup lain", "teruskan pesan ini", "kirim ke semua kontak",
     "kirimkan ke semua kontak", "jangan berhenti di kamu", "jangan berhenti di anda",
     "jangan putus di kamu", "jangan putus di anda", "jangan sampai putus di anda",
     "tolong sebarkan", "tolong disebarkan", "tolong bagikan", "tolong viralkan", "tolong share",
     "mohon sebarkan", "mohon disebarkan", "mohon disebarluaskan", "mohon viralkan", "mohon share",
     "mohon dibagikan", "bantu sebarkan", "bantu viralkan", "bantu share", "ayo sebarkan",
     "ayo viralkan", "semoga bermanfaat untuk kita semua", "semoga bermanfaat",
     // how people ask about it
     "assalamualaikum warahmatullahi wabarakatuh", "assalamualaikum wr wb", "mohon maaf",
     "mohon izin bertanya", "izin bertanya", "mau tanya", "mau nanya", "numpang tanya",
     "mohon pencerahannya", "mohon penjelasannya", "mohon infonya", "tolong dicek kebenarannya",
     "tolong dicek", "tolong cek kebenarannya", "mohon dicek kebenarannya", "mohon dicek",
     "apakah berita ini benar", "apakah info ini benar", "apakah informasi ini benar",
     "apakah ini benar", "benarkah berita ini", "benarkah info ini", "ini hoaks bukan",
     "ini hoaks atau bukan"});

/// Orders to pass it on that are noise when they are a sentence of their own: `SEBARKAN!!!`.
bool is_order(std::string_view word) {
  static const std::unordered_set<std::string_view> orders{
      "sebarkan", "viralkan",  "bagikan", "share", "sebarluaskan", "teruskan",
      "forward",  "forwarded", "fwd",     "copas", "diteruskan",   "sebar"};
  return orders.contains(word);
}

using PhrasesByFirst = std::unordered_map<std::string_view, std::vector<Phrase>>;

Phrase words_of(std::string_view text) {
  Phrase words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

const PhrasesByFirst& phrases() {
  static const PhrasesByFirst by_first = [] {
    PhrasesByFirst made;
    for (const std::string_view mark : marks) {
      Phrase words = words_of(mark);
      made[words.front()].push_back(std::move(words));
    }
    return made;
  }();
  return by_first;
}

/// How many tokens from `at` the phrase covers; 0 when it does not stand there.
std::size_t covered_by(const Phrase& phrase, const Text& text, std::size_t at) {
  if (at + phrase.size() > text.tokens.size()) return 0;
  for (std::size_t place = 0; place < phrase.size(); ++place) {
    if (text.word(text.tokens[at + place]) != phrase[place]) return 0;
  }
  return phrase.size();
}

/// Whether a sentence ends somewhere in what stands between two words.
bool ends_sentence(std::string_view between) {
  return between.find_first_of("!.?\n*:") != std::string_view::npos;
}

bool stands_alone(std::string_view raw, const Text& text, std::size_t at) {
  const Token& token = text.tokens[at];
  const std::uint32_t before = at == 0 ? 0 : text.tokens[at - 1].raw_end;
  const bool last = at + 1 == text.tokens.size();
  const std::uint32_t after = last ? token.raw_end : text.tokens[at + 1].raw_begin;
  // A gap longer than a few emoji parts sentences too, and is not looked through.
  constexpr std::uint32_t far = 64;
  const auto parts = [raw](std::uint32_t from, std::uint32_t to) {
    return to > from && (to - from > far || ends_sentence(raw.substr(from, to - from)));
  };
  return (at == 0 || parts(before, token.raw_begin)) && (last || parts(token.raw_end, after));
}

std::size_t marked_from(std::string_view raw, const Text& text, std::size_t at) {
  const std::string_view word = text.word(text.tokens[at]);
  std::size_t covered = 0;
  if (const auto found = phrases().find(word); found != phrases().end()) {
    for (const Phrase& phrase : found->second)
      covered = std::max(covered, covered_by(phrase, text, at));
  }
  if (covered == 0 && is_order(word) && stands_alone(raw, text, at)) covered = 1;
  return covered;
}

}  // namespace

void drop_forwarding_marks(std::string_view raw, Text& text) {
  std::vector<Token> kept;
  bool dropped = false;
  for (std::size_t at = 0; at < text.tokens.size();) {
    const std::size_t covered = marked_from(raw, text, at);
    if (covered > 0 && !dropped) {
      kept.assign(text.tokens.begin(), text.tokens.begin() + static_cast<std::ptrdiff_t>(at));
      dropped = true;
    }
    if (covered == 0 && dropped) kept.push_back(text.tokens[at]);
    at += std::max<std::size_t>(covered, 1);
  }
  // A text that is nothing but such marks is left alone: it is what the person asked.
  if (dropped && !kept.empty()) text.tokens = std::move(kept);
}

}  // namespace kentongan::language
