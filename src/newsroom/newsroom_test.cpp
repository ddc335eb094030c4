#include "newsroom/newsroom.hpp"

#include "base/random.hpp"
#include "db/schema.hpp"
#include "testing/engines.hpp"
#include "testing/small_country.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace kentongan::newsroom {
namespace {

using people::Actor;
using people::Role;
using std::chrono::hours;

const Id<groups::Group> group = Id<groups::Group>::from_raw(77);

places::AreaCode area(const char* code) { return places::AreaCode::parse(code).value(); }

template <typename T>
std::string refusal(const Result<T>& result) {
  return result.ok() ? "" : result.error().message();
}

/// A newsroom over an empty in-memory database, with the people of one village and its office.
struct Desk {
  FakeClock clock;
  SeededRandom random{1};
  IdSource ids{clock, random};
  ledger::Ledger ledger{ids};
  std::unique_ptr<db::Db> db;
  places::Places places{*db};
  Newsroom newsroom{{*db, ledger, places, clock, ids}};
  Actor writer = person(1, Role::anggota);
  Actor officer = person(2, Role::ketua);
  Actor office;

  explicit Desk(db::Engine engine) : db(testing::open_new(engine)) {
    db->migrate(db::whole_schema(), clock.now()).value();
    testing::settle_small_country(places);
    office.account = Id<people::Account>::from_raw(3);
    office.roles = {{Role::petugas_ikp, area("32.10"), {}}};
  }
  static Actor person(std::int64_t account, Role role) {
    Actor actor;
    actor.account = Id<people::Account>::from_raw(account);
    actor.roles = {{role, area("32.10.01.2001"), group}};
    return actor;
  }
  static Content text(const char* title = "Posyandu hari Rabu") {
    Content content;
    content.title = title;
    content.summary = "Jadwal bulan ini.";
    content.body = "Datang pukul **delapan**.";
    content.source = "Bidan desa";
    content.group = group;
    content.areas = {area("32.10.01.2001")};
    content.topics = {"kesehatan"};
    return content;
  }
  OnItem on(const Actor& actor, const Item& item) const { return {actor, item.id, item.revision}; }

  Item draft(Content content = text()) {
    return newsroom.create({writer, std::move(content)}).value();
  }
  Item approved(Content content = text()) {
    const Item submitted = newsroom.submit(on(writer, draft(std::move(content)))).value();
    return newsroom.approve(on(officer, submitted)).value();
  }
  Item published(Content content = text()) {
    clock.advance(std::chrono::seconds(1));
    return newsroom.publish(on(office, approved(std::move(content)))).value();
  }
  std::vector<ledger::Entry> noted() {
    (void)db->write([this](db::Tx& tx) -> Result<std::int64_t> { return ledger.seal(tx); }).value();
    return db->read([this](db::Tx& tx) { return ledger.after(tx, 0, 100); });
  }
  std::vector<std::string> noted_kinds() {
    std::vector<std::string> kinds;
    for (const ledger::Entry& entry : noted()) kinds.push_back(entry.kind);
    return kinds;
  }
};

class NewsroomOn : public ::testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, NewsroomOn, testing::both_engines, testing::name_of_engine);

TEST_P(NewsroomOn, an_item_goes_from_draft_to_public_and_the_ledger_tells_it) {
  Desk desk(GetParam());
  const Item item = desk.published();

  EXPECT_EQ(item.slug, "posyandu-hari-rabu");
  const Item seen = desk.newsroom.find_public("posyandu-hari-rabu").value();
  EXPECT_EQ(seen.content, item.content);
  EXPECT_EQ(desk.noted_kinds(),
            (std::vector<std::string>{"item_submitted", "item_approved", "item_published"}));
  const ledger::Entry last = desk.noted().back();
  EXPECT_EQ(last.regency, "32.10");
  EXPECT_EQ(last.subject, item.id.raw());
  EXPECT_EQ(last.detail, R"({"revision":)" + std::to_string(item.revision) + "}");
}

TEST_P(NewsroomOn, a_refused_command_leaves_no_trace) {
  Desk desk(GetParam());
  const Item draft = desk.draft();
  EXPECT_EQ(refusal(desk.newsroom.publish(desk.on(desk.office, draft))), "newsroom.move.not_now");
  EXPECT_TRUE(desk.noted().empty());
  EXPECT_EQ(desk.newsroom.find(desk.writer, draft.id).value().revision, draft.revision);
}

