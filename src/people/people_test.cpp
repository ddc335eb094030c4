#include "people/office_for_test.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kentongan::people {
namespace {

using namespace std::chrono_literals;

// ---- accounts
// -------------------------------------------------------------------------------------

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
  for (const std::string& login :
       {std::string("ab"), std::string("a b c"), std::string("sítí"), std::string(61, 'a'),
        std::string("abc\0d", 5), std::string("abc\nd"), std::string(10'000'000, 'x')}) {
    EXPECT_STREQ(add(login, "X").error().message(), "people.login.malformed");
  }
  for (const std::string& name : {std::string(), std::string(" \t"), std::string(81, 'x'),
                                  std::string("dua\nbaris"), std::string(10'000'000, 'x')}) {
    EXPECT_STREQ(add("budi", name).error().message(), "people.name.malformed");
  }
  const Actor nobody = office.actor("siti");
  EXPECT_EQ(office.people.add_account({nobody, "budi", "Budi", good_password}).error().refusal(),
            Refusal::forbidden);
}

TEST(AddAccount, WithoutAPasswordGivesOneThatIsGoodForNothingButChoosingAnOwnOne) {
  Office office;
  const auto added = office.people.add_account({the_installation(), "budi", "Budi", {}});
  ASSERT_TRUE(added.ok());
  ASSERT_EQ(added->one_time_password.size(), 19u);
  ASSERT_TRUE(
      office.people.grant_role({the_installation(), added->id, Role::admin, area("32.10")}).ok());

  const auto first = office.tries("budi", added->one_time_password);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->password_state, PasswordState::one_time);
  EXPECT_TRUE(office.people.find_session(first->token)->actor.roles.empty());

  const auto second = office.people.change_password(
      {first->token, added->one_time_password, good_password, "127.77.1.1"});
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(office.people.find_session(second->token)->actor.holds(Role::admin, area("32.10")));
  EXPECT_FALSE(office.people.find_session(first->token));
}

TEST(AddAccount, AOneTimePasswordEnds) {
  Office office;
  const auto added = office.people.add_account({the_installation(), "budi", "Budi", {}});
  office.clock.advance(73h);
  EXPECT_STREQ(office.tries("budi", added->one_time_password).error().message(),
               "people.sign_in.one_time_over");
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
  EXPECT_EQ(office.noted(),
            (std::vector<std::string>{"account_added", "account_disabled", "account_enabled"}));
}

TEST(ManageAccount, IsForbiddenToWhoHasNoSayThere) {
  Office office;
  const Actor admin = office.has_admin("admin.gunung", "62.10");
  const Id<Account> other = office.has("petugas.x");
  ASSERT_TRUE(
      office.people.grant_role({the_installation(), other, Role::petugas_ikp, area("32.10")}).ok());

  EXPECT_EQ(office.people.reset_password({admin, other}).error().refusal(), Refusal::forbidden);
  EXPECT_EQ(office.people.disable({admin, other}).error().refusal(), Refusal::forbidden);
  EXPECT_EQ(office.people.sign_out_everywhere({admin, other}).error().refusal(),
            Refusal::forbidden);
  EXPECT_EQ(office.people.disable({admin, admin.account}).error().refusal(), Refusal::forbidden);
  EXPECT_EQ(office.people.disable({admin, Id<Account>::from_raw(5)}).error().refusal(),
            Refusal::not_found);
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

// ---- roles
// ----------------------------------------------------------------------------------------

TEST(GrantRole, TakesEffectInTheNextRequestAndCanBeTakenBack) {
  Office office;
  const Id<Account> id = office.has("siti");
  const std::string token = office.tries("siti", good_password)->token;

  for (int twice = 0; twice < 2; ++twice) {
    ASSERT_TRUE(
        office.people.grant_role({the_installation(), id, Role::petugas_ikp, area("32.10")}).ok());
  }
  EXPECT_TRUE(office.people.find_session(token)->actor.is_office(area("32.10.01")));

  ASSERT_TRUE(
      office.people.revoke_role({the_installation(), id, Role::petugas_ikp, area("32.10")}).ok());
  EXPECT_FALSE(office.people.find_session(token)->actor.is_staff());
  EXPECT_EQ(office.noted(),
            (std::vector<std::string>{"account_added", "role_granted", "role_revoked"}));
}

TEST(GrantRole, IsRefusedBeyondOnesOwnReach) {
  Office office;
  const Actor admin = office.has_admin("admin.satu", "32.10");
  const Id<Account> id = office.has("siti");

  EXPECT_EQ(office.people.grant_role({admin, id, Role::admin, area("32")}).error().refusal(),
            Refusal::forbidden);
  EXPECT_EQ(office.people.grant_role({admin, id, Role::ketua, area("32.10")}).error().refusal(),
            Refusal::invalid);
  EXPECT_TRUE(office.people.grant_role({admin, id, Role::kepala, area("32.10")}).ok());
  EXPECT_EQ(office.people.grant_role({admin, Id<Account>::from_raw(1), Role::opd, area("32.10")})
                .error()
                .refusal(),
            Refusal::not_found);
  EXPECT_STREQ(office.people.revoke_role({admin, admin.account, Role::admin, area("32.10")})
                   .error()
                   .message(),
               "people.role.own_admin");
}

TEST(GrantRole, InAGroupIsGivenWithinTheGroupsTransaction) {
  Office office;
  const Id<Account> id = office.has("siti");
  const auto group = Id<groups::Group>::from_raw(77);
  const GrantGroupRole grant{the_installation(), id, Role::ketua, group, area("32.10.01.2001")};

  ASSERT_TRUE(
      office.db->write([&](db::Tx& tx) { return office.people.grant_group_role(tx, grant); }).ok());
  EXPECT_TRUE(office.actor("siti").holds_in(Role::ketua, group));

  // The village was corrected meanwhile: the group alone names the role.
  const GrantGroupRole revoke{the_installation(), id, Role::ketua, group, area("32.10.01.2002")};
  ASSERT_TRUE(
      office.db->write([&](db::Tx& tx) { return office.people.revoke_group_role(tx, revoke); })
          .ok());
  EXPECT_FALSE(office.actor("siti").is_staff());
}

// ---- form tokens and keys
// -------------------------------------------------------------------------

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
  const People other_node({*office.db, office.ledger, office.clock, office.ids, other_chance},
                          cheap_settings());

  EXPECT_EQ(office.people.key_for("receipt"), other_node.key_for("receipt"));
  EXPECT_NE(office.people.key_for("receipt"), office.people.key_for("form"));
  EXPECT_EQ(office.people.key_for("form").size(), 32u);
}

}  // namespace
}  // namespace kentongan::people
