// Everyone who asked hears the answer, on the way they asked by, and nothing else.
#include "outbox/desk_for_tests.hpp"

#include <algorithm>
#include <set>

namespace kentongan::outbox {
namespace {

using channels::Way;

/// A desk with a claim (id 900) about which some questions were asked.
struct AskedDesk : Desk {
  explicit AskedDesk(db::Engine engine, const OutboxSettings& settings = usual())
      : Desk(testing::open_new(engine), settings) {
    Surroundings with = surroundings();
    with.questions_about = [this](db::Tx&, std::int64_t claim, std::int64_t after,
                                  std::int64_t limit) {
      std::vector<std::int64_t> found;
      for (const std::int64_t question : questions[claim])
        if (question > after && std::ssize(found) < limit) found.push_back(question);
      return found;
    };
    with.reply = [this](std::int64_t question) -> std::optional<ReplyNews> {
      const auto found = replies.find(question);
      return found == replies.end() ? std::nullopt : std::optional(found->second);
    };
    outbox = std::make_unique<Outbox>(with, settings);
    verdict = news("Bansos lewat tautan");
  }
  static VerdictNews news(const char* title) {
    VerdictNews made;
    made.title = title;
    made.verdict = "SALAH";
    made.explanation = "Tautannya bukan milik pemerintah.";
    made.short_text = "Tautan itu bukan milik pemerintah.";
    made.path = "/cek-fakta/bansos-900";
    made.short_path = "/c/900";
    return made;
  }
  void asks(std::int64_t question, const char* address, std::int64_t claim = 900) {
    questions[claim].push_back(question);
    const Way way =
        std::string_view(address).find('@') == 0 || address[0] != '+'
            ? (std::string_view(address).find('.') == std::string_view::npos ? Way::telegram
                                                                             : Way::email)
            : Way::sms;
    keep(question, channels::parse_address(way, address).value());
  }
  void keep(std::int64_t question, const channels::Address& address) {
    db->write([&](db::Tx& tx) -> Result<> {
        outbox->keep_asker(tx, {question, address, "K7QF2M9XTB4WN8C", indonesian}, question);
        return {};
      }).value();
  }
  void tells(const char* kind, std::int64_t claim, const std::string& detail = "{}") {
    db->write([&](db::Tx& tx) -> Result<> {
        ledger.append(tx, {kind, "32.10", claim, 1, detail}, clock.now());
        return {};
      }).value();
  }
  void stops(const channels::Address& address, Farewell farewell) {
    db->write([&](db::Tx& tx) -> Result<> {
        outbox->stop_writing(tx, address, farewell, 7'001);
        return {};
      }).value();
  }
  void deliver_all() {
    deliver();
    drain(sms);
  }
  AskerCoverage coverage() {
    return db->read([&](db::Tx& tx) { return outbox->asker_coverage(tx, 900); });
  }
  std::vector<std::string> titles(const channels::FakeChannel& channel) {
    std::vector<std::string> found;
    for (const auto& sent : channel.delivered()) found.push_back(sent.addressed.message->title);
    return found;
  }

  std::map<std::int64_t, std::vector<std::int64_t>> questions;
  std::map<std::int64_t, ReplyNews> replies;
  channels::FakeChannel sms{Way::sms};
};

class Askers : public ::testing::TestWithParam<db::Engine> {};

TEST_P(Askers, HearTheVerdictOnTheWayTheyAskedByAndOnlyOnce) {
  AskedDesk desk(GetParam());
  desk.asks(1, "100200300");
  desk.asks(2, "ani@desa.example");
  desk.asks(3, "+6281234567890");
  desk.asks(4, "100200300");  // the same chat asked again
  desk.tells("verdict_published", 900);
  desk.deliver_all();

  EXPECT_EQ(Desk::reached(desk.telegram), std::vector<std::string>{"100200300"});
  EXPECT_EQ(Desk::reached(desk.mail), std::vector<std::string>{"ani@desa.example"});
  EXPECT_EQ(Desk::reached(desk.sms), std::vector<std::string>{"+6281234567890"});
  const channels::Message& message = *desk.sms.delivered().front().addressed.message;
  EXPECT_EQ(message.kind, channels::MessageKind::answer);
  EXPECT_EQ(message.label, "SALAH");
  EXPECT_EQ(message.short_url, "https://kabar.example/c/900");
  const AskerCoverage coverage = desk.coverage();
  EXPECT_EQ(coverage.with_channel, 4);
  EXPECT_EQ(coverage.reached, 4);
}

TEST_P(Askers, WhoAlsoSubscribedIsNotToldTwice) {
  AskedDesk desk(GetParam());
  desk.add("ani@desa.example");
  desk.add("budi@desa.example");
  desk.asks(1, "ANI@desa.example");
  desk.tells("verdict_published", 900);
  desk.deliver_all();

  std::vector<std::string> reached = Desk::reached(desk.mail);
  std::ranges::sort(reached);
  EXPECT_EQ(reached, (std::vector<std::string>{"ANI@desa.example", "budi@desa.example"}));
}

TEST_P(Askers, HearOfNothingButTheirQuestion) {
  AskedDesk desk(GetParam());
  desk.asks(1, "ani@desa.example");
  (void)desk.publish();
  desk.tells("verdict_published", 901);
  desk.deliver_all();

  EXPECT_TRUE(desk.mail.delivered().empty());
}

TEST_P(Askers, ACorrectionFollowsTheSameRoad) {
  AskedDesk desk(GetParam());
  desk.asks(1, "100200300");
  desk.tells("verdict_published", 900);
  desk.deliver_all();
  desk.verdict->verdict = "BENAR";
  desk.verdict->verdict_before = "SALAH";
  desk.tells("verdict_updated", 900);
  desk.deliver_all();

  ASSERT_EQ(desk.telegram.delivered().size(), 2U);
  const channels::Message& second = *desk.telegram.delivered().back().addressed.message;
  EXPECT_EQ(second.kind, channels::MessageKind::correction);
  EXPECT_NE(second.note.find("SALAH"), std::string::npos);
  EXPECT_NE(second.note.find("BENAR"), std::string::npos);
}

TEST_P(Askers, AWithdrawalStopsWhatIsUnderWayAndFollowsWhatHasLeft) {
  AskedDesk desk(GetParam());
  desk.asks(1, "100200301");
  desk.asks(2, "100200302");
  desk.asks(3, "100200303");
  desk.deliver_all();
  desk.tells("verdict_published", 900);
  desk.fan_out();
  Lane lane(desk.telegram);
  Gate gate;
  Worker one({*desk.outbox, lane, gate, desk.clock, desk.random, desk.log}, "satu", 1);
  (void)one.deliver_batch({});
  ASSERT_EQ(desk.telegram.delivered().size(), 1U);

  desk.verdict->state = VerdictNews::State::withdrawn;
  desk.verdict->reason = "Sumbernya ternyata keliru.";
  desk.tells("verdict_withdrawn", 900);
  desk.deliver_all();

  ASSERT_EQ(desk.telegram.delivered().size(), 2U);
  const channels::Addressed withdrawn = desk.telegram.delivered().back().addressed;
  EXPECT_EQ(withdrawn.message->kind, channels::MessageKind::withdrawal);
  EXPECT_EQ(channels::text_of(withdrawn.to),
            channels::text_of(desk.telegram.delivered().front().addressed.to));
}

TEST_P(Askers, AreToldHonestlyThatItCannotBeClarifiedAndWhatIsMissing) {
  AskedDesk desk(GetParam());
  desk.asks(1, "100200300");
  desk.verdict->state = VerdictNews::State::not_clarifiable;
  desk.verdict->reason = "Nama tempatnya tidak disebut.";
  desk.verdict->missing = "Kirim tangkapan layar yang utuh.";
  desk.tells("claim_moved", 900, R"({"move":"give_up"})");
  desk.deliver_all();

  ASSERT_EQ(desk.telegram.delivered().size(), 1U);
  const channels::Message& message = *desk.telegram.delivered().front().addressed.message;
  EXPECT_NE(message.text.find("Nama tempatnya tidak disebut."), std::string::npos);
  EXPECT_NE(message.text.find("Kirim tangkapan layar"), std::string::npos);
}

TEST_P(Askers, OfATwinAreAnsweredByWhatItWasATwinOf) {
  AskedDesk desk(GetParam());
  desk.asks(1, "100200300", 901);
  desk.asks(2, "100200301");
  desk.tells("claim_moved", 901,
             "{\"merged_into\":\"" + Id<Subscription>::from_raw(900).text() + "\"}");
  desk.deliver_all();

  EXPECT_EQ(Desk::reached(desk.telegram), std::vector<std::string>{"100200300"});
  EXPECT_EQ(desk.telegram.delivered().front().addressed.message->title, "Bansos lewat tautan");
}

TEST_P(Askers, WhoWithdrawsIsNotWrittenToAndTheirAddressIsGone) {
  AskedDesk desk(GetParam());
  desk.asks(1, "100200300");
  desk.stops(channels::parse_address(Way::telegram, "100200300").value(), Farewell::said);
  desk.tells("verdict_published", 900);
  desk.deliver_all();

  EXPECT_EQ(desk.titles(desk.telegram),
            std::vector<std::string>{say(indonesian, "outbox.notice.stopped.title")});
  EXPECT_EQ(desk.count("SELECT COUNT(*) FROM subscriptions WHERE address <> ''"), 0);
  EXPECT_EQ(desk.coverage().with_channel, 0);
}

TEST_P(Askers, WhoShutTheDoorHearsNotEvenFarewell) {
  AskedDesk desk(GetParam());
  desk.asks(1, "100200300");
  desk.stops(channels::parse_address(Way::telegram, "100200300").value(), Farewell::silent);
  desk.tells("verdict_published", 900);
  desk.deliver_all();

  EXPECT_TRUE(desk.telegram.delivered().empty());
  EXPECT_EQ(desk.count("SELECT COUNT(*) FROM subscriptions WHERE address <> ''"), 0);
}

TEST_P(Askers, AreAnsweredAtOnceWithTheirTicketAndOnceForEachMessage) {
  AskedDesk desk(GetParam());
  ReplyNews waiting;
  waiting.askers = 3;
  waiting.expected_hours = 5;
  desk.replies[1] = waiting;
  desk.asks(1, "100200300");
  desk.keep(1, channels::parse_address(Way::telegram, "100200300").value());  // delivered twice
  desk.deliver_all();

  ASSERT_EQ(desk.telegram.delivered().size(), 1U);
  const channels::Message& message = *desk.telegram.delivered().front().addressed.message;
  EXPECT_EQ(message.reference, "K7QF2M9XTB4WN8C");
  EXPECT_NE(message.text.find("5 jam"), std::string::npos);
  EXPECT_NE(message.text.find("2 pertanyaan lain"), std::string::npos);
}

TEST_P(Askers, OneWhoCannotBeReachedIsCountedAsSuch) {
  AskedDesk desk(GetParam());
  desk.asks(1, "100200300");
  desk.questions[900].push_back(2);  // asked on the web, left no address
  desk.telegram.next(channels::SendOutcome::given_up("telegram.blocked"));
  desk.tells("verdict_published", 900);
  desk.deliver_all();

  const AskerCoverage coverage = desk.coverage();
  EXPECT_EQ(coverage.with_channel, 1);
  EXPECT_EQ(coverage.given_up, 1);
  EXPECT_EQ(coverage.reached, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, Askers, testing::both_engines, testing::name_of_engine);

TEST(Buttons, AreReadBackAsTheyWereMadeAndNothingElseIs) {
  const Pressed pressed{Pressed::Meaning::not_this_one, "K7QF2M9XTB4WN8C", "0c4k3v0q2m8ad"};
  EXPECT_LE(button_data(pressed).size(), 64U);
  EXPECT_EQ(read_button(button_data(pressed))->claim, pressed.claim);
  EXPECT_EQ(read_button(button_data(pressed))->meaning, pressed.meaning);
  for (const char* data : {"", "y", "y..", "x.A.B", "y.A", "y.A.B.C"})
    EXPECT_FALSE(read_button(data).ok()) << data;
  EXPECT_FALSE(read_button("y." + std::string(100, 'A') + ".B").ok());
}

}  // namespace
}  // namespace kentongan::outbox
