#include "match/clusters.hpp"

#include "language/text.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace kentongan::match {
namespace {

const std::string warung =
    "Perhatian warga kampung, mulai Senin depan semua warung wajib memasang kamera dan membayar "
    "iuran keamanan kepada petugas berseragam yang datang malam hari.";
const std::string sirsak =
    "Rebusan daun sirsak diminum tiga kali sehari menyembuhkan kanker tanpa operasi, sudah "
    "dibuktikan banyak orang di desa sebelah.";

struct Queue {
  Clusters::Placed ask(const std::string& text) {
    return clusters.add(++asked, language::canonical(text));
  }
  Clusters clusters;
  std::int64_t asked = 0;
};

TEST(Clusters, gather_the_variants_of_one_message) {
  Queue queue;
  const auto first = queue.ask(warung).cluster;
  const auto other = queue.ask(sirsak).cluster;

  EXPECT_NE(first, other);
  EXPECT_EQ(
      queue
          .ask("PERHATIAN warga kampung!! mulai senin depan semua warung wajib memasng kmera dan "
               "membayar iuran keamanan kpd petugas berseragam yg datang malam hari")
          .cluster,
      first);
  EXPECT_EQ(queue.ask("Assalamualaikum, mohon dicek apakah kabar ini benar: " + sirsak).cluster,
            other);
  EXPECT_EQ(
      queue.ask("semua warung wajib memasang kamera dan membayar iuran keamanan kepada petugas")
          .cluster,
      first);
}

TEST(Clusters, are_not_tied_together_by_what_everybody_writes) {
  const std::string greeting =
      "Assalamualaikum bapak ibu admin, mohon dicek apakah kabar dari grup ini "
      "benar atau bohong, terima kasih: ";
  const std::vector<std::string> stories{
      "gempa besar akan terjadi malam nanti", "pulsa gratis dari kementerian untuk pelajar",
      "telur palsu beredar di pasar kota",    "jembatan ditutup sampai akhir tahun",
      "penculik menyamar sebagai badut",      "bantuan beras dibagi hari jumat"};
  Queue queue;
  // The queue learns what everybody writes from questions that differ in all the rest.
  std::mt19937_64 chance(17);
  for (int time = 0; time < 60; ++time) {
    std::string story;
    for (int letter = 0; letter < 250; ++letter)
      story += letter % 7 == 6 ? ' ' : static_cast<char>('a' + chance() % 26);
    queue.ask(greeting + story);
  }

  std::vector<Clusters::Question> found;
  for (const std::string& story : stories) found.push_back(queue.ask(greeting + story).cluster);

  for (std::size_t left = 0; left < found.size(); ++left) {
    for (std::size_t right = 0; right < left; ++right) EXPECT_NE(found[left], found[right]);
  }
}

TEST(Clusters, say_where_a_question_is_and_keep_it_there) {
  Queue queue;
  const auto first = queue.ask(warung).cluster;

  EXPECT_EQ(queue.clusters.add(1, language::canonical(sirsak)).cluster, first);
  EXPECT_EQ(queue.clusters.cluster_of(1), first);
  EXPECT_EQ(queue.clusters.cluster_of(99), 0);
  EXPECT_EQ(queue.clusters.size(), 1U);
}

TEST(Clusters, become_one_when_a_question_holds_both) {
  Queue queue;
  const std::string begin =
      "semua warung di kampung wajib memasang kamera pengawas baru mulai senin";
  const std::string end = "iuran keamanan dibayar kepada petugas berseragam setiap malam selasa";
  const auto first = queue.ask(begin).cluster;
  const auto second = queue.ask(end).cluster;
  ASSERT_NE(first, second);

  Clusters eager({.joining = 0.3});
  eager.add(1, language::canonical(begin));
  eager.add(2, language::canonical(end));
  const auto placed = eager.add(3, language::canonical(begin + " " + end));

  EXPECT_EQ(placed.cluster, 1);
  EXPECT_EQ(placed.joined, std::vector<Clusters::Question>{2});
  EXPECT_EQ(eager.cluster_of(2), 1);
}

TEST(Clusters, that_were_answered_take_no_more_questions) {
  Queue queue;
  const auto first = queue.ask(warung).cluster;
  const auto other = queue.ask(sirsak).cluster;

  queue.clusters.drop(first);

  EXPECT_EQ(queue.clusters.cluster_of(1), 0);
  EXPECT_EQ(queue.clusters.size(), 1U);
  EXPECT_EQ(queue.ask(warung).cluster, 3);
  EXPECT_EQ(queue.ask(sirsak).cluster, other);
}

TEST(Clusters, survive_thousands_of_answers) {
  Queue queue;
  for (int round = 0; round < 500; ++round) {
    const auto cluster = queue.ask(warung + " nomor " + std::to_string(round % 7)).cluster;
    if (round % 3 == 0) queue.clusters.drop(cluster);
  }
  const auto kept = queue.ask(sirsak).cluster;
  EXPECT_EQ(queue.ask(sirsak + " sebarkan").cluster, kept);
}

TEST(Clusters, take_bad_input_calmly) {
  Queue queue;
  std::string emoji;
  while (emoji.size() < 1'000'000) emoji += "😀";
  std::string repeated;
  for (int time = 0; time < 10'000; ++time) repeated += "sirsak ";
  for (const std::string& bad : {std::string(), std::string("a"), emoji, std::string("\xff\xfe"),
                                 repeated, std::string(100'000, '7')}) {
    queue.ask(bad);
    queue.ask(bad);
  }
  EXPECT_EQ(queue.clusters.size(), 12U);
}

}  // namespace
}  // namespace kentongan::match
