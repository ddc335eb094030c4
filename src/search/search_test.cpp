// The promises of the room, on both engines: what is public is found, what is not never is.
#include "search/search.hpp"

#include "base/random.hpp"
#include "db/schema.hpp"
#include "testing/engines.hpp"
#include "testing/small_country.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace kentongan::search {
namespace {

using newsroom::Content;
using newsroom::Item;
using people::Actor;
using people::Role;

places::AreaCode area(const char* code) { return places::AreaCode::parse(code).value(); }

std::string shown(const Marked& marked) {
  std::string text;
  for (const Piece& piece : marked) text += piece.is_found ? "[" + piece.text + "]" : piece.text;
  return text;
}

Actor person(std::int64_t account, Role role, const char* where, std::int64_t group = 0) {
  Actor actor;
  actor.account = Id<people::Account>::from_raw(account);
  actor.roles = {{role, area(where), Id<groups::Group>::from_raw(group)}};
  return actor;
}

/// A district with its newsroom, registry, checkers and search, as one node runs them.
struct District {
  FakeClock clock;
  SeededRandom random{3};
  IdSource ids{clock, random};
  ledger::Ledger ledger{ids};
  std::unique_ptr<db::Db> db;
  people::Surroundings around{*db, ledger, clock, ids, random};
  places::Places places{*db};
  people::People people{around, cheap()};
  groups::Groups groups{around, places, people};
  newsroom::Newsroom newsroom{{*db, ledger, places, clock, ids}};
  tabayun::Tabayun tabayun{around, [] { return std::string(32, 'k'); }};
  Search search{outside()};
  Actor writer = person(1, Role::anggota, "32.10.01.2001", 77);
  Actor reviewer = person(2, Role::ketua, "32.10.01.2001", 77);
  Actor office = person(3, Role::petugas_ikp, "32.10");

  explicit District(db::Engine engine) : db(testing::open_new(engine)) {
    db->migrate(db::whole_schema(), clock.now()).value();
    testing::settle_small_country(places);
    tabayun.load();
    search.follow();
  }
  static people::PeopleSettings cheap() {
    people::PeopleSettings settings;
    settings.hash_memory_bytes = 8'192;
    return settings;
  }
  Surroundings outside() { return {*db, ledger, clock, places, groups, newsroom, tabayun}; }

  static Content text(const std::string& title, const std::string& body) {
    Content content;
    content.title = title;
    content.summary = "Dari pengurus.";
    content.body = body;
    content.source = "Pengurus";
    content.group = Id<groups::Group>::from_raw(77);
    content.areas = {area("32.10.01.2001")};
    return content;
  }
  newsroom::OnItem on(const Actor& actor, const Item& item) const {
    return {actor, item.id, item.revision};
  }
  Item submitted(const std::string& title, const std::string& body) {
    const Item draft = newsroom.create({writer, text(title, body)}).value();
    return newsroom.submit(on(writer, draft)).value();
  }
  Item published(const std::string& title, const std::string& body) {
    const Item approved = newsroom.approve(on(reviewer, submitted(title, body))).value();
    clock.advance(std::chrono::seconds(1));
    return newsroom.publish(on(office, approved)).value();
  }
  Item corrected(const Item& item, const std::string& title, const std::string& body) {
    const Item proposed =
        newsroom.propose_correction({on(writer, item), text(title, body), "Salah tulis."}).value();
    return newsroom.approve_correction(on(office, proposed)).value();
  }
  tabayun::Claim checked(const std::string& title, const std::string& claim) {
    const Actor checker = person(4, Role::pemeriksa, "32.10.01.2001", 77);
    tabayun::Finding finding;
    finding.verdict = tabayun::Verdict::false_;
    finding.kind = tabayun::Kind::misinformation;
    finding.title = title;
    finding.claim = claim;
    finding.explanation = "Sudah diperiksa: tidak ada sumber yang mendukung kabar ini.";
    const auto opened = tabayun.open_claim({office, claim, area("32.10")}).value();
    const auto taken = tabayun.take({checker, opened.id, opened.revision}).value();
    const auto proposed =
        tabayun.propose_verdict({{checker, taken.id, taken.revision}, finding}).value();
    return tabayun.confirm_verdict({office, proposed.id, proposed.revision}).value();
  }
  /// The ledger's sealer has been by, and this node has looked.
  void catch_up(Search& node) {
    (void)db->write([this](db::Tx& tx) -> Result<std::int64_t> { return ledger.seal(tx); }).value();
    node.follow();
  }
  Found find(const std::string& words) {
    catch_up(search);
    return search.find({.words = words}).value();
  }
  std::vector<std::string> items(const std::string& words) {
    std::vector<std::string> titles;
    const Found found = find(words);
    for (const auto& hit : found.items.best) titles.push_back(hit.thing.content.title);
    return titles;
  }
};
using Titles = std::vector<std::string>;

class SearchOn : public ::testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, SearchOn, testing::both_engines, testing::name_of_engine);

