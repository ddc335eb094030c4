// From "is this true?" to an answer for everyone who asked, whichever mouth they used.
#include "intake/desk_for_tests.hpp"

#include <algorithm>

namespace kentongan::intake {
namespace {

using channels::Incoming;
using channels::MessageKind;
using channels::Way;

const std::string bansos =
    "Assalamualaikum, info penting! Pemerintah membagikan bansos tunai Rp1.500.000 untuk semua "
    "warga "
    "lewat pendaftaran di tautan daftar-bansos-resmi.example sebelum hari Jumat, sebarkan";
const std::string bansos_variant =
    "Info penting! Pemerintah membagikan bansos tunai Rp1.500.000 utk semua warga lewat "
    "pendaftaran "
    "di tautan daftar-bansos-resmi.example sebelum hari Jumat. Sebarkan ya!!";

class Story : public ::testing::TestWithParam<db::Engine> {};

TEST_P(Story, a_rumour_asked_by_four_mouths_is_checked_once_and_everyone_hears) {
  Desk desk(GetParam());
  desk.receive(Desk::says(Way::telegram, "1001", "u1", bansos));
  desk.receive(Desk::says(Way::sms, "+6281200000001", "IN1", bansos_variant));
  desk.receive(Desk::says(Way::whatsapp, "+6281200000002", "wamid.1", bansos));
  desk.receive(Desk::says(Way::email, "ani@desa.example", "<m1@desa.example>", bansos));

  // Silence is never the answer: each has a ticket.
  for (const auto& [way, address] : {std::pair{Way::telegram, "1001"},
                                     {Way::sms, "+6281200000001"},
                                     {Way::whatsapp, "+6281200000002"},
                                     {Way::email, "ani@desa.example"}}) {
    const auto told = desk.told(way, address);
    ASSERT_EQ(told.size(), 1U) << channels::name_of(way);
    EXPECT_EQ(told[0].kind, MessageKind::ticket);
    EXPECT_FALSE(told[0].reference.empty());
  }
  const tabayun::Claim waiting = desk.queued();
  EXPECT_EQ(waiting.askers, 4);

  const tabayun::Claim published =
      desk.publish(waiting, desk.finding("Bansos Rp1,5 juta lewat tautan", bansos));
  desk.deliver();
  for (const auto& [way, address] : {std::pair{Way::telegram, "1001"},
                                     {Way::sms, "+6281200000001"},
                                     {Way::whatsapp, "+6281200000002"},
                                     {Way::email, "ani@desa.example"}}) {
    const auto told = desk.told(way, address);
    ASSERT_EQ(told.size(), 2U) << channels::name_of(way);
    EXPECT_EQ(told[1].kind, MessageKind::answer);
    EXPECT_EQ(told[1].label, say(indonesian, "verdict.false"));
  }

  // Who asks now is answered at once.
  desk.receive(Desk::says(Way::telegram, "1002", "u2", bansos));
  ASSERT_EQ(desk.told(Way::telegram, "1002").size(), 1U);
  EXPECT_EQ(desk.told(Way::telegram, "1002")[0].kind, MessageKind::answer);

  // The verdict changes: the correction follows the same roads, to the newest asker too.
  tabayun::Finding better = desk.finding("Bansos Rp1,5 juta lewat tautan", bansos);
  better.verdict = tabayun::Verdict::misleading;
  (void)desk.publish(published, better);
  desk.deliver();
  for (const auto& [way, address] : {std::pair{Way::telegram, "1001"},
                                     {Way::telegram, "1002"},
                                     {Way::sms, "+6281200000001"},
                                     {Way::whatsapp, "+6281200000002"},
                                     {Way::email, "ani@desa.example"}}) {
    EXPECT_EQ(desk.told(way, address).back().kind, MessageKind::correction)
        << channels::name_of(way);
  }
  const auto coverage = desk.db->read(
      [&](db::Tx& tx) { return desk.outbox->asker_coverage(tx, published.id.raw()); });
  EXPECT_EQ(coverage.with_channel, 5);
  EXPECT_EQ(coverage.reached, 5);
}

TEST_P(Story,
       a_verdict_that_is_withdrawn_is_taken_back_where_it_was_told_and_its_askers_wait_again) {
  Desk desk(GetParam());
  desk.receive(Desk::says(Way::telegram, "1001", "u1", bansos));
  const tabayun::Claim published =
      desk.publish(desk.queued(), desk.finding("Bansos lewat tautan", bansos));
  desk.deliver();
  const auto withdrawn = desk.tabayun->withdraw(
      {{desk.officer, published.id, published.revision}, "Sumber utamanya keliru."});
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.error().message();
  desk.deliver();

  const auto told = desk.told(Way::telegram, "1001");
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[2].kind, MessageKind::withdrawal);
  EXPECT_EQ(told[2].note, "Sumber utamanya keliru.");
  EXPECT_EQ(desk.queued().askers, 1);