TEST_P(NewsroomOn, a_draft_is_invisible_to_outsiders) {
  Desk desk(GetParam());
  const Item draft = desk.draft();
  Actor stranger;
  stranger.account = Id<people::Account>::from_raw(9);
  stranger.roles = {{Role::petugas_ikp, area("62.10"), {}}};

  EXPECT_EQ(refusal(desk.newsroom.find(stranger, draft.id)), "newsroom.item.not_found");
  EXPECT_EQ(refusal(desk.newsroom.find({}, draft.id)), "newsroom.item.not_found");
  EXPECT_EQ(refusal(desk.newsroom.submit(desk.on(stranger, draft))), "newsroom.item.not_found");
  EXPECT_EQ(refusal(desk.newsroom.find_public(draft.slug)), "newsroom.item.not_found");
  EXPECT_EQ(refusal(desk.newsroom.history(stranger, draft.id)), "newsroom.item.not_found");
}

TEST_P(NewsroomOn, of_two_who_save_at_once_one_is_told_and_nothing_is_overwritten) {
  Desk desk(GetParam());
  const Item draft = desk.draft();
  Content mine = draft.content;
  mine.body = "Tulisan saya.";
  Content theirs = draft.content;
  theirs.body = "Tulisan mereka.";

  const Item saved = desk.newsroom.edit({desk.on(desk.writer, draft), mine}).value();
  EXPECT_EQ(refusal(desk.newsroom.edit({desk.on(desk.officer, draft), theirs})),
            "item.changed_meanwhile");

  EXPECT_EQ(desk.newsroom.find(desk.writer, draft.id).value().content.body, "Tulisan saya.");
  EXPECT_TRUE(desk.newsroom.edit({desk.on(desk.officer, saved), theirs}).ok());
}

TEST_P(NewsroomOn, a_form_sent_twice_makes_one_draft) {
  Desk desk(GetParam());
  const Item first = desk.newsroom.create({desk.writer, Desk::text(), "formulir-1"}).value();
  const Item second = desk.newsroom.create({desk.writer, Desk::text(), "formulir-1"}).value();
  EXPECT_EQ(first.id, second.id);
  EXPECT_NE(desk.newsroom.create({desk.officer, Desk::text(), "formulir-1"}).value().id, first.id);
  EXPECT_NE(desk.newsroom.create({desk.writer, Desk::text()}).value().id, first.id);
}

TEST_P(NewsroomOn, every_saved_text_is_kept_whole) {
  Desk desk(GetParam());
  Item item = desk.draft();
  for (const char* body : {"Dua.", "Tiga."}) {
    Content next = item.content;
    next.body = body;
    item = desk.newsroom.edit({desk.on(desk.writer, item), next, "ubah isi"}).value();
  }
  const std::vector<Revision> history = desk.newsroom.history(desk.writer, item.id).value();
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].note, "ubah isi");
  EXPECT_EQ(history[0].based_on, history[1].number);
  EXPECT_EQ(
      desk.newsroom.find_revision(desk.writer, item.id, history[1].number).value().content.body,
      "Dua.");
  EXPECT_EQ(refusal(desk.newsroom.find_revision(desk.writer, item.id, 99)),
            "newsroom.revision.not_found");
}

TEST_P(NewsroomOn, an_area_nobody_knows_is_refused) {
  Desk desk(GetParam());
  Content text = Desk::text();
  text.areas = {area("32.99.01")};
  EXPECT_EQ(refusal(desk.newsroom.create({desk.writer, text})), "newsroom.areas.unknown");
  const Item draft = desk.draft();
  EXPECT_EQ(refusal(desk.newsroom.edit({desk.on(desk.writer, draft), text})),
            "newsroom.areas.unknown");
}

