#include "tabayun/variants.hpp"

#include "tabayun/desk_for_tests.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace kentongan::tabayun {
namespace {

const std::string toll =
    "Info dari grup RT: mulai Senin depan semua warung di kecamatan ini wajib memasang kamera dan "
    "membayar iuran keamanan kepada petugas berseragam yang datang malam hari.";

class Queue : public OnBothEngines {};

/// The message as the n-th person forwards it: greeted, shouted, with letters lost and swapped.
std::string variant_of(const std::string& message, unsigned number) {
  constexpr std::array before{"", "Assalamualaikum, mohon dicek ya min: ", "‼️ BENARKAH INI ‼️ ",
                              "Diteruskan berkali-kali\n", "punten, dapat dari grup sebelah 🙏 "};
  constexpr std::array after{"", " Sebarkan!!", " 🙏🙏", " mohon pencerahannya", " terima kasih"};
  std::mt19937 chance(number);
  std::string said = message;
  for (unsigned mistakes = number % 7; mistakes > 0; --mistakes) {
    const std::size_t at = 1 + chance() % (said.size() - 2);
    if (chance() % 2 == 0) {
      said.erase(at, 1);
    } else {
      std::swap(said[at], said[at - 1]);
    }
  }
  return before[number % before.size()] + said + after[(number / 5) % after.size()];
}

std::size_t rows(Desk& desk) {
  return desk.room->queue({.actor = officer(), .limit = 100})->claims.size();
}

TEST_P(Queue, a_hundred_variants_of_a_question_are_one_row) {
  Desk desk(GetParam());
  Asked last;
  for (unsigned number = 0; number < 100; ++number) last = desk.asks(variant_of(toll, number));

  EXPECT_EQ(rows(desk), 1U);
  EXPECT_EQ(last.askers, 100);
  EXPECT_EQ(desk.room->find_ticket(last.receipt)->askers, 100);
}

TEST_P(Queue, what_differs_in_a_number_or_a_short_no_is_another_row) {
  Desk desk(GetParam());
  desk.asks("Gempa 7,2 skala richter akan terjadi malam ini di Majalengka, segera mengungsi");
  desk.asks("Gempa 5,4 skala richter akan terjadi malam ini di Majalengka, segera mengungsi");
  EXPECT_EQ(rows(desk), 2U);

  desk.asks("Katanya vaksin polio aman untuk bayi di posyandu");
  desk.asks("Katanya vaksin polio tidak aman untuk bayi di posyandu");
  EXPECT_EQ(rows(desk), 4U);
}

TEST_P(Queue, variants_that_come_at_one_moment_open_one_claim) {
  Desk desk(GetParam());
  std::vector<std::thread> people;
  for (unsigned number = 0; number < 4; ++number) {
    people.emplace_back([&desk, number] {
      EXPECT_TRUE(desk.room->ask({.text = variant_of(toll, number), .area = area("32.10")}).ok());
    });
  }
  for (std::thread& person : people) person.join();

  EXPECT_EQ(rows(desk), 1U);
}

TEST_P(Queue, a_node_that_starts_or_follows_knows_what_waits) {
  Desk desk(GetParam());
  Tabayun other(desk.surroundings(), [] { return std::string(32, 'k'); });
  other.load();
  const Asked first = desk.asks(toll);
  desk.seal();
  other.follow();
  Tabayun later(desk.surroundings(), [] { return std::string(32, 'k'); });
  later.load();

  EXPECT_EQ(other.ask({.text = variant_of(toll, 11)})->question.claim, first.question.claim);
  EXPECT_EQ(later.ask({.text = variant_of(toll, 12)})->question.claim, first.question.claim);
}

TEST_P(Queue, a_variant_of_what_was_put_away_opens_a_new_row) {
  Desk desk(GetParam());
  const Asked first = desk.asks(toll);
  ASSERT_TRUE(desk.room->leave_out({{officer(), first.question.claim, 1}, "Bukan kabar."}).ok());

  const Asked again = desk.asks(variant_of(toll, 3));

  EXPECT_NE(again.question.claim, first.question.claim);
  EXPECT_EQ(again.askers, 1);
}

TEST(Variants, a_closed_claim_leaves_and_the_others_stay) {
  Variants variants;
  const auto one = Id<Claim>::from_raw(1);
  const auto two = Id<Claim>::from_raw(2);
  const std::string other = "telur palsu dari plastik beredar di pasar kabupaten sebelah";
  const std::string story = "semua warung wajib memasang kamera dan membayar iuran keamanan";
  variants.belongs(1, story, one);
  variants.belongs(2, other, two);
  EXPECT_EQ(variants.place(3, story + " malam hari"), std::vector{one});

  variants.close(one);

  EXPECT_TRUE(variants.place(4, story + " katanya").empty());
  EXPECT_EQ(variants.place(5, other), std::vector{two});
  EXPECT_EQ(variants.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Engines, Queue,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

}  // namespace
}  // namespace kentongan::tabayun