  // The next one to ask is not answered by what was withdrawn; the next verdict reaches both.
  desk.receive(Desk::says(Way::telegram, "1002", "u2", bansos));
  EXPECT_EQ(desk.told(Way::telegram, "1002")[0].kind, MessageKind::ticket);
  const tabayun::Claim again = desk.queued();
  EXPECT_EQ(again.askers, 2);
  tabayun::Finding right = desk.finding("Bansos lewat tautan", bansos);
  right.verdict = tabayun::Verdict::partly_true;
  const tabayun::Claim taken =
      desk.tabayun->take({desk.checker_two, again.id, again.revision}).value();
  const tabayun::Claim proposed =
      desk.tabayun->propose_verdict({{desk.checker_two, taken.id, taken.revision}, right}).value();
  (void)desk.tabayun->confirm_verdict({desk.officer, proposed.id, proposed.revision}).value();
  desk.deliver();
  EXPECT_EQ(desk.told(Way::telegram, "1001").back().label, say(indonesian, "verdict.partly_true"));
  EXPECT_EQ(desk.told(Way::telegram, "1002").back().label, say(indonesian, "verdict.partly_true"));
}

TEST_P(Story, what_cannot_be_clarified_is_said_honestly_with_what_is_missing) {
  Desk desk(GetParam());
  desk.receive(Desk::says(Way::telegram, "1001", "u1", bansos));
  const tabayun::Claim waiting = desk.queued();
  const tabayun::Claim taken =
      desk.tabayun->take({desk.checker_one, waiting.id, waiting.revision}).value();
  const auto given_up =
      desk.tabayun->give_up({.on = {desk.checker_one, taken.id, taken.revision},
                             .reason = "Nama desanya tidak terbaca.",
                             .code = tabayun::ReasonCode::incomplete_message,
                             .missing_piece = "Kirim tangkapan layar yang utuh."});
  ASSERT_TRUE(given_up.ok()) << given_up.error().message();
  desk.deliver();

  const auto told = desk.told(Way::telegram, "1001");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[1].title, say(indonesian, "outbox.reply.not_clarifiable.title"));
  EXPECT_NE(told[1].text.find("tangkapan layar"), std::string::npos);
}

TEST_P(Story, the_same_update_handed_over_twice_has_one_effect) {
  Desk desk(GetParam());
  const Incoming message = Desk::says(Way::telegram, "1001", "u1", bansos);
  for (int time = 0; time < 3; ++time) desk.receive(message);

  EXPECT_EQ(desk.queued().askers, 1);
  EXPECT_EQ(desk.told(Way::telegram, "1001").size(), 1U);
}

TEST_P(Story, what_was_in_work_when_the_program_died_is_worked_off_once) {
  Desk desk(GetParam());
  desk.intake->accept(std::vector{Desk::says(Way::telegram, "1001", "u1", bansos)});
  // The question was saved, and the program died before the row was marked: as after `kill -9`.
  (void)desk.intake->work(1);
  desk.db
      ->write([](db::Tx& tx) -> Result<> {
        tx.run("UPDATE intake_messages SET state = 'leased', leased_until = 1");
        return {};
      })
      .value();
  desk.intake->tend();
  desk.settle();

  EXPECT_EQ(desk.queued().askers, 1);
  EXPECT_EQ(desk.told(Way::telegram, "1001").size(), 1U);
  EXPECT_EQ(desk.intake->counts().waiting, 0);
}

TEST_P(Story, words_are_gone_once_they_are_worked_off) {
  Desk desk(GetParam());
  desk.receive(Desk::says(Way::telegram, "1001", "u1", bansos));
  EXPECT_EQ(desk.count("SELECT COUNT(*) FROM intake_messages WHERE body <> ''"), 0);
}

