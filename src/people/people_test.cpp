#include "people/people.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "db/schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace kentongan::people {
namespace {

using namespace std::chrono_literals;

places::AreaCode area(std::string_view text) { return places::AreaCode::parse(text).value(); }
constexpr const char* good_password = "kuda naik sepeda";

PeopleSettings cheap_settings() {
  PeopleSettings settings;
  settings.hash_memory_bytes = 8'192;
  return settings;
}

struct Office {
  explicit Office(const PeopleSettings& settings = cheap_settings())
      : people({*db, ledger, clock, ids, random}, settings) {
    EXPECT_TRUE(db->migrate(db::whole_schema(), clock.now()).ok());
  }
  Id<Account> has(const std::string& login) {
    return people.add_account({the_installation(), login, "Orang " + login, good_password}).value().id;
  }
  Actor has_admin(const std::string& login, std::string_view within, Role role = Role::admin) {
    const Id<Account> id = has(login);
    EXPECT_TRUE(people.grant_role({the_installation(), id, role, area(within)}).ok());
    return actor(login);
  }
  Actor actor(const std::string& login) {
    return people.find_session(people.sign_in({login, good_password, "127.77.0.1"}).value().token)->actor;
  }
  Result<SignedIn> tries(const std::string& login, const std::string& password, const std::string& peer = "127.77.9.9") {
    return people.sign_in({login, password, peer});
  }
  std::vector<std::string> noted() {
    (void)db->write([&](db::Tx& tx) -> Result<std::int64_t> { return ledger.seal(tx); }).value();
    return db->read([&](db::Tx& tx) {
      std::vector<std::string> kinds;
      for (const auto& entry : ledger.after(tx, 0, 1'000)) kinds.push_back(entry.kind);
      return kinds;
    });
  }

  FakeClock clock;
  SeededRandom random{1};
  IdSource ids{clock, random};
  std::unique_ptr<db::Db> db = db::open_in_memory();
  ledger::Ledger ledger{ids};
  People people;
};

// ---- accounts -------------------------------------------------------------------------------------

TEST(AddAccount, MakesAPersonWhoCanSignInWhateverTheCaseOfTheLogin) {
  Office office;
  const Id<Account> id = office.has("Siti.Aminah");

  const auto in = office.tries("  siti.AMINAH ", good_password);

  ASSERT_TRUE(in.ok());
  EXPECT_EQ(in->account, id);
  EXPECT_EQ(office.people.find_by_login("SITI.aminah")->login, "Siti.Aminah");
  EXPECT_EQ(office.people.find_account(id)->name, "Orang Siti.Aminah");
  EXPECT_EQ(office.noted(), (std::vector<std::string>{"account_added"}));
}

TEST(AddAccount, RefusesALoginThatIsTakenMalformedOrNotTheirsToGive) {
  Office office;
  office.has("siti");
  const auto add = [&](const std::string& login, const std::string& name) {
    return office.people.add_account({the_installation(), login, name, good_password});
  };

  EXPECT_STREQ(add("SITI", "Lain").error().message(), "people.login.taken");
  for (const std::string& login : {std::string("ab"), std::string("a b c"), std::string("sítí"), std::string(61, 'a'),
                                   std::string("abc\0d", 5), std::string("abc\nd"), std::string(10'000'000, 'x')}) {
    EXPECT_STREQ(add(login, "X").error().message(), "people.login.malformed");
  }
  for (const std::string& name : {std::string(), std::string(" \t"), std::string(81, 'x'), std::string("dua\nbaris"),
                                  std::string(10'000'000, 'x')}) {
    EXPECT_STREQ(add("budi", name).error().message(), "people.name.malformed");
  }
  const Actor nobody = office.actor("siti");
  EXPECT_EQ(office.people.add_account({nobody, "budi", "Budi", good_password}).error().refusal(), Refusal::forbidden);
}

TEST(AddAccount, WithoutAPasswordGivesOneThatIsGoodForNothingButChoosingAnOwnOne) {
  Office office;
  const auto added = office.people.add_account({the_installation(), "budi", "Budi", {}});
  ASSERT_TRUE(added.ok());
  ASSERT_EQ(added->one_time_password.size(), 19u);
  ASSERT_TRUE(office.people.grant_role({the_installation(), added->id, Role::admin, area("32.10")}).ok());

  const auto first = office.tries("budi", added->one_time_password);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->password_state, PasswordState::one_time);
  EXPECT_TRUE(office.people.find_session(first->token)->actor.roles.empty());

  const auto second = office.people.change_password({first->token, added->one_time_password, good_password, "127.77.1.1"});
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(office.people.find_session(second->token)->actor.holds(Role::admin, area("32.10")));
  EXPECT_FALSE(office.people.find_session(first->token));
}

TEST(AddAccount, AOneTimePasswordEnds) {
  Office office;
  const auto added = office.people.add_account({the_installation(), "budi", "Budi", {}});
  office.clock.advance(73h);
  EXPECT_STREQ(office.tries("budi", added->one_time_password).error().message(), "people.sign_in.one_time_over");
}

TEST(ManageAccount, ResetGivesANewPasswordAndEndsSessions) {
  Office office;
  const Id<Account> id = office.has("siti");
  const std::string token = office.tries("siti", good_password)->token;

  const auto password = office.people.reset_password({the_installation(), id});

  ASSERT_TRUE(password.ok());
  EXPECT_FALSE(office.people.find_session(token));
  EXPECT_FALSE(office.tries("siti", good_password).ok());
  EXPECT_TRUE(office.tries("siti", *password).ok());
  EXPECT_EQ(office.noted().back(), "password_reset");
}

TEST(ManageAccount, ADisabledAccountIsOutAtOnceAndComesBackWhenEnabled) {
  Office office;
  const Id<Account> id = office.has("siti");
  const std::string token = office.tries("siti", good_password)->token;

  ASSERT_TRUE(office.people.disable({the_installation(), id}).ok());
  EXPECT_FALSE(office.people.find_session(token));
  EXPECT_STREQ(office.tries("siti", good_password).error().message(), "people.sign_in.refused");
  EXPECT_FALSE(office.people.reset_password({the_installation(), id}).ok());

  ASSERT_TRUE(office.people.enable({the_installation(), id}).ok());
  EXPECT_TRUE(office.tries("siti", good_password).ok());
  EXPECT_EQ(office.noted(), (std::vector<std::string>{"account_added", "account_disabled", "account_enabled"}));
}

TEST(ManageAccount, IsForbiddenToWhoHasNoSayThere) {
  Office office;
  const Actor admin = office.has_admin("admin.gunung", "62.10");
  const Id<Account> other = office.has("petugas.x");
  ASSERT_TRUE(office.people.grant_role({the_installation(), other, Role::petugas_ikp, area("32.10")}).ok());

  EXPECT_EQ(office.people.reset_password({admin, other}).error().refusal(), Refusal::forbidden);
  EXPECT_EQ(office.people.disable({admin, other}).error().refusal(), Refusal::forbidden);
  EXPECT_EQ(office.people.sign_out_everywhere({admin, other}).error().refusal(), Refusal::forbidden);
  EXPECT_EQ(office.people.disable({admin, admin.account}).error().refusal(), Refusal::forbidden);
  EXPECT_EQ(office.people.disable({admin, Id<Account>::from_raw(5)}).error().refusal(), Refusal::not_found);
}

TEST(FindAccounts, ListsByAreaInPages) {
  Office office;
  for (const char* login : {"d", "b", "C", "a"}) office.has(std::string(login) + "-orang");
  office.has_admin("e-admin", "32.10.01");

  const auto first = office.people.list_accounts(places::AreaCode(), "", 3);
  ASSERT_EQ(first.accounts.size(), 3u);
  EXPECT_EQ(first.accounts[2].login, "C-orang");
  const auto second = office.people.list_accounts(places::AreaCode(), first.next, 3);
  ASSERT_EQ(second.accounts.size(), 2u);
  EXPECT_EQ(second.next, "");
  ASSERT_EQ(second.accounts[1].roles.size(), 1u);

  EXPECT_EQ(office.people.list_accounts(area("32.10"), "", 50).accounts.size(), 1u);
  EXPECT_EQ(office.people.list_accounts(area("62.10"), "", 50).accounts.size(), 0u);
  EXPECT_EQ(office.people.names_of({first.accounts[0].id, Id<Account>::from_raw(3)}).size(), 1u);
}

// ---- roles ----------------------------------------------------------------------------------------

TEST(GrantRole, TakesEffectInTheNextRequestAndCanBeTakenBack) {
  Office office;
  const Id<Account> id = office.has("siti");
  const std::string token = office.tries("siti", good_password)->token;

  for (int twice = 0; twice < 2; ++twice) {
    ASSERT_TRUE(office.people.grant_role({the_installation(), id, Role::petugas_ikp, area("32.10")}).ok());
  }
  EXPECT_TRUE(office.people.find_session(token)->actor.is_office(area("32.10.01")));

  ASSERT_TRUE(office.people.revoke_role({the_installation(), id, Role::petugas_ikp, area("32.10")}).ok());
  EXPECT_FALSE(office.people.find_session(token)->actor.is_staff());
  EXPECT_EQ(office.noted(), (std::vector<std::string>{"account_added", "role_granted", "role_revoked"}));
}

TEST(GrantRole, IsRefusedBeyondOnesOwnReach) {
  Office office;
  const Actor admin = office.has_admin("admin.satu", "32.10");
  const Id<Account> id = office.has("siti");

  EXPECT_EQ(office.people.grant_role({admin, id, Role::admin, area("32")}).error().refusal(), Refusal::forbidden);
  EXPECT_EQ(office.people.grant_role({admin, id, Role::ketua, area("32.10")}).error().refusal(), Refusal::invalid);
  EXPECT_TRUE(office.people.grant_role({admin, id, Role::kepala, area("32.10")}).ok());
  EXPECT_EQ(office.people.grant_role({admin, Id<Account>::from_raw(1), Role::opd, area("32.10")}).error().refusal(),
            Refusal::not_found);
  EXPECT_STREQ(office.people.revoke_role({admin, admin.account, Role::admin, area("32.10")}).error().message(),
               "people.role.own_admin");
}

TEST(GrantRole, InAGroupIsGivenWithinTheGroupsTransaction) {
  Office office;
  const Id<Account> id = office.has("siti");
  const auto group = Id<groups::Group>::from_raw(77);
  const GrantGroupRole grant{the_installation(), id, Role::ketua, group, area("32.10.01.2001")};

  ASSERT_TRUE(office.db->write([&](db::Tx& tx) { return office.people.grant_group_role(tx, grant); }).ok());
  EXPECT_TRUE(office.actor("siti").holds_in(Role::ketua, group));

  // The village was corrected meanwhile: the group alone names the role.
  const GrantGroupRole revoke{the_installation(), id, Role::ketua, group, area("32.10.01.2002")};
  ASSERT_TRUE(office.db->write([&](db::Tx& tx) { return office.people.revoke_group_role(tx, revoke); }).ok());
  EXPECT_FALSE(office.actor("siti").is_staff());
}

// ---- sign in --------------------------------------------------------------------------------------

TEST(SignIn, AnswersAlikeForAWrongPasswordAnUnknownLoginAndADisabledAccount) {
  Office office;
  office.has("siti");
  ASSERT_TRUE(office.people.disable({the_installation(), office.has("budi")}).ok());
  for (const auto& [login, password] : std::vector<std::pair<std::string, std::string>>{
           {"siti", "salah sekali"}, {"tidak.ada", good_password}, {"budi", good_password}, {"", ""},
           {std::string("s\0iti", 5), good_password}, {"x", std::string(10'000'000, 'x')}, {"\xFF\xFE\xFD", "x"},
           {std::string(10'000'000, 'y'), "x"}, {"siti'--", "x"}}) {
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
  for (int i = 0; i < 5; ++i) EXPECT_STREQ(office.tries("siti", "salah").error().message(), "people.sign_in.refused");

  const auto sixth = office.tries("siti", good_password);
  ASSERT_EQ(sixth.error().refusal(), Refusal::throttled);
  EXPECT_EQ(retry_after_seconds(sixth.error()), 1);

  office.clock.advance(1s);
  EXPECT_STREQ(office.tries("siti", "salah").error().message(), "people.sign_in.refused");
  EXPECT_EQ(retry_after_seconds(office.tries("siti", good_password).error()), 2);

  office.clock.advance(2s);
  EXPECT_TRUE(office.tries("siti", good_password).ok());
  for (int i = 0; i < 5; ++i) EXPECT_STREQ(office.tries("siti", "salah").error().message(), "people.sign_in.refused");
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
    refused += office.tries("siti", "salah", "10.0." + std::to_string(network) + ".1").error().refusal() ==
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

TEST(SignIn, GuessingAtManyAccountsFromOneNetworkIsSlowed) {
  Office office;
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    refused += office.tries("orang" + std::to_string(i), "salah", "127.77.8." + std::to_string(i)).error().refusal() ==
               Refusal::throttled;
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
        if (office.tries("siti", "salah").error().refusal() == Refusal::unauthenticated) ++looked_at;
      }
    });
  }
  guessers.clear();
  EXPECT_EQ(looked_at, 5);
}

