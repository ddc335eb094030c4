#include "tabayun/desk_for_tests.hpp"

#include "base/week.hpp"

namespace kentongan::tabayun {
namespace {

using std::chrono::hours;

class WeeklyBulletin : public OnBothEngines {
 protected:
  static Period week(const char* name) {
    const Week week = parse_week(name).value();
    return {start_of(first_day_of(week), Zone::wib),
            start_of(first_day_of(week_after(week, 1)), Zone::wib)};
  }
  static void go_to(Desk& desk, const char* moment) {
    desk.clock.set(parse_rfc3339(moment).value());
  }
};

const std::string bansos =
    "Bantuan sosial enam ratus ribu rupiah dibagikan lewat tautan pendaftaran kepada semua warga";
const std::string gempa =
    "Gempa besar akan mengguncang kabupaten nanti malam pukul sepuluh menurut ramalan ahli";

TEST_P(WeeklyBulletin, TellsWhatWasPublishedInItsWeekAndNotBeforeOrAfter) {
  Desk desk(GetParam());
  go_to(desk, "2026-11-15T16:59:00Z");  // Sunday 23.59 WIB, week 46
  const Claim before = desk.has_published(finding("Kabar sebelum pekan itu", gempa));
  go_to(desk, "2026-11-15T17:01:00Z");  // Monday 00.01 WIB, week 47
  const Claim inside = desk.has_published(finding("Kabar di dalam pekan itu", bansos));

  const Bulletin bulletin = desk.room->bulletin(week("2026-W47"));

  ASSERT_EQ(bulletin.published.size(), 1U);
  EXPECT_EQ(bulletin.published.front().id, inside.id);
  EXPECT_FALSE(bulletin.published.front().finding.explanation.empty());
  EXPECT_EQ(bulletin.published_count(), 1);
  EXPECT_EQ(bulletin.verdicts.at(Verdict::false_), 1);
  EXPECT_TRUE(bulletin.corrected.empty());
  EXPECT_EQ(desk.room->bulletin(week("2026-W46")).published.front().id, before.id);
  EXPECT_TRUE(desk.room->bulletin(week("2026-W45")).is_empty());
}

TEST_P(WeeklyBulletin, TellsACorrectionInTheWeekItWasMade) {
  Desk desk(GetParam());
  go_to(desk, "2026-11-10T05:00:00Z");
  const Claim published = desk.has_published(finding("Kabar yang nanti diralat", bansos));
  go_to(desk, "2026-11-18T05:00:00Z");
  Finding better = finding("Kabar yang nanti diralat", bansos);
  better.verdict = Verdict::misleading;
  const Claim proposed =
      desk.room
          ->propose_verdict({{checker_of_group_two(), published.id, published.revision}, better})
          .value();
  ASSERT_TRUE(desk.room->confirm_verdict({officer(), proposed.id, proposed.revision}).ok());

  const Bulletin bulletin = desk.room->bulletin(week("2026-W47"));

  EXPECT_TRUE(bulletin.published.empty());
  ASSERT_EQ(bulletin.corrected.size(), 1U);
  EXPECT_EQ(bulletin.corrected.front().finding.verdict, Verdict::misleading);
  EXPECT_TRUE(desk.room->bulletin(week("2026-W46")).corrected.empty());
}

TEST_P(WeeklyBulletin, CountsPeopleWhoAskedInItsWeekMostFirst) {
  Desk desk(GetParam());
  go_to(desk, "2026-11-09T05:00:00Z");
  const Claim rarely = desk.has_published(finding("Kabar bantuan sosial lewat tautan", bansos));
  const Claim often = desk.has_published(finding("Kabar gempa nanti malam", gempa));
  for (int i = 0; i < 5; ++i) desk.asks(bansos);  // of the week before
  go_to(desk, "2026-11-17T05:00:00Z");
  desk.asks(bansos);
  for (int i = 0; i < 3; ++i) desk.asks(gempa);
  desk.asks("Kabar yang belum diketahui siapa pun tentang pasar yang akan ditutup pekan depan");

  const Bulletin bulletin = desk.room->bulletin(week("2026-W47"));

  ASSERT_EQ(bulletin.most_asked.size(), 2U);
  EXPECT_EQ(bulletin.most_asked[0].claim.id, often.id);
  EXPECT_EQ(bulletin.most_asked[0].askers, 3);
  EXPECT_EQ(bulletin.most_asked[1].claim.id, rarely.id);
  EXPECT_EQ(bulletin.most_asked[1].askers, 1);
  EXPECT_EQ(bulletin.questions, 5);
}

TEST_P(WeeklyBulletin, WhoIsKnownToHaveAskedTwiceCountsOnce) {
  Desk desk(GetParam());
  go_to(desk, "2026-11-17T05:00:00Z");
  desk.has_published(finding("Kabar gempa nanti malam", gempa));
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(desk.room->ask({.text = gempa, .area = area("32.10"), .asker = "sama"}).ok());
  }

  const Bulletin bulletin = desk.room->bulletin(week("2026-W47"));

  ASSERT_EQ(bulletin.most_asked.size(), 1U);
  EXPECT_EQ(bulletin.most_asked[0].askers, 1);
}

TEST_P(WeeklyBulletin, WeeksAreCountedFromTheFirst) {
  Desk desk(GetParam());
  go_to(desk, "2026-11-10T05:00:00Z");  // W46
  desk.has_published(finding("Kabar bantuan sosial lewat tautan", bansos));
  go_to(desk, "2026-11-24T05:00:00Z");  // W48
  desk.has_published(finding("Kabar gempa nanti malam", gempa));

  const auto counts = desk.room->count_published(week("2026-W46").from, hours(24 * 7));

  EXPECT_EQ(counts, (std::map<std::int64_t, std::int64_t>{{0, 1}, {2, 1}}));
}

TEST_P(WeeklyBulletin, NumbersAndLinksComeFromPublishedScamsOnly) {
  Desk desk(GetParam());
  Finding scam = finding("Undian palsu", "Menang undian, buka hadiah-undian.com hari ini juga ya");
  scam.kind = Kind::scam;
  Finding rumour = finding("Kabar biasa", gempa + " lihat kabar-gempa.com sekarang juga");
  desk.has_published(scam);
  desk.has_published(rumour);
  Finding unread = scam;
  unread.claim = "Pesan lain, buka belum-terbit.com untuk mengambil hadiah uang tunai";
  ASSERT_TRUE(desk.room->open_claim({officer(), unread.claim, area("32.10")}).ok());

  const auto seen = desk.room->list_scam_traces({});

  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen.front().trace.text, "hadiah-undian.com");
  EXPECT_TRUE(desk.room->list_scam_traces({"hadiah-undian.com"}).empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, WeeklyBulletin,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

}  // namespace
}  // namespace kentongan::tabayun