TEST_P(Story, a_button_answers_and_not_this_one_puts_the_question_back) {
  Desk desk(GetParam());
  (void)desk.has_published("Bansos lewat tautan", bansos);
  desk.receive(Desk::says(Way::telegram, "1001", "u1", bansos));
  const auto told = desk.told(Way::telegram, "1001");
  ASSERT_EQ(told.size(), 1U);
  ASSERT_EQ(told[0].choices.size(), 2U);

  Incoming press = Desk::says(Way::telegram, "1001", "u2", "");
  press.press = {"cb1", told[0].choices[1].data};
  desk.receive(press);

  EXPECT_EQ(desk.queued().askers, 1);
  EXPECT_EQ(desk.told(Way::telegram, "1001").back().kind, MessageKind::ticket);
}

TEST_P(Story, on_ways_without_buttons_a_number_or_bukan_does_the_same) {
  Desk desk(GetParam());
  (void)desk.has_published("Bansos lewat tautan", bansos);
  desk.receive(Desk::says(Way::sms, "+6281200000001", "IN1", bansos));
  ASSERT_EQ(desk.told(Way::sms, "+6281200000001").back().kind, MessageKind::answer);
  desk.receive(Desk::says(Way::sms, "+6281200000001", "IN2", "BUKAN"));

  EXPECT_EQ(desk.queued().askers, 1);
  EXPECT_EQ(desk.told(Way::sms, "+6281200000001").back().kind, MessageKind::ticket);
}

TEST_P(Story, who_withdraws_hears_nothing_and_still_counts) {
  Desk desk(GetParam());
  desk.receive(Desk::says(Way::telegram, "1001", "u1", bansos));
  desk.receive(Desk::says(Way::telegram, "1001", "u2", "BERHENTI"));
  const std::size_t before = desk.told(Way::telegram, "1001").size();
  const tabayun::Claim waiting = desk.queued();
  EXPECT_EQ(waiting.askers, 1);
  (void)desk.publish(waiting, desk.finding("Bansos lewat tautan", bansos));
  desk.deliver();

  EXPECT_EQ(desk.told(Way::telegram, "1001").size(), before);
  EXPECT_EQ(desk.count("SELECT COUNT(*) FROM subscriptions WHERE address <> ''"), 0);
}

TEST_P(Story, who_blocked_us_is_not_written_to) {
  Desk desk(GetParam());
  desk.receive(Desk::says(Way::telegram, "1001", "u1", bansos));
  Incoming left = Desk::says(Way::telegram, "1001", "u2", "");
  left.has_left = true;
  desk.receive(left);
  (void)desk.publish(desk.queued(), desk.finding("Bansos lewat tautan", bansos));
  desk.deliver();

  EXPECT_EQ(desk.told(Way::telegram, "1001").size(), 1U);
}

TEST_P(Story, in_a_group_we_are_silent_but_for_a_known_hoax_of_a_class_the_office_chose) {
  Desk desk(GetParam());
  (void)desk.has_published("Bansos lewat tautan", bansos);
  Incoming overheard = Desk::says(Way::telegram, "-1009", "g1", "Besok kerja bakti jam tujuh ya");
  overheard.setting = Incoming::Setting::overheard;
  desk.receive(overheard);
  EXPECT_TRUE(desk.told(Way::telegram, "-1009").empty());
  EXPECT_EQ(desk.count("SELECT COUNT(*) FROM intake_messages"), 0)
      << "what is overheard is not kept";

  overheard.external_id = "g2";
  overheard.text = bansos;
  desk.receive(overheard);
  overheard.external_id = "g3";
  desk.receive(overheard);
  ASSERT_EQ(desk.told(Way::telegram, "-1009").size(), 1U) << "once a week for each claim";
  EXPECT_EQ(desk.told(Way::telegram, "-1009")[0].kind, MessageKind::answer);
}

TEST_P(Story, in_a_group_we_answer_who_speaks_to_us) {
  Desk desk(GetParam());
  Incoming named = Desk::says(Way::telegram, "-1009", "g1", bansos);
  named.setting = Incoming::Setting::named_us;
  named.sender = "1001";
  desk.receive(named);

  ASSERT_EQ(desk.told(Way::telegram, "-1009").size(), 1U);
  EXPECT_EQ(desk.queued().askers, 1);
}