TEST(SignIn, KeepsNoAddressAndNoLoginOfThoseWhoFail) {
  Office office;
  (void)office.tries("rahasia.sekali", "salah", "127.77.3.9");
  const auto rows = office.db->read([](db::Tx& tx) { return tx.rows("SELECT bucket FROM sign_in_marks LIMIT 10"); });
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
    return office.db->read([](db::Tx& tx) { return tx.row("SELECT password_hash FROM accounts LIMIT 1")->text(0); });
  };
  EXPECT_TRUE(stored().starts_with("$argon2id$v=19$m=8,t=1,p=1$"));

  ASSERT_TRUE(later.sign_in({"siti", good_password, "127.77.0.1"}).ok());

  EXPECT_TRUE(stored().starts_with("$argon2id$v=19$m=16,t=1,p=1$"));
  EXPECT_TRUE(later.sign_in({"siti", good_password, "127.77.0.1"}).ok());
}

// ---- sessions -------------------------------------------------------------------------------------

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

  const auto rows = office.db->read([](db::Tx& tx) { return tx.rows("SELECT token_hash FROM sessions LIMIT 100"); });
  ASSERT_EQ(rows.size(), 50u);
  for (const auto& row : rows) EXPECT_FALSE(tokens.contains(row.blob(0)));
  EXPECT_FALSE(office.people.find_session(hex(rows[0].blob(0))));
}

