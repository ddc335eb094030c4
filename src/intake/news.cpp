#include "intake/news.hpp"

#include "base/messages.hpp"

#include <algorithm>

namespace kentongan::intake {
namespace {

using tabayun::Claim;
using tabayun::ClaimState;

constexpr std::size_t most_choices = 3;

std::string verdict_word(const Claim& claim) {
  return say(indonesian, "verdict." + std::string(tabayun::name_of(claim.finding.verdict)));
}

/// Why it cannot be clarified, for the asker: the words of the code, and what the checker wrote.
std::string reason_of(const Claim& claim) {
  if (!claim.reason_code || *claim.reason_code == tabayun::ReasonCode::other) return claim.reason;
  const std::string words =
      say(indonesian, "tabayun.reason.code." + std::string(tabayun::name_of(*claim.reason_code)));
  return claim.reason.empty() || claim.reason == words ? words : words + ". " + claim.reason;
}

outbox::VerdictNews told(const Claim& claim) {
  outbox::VerdictNews news;
  news.title = claim.finding.title;
  news.verdict = verdict_word(claim);
  news.explanation =
      claim.finding.conclusion.empty() ? claim.finding.explanation : claim.finding.conclusion;
  news.short_text = tabayun::short_text_of(claim.finding);
  news.path = "/cek-fakta/" + claim.address();
  news.short_path = "/c/" + claim.id.text();
  news.topics = {"cek-fakta"};
  if (claim.finding.topic) news.topics.emplace_back(tabayun::name_of(*claim.finding.topic));
  if (claim.area.level() != places::Level::nation) news.areas.push_back(claim.area);
  news.when = claim.updated_at.value_or(claim.published_at.value_or(claim.changed_at));
  return news;
}

/// What the archive offers and the asker has not refused.
void add_offers(const tabayun::Tabayun& tabayun, const tabayun::Ticket& ticket,
                outbox::ReplyNews& news) {
  const auto looked = tabayun.look_up(ticket.question);
  if (!looked.ok() || looked->outcome != match::Outcome::ask) return;
  for (const tabayun::Match& match : looked->matches) {
    const bool refused = std::ranges::find(ticket.refused, match.claim.id) != ticket.refused.end();
    if (refused || news.answers.size() == most_choices) continue;
    news.answers.push_back(told(match.claim));
    news.claims.push_back(match.claim.id.text());
  }
  if (!news.answers.empty()) news.state = outbox::ReplyNews::State::choose;
}

}  // namespace

std::optional<outbox::VerdictNews> verdict_news(const tabayun::Tabayun& tabayun, db::Tx& tx,
                                                std::int64_t raw) {
  const auto found = tabayun.find_any(tx, Id<Claim>::from_raw(raw));
  if (!found.ok() || !found->source.empty()) return std::nullopt;
  outbox::VerdictNews news = told(*found);
  if (found->state == ClaimState::published) return news;
  if (found->state == ClaimState::not_clarifiable) {
    news.state = outbox::VerdictNews::State::not_clarifiable;
  } else if (found->withdrawn_at) {
    news.state = outbox::VerdictNews::State::withdrawn;
  } else {
    return std::nullopt;
  }
  news.verdict.clear();
  if (news.state == outbox::VerdictNews::State::withdrawn) {
    news.reason = found->withdrawal_reason;
  } else {
    news.reason = reason_of(*found);
    news.missing = found->missing_piece;
  }
  return news;
}

std::vector<std::int64_t> questions_about(const tabayun::Tabayun& tabayun, db::Tx& tx,
                                          const QuestionsAbout& which) {
  std::vector<std::int64_t> found;
  for (const auto question :
       tabayun.questions_about(tx, Id<Claim>::from_raw(which.claim),
                               Id<tabayun::Question>::from_raw(which.after), which.limit))
    found.push_back(question.raw());
  return found;
}

std::optional<outbox::ReplyNews> reply_news(const tabayun::Tabayun& tabayun, std::int64_t raw) {
  using State = outbox::ReplyNews::State;
  const auto ticket = tabayun.open_ticket(Id<tabayun::Question>::from_raw(raw));
  if (!ticket.ok()) return std::nullopt;
  outbox::ReplyNews news;
  news.when = ticket->question.answered_at.value_or(ticket->question.asked_at);
  news.position = ticket->position;
  news.askers = ticket->askers;
  const bool answered = ticket->question.state != tabayun::QuestionState::waiting;
  if (answered && ticket->claim.is_public()) {
    news.state = State::answered;
    news.answers = {told(ticket->claim)};
    news.claims = {ticket->claim.id.text()};
    return news;
  }
  if (ticket->claim.state == ClaimState::not_clarifiable) {
    news.state = State::not_clarifiable;
    news.reason = reason_of(ticket->claim);
    if (!ticket->claim.missing_piece.empty()) news.reason += "\n\n" + ticket->claim.missing_piece;
    return news;
  }
  if (ticket->claim.state == ClaimState::out_of_scope) {
    news.state = State::out_of_scope;
    news.reason = ticket->claim.reason;
    return news;
  }
  const auto usual = tabayun.usual_wait();
  constexpr std::int64_t an_hour = std::chrono::microseconds(std::chrono::hours(1)).count();
  if (usual)
    news.expected_hours = std::max<std::int64_t>(1, (usual->count() + an_hour - 1) / an_hour);
  if (ticket->claim.state == ClaimState::fresh) add_offers(tabayun, *ticket, news);
  return news;
}

}  // namespace kentongan::intake