TEST_P(Story, who_names_us_under_a_message_asks_about_that_message) {
  Desk desk(GetParam());
  (void)desk.has_published("Bansos lewat tautan", bansos);
  Incoming named = Desk::says(Way::telegram, "-1009", "g1", "benar?");
  named.setting = Incoming::Setting::named_us;
  named.quoted = bansos;
  desk.receive(named);
  ASSERT_EQ(desk.told(Way::telegram, "-1009").size(), 1U);
  EXPECT_EQ(desk.told(Way::telegram, "-1009")[0].kind, MessageKind::answer);
}

TEST_P(Story, a_hoax_of_another_class_is_let_pass_in_a_group) {
  IntakeSettings settings = Desk::usual();
  settings.speak_up = {tabayun::Topic::health};
  Desk desk(GetParam(), settings);
  (void)desk.has_published("Bansos lewat tautan", bansos);
  Incoming overheard = Desk::says(Way::telegram, "-1009", "g1", bansos);
  overheard.setting = Incoming::Setting::overheard;
  desk.receive(overheard);
  EXPECT_TRUE(desk.told(Way::telegram, "-1009").empty());
}

TEST_P(Story, a_voice_note_waits_for_a_human_ear_and_is_answered_like_words) {
  Desk desk(GetParam());
  desk.intake->use(Way::telegram, {.fetch = [](const channels::Attachment&) -> Result<std::string> {
                     return std::string("OggS suara");
                   }});
  Incoming spoken = Desk::says(Way::telegram, "1001", "u1", "");
  spoken.attachments.push_back({.kind = channels::Attachment::Kind::voice,
                                .handle = "file-1",
                                .mime = "audio/ogg; codecs=opus"});
  desk.receive(spoken);
  ASSERT_EQ(desk.told(Way::telegram, "1001").size(), 1U);
  EXPECT_EQ(desk.told(Way::telegram, "1001")[0].title,
            say(indonesian, "outbox.notice.voice_kept.title"));

  const auto waiting = desk.intake->voices(desk.officer);
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(desk.intake->listen(desk.officer, waiting[0].id)->bytes, "OggS suara");
  EXPECT_EQ(desk.intake->listen(desk.officer, waiting[0].id)->mime, "audio/ogg");
  EXPECT_FALSE(
      desk.intake->listen(person(9, people::Role::petugas_ikp, "62.10"), waiting[0].id).ok());
  ASSERT_TRUE(desk.intake->hear({desk.officer, waiting[0].id, bansos}).ok());
  desk.deliver();

  EXPECT_EQ(desk.told(Way::telegram, "1001").back().kind, MessageKind::ticket);
  EXPECT_EQ(desk.queued().askers, 1);
  EXPECT_TRUE(desk.intake->voices(desk.officer).empty());
  EXPECT_EQ(desk.count("SELECT COUNT(*) FROM voices WHERE address <> ''"), 0);
  EXPECT_FALSE(desk.intake->hear({desk.officer, waiting[0].id, bansos}).ok());
}

TEST_P(Story, a_file_that_cannot_be_fetched_now_is_tried_again_and_never_holds_up_the_next) {
  Desk desk(GetParam());
  int calls = 0;
  desk.intake->use(Way::telegram,
                   {.fetch = [&calls](const channels::Attachment&) -> Result<std::string> {
                     if (++calls == 1) return Error(Refusal::unavailable, "net.call.too_slow");
                     return std::string("OggS");
                   }});
  Incoming spoken = Desk::says(Way::telegram, "1001", "u1", "");
  spoken.attachments.push_back({.kind = channels::Attachment::Kind::voice, .handle = "file-1"});
  desk.intake->accept(std::vector{spoken, Desk::says(Way::telegram, "1002", "u2", bansos)});
  desk.settle();
  EXPECT_TRUE(desk.told(Way::telegram, "1001").empty());
  EXPECT_EQ(desk.told(Way::telegram, "1002").size(), 1U);

  desk.clock.advance(std::chrono::minutes(1));
  desk.settle();
  EXPECT_EQ(desk.told(Way::telegram, "1001").size(), 1U);
}

