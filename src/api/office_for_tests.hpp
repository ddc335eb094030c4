// The whole application in one process: every room on a database in memory, a clock that stands
// still, and a client that holds each answer to the contract.
#pragma once

#include "api/api.hpp"
#include "api/contract.hpp"
#include "api/route.hpp"
#include "api/schema_for_tests.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "db/schema.hpp"
#include "groups/groups.hpp"
#include "net/router.hpp"
#include "net/url.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/outbox.hpp"
#include "people/people.hpp"
#include "places/places.hpp"
#include "search/search.hpp"
#include "site/desk_rooms_for_tests.hpp"
#include "tabayun/tabayun.hpp"
#include "testing/small_country.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kentongan::api {

inline const char* const good_password = "pos ronda nomor tujuh";

/// An answer, read.
struct Reply {
  int status = 0;
  net::Headers headers;
  std::string text;         ///< the body as sent
  boost::json::value body;  ///< null unless JSON

  [[nodiscard]] std::string header(std::string_view name) const {
    return std::string(headers.find(name).value_or(""));
  }
  /// A text at a JSON Pointer; `(none)` when there is none.
  [[nodiscard]] std::string at(std::string_view pointer) const {
    boost::system::error_code failed;
    const auto* found = body.find_pointer(pointer, failed);
    return found != nullptr && found->is_string()
               ? std::string(std::string_view(found->get_string()))
               : "(none)";
  }
  [[nodiscard]] std::int64_t number(std::string_view pointer) const {
    boost::system::error_code failed;
    const auto* found = body.find_pointer(pointer, failed);
    return found != nullptr && found->is_int64() ? found->get_int64() : -1;
  }
  [[nodiscard]] std::size_t count(std::string_view pointer) const {
    boost::system::error_code failed;
    const auto* found = body.find_pointer(pointer, failed);
    return found != nullptr && found->is_array() ? found->get_array().size() : 0;
  }
  [[nodiscard]] std::string key() const { return at("/key"); }
};

[[nodiscard]] inline const boost::json::value& contract() {
  static const boost::json::value document = boost::json::parse(contract_text());
  return document;
}

/// `/desk/items/:id` as openapi.json writes it: `/desk/items/{id}`.
[[nodiscard]] inline std::string contract_path(std::string_view pattern) {
  std::string path;
  const std::string_view rest = std::string_view(pattern).substr(1);
  for (const std::string_view segment : split(rest, '/')) {
    path += segment.starts_with(':') ? "/{" + std::string(segment.substr(1)) + "}"
                                     : "/" + std::string(segment);
  }
  return path;
}

[[nodiscard]] inline const boost::json::object* find_operation(const Route& route) {
  const auto* path = contract().at("paths").as_object().if_contains(contract_path(route.pattern));
  if (path == nullptr) return nullptr;
  const auto* operation = path->as_object().if_contains(lower_ascii(net::name_of(route.method)));
  return operation == nullptr ? nullptr : &operation->as_object();
}

/// Operations that have answered 2xx in this run.
[[nodiscard]] inline std::set<std::string>& succeeded() {
  static std::set<std::string> operations;
  return operations;
}

/// Fails the test when the contract does not say that this route may answer so.
inline void hold_to_contract(const Route& route, const Reply& reply) {
  if (reply.status < 300) succeeded().insert(route.operation);
  SCOPED_TRACE(std::string(route.operation) + " answered " + std::to_string(reply.status) + " " +
               reply.text.substr(0, 300));
  const boost::json::object* operation = find_operation(route);
  ASSERT_NE(operation, nullptr);
  const auto* documented =
      operation->at("responses").as_object().if_contains(std::to_string(reply.status));
  ASSERT_NE(documented, nullptr) << "this status is not in the contract";
  const SchemaCheck check(contract());
  const boost::json::object& response = check.follow(*documented).as_object();
  const auto* content = response.if_contains("content");
  if (content == nullptr) {
    EXPECT_EQ(reply.text, "");
    return;
  }
  const auto* media = content->as_object().if_contains(reply.header("Content-Type"));
  ASSERT_NE(media, nullptr) << "the contract does not know the type "
                            << reply.header("Content-Type");
  EXPECT_EQ(check.problem(media->at("schema"), reply.body), "");
}

/// An office in Majalengka (32.10) with two groups, KIM Satu in 32.10.01.2001 and KIM Dua in
/// 32.10.02.2001, and people who are called by their logins.
struct Office {
  FakeClock clock;
  SeededRandom random{7};
  IdSource ids{clock, random};
  Log log{clock, LogLevel::error};
  ledger::Ledger ledger{ids};
  std::unique_ptr<db::Db> db = migrated(clock.now());
  people::Surroundings around{
      .db = *db, .ledger = ledger, .clock = clock, .ids = ids, .random = random};
  places::Places places{*db};
  people::People people{around, cheap_passwords()};
  groups::Groups groups{around, places, people};
  newsroom::Newsroom newsroom{
      {.db = *db, .ledger = ledger, .places = places, .clock = clock, .ids = ids}};
  tabayun::Tabayun tabayun{around, [this] { return people.key_for("receipt"); }};
  search::Search search{{.db = *db,
                         .ledger = ledger,
                         .clock = clock,
                         .places = places,
                         .groups = groups,
                         .newsroom = newsroom,
                         .tabayun = tabayun}};
  outbox::Outbox outbox{{.db = *db,
                         .ledger = ledger,
                         .places = places,
                         .newsroom = newsroom,
                         .clock = clock,
                         .ids = ids,
                         .random = random},
                        outbox_settings()};
  site::DeskRooms desk{{.around = around,
                        .people = people,
                        .groups = groups,
                        .tabayun = tabayun,
                        .outbox = outbox,
                        .log = log}};
  Api api{doors()};

