#include "base/calendar.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <set>
#include <type_traits>

namespace kentongan {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Error(Refusal::invalid, "number.malformed", "odd");
  return number / 2;
}
Result<int> quarter(int number) { return TRY(half(TRY(half(number)))); }

TEST(Result, TryTakesTheValueOrReturnsTheErrorWithItsPlace) {
  EXPECT_EQ(quarter(8).value(), 2);
  const Result<int> refused = quarter(6);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().refusal(), Refusal::invalid);
  EXPECT_STREQ(refused.error().message(), "number.malformed");
  EXPECT_GT(refused.error().line(), 0);
}

TEST(Result, AskingARefusalForItsValueIsABug) {
  EXPECT_THROW({ [[maybe_unused]] int value = half(3).value(); }, Bug);
}

struct Cat;
struct Dog;
static_assert(!std::is_convertible_v<Id<Cat>, Id<Dog>>, "ids of different things must not mix");
static_assert(!std::is_constructible_v<LogField, const char*, std::string>,
              "no free text in the log");
static_assert(!std::is_constructible_v<LogField, const char*, std::string_view>);

TEST(Id, GrowsEvenWhenTheClockIsSetBack) {
  FakeClock clock;
  const SeededRandom random(1);
  const IdSource ids(clock, random);
  std::int64_t last = 0;
  for (int i = 0; i < 10'000; ++i) {
    if (i == 5'000) clock.advance(-std::chrono::hours(24));
    const std::int64_t next = ids.next_raw();
    ASSERT_GT(next, last);
    last = next;
  }
}

TEST(Id, SurvivesItsTextAndRefusesOtherTexts) {
  FakeClock clock;
  const SeededRandom random(2);
  const IdSource ids(clock, random);
  const Id<Cat> id = ids.next<Cat>();
  EXPECT_EQ(Id<Cat>::parse(id.text()).value(), id);
  for (const std::string text :
       {"", "0", "zzzzzzzzzzzzz", "0c4k3v0q2m8a!", "0c4k3v0q2m8adx", "0C4K3V0Q2M8AD"}) {
    EXPECT_FALSE(Id<Cat>::parse(text).ok()) << text;
  }
}

TEST(Instant, IsWrittenAndReadInTheFormatsOfTheWeb) {
  const Instant instant = parse_rfc3339("2026-11-21T08:00:00+07:00").value();
  EXPECT_EQ(rfc3339(instant), "2026-11-21T01:00:00Z");
  EXPECT_EQ(http_date(instant), "Sat, 21 Nov 2026 01:00:00 GMT");
  EXPECT_EQ(mail_date(instant), "Sat, 21 Nov 2026 01:00:00 +0000");
  EXPECT_EQ(parse_http_date("Sat, 21 Nov 2026 01:00:00 GMT").value(), instant);
  EXPECT_EQ(rfc3339(parse_rfc3339("2026-11-21T08:00:00.25Z").value()), "2026-11-21T08:00:00.250Z");
  EXPECT_EQ(rfc3339(parse_rfc3339("2016-12-31T23:59:60Z").value()), "2016-12-31T23:59:59Z");
}

TEST(Instant, RefusesWhatIsNoMoment) {
  for (const std::string text :
       {"", "2026", "2026-02-30", "2026-13-01", "2026-11-21T25:00:00Z", "2026-11-21T08:00:00",
        "2026-11-21T08:00:00+7", "21-11-2026", "2026-11-21T08:00:00.Z", "2026-11-21T08:00"}) {
    EXPECT_FALSE(parse_rfc3339(text).ok()) << text;
  }
}

TEST(Calendar, SpeaksAsPeopleInThreeZonesDo) {
  const Instant instant = parse_rfc3339("2026-11-21T01:00:00Z").value();
  EXPECT_EQ(time_for_people(instant, Zone::wib, indonesian), "21 November 2026, 08.00 WIB");
  EXPECT_EQ(time_for_people(instant, Zone::wit, indonesian), "21 November 2026, 10.00 WIT");
  EXPECT_EQ(zone_of_province("32"), Zone::wib);
  EXPECT_EQ(zone_of_province("62"), Zone::wib);
  EXPECT_EQ(zone_of_province("64"), Zone::wita);
  EXPECT_EQ(zone_of_province("91"), Zone::wit);
}

TEST(Calendar, ADayBeginsAtLocalMidnight) {
  const Instant late = parse_rfc3339("2026-11-20T18:00:00Z").value();
  EXPECT_EQ(iso(day_of(late, Zone::wib)), "2026-11-21");
  EXPECT_EQ(rfc3339(start_of(day_of(late, Zone::wib), Zone::wib)), "2026-11-20T17:00:00Z");
  EXPECT_EQ(iso(parse_day("2024-02-29").value()), "2024-02-29");
  EXPECT_FALSE(parse_day("2026-02-29").ok());
  const Instant local = parse_local("2026-11-21T08:00", Zone::wib).value();
  EXPECT_EQ(rfc3339(local), "2026-11-21T01:00:00Z");
  EXPECT_EQ(local_input(local, Zone::wib), "2026-11-21T08:00");
}

TEST(Text, KnowsWellFormedUtf8) {
  EXPECT_TRUE(is_utf8("kentongan 🥁 ꦏ"));
  for (const std::string bad :
       {"\x80", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "a\xFFz"}) {
    EXPECT_FALSE(is_utf8(bad));
    EXPECT_TRUE(is_utf8(clean_utf8(bad)));
  }
  EXPECT_EQ(clean_utf8(std::string_view("a\0b\r\nc\rd\x1b", 8)), "ab\nc\nd");
}

TEST(Text, ShortensWithoutCuttingALetter) {
  EXPECT_EQ(shorten_utf8("ééééé", 3), "éé…");
  EXPECT_EQ(shorten_utf8("abc", 3), "abc");
  EXPECT_EQ(length_utf8(shorten_utf8(std::string(1000, 'x'), 10)), 10u);
}

TEST(Text, MakesSlugsThatAreNeverEmpty) {
  EXPECT_EQ(slug("KIM Sukamaju (Desa Jum'at)"), "kim-sukamaju-desa-jumat");
  EXPECT_EQ(slug("🥁🥁"), "x");
}

TEST(Text, ReadsNumbersStrictly) {
  EXPECT_EQ(parse_integer("-42").value(), -42);
  for (const std::string text : {"", "2x", " 2", "+2", "99999999999999999999"})
    EXPECT_FALSE(parse_integer(text).ok());
  EXPECT_FALSE(parse_decimal("nan").ok());
  EXPECT_EQ(thousands(-1234567), "-1.234.567");
}

TEST(Text, SuggestsTheNearestKnownWord) {
  EXPECT_EQ(nearest("lisen", {"listen", "data"}), "listen");
  EXPECT_EQ(nearest("xyz", {"listen", "data"}), std::nullopt);
}

TEST(Digest, AgreesWithThePublishedVectors) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // Source: RFC 4231 test case 2.
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(base64("ab"), "YWI=");
  EXPECT_EQ(base64_url(std::string("\xff\xfe", 2)), "__4");
}

TEST(Log, WritesOneLineAndNothingCanBreakIt) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const FakeClock clock(parse_rfc3339("2026-11-21T01:00:00Z").value());
  const Log log(clock, LogLevel::info, ends[1]);
  log.debug("hidden");
  log.info("started", {{"port", 8080}, LogField::operator_text("file", "a b\n\x1b[31m\"")});
  std::array<char, 500> buffer{};
  const ssize_t count = read(ends[0], buffer.data(), buffer.size());
  close(ends[0]);
  close(ends[1]);
  EXPECT_EQ(std::string(buffer.data(), static_cast<std::size_t>(count)),
            "2026-11-21T01:00:00Z info started port=8080 file=\"a b\\x0a\\x1b[31m\\\"\"\n");
}

TEST(Random, BelowIsEvenAndTokensDiffer) {
  const SeededRandom random(7);
  std::array<int, 6> counts{};
  for (int i = 0; i < 60'000; ++i) ++counts[random.below(6)];
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 500);
  const SystemRandom system;
  std::set<std::string> tokens;
  for (int i = 0; i < 1'000; ++i) tokens.insert(system.token());
  EXPECT_EQ(tokens.size(), 1'000u);
}

}  // namespace
}  // namespace kentongan
