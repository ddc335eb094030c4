#include "intake/intake.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "intake/internal/messages.hpp"
#include "intake/internal/voices.hpp"
#include "intake/internal/work.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace kentongan::intake {
namespace {

using channels::Incoming;

constexpr Span album_patience = std::chrono::seconds(2);
constexpr Span lease_time = std::chrono::minutes(2);
constexpr Span remembered = std::chrono::hours(24 * 7);
constexpr std::int64_t most_attempts = 5;
constexpr std::size_t sender_length = 32;  // hexadecimal digits: 128 bits

/// Half a minute, then four times as long each time.
Span pause_after(std::int64_t attempts) {
  return std::chrono::seconds(30) * (std::int64_t{1} << (2 * std::min<std::int64_t>(attempts, 5)));
}

}  // namespace

tabayun::Mouth mouth_of(channels::Way way) {
  switch (way) {
    case channels::Way::email: return tabayun::Mouth::email;
    case channels::Way::telegram: return tabayun::Mouth::telegram;
    case channels::Way::sms: return tabayun::Mouth::sms;
    case channels::Way::whatsapp: return tabayun::Mouth::whatsapp;
  }
  __builtin_unreachable();
}

Intake::Intake(const Surroundings& with, IntakeSettings settings)
    : with_(with), settings_(std::move(settings)) {}

void Intake::use(channels::Way way, MouthTools tools) { tools_[way] = std::move(tools); }

std::string Intake::key_of(channels::Way way, std::string_view who) const {
  const std::string plain = "sender\n" + std::string(channels::name_of(way)) + "\n";
  return hex(hmac_sha256(settings_.key, plain + std::string(who))).substr(0, sender_length);
}

std::string Intake::sender_of(const Incoming& message) const {
  return key_of(message.way, message.sender.empty()
                                 ? std::string_view(channels::text_of(message.reply_to))
                                 : std::string_view(message.sender));
}

std::optional<Instant> Intake::last_heard(const channels::Address& address) const {
  const std::string sender = key_of(channels::way_of(address), channels::text_of(address));
  return with_.db.read([&](db::Tx& tx) { return messages::last_of(tx, sender); });
}

std::optional<Id<tabayun::Claim>> Intake::answers_in_group(const Incoming& message) const {
  using tabayun::Verdict;
  const auto looked = with_.tabayun.look_up(message.text);
  if (!looked.ok() || looked->outcome != match::Outcome::answer) return std::nullopt;
  const tabayun::Claim& claim = looked->matches.front().claim;
  const Verdict verdict = claim.finding.verdict;
  const bool is_hoax = verdict == Verdict::false_ || verdict == Verdict::misleading ||
                       verdict == Verdict::false_context;
  const bool is_wanted = claim.finding.topic && settings_.speak_up.contains(*claim.finding.topic);
  if (!is_hoax || !is_wanted) return std::nullopt;
  return claim.id;
}

std::int64_t Intake::accept(std::span<const Incoming> handed_over) {
  const Instant now = with_.clock.now();
  struct Overheard {
    std::string chat;
    std::int64_t claim = 0;
  };
  std::vector<messages::New> found;
  std::vector<Overheard> overheard;
  for (const Incoming& message : handed_over) {
    const bool only_overheard =
        message.setting == Incoming::Setting::overheard && !message.press && !message.has_left;
    Overheard heard;
    if (only_overheard) {
      const auto claim = answers_in_group(message);
      if (!claim) continue;
      heard = {channels::text_of(message.reply_to), claim->raw()};
    }
    const Instant due = message.together.empty() ? now : now + album_patience;
    found.push_back({with_.ids.next_raw(), sender_of(message), due, now, &message});
    overheard.push_back(std::move(heard));
  }
  if (found.empty()) return 0;
  const auto added = with_.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
    std::int64_t count = 0;
    for (std::size_t at = 0; at < found.size(); ++at) {
      const Overheard& heard = overheard[at];
      if (heard.claim != 0) {
        if (messages::spoke_since(tx, heard.chat, heard.claim, now - remembered)) continue;
        messages::spoke(tx, heard.chat, heard.claim, now);
      }
      if (messages::insert(tx, found[at])) ++count;
    }
    return count;
  });
  if (*added > 0) with_.db.announce();
  return *added;
}

std::int64_t Intake::work(std::int64_t limit) {
  const Instant now = with_.clock.now();
  auto leased = with_.db.write([&](db::Tx& tx) -> Result<std::vector<Work>> {
    std::vector<Work> works;
    for (messages::Taken& taken : messages::lease(tx, now, now + lease_time, limit)) {
      const auto same = std::ranges::find_if(works, [&taken](const Work& work) {
        return !taken.message.together.empty() && work.first().sender == taken.sender &&
               work.message().together == taken.message.together;
      });
      if (same != works.end()) {
        same->parts.push_back(std::move(taken));
      } else {
        works.emplace_back().parts.push_back(std::move(taken));
      }
    }
    for (Work& work : works) {
      for (messages::Taken& taken : messages::lease_together(tx, work.first(), now + lease_time))
        work.parts.push_back(std::move(taken));
    }
    return works;
  });
  for (const Work& work : *leased) {
    try {
      handle(work);
    } catch (const std::exception& problem) {
      const messages::Taken& first = work.first();
      with_.log.error("intake_failed", {LogField("attempts", first.attempts),
                                        LogField::operator_text("problem", problem.what())});
      (void)with_.db.write([&](db::Tx& tx) -> Result<> {
        for (const messages::Taken& part : work.parts) {
          if (part.attempts + 1 >= most_attempts) {
            messages::fail(tx, part.id, "intake.failed", with_.clock.now());
          } else {
            messages::try_again(tx, part.id, with_.clock.now() + pause_after(part.attempts));
          }
        }
        return {};
      });
    }
  }
  return static_cast<std::int64_t>(leased->size());
}

void Intake::tend() {
  const Instant now = with_.clock.now();
  const auto back = with_.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
    messages::forget_done(tx, now - remembered);
    return messages::expire_leases(tx, now);
  });
  if (*back > 0) with_.db.announce();
}

void Intake::take_back_leases() {
  (void)with_.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
    return messages::expire_leases(tx, Instant::from_micros(INT64_MAX));
  });
}

IntakeCounts Intake::counts() const {
  return with_.db.read([](db::Tx& tx) {
    IntakeCounts counts;
    counts.waiting = messages::count_in(tx, "waiting") + messages::count_in(tx, "leased");
    counts.failed = messages::count_in(tx, "failed");
    counts.voices = voices::count_waiting(tx);
    return counts;
  });
}

}  // namespace kentongan::intake
