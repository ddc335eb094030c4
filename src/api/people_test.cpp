// Sessions, accounts, roles, subscriptions and deliveries.
#include "api/office_for_tests.hpp"

namespace kentongan::api {
namespace {

std::string credentials(const std::string& login, const std::string& password) {
  return j("{'login': '" + login + "', 'password': '" + password + "'}");
}

TEST(ASession, begins_with_a_password_and_ends_when_told) {
  Office office;
  office.officer("rina");
  const Reply in = office.post("/sessions", credentials("rina", good_password));
  ASSERT_EQ(in.status, 201) << in.text;
  const std::string token = in.at("/token");
  const Reply me = office.get("/sessions/current", token);
  EXPECT_EQ(me.at("/login"), "rina");
  EXPECT_EQ(me.at("/roles/0/role"), "petugas_ikp");
  EXPECT_EQ(me.at("/roles/0/area/code"), "32.10");

  EXPECT_EQ(office.del("/sessions/current", token).status, 204);
  const Reply over = office.get("/sessions/current", token);
  EXPECT_EQ(over.status, 401);
  EXPECT_NE(over.header("WWW-Authenticate").find("invalid_token"), std::string::npos);
}

TEST(ASession, is_refused_to_a_wrong_password_and_slowed_down) {
  Office office;
  office.officer("rina");
  EXPECT_EQ(office.post("/sessions", credentials("rina", "salah sekali")).status, 401);
  Reply last;
  for (int i = 0; i < 30; ++i) last = office.post("/sessions", credentials("rina", "salah sekali"));
  EXPECT_EQ(last.status, 429);
  EXPECT_GE(parse_integer(last.header("Retry-After")).value(), 1);
}

TEST(ACookie, opens_nothing) {
  Office office;
  net::Request made = office.request(net::Method::get, "/desk/items");
  made.headers.add("Cookie", "kentongan=" + office.officer("rina"));
  EXPECT_EQ(office.send(made).status, 401);
}

TEST(APerson, is_added_with_a_one_time_password_that_opens_nothing_but_the_change_of_it) {
  Office office;
  const std::string admin = office.officer("admin", people::Role::admin);
  const Reply added = office.post("/people", j("{'login': 'siti', 'name': 'Siti Contoh'}"), admin);
  ASSERT_EQ(added.status, 201) << added.text;
  const std::string address = "/people/" + added.at("/id");
  const Reply granted =
      office.post(address + "/roles", j("{'role': 'petugas_ikp', 'area': '32.10'}"), admin);
  ASSERT_EQ(granted.at("/roles/0/role"), "petugas_ikp") << granted.text;
  EXPECT_EQ(office.post(address + "/roles", j("{'role': 'anggota', 'group': 'kim-satu'}"), admin)
                .count("/roles"),
            2u);

  const std::string first =
      office.post("/sessions", credentials("siti", added.at("/one_time_password"))).at("/token");
  EXPECT_EQ(office.get("/desk/items", first).key(), "api.password_first");
  const Reply changed = office.post("/sessions/current/password",
                                    j("{'old_password': '" + added.at("/one_time_password") +
                                      "', 'new_password': '" + good_password + "'}"),
                                    first);
  ASSERT_EQ(changed.status, 200) << changed.text;
  EXPECT_EQ(office.get("/desk/items", changed.at("/token")).status, 200);
  EXPECT_EQ(office.get("/desk/items", first).status, 401);

  EXPECT_EQ(office.del(address + "/roles?role=anggota&group=kim-satu", admin).count("/roles"), 1u);
  EXPECT_EQ(office.post(address + "/moves", j("{'move': 'disable'}"), admin).at("/state"),
            "disabled");
  EXPECT_EQ(office.get("/desk/items", changed.at("/token")).status, 401);
  EXPECT_EQ(office.post(address + "/moves", j("{'move': 'enable'}"), admin).at("/state"), "active");
  EXPECT_NE(office.post(address + "/moves", j("{'move': 'reset_password'}"), admin)
                .at("/one_time_password"),
            "(none)");
}

TEST(People, are_listed_for_their_office_alone) {
  Office office;
  const std::string admin = office.officer("admin", people::Role::admin);
  const std::string member = office.member("siti", "kim-satu");
  EXPECT_EQ(office.get("/people", admin).count("/results"), 2u);
  EXPECT_EQ(office.get("/people?limit=1", admin).at("/next"), "admin");
  EXPECT_EQ(office.get("/people?area=62.10", admin).key(), "api.office_only");
  EXPECT_EQ(office.get("/people", member).status, 403);

  const std::string other = office.get("/sessions/current", admin).at("/account/id");
  EXPECT_EQ(office.get("/people/" + other, member).status, 404);
  EXPECT_EQ(office.get("/people/" + other, admin).at("/login"), "admin");
  EXPECT_EQ(
      office.post("/people/" + other + "/roles", j("{'role': 'admin', 'area': '32.10'}"), member)
          .status,
      404);
}

TEST(ASubscription, is_asked_for_and_answers_the_same_for_everybody) {
  Office office;
  const std::string wanted =
      j("{'email': 'warga@contoh.example', 'areas': ['32.10.01'], 'topics': ['kesehatan'], "
        "'language': 'id'}");
  EXPECT_EQ(office.post("/subscriptions", wanted).status, 202);
  EXPECT_EQ(office.post("/subscriptions", wanted).text, R"({"state":"pending"})");
  EXPECT_EQ(
      office.post("/subscriptions", j("{'email': 'bukan alamat', 'areas': ['32.10']}")).status,
      422);
  EXPECT_EQ(office.post("/subscriptions/confirm", j("{'token': 'karangan'}")).status, 404);
  EXPECT_EQ(office.post("/subscriptions/end", j("{'token': 'karangan'}")).status, 404);
}

/// What the mail that asks to confirm carries.
outbox::Leased leased_mail(Office& office) {
  office.post("/subscriptions", j("{'email': 'warga@contoh.example', 'areas': ['32.10.01']}"));
  const std::vector<outbox::Leased> leased = office.outbox.lease(channels::Way::email, "test", 10);
  EXPECT_EQ(leased.size(), 1u);
  return leased.at(0);
}

TEST(ASubscription, is_confirmed_and_ended_by_what_the_mail_carries) {
  Office office;
  const outbox::Leased mail = leased_mail(office);
  const outbox::TokenMint mint(office.outbox.settings().secret);
  const std::string confirm = mint.make(outbox::TokenMint::Purpose::confirm, mail.subscription);
  const std::string end = mint.make(outbox::TokenMint::Purpose::unsubscribe, mail.subscription);

  EXPECT_EQ(office.post("/subscriptions/confirm", j("{'token': '" + end + "'}")).status, 404);
  const Reply confirmed = office.post("/subscriptions/confirm", j("{'token': '" + confirm + "'}"));
  ASSERT_EQ(confirmed.status, 200) << confirmed.text;
  EXPECT_EQ(confirmed.at("/state"), "confirmed");
  EXPECT_EQ(confirmed.at("/areas/0/code"), "32.10.01");
  EXPECT_EQ(office.post("/subscriptions/end", j("{'token': '" + end + "'}")).status, 204);
}

TEST(Deliveries, that_were_given_up_are_sent_again_when_told) {
  Office office;
  const std::string officer = office.officer("rina", people::Role::admin);
  const outbox::Leased mail = leased_mail(office);
  outbox::Settlement given_up;
  given_up.state = outbox::DeliveryState::given_up;
  given_up.attempts = 8;
  given_up.reason = "mailbox_unknown";
  ASSERT_TRUE(office.outbox.settle(mail, "test", given_up, std::nullopt));

  const Reply letters = office.get("/desk/deliveries", officer);
  ASSERT_EQ(letters.count("/results"), 1u) << letters.text;
  EXPECT_EQ(letters.at("/results/0/reason"), "mailbox_unknown");
  EXPECT_EQ(office.get("/desk/deliveries?next=" + letters.at("/next"), officer).count("/results"),
            0u);
  const std::string address = "/desk/deliveries/" + letters.at("/results/0/id") + "/retry";
  EXPECT_EQ(office.post(address, "", officer).number("/due"), 1);
  EXPECT_EQ(office.post(address, "", officer).status, 404);
}

TEST(Deliveries, are_for_the_office) {
  Office office;
  const std::string officer = office.officer("rina");
  const std::string member = office.member("siti", "kim-satu");
  EXPECT_EQ(office.get("/desk/deliveries", officer).status, 200);
  EXPECT_EQ(office.get("/desk/deliveries", member).status, 403);
  EXPECT_EQ(office.get("/desk/deliveries?next=apa", officer).status, 400);
  EXPECT_EQ(office.post("/desk/deliveries/0c4k3v0q2m8ad/retry", "", officer).status, 404);
}

}  // namespace
}  // namespace kentongan::api
