#include "people/office_for_test.hpp"

#include "base/text.hpp"
#include "people/costly_use.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace kentongan::people {
namespace {

using namespace std::chrono_literals;

// ---- sign in
// --------------------------------------------------------------------------------------

TEST(SignIn, AnswersAlikeForAWrongPasswordAnUnknownLoginAndADisabledAccount) {
  Office office;
  office.has("siti");
  ASSERT_TRUE(office.people.disable({the_installation(), office.has("budi")}).ok());
  for (const auto& [login, password] :
       std::vector<std::pair<std::string, std::string>>{{"siti", "salah sekali"},
                                                        {"tidak.ada", good_password},
                                                        {"budi", good_password},
                                                        {"", ""},
                                                        {std::string("s\0iti", 5), good_password},
                                                        {"x", std::string(10'000'000, 'x')},
                                                        {"\xFF\xFE\xFD", "x"},
                                                        {std::string(10'000'000, 'y'), "x"},
                                                        {"siti'--", "x"}}) {
    const auto in = office.tries(login, password, "127.77.1." + std::to_string(login.size() % 250));
    ASSERT_FALSE(in.ok());
    EXPECT_STREQ(in.error().message(), "people.sign_in.refused");
  }
}

TEST(SignIn, DoesNotCutPasswordsAtNulOrAt72Bytes) {
  Office office;
  const std::string with_nul("sepeda kuda\0 dan lagi", 21);
  const std::string longer = std::string(72, 'q') + "w dan lagi";
  ASSERT_TRUE(office.people.add_account({the_installation(), "satu", "Satu", with_nul}).ok());
  ASSERT_TRUE(office.people.add_account({the_installation(), "duaa", "Dua", longer}).ok());

  EXPECT_TRUE(office.tries("satu", with_nul).ok());
  EXPECT_FALSE(office.tries("satu", "sepeda kuda").ok());
  EXPECT_TRUE(office.tries("duaa", longer).ok());
  EXPECT_FALSE(office.tries("duaa", longer.substr(0, 72)).ok());
}

TEST(SignIn, SlowsFailuresDownAndForgetsThemAtSuccess) {
  Office office;
  office.has("siti");
  for (int i = 0; i < 5; ++i)
    EXPECT_STREQ(office.tries("siti", "salah").error().message(), "people.sign_in.refused");

  const auto sixth = office.tries("siti", good_password);
  ASSERT_EQ(sixth.error().refusal(), Refusal::throttled);
  EXPECT_EQ(retry_after_seconds(sixth.error()), 1);

  office.clock.advance(1s);
  EXPECT_STREQ(office.tries("siti", "salah").error().message(), "people.sign_in.refused");
  EXPECT_EQ(retry_after_seconds(office.tries("siti", good_password).error()), 2);

  office.clock.advance(2s);
  EXPECT_TRUE(office.tries("siti", good_password).ok());
  for (int i = 0; i < 5; ++i)
    EXPECT_STREQ(office.tries("siti", "salah").error().message(), "people.sign_in.refused");
}

TEST(SignIn, AThrottledAttemptCostsNothingSoNobodyIsKeptOutForEver) {
  Office office;
  office.has("siti");
  for (int i = 0; i < 1'000; ++i) (void)office.tries("siti", "salah");
  office.clock.advance(1s);
  EXPECT_TRUE(office.tries("siti", good_password).ok());
}

TEST(SignIn, AStrangerElsewhereCannotKeepTheOwnerOut) {
  Office office;
  office.has("siti");
  const std::string home = "127.77.5.5";
  ASSERT_TRUE(office.tries("siti", good_password, home).ok());

  int refused = 0;
  for (int network = 0; network < 60; ++network) {
    refused +=
        office.tries("siti", "salah", "10.0." + std::to_string(network) + ".1").error().refusal() ==
        Refusal::throttled;
  }

  EXPECT_EQ(refused, 40);  // twenty were free, wherever they came from
  EXPECT_TRUE(office.tries("siti", good_password, home).ok());
}

TEST(SignIn, ManyHonestPeopleBehindOneAddressAreNotSlowed) {
  Office office;
  for (int i = 0; i < 100; ++i) office.has("orang" + std::to_string(i));
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(office.tries("orang" + std::to_string(i), good_password, "127.77.8.8").ok());
  }
}

Result<> charge(Office& office, std::string_view kind, const std::string& peer) {
  return people::charge(*office.db, office.clock,
                        {.key = "a key of thirty-two bytes, or so", .kind = kind, .peer = peer});
}

TEST(CostlyUses, AreTenAtOnceFromANetworkThenSlowedThenForgotten) {
  Office office;
  for (int use = 0; use < 10; ++use)
    ASSERT_TRUE(charge(office, "picture", "10.0.0." + std::to_string(use)).ok());

  const auto refused = charge(office, "picture", "10.0.0.77");
  ASSERT_FALSE(refused.ok());
  EXPECT_STREQ(refused.error().message(), "people.use.throttled");
  EXPECT_EQ(retry_after_seconds(refused.error()), 1);
  EXPECT_TRUE(charge(office, "picture", "10.0.1.1").ok());
  EXPECT_TRUE(charge(office, "something else", "10.0.0.1").ok());

  for (int use = 0; use < 20; ++use) {
    office.clock.advance(30s);
    ASSERT_TRUE(charge(office, "picture", "10.0.0.1").ok()) << use;
  }
  EXPECT_FALSE(charge(office, "picture", "10.0.0.1").ok());
  office.clock.advance(10min);
  for (int use = 0; use < 10; ++use) EXPECT_TRUE(charge(office, "picture", "10.0.0.1").ok());
}

TEST(SignIn, GuessingAtManyAccountsFromOneNetworkIsSlowed) {
  Office office;
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    refused += office.tries("orang" + std::to_string(i), "salah", "127.77.8." + std::to_string(i))
                   .error()
                   .refusal() == Refusal::throttled;
  }
  EXPECT_EQ(refused, 40);
}

