// "Yes, this one", said by an asker, read by a person of the desk: only then do the asker's words
// become a wording of the fact check, so that strangers cannot teach the archive.
#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::int64_t most_read = 500;  ///< of all desks' picks, to find those of one

Error gone() { return {Refusal::not_found, "tabayun.pick.gone"}; }

}  // namespace

std::vector<Pick> Tabayun::list_picks(const people::Actor& actor, std::size_t limit) const {
  if (!actor.is_staff()) return {};
  auto picks = outside_.db.read([](db::Tx& tx) { return questions::list_picks(tx, most_read); });
  std::erase_if(picks, [&actor](const Pick& pick) { return !may_see(actor, pick.area); });
  if (picks.size() > std::min<std::size_t>(limit, 50))
    picks.resize(std::min<std::size_t>(limit, 50));
  return picks;
}

Result<Claim> Tabayun::read_pick(const ReadPick& command) {
  if (!command.actor.is_staff()) return Error(Refusal::forbidden, "tabayun.check.not_allowed");
  const auto asked =
      outside_.db.read([&](db::Tx& tx) { return questions::find(tx, command.question); });
  if (!asked) return gone();
  if (!may_see(command.actor, asked->area))
    return Error(Refusal::forbidden, "tabayun.check.not_allowed");
  const PreparedQuestion wording = TRY(prepare_again(outside_.db, *asked));
  const bool accepted = command.state == PickState::accepted;
  std::optional<KnownClaim> known;
  Variants& variants = archive_->variants;
  std::unique_lock opening(variants.opening);
  QueuedMessage message{wording, asked->area, folded_text(first_finding(asked->text))};
  if (!accepted) message.variants = variants.place(asked->id.raw(), wording.canonical);
  Id<Claim> waits_for;
  auto claim = outside_.db.write([&](db::Tx& tx) -> Result<Claim> {
    const Instant now = outside_.clock.now();
    const auto picked = questions::pending_pick(tx, asked->id);
    if (!picked) return gone();
    Claim found = TRY(claims::must_find(tx, *picked));
    if (!found.is_public()) return Error(Refusal::conflict, "tabayun.merge.not_published");
    questions::save_reading(tx, asked->id, {command.state, command.actor.account, now});
    const std::string regency = regency_of(asked->area);
    const std::int64_t actor = command.actor.account.raw();
    if (accepted) {
      if (!wording.text.empty()) {
        messages::add(tx, outside_.ids.next_raw(),
                      {found.id, wording.key, wording.text, command.actor.account, now});
      }
      pictures::learn(tx, asked->id, found.id, command.actor.account, now);
      pictures::forget_unneeded(tx, now);
      outside_.ledger.append(tx,
                             {"claim_messages_changed", regency, found.id.raw(), actor,
                              id_detail("picked_by", asked->id)},
                             now);
      known = known_claim(tx, found.id);
      return found;
    }
    auto question = questions::find(tx, asked->id);
    if (!question || question->claim != found.id) return gone();
    questions::reject(tx, question->id, found.id, now);
    TRY(wait_again(tx, outside_, *question, message));
    waits_for = question->claim;
    outside_.ledger.append(
        tx,
        {"question_asked", regency, question->id.raw(), actor, id_detail("not_this_one", found.id)},
        now);
    return found;
  });
  if (!claim.ok()) return claim;
  if (known) archive_->publish(*known);
  if (!waits_for.is_none()) variants.belongs(asked->id.raw(), wording.canonical, waits_for);
  outside_.db.announce();
  return claim;
}

}  // namespace kentongan::tabayun