TEST_P(SearchOn, what_is_published_is_found_by_title_summary_and_body) {
  District district(GetParam());
  (void)district.published("Jadwal posyandu", "Timbang bayi pukul **delapan** di balai dusun.");

  EXPECT_EQ(district.items("posyandu"), Titles{"Jadwal posyandu"});
  EXPECT_EQ(district.items("pengurus"), Titles{"Jadwal posyandu"});
  const Found found = district.find("balay dusun");
  ASSERT_EQ(found.items.best.size(), 1U);
  EXPECT_EQ(shown(found.items.best[0].passage), "Timbang bayi pukul delapan di [balai] [dusun].");
  EXPECT_EQ(found.meant, "balai dusun");
}

TEST_P(SearchOn, a_correction_is_found_by_its_new_words_and_no_more_by_the_old) {
  District district(GetParam());
  const Item item = district.published("Vaksin hari Rabu", "Di balai desa.");
  ASSERT_EQ(district.items("rabu"), Titles{"Vaksin hari Rabu"});

  (void)district.corrected(item, "Vaksin hari Kamis", "Di puskesmas.");

  EXPECT_EQ(district.items("kamis"), Titles{"Vaksin hari Kamis"});
  EXPECT_EQ(district.items("puskesmas"), Titles{"Vaksin hari Kamis"});
  EXPECT_EQ(district.items("rabu"), Titles{});
  EXPECT_EQ(district.items("balai"), Titles{});
}

TEST_P(SearchOn, a_withdrawn_or_archived_item_vanishes_and_a_restored_one_returns) {
  District district(GetParam());
  const Item wrong = district.published("Banjir bandang", "Semua mengungsi.");
  const Item old = district.published("Lomba layangan", "Di lapangan.");
  ASSERT_EQ(district.items("banjir").size(), 1U);

  (void)district.newsroom.withdraw({district.on(district.office, wrong), "Keliru."}).value();
  const Item archived = district.newsroom.archive(district.on(district.office, old)).value();

  EXPECT_EQ(district.items("banjir"), Titles{});
  EXPECT_EQ(district.items("mengungsi"), Titles{});
  EXPECT_EQ(district.items("layangan"), Titles{});
  EXPECT_EQ(district.find("banjirr").meant, "");

  (void)district.newsroom.restore(district.on(district.office, archived)).value();
  EXPECT_EQ(district.items("layangan"), Titles{"Lomba layangan"});
}

TEST_P(SearchOn, a_withdrawn_item_is_not_shown_even_before_the_ledger_was_read) {
  District district(GetParam());
  const Item item = district.published("Banjir bandang", "Semua mengungsi.");
  ASSERT_EQ(district.items("banjir").size(), 1U);

  (void)district.newsroom.withdraw({district.on(district.office, item), "Keliru."}).value();
  const Found found = district.search.find({.words = "banjir"}).value();  // nobody followed

  EXPECT_TRUE(found.items.best.empty());
  EXPECT_EQ(found.items.all, 0);
}

TEST_P(SearchOn, nothing_that_is_not_public_is_ever_inside) {
  District district(GetParam());
  (void)district.newsroom.create({district.writer, District::text("Konsepku", "rahasiadraf")});
  (void)district.submitted("Kiriman", "rahasiakiriman");
  const Item item = district.published("Terbit", "Isi.");
  (void)district.newsroom.propose_correction(
      {district.on(district.writer, item), District::text("Terbit", "rahasiaralat"), "Ralat."});
  (void)district.tabayun.ask({.text = "Apa benar rahasiatanya akan dibagikan di kantor desa?",
                              .area = area("32.10.01.2001")});
  const auto claim = district.checked("Hoaks beras plastik", "Beras plastik beredar di pasar.");
  (void)district.tabayun.add_message(
      {district.office, claim.id, "awas rahasiapesan beras plastik sudah sampai ke pasar kita"});

  for (const char* word : {"konsepku", "rahasiadraf", "kiriman", "rahasiakiriman", "rahasiaralat",
                           "rahasiatanya", "rahasiapesan"}) {
    const Found found = district.find(word);
    EXPECT_EQ(found.items.all + found.groups.all + found.factchecks.all, 0) << word;
    EXPECT_EQ(found.meant, "") << word << " is known as a word";
  }
  const std::size_t things = district.search.size().things;
  EXPECT_EQ(things, 2U) << "the item and the fact check";
}

