#include "outbox/compose.hpp"

#include "html/markdown.hpp"

namespace kentongan::outbox {
namespace {

channels::MessageKind message_kind_of(DeliveryKind kind) {
  switch (kind) {
    case DeliveryKind::item: return channels::MessageKind::item;
    case DeliveryKind::correction: return channels::MessageKind::correction;
    case DeliveryKind::withdrawal: return channels::MessageKind::withdrawal;
    case DeliveryKind::confirmation: return channels::MessageKind::confirmation;
    default: return channels::MessageKind::verdict;
  }
  __builtin_unreachable();
}

std::string label_of(newsroom::Provenance provenance, Language language) {
  switch (provenance) {
    case newsroom::Provenance::government: return say(language, "outbox.provenance.government");
    case newsroom::Provenance::community: return say(language, "outbox.provenance.community");
    case newsroom::Provenance::resident: return say(language, "outbox.provenance.resident");
  }
  __builtin_unreachable();
}

}  // namespace

std::string item_path(std::string_view slug) { return "/kabar/" + std::string(slug); }
std::string confirmation_path(std::string_view token) {
  return "/langganan/konfirmasi/" + std::string(token);
}
std::string unsubscription_path(std::string_view token) {
  return "/langganan/berhenti/" + std::string(token);
}

channels::Message compose_item(const ItemNews& news, DeliveryKind kind, const Voice& voice,
                               Language language) {
  const newsroom::Item& item = news.item;
  channels::Message message;
  message.kind = message_kind_of(kind);
  message.language = language;
  message.title = item.content.title;
  message.summary = item.content.summary;
  message.text = html::plain_text(item.content.body);
  message.body = html::render_markdown(item.content.body);
  message.label = label_of(item.content.provenance, language);
  message.byline = news.byline.empty() ? voice.office : news.byline;
  if (kind == DeliveryKind::correction) message.note = item.correction_note;
  if (kind == DeliveryKind::withdrawal) message.note = item.withdrawal_reason;
  message.url = voice.base_url + item_path(item.slug);
  message.list = {voice.list_name, voice.list_slug};
  message.when = item.updated_at();
  return message;
}

channels::Message compose_verdict(const VerdictNews& news, const Voice& voice, Language language) {
  channels::Message message;
  message.kind = channels::MessageKind::verdict;
  message.language = language;
  message.title = news.title;
  message.text = html::plain_text(news.explanation);
  message.body = html::render_markdown(news.explanation);
  message.label = news.verdict;
  message.byline = voice.office;
  message.url = voice.base_url + news.path;
  message.list = {voice.list_name, voice.list_slug};
  message.when = news.when;
  return message;
}

channels::Message compose_confirmation(std::string_view token, const Voice& voice,
                                       Language language, Instant now) {
  channels::Message message;
  message.kind = channels::MessageKind::confirmation;
  message.language = language;
  message.title = say(language, "outbox.confirmation.title", {{"list", voice.list_name}});
  message.text = say(language, "outbox.confirmation.text", {{"list", voice.list_name}});
  message.byline = voice.office;
  message.url = voice.base_url + confirmation_path(token);
  message.list = {voice.list_name, voice.list_slug};
  message.when = now;
  return message;
}

}  // namespace kentongan::outbox
