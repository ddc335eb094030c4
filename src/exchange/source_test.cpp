// When a source is asked next, and what its answers are made of.
#include "exchange/source.hpp"

#include <gtest/gtest.h>

namespace kentongan::exchange {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant now = Instant::from_micros(1'790'000'000'000'000);

Source hourly() { return mafindo_source("https://api.example/Antihoax/", "k", hours(1)).value(); }

Outcome failure(const char* problem) {
  Outcome outcome;
  outcome.problem = problem;
  return outcome;
}
Outcome taken(const char* next = "") {
  Outcome outcome;
  outcome.kind = Outcome::Kind::taken;
  outcome.next = next;
  outcome.etag = "\"x\"";
  outcome.added = 3;
  return outcome;
}

TEST(Source, failures_wait_longer_each_time_but_never_more_than_a_day) {
  SourceState state;
  std::vector<Span> waits;
  for (int at = 0; at < 40; ++at) {
    state = after(state, failure("exchange.problem.unreachable"), hourly(), now);
    waits.push_back(state.due_at - now);
  }
  EXPECT_EQ(waits[0], hours(1));
  EXPECT_EQ(waits[1], hours(2));
  EXPECT_EQ(waits[2], hours(4));
  EXPECT_EQ(waits[39], longest_wait);
  EXPECT_EQ(state.failures, 40);

  state = after(state, taken(), hourly(), now);
  EXPECT_EQ(state.failures, 0);
  EXPECT_EQ(state.problem, "");
  EXPECT_EQ(state.due_at - now, hours(1));
}

TEST(Source, who_asks_us_to_wait_is_not_asked_sooner) {
  Outcome busy = failure("exchange.problem.throttled");
  busy.retry_after = hours(5);
  EXPECT_EQ(after({}, busy, hourly(), now).due_at - now, hours(5));
  busy.retry_after = seconds(1);
  EXPECT_EQ(after({}, busy, hourly(), now).due_at - now, hours(1)) << "never sooner than agreed";
  busy.retry_after = hours(24 * 365);
  EXPECT_EQ(after({}, busy, hourly(), now).due_at - now, hours(24 * 7));
}

TEST(Source, pages_follow_each_other_and_only_the_front_is_remembered) {
  const SourceState front = after({}, taken("200"), hourly(), now);
  EXPECT_EQ(front.cursor, "200");
  EXPECT_EQ(front.due_at - now, between_pages);
  EXPECT_EQ(front.etag, "\"x\"");

  Outcome second = taken();
  second.etag = "\"another\"";
  const SourceState end = after(front, second, hourly(), now);
  EXPECT_EQ(end.cursor, "");
  EXPECT_EQ(end.etag, "\"x\"");
  EXPECT_EQ(end.last_added, 6);
  EXPECT_EQ(end.taken, 6);
  EXPECT_EQ(end.due_at - now, hours(1));

  const SourceState broken = after(front, failure("exchange.problem.broken_there"), hourly(), now);
  EXPECT_EQ(broken.cursor, "200") << "goes on where it stopped";
}

TEST(Source, a_clock_that_was_wrong_for_a_moment_does_not_silence_a_source) {
  SourceState state;
  state.due_at = now + hours(24 * 400);
  EXPECT_TRUE(is_due(state, now));
  state.due_at = now + hours(20);
  EXPECT_FALSE(is_due(state, now));
  state.due_at = now;
  EXPECT_TRUE(is_due(state, now));
}

TEST(Source, retry_after_is_seconds_or_a_date) {
  EXPECT_EQ(parse_retry_after("120", now), minutes(2));
  EXPECT_EQ(parse_retry_after(" 0 ", now), Span{});
  EXPECT_EQ(parse_retry_after("-5", now), Span{});
  EXPECT_EQ(parse_retry_after(http_date(now + minutes(10)), now), minutes(10));
  EXPECT_EQ(parse_retry_after(http_date(now - minutes(10)), now), Span{});
  EXPECT_EQ(parse_retry_after("soon", now), std::nullopt);
  EXPECT_EQ(parse_retry_after("99999999999999999999", now), std::nullopt);
}

TEST(Source, the_next_page_is_what_the_link_says) {
  EXPECT_EQ(next_link(R"(</a?page=2>; rel="next")"), "/a?page=2");
  EXPECT_EQ(next_link(R"(</a>; rel="prev", <https://x.example/b>; rel=next; title="x")"),
            "https://x.example/b");
  EXPECT_EQ(next_link(R"(</a>; rel="prev")"), "");
  EXPECT_EQ(next_link("<broken"), "");
  EXPECT_EQ(next_link(""), "");
}

TEST(Source, linked_data_is_taken_out_of_a_page) {
  EXPECT_EQ(linked_data_of(R"({"a":1})"), R"({"a":1})");
  EXPECT_EQ(linked_data_of("<!doctype html><script>var x</script>"
                           "<SCRIPT type=\"application/ld+json\">{\"a\":1}</SCRIPT>"
                           "<script type='application/ld+json' id=x>[2]</script >"),
            R"([{"a":1},[2]])");
  EXPECT_EQ(linked_data_of("<html><script type=\"application/ld+json\">{\"a\":1}"), "[]");
}

TEST(Source, a_feed_is_a_name_an_address_and_perhaps_a_licence) {
  const Source feed =
      parse_feed("Cek Contoh | https://cek.example/data/klaim.json | CC BY 4.0", hours(3)).value();
  EXPECT_EQ(feed.name, "Cek Contoh");
  EXPECT_EQ(feed.url, "https://cek.example/data/klaim.json");
  EXPECT_EQ(feed.licence, "CC BY 4.0");
  EXPECT_EQ(feed.home, "https://cek.example");
  for (const char* wrong : {"", "Cek", "Cek | ftp://x", " | https://x.example", "a|https://x|c|d",
                            "mafindo | https://x.example"})
    EXPECT_FALSE(parse_feed(wrong, hours(3)).ok()) << wrong;
}

}  // namespace
}  // namespace kentongan::exchange