TEST_P(SearchOn, groups_are_found_by_name_kind_and_place_while_they_are_public) {
  District district(GetParam());
  groups::RegisterGroup command{
      .actor = district.office, .details = {}, .state = groups::State::active};
  command.details.name = "KIM Cahaya";
  command.details.partner_kind = "kim";
  command.details.village = area("32.10.01.2001");
  const auto group = district.groups.register_group(command);
  ASSERT_TRUE(group.ok()) << group.error().message();

  const auto names_of = [&](const std::string& words) {
    const Found found = district.find(words);
    Titles names;
    for (const auto& hit : found.groups.best) names.push_back(hit.thing.name());
    return names;
  };
  EXPECT_EQ(names_of("cahaya"), Titles{"KIM Cahaya"});
  EXPECT_EQ(names_of("chaya"), Titles{"KIM Cahaya"});
  EXPECT_EQ(names_of("majalengka"), Titles{"KIM Cahaya"});
  EXPECT_EQ(shown(district.find("cahaya").groups.best[0].title), "KIM [Cahaya]");

  (void)district.groups.move({.actor = district.office,
                              .group = group->id,
                              .to = groups::State::closed,
                              .closed_reason = groups::ClosedReason::disbanded,
                              .seen_revision = group->revision});
  EXPECT_EQ(names_of("cahaya"), Titles{});
}

TEST_P(SearchOn, fact_checks_are_found_by_title_claim_and_explanation) {
  District district(GetParam());
  (void)district.checked("Hoaks beras plastik", "Beras sintetis beredar di pasar.");

  for (const char* words : {"plastik", "sintetis", "sumber", "plstik"}) {
    const Found found = district.find(words);
    ASSERT_EQ(found.factchecks.best.size(), 1U) << words;
    EXPECT_EQ(found.factchecks.best[0].thing.finding.title, "Hoaks beras plastik");
  }
}

TEST_P(SearchOn, a_restart_and_another_node_find_the_same_in_the_same_order) {
  District district(GetParam());
  Search other(district.outside());
  other.follow();
  Item last;
  for (int at = 0; at < 12; ++at)
    last = district.published("Rapat warga " + std::to_string(at % 3), "Rapat di balai.");
  (void)district.newsroom.withdraw({district.on(district.office, last), "Keliru."}).value();
  district.catch_up(other);
  Search restarted(district.outside());
  restarted.follow();

  const auto titles = [](const Search& node) {
    Titles found;
    const Found what = node.find({.words = "rapat balai", .limit = 50}).value();
    for (const auto& hit : what.items.best) found.push_back(hit.thing.slug);
    return found;
  };
  (void)district.find("x");
  EXPECT_EQ(titles(other).size(), 11U);
  EXPECT_EQ(titles(other), titles(restarted));
  EXPECT_EQ(titles(district.search), titles(restarted));
}

TEST(Search, says_that_it_is_loading_until_it_has_followed_once) {
  District district(db::Engine::sqlite);
  Search fresh(district.outside());

  const Result<Found> found = fresh.find({.words = "rapat"});
  ASSERT_FALSE(found.ok());
  EXPECT_STREQ(found.error().message(), "search.loading");

  fresh.follow();
  EXPECT_TRUE(fresh.find({.words = "rapat"}).ok());
}

TEST(Search, says_what_was_asked) {
  District district(db::Engine::sqlite);
  EXPECT_EQ(district.find("").asked, Found::Asked::nothing);
  EXPECT_EQ(district.find("?!").asked, Found::Asked::nothing);
  EXPECT_EQ(district.find("yang di").asked, Found::Asked::only_common_words);
  EXPECT_EQ(district.find("zzqxv").asked, Found::Asked::words);
  EXPECT_EQ(district.find("zzqxv").nowhere, Titles{"zzqxv"});
}

}  // namespace
}  // namespace kentongan::search