TEST_P(NewsroomOn, an_item_handed_back_says_why_and_comes_again) {
  Desk desk(GetParam());
  const Item submitted = desk.newsroom.submit(desk.on(desk.writer, desk.draft())).value();
  const Item taken = desk.newsroom.take(desk.on(desk.officer, submitted)).value();
  const Item returned =
      desk.newsroom.hand_back({desk.on(desk.officer, taken), "Sebutkan jamnya."}).value();

  EXPECT_EQ(returned.state, State::returned);
  EXPECT_EQ(returned.return_note, "Sebutkan jamnya.");
  EXPECT_TRUE(desk.newsroom.submit(desk.on(desk.writer, returned)).ok());
  const std::vector<Review> reviews = desk.newsroom.reviews(desk.writer, returned.id).value();
  ASSERT_EQ(reviews.size(), 4U);
  EXPECT_EQ(reviews[2].move, Move::hand_back);
  EXPECT_EQ(reviews[2].note, "Sebutkan jamnya.");
  EXPECT_EQ(reviews[2].actor, desk.officer.account);
}

TEST_P(NewsroomOn, two_items_of_one_title_have_two_addresses) {
  Desk desk(GetParam());
  const Item first = desk.published();
  const Item second = desk.published();
  EXPECT_EQ(first.slug, "posyandu-hari-rabu");
  EXPECT_TRUE(second.slug.starts_with("posyandu-hari-rabu-"));
}

TEST_P(NewsroomOn, numbers_are_masked_on_the_way_out_and_the_readers_text_is_a_revision) {
  Desk desk(GetParam());
  Content text = Desk::text();
  text.body = "Hubungi 0812-3456-7890.";
  const Item item = desk.published(text);

  EXPECT_EQ(item.content.body, "Hubungi [nomor telepon disamarkan].");
  const std::vector<Revision> history = desk.newsroom.history(desk.writer, item.id).value();
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].purpose, Purpose::masking);
  EXPECT_TRUE(history[0].writer.is_none());
  EXPECT_EQ(desk.newsroom.find_public_text(item.id, item.text_revision).value().content,
            item.content);
  EXPECT_EQ(refusal(desk.newsroom.find_public_text(item.id, 1)), "newsroom.revision.not_found");
}

TEST_P(NewsroomOn, what_is_scheduled_goes_out_when_it_is_due_and_once) {
  Desk desk(GetParam());
  const Item item = desk.approved();
  (void)desk.newsroom.schedule({desk.on(desk.office, item), desk.clock.now() + hours(2)}).value();

  EXPECT_EQ(desk.newsroom.publish_due(), 0);
  desk.clock.advance(hours(2));
  EXPECT_EQ(desk.newsroom.publish_due(), 1);
  EXPECT_EQ(desk.newsroom.publish_due(), 0);
  desk.clock.advance(-hours(5));  // a clock set back publishes nothing again
  EXPECT_EQ(desk.newsroom.publish_due(), 0);
  EXPECT_EQ(desk.newsroom.find_public("posyandu-hari-rabu").value().state, State::published);
  EXPECT_EQ(desk.noted_kinds().back(), "item_published");
}

TEST_P(NewsroomOn, a_correction_shows_its_note_and_links_both_texts) {
  Desk desk(GetParam());
  const Item item = desk.published();
  Content right = item.content;
  right.body = "Datang pukul **tujuh**.";

  const Item waiting =
      desk.newsroom.propose_correction({desk.on(desk.writer, item), right, "Jamnya keliru."})
          .value();
  EXPECT_EQ(desk.newsroom.find_public(item.slug).value().content.body, item.content.body);
  EXPECT_TRUE(desk.newsroom.corrections(item.id).empty());
  EXPECT_EQ(refusal(desk.newsroom.approve_correction(desk.on(desk.writer, waiting))),
            "newsroom.review.own_work");

  const Item corrected = desk.newsroom.approve_correction(desk.on(desk.officer, waiting)).value();

  EXPECT_EQ(corrected.state, State::corrected);
  EXPECT_EQ(desk.newsroom.find_public(item.slug).value().content.body, right.body);
  const std::vector<Correction> corrections = desk.newsroom.corrections(item.id);
  ASSERT_EQ(corrections.size(), 1U);
  EXPECT_EQ(corrections[0].note, "Jamnya keliru.");
  const PublicText earlier = desk.newsroom.find_public_text(item.id, corrections[0].from).value();
  EXPECT_EQ(earlier.content.body, item.content.body);
  EXPECT_EQ(earlier.replaced_by, corrections[0].to);
  EXPECT_EQ(desk.newsroom.find_public_text(item.id, corrections[0].to).value().replaced_by, 0);
  EXPECT_EQ(desk.noted_kinds().back(), "item_corrected");
}

