// Who may see and do what, for every page there is: the table is made from the sitemap, so that a
// new page cannot be forgotten. tests/golden/site/roles.txt is the table as people read it; after a
// change that is meant, run with KENTONGAN_GOLDEN=write and read the difference.
#include "app/application.hpp"
#include "groups/groups.hpp"
#include "site/route.hpp"
#include "site/site.hpp"
#include "testing/small_country.hpp"
#include "testing/temp_folder.hpp"

#include "base/text.hpp"
#include "net/url.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace kentongan::app {
namespace {

constexpr const char* password = "rahasia-panjang-sekali";

places::AreaCode area(const char* code) { return places::AreaCode::parse(code).value(); }

/// An office in 32.10 with two groups, one in 62.10, and something of every kind that belongs to
/// group one of 32.10.
class Matrix {
 public:
  Matrix() {
    testing::settle_small_country(application_->places());
    found_group("KIM Satu", "32.10.01.2001");
    found_group("KIM Dua", "32.10.02.2001");
    officer("kepala", people::Role::kepala, "32.10");
    officer("petugas", people::Role::petugas_ikp, "32.10");
    officer("admin", people::Role::admin, "32.10");
    officer("petugas_jauh", people::Role::petugas_ikp, "62.10");
    member("pemeriksa", "kim-satu", people::Role::pemeriksa);
    member("anggota", "kim-satu", people::Role::anggota);
    member("anggota_lain", "kim-dua", people::Role::anggota);
    add_person("tanpa_peran");
    tokens_["tanpa_peran"] = sign_in("tanpa_peran");
    make_things();
    application_->tabayun().load();
    application_->search().follow();
  }

  static const std::vector<std::string>& roles() {
    static const std::vector<std::string> all{"-",       "tanpa_peran", "anggota_lain",
                                              "anggota", "pemeriksa",   "petugas_jauh",
                                              "petugas", "kepala",      "admin"};
    return all;
  }

  /// The route's address with things that are there; empty when the test has no such thing.
  [[nodiscard]] std::string address_of(const site::Route& route) const {
    std::string address = route.pattern;
    for (const auto& [part, value] : captures_for(route.pattern)) {
      const std::size_t at = address.find(part);
      if (at != std::string::npos) address.replace(at, part.size(), value);
    }
    return address;
  }

  [[nodiscard]] int get(const std::string& role, const std::string& address) const {
    return send(role, net::Method::get, address, "").status;
  }
  [[nodiscard]] int post(const std::string& role, const std::string& address,
                         const std::string& token) const {
    const std::string body =
        "_token=" + net::percent_encode(token) +
        "&seen_revision=1&revision=1&text=Isi+yang+cukup+panjang+untuk+diperiksa&reason=Alasan"
        "&note=Catatan&title=Judul+percobaan&name=Nama&claim=" +
        claim_.text() +
        "&reading=accepted&helped=yes&login=baru&area=32.10&role=anggota&form_key=f";
    return send(role, net::Method::post, address, body).status;
  }
  [[nodiscard]] std::string form_token(const std::string& role) const {
    const auto token = tokens_.find(role);
    return token == tokens_.end() ? application_->people().anonymous_form_token()
                                  : application_->people().form_token(token->second);
  }

