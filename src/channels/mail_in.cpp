#include "channels/mail_in.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "channels/internal/mail_text.hpp"
#include "html/sanitise.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace kentongan::channels {
namespace {

constexpr int deepest = 100;
constexpr std::size_t most_parts = 500;
constexpr std::size_t most_text = 64 * 1024;       // bytes of what is asked
constexpr std::size_t most_decoded = 1024 * 1024;  // bytes of one text before it is cut
constexpr std::size_t longest_id = 250;
/// Each part within a part takes a line with one of these words: a cheap look before the parser,
/// whose stack grows with them.
constexpr std::size_t most_containers = 200;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

void start_gmime() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : text; }

std::size_t containers_in(std::string_view raw) {
  std::size_t found = 0;
  for (std::size_t at = raw.find('/'); at != std::string_view::npos; at = raw.find('/', at + 1)) {
    const auto ends_with = [&](std::string_view word) {
      return at >= word.size() &&
             starts_with_ignoring_case(raw.substr(at - word.size(), word.size()), word);
    };
    if (ends_with("multipart") || ends_with("message")) ++found;
  }
  return found;
}

std::string header(GMimeMessage* message, const char* name) {
  return clean_utf8(text_or_empty(g_mime_object_get_header(GMIME_OBJECT(message), name)));
}

/// The first mailbox of a list of addresses that can be written to.
std::optional<EmailAddress> first_of(InternetAddressList* list) {
  const int all = list == nullptr ? 0 : internet_address_list_length(list);
  for (int at = 0; at < std::min(all, 10); ++at) {
    InternetAddress* one = internet_address_list_get_address(list, at);
    if (!INTERNET_ADDRESS_IS_MAILBOX(one)) continue;
    const Result<EmailAddress> address = EmailAddress::parse(
        text_or_empty(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))));
    if (address.ok()) return *address;
  }
  return std::nullopt;
}

/// Names that machines write under. Source: RFC 2142, RFC 3834 section 2, and habit.
bool is_machine(const EmailAddress& address) {
  const std::string local = lower_ascii(address.text().substr(0, address.text().find('@')));
  for (const std::string_view name : {"mailer-daemon", "postmaster", "noreply", "no-reply",
                                      "no_reply", "donotreply", "do-not-reply"}) {
    if (local == name || local.starts_with(std::string(name) + "+")) return true;
  }
  return local.starts_with("bounce") || local.starts_with("owner-") || local.ends_with("-bounces");
}

Result<> check_answerable(GMimeMessage* message, const EmailAddress& from, const MailRules& rules) {
  const auto is_own = [&](const EmailAddress& own) {
    return lower_ascii(own.text()) == lower_ascii(from.text());
  };
  if (std::ranges::any_of(rules.own, is_own)) return Error(Refusal::conflict, "channels.mail.own");
  const std::string automatic = lower_ascii(trim(header(message, "Auto-Submitted")));
  const std::string return_path(trim(header(message, "Return-Path")));
  GMimeObject* top = g_mime_message_get_mime_part(message);
  GMimeContentType* type = top == nullptr ? nullptr : g_mime_object_get_content_type(top);
  const bool report =
      type != nullptr && g_mime_content_type_is_type(type, "multipart", "report") != 0;
  if ((!automatic.empty() && !automatic.starts_with("no")) || return_path == "<>" || report ||
      is_machine(from) || !header(message, "X-Autoreply").empty() ||
      !header(message, "X-Autorespond").empty()) {
    return Error(Refusal::conflict, "channels.mail.automatic");
  }
  const std::string precedence = lower_ascii(trim(header(message, "Precedence")));
  if (precedence == "auto_reply") return Error(Refusal::conflict, "channels.mail.automatic");
  if (precedence == "bulk" || precedence == "list" || precedence == "junk" ||
      !header(message, "List-Id").empty() || !header(message, "List-Unsubscribe").empty()) {
    return Error(Refusal::conflict, "channels.mail.bulk");
  }
  return {};
}

/// The bytes of a part, decoded; at most `most`, and nothing when it has more.
std::optional<std::string> bytes_of(GMimePart* part, std::size_t most) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return std::string();
  const Owned<GMimeStream> stream(g_mime_stream_mem_new());
  if (g_mime_data_wrapper_write_to_stream(content, stream.get()) < 0) return std::nullopt;
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  if (bytes->len > most) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

/// The words of a text part as UTF-8, whatever it says of its letters.
std::string words_of(GMimePart* part) {
  std::string bytes = bytes_of(part, SIZE_MAX).value_or("");
  if (bytes.size() > most_decoded) bytes.resize(most_decoded);
  if (is_utf8(bytes)) return clean_utf8(bytes);  // said or not: other letters do not look so
  const char* said = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
  return clean_utf8(from_charset(bytes, text_or_empty(said)));
}

/// What a mail is made of, in reading order.
struct Found {
  std::string plain, markup;
  std::vector<Attachment> attachments;
  std::size_t attached = 0;
  std::size_t parts = 0;
};

Attachment::Kind kind_of(const GMimeContentType* type) {
  const std::string media = lower_ascii(
      text_or_empty(g_mime_content_type_get_media_type(const_cast<GMimeContentType*>(type))));
  if (media == "image") return Attachment::Kind::picture;
  if (media == "audio") return Attachment::Kind::voice;
  if (media == "video") return Attachment::Kind::video;
  return Attachment::Kind::other;
}

