#include "language/stem.hpp"

#include "language/roots.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::language {
namespace {

std::string root_of(std::string_view word) {
  StemBuffer buffer;
  return std::string(stem(word, buffer));
}

struct Derived {
  std::string_view word;
  std::string_view root;
};

void expect_all(const std::vector<Derived>& words) {
  for (const Derived& derived : words) EXPECT_EQ(root_of(derived.word), derived.root);
}

TEST(Stemming, affixes_come_off_as_far_as_the_word_list_allows) {
  expect_all({
      {"membagikan", "bagi"},
      {"penipuan", "tipu"},
      {"pemerintahan", "perintah"},
      {"ditemukan", "temu"},
      {"keselamatan", "selamat"},
      {"dipertemukan", "temu"},
      {"bermasalah", "masalah"},
      {"tersebar", "sebar"},
      {"pendaftaran", "daftar"},
      {"sebesar", "besar"},
      {"rumahnya", "rumah"},
      {"bantulah", "bantu"},
  });
}

TEST(Stemming, a_letter_that_a_prefix_swallowed_comes_back) {
  expect_all({
      {"menular", "tular"},
      {"menyebar", "sebar"},
      {"mengirim", "kirim"},
      {"memotong", "potong"},
      {"pengemudi", "kemudi"},
      {"penyakit", "sakit"},
  });
}

TEST(Stemming, a_word_of_the_list_is_its_own_root) {
  for (const std::string_view word : {"berita", "media", "kepala", "dia", "sekolah", "masalah"})
    EXPECT_EQ(root_of(word), word);
}

TEST(Stemming, a_word_of_the_list_that_makes_no_others_may_come_from_one_that_does) {
  expect_all({
      {"pelajaran", "ajar"},
      {"belajar", "ajar"},
      {"dedaunan", "daun"},
      {"sosialis", "sosial"},
      {"tetangga", "tetangga"},
      {"menangis", "tangis"},
  });
}

TEST(Stemming, names_and_foreign_words_stay) {
  for (const std::string_view word :
       {"kertajati", "jokowi", "download", "palangkaraya", "http", "bpjs"})
    EXPECT_EQ(root_of(word), word);
}

TEST(Stemming, words_said_twice_are_one_word) {
  expect_all({
      {"warga-warga", "warga"},
      {"berlari-larian", "lari"},
      {"menulis-nuliskan", "tulis"},
      {"rumah-rumahnya", "rumah"},
      {"hamba-mu", "hamba"},
      {"sayur-mayur", "sayur-mayur"},
  });
}

TEST(Stemming, verbs_as_people_speak_them_are_understood) {
  expect_all({
      {"ngambil", "ambil"},
      {"nyari", "cari"},
      {"nulis", "tulis"},
      {"bikinin", "bikin"},
  });
}

TEST(Stemming, any_bytes_are_stemmed_without_harm) {
  for (const std::string& word :
       {std::string(), std::string("-"), std::string("---"), std::string("ke-"),
        std::string(500, 'k'), std::string(60, 'e'), std::string("\xFF\xFE\x80men\xC0kan"),
        std::string("kekekekekekekekekekekekekekekekekekekekekekekekekekan")}) {
    EXPECT_LE(root_of(word).size(), word.size() + 1);
  }
}

}  // namespace
}  // namespace kentongan::language