 private:
  static std::unique_ptr<Application> opened(const std::string& folder) {
    Premises premises;
    premises.data = folder;
    premises.config.log.level = "error";
    premises.config.pictures.children = 0;
    return Application::open(premises).value();
  }
  void found_group(const std::string& name, const char* village) {
    groups::RegisterGroup command{
        .actor = people::the_installation(), .details = {}, .state = groups::State::active};
    command.details.name = name;
    command.details.partner_kind = application_->groups().kinds().front().slug;
    command.details.village = area(village);
    command.details.decree = {.number = "141/1",
                              .day = Day{2026, 1, 2},
                              .issuer = "Kepala Desa",
                              .level = "desa",
                              .valid_until = Day{2029, 1, 2}};
    group_ = application_->groups().register_group(command).value().id;
  }
  Id<people::Account> add_person(const std::string& login) {
    return application_->people()
        .add_account({people::the_installation(), login, "Orang " + login, password})
        .value()
        .id;
  }
  std::string sign_in(const std::string& login) {
    return application_->people()
        .sign_in({.login = login, .password = password, .peer = "127.0.0.1"})
        .value()
        .token;
  }
  void officer(const std::string& login, people::Role role, const char* code) {
    account_ = add_person(login);
    application_->people()
        .grant_role({people::the_installation(), account_, role, area(code)})
        .value();
    tokens_[login] = sign_in(login);
  }
  void member(const std::string& login, const std::string& slug, people::Role role) {
    const Id<people::Account> account = add_person(login);
    group_ = application_->groups().find_by_slug(slug)->id;
    application_->groups().appoint({people::the_installation(), group_, account, role}).value();
    tokens_[login] = sign_in(login);
  }
  [[nodiscard]] people::Actor actor(const std::string& login) const {
    return application_->people().find_session(tokens_.at(login))->actor;
  }
  void make_things() {
    const auto asked = application_->tabayun()
                           .ask({.text = "Benarkah jembatan Cimanuk ditutup mulai Senin depan?",
                                 .area = area("32.10.01.2001")})
                           .value();
    receipt_ = asked.receipt;
    question_ = asked.question.id;
    claim_ = asked.question.claim;
    newsroom::Content content;
    content.title = "Pasar murah";
    content.summary = "Hari Sabtu.";
    content.body = "Di alun-alun.";
    content.source = "Dinas";
    content.areas = {area("32.10.01.2001")};
    item_ = application_->newsroom().create({actor("petugas"), content}).value().id;
    group_ = application_->groups().find_by_slug("kim-satu")->id;
    account_ = application_->people().find_by_login("anggota")->id;
  }
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> captures_for(
      std::string_view pattern) const {
    const auto begins = [&](const char* with) { return pattern.starts_with(with); };
    if (begins("/meja/pertanyaan/")) return {{":id", claim_.text()}, {":move", "take"}};
    if (begins("/meja/gambar/") || begins("/meja/pilihan/"))
      return {{":question", question_.text()}};
    if (begins("/meja/kabar/"))
      return {{":id", item_.text()}, {":move", "submit"}, {":number", "1"}};
    if (begins("/meja/kelompok/")) return {{":id", group_.text()}};
    if (begins("/meja/orang/")) return {{":id", account_.text()}};
    if (begins("/kelompok/")) return {{":slug", "kim-satu"}};
    if (begins("/tiket/") || begins("/t/")) return {{":code", receipt_}};
    if (begins("/wilayah/")) return {{":code", "32.10"}};
    if (begins("/topik/")) return {{":topic", "pasar"}};
    return {{":id", claim_.text()},          {":code", "X"},       {":slug", "tidak-ada"},
            {":address", "tidak-ada"},       {":number", "1"},     {":token", "tidak-ada"},
            {":question", question_.text()}, {":week", "2026-W47"}};
  }
  [[nodiscard]] net::Response send(const std::string& role, net::Method method,
                                   const std::string& address, const std::string& body) const {
    net::Request request;
    request.method = method;
    request.target = address;
    request.path = address;
    request.peer = "127.0.0.1";
    request.headers.add("Host", "127.0.0.1:8080");
    const auto token = tokens_.find(role);
    if (token != tokens_.end()) request.headers.add("Cookie", "kentongan=" + token->second);
    if (method == net::Method::post) {
      request.headers.add("Content-Type", "application/x-www-form-urlencoded");
      request.body = body;
    }
    return site_.answer(request);
  }