void take_attachment(Found& found, GMimePart* part, const MailRules& rules) {
  GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
  Attachment attachment;
  attachment.kind = kind_of(type);
  const std::unique_ptr<char, decltype(&g_free)> mime(g_mime_content_type_get_mime_type(type),
                                                      g_free);
  attachment.mime = shorten_utf8(clean_utf8(text_or_empty(mime.get())), 100);
  const bool wanted =
      attachment.kind == Attachment::Kind::picture || attachment.kind == Attachment::Kind::voice;
  const std::size_t room = rules.most_attached_bytes - found.attached;
  if (auto bytes = wanted ? bytes_of(part, room) : std::nullopt; bytes && !bytes->empty()) {
    found.attached += bytes->size();
    attachment.size = static_cast<std::int64_t>(bytes->size());
    attachment.bytes = std::move(*bytes);
  } else {
    attachment.handle =
        shorten_utf8(clean_utf8(text_or_empty(g_mime_part_get_filename(part))), 200);
  }
  found.attachments.push_back(std::move(attachment));
}

void append_block(std::string& text, std::string_view more) {
  more = trim(more);
  if (more.empty() || text.size() > most_decoded) return;
  if (!text.empty()) text += "\n\n";
  text += more;
}

void walk(Found& found, GMimeObject* object, int depth, const MailRules& rules);

void take_part(Found& found, GMimePart* part, const MailRules& rules) {
  GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
  const bool attached =
      lower_ascii(text_or_empty(g_mime_object_get_disposition(GMIME_OBJECT(part)))) == "attachment";
  if (!attached && g_mime_content_type_is_type(type, "text", "html") != 0) {
    append_block(found.markup, words_of(part));
  } else if (!attached && (g_mime_content_type_is_type(type, "text", "plain") != 0)) {
    append_block(found.plain, words_of(part));
  } else {
    take_attachment(found, part, rules);
  }
}

/// What was forwarded as an attachment of its own is the claim: its words come behind ours.
void take_forwarded(Found& found, GMimeMessage* message, int depth, const MailRules& rules) {
  if (message == nullptr) return;
  Found inner;
  inner.attached = found.attached;
  inner.parts = found.parts;
  walk(inner, g_mime_message_get_mime_part(message), depth, rules);
  append_block(found.plain, clean_utf8(text_or_empty(g_mime_message_get_subject(message))));
  append_block(found.plain,
               inner.plain.empty() ? html::plain_text(html::sanitise(inner.markup)) : inner.plain);
  found.attached = inner.attached;
  found.parts = inner.parts;
  std::ranges::move(inner.attachments, std::back_inserter(found.attachments));
}

void walk(Found& found, GMimeObject* object, int depth, const MailRules& rules) {
  if (object == nullptr || depth > deepest || ++found.parts > most_parts) return;
  if (GMIME_IS_MULTIPART(object)) {
    GMimeMultipart* parts = GMIME_MULTIPART(object);
    const int count = g_mime_multipart_get_count(parts);
    for (int at = 0; at < count && found.parts <= most_parts; ++at) {
      walk(found, g_mime_multipart_get_part(parts, at), depth + 1, rules);
    }
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    take_forwarded(found, g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)), depth + 1,
                   rules);
  } else if (GMIME_IS_PART(object)) {
    take_part(found, GMIME_PART(object), rules);
  }
}

std::string asked_in(const Found& found, const std::string& subject) {
  const std::string whole =
      trim(found.plain).empty() ? html::plain_text(html::sanitise(found.markup)) : found.plain;
  std::string text = without_history(whole);
  if (text.empty()) text = std::string(trim(subject));
  if (text.size() > most_text) text = shorten_utf8(text, most_text / 4);
  return text;
}

EmailAddress answer_address(GMimeMessage* message, const EmailAddress& from) {
  const auto reply_to = first_of(g_mime_message_get_reply_to(message));
  return reply_to && reply_to->domain() == from.domain() && !is_machine(*reply_to) ? *reply_to
                                                                                   : from;
}

std::string id_of(GMimeMessage* message, std::string_view raw) {
  const std::string id = clean_utf8(text_or_empty(g_mime_message_get_message_id(message)));
  if (!id.empty() && id.size() <= longest_id) return id;
  return "mail-" + hex(sha256(raw)).substr(0, 32);
}

}  // namespace

Result<Incoming> read_mail(std::string_view raw, const MailRules& rules) {
  const Error unreadable(Refusal::invalid, "channels.mail.unreadable");
  if (raw.empty() || containers_in(raw) > most_containers) return unreadable;
  start_gmime();
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(raw.data(), raw.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message) return unreadable;
  const auto from = first_of(g_mime_message_get_from(message.get()));
  if (!from) return unreadable;
  TRY(check_answerable(message.get(), *from, rules));

  Found found;
  walk(found, g_mime_message_get_mime_part(message.get()), 0, rules);
  Incoming incoming{.way = Way::email,
                    .external_id = id_of(message.get(), raw),
                    .reply_to = answer_address(message.get(), *from)};
  const std::string subject = clean_utf8(text_or_empty(g_mime_message_get_subject(message.get())));
  incoming.text = asked_in(found, subject);
  incoming.attachments = std::move(found.attachments);
  if (GDateTime* date = g_mime_message_get_date(message.get()); date != nullptr) {
    incoming.sent_at = Instant::from_micros(g_date_time_to_unix(date) * 1'000'000);
  }
  return incoming;
}

}  // namespace kentongan::channels