TEST(Session, NonsenseIsNobody) {
  Office office;
  for (const std::string& token : {std::string(), std::string("x"), std::string("\0\xFF", 2), std::string(10'000'000, 'a')}) {
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
  EXPECT_EQ(office.db->read([](db::Tx& tx) { return tx.row("SELECT COUNT(*) FROM sessions")->integer(0); }), 1);
}

TEST(ChangePassword, WantsTheOldOneAndLeavesOnlyTheNewSession) {
  Office office;
  office.has("siti");
  const std::string here = office.tries("siti", good_password)->token;
  const std::string there = office.tries("siti", good_password)->token;
  const auto change = [&](const std::string& from, const std::string& to) {
    return office.people.change_password({here, from, to, "127.77.1.1"});
  };

  EXPECT_STREQ(change("salah", "gajah di atas awan").error().message(), "people.password.old_wrong");
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

// ---- form tokens and keys -------------------------------------------------------------------------

TEST(FormToken, BelongsToOneSession) {
  Office office;
  office.has("siti");
  const std::string one = office.tries("siti", good_password)->token;
  const std::string two = office.tries("siti", good_password)->token;

  EXPECT_TRUE(office.people.check_form_token(one, office.people.form_token(one)));
  EXPECT_FALSE(office.people.check_form_token(two, office.people.form_token(one)));
  EXPECT_FALSE(office.people.check_form_token(one, ""));
  EXPECT_FALSE(office.people.check_form_token("", office.people.form_token("")));
  EXPECT_FALSE(office.people.check_form_token(one, office.people.anonymous_form_token()));
}

TEST(FormToken, OfAStrangerLastsTodayAndTomorrow) {
  Office office;
  const std::string token = office.people.anonymous_form_token();
  EXPECT_TRUE(office.people.check_anonymous_form_token(token));
  office.clock.advance(24h);
  EXPECT_TRUE(office.people.check_anonymous_form_token(token));
  office.clock.advance(24h);
  EXPECT_FALSE(office.people.check_anonymous_form_token(token));
  EXPECT_FALSE(office.people.check_anonymous_form_token(""));
}

TEST(Keys, AreMadeOnceAndAreTheSameForEveryNode) {
  Office office;
  const SeededRandom other_chance(99);
  const People other_node({*office.db, office.ledger, office.clock, office.ids, other_chance}, cheap_settings());

  EXPECT_EQ(office.people.key_for("receipt"), other_node.key_for("receipt"));
  EXPECT_NE(office.people.key_for("receipt"), office.people.key_for("form"));
  EXPECT_EQ(office.people.key_for("form").size(), 32u);
}

// ---- hashing at its real cost ---------------------------------------------------------------------

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
  // Processor time, the least of five: what the work itself costs, whatever else the machine does.
  const auto least = [&](const std::string* stored) {
    std::clock_t best = 1'000'000'000;
    for (int i = 0; i < 5; ++i) {
      const std::clock_t start = std::clock();
      (void)hasher.verify("salah sekali", stored);
      best = std::min(best, std::clock() - start);
    }
    return double(best);
  };
  const double known = least(&hash);
  const double unknown = least(nullptr);
  std::printf("argon2id: known %.1f ms, unknown %.1f ms\n", known / 1'000, unknown / 1'000);
  EXPECT_NEAR(unknown / known, 1.0, 0.25);
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
