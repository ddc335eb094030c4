// What askers are told. Public words and ticket codes only.
#include "html/markdown.hpp"
#include "outbox/asker.hpp"

#include "base/text.hpp"

namespace kentongan::outbox {
namespace {

std::string ticket_path(std::string_view code) { return "/tiket/" + std::string(code); }
std::string short_ticket_path(std::string_view code) { return "/t/" + std::string(code); }

channels::Message start(channels::MessageKind kind, const Voice& voice, Language language) {
  channels::Message message;
  message.kind = kind;
  message.language = language;
  message.byline = voice.office;
  return message;
}

void tell_verdict(channels::Message& message, const VerdictNews& news, const Voice& voice) {
  message.title = news.title;
  message.label = news.verdict;
  message.text = html::plain_text(news.explanation);
  message.body = html::render_markdown(news.explanation);
  message.short_text = news.short_text;
  message.url = voice.base_url + news.path;
  if (!news.short_path.empty()) message.short_url = voice.base_url + news.short_path;
  message.when = news.when;
}

/// `Menunggu diperiksa bersama 12 orang lain. Biasanya selesai dalam 5 jam.`
std::string waiting_words(const ReplyNews& news, Language language) {
  std::string words = say(language, "outbox.reply.waiting.text", {{"code", news.code}});
  if (news.askers > 1) {
    words += " " + say(language, "outbox.reply.waiting.others",
                       {{"others", std::to_string(news.askers - 1)}});
  }
  if (news.expected_hours > 0) {
    words += " " + say(language, "outbox.reply.waiting.expected",
                       {{"hours", std::to_string(news.expected_hours)}});
  }
  return words;
}

void offer(channels::Message& message, const ReplyNews& news, Language language) {
  std::string list = say(language, "outbox.reply.choose.text");
  for (std::size_t at = 0; at < news.answers.size(); ++at) {
    const std::string number = std::to_string(at + 1);
    list += "\n\n" + number + ". " + news.answers[at].title;
    message.choices.push_back(
        {say(language, "outbox.button.this_number", {{"number", number}}),
         button_data({Pressed::Meaning::this_one, news.code, news.claims[at]})});
  }
  message.choices.push_back(
      {say(language, "outbox.button.none"),
       button_data({Pressed::Meaning::not_this_one, news.code, news.claims.front()})});
  message.text = list;
}

}  // namespace

std::string_view name_of(Notice notice) {
  switch (notice) {
    case Notice::welcome: return "welcome";
    case Notice::voice_kept: return "voice_kept";
    case Notice::cannot_read: return "cannot_read";
    case Notice::too_much: return "too_much";
    case Notice::unknown_ticket: return "unknown_ticket";
    case Notice::no_choice: return "no_choice";
    case Notice::stopped: return "stopped";
    case Notice::slow_down: return "slow_down";
  }
  __builtin_unreachable();
}

std::string button_data(const Pressed& pressed) {
  const char* meaning = pressed.meaning == Pressed::Meaning::this_one ? "y" : "n";
  return std::string(meaning) + "." + pressed.code + "." + pressed.claim;
}

Result<Pressed> read_button(std::string_view data) {
  const Error malformed(Refusal::invalid, "outbox.button.malformed");
  constexpr std::size_t longest = 64;  // Bot API, callback_data
  if (data.size() > longest) return malformed;
  const std::vector<std::string_view> parts = split(data, '.');
  if (parts.size() != 3 || parts[1].empty() || parts[2].empty()) return malformed;
  if (parts[0] != "y" && parts[0] != "n") return malformed;
  return Pressed{parts[0] == "y" ? Pressed::Meaning::this_one : Pressed::Meaning::not_this_one,
                 std::string(parts[1]), std::string(parts[2])};
}

channels::Message compose_reply(const ReplyNews& news, const Voice& voice, Language language) {
  using State = ReplyNews::State;
  const auto kind =
      news.state == State::answered ? channels::MessageKind::answer : channels::MessageKind::ticket;
  channels::Message message = start(kind, voice, language);
  message.reference = news.code;
  message.url = voice.base_url + ticket_path(news.code);
  message.short_url = voice.base_url + short_ticket_path(news.code);
  message.when = news.when;
  switch (news.state) {
    case State::answered:
      tell_verdict(message, news.answers.front(), voice);
      message.choices = {
          {say(language, "outbox.button.this_one"),
           button_data({Pressed::Meaning::this_one, news.code, news.claims.front()})},
          {say(language, "outbox.button.not_this_one"),
           button_data({Pressed::Meaning::not_this_one, news.code, news.claims.front()})}};
      return message;
    case State::choose:
      message.title = say(language, "outbox.reply.choose.title");
      message.short_text = say(language, "outbox.reply.choose.short", {{"code", news.code}});
      offer(message, news, language);
      return message;
    case State::waiting:
      message.title = say(language, "outbox.reply.waiting.title");
      message.text = waiting_words(news, language);
      message.short_text = say(language, "outbox.reply.waiting.short", {{"code", news.code}});
      return message;
    case State::not_clarifiable:
      message.title = say(language, "outbox.reply.not_clarifiable.title");
      message.text = news.reason;
      message.short_text = message.title;
      return message;
    case State::out_of_scope:
      message.title = say(language, "outbox.reply.out_of_scope.title");
      message.text = news.reason;
      message.short_text = message.title;
      return message;
  }
  __builtin_unreachable();
}

channels::Message compose_answer(const VerdictNews& news, DeliveryKind kind, const Voice& voice,
                                 Language language) {
  switch (kind) {
    case DeliveryKind::verdict_changed:
    case DeliveryKind::answer_changed: {
      channels::Message message = start(channels::MessageKind::correction, voice, language);
      tell_verdict(message, news, voice);
      const bool changed = !news.verdict_before.empty() && news.verdict_before != news.verdict;
      message.note = changed ? say(language, "outbox.verdict.changed",
                                   {{"before", news.verdict_before}, {"now", news.verdict}})
                             : say(language, "outbox.verdict.updated");
      message.short_text = news.verdict + ": " + news.short_text;
      return message;
    }
    case DeliveryKind::verdict_withdrawn:
    case DeliveryKind::answer_withdrawn: {
      channels::Message message = start(channels::MessageKind::withdrawal, voice, language);
      message.title = news.title;
      message.note = news.reason;
      message.short_text = say(language, "outbox.verdict.withdrawn_short");
      message.url = voice.base_url + news.path;
      if (!news.short_path.empty()) message.short_url = voice.base_url + news.short_path;
      message.when = news.when;
      return message;
    }
    case DeliveryKind::not_clarifiable: {
      channels::Message message = start(channels::MessageKind::ticket, voice, language);
      message.title = say(language, "outbox.reply.not_clarifiable.title");
      message.text = news.title + "\n\n" + news.reason;
      if (!news.missing.empty()) message.text += "\n\n" + news.missing;
      message.short_text = message.title;
      message.url = voice.base_url + "/tiket";
      message.when = news.when;
      return message;
    }
    default: {
      channels::Message message = start(channels::MessageKind::answer, voice, language);
      tell_verdict(message, news, voice);
      return message;
    }
  }
}

channels::Message compose_notice(Notice notice, const Voice& voice, Language language) {
  channels::Message message = start(channels::MessageKind::ticket, voice, language);
  const std::string key = "outbox.notice." + std::string(name_of(notice));
  message.title = say(language, key + ".title");
  message.text = say(language, key + ".text");
  message.short_text = message.title;
  message.url = voice.base_url + "/tanya";
  message.short_url = message.url;
  return message;
}

}  // namespace kentongan::outbox
