// What is said, before any channel has given it a shape. The outbox makes one Message for each
// thing that happened and shares it between all who hear of it; what differs by recipient is in
// Addressed.
#pragma once

#include "base/instant.hpp"
#include "base/messages.hpp"
#include "channels/email_address.hpp"
#include "channels/phone_number.hpp"
#include "channels/telegram_chat.hpp"
#include "html/safe.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kentongan::channels {

/// Why we write. Decides the first line, and whether it may leave the country.
enum class MessageKind {
  item,        ///< something was published
  correction,  ///< something published was corrected; `note` says what
  withdrawal,  ///< something published was withdrawn; `note` says why
  verdict,     ///< a claim was checked, or checked anew
  answer,  ///< what somebody asked (ticket `reference`) has an answer; public words and the code
           ///< only
  ticket,  ///< we have a question (ticket `reference`), or ask back about it; public words and the
           ///< code only
  confirmation,  ///< "did you ask for this?" (double opt-in); `url` is the link that confirms
  notice,        ///< to one person about their own affairs
};
[[nodiscard]] std::string_view name_of(MessageKind kind);
/// Whether a message of this kind holds public words and ticket codes only, and may therefore go to
/// services abroad (Telegram). Source: DESIGN.md, "Privacy and trust"; UU 27/2022 art. 56.
[[nodiscard]] bool may_go_abroad(MessageKind kind);

/// The list a message belongs to: what people subscribed to.
struct MailingList {
  std::string name;  ///< for people: `Kabar Kecamatan Kadipaten`; empty: no list
  std::string slug;  ///< for machines, stable: `kabar-32-10-13`; goes into List-Id
};

/// Something a recipient can press instead of typing, where the way has buttons; elsewhere the text
/// says what to type.
struct Choice {
  std::string label;
  std::string data;  ///< what comes back when it is pressed: 1…64 bytes of ASCII
};

[[nodiscard]] bool is_choice_data(std::string_view data);

/// Texts are UTF-8 of any origin: each channel cleans, escapes and cuts them for itself.
struct Message {
  MessageKind kind = MessageKind::item;
  Language language = indonesian;
  std::string title;      ///< one line
  std::string summary;    ///< a paragraph of plain text, or empty
  std::string text;       ///< the whole as plain text; empty: the summary is all there is
  html::SafeHtml body;    ///< the whole as markup; empty: made from `text`
  std::string label;      ///< provenance or verdict in people's words: `Pemerintah`, `SALAH`
  std::string byline;     ///< who speaks: `KIM Sukamaju`
  std::string note;       ///< what was corrected, why withdrawn
  std::string reference;  ///< a ticket code, where there is one
  std::string url;        ///< absolute http(s) address of the page that says it all
  /// For ways with little room (an SMS is 160 characters): what it comes to in a sentence, and a
  /// shorter address that leads to the same page. Empty: `summary` or `text` cut, and `url`.
  std::string short_text = {};
  std::string short_url = {};
  std::vector<Choice> choices = {};
  MailingList list;
  Instant when;  ///< when it happened (was published, corrected …)
};

/// A way out.
enum class Way { email, telegram, sms, whatsapp };
[[nodiscard]] std::string_view name_of(Way way);  ///< `email`, `telegram`, `sms`, `whatsapp`
/// Every way, in the order of the enumeration.
[[nodiscard]] const std::vector<Way>& ways();
[[nodiscard]] std::optional<Way> find_way(std::string_view name);

/// Where a message goes, on whichever way.
using Address = std::variant<EmailAddress, TelegramChat, SmsNumber, WhatsAppNumber>;
[[nodiscard]] Way way_of(const Address& address);
[[nodiscard]] const std::string& text_of(const Address& address);
/// Errors: as EmailAddress::parse, TelegramChat::parse, PhoneNumber::parse.
[[nodiscard]] Result<Address> parse_address(Way way, std::string_view text);

/// A message for one recipient.
struct Addressed {
  Address to;
  std::shared_ptr<const Message> message;  ///< never null
  /// Absolute address that ends this subscription: a page on GET, at once on a one-click POST
  /// (RFC 8058). Empty: not a subscription (confirmation, notice).
  std::string unsubscribe_url;
  /// `perhaps_second`: an earlier attempt may have left and nobody saw it end (its lease expired);
  /// the message then says that it may be a second copy.
  enum class Copy { first, perhaps_second };
  Copy copy = Copy::first;
};

}  // namespace kentongan::channels
