#include "sms/sms_inbox.hpp"

#include "sms/internal/assemble.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::sms {

SmsInbox::SmsInbox(SmsInboxSettings settings, Gateway& gateway, const Clock& clock, const Log& log)
    : settings_(std::move(settings)), gateway_(gateway), clock_(clock), log_(log) {}

void SmsInbox::note_unreachable(const Error& error) {
  if (!unreachable_) {
    log_.error("sms_inbox_unreachable", {LogField::operator_text("because", error.detail())});
  }
  unreachable_ = true;
}

void SmsInbox::put_aside(const std::vector<std::string>& names) {
  const Result<> aside = gateway_.put_aside(names);
  if (!aside.ok()) return note_unreachable(aside.error());
  ++counts_.unanswerable;
  log_.info("sms_put_aside", {{"in_all", counts_.unanswerable}});
}

std::vector<channels::Incoming> SmsInbox::read(std::size_t limit) {
  Result<std::vector<ReceivedPart>> parts = gateway_.received();
  if (!parts.ok()) {
    note_unreachable(parts.error());
    return {};
  }
  unreachable_ = false;
  read_.clear();
  std::vector<channels::Incoming> all;
  const AssembleRules rules{clock_.now(), settings_.patience, settings_.settling};
  for (Assembled& message : assemble(std::move(*parts), rules)) {
    if (all.size() >= limit) break;
    const Result<channels::PhoneNumber> number = channels::PhoneNumber::parse(message.sender);
    const auto& own = settings_.own_numbers;
    if (!number.ok() || std::ranges::find(own, *number) != own.end()) {
      put_aside(message.names);
      continue;
    }
    channels::Incoming incoming{.way = channels::Way::sms,
                                .external_id = message.external_id,
                                .reply_to = channels::SmsNumber{*number}};
    incoming.text = std::move(message.text);
    incoming.sent_at = message.sent_at;
    read_.insert_or_assign(message.external_id, Read{std::move(message.names), message.complete});
    all.push_back(std::move(incoming));
  }
  return all;
}

void SmsInbox::done(std::string_view external_id) {
  const auto found = read_.find(external_id);
  if (found == read_.end()) return;
  if (const Result<> forgotten = gateway_.forget(found->second.names); !forgotten.ok()) {
    return note_unreachable(forgotten.error());  // it will be read again
  }
  ++counts_.read;
  if (!found->second.complete) ++counts_.incomplete;
  read_.erase(found);
}

}  // namespace kentongan::sms
