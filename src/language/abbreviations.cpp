// Chat abbreviations and everyday misspellings, written for this program from what Indonesians
// type. A form that is a word of its own (`kel`, `smp`, `make`) has no place here.
#include "language/words.hpp"

#include <array>
#include <unordered_map>

namespace kentongan::language {

namespace {

struct WrittenOut {
  std::string_view word;
  std::string_view forms;  ///< one space apart
};

constexpr auto written_out = std::to_array<WrittenOut>({
    {"adik", "adek"},
    {"aku", "akuu aq qu"},
    {"anak", "ank"},
    {"apa", "ap apaan"},
    {"apakah", "apkah apkh"},
    {"apotek", "apotik"},
    {"atlet", "atlit"},
    {"ayah", "bokap"},
    {"bagaimana", "bgaimana bgimana bgm bgmn gimana gmana gmn gmna"},
    {"bahaya", "bhaya bhy bhya"},
    {"bahwa", "bhw bhwa"},
    {"bandung", "bdg"},
    {"banget", "bangt bget bgt bgtt bngt"},
    {"banyak", "bnyak bnyk byak byk"},
    {"bapak", "bapa bp bpk"},
    {"barang", "brg brng"},
    {"baru", "bru"},
    {"bayar", "bayr byar byr"},
    {"beberapa", "bbrapa bbrp beberpa"},
    {"belum", "belom blm blnm blom blum"},
    {"benar", "bener beneran bnar bner bnr bnran"},
    {"berapa", "brapa brp brpa"},
    {"berita", "berta brita brta"},
    {"besar", "bsar bsr gede"},
    {"besok", "bsk bsok"},
    {"bilang", "bilng blg blng"},
    {"bisa", "bisaa bs bsa"},
    {"buka", "bka"},
    {"bukan", "bkan bkn bukn"},
    {"bulan", "bln"},
    {"cepat", "cepet cpat cpet cpt"},
    {"daftar", "daptar dftar dftr"},
    {"dalam", "dalem dlam dlm"},
    {"dapat", "dapet dapt dpet dpt"},
    {"dari", "dr dri"},
    {"dengan", "dg dgan dgn dng dngn"},
    {"dengar", "dgr"},
    {"dia", "dy dya"},
    {"dimana", "dimn dmn dmna"},
    {"dokter", "dktr dokt doktr"},
    {"dulu", "dl dlu"},
    {"facebook", "efbi fb fesbuk pesbuk"},
    {"gratis", "geratis grtis grts"},
    {"gue", "gua gw gwe"},
    {"habis", "abis hbis hbs"},
    {"hadiah", "hadiahh hdiah"},
    {"hakikat", "hakekat"},
    {"hanya", "cm cma cman cmn cuma cuman hny hnya"},
    {"harap", "hrap hrp"},
    {"harga", "hrg hrga"},
    {"hari", "hr hri"},
    {"harus", "haruss hrs hrus"},
    {"hoaks", "hoax"},
    {"ibu", "nyokap"},
    {"ijazah", "ijasah"},
    {"indonesia", "indnesia indo"},
    {"info", "infonya inpo"},
    {"informasi", "inform informsi"},
    {"instagram", "ig insta"},
    {"istri", "bini"},
    {"izin", "ijin"},
    {"jadi", "jd jdi"},
    {"jakarta", "jkrt jkt"},
    {"jalan", "jl jln"},
    {"jangan", "jangn jgan jgn jngn"},
    {"jika", "jk jka"},
    {"juga", "jg jga"},
    {"kabar", "kabr kbr"},
    {"kabupaten", "kab kabup kbptn"},
    {"kakak", "kaka kk"},
    {"kalau", "kalo kalok kalu kalw kl klau klo klu klw"},
    {"kami", "kmi"},
    {"kamu", "kamuh km kmu qm"},
    {"kapan", "kapn kpn"},
    {"karena", "karn karna krena krn krna"},
    {"katanya", "ktny ktnya"},
    {"kecamatan", "kcmtn kec"},
    {"kecil", "kcil kcl"},
    {"keluarga", "klg klrg klrga kluarga klwrga"},
    {"kemana", "kmn kmna"},
    {"kemarin", "kemaren kmaren kmarin kmrn"},
    {"kenapa", "kenp knapa knp napa ngapa npa"},
    {"kepada", "kpada kpd"},
    {"kerja", "kerj krj krja"},
    {"kiai", "kyai"},
    {"kirim", "kirimin kirm krim krm"},
    {"kita", "kt kta qt"},
    {"klik", "clik klick"},
    {"kok", "ko kq"},
    {"komplet", "komplit"},
    {"kualitas", "kwalitas"},
    {"kuitansi", "kwitansi"},
    {"lagi", "lg lgi"},
    {"laki", "cowo cowok cwo"},
    {"lama", "lma"},
    {"langsung", "langsng lgsg lgsng lngsng lsg"},
    {"lebih", "lbh lbih lebi"},
    {"lihat", "lhat lht liat liatin ngeliat"},
    {"lu", "elo elu lo loe"},
    {"makan", "maem mkan mkn"},
    {"malam", "malem mlam mlm"},
    {"mana", "mna"},
    {"masih", "mash masi msh msih"},
    {"masjid", "mesjid"},
    {"masuk", "msk msuk"},
    {"masyarakat", "masy masyrkt msy msyrkt"},
    {"medan", "mdn"},
    {"memang", "emang emg emng mmang mmg"},
    {"menang", "mnang"},
    {"menjadi", "mjd mnjadi mnjd"},
    {"menteri", "mentri"},
    {"mereka", "mrek mreka mrk mrka"},
    {"miliar", "milyar"},
    {"minggu", "mgg mggu mnggu"},
    {"minum", "minm mnm"},
    {"mohon", "mhn mhon mohn"},
    {"mungkin", "mgkin mgkn mngkin mungkn"},
    {"nanti", "entar nnti ntar nti"},
    {"nasihat", "nasehat"},
    {"negara", "ngara ngr"},
    {"ngomong", "ngmg ngmng"},
    {"nomor", "nmer nmr nomer"},
    {"obat", "obt"},
    {"orang", "orag org ornag orng"},
    {"orangtua", "ortu"},
    {"pada", "pd pda"},
    {"pagi", "pgi"},
    {"pakai", "pake pakek pk pke"},
    {"pasti", "pst psti"},
    {"pembangunan", "pmbgnn"},
    {"pemenang", "pmenang"},
    {"pemerintah", "pemrintah pemrth pmerintah pmrnth"},
    {"pengumuman", "pengmuman pgmn"},
    {"penting", "pentg pnting ptg"},
    {"penyakit", "penykit pnyakit pnykt"},
    {"perempuan", "cewe cewek cwe"},
    {"pergi", "prg prgi"},
    {"perusahaan", "perusahan perush prsh"},
    {"polisi", "plisi"},
    {"ponsel", "handphone hape henpon hp hpmu"},
    {"praktik", "praktek"},
    {"presiden", "presdn prsiden"},
    {"provinsi", "propinsi prov"},
    {"pulang", "plg plng"},
    {"quran", "alquran"},
    {"rakyat", "rakyt rkyt"},
    {"ramadhan", "ramadan romadhon"},
    {"rekening", "rekg"},
    {"risiko", "resiko"},
    {"rumah", "rmah rmh"},
    {"rumahsakit", "rmhsakit"},
    {"saja", "aj aja ajah aje doang sj sja"},
    {"sakit", "skit skt"},
    {"salah", "slah slh"},
    {"salat", "shalat sholat solat"},
    {"sama", "sm"},
    {"sampai", "nyampe sampe sampek sampi smpai smpe smpek"},
    {"sangat", "sangt sgt sngt"},
    {"saya", "saia sy sya syaa"},
    {"sebab", "sbab sbb"},
    {"sebagai", "sbagai sbg sbgai"},
    {"sebar", "sbar"},
    {"sebarkan", "sebarin sharekan"},
    {"sebelum", "sblm sblum sebelom"},
    {"sedang", "sdg sdng"},
    {"segala", "sgala"},
    {"segera", "segra sgr sgra"},
    {"sekadar", "sekedar"},
    {"sekarang", "sekrang skarang skg skr skrang skrg skrng"},
    {"selalu", "slalu sll sllu"},
    {"seluruh", "slrh slruh sluruh"},
    {"semoga", "moga smoga"},
    {"semua", "semwa smua smuanya smw smwa"},
    {"seperti", "kayak kyk seprti sperti sprt sprti spt"},
    {"sering", "srg srng"},
    {"setelah", "setlah stelah stlah stlh"},
    {"setiap", "stiap stp"},
    {"share", "sher shere shre"},
    {"siapa", "sape spa"},
    {"silakan", "silahkan"},
    {"sistem", "sistim"},
    {"sore", "sre"},
    {"sudah", "dah sdah sdh udah udh"},
    {"supaya", "spy spya"},
    {"surabaya", "sby sbya"},
    {"tadi", "td tdi"},
    {"tahu", "tau tauk taw thu tw"},
    {"tahun", "th thn"},
    {"tanggal", "tgal tgl tnggal"},
    {"tapi", "tp tpi"},
    {"teknik", "tehnik"},
    {"teknologi", "tehnologi"},
    {"telah", "tlh"},
    {"telegram", "tele"},
    {"telepon", "telp telpon tilpun tlp tlpn"},
    {"teman", "temen tmen tmn"},
    {"tempat", "tempt tmpat tmpt"},
    {"tentang", "ttg ttng"},
    {"terbaru", "trbaru trbr"},
    {"terhadap", "thd thdp trhadap trhdp"},
    {"terhormat", "yth"},
    {"terima", "trima"},
    {"terimakasih", "makasi makasih mksh mksih tengkyu thanks thx tks tq trims trmksh"},
    {"terjadi", "terjd trjadi trjd"},
    {"terkait", "trkait"},
    {"termasuk", "trmasuk trmsk"},
    {"ternyata", "tnyata trnyata trnyt"},
    {"tersebut", "tsb tsbt"},
    {"tertanda", "ttd"},
    {"terus", "teruss trs trus"},
    {"tetap", "tetep ttep ttp"},
    {"tetapi", "ttapi"},
    {"tidak",
     "enga engga enggak ga gag gak gakk gk gx kagak nda ndak ngga nggak tak tdak tdk tidk"},
    {"tolong", "tlg tlng tolng"},
    {"transfer", "tf tfan transper trf"},
    {"triliun", "trilyun"},
    {"uang", "doku duit dwit"},
    {"untuk", "tuk unt untk utk"},
    {"ustaz", "ustad ustadz"},
    {"ustazah", "ustadzah"},
    {"vaksin", "paksin vaksn vksn"},
    {"wajib", "wajb wjb"},
    {"wanita", "wnita wnt"},
    {"whatsapp", "wa wapri wasap watsap watsapp whatsap"},
    {"yang", "yg yng"},
    {"yogyakarta", "jgja jogja yogya"},
    {"youtube", "yt yutub"},
    {"zaman", "jaman"},
});

using Forms = std::unordered_map<std::string_view, std::string_view>;

constexpr std::size_t longest_form = 10;

Forms forms_by_name() {
  Forms forms;
  for (const WrittenOut& entry : written_out) {
    std::string_view left = entry.forms;
    while (!left.empty()) {
      const std::size_t end = left.find(' ');
      forms.emplace(left.substr(0, end), entry.word);
      left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
    }
  }
  return forms;
}

/// `wkwkwk`, `hahaha`, `hihihi`, with slips of the finger: two letters and nothing else.
std::string_view laughter(std::string_view plain) {
  if (plain.size() < 4) return {};
  for (const std::string_view laugh : {"haha", "hehe", "hihi", "wkwk", "kwkw", "xixi"}) {
    if (plain.find_first_not_of(laugh) != std::string_view::npos) continue;
    if (plain.find(laugh[0]) != std::string_view::npos &&
        plain.find(laugh[1]) != std::string_view::npos)
      return laugh == "kwkw" ? "wkwk" : laugh;
  }
  return {};
}

}  // namespace

std::string_view write_out(std::string_view plain) {
  static const Forms forms = forms_by_name();
  if (plain.size() <= longest_form) {
    if (const auto found = forms.find(plain); found != forms.end()) return found->second;
  }
  const std::string_view laugh = laughter(plain);
  return laugh.empty() ? plain : laugh;
}

}  // namespace kentongan::language