TEST(SignIn, ParallelGuessesAreChargedBeforeTheyAreLookedAt) {
  Office office;
  office.has("siti");
  std::atomic<int> looked_at = 0;
  std::vector<std::jthread> guessers;
  for (int i = 0; i < 8; ++i) {
    guessers.emplace_back([&] {
      for (int j = 0; j < 5; ++j) {
        if (office.tries("siti", "salah").error().refusal() == Refusal::unauthenticated)
          ++looked_at;
      }
    });
  }
  guessers.clear();
  EXPECT_EQ(looked_at, 5);
}

TEST(SignIn, KeepsNoAddressAndNoLoginOfThoseWhoFail) {
  Office office;
  (void)office.tries("rahasia.sekali", "salah", "127.77.3.9");
  const auto rows = office.db->read(
      [](db::Tx& tx) { return tx.rows("SELECT bucket FROM sign_in_marks LIMIT 10"); });
  ASSERT_EQ(rows.size(), 3u);
  for (const auto& row : rows) {
    EXPECT_EQ(row.blob(0).size(), 16u);
    EXPECT_EQ(row.blob(0).find("127"), std::string::npos);
  }
}

TEST(SignIn, HashesAnewWhenTheCostWasRaised) {
  Office office;
  office.has("siti");
  PeopleSettings dearer = cheap_settings();
  dearer.hash_memory_bytes = 16'384;
  People later({*office.db, office.ledger, office.clock, office.ids, office.random}, dearer);
  const auto stored = [&] {
    return office.db->read(
        [](db::Tx& tx) { return tx.row("SELECT password_hash FROM accounts LIMIT 1")->text(0); });
  };
  EXPECT_TRUE(stored().starts_with("$argon2id$v=19$m=8,t=1,p=1$"));

  ASSERT_TRUE(later.sign_in({"siti", good_password, "127.77.0.1"}).ok());

  EXPECT_TRUE(stored().starts_with("$argon2id$v=19$m=16,t=1,p=1$"));
  EXPECT_TRUE(later.sign_in({"siti", good_password, "127.77.0.1"}).ok());
}

// ---- sessions
// -------------------------------------------------------------------------------------

TEST(Session, EndsWhenIdleAndWhenOld) {
  Office office;
  office.has("siti");
  const std::string token = office.tries("siti", good_password)->token;

  office.clock.advance(29min);
  EXPECT_TRUE(office.people.find_session(token));
  office.clock.advance(29min);
  EXPECT_TRUE(office.people.find_session(token)) << "being seen keeps it alive";
  office.clock.advance(30min);
  EXPECT_FALSE(office.people.find_session(token));

  const std::string busy = office.tries("siti", good_password)->token;
  for (int i = 0; i < 35; ++i) {
    office.clock.advance(20min);
    EXPECT_TRUE(office.people.find_session(busy));
  }
  office.clock.advance(20min);
  EXPECT_FALSE(office.people.find_session(busy)) << "twelve hours are over";
}

TEST(Session, IsOverOnTheServerWhenSignedOut) {
  Office office;
  const Id<Account> id = office.has("siti");
  const std::string one = office.tries("siti", good_password)->token;
  const std::string two = office.tries("siti", good_password)->token;

  office.people.sign_out(one);
  EXPECT_FALSE(office.people.find_session(one));
  const auto session = office.people.find_session(two);
  ASSERT_TRUE(session);

  ASSERT_TRUE(office.people.sign_out_everywhere({session->actor, id}).ok());
  EXPECT_FALSE(office.people.find_session(two));
}

TEST(Session, TokensAre256BitsAndOnlyTheirHashIsKept) {
  Office office;
  office.has("siti");
  std::set<std::string> tokens;
  for (int i = 0; i < 50; ++i) tokens.insert(office.tries("siti", good_password)->token);
  EXPECT_EQ(tokens.size(), 50u);
  EXPECT_EQ(tokens.begin()->size(), 43u);

  const auto rows = office.db->read(
      [](db::Tx& tx) { return tx.rows("SELECT token_hash FROM sessions LIMIT 100"); });
  ASSERT_EQ(rows.size(), 50u);
  for (const auto& row : rows) EXPECT_FALSE(tokens.contains(row.blob(0)));
  EXPECT_FALSE(office.people.find_session(hex(rows[0].blob(0))));
}

