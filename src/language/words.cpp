#include "language/words.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

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
      // English links
      "the", "a", "an", "of", "to", "in", "on", "at", "is", "are", "was", "were", "be", "been",
      "and", "or", "for", "with", "by", "from", "as", "that", "this", "it", "its", "has", "have",
      "had", "will", "you", "your", "we", "our", "they", "their", "he", "she", "his", "her", "i",
      "my", "me", "if", "so", "but", "who", "what", "when", "where", "which", "can", "do", "does",
      "did"};
  return words;
}

const Words& negations() {
  static const Words words{"bukan", "tidak", "tanpa", "belum",  "batal",  "mustahil", "no",  "not",
                           "never", "ora",   "dudu",  "mboten", "henteu", "sanes",    "teu", "jia"};
  return words;
}

const Words& debunking_words() {
  static const Words words{
      "hoaks",      "hoax",      "bohong",   "kebohongan",  "disinformasi", "misinformasi",
      "bantah",     "membantah", "dibantah", "bantahan",    "klarifikasi",  "mengklarifikasi",
      "meluruskan", "faktanya",  "keliru",   "menyesatkan", "debunked",     "fake"};
  return words;
}

using Pairs = std::unordered_map<std::string_view, std::string_view>;

const Pairs& abbreviations() {
  static const Pairs pairs{
      {"yg", "yang"},           {"dgn", "dengan"},        {"dg", "dengan"},
      {"utk", "untuk"},         {"tuk", "untuk"},         {"tdk", "tidak"},
      {"gak", "tidak"},         {"ga", "tidak"},          {"gk", "tidak"},
      {"nggak", "tidak"},       {"enggak", "tidak"},      {"ngga", "tidak"},
      {"kagak", "tidak"},       {"tak", "tidak"},         {"org", "orang"},
      {"krn", "karena"},        {"karna", "karena"},      {"krna", "karena"},
      {"dr", "dari"},           {"dlm", "dalam"},         {"dl", "dulu"},
      {"dlu", "dulu"},          {"jd", "jadi"},           {"sdh", "sudah"},
      {"udh", "sudah"},         {"udah", "sudah"},        {"dah", "sudah"},
      {"tlh", "telah"},         {"blm", "belum"},         {"blom", "belum"},
      {"bln", "bulan"},         {"thn", "tahun"},         {"th", "tahun"},
      {"tgl", "tanggal"},       {"jg", "juga"},           {"jgn", "jangan"},
      {"jngn", "jangan"},       {"sy", "saya"},           {"sya", "saya"},
      {"bpk", "bapak"},         {"bp", "bapak"},          {"kpd", "kepada"},
      {"pd", "pada"},           {"dpt", "dapat"},         {"bs", "bisa"},
      {"bsa", "bisa"},          {"hrs", "harus"},         {"hr", "hari"},
      {"skrg", "sekarang"},     {"skr", "sekarang"},      {"skrang", "sekarang"},
      {"sblm", "sebelum"},      {"stlh", "setelah"},      {"spt", "seperti"},
      {"sprti", "seperti"},     {"sbg", "sebagai"},       {"tp", "tapi"},
      {"ttp", "tetap"},         {"tetep", "tetap"},       {"trs", "terus"},
      {"ttg", "tentang"},       {"tsb", "tersebut"},      {"tsbt", "tersebut"},
      {"lg", "lagi"},           {"lbh", "lebih"},         {"klo", "kalau"},
      {"kalo", "kalau"},        {"kl", "kalau"},          {"klu", "kalau"},
      {"bgt", "banget"},        {"bngt", "banget"},       {"bkn", "bukan"},
      {"bnyk", "banyak"},       {"byk", "banyak"},        {"byr", "bayar"},
      {"brg", "barang"},        {"bgm", "bagaimana"},     {"gmn", "bagaimana"},
      {"gimana", "bagaimana"},  {"knp", "kenapa"},        {"mrk", "mereka"},
      {"sm", "sama"},           {"smp", "sampai"},        {"sampe", "sampai"},
      {"smua", "semua"},        {"semuanya", "semua"},    {"sll", "selalu"},
      {"slalu", "selalu"},      {"trims", "terimakasih"}, {"makasih", "terimakasih"},
      {"tks", "terimakasih"},   {"tlg", "tolong"},        {"tlng", "tolong"},
      {"mhn", "mohon"},         {"ank", "anak"},          {"kel", "keluarga"},
      {"klrg", "keluarga"},     {"msk", "masuk"},         {"kmrn", "kemarin"},
      {"bsk", "besok"},         {"mlm", "malam"},         {"pgi", "pagi"},
      {"jkt", "jakarta"},       {"sby", "surabaya"},      {"indo", "indonesia"},
      {"pemkab", "pemkab"},     {"rmh", "rumah"},         {"rs", "rs"},
      {"pake", "pakai"},        {"pk", "pakai"},          {"liat", "lihat"},
      {"lht", "lihat"},         {"tau", "tahu"},          {"cuma", "hanya"},
      {"cm", "hanya"},          {"aja", "saja"},          {"aj", "saja"},
      {"sj", "saja"},           {"hoax", "hoaks"},        {"hp", "ponsel"},
      {"handphone", "ponsel"},  {"nmr", "nomor"},         {"wa", "whatsapp"},
      {"fb", "facebook"},       {"ig", "instagram"},      {"medsos", "medsos"},
      {"perush", "perusahaan"}, {"ps", "pasar"},          {"kec", "kecamatan"},
      {"kab", "kabupaten"},     {"prov", "provinsi"},     {"presdn", "presiden"}};
  return pairs;
}

