// What becomes of one message. Every branch ends with something that the sender hears.
#include "intake/internal/voices.hpp"
#include "intake/internal/work.hpp"
#include "intake/meaning.hpp"
#include "intake/picture.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace kentongan::intake {
namespace {

using channels::Attachment;
using channels::Incoming;
using outbox::Notice;

constexpr std::chrono::seconds picture_deadline{60};
constexpr Span an_hour = std::chrono::hours(1);

std::string form_key_of(const Incoming& message) {
  return std::string(channels::name_of(message.way)) + ":" + message.external_id;
}

/// "Benar?" under somebody's message asks about that message.
const std::string& asked_text(const Incoming& message) {
  return message.quoted.empty() ? message.text : message.quoted;
}

/// What tells people that and why their question was not taken.
Notice notice_of(const Error& error) {
  const std::string_view problem = error.message();
  if (problem == "tabayun.question.too_long") return Notice::too_much;
  return Notice::cannot_read;
}

/// Whether the same thing can go well a moment later.
bool may_go_well_later(const Error& error) {
  return error.refusal() == Refusal::unavailable || error.refusal() == Refusal::throttled;
}

}  // namespace

void Intake::finish(const Work& work) {
  (void)with_.db.write([&](db::Tx& tx) -> Result<> {
    for (const messages::Taken& part : work.parts) messages::finish(tx, part.id, with_.clock.now());
    return {};
  });
}

void Intake::notify(const Work& work, Notice notice) {
  (void)with_.db.write([&](db::Tx& tx) -> Result<> {
    with_.outbox.notify(
        tx, {.address = work.message().reply_to, .notice = notice, .occasion = work.first().id});
    for (const messages::Taken& part : work.parts) messages::finish(tx, part.id, with_.clock.now());
    return {};
  });
  with_.db.announce();
}

void Intake::handle(const Work& work) {
  const Incoming& message = work.message();
  if (message.has_left) {
    (void)with_.db.write([&](db::Tx& tx) -> Result<> {
      with_.outbox.stop_writing(tx, message.reply_to, outbox::Farewell::silent, work.first().id);
      messages::finish(tx, work.first().id, with_.clock.now());
      return {};
    });
    return;
  }
  if (message.press) {
    follow_press(work, *message.press);
    return;
  }
  const std::int64_t lately = with_.db.read([&](db::Tx& tx) {
    return messages::count_of(tx, work.first().sender, with_.clock.now() - an_hour);
  });
  if (lately > settings_.most_in_an_hour) {
    notify(work, Notice::slow_down);
    return;
  }
  const bool has_files = std::ranges::any_of(
      work.parts, [](const messages::Taken& part) { return !part.message.attachments.empty(); });
  const Meaning meaning = read_meaning(asked_text(message));
  if (has_files || meaning.what == Meaning::What::question) {
    ask_about(work);
    return;
  }
  switch (meaning.what) {
    case Meaning::What::help: notify(work, Notice::welcome); return;
    case Meaning::What::stop:
      (void)with_.db.write([&](db::Tx& tx) -> Result<> {
        with_.outbox.stop_writing(tx, message.reply_to, outbox::Farewell::said, work.first().id);
        messages::finish(tx, work.first().id, with_.clock.now());
        return {};
      });
      with_.db.announce();
      return;
    case Meaning::What::ticket: tell_ticket(work, meaning.code); return;
    case Meaning::What::choice: follow_choice(work, meaning.number); return;
    case Meaning::What::question: return;  // above
  }
}

Result<std::string> Intake::bytes_of(const Incoming& message, const Attachment& attachment) const {
  if (!attachment.bytes.empty()) return attachment.bytes;
  const auto tools = tools_.find(message.way);
  if (tools == tools_.end() || !tools->second.fetch)
    return Error(Refusal::invalid, "media.unavailable");
  return tools->second.fetch(attachment);
}

bool Intake::keep_voice(const Work& work) {
  for (const messages::Taken& part : work.parts) {
    for (const Attachment& attachment : part.message.attachments) {
      if (attachment.kind != Attachment::Kind::voice) continue;
      const auto sound = bytes_of(part.message, attachment);
      if (!sound.ok()) {
        if (may_go_well_later(sound.error()))
          throw std::runtime_error(std::string(sound.error().message()));
        return false;
      }
      if (sound->size() > voices::largest) return false;
      (void)with_.db.write([&](db::Tx& tx) -> Result<> {
        voices::insert(
            tx, {.id = Id<Voice>::from_raw(work.first().id),
                 .way = part.message.way,
                 .address = channels::text_of(part.message.reply_to),
                 .asker = part.message.sender.empty() ? channels::text_of(part.message.reply_to)
                                                      : part.message.sender,
                 .area = settings_.regency,
                 .mime = attachment.mime,
                 .received_at = with_.clock.now(),
                 .sound = *sound});
        return {};
      });
      return true;
    }
  }
  return false;
}