  testing::TempFolder folder_;
  std::unique_ptr<Application> application_ = opened(folder_.path());
  site::Site site_{application_->doors()};
  std::map<std::string, std::string> tokens_;
  std::string receipt_;
  Id<tabayun::Claim> claim_;
  Id<tabayun::Question> question_;
  Id<newsroom::Item> item_;
  Id<groups::Group> group_;
  Id<people::Account> account_;
};

std::string golden_path() {
  return std::string(KENTONGAN_SOURCE_DIR) + "/tests/golden/site/roles.txt";
}

/// 422: refused for what was filled in, before anybody asked whose it is; that nothing of another's
/// is changed by what is filled in well is asked by the rooms' own tests.
bool is_refused(int status) {
  return status == 401 || status == 403 || status == 404 || status == 422;
}
/// Deliveries are the installation's, not a district's: every office may send one again.
bool is_everybodys(std::string_view pattern) { return pattern.starts_with("/meja/kiriman/"); }
/// Their own account, which is nobody's desk.
bool is_their_own(std::string_view pattern) { return pattern.starts_with("/akun"); }

TEST(Roles, WhoMaySeeWhichPageIsAsTheTableSays) {
  const Matrix matrix;
  std::string table = "# GET";
  for (const std::string& role : Matrix::roles()) table += " " + role;
  table += "\n";
  for (const site::Route& route : site::all_routes()) {
    // A feed of events stays open; who may open it is asked by its own tests.
    if (route.method != net::Method::get || std::string_view(route.pattern).ends_with("/langsung"))
      continue;
    table += route.pattern;
    for (const std::string& role : Matrix::roles())
      table += " " + std::to_string(matrix.get(role, matrix.address_of(route)));
    table += "\n";
  }
  const char* golden = std::getenv("KENTONGAN_GOLDEN");
  if (golden != nullptr && std::string_view(golden) == "write") {
    std::ofstream(golden_path()) << table;
  }
  std::ifstream file(golden_path());
  std::ostringstream known;
  known << file.rdbuf();
  EXPECT_EQ(known.str(), table);
}

TEST(Roles, NobodyOpensADeskWithoutSigningIn) {
  const Matrix matrix;
  for (const site::Route& route : site::all_routes()) {
    if (route.access != site::Access::staff) continue;
    const std::string address = matrix.address_of(route);
    if (route.method == net::Method::get) {
      EXPECT_EQ(matrix.get("-", address), 303) << route.pattern;
    } else {
      EXPECT_EQ(matrix.post("-", address, matrix.form_token("-")), 401) << route.pattern;
    }
  }
}

TEST(Roles, NothingIsChangedWithoutTheTokenOfOurOwnForm) {
  const Matrix matrix;
  for (const site::Route& route : site::all_routes()) {
    if (route.method != net::Method::post || route.proof == site::Proof::none) continue;
    const int status = matrix.post("admin", matrix.address_of(route), "bukan-token");
    EXPECT_EQ(status, 403) << route.pattern;
  }
}

TEST(Roles, WhatBelongsToOneRegencyIsNotThereForAnother) {
  const Matrix matrix;
  const std::string token = matrix.form_token("petugas_jauh");
  for (const site::Route& route : site::all_routes()) {
    const std::string_view pattern = route.pattern;
    const bool names_a_thing =
        route.access == site::Access::staff && pattern.find("/:") != std::string_view::npos;
    // The address book of groups and people is read by every office; changing it is not.
    if (!names_a_thing || is_everybodys(pattern) || pattern.ends_with("/langsung")) continue;
    const std::string address = matrix.address_of(route);
    const int status = route.method == net::Method::get
                           ? matrix.get("petugas_jauh", address)
                           : matrix.post("petugas_jauh", address, token);
    EXPECT_TRUE(is_refused(status)) << route.pattern << " answered " << status;
  }
}

TEST(Roles, AnAccountWithoutARoleDoesNothingAtADesk) {
  const Matrix matrix;
  const std::string token = matrix.form_token("tanpa_peran");
  for (const site::Route& route : site::all_routes()) {
    if (route.access != site::Access::staff || route.method != net::Method::post) continue;
    if (is_their_own(route.pattern)) continue;
    const int status = matrix.post("tanpa_peran", matrix.address_of(route), token);
    EXPECT_TRUE(status >= 400 && status < 500) << route.pattern << " answered " << status;
  }
}

}  // namespace
}  // namespace kentongan::app
