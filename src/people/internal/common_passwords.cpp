#include "people/internal/common_passwords.hpp"

#include <algorithm>
#include <array>

namespace kentongan::people {
namespace {

// Written by us: what people in Indonesian offices choose, words of our trade, runs of the keyboard.
// In order of bytes, for the binary search.
constexpr auto common = std::to_array<std::string_view>({
    "00000000", "01234567", "0123456789", "11111111", "11223344", "112233445566", "12121212",
    "123123123", "12341234", "12344321", "12345678", "123456789", "1234567890", "123456789a",
    "12345678a", "123qwe123", "123qweasd", "147258369", "159753456", "17081945", "19450817",
    "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "1qazxsw2", "20202020", "20262026", "87654321",
    "88888888", "987654321", "99999999", "a1234567", "a12345678", "a1b2c3d4", "aa123456",
    "abc12345", "abcd1234", "abcdefgh", "adikku", "admin", "admin123", "admin1234", "admin12345",
    "adminadmin", "administrator", "adminkim", "adminweb", "akucinta", "akucintakamu", "akusayang",
    "akusayangkamu", "alfatihah", "alhamdulillah", "allah", "allahswt", "allahuakbar", "anakku",
    "android", "anggota", "anjing", "anjinggila", "arsenal", "asdasdasd", "asdfghjk", "asdfghjkl",
    "assalamualaikum", "ayahku", "ayam", "bahagia", "bahagiaselalu", "balaidesa", "bandung",
    "bapakku", "barcelona", "baseball", "basketball", "batman", "bendahara", "bhinneka", "bidadari",
    "bismilah", "bismillah", "bismillahirrahmanirrahim", "bodoamat", "bodoh", "buka", "bukapintu",
    "bukasaja", "cantik", "cantiksekali", "changeme", "changeme1", "chelsea", "cikijing", "cinta",
    "cintaibu", "cintakamu", "cintaku", "computer", "default", "demo", "demo1234", "desa",
    "diskominfo", "doraemon", "dragon", "dusun", "facebook", "football", "forever", "ganteng",
    "gantengsekali", "garuda", "goblok", "google", "guest", "guest123", "gunungmas", "haleluya",
    "ibuku", "ikp", "iloveu", "iloveyou", "iloveyou1", "indonesia", "indonesiaraya", "informasi",
    "instagram", "insyaallah", "internet", "internetku", "jabar", "jakarta", "jakmania",
    "jatiwangi", "jawabarat", "jomblo", "jombloabadi", "juventus", "kabupaten", "kadipaten",
    "kakakku", "kalimantan", "kalimantantengah", "kalteng", "kampung", "kamu", "kamuaku", "kangen",
    "kantor", "kantordesa", "katakunci", "katasandi", "kecamatan", "kekasih", "kelompok",
    "kelompokinformasi", "keluarga", "keluargaku", "kelurahan", "kemkominfo", "kentongan", "kepala",
    "keren", "kerenabis", "ketua", "kim", "komdigi", "kominfo", "komunitas", "kota", "kucing",
    "kucingku", "kurun", "letmein", "letmein1", "liverpool", "login", "login123", "lovelove",
    "lovely", "loveyou", "lupa", "lupapassword", "lupasandi", "majalengka", "mamaku", "mamapapa",
    "manchester", "master", "masuk", "masyaallah", "masyarakat", "merdeka", "monkey", "muhammad",
    "nagari", "naruto", "nusantara", "operator", "pancasila", "papaku", "pass1234", "passw0rd",
    "password", "password1", "passwordku", "passwords", "passwort", "pemda", "pemdes", "pemeriksa",
    "pemkab", "pengurus", "persib", "persibbandung", "persija", "persijajakarta", "petugas", "pip",
    "pokemon", "portal", "princess", "provinsi", "puji", "q1w2e3r4", "qazwsxedc", "qwe12345",
    "qweasdzxc", "qweqweqwe", "qwerty", "qwerty123", "qwertyui", "qwertyuiop", "rahasia",
    "rahasiaku", "rahasianegara", "realmadrid", "redaksi", "relawan", "rindu", "rindukamu", "root",
    "samsung", "sandi", "sandiku", "sangatrahasia", "sayang", "sayangibu", "sayangkamu", "sayangku",
    "sayangmama", "secret", "secret123", "sekretaris", "semangat", "semangat45", "sepakbola",
    "sepang", "server", "shadow", "sistem", "spiderman", "starwars", "subhanallah", "sukses",
    "suksesselalu", "suksesterus", "sunshine", "superadmin", "superman", "surabaya", "system",
    "telegram", "temp1234", "temporary", "test1234", "testtest", "tewah", "tidakada", "tidaktahu",
    "trustno1", "tuhan", "tuhanyesus", "user1234", "viking", "wartawan", "website", "welcome",
    "welcome1", "whatever", "whatsapp", "yesus", "yesuskristus", "youtube", "zaq12wsx", "zxcvbnm",
    "zxcvbnma",
});
static_assert(std::is_sorted(common.begin(), common.end()));

}  // namespace

bool is_common_password(std::string_view text) {
  return std::binary_search(common.begin(), common.end(), text);
}

}  // namespace kentongan::people
