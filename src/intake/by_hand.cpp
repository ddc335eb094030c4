// Questions that people of the desk write down: what was said, and what they heard.
#include "intake/internal/voices.hpp"
#include "intake/internal/work.hpp"
#include "tabayun/workflow.hpp"

#include "base/text.hpp"

#include <array>

namespace kentongan::intake {
namespace {

Error not_allowed() { return {Refusal::forbidden, "intake.not_allowed"}; }
Error gone() { return {Refusal::not_found, "intake.voice.gone"}; }

/// Sounds that browsers play; anything else is handed over as bytes to be saved.
std::string playable(std::string_view mime) {
  constexpr std::array known{"audio/ogg",  "audio/mpeg", "audio/mp4", "audio/aac",
                             "audio/webm", "audio/wav",  "audio/amr", "audio/x-m4a"};
  const std::string plain = lower_ascii(trim(mime.substr(0, mime.find(';'))));
  for (const char* each : known)
    if (plain == each) return plain;
  return "application/octet-stream";
}

}  // namespace

Result<tabayun::Asked> Intake::ask(tabayun::AskQuestion question,
                                   const std::optional<channels::Address>& tell) {
  if (tell) {
    const bool may = with_.db.read([&](db::Tx& tx) { return with_.outbox.may_tell(tx, *tell); });
    if (!may) return Error(Refusal::throttled, "intake.address_busy");
    question.also = [this, address = *tell](db::Tx& tx, const tabayun::Asked& asked) {
      with_.outbox.keep_asker(
          tx, {.question = asked.question.id.raw(), .address = address, .code = asked.receipt},
          asked.question.id.raw());
    };
  }
  question.text = with_link_words(std::move(question.text));
  return with_.tabayun.ask(question);
}

Result<tabayun::Asked> Intake::type_in(const TypeIn& command) {
  if (!command.actor.is_staff() || !tabayun::may_see(command.actor, command.area))
    return not_allowed();
  tabayun::AskQuestion question{.text = command.text,
                                .area = command.area,
                                .form_key = command.form_key,
                                .mouth = tabayun::Mouth::desk};
  return ask(std::move(question), command.contact);
}

std::vector<WaitingVoice> Intake::voices(const people::Actor& actor) const {
  constexpr std::int64_t most = 100;
  if (!actor.is_staff()) return {};
  std::vector<WaitingVoice> found =
      with_.db.read([](db::Tx& tx) { return voices::list_waiting(tx, most); });
  std::erase_if(
      found, [&actor](const WaitingVoice& voice) { return !tabayun::may_see(actor, voice.area); });
  return found;
}

Result<Sound> Intake::listen(const people::Actor& actor, Id<Voice> voice) const {
  if (!actor.is_staff()) return not_allowed();
  const auto kept = with_.db.read([&](db::Tx& tx) { return voices::find_waiting(tx, voice); });
  if (!kept || !tabayun::may_see(actor, kept->area)) return gone();
  return Sound{playable(kept->mime), kept->sound};
}

Result<> Intake::hear(const HearVoice& command) {
  if (!command.actor.is_staff()) return not_allowed();
  const auto kept =
      with_.db.read([&](db::Tx& tx) { return voices::find_waiting(tx, command.voice); });
  if (!kept || !tabayun::may_see(command.actor, kept->area)) return gone();
  const auto is_heard = [&](db::Tx& tx) {
    (void)voices::set_heard(tx, kept->id, command.actor.account, with_.clock.now());
  };
  const channels::Address address = TRY(channels::parse_address(kept->way, kept->address));
  if (trim(command.text).empty()) {
    auto done = with_.db.write([&](db::Tx& tx) -> Result<> {
      is_heard(tx);
      with_.outbox.notify(tx, {.address = address,
                               .notice = outbox::Notice::cannot_read,
                               .occasion = kept->id.raw() + 1});
      return {};
    });
    with_.db.announce();
    return done;
  }
  tabayun::AskQuestion question{.text = command.text,
                                .area = kept->area,
                                .form_key = "voice:" + kept->id.text(),
                                .mouth = mouth_of(kept->way),
                                .asker = kept->asker};
  question.also = [&](db::Tx& tx, const tabayun::Asked& asked) {
    with_.outbox.keep_asker(
        tx, {.question = asked.question.id.raw(), .address = address, .code = asked.receipt},
        asked.question.id.raw());
    is_heard(tx);
  };
  const auto asked = with_.tabayun.ask(question);
  if (!asked.ok()) return asked.error();
  return {};
}

}  // namespace kentongan::intake