TEST_P(NewsroomOn, a_refused_correction_is_kept_but_never_shown) {
  Desk desk(GetParam());
  const Item item = desk.published();
  Content wrong = item.content;
  wrong.body = "Datang kapan saja.";
  const Item waiting =
      desk.newsroom.propose_correction({desk.on(desk.writer, item), wrong, "Jam."}).value();

  const Item same =
      desk.newsroom.refuse_correction({desk.on(desk.officer, waiting), "Tidak benar."}).value();

  EXPECT_EQ(same.state, State::published);
  EXPECT_EQ(desk.newsroom.find_public(item.slug).value().content.body, item.content.body);
  const Revision refused =
      desk.newsroom.find_revision(desk.writer, item.id, waiting.pending_correction).value();
  EXPECT_EQ(refused.standing, Standing::refused);
  EXPECT_EQ(refused.settled_by, desk.officer.account);
  EXPECT_EQ(refusal(desk.newsroom.find_public_text(item.id, refused.number)),
            "newsroom.revision.not_found");
}

TEST_P(NewsroomOn, numbers_in_a_correction_are_masked_too) {
  Desk desk(GetParam());
  const Item item = desk.published();
  Content right = item.content;
  right.body = "Tanya 081234567890.";
  const Item waiting =
      desk.newsroom
          .propose_correction({desk.on(desk.writer, item), right, "Nomornya 081234567890."})
          .value();
  const Item corrected = desk.newsroom.approve_correction(desk.on(desk.officer, waiting)).value();
  EXPECT_EQ(corrected.content.body, "Tanya [nomor telepon disamarkan].");
  const std::vector<Correction> corrections = desk.newsroom.corrections(item.id);
  ASSERT_EQ(corrections.size(), 1U);
  EXPECT_EQ(corrections[0].note, "Nomornya [nomor telepon disamarkan].");
  EXPECT_EQ(corrections[0].to, corrected.text_revision);
}

TEST_P(NewsroomOn, a_withdrawn_item_keeps_its_address_and_reason_but_not_its_text) {
  Desk desk(GetParam());
  const Item item = desk.published();
  (void)desk.newsroom.withdraw({desk.on(desk.officer, item), "Acaranya batal."}).value();

  const Item seen = desk.newsroom.find_public(item.slug).value();
  EXPECT_EQ(seen.state, State::withdrawn);
  EXPECT_EQ(seen.withdrawal_reason, "Acaranya batal.");
  EXPECT_TRUE(seen.content.body.empty());
  EXPECT_TRUE(desk.newsroom.list_public({}).items.empty());
  EXPECT_EQ(refusal(desk.newsroom.find_public_text(item.id, item.text_revision)),
            "newsroom.revision.not_found");
  EXPECT_EQ(desk.noted_kinds().back(), "item_withdrawn");
}

TEST_P(NewsroomOn, people_read_what_is_for_their_village_and_for_all_above_it) {
  Desk desk(GetParam());
  const auto publish_for = [&desk](const char* title, const char* code) {
    Content text = Desk::text(title);
    text.areas = {area(code)};
    (void)desk.published(text);
  };
  publish_for("Untuk desa ini", "32.10.01.2001");
  publish_for("Untuk desa lain", "32.10.01.2002");
  publish_for("Untuk kecamatan", "32.10.01");
  publish_for("Untuk kabupaten", "32.10");
  const auto titles = [&desk](Scope scope, const char* code) {
    std::vector<std::string> all;
    PublicQuery query;
    query.scope = scope;
    query.area = area(code);
    for (const Item& item : desk.newsroom.list_public(query).items)
      all.push_back(item.content.title);
    return all;
  };

  using Titles = std::vector<std::string>;
  EXPECT_EQ(titles(Scope::reaching, "32.10.01.2001"),
            (Titles{"Untuk kabupaten", "Untuk kecamatan", "Untuk desa ini"}));
  EXPECT_EQ(titles(Scope::reaching, "32.10.02.2001"), (Titles{"Untuk kabupaten"}));
  EXPECT_EQ(titles(Scope::reaching, "32.10"), (Titles{"Untuk kabupaten"}));
  EXPECT_EQ(titles(Scope::touching, "32.10").size(), 4U);
  EXPECT_EQ(titles(Scope::touching, "32.10.01.2002").size(), 3U);
  const auto narrowed = [&desk](Scope scope, const char* code, const char* topic) {
    PublicQuery query{.scope = scope, .area = area(code), .topic = topic};
    return desk.newsroom.list_public(query).items.size();
  };
  EXPECT_EQ(narrowed(Scope::touching, "32.10", "kesehatan"), 4U);
  EXPECT_EQ(narrowed(Scope::reaching, "32.10", "kesehatan"), 1U);
  EXPECT_EQ(narrowed(Scope::reaching, "32.10.01.2001", "kesehatan"), 3U);
  EXPECT_EQ(narrowed(Scope::touching, "32.10", "pangan"), 0U);
  EXPECT_EQ(narrowed(Scope::touching, "62.10", "kesehatan"), 0U);
  EXPECT_TRUE(titles(Scope::touching, "62.10").empty());
}

