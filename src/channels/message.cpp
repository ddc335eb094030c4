#include "channels/message.hpp"

#include <algorithm>

namespace kentongan::channels {

std::string_view name_of(MessageKind kind) {
  switch (kind) {
    case MessageKind::item: return "item";
    case MessageKind::correction: return "correction";
    case MessageKind::withdrawal: return "withdrawal";
    case MessageKind::verdict: return "verdict";
    case MessageKind::answer: return "answer";
    case MessageKind::ticket: return "ticket";
    case MessageKind::confirmation: return "confirmation";
    case MessageKind::notice: return "notice";
  }
  __builtin_unreachable();
}

bool may_go_abroad(MessageKind kind) {
  switch (kind) {
    case MessageKind::item:
    case MessageKind::correction:
    case MessageKind::withdrawal:
    case MessageKind::verdict:
    case MessageKind::answer:
    case MessageKind::ticket: return true;
    case MessageKind::confirmation:
    case MessageKind::notice: return false;
  }
  __builtin_unreachable();
}

bool is_choice_data(std::string_view data) {
  return !data.empty() && data.size() <= 64 &&
         std::ranges::all_of(data, [](char c) { return c >= '!' && c <= '~'; });
}

std::string_view name_of(Way way) {
  switch (way) {
    case Way::email: return "email";
    case Way::telegram: return "telegram";
    case Way::sms: return "sms";
    case Way::whatsapp: return "whatsapp";
  }
  __builtin_unreachable();
}

const std::vector<Way>& ways() {
  static const std::vector<Way> all{Way::email, Way::telegram, Way::sms, Way::whatsapp};
  return all;
}

std::optional<Way> find_way(std::string_view name) {
  for (const Way way : ways()) {
    if (name == name_of(way)) return way;
  }
  return std::nullopt;
}

Way way_of(const Address& address) {
  if (std::holds_alternative<EmailAddress>(address)) return Way::email;
  if (std::holds_alternative<TelegramChat>(address)) return Way::telegram;
  return std::holds_alternative<SmsNumber>(address) ? Way::sms : Way::whatsapp;
}

const std::string& text_of(const Address& address) {
  return std::visit([](const auto& known) -> const std::string& { return known.text(); }, address);
}

Result<Address> parse_address(Way way, std::string_view text) {
  switch (way) {
    case Way::email: return Address(TRY(EmailAddress::parse(text)));
    case Way::telegram: return Address(TRY(TelegramChat::parse(text)));
    case Way::sms: {
      const PhoneNumber number = TRY(PhoneNumber::parse(text));
      return Address(SmsNumber{number});
    }
    case Way::whatsapp: {
      const PhoneNumber number = TRY(PhoneNumber::parse(text));
      return Address(WhatsAppNumber{number});
    }
  }
  __builtin_unreachable();
}

}  // namespace kentongan::channels