TEST(Session, NonsenseIsNobody) {
  Office office;
  for (const std::string& token :
       {std::string(), std::string("x"), std::string("\0\xFF", 2), std::string(10'000'000, 'a')}) {
    EXPECT_FALSE(office.people.find_session(token));
    office.people.sign_out(token);
  }
}

TEST(Session, SweepingRemovesWhatIsOver) {
  Office office;
  office.has("siti");
  (void)office.tries("siti", good_password);
  office.clock.advance(13h);
  (void)office.tries("siti", good_password);
  office.people.sweep();
  EXPECT_EQ(office.db->read(
                [](db::Tx& tx) { return tx.row("SELECT COUNT(*) FROM sessions")->integer(0); }),
            1);
}

TEST(Session, SweepingForgetsStrangersGuessesButNotWhereTheOwnerComesFrom) {
  Office office;
  office.has("siti");
  (void)office.tries("siti", good_password);
  (void)office.tries("tidak.ada", "salah", "10.0.0.1");
  office.clock.advance(49h);
  office.people.sweep();
  const auto marks = office.db->read(
      [](db::Tx& tx) { return tx.rows("SELECT trusted_at FROM sign_in_marks LIMIT 10"); });
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_NE(marks[0].integer(0), 0);
}

TEST(ChangePassword, WantsTheOldOneAndLeavesOnlyTheNewSession) {
  Office office;
  office.has("siti");
  const std::string here = office.tries("siti", good_password)->token;
  const std::string there = office.tries("siti", good_password)->token;
  const auto change = [&](const std::string& from, const std::string& to) {
    return office.people.change_password({here, from, to, "127.77.1.1"});
  };

  EXPECT_STREQ(change("salah", "gajah di atas awan").error().message(),
               "people.password.old_wrong");
  EXPECT_STREQ(change(good_password, "kim12345").error().message(), "people.password.guessable");
  EXPECT_STREQ(change(good_password, good_password).error().message(), "people.password.unchanged");
  const auto changed = change(good_password, "gajah di atas awan");
  ASSERT_TRUE(changed.ok());

  EXPECT_TRUE(office.people.find_session(changed->token));
  EXPECT_FALSE(office.people.find_session(here));
  EXPECT_FALSE(office.people.find_session(there));
  EXPECT_FALSE(office.tries("siti", good_password).ok());
  EXPECT_TRUE(office.tries("siti", "gajah di atas awan").ok());
  EXPECT_STREQ(change(good_password, "x").error().message(), "people.session.over");
}

// ---- hashing at its real cost
// ---------------------------------------------------------------------

TEST(PasswordHasher, AtItsRealCostUsesArgon2idWith46MiBAndKnowsItsOwn) {
  const PeopleSettings settings;
  const PasswordHasher hasher({settings.hash_memory_bytes, settings.hash_passes, 2, 4});

  const auto hash = hasher.hash(good_password);

  ASSERT_TRUE(hash.ok());
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=47104,t=1,p=1$"));
  EXPECT_TRUE(*hasher.verify(good_password, &*hash));
  EXPECT_FALSE(*hasher.verify("salah", &*hash));
  EXPECT_FALSE(*hasher.verify(good_password, nullptr));
  EXPECT_FALSE(hasher.is_outdated(*hash));
}

TEST(PasswordHasher, TakesAsLongForNobodyAsForSomebody) {
  const PeopleSettings settings;
  const PasswordHasher hasher({settings.hash_memory_bytes, settings.hash_passes, 1, 4});
  const std::string hash = hasher.hash(good_password).value();
  // Processor time, the least of nine: what the work itself costs, whatever else the machine does.
  const auto least = [&](const std::string* stored) {
    std::clock_t best = 1'000'000'000;
    for (int i = 0; i < 9; ++i) {
      const std::clock_t start = std::clock();
      (void)hasher.verify("salah sekali", stored);
      best = std::min(best, std::clock() - start);
    }
    return double(best);
  };
  const double known = least(&hash);
  const double unknown = least(nullptr);
  std::printf("argon2id: known %.1f ms, unknown %.1f ms\n", known / 1'000, unknown / 1'000);
  // Whoever skips the work is a thousand times faster; a busy machine blurs by a quarter.
  EXPECT_GT(unknown / known, 0.5);
  EXPECT_LT(unknown / known, 2.0);
}

TEST(PasswordHasher, RefusesWhenTooManyWaitInsteadOfTakingAllMemory) {
  const PasswordHasher hasher({std::size_t{16} << 20, 1, 1, 2});
  std::atomic<int> refused = 0;
  std::atomic<int> done = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      const auto hash = hasher.hash("kuda");
      ++(hash.ok() ? done : refused);
    });
  }
  threads.clear();
  EXPECT_EQ(done + refused, 16);
  EXPECT_GE(done, 3);  // one at work and two waiting are always served
  EXPECT_TRUE(hasher.hash("kuda").ok());
}

}  // namespace
}  // namespace kentongan::people
