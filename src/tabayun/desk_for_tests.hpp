// A desk in memory: database, clock, people of several sides, and the room itself.
#pragma once

#include "db/schema.hpp"
#include "tabayun/tabayun.hpp"
#include "testing/postgres_server.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

namespace kentongan::tabayun {

inline places::AreaCode area(const char* code) { return places::AreaCode::parse(code).value(); }

inline people::Actor person(std::int64_t account, std::vector<people::Held> roles) {
  return {Id<people::Account>::from_raw(account), "Contoh " + std::to_string(account),
          std::move(roles)};
}
inline people::Held in_area(people::Role role, const char* code) { return {role, area(code), {}}; }
inline people::Held in_group(people::Role role, std::int64_t group, const char* village) {
  return {role, area(village), Id<groups::Group>::from_raw(group)};
}

/// Checkers of two groups and of the office of Majalengka, and somebody from elsewhere.
inline people::Actor checker_of_group_one() {
  return person(11, {in_group(people::Role::pemeriksa, 1, "32.10.01.2001")});
}
inline people::Actor colleague_of_group_one() {
  return person(12, {in_group(people::Role::pemeriksa, 1, "32.10.01.2001")});
}
inline people::Actor checker_of_group_two() {
  return person(21, {in_group(people::Role::pemeriksa, 2, "32.10.05.2003")});
}
inline people::Actor officer() { return person(31, {in_area(people::Role::petugas_ikp, "32.10")}); }
inline people::Actor stranger() {
  return person(41, {in_group(people::Role::pemeriksa, 9, "62.10.01.2001")});
}
inline people::Actor member() {
  return person(51, {in_group(people::Role::anggota, 1, "32.10.01.2001")});
}
inline people::Actor resident() { return person(61, {}); }

inline Finding finding(const std::string& title, const std::string& claim = "") {
  Finding made;
  made.verdict = Verdict::false_;
  made.kind = Kind::misinformation;
  made.type = Type::fabricated_content;
  made.topic = Topic::health;
  made.title = title;
  made.claim = claim.empty() ? title : claim;
  made.explanation = "Sudah diperiksa: tidak ada sumber yang mendukung kabar ini.";
  made.conclusion = "Salah.";
  return made;
}

/// Tests that hold on both engines.
class OnBothEngines : public ::testing::TestWithParam<db::Engine> {};
inline std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info) {
  return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
}

/// A file that is gone when the test is.
class TempFile {
 public:
  explicit TempFile(const std::string& bytes) {
    std::string name = ::testing::TempDir() + "/tabayun-XXXXXX";
    const int descriptor = ::mkstemp(name.data());
    ::close(descriptor);
    std::ofstream(name, std::ios::binary) << bytes;
    name_ = name;
  }
  ~TempFile() { ::unlink(name_.c_str()); }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_;
};

class Desk {
 public:
  explicit Desk(db::Engine engine = db::Engine::sqlite) : db(open_new(engine)) {
    const auto migrated = db->migrate(db::whole_schema(), clock.now());
    EXPECT_TRUE(migrated.ok());
    room = std::make_unique<Tabayun>(surroundings(), [] { return std::string(32, 'k'); });
    room->load();
  }

  static std::unique_ptr<db::Db> open_new(db::Engine engine) {
    if (engine == db::Engine::sqlite) return db::open_in_memory();
    auto opened = db::open({.where = testing::PostgresServer::shared().new_database()});
    EXPECT_TRUE(opened.ok());
    return std::move(opened).value();
  }

  people::Surroundings surroundings() { return {*db, ledger, clock, ids, random}; }

  /// Seals what is new and lets another node, or this one, take it in.
  void seal() {
    const auto sealed =
        db->write([this](db::Tx& tx) -> Result<std::int64_t> { return ledger.seal(tx); });
    EXPECT_TRUE(sealed.ok());
  }

  /// A fact check that went the whole way: asked, taken, proposed by group one, confirmed by the
  /// office.
  Claim has_published(const Finding& what) {
    const Claim opened = room->open_claim({officer(), what.claim, area("32.10")}).value();
    const Claim taken = room->take({checker_of_group_one(), opened.id, opened.revision}).value();
    const Claim proposed =
        room->propose_verdict({{checker_of_group_one(), taken.id, taken.revision}, what}).value();
    return room->confirm_verdict({officer(), proposed.id, proposed.revision}).value();
  }

  Asked asks(const std::string& text, const std::string& form = "") {
    return room->ask({.text = text, .area = area("32.10.01.2001"), .form_key = form}).value();
  }

  [[nodiscard]] std::vector<std::string> ledger_kinds() {
    seal();
    return db->read([this](db::Tx& tx) {
      std::vector<std::string> found;
      for (const ledger::Entry& entry : ledger.after(tx, 0, 1'000)) found.push_back(entry.kind);
      return found;
    });
  }

  FakeClock clock;
  SeededRandom random{7};
  IdSource ids{clock, random};
  ledger::Ledger ledger{ids};
  std::unique_ptr<db::Db> db;
  std::unique_ptr<Tabayun> room;
};

}  // namespace kentongan::tabayun
