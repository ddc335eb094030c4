#include "language/words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kentongan::language {

namespace {

using Words = std::unordered_set<std::string_view>;

/// Words that stand in every message. No names, no numbers, nothing that turns a sentence around.
const Words& stop_words() {
  static const Words words{
      // Indonesian: links, pointers, helpers
      "yang", "di", "ke", "dari", "dan", "atau", "ini", "itu", "untuk", "pada", "dengan", "dalam",
      "adalah", "ialah", "akan", "telah", "sudah", "sedang", "masih", "juga", "saja", "hanya",
      "lagi", "pun", "lah", "kah", "nya", "para", "sebuah", "suatu", "seorang", "oleh", "karena",
      "sebab", "agar", "supaya", "bahwa", "jika", "kalau", "bila", "apabila", "ketika", "saat",
      "maka", "tapi", "tetapi", "namun", "serta", "sambil", "hingga", "sampai", "sejak", "antara",
      "tentang", "seperti", "sebagai", "secara", "lebih", "sangat", "sekali", "paling", "banyak",
      "semua", "setiap", "tiap", "bisa", "dapat", "harus", "ada", "jadi", "menjadi", "begitu",
      "begini", "demikian", "tersebut", "atas", "bawah", "kepada", "terhadap", "bagi", "bukanlah",
      "mau", "ingin", "biar", "baru", "lalu", "kemudian", "setelah", "sebelum", "selama", "masa",
      "hal", "cara", "oh", "ya", "iya", "kok", "sih", "dong", "deh", "nih", "tuh", "loh", "lho",
      "kan", "pula", "pernah", "sendiri", "sama", "bagaimana", "apa", "apakah", "siapa", "mana",
      "kapan", "kenapa", "mengapa", "berapa", "disini", "sini", "sana", "situ", "tadi", "nanti",
      "sekarang", "dll", "dsb", "tsb", "via", "per",
      // people who are spoken to or of
      "saya", "aku", "kami", "kita", "kamu", "anda", "kalian", "dia", "ia", "beliau", "mereka",
      "gue", "gua", "lu", "bapak", "ibu", "pak", "bu", "bang", "mas", "mbak", "kak", "saudara",
      "teman", "kawan", "orang",
      // courtesy and the noise of forwarding
      "mohon", "tolong", "terima", "kasih", "terimakasih", "silakan", "silahkan", "semoga", "amin",
      "aamiin", "assalamualaikum", "selamat", "salam", "halo", "hai", "info", "share", "sharing",
      "sebarkan", "bagikan", "viralkan", "viral", "forward", "forwarded", "fwd", "copas", "grup",
      "group", "wkwk", "wkwkwk", "haha", "hehe", "punten", "monggo", "kang", "min", "gan", "sis",
      "bro",
      // Javanese and Sundanese links
      "lan", "karo", "sing", "iki", "kuwi", "iku", "ing", "wis", "arep", "nanging", "jeung", "nu",
      "eta", "ieu", "ka", "ti", "teh", "mah", "kang", "geus", "keur", "sareng",
      // Javanese, Sundanese, Ngaju and Banjar: links, pointers, helpers
      "kowe", "kula", "panjenengan", "dheweke", "deweke", "piyambakipun", "awake", "dhewe", "ana",
      "wonten", "saka", "saking", "marang", "dhateng", "kanggo", "kangge", "supados", "yen",
      "utawa", "utawi", "amarga", "amargi", "merga", "uga", "ugi", "maneh", "malih", "wae", "mawon",
      "mung", "kabeh", "sedaya", "iso", "saged", "kudu", "isih", "taksih", "banget", "sanget",
      "luwih", "langkung", "kaya", "kados", "nalika", "saben", "menapa", "endi", "pundi", "piye",
      "kepriye", "ngendi", "kene", "mriki", "kono", "arepe", "rek", "cah", "mbakyu", "dados",
      "abdi", "urang", "anjeun", "manehna", "anjeunna", "arurang", "aya", "tina", "pikeun",
      "sangkan", "upami", "lamun", "atawa", "atanapi", "kusabab", "lantaran", "sabab", "oge",
      "deui", "bae", "ngan", "sakabeh", "sadaya", "tiasa", "kedah", "keneh", "pisan", "leuwih",
      "kawas", "siga", "sapertos", "janten", "unggal", "naon", "saha", "iraha", "kumaha", "didieu",
      "dieu", "ditu", "tapina", "kuring", "sim", "tos", "atos", "parantos", "bade", "jituh", "jite",
      "jetuh", "jikau", "yaku", "ikau", "ikei", "itah", "ewen", "keton", "awi", "intu", "hong",
      "bara", "tege", "tuntang", "huang", "metuh", "amun", "kilau", "uras", "kare", "bewei", "kea",
      "kia", "ampin", "hapa", "wan", "lawan", "nang", "ngini", "nitu", "ngitu", "haja", "gasan",
      "matan", "ulun", "pian", "ikam", "jua", "sabarataan", "saban", "gin", "pang", "nangapa",
      "mambari",
      // English links
      "the", "a", "an", "of", "to", "in", "on", "at", "is", "are", "was", "were", "be", "been",
      "and", "or", "for", "with", "by", "from", "as", "that", "this", "it", "its", "has", "have",
      "had", "will", "you", "your", "we", "our", "they", "their", "he", "she", "his", "her", "i",
      "my", "me", "if", "so", "but", "who", "what", "when", "where", "which", "can", "do", "does",
      "did"};
  return words;
}

const Words& negations() {
  static const Words words{"bukan", "tidak", "tanpa", "belum", "batal",  "mustahil", "no",
                           "not",   "never", "ora",   "dudu",  "mboten", "henteu",   "sanes",
                           "teu",   "jia",   "kada",  "jaton", "durung", "hindai",   "acan"};
  return words;
}

constexpr std::size_t shortest_slip = 4;
constexpr std::size_t longest_slip = 12;

/// Words with each of their letters left out in turn. Two words that are one slip apart have one
/// such form in common, or one is a form of the other. Source: W. Garbe, "SymSpell", 2012.
struct Forms {
  /// What a word is made of: no slip puts in more than one letter that it lacks.
  struct Shape {
    std::uint64_t letters = 0;
    std::size_t size = 0;
  };

