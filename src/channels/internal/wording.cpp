#include "channels/internal/wording.hpp"

#include "base/text.hpp"
#include "channels/internal/words.hpp"

#include <vector>

namespace kentongan::channels {
namespace {

std::string subject_of(const Message& message, const std::string& title) {
  const Language language = message.language;
  switch (message.kind) {
    case MessageKind::item:
    case MessageKind::ticket:
    case MessageKind::confirmation:
    case MessageKind::notice: return title;
    case MessageKind::correction:
      return say(language, "channels.subject.correction", {{"title", title}});
    case MessageKind::withdrawal:
      return say(language, "channels.subject.withdrawal", {{"title", title}});
    case MessageKind::verdict: {
      const std::string label = one_line(message.label);
      if (label.empty()) return title;
      return say(language, "channels.subject.verdict", {{"label", label}, {"title", title}});
    }
    case MessageKind::answer: {
      const std::string reference = one_line(message.reference);
      if (reference.empty())
        return say(language, "channels.subject.your_question", {{"title", title}});
      return say(language, "channels.subject.answer", {{"reference", reference}, {"title", title}});
    }
  }
  __builtin_unreachable();
}

/// `HASIL PERIKSA: SALAH`
std::string with_label(std::string lead, const Message& message) {
  const std::string label = one_line(message.label);
  return label.empty() ? lead : lead + ": " + label;
}

/// Whether the label is the message's own verdict, which stands before the title already.
bool leads_with_label(MessageKind kind) {
  return kind == MessageKind::verdict || kind == MessageKind::answer;
}

std::string lead_of(const Message& message) {
  const Language language = message.language;
  switch (message.kind) {
    case MessageKind::item:
    case MessageKind::ticket:
    case MessageKind::confirmation:
    case MessageKind::notice: return "";
    case MessageKind::correction: return say(language, "channels.lead.correction");
    case MessageKind::withdrawal: return say(language, "channels.lead.withdrawal");
    case MessageKind::verdict: return with_label(say(language, "channels.lead.verdict"), message);
    case MessageKind::answer: {
      const std::string reference = one_line(message.reference);
      const std::string lead =
          reference.empty() ? say(language, "channels.lead.your_question")
                            : say(language, "channels.lead.answer", {{"reference", reference}});
      return with_label(lead, message);
    }
  }
  __builtin_unreachable();
}

std::string note_of(const Message& message) {
  const std::string note = clean_words(message.note);
  if (note.empty()) return "";
  if (message.kind == MessageKind::correction) {
    return say(message.language, "channels.note.correction", {{"note", note}});
  }
  if (message.kind == MessageKind::withdrawal) {
    return say(message.language, "channels.note.withdrawal", {{"note", note}});
  }
  return note;
}

std::string source_of(const Message& message, Zone zone) {
  std::vector<std::string> pieces;
  for (const std::string& piece :
       {one_line(message.byline), leads_with_label(message.kind) ? "" : one_line(message.label)}) {
    if (!piece.empty()) pieces.push_back(piece);
  }
  if (message.when.micros() > 0)
    pieces.push_back(time_for_people(message.when, zone, message.language));
  return join(pieces, " · ");
}

std::string link_of(const Message& message) {
  switch (message.kind) {
    case MessageKind::item:
    case MessageKind::correction:
    case MessageKind::withdrawal: return say(message.language, "channels.link.read");
    case MessageKind::verdict:
    case MessageKind::answer: return say(message.language, "channels.link.check");
    case MessageKind::ticket: return say(message.language, "channels.link.ticket");
    case MessageKind::confirmation: return say(message.language, "channels.link.confirm");
    case MessageKind::notice: return say(message.language, "channels.link.open");
  }
  __builtin_unreachable();
}

}  // namespace

Wording word(const Addressed& addressed, Zone zone) {
  const Message& message = *addressed.message;
  Wording wording;
  wording.title = one_line(message.title);
  if (wording.title.empty()) wording.title = say(message.language, "channels.untitled");
  wording.subject = subject_of(message, wording.title);
  wording.lead = lead_of(message);
  wording.note = note_of(message);
  if (message.kind != MessageKind::withdrawal) {
    wording.summary = clean_words(message.summary);
    wording.text = clean_words(message.text);
    if (wording.text == wording.summary) wording.text.clear();
  }
  wording.source = source_of(message, zone);
  wording.link = link_of(message);
  if (addressed.copy == Addressed::Copy::perhaps_second) {
    wording.copy = say(message.language, "channels.perhaps_second");
  }
  return wording;
}

Wording word_for_chat(const Addressed& addressed, Zone zone) {
  Wording wording = word(addressed, zone);
  const Message& message = *addressed.message;
  const std::string label = one_line(message.label);
  const std::string reference = one_line(message.reference);
  if (message.kind != MessageKind::answer || label.empty() || reference.empty()) return wording;
  wording.lead = label;
  const std::string answered =
      say(message.language, "channels.answers_question", {{"reference", reference}});
  wording.source = wording.source.empty() ? answered : answered + " · " + wording.source;
  return wording;
}

}  // namespace kentongan::channels
