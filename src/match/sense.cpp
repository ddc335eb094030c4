#include "match/sense.hpp"

#include "language/roots.hpp"
#include "language/stem.hpp"

#include <array>
#include <unordered_map>
#include <unordered_set>

namespace kentongan::match {

namespace {

/// Wordings that people exchange freely when they retell a story. Written for this program; one
/// meaning a line, and only where the exchange is safe: `bank` names are names, not synonyms.
constexpr std::string_view meanings =
    "meninggal wafat tewas mati berpulang gugur died dead death\n"
    "cina china tiongkok chinese rrt\n"
    "corona korona covid covid19 coronavirus\n"
    "vaksin vaksinasi imunisasi vaccine\n"
    "loker lowongan rekrutmen recruitment vacancy\n"
    "gratis cuma-cuma free percuma\n"
    "hadiah giveaway prize\n"
    "polisi polri kepolisian police\n"
    "dokter dr doctor\n"
    "presiden president\n"
    "uang duit dana money\n"
    "mobil kendaraan car\n"
    "motor sepeda\n"
    "kebakaran terbakar dibakar bakar fire\n"
    "ditangkap tangkap diciduk ciduk diringkus dicokok menangkap penangkapan arrested\n"
    "dipecat pecat dicopot copot diberhentikan memecat fired\n"
    "mundur mengundurkan pengunduran resign\n"
    "pemilu pilpres election\n"
    "pilkada pilgub pilwali\n"
    "capres kandidat paslon calon\n"
    "demo demonstrasi unjuk protes protest\n"
    "rusuh kerusuhan ricuh riot\n"
    "bentrok bentrokan clash\n"
    "diculik culik penculikan penculik\n"
    "dibunuh bunuh membunuh pembunuhan killed\n"
    "diserang serang menyerang serangan attack\n"
    "dibom bom ledakan meledak bomb\n"
    "gempa gempabumi earthquake\n"
    "banjir bandang flood\n"
    "longsor tanahlongsor\n"
    "meletus erupsi letusan eruption\n"
    "pesawat plane\n"
    "jatuh kecelakaan crash\n"
    "tenggelam karam\n"
    "kapal ship\n"
    "sembuh menyembuhkan obat mengobati penyembuh cure\n"
    "kanker tumor cancer\n"
    "jantung heart\n"
    "gula diabetes\n"
    "racun beracun keracunan toksik poison\n"
    "bahaya berbahaya membahayakan danger\n"
    "makanan pangan food\n"
    "minuman minum drink\n"
    "anak bocah balita bayi children child\n"
    "perempuan wanita cewek gadis women woman\n"
    "laki pria cowok lelaki man men\n"
    "istri bini wife\n"
    "suami husband\n"
    "ulama kiai kyai ustaz ustad ustadz kh\n"
    "masjid mesjid mosque\n"
    "gereja church\n"
    "kristen nasrani christian\n"
    "muslim islam moslem\n"
    "salat shalat sholat solat\n"
    "quran alquran koran\n"
    "ramadan ramadhan\n"
    "idulfitri lebaran\n"
    "murtad pindah\n"
    "mualaf masuk\n"
    "natal christmas\n"
    "yahudi israel zionis jewish\n"
    "palestina gaza palestinian\n"
    "amerika as usa us\n"
    "inggris uk british\n"
    "rusia russia\n"
    "ukraina ukraine\n"
    "arab saudi\n"
    "tka pekerja buruh tenaga\n"
    "pki komunis komunisme communist\n"
    "tentara tni militer prajurit army\n"
    "menteri menkes mendikbud mendagri menkeu menag minister\n"
    "gubernur gub governor\n"
    "bupati walikota wali\n"
    "dpr parlemen dewan legislatif\n"
    "kpu komisi\n"
    "mk mahkamah\n"
    "korupsi koruptor korup corruption\n"
    "penjara dipenjara bui tahanan ditahan prison\n"
    "hukuman vonis divonis dihukum hukum\n"
    "utang hutang debt\n"
    "bbm bensin pertalite\n"
    "listrik pln token\n"
    "harga tarif price\n"
    "naik kenaikan dinaikkan meningkat\n"
    "turun penurunan diturunkan\n"
    "bansos bantuan blt sembako subsidi\n"
    "pinjaman pinjol kredit loan\n"
    "undian gebyar kupon lottery\n"
    "nomor nomer nmr no\n"
    "hp ponsel handphone telepon telpon phone\n"
    "internet kuota data\n"
    "akun account\n"
    "diretas dihack hack bobol dibobol diretas hacked\n"
    "virus bakteri kuman\n"
    "penyakit sakit wabah disease\n"
    "rumahsakit rs hospital\n"
    "darah blood\n"
    "telur telor egg\n"
    "palsu imitasi tiruan\n"
    "asli orisinal original\n"
    "ijazah gelar sarjana diploma\n"
    "sekolah pelajar siswa murid school student\n"
    "mahasiswa kampus universitas\n"
    "guru pengajar teacher\n"
    "gaji upah honor salary\n"
    "pns asn cpns pegawai\n"
    "pajak ppn tax\n"
    "rakyat warga masyarakat penduduk people\n"
    "negara negeri country\n"
    "jalan tol jalanan\n"
    "kereta krl train\n"
    "bandara airport\n"
    "pelabuhan port\n"
    "laut samudra sea\n"
    "gunung mount\n"
    "ular snake\n"
    "anjing dog\n"
    "babi pork pig\n"
    "sapi cow\n"
    "ikan fish\n"
    "raksasa besar giant\n"
    "alien ufo\n"
    "hantu pocong setan iblis\n"
    "kiamat akhirzaman\n"
    "dajal dajjal\n"
    "bendera flag\n"
    "spanduk baliho poster banner\n"
    "lagu nyanyi bernyanyi song\n"
    "artis selebriti seleb\n"
    "menikah nikah kawin pernikahan dinikahi married\n"
    "cerai bercerai perceraian\n"
    "hamil mengandung pregnant\n"
    "melahirkan lahir born\n"
    "dukung mendukung dukungan pendukung support\n"
    "tolak menolak penolakan ditolak reject\n"
    "larang melarang larangan dilarang ban banned\n"
    "bubar bubarkan dibubarkan pembubaran\n"
    "curang kecurangan dicurangi fraud\n"
    "bohong dusta\n"
    "hina menghina penghinaan dihina\n"
    "marah mengamuk ngamuk murka geram\n"
    "menangis nangis tangis tangisan\n"
    "viral heboh gempar\n"
    "resmi official\n"
    "kaya miliarder konglomerat\n"
    "miskin melarat\n"
    "impor mengimpor import\n"
    "ekspor mengekspor export\n"
    "jual menjual dijual penjualan sell\n"
    "beli membeli dibeli buy\n"
    "tautan link\n"
    "foto gambar potret photo picture image\n"
    "video rekaman footage\n";

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

}  // namespace

Sense sense_of(std::string_view plain) {
  language::StemBuffer buffer;
  std::string_view stem = language::stem(plain, buffer);
  const bool is_root = language::find_root(stem).has_value();
  const auto& lines = known_meanings().line_of;
  auto line = lines.find(plain);
  if (line == lines.end()) line = lines.find(stem);
  Sense sense;
  if (line == lines.end() && !is_root) stem = without_english_ending(stem);
  sense.meaning = line != lines.end() ? line->second : hash_of(stem);
  sense.is_name = line == lines.end() && !is_root;
  sense.is_frame = is_frame(plain);
  return sense;
}

}  // namespace kentongan::match
