#include "match/near_duplicates.hpp"

#include "language/text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <random>
#include <set>
#include <string>
#include <thread>

namespace kentongan::match {
namespace {

const std::string warung =
    "perhatian warga kampung mulai senin depan semua warung wajib memasang kamera dan membayar "
    "iuran keamanan kepada petugas berseragam yang datang malam hari";
const std::string sirsak =
    "rebusan daun sirsak diminum tiga kali sehari menyembuhkan kanker tanpa operasi";

struct Shelf {
  Shelf() { known.replace({}, {{1, warung}, {2, sirsak}}); }
  /// The document that `asked` is a copy of, or 0.
  [[nodiscard]] std::int64_t copy_of(const std::string& asked) const {
    const auto found = known.find(language::canonical(asked), 3);
    return !found.empty() && found.front().is_same() ? found.front().document : 0;
  }
  NearDuplicates known;
};

TEST(NearDuplicates, know_the_message_itself_whatever_its_dress) {
  const Shelf shelf;

  const auto found =
      shelf.known.find(language::canonical("REBUSAN daun *sirsak*, diminum tiga kali "
                                           "sehari: menyembuhkan kanker tanpa operasi!!"),
                       3);

  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().document, 2);
  EXPECT_TRUE(found.front().likeness.exact);
  EXPECT_DOUBLE_EQ(found.front().likeness.resemblance(), 1.0);
}

TEST(NearDuplicates, know_a_copy_with_typing_errors) {
  const Shelf shelf;
  EXPECT_EQ(shelf.copy_of(
                "rebusn daun sirsakk diminum tiga kali seahri menyembuhkan kanker tnpa operasi"),
            2);
}

TEST(NearDuplicates, know_a_message_inside_a_longer_forward) {
  const Shelf shelf;
  EXPECT_EQ(
      shelf.copy_of("assalamualaikum bapak ibu, tadi pagi tetangga saya mengirim ini dan saya "
                    "bingung, apa betul? " +
                    sirsak + " terima kasih atas penjelasannya, salam dari kami sekeluarga"),
      2);
}

TEST(NearDuplicates, know_a_piece_cut_out_of_a_message) {
  const Shelf shelf;
  EXPECT_EQ(shelf.copy_of("semua warung wajib memasang kamera dan membayar iuran keamanan"), 1);
}

TEST(NearDuplicates, do_not_take_a_text_of_other_words_for_a_copy) {
  const Shelf shelf;
  EXPECT_EQ(shelf.copy_of("jadwal posyandu bulan ini dipindah ke balai desa hari rabu pagi"), 0);
  EXPECT_EQ(shelf.copy_of("daun pepaya diminum dua kali seminggu menurunkan demam"), 0);
  EXPECT_EQ(shelf.copy_of(""), 0);
}

TEST(NearDuplicates, do_not_know_a_short_text_by_letters_scattered_over_a_long_one) {
  std::string article;
  for (const char* sentence : {"petugas membayar tunai ", "warung itu tutup ", "kamera dicuri ",
                               "iuran belum lunas ", "senin depan libur "}) {
    for (int time = 0; time < 20; ++time) article += sentence + std::string("kata lain sekali ");
  }
  Shelf shelf;
  shelf.known.replace({}, {{3, "kamera warung petugas iuran senin tunai"}});
  EXPECT_EQ(shelf.copy_of(article), 0);
}

TEST(NearDuplicates, forget_what_is_dropped_and_learn_it_anew) {
  Shelf shelf;
  const std::array<std::int64_t, 1> gone{2};

  shelf.known.replace(gone, {});
  EXPECT_EQ(shelf.copy_of(sirsak), 0);

  shelf.known.replace(gone, {{2, sirsak}});
  EXPECT_EQ(shelf.copy_of(sirsak), 2);
  EXPECT_EQ(shelf.copy_of(warung), 1);
}

TEST(NearDuplicates, find_the_same_whether_learnt_at_once_or_one_by_one) {
  std::mt19937_64 chance(3);
  std::vector<KnownMessage> messages;
  for (int at = 0; at < 300; ++at) {
    std::string text;
    for (int word = 0; word < 12; ++word) text += "kata" + std::to_string(chance() % 60) + " ";
    messages.push_back({at, language::canonical(text)});
  }
  NearDuplicates at_once;
  at_once.replace({}, messages);
  NearDuplicates one_by_one;
  for (const KnownMessage& message : messages) one_by_one.replace({}, {message});

  EXPECT_LE(one_by_one.snapshot().parts.size(), 6U);
  for (const KnownMessage& message : messages) {
    const auto left = at_once.find(message.canonical, 1);
    const auto right = one_by_one.find(message.canonical, 1);
    ASSERT_FALSE(left.empty());
    ASSERT_FALSE(right.empty());
    EXPECT_EQ(left.front().document, right.front().document);
  }
}

TEST(NearDuplicates, let_readers_read_while_they_learn) {
  Shelf shelf;
  std::atomic<bool> done{false};
  std::atomic<int> missed{0};
  std::thread reader([&] {
    while (!done) missed += shelf.copy_of(warung) == 1 ? 0 : 1;
  });

  for (int at = 10; at < 200; ++at)
    shelf.known.replace({}, {{at, "kabar nomor " + std::to_string(at) + " dari kampung sebelah"}});
  done = true;
  reader.join();

  EXPECT_EQ(missed, 0);
}

TEST(NearDuplicates, take_bad_input_calmly) {
  Shelf shelf;
  std::string emoji;
  while (emoji.size() < 1'000'000) emoji += "😀";
  std::string repeated;
  for (int time = 0; time < 10'000; ++time) repeated += "sirsak ";
  for (const std::string& bad :
       {std::string("a"), emoji, std::string("\xff\xfe\xc0"), repeated, std::string(100'000, '1'),
        std::string("https://contoh.id/a https://contoh.id/b")}) {
    EXPECT_EQ(shelf.copy_of(bad), 0);
    shelf.known.replace({}, {{9, language::canonical(bad)}});
    shelf.known.replace(std::array<std::int64_t, 1>{9}, {});
  }
  EXPECT_EQ(shelf.copy_of(warung), 1);
}

TEST(NearDuplicates, known_by_a_phrase_everybody_writes_are_still_found_by_their_own_words) {
  std::vector<KnownMessage> messages;
  for (int at = 0; at < 20'000; ++at) {
    messages.push_back({at, "assalamualaikum warahmatullahi wabarakatuh sebarkan kabar nomor " +
                                std::to_string(at * 7919)});
  }
  messages.push_back({-1, "assalamualaikum warahmatullahi wabarakatuh sebarkan " + sirsak});
  NearDuplicates known;
  known.replace({}, messages);

  const auto found = known.find("assalamualaikum warahmatullahi wabarakatuh sebarkan " + sirsak, 1);

  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().document, -1);
}

}  // namespace
}  // namespace kentongan::match
