#include "channels/email_message.hpp"

#include "base/text.hpp"
#include "channels/internal/links.hpp"
#include "channels/internal/wording.hpp"
#include "channels/internal/words.hpp"
#include "channels/mime.hpp"
#include "html/page.hpp"

#include <utility>
#include <vector>

namespace kentongan::channels {
namespace {

/// The lines under the ruler: who wrote, why this came, how to make it stop.
struct Footer {
  std::string why;
  std::string stop;  ///< before the address that unsubscribes
};

Footer footer_of(const Addressed& addressed) {
  const Message& message = *addressed.message;
  const Language language = message.language;
  if (message.kind == MessageKind::confirmation)
    return {say(language, "channels.footer.confirmation"), ""};
  if (addressed.unsubscribe_url.empty()) return {say(language, "channels.footer.personal"), ""};
  const std::string list = one_line(message.list.name);
  return {list.empty() ? say(language, "channels.footer.subscribed")
                       : say(language, "channels.footer.subscribed_to", {{"list", list}}),
          say(language, "channels.footer.unsubscribe")};
}

std::string text_body(const Addressed& addressed, const Wording& wording, const std::string& url) {
  const Footer footer = footer_of(addressed);
  std::vector<std::string> blocks;
  for (const std::string& block : {wording.lead, wording.title, wording.note, wording.summary,
                                   wording.text, wording.link + ":\n" + url, wording.source}) {
    if (!block.empty()) blocks.push_back(block);
  }
  std::string end = "-- \n" + footer.why;
  if (!footer.stop.empty())
    end += "\n" + footer.stop + ": " + uri_escaped(addressed.unsubscribe_url);
  if (!wording.copy.empty()) end += "\n" + wording.copy;
  blocks.push_back(end);
  return join(blocks, "\n\n") + "\n";
}

void write_head(html::Page& page, const Wording& wording, const std::string& url) {
  page.literal("<!DOCTYPE html>\n<html lang=\"");
  page.attribute(page.language().tag());
  page.literal(
      "\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
  page.text(wording.subject);
  page.literal(
      "</title></head>\n<body style=\"margin:0;background:#fbf7ef;color:#2c2218;"
      "font-family:'Noto Sans',Verdana,sans-serif;font-size:17px;line-height:1.55\">\n"
      "<div style=\"max-width:36em;margin:0 auto;padding:24px 16px\">\n");
  if (!wording.lead.empty()) {
    page.literal("<p style=\"margin:0;color:#8c2f1b;font-weight:bold;letter-spacing:.04em\">");
    page.text(wording.lead);
    page.literal("</p>\n");
  }
  page.literal(
      "<h1 style=\"margin:.2em 0 .6em;font-size:1.5em;line-height:1.25\">"
      "<a style=\"color:#5b3a1e;text-decoration:none\" href=\"");
  page.url(url);
  page.literal("\">");
  page.text(wording.title);
  page.literal("</a></h1>\n");
}

void write_quote(html::Page& page, const std::string& words) {
  if (words.empty()) return;
  page.literal("<p style=\"border-left:3px solid #8c2f1b;margin:0 0 1em;padding-left:12px\">");
  page.text(words);
  page.literal("</p>\n");
}

void write_tail(html::Page& page, const Addressed& addressed, const Wording& wording) {
  const Footer footer = footer_of(addressed);
  page.literal("<p style=\"color:#6b5b4a;font-size:.9em\">");
  page.text(wording.source);
  page.literal(
      "</p>\n<hr style=\"border:0;border-top:1px solid #d9cdb8\">\n"
      "<p style=\"color:#6b5b4a;font-size:.85em\">");
  page.text(footer.why);
  if (!footer.stop.empty()) {
    page.literal(" <a style=\"color:#3f6b3a\" href=\"");
    page.url(uri_escaped(addressed.unsubscribe_url));
    page.literal("\">");
    page.text(footer.stop);
    page.literal("</a>");
  }
  if (!wording.copy.empty()) {
    page.literal("<br>");
    page.text(wording.copy);
  }
  page.literal("</p>\n</div>\n</body></html>\n");
}

/// The message's own markup; else its words as paragraphs.
std::string inner_markup(const Message& message, const Wording& wording, LinkRoots roots) {
  if (message.kind != MessageKind::withdrawal && !message.body.empty()) {
    return clean_words(with_absolute_links(message.body.markup(), roots)) + "\n";
  }
  return paragraphs_as_markup(wording.text);
}

std::string markup_body(const Addressed& addressed, const Wording& wording, LinkRoots roots) {
  const Message& message = *addressed.message;
  const std::string url(roots.page_url);
  html::Page head(message.language, 4096);
  write_head(head, wording, url);
  write_quote(head, wording.note);
  if (!wording.summary.empty()) {
    head.literal("<p style=\"font-weight:bold\">");
    head.text(wording.summary);
    head.literal("</p>\n");
  }
  html::Page tail(message.language, 4096);
  tail.literal(
      "<p><a style=\"display:inline-block;background:#3f6b3a;color:#fff;padding:10px 16px;"
      "border-radius:4px;text-decoration:none\" href=\"");
  tail.url(url);
  tail.literal("\">");
  tail.text(wording.link);
  tail.literal("</a></p>\n");
  write_tail(tail, addressed, wording);
  return std::move(head).take() + inner_markup(message, wording, roots) + std::move(tail).take();
}

void write_list_fields(MailWriter& mail, const Addressed& addressed, std::string_view host) {
  const MailingList& list = addressed.message->list;
  if (addressed.unsubscribe_url.empty()) return;
  mail.field("List-Id", FieldValue::list({list.name, list.slug, host}));
  mail.field("List-Unsubscribe", FieldValue::url(addressed.unsubscribe_url));
  mail.field("List-Unsubscribe-Post", FieldValue::literal("List-Unsubscribe=One-Click"));
  mail.field("Precedence", FieldValue::literal("list"));
}

}  // namespace

EmailMessage compose_email(const Addressed& addressed, const EmailOccasion& occasion) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != Way::email || !addressed.message);
  const Message& message = *addressed.message;
  const EmailIdentity& identity = occasion.identity;
  const EmailAddress& to = std::get<EmailAddress>(addressed.to);
  const std::string host = host_of(identity.base_url);
  const std::string url = absolute_url(identity.base_url, message.url);
  const Wording wording = word(addressed, identity.zone);
  const FieldValue id = FieldValue::message_id(occasion.key.text(), host);

  MailWriter mail;
  mail.field("Date", FieldValue::date(occasion.now));
  mail.field("From", FieldValue::mailbox(identity.name, identity.from));
  if (identity.reply_to) mail.field("Reply-To", FieldValue::mailbox(*identity.reply_to));
  mail.field("To", FieldValue::mailbox(to));
  mail.field("Subject", FieldValue::words(wording.subject));
  mail.field("Message-ID", id);
  mail.field("Auto-Submitted", FieldValue::literal("auto-generated"));
  mail.field("Content-Language", FieldValue::machine(message.language.tag()));
  write_list_fields(mail, addressed, host);
  if (addressed.copy == Addressed::Copy::perhaps_second) {
    mail.field("Kentongan-Possible-Duplicate", FieldValue::literal("yes"));
  }
  const std::string text = text_body(addressed, wording, url);
  const std::string markup = markup_body(addressed, wording, {identity.base_url, url});
  return {identity.from, to, id.text(), std::move(mail).finish({text, markup}, id.text())};
}

}  // namespace kentongan::channels