void Intake::ask_about(const Work& work) {
  const Incoming& message = work.message();
  tabayun::AskQuestion question;
  question.area = settings_.regency;
  question.form_key = form_key_of(message);
  question.mouth = mouth_of(message.way);
  question.asker = message.sender.empty() ? channels::text_of(message.reply_to) : message.sender;
  std::vector<PictureRead> pictures;
  std::optional<Notice> problem;
  for (const messages::Taken& part : work.parts) {
    const std::string& text = asked_text(part.message);
    if (!text.empty() && question.text != text)
      question.text += (question.text.empty() ? "" : "\n\n") + text;
    for (const Attachment& attachment : part.message.attachments) {
      if (attachment.kind != Attachment::Kind::picture || pictures.size() == most_pictures)
        continue;
      const auto bytes = bytes_of(part.message, attachment);
      auto read = bytes.ok() ? read_picture(with_.media, *bytes, picture_deadline)
                             : Result<PictureRead>(bytes.error());
      if (read.ok()) {
        pictures.push_back(std::move(*read));
      } else if (may_go_well_later(read.error())) {
        throw std::runtime_error(std::string(read.error().message()));  // tried again
      } else {
        problem = Notice::cannot_read;
      }
    }
  }
  const bool says_something = read_meaning(question.text).what == Meaning::What::question;
  if (pictures.empty() && !says_something) {
    notify(work, keep_voice(work) ? Notice::voice_kept : problem.value_or(Notice::cannot_read));
    return;
  }
  (void)keep_voice(work);
  question.text = with_link_words(std::move(question.text));
  question = with_pictures(std::move(question), std::move(pictures));
  question.also = [&](db::Tx& tx, const tabayun::Asked& asked) {
    with_.outbox.keep_asker(
        tx,
        {.question = asked.question.id.raw(), .address = message.reply_to, .code = asked.receipt},
        work.first().id);
    for (const messages::Taken& part : work.parts) messages::finish(tx, part.id, with_.clock.now());
  };
  const auto asked = with_.tabayun.ask(question);
  if (asked.ok()) return;
  if (asked.error().message() == std::string_view("tabayun.question.receipt_inside")) {
    notify(work, Notice::unknown_ticket);
    return;
  }
  notify(work, notice_of(asked.error()));
}

void Intake::follow_press(const Work& work, const channels::Press& press) {
  const auto tools = tools_.find(work.message().way);
  if (tools != tools_.end() && tools->second.seen) tools->second.seen(press);
  const auto pressed = outbox::read_button(press.data);
  const auto claim = pressed.ok() ? Id<tabayun::Claim>::parse(pressed->claim)
                                  : Result<Id<tabayun::Claim>>(pressed.error());
  if (!claim.ok()) {
    notify(work, Notice::no_choice);
    return;
  }
  const tabayun::OnTicket on{.receipt = pressed->code, .claim = *claim};
  const auto ticket = pressed->meaning == outbox::Pressed::Meaning::this_one
                          ? with_.tabayun.pick_answer(on)
                          : with_.tabayun.reject_answer(on);
  if (!ticket.ok()) {
    notify(work, Notice::no_choice);
    return;
  }
  (void)with_.db.write([&](db::Tx& tx) -> Result<> {
    with_.outbox.reply_again(tx, ticket->question.id.raw(), work.first().id);
    messages::finish(tx, work.first().id, with_.clock.now());
    return {};
  });
  with_.db.announce();
}

/// On ways without buttons people answer with a number, or "bukan".
void Intake::follow_choice(const Work& work, std::size_t number) {
  const auto last = with_.db.read(
      [&](db::Tx& tx) { return with_.outbox.last_asked(tx, work.message().reply_to); });
  const auto ticket =
      last ? with_.tabayun.find_ticket(last->code)
           : Result<tabayun::Ticket>(Error(Refusal::not_found, "tabayun.receipt.unknown"));
  if (!ticket.ok()) {
    notify(work, Notice::welcome);
    return;
  }
  std::vector<Id<tabayun::Claim>> offered;
  if (ticket->question.state != tabayun::QuestionState::waiting) {
    offered.push_back(ticket->claim.id);
  } else if (const auto looked = with_.tabayun.look_up(ticket->question); looked.ok()) {
    for (const tabayun::Match& match : looked->matches) {
      const bool refused =
          std::ranges::find(ticket->refused, match.claim.id) != ticket->refused.end();
      if (!refused) offered.push_back(match.claim.id);
    }
  }
  if (number > offered.size() || offered.empty()) {
    notify(work, Notice::no_choice);
    return;
  }
  if (number > 0) {
    (void)with_.tabayun.pick_answer({.receipt = last->code, .claim = offered[number - 1]});
  } else {
    for (const Id<tabayun::Claim> each : offered)
      (void)with_.tabayun.reject_answer({.receipt = last->code, .claim = each});
  }
  (void)with_.db.write([&](db::Tx& tx) -> Result<> {
    with_.outbox.reply_again(tx, last->question, work.first().id);
    messages::finish(tx, work.first().id, with_.clock.now());
    return {};
  });
  with_.db.announce();
}

void Intake::tell_ticket(const Work& work, const std::string& code) {
  const auto ticket = with_.tabayun.find_ticket(code);
  if (!ticket.ok()) {
    notify(work, Notice::unknown_ticket);
    return;
  }
  (void)with_.db.write([&](db::Tx& tx) -> Result<> {
    // Whoever has the code may hear of it: where nobody hears yet, the answer comes here from now.
    with_.outbox.keep_asker(
        tx,
        {.question = ticket->question.id.raw(), .address = work.message().reply_to, .code = code},
        work.first().id);
    messages::finish(tx, work.first().id, with_.clock.now());
    return {};
  });
  with_.db.announce();
}

}  // namespace kentongan::intake
