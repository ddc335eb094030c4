// A desk with a case: groups, people, and a network that answers as it is told.
#pragma once

#include "casework/casework.hpp"
#include "tabayun/desk_for_tests.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::casework {

using tabayun::area;
using tabayun::in_area;
using tabayun::in_group;
using tabayun::person;

/// Says what a test wants; counts who asks.
class FakeClient final : public net::HttpClient {
 public:
  using Answer = std::function<Result<net::HttpAnswer>(const net::HttpCall&)>;
  explicit FakeClient(Answer answer) : answer_(std::move(answer)) {}
  [[nodiscard]] Result<net::HttpAnswer> send(const net::HttpCall& call) const override {
    ++calls;
    return answer_(call);
  }
  mutable int calls = 0;

 private:
  Answer answer_;
};

inline net::HttpAnswer page(const std::string& body, const std::string& type = "text/html") {
  net::HttpAnswer answer;
  answer.status = 200;
  answer.headers.add("Content-Type", type);
  answer.body = body;
  answer.url = "https://laman.example/akhir";
  return answer;
}

struct CaseDesk : tabayun::Desk {
  explicit CaseDesk(db::Engine engine = db::Engine::sqlite) : Desk(engine) {
    const std::vector<std::pair<const char*, const char*>> areas{
        {"32", "Jawa Barat"},        {"32.10", "Majalengka"}, {"32.10.01", "Lemahsugih"},
        {"32.10.01.2001", "Satu"},   {"32.10.05", "Maja"},    {"32.10.05.2003", "Dua"},
        {"62", "Kalimantan Tengah"}, {"62.10", "Gunung Mas"}, {"62.10.01", "Sepang"},
        {"62.10.01.2001", "Jauh"}};
    for (const auto& [code, name] : areas) EXPECT_TRUE(places.set_area(area(code), name).ok());
    people::PeopleSettings cheap;
    cheap.hash_memory_bytes = 8'192;
    people = std::make_unique<people::People>(surroundings(), cheap);
    groups = std::make_unique<groups::Groups>(surroundings(), places, *people);
    casework = std::make_unique<Casework>(CaseworkParts{
        .outside = surroundings(), .people = *people, .groups = *groups, .tabayun = *room});
  }

  groups::Group has_group(const std::string& name, const char* village) {
    groups::RegisterGroup command{people::the_installation(), {}, groups::State::active};
    command.details.name = name;
    command.details.partner_kind = "kim";
    command.details.village = area(village);
    return groups->register_group(command).value();
  }
  /// A claim of Majalengka that a checker of group one works on.
  tabayun::Claim has_claim(const std::string& text = "Air galon di pasar bercampur solar") {
    const auto opened = room->open_claim({tabayun::officer(), text, area("32.10")}).value();
    return room->take({tabayun::checker_of_group_one(), opened.id, opened.revision}).value();
  }
  Evidence has_evidence(const tabayun::Claim& claim, Kind kind, const std::string& title,
                        const std::string& form = "") {
    return casework
        ->add_evidence({.actor = tabayun::checker_of_group_one(),
                        .claim = claim.id,
                        .kind = kind,
                        .title = title,
                        .text = "Isi singkat.",
                        .form_key = form})
        .value();
  }
  Evidence has_link(const tabayun::Claim& claim, const std::string& address) {
    EXPECT_TRUE(
        casework
            ->add_links(
                {.actor = tabayun::checker_of_group_one(), .claim = claim.id, .addresses = address})
            .ok());
    for (const Evidence& each : opened(claim).evidence) {
      if (each.url == address) return each;
    }
    ADD_FAILURE() << "no such link in the case";
    return {};
  }
  Case opened(const tabayun::Claim& claim) {
    return casework->open(tabayun::checker_of_group_one(), claim.id).value();
  }
  Copy copy_of(const tabayun::Claim& claim, Id<Evidence> evidence) {
    for (const Evidence& each : opened(claim).evidence) {
      if (each.id == evidence) return each.copy;
    }
    ADD_FAILURE() << "no such evidence";
    return {};
  }
  /// Somebody with an account and a role in an area; the actor they are.
  people::Actor has_account(const std::string& login, people::Role role, const char* where) {
    const auto added = people->add_account({.actor = people::the_installation(),
                                            .login = login,
                                            .name = login,
                                            .password = "pos ronda nomor tujuh"});
    EXPECT_TRUE(added.ok());
    EXPECT_TRUE(people
                    ->grant_role({.actor = people::the_installation(),
                                  .account = added->id,
                                  .role = role,
                                  .area = area(where)})
                    .ok());
    return {added->id, login, {in_area(role, where)}};
  }

  places::Places places{*db};
  std::unique_ptr<people::People> people;
  std::unique_ptr<groups::Groups> groups;
  std::unique_ptr<Casework> casework;
};

template <typename T>
std::string refused_with(const Result<T>& result) {
  return result.ok() ? "nothing" : result.error().message();
}

}  // namespace kentongan::casework