  explicit Forms(const Words& words) {
    for (const std::string_view word : words) {
      if (word.size() < shortest_slip) continue;
      shapes.push_back({letters_of(word), word.size()});
      forms.emplace(word);
      for (std::size_t at = 0; at < word.size(); ++at) forms.insert(std::string(word).erase(at, 1));
    }
  }

  static std::uint64_t letters_of(std::string_view word) {
    std::uint64_t letters = 0;
    for (const char letter : word) letters |= std::uint64_t{1} << (letter & 63);
    return letters;
  }

  /// Most words are unlike all of a short list, and need not be spelt out to know it.
  [[nodiscard]] bool may_have(std::string_view plain) const {
    const std::uint64_t letters = letters_of(plain);
    return std::any_of(shapes.begin(), shapes.end(), [&](const Shape& shape) {
      return plain.size() <= shape.size + 1 && shape.size <= plain.size() + 1 &&
             std::popcount(letters & ~shape.letters) <= 1;
    });
  }

  std::unordered_set<std::string> forms;
  std::vector<Shape> shapes;
};

bool is_slip_of(std::string_view plain, const Forms& known) {
  if (plain.size() < shortest_slip || plain.size() > longest_slip || !known.may_have(plain))
    return false;
  std::string form(plain);
  if (known.forms.contains(form)) return true;
  for (std::size_t at = 0; at < plain.size(); ++at) {
    form.assign(plain).erase(at, 1);
    if (known.forms.contains(form)) return true;
  }
  return false;
}

const Words& debunking_words() {
  static const Words words{
      "hoaks",      "hoax",      "bohong",   "kebohongan",  "disinformasi", "misinformasi",
      "bantah",     "membantah", "dibantah", "bantahan",    "klarifikasi",  "mengklarifikasi",
      "meluruskan", "faktanya",  "keliru",   "menyesatkan", "debunked",     "fake"};
  return words;
}

}  // namespace

bool is_stop_word(std::string_view plain) {
  if (plain.size() < 2) return plain.empty() || !(plain[0] >= '0' && plain[0] <= '9');
  return stop_words().contains(plain);
}

bool is_negation(std::string_view plain) { return negations().contains(plain); }

bool is_slip_of_stop_word(std::string_view plain) {
  static const Forms forms(stop_words());
  return is_slip_of(plain, forms);
}

bool is_slip_of_negation(std::string_view plain) {
  static const Forms forms(negations());
  return is_slip_of(plain, forms) && !is_negation(plain);
}

bool is_debunking(std::string_view plain) { return debunking_words().contains(plain); }

double scale_of(std::string_view plain) {
  if (plain.size() < 2 || plain.size() > 7) return 0;
  if (plain == "ribu" || plain == "rb") return 1e3;
  if (plain == "juta" || plain == "jt") return 1e6;
  if (plain == "miliar" || plain == "milyar") return 1e9;
  if (plain == "triliun" || plain == "trilyun") return 1e12;
  return 0;
}

}  // namespace kentongan::language