constexpr std::size_t longest_phrase = 6;
struct Phrase {
  std::array<std::string_view, longest_phrase> words;
};

/// What apps and people put around what they forward, as plain written-out words.
constexpr std::array<Phrase, 28> forwarding_marks{{
    {{"diteruskan", "berkali", "kali"}},
    {{"sering", "diteruskan"}},
    {{"pesan", "diteruskan"}},
    {{"pesan", "terusan"}},
    {{"forwarded", "many", "times"}},
    {{"forwarded", "as", "received"}},
    {{"forwarded", "message"}},
    {{"forwarded", "from"}},
    {{"copas", "dari", "grup", "sebelah"}},
    {{"copas", "dari", "grup"}},
    {{"copas", "grup", "sebelah"}},
    {{"copas", "dari", "tetangga"}},
    {{"dari", "grup", "sebelah"}},
    {{"info", "dari", "grup", "sebelah"}},
    {{"sekadar", "meneruskan"}},
    {{"sekedar", "meneruskan"}},
    {{"hanya", "meneruskan"}},
    {{"sebarkan", "ke", "grup", "lain"}},
    {{"sebarkan", "ke", "semua", "grup"}},
    {{"sebarkan", "seluas", "luasnya"}},
    {{"sebarkan", "ke", "yang", "lain"}},
    {{"bagikan", "ke", "semua", "grup"}},
    {{"bagikan", "ke", "grup", "lain"}},
    {{"jangan", "berhenti", "di", "kamu"}},
    {{"jangan", "putus", "di", "kamu"}},
    {{"tolong", "sebarkan"}},
    {{"mohon", "disebarkan"}},
    {{"bantu", "sebarkan"}},
}};

/// How many tokens from `at` the phrase covers; 0 when it does not stand there.
std::size_t covered_by(const Phrase& phrase, const Text& text, std::size_t at) {
  std::size_t count = 0;
  for (const std::string_view word : phrase.words) {
    if (word.empty()) break;
    if (at + count >= text.tokens.size() || text.word(text.tokens[at + count]) != word) return 0;
    ++count;
  }
  return count;
}

bool may_open_a_phrase(std::string_view word) {
  return std::any_of(forwarding_marks.begin(), forwarding_marks.end(),
                     [word](const Phrase& phrase) { return phrase.words[0] == word; });
}

}  // namespace

bool is_stop_word(std::string_view plain) {
  if (plain.size() < 2) return plain.empty() || !(plain[0] >= '0' && plain[0] <= '9');
  return stop_words().contains(plain);
}

bool is_negation(std::string_view plain) { return negations().contains(plain); }

bool is_debunking(std::string_view plain) { return debunking_words().contains(plain); }

std::string_view write_out(std::string_view plain) {
  if (plain.size() > 9) return plain;
  const auto found = abbreviations().find(plain);
  return found == abbreviations().end() ? plain : found->second;
}

double scale_of(std::string_view plain) {
  if (plain.size() < 2 || plain.size() > 7) return 0;
  if (plain == "ribu" || plain == "rb") return 1e3;
  if (plain == "juta" || plain == "jt") return 1e6;
  if (plain == "miliar" || plain == "milyar") return 1e9;
  if (plain == "triliun" || plain == "trilyun") return 1e12;
  return 0;
}

void drop_forwarding_marks(Text& text) {
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.tokens.size();) {
    std::size_t covered = 0;
    if (may_open_a_phrase(text.word(text.tokens[at]))) {
      for (const Phrase& phrase : forwarding_marks) {
        covered = std::max(covered, covered_by(phrase, text, at));
      }
    }
    // A text that is nothing but such a mark is left alone: it is what the person asked.
    if (covered > 0 && covered < text.tokens.size()) {
      at += covered;
    } else {
      text.tokens[kept++] = text.tokens[at++];
    }
  }
  text.tokens.resize(kept);
}

}  // namespace kentongan::language