  Office() {
    testing::settle_small_country(places);
    found_group("KIM Satu", "32.10.01.2001");
    found_group("KIM Dua", "32.10.02.2001");
    tabayun.load();
    search.follow();
  }

  // ---- people
  // ------------------------------------------------------------------------------------
  /// Somebody with a role in the regency; their token.
  std::string officer(const std::string& login, people::Role role = people::Role::petugas_ikp) {
    const Id<people::Account> account = add_person(login);
    EXPECT_TRUE(people.grant_role({people::the_installation(), account, role, code("32.10")}).ok());
    return sign_in(login);
  }
  /// Somebody with a role in a group; their token.
  std::string member(const std::string& login, const std::string& group,
                     people::Role role = people::Role::anggota) {
    const Id<people::Account> account = add_person(login);
    const auto found = groups.find_by_slug(group);
    EXPECT_TRUE(groups.appoint({people::the_installation(), found->id, account, role}).ok());
    return sign_in(login);
  }
  std::string sign_in(const std::string& login) {
    return people.sign_in({.login = login, .password = good_password, .peer = "127.0.0.1"})
        .value()
        .token;
  }

  // ---- the client
  // --------------------------------------------------------------------------------
  [[nodiscard]] net::Request request(net::Method method, const std::string& target,
                                     const std::string& token = "") const {
    net::Request made;
    made.method = method;
    made.target = "/api/v1" + target;
    const std::size_t mark = made.target.find('?');
    made.path = net::percent_decode(made.target.substr(0, mark)).value();
    if (mark != std::string::npos)
      made.query = net::parse_query(made.target.substr(mark + 1)).value();
    made.peer = "127.0.0.1";
    if (!token.empty()) made.headers.add("Authorization", "Bearer " + token);
    return made;
  }
  Reply send(const net::Request& made) const {
    net::Response response = api.answer(made);
    Reply reply{.status = response.status,
                .headers = response.headers,
                .text = std::move(response.body),
                .body = {}};
    if (reply.header("Content-Type").find("json") != std::string::npos) {
      boost::system::error_code failed;
      reply.body = boost::json::parse(reply.text, failed);
      EXPECT_FALSE(failed) << "not JSON: " << reply.text;
    }
    const auto matched =
        net::find_route(all_routes(), made.method, std::string_view(made.path).substr(7));
    if (matched.route != nullptr) hold_to_contract(*matched.route, reply);
    return reply;
  }
  Reply get(const std::string& target, const std::string& token = "") const {
    return send(request(net::Method::get, target, token));
  }
  Reply post(const std::string& target, const std::string& body,
             const std::string& token = "") const {
    return send_body(net::Method::post, target, body, token);
  }
  Reply patch(const std::string& target, const std::string& body,
              const std::string& token = "") const {
    return send_body(net::Method::patch, target, body, token);
  }
  Reply del(const std::string& target, const std::string& token = "") const {
    return send(request(net::Method::del, target, token));
  }

  [[nodiscard]] static places::AreaCode code(const char* text) {
    return places::AreaCode::parse(text).value();
  }

 private:
  Reply send_body(net::Method method, const std::string& target, const std::string& body,
                  const std::string& token) const {
    net::Request made = request(method, target, token);
    made.headers.add("Content-Type", "application/json");
    made.body = body;
    return send(made);
  }
  static std::unique_ptr<db::Db> migrated(Instant now) {
    std::unique_ptr<db::Db> made = db::open_in_memory();
    made->migrate(db::whole_schema(), now).value();
    return made;
  }
  static people::PeopleSettings cheap_passwords() {
    people::PeopleSettings settings;
    settings.hash_memory_bytes = std::size_t{8} * 1024;
    return settings;
  }
  static outbox::OutboxSettings outbox_settings() {
    outbox::OutboxSettings settings;
    settings.secret = std::string(32, 's');
    settings.voice = {
        .base_url = "https://kabar.example", .office = "Dinas Contoh", .list_name = "Kabar"};
    return settings;
  }
  site::Doors doors() {
    return {.settings = {.base_url = "https://kabar.example",
                         .office_name = "Dinas Contoh",
                         .contact_email = "dinas@contoh.example",
                         .regency = code("32.10"),
                         .zone = Zone::wib},
            .clock = clock,
            .random = random,
            .log = log,
            .db = *db,
            .ledger = ledger,
            .places = places,
            .people = people,
            .groups = groups,
            .newsroom = newsroom,
            .tabayun = tabayun,
            .quarantine = desk.quarantine,
            .casework = desk.casework,
            .relay = desk.relay,
            .search = search,
            .outbox = outbox,
            .intake = desk.intake,
            .radar = desk.radar,
            .exchange = desk.exchange};
  }
  void found_group(const std::string& name, const char* village) {
    groups::RegisterGroup command{
        .actor = people::the_installation(), .details = {}, .state = groups::State::active};
    command.details.name = name;
    command.details.partner_kind = groups.kinds().front().slug;
    command.details.village = code(village);
    command.details.decree = {.number = "141/1",
                              .day = Day{2026, 1, 2},
                              .issuer = "Kepala Desa",
                              .level = "desa",
                              .valid_until = Day{2029, 1, 2}};
    const auto made = groups.register_group(command);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message());
  }
  Id<people::Account> add_person(const std::string& login) {
    const auto added =
        people.add_account({people::the_installation(), login, "Orang " + login, good_password});
    EXPECT_TRUE(added.ok()) << (added.ok() ? "" : added.error().message());
    return added->id;
  }
};

/// A JSON text made of a template with '…' for "…", so that tests stay readable.
[[nodiscard]] inline std::string j(std::string_view text) { return replace_all(text, "'", "\""); }

}  // namespace kentongan::api
