// These words hurt; they stand here so that a person is asked to look before they are passed on.
// They are kept few: a word is here when messages that wound are hard to tell without it. Names of
// peoples, faiths, bodies and genders are neutral by themselves and weigh little alone
// (weights.cpp). No names of persons. To add a word, put it into its class, run `screening_bench`
// and write the new figures into docs/screening.md.
#include "screening/words.hpp"

#include "base/text.hpp"
#include "language/stem.hpp"

#include <array>
#include <unordered_map>

namespace kentongan::screening {

namespace {

struct ClassWords {
  WordClass word_class;
  std::string_view words;
};

constexpr std::array lists{
    // Indonesian first, then Javanese and Sundanese
    ClassWords{WordClass::insult,
               "anjing anjg ajg anjeng anying anjink njing bangsat bgst bangsad bangke bajingan "
               "brengsek keparat kampang kimak bedebah sialan asu asw jancok jancuk dancok "
               "jangkrik bajigur matamu matane ndasmu ndase raimu raine cangkemmu cocotmu cocote "
               "congormu kehed sundal goblok goblog gblk begundal bangkawarah gateli"},
    ClassWords{WordClass::oath,
               "anjir anjay anjrit njir anjim tai taik tae cok cuk gathel kontol kntl memek "
               "pepek itil jembut pantek puki ngentot entot ngewe ewe setan sial buset asem"},
    ClassWords{WordClass::beast,
               "anjing babi babik monyet kunyuk bedes bedhes kera beruk tikus kecoa lintah ular "
               "buaya kerbau kebo keledai bagong bangkai sampah kotoran comberan parasit benalu "
               "kutu virus penyakit setan iblis dajjal dajal binatang hewan celeng wedhus kirik "
               "onyet munding jurig tuyul demit udang bunglon cacing"},
    ClassWords{WordClass::contempt,
               "bodoh bego goblok goblog tolol dungu bloon oon pekok pekoh koplok kopok dongo "
               "belegug belet kenthir ndeso udik kampungan sinting edan gendeng sarap gelo "
               "munafik biadab bejat laknat laknatullah terkutuk durjana najis hina nista "
               "pembohong penipu maling garong koruptor pengkhianat khianat pecundang pengecut "
               "penjilat jilat serakah rakus licik culas keji zalim dzalim zolim lalim sesat "
               "penista menista pemfitnah provokator perusak penjajah diktator tiran kacung "
               "boneka planga plongo jahanam durhaka pendusta dusta otoriter"},
    ClassWords{WordClass::belittling,
               "gila bohong jahat busuk sombong songong belagu sok sotoy bacot bct bacod bacotan "
               "congor cangkem lambe cocot mulut otak utek tukang dangkal picik norak alay lemot "
               "payah gagal malu memalukan pencitraan parah ngawur ngaco rusak fitnah sampis "
               "miskin kere gembel melarat lebay caper munak jilat pantat"},
    ClassWords{WordClass::taunt,
               "dasar woi woy hoi cuih rasain rasakan kapok mampus makan tuh sono sana cih preet "
               "pret hadeh matek sukur sukurin"},
    ClassWords{WordClass::sexual,
               "lonte lonthe pelacur perek jablay sundal jalang murahan bispak cabul mesum turuk "
               "tempik kanjut heunceut bokep"},
    ClassWords{WordClass::violence,
               "bunuh bunuhi bantai gorok sembelih penggal tebas tikam tusuk gantung bakar "
               "tembak dor rajam hajar gebuk gebukin gampar tampar tonjok pukul injak ludahi "
               "cincang mutilasi siksa culik perkosa mampus mati matiin modar bom lenyapkan "
               "pateni paehan darah perang jihad lawan serbu kepung"},
    ClassWords{WordClass::expulsion,
               "usir enyah ganyang basmi musnah hancur bubar tumpas berantas lengser turun "
               "guling boikot singkir deportasi depak tendang buang jajah kuasai tolak sapu "
               "habisi"},
    ClassWords{WordClass::slur,
               "aseng cokin cino chino sipit pribumi nonpribumi kafir kapir kopar kopir onta "
               "unta cebong kecebong bong cebonger kampret kamvret kadrun komunis pki banci "
               "bencong bences maho hombreng embisil inlander antek togog togok taplak cingkrang "
               "zionis"},
    ClassWords{WordClass::ethnic,
               "cina china tionghoa tiongkok jawa sunda batak papua ambon madura minang padang "
               "bugis dayak melayu betawi arab yahudi india bali aceh flores manado keturunan "
               "pendatang suku ras etnis bangsa wong asing"},
    ClassWords{WordClass::religion,
               "islam muslim muslimah kristen nasrani katolik katholik protestan hindu budha "
               "buddha konghucu yahudi syiah ahmadiyah wahabi sunni ulama ustad ustadz kyai kiai "
               "habib pendeta pastor biksu gereja masjid pura vihara agama umat jemaat aliran "
               "salib alquran injil allah tuhan nabi rasul yesus"},
    ClassWords{WordClass::unbelief,
               "kafir kapir murtad musyrik atheis ateis sesat munafik bidah liberal penista "
               "menista nista haram neraka azab laknat dajjal najis kufur"},
    ClassWords{WordClass::disability,
               "cacat buta budek tuli bisu pincang lumpuh idiot autis difabel gagu bolot cebol "
               "kerdil picek keterbelakangan"},
    ClassWords{WordClass::gender,
               "banci bencong waria lesbi lesbian gay homo homoseks lgbt maho transgender "
               "perempuan wanita cewek betina janda feminis"},
    ClassWords{WordClass::ideology,
               "komunis pki kapitalis liberal sekuler radikal teroris ekstremis khilafah hti fpi "
               "cebong kecebong kampret kadrun antek rezim orba makar separatis kolonial zionis"},
    ClassWords{WordClass::power,
               "presiden wapres menteri gubernur bupati walikota lurah camat kades dpr dprd mpr "
               "partai rezim pemerintah penguasa negara polisi polri tni jenderal hakim jaksa "
               "kpk caleg capres cagub politisi politikus pejabat istana"},
    ClassWords{WordClass::addressed,
               "kamu kau engkau lu lo loe elu elo lau anda kalian kowe koen sampeyan sia siah "
               "maneh anjeun situ mu luh you ente antum"},
    ClassWords{WordClass::collective,
               "mereka kaum semua para orang manusia makhluk bangsa golongan kelompok gerombolan "
               "keturunan pendukung pengikut pemuja wong jelema jelma tiang simpatisan kubu "
               "kroni"},
    ClassWords{WordClass::self,
               "aku gue gua gw saya kami kita ku inyong enyong abdi urang aing ane"},
    ClassWords{WordClass::body,
               "jelek gendut gemuk kurus pesek dekil hitam item kribo botak tonggos sumbing muka "
               "wajah bau keriput burik buluk jidat bacin beungeut bengeut"},
    ClassWords{WordClass::negation,
               "jangan tidak bukan tak nggak enggak gak ga ngga ndak ora aja ulah henteu teu "
               "stop hentikan setop larang dilarang hindari janganlah belum tanpa"},
    ClassWords{WordClass::reporting,
               "katanya kata menurut ujar sebut disebut menyebut tuding dituding dituduh tuduh "
               "lapor dilaporkan laporan polda polres tersangka terdakwa sidang pasal undang uu "
               "kasus kronologi berita artikel hoaks hoax klarifikasi bantah membantah benarkah "
               "apakah wartawan redaksi kutip mengutip arti sejarah film novel cerita"},
    ClassWords{WordClass::friendly,
               "wkwk wkwkwk haha hahaha hehe hihi canda bercanda becanda sayang cinta kangen "
               "rindu lucu ngakak seru terima kasih terimakasih makasih selamat semoga amin "
               "aamiin alhamdulillah keren bagus mantap hebat indah doa sahabat teman kawan "
               "bestie"},
    ClassWords{WordClass::peace,
               "toleransi toleran rukun kerukunan damai hormat menghormati menghargai hargai "
               "bersatu persatuan bhinneka keberagaman saudara maaf kasih adil manusiawi empati"},
};

const std::unordered_map<std::string_view, std::uint32_t>& table() {
  static const auto made = [] {
    std::unordered_map<std::string_view, std::uint32_t> words;
    for (const ClassWords& list : lists) {
      for (const std::string_view word : split(list.words, ' ')) {
        words[word] |= static_cast<std::uint32_t>(list.word_class);
      }
    }
    return words;
  }();
  return made;
}

}  // namespace

std::uint32_t classes_of(std::string_view plain) {
  const auto& words = table();
  if (const auto known = words.find(plain); known != words.end()) return known->second;
  if (plain.size() < 5) return 0;
  language::StemBuffer buffer{};
  const auto root = words.find(language::stem(plain, buffer));
  if (root != words.end()) return root->second;
  // `matamu`, `otaklu`: what is said to somebody's face clings to its owner.
  for (const std::string_view tail : {"mu", "lu", "nya", "ku"}) {
    if (!plain.ends_with(tail)) continue;
    const auto owned = words.find(plain.substr(0, plain.size() - tail.size()));
    if (owned != words.end()) return owned->second;
  }
  return 0;
}

}  // namespace kentongan::screening