TEST_P(Story, what_fails_each_time_is_left_as_failed_with_a_code) {
  Desk desk(GetParam());
  desk.intake->use(Way::telegram, {.fetch = [](const channels::Attachment&) -> Result<std::string> {
                     return Error(Refusal::unavailable, "net.call.too_slow");
                   }});
  Incoming spoken = Desk::says(Way::telegram, "1001", "u1", "");
  spoken.attachments.push_back({.kind = channels::Attachment::Kind::voice, .handle = "file-1"});
  desk.intake->accept(std::vector{spoken});
  for (int time = 0; time < 10; ++time) {
    desk.settle();
    desk.clock.advance(std::chrono::hours(24));
  }
  EXPECT_EQ(desk.intake->counts().failed, 1);
  EXPECT_EQ(desk.intake->counts().waiting, 0);
}

TEST_P(Story, hello_help_and_nothing_are_told_how_to_ask) {
  Desk desk(GetParam());
  int number = 0;
  for (const char* text : {"/start", "halo", "   ", "/bantuan@kabar_bot"})
    desk.receive(Desk::says(Way::telegram, "1001", "u" + std::to_string(++number), text));
  const auto told = desk.told(Way::telegram, "1001");
  ASSERT_EQ(told.size(), 4U);
  for (const auto& message : told)
    EXPECT_EQ(message.title, say(indonesian, "outbox.notice.welcome.title"));
}

TEST_P(Story, who_writes_without_end_is_asked_to_slow_down) {
  IntakeSettings settings = Desk::usual();
  settings.most_in_an_hour = 3;
  Desk desk(GetParam(), settings);
  for (int number = 0; number < 5; ++number)
    desk.receive(Desk::says(Way::telegram, "1001", "u" + std::to_string(number),
                            bansos + " nomor " + std::to_string(number)));
  EXPECT_EQ(desk.told(Way::telegram, "1001").back().title,
            say(indonesian, "outbox.notice.slow_down.title"));
}

TEST_P(Story, four_hundred_links_twenty_thousand_letters_and_nothing_readable_get_a_plain_reply) {
  Desk desk(GetParam());
  std::string links;
  for (int number = 0; number < 400; ++number)
    links += "https://contoh" + std::to_string(number) + ".example/a ";
  desk.receive(Desk::says(Way::telegram, "1001", "u1", links));
  desk.receive(Desk::says(Way::telegram, "1002", "u2", std::string(20'000, 'a')));
  desk.receive(Desk::says(Way::telegram, "1003", "u3", "\xF0\x9F\x99\x8F\xF0\x9F\x99\x8F"));
  desk.receive(
      Desk::says(Way::telegram, "1004", "u4", std::string("apa\0 kabar \xff\xfe ini", 17)));
  for (const char* address : {"1001", "1002", "1003", "1004"})
    EXPECT_EQ(desk.told(Way::telegram, address).size(), 1U) << address;
  EXPECT_EQ(desk.intake->counts().waiting, 0);
  EXPECT_EQ(desk.intake->counts().failed, 0);
}

TEST_P(Story, an_officer_writes_down_what_was_said_and_the_asker_hears_by_sms) {
  Desk desk(GetParam());
  const auto asked =
      desk.intake->type_in({.actor = desk.officer,
                            .text = bansos,
                            .area = area("32.10.01.2001"),
                            .form_key = "f1",
                            .contact = channels::parse_address(Way::sms, "081200000009").value()});
  ASSERT_TRUE(asked.ok());
  desk.deliver();
  EXPECT_EQ(desk.told(Way::sms, "+6281200000009").size(), 1U);
  EXPECT_EQ(desk.tabayun->find_ticket(asked->receipt)->question.mouth, tabayun::Mouth::desk);
  EXPECT_FALSE(desk.intake
                   ->type_in({.actor = person(9, people::Role::petugas_ikp, "62.10"),
                              .text = bansos,
                              .area = area("32.10.01.2001")})
                   .ok());
}

TEST_P(Story, nobody_can_use_the_form_to_fill_a_mailbox) {
  Desk desk(GetParam());
  const auto victim = channels::parse_address(Way::email, "korban@desa.example").value();
  int taken = 0;
  for (int number = 0; number < 20; ++number) {
    const auto asked = desk.intake->ask(
        {.text = "Benarkah kabar nomor " + std::to_string(number * 37) + " tentang pasar itu?"},
        victim);
    if (asked.ok()) ++taken;
  }
  desk.deliver();
  EXPECT_EQ(taken, 5);
  EXPECT_LE(desk.told(Way::email, "korban@desa.example").size(), 5U);
}

INSTANTIATE_TEST_SUITE_P(On, Story, testing::both_engines, testing::name_of_engine);

}  // namespace
}  // namespace kentongan::intake