TEST_P(NewsroomOn, public_items_are_found_by_topic_group_kind_and_words) {
  Desk desk(GetParam());
  (void)desk.published();
  Content market = Desk::text("Pasar murah Cigasong");
  market.topics = {"pangan"};
  market.kind = Kind::announcement;
  (void)desk.published(market);
  const auto found = [&desk](const PublicQuery& query) {
    return desk.newsroom.list_public(query).items.size();
  };

  EXPECT_EQ(found({}), 2U);
  EXPECT_EQ(found({.topic = "pangan"}), 1U);
  EXPECT_EQ(found({.group = group}), 2U);
  EXPECT_EQ(found({.group = Id<groups::Group>::from_raw(1)}), 0U);
  EXPECT_EQ(found({.kind = Kind::announcement}), 1U);
  EXPECT_EQ(found({.words = "MURAH pasar"}), 1U);
  EXPECT_EQ(found({.words = "pasar delapan"}), 1U);
  EXPECT_EQ(found({.words = "%"}), 2U);  // no word at all
  EXPECT_EQ(found({.words = "' OR 1=1 --"}), 0U);
}

TEST_P(NewsroomOn, a_long_list_is_read_page_by_page_without_loss) {
  Desk desk(GetParam());
  for (int i = 0; i < 7; ++i) (void)desk.published();
  std::vector<Id<Item>> seen;
  PublicQuery query;
  query.limit = 3;
  for (;;) {
    const ItemPage page = desk.newsroom.list_public(query);
    for (const Item& item : page.items) {
      EXPECT_TRUE(item.content.body.empty());
      seen.push_back(item.id);
    }
    if (!page.next) break;
    query.after = Place::parse(page.next->text()).value();
  }
  EXPECT_EQ(seen.size(), 7U);
  EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend()));
  EXPECT_EQ(refusal(Place::parse("abc")), "newsroom.page.malformed");
  query = {};
  query.bodies = Bodies::included;
  EXPECT_FALSE(desk.newsroom.list_public(query).items.front().content.body.empty());
}

TEST_P(NewsroomOn, a_desk_is_open_to_those_it_belongs_to) {
  Desk desk(GetParam());
  (void)desk.draft();
  (void)desk.published();
  DeskQuery own{.actor = desk.writer, .whose = DeskQuery::Whose::own};
  DeskQuery of_group{.actor = desk.officer, .group = group};
  DeskQuery of_area{.actor = desk.office, .area = area("32.10")};
  DeskQuery not_theirs{.actor = desk.writer, .area = area("32.10")};

  EXPECT_EQ(desk.newsroom.list_desk(own).value().items.size(), 2U);
  EXPECT_EQ(desk.newsroom.list_desk(of_group).value().items.size(), 2U);
  EXPECT_EQ(desk.newsroom.list_desk(of_area).value().items.size(), 2U);
  EXPECT_EQ(refusal(desk.newsroom.list_desk(not_theirs)), "newsroom.desk.not_allowed");
  EXPECT_EQ(refusal(desk.newsroom.list_desk({})), "newsroom.desk.not_allowed");
  of_area.state = State::draft;
  EXPECT_EQ(desk.newsroom.list_desk(of_area).value().items.size(), 1U);
  EXPECT_EQ(desk.newsroom.count_desk(own).value(),
            (StateCounts{{State::draft, 1}, {State::published, 1}}));
}

}  // namespace
}  // namespace kentongan::newsroom
