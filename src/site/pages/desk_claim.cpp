#include "site/pages/desk_claim.hpp"

#include "base/text.hpp"
#include "people/account.hpp"
#include "quarantine/quarantine.hpp"
#include "radar/radar.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/flag_views.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_claim_view.hpp"

namespace kentongan::site {
namespace {

using tabayun::Claim;
using tabayun::ClaimState;
using tabayun::Move;

constexpr std::int64_t most_colleagues = 200;

people::Actor actor_of(const people::Account& account) {
  return {
      account.id, account.name,
      account.state == people::AccountState::active ? account.roles : std::vector<people::Held>()};
}

bool step_exists(ClaimState from, Move move) {
  for (const tabayun::Step& step : tabayun::claim_steps) {
    if (step.from == from && step.move == move) return true;
  }
  return false;
}

template <typename Enumerator>
std::vector<Choice> choices(Language language, const std::vector<Enumerator>& all,
                            std::string_view prefix, std::string_view chosen) {
  std::vector<Choice> made;
  for (const Enumerator each : all) {
    const std::string name(tabayun::name_of(each));
    made.push_back({name, say(language, std::string(prefix) + name), name == chosen});
  }
  return made;
}

void fill_form(Language language, const tabayun::Finding& finding, ClaimFileView& view) {
  const auto name = [](const auto& maybe) {
    return maybe ? std::string(tabayun::name_of(*maybe)) : std::string();
  };
  view.form_title = finding.title;
  view.form_claim = finding.claim;
  view.form_explanation = finding.explanation;
  view.form_conclusion = finding.conclusion;
  view.form_sources = finding.sources;
  view.form_short = finding.short_text;
  view.form_summary = finding.summary;
  view.verdicts = choices(language, tabayun::verdicts(), "verdict.",
                          finding.explanation.empty() ? "" : tabayun::name_of(finding.verdict));
  view.kinds = choices(language, tabayun::kinds(), "tabayun.kind.", name(finding.kind));
  view.types = choices(language, tabayun::types(), "tabayun.type.", name(finding.type));
  view.topics = choices(language, tabayun::topics(), "tabayun.topic.", name(finding.topic));
}

void show_proposal(const Visit& visit, const tabayun::ClaimFile& file, const std::string& proposer,
                   ClaimFileView& view) {
  for (const tabayun::Proposal& proposal : file.proposals) {
    if (proposal.id != file.claim.pending) continue;
    view.has_proposal = true;
    view.proposer = proposer;
    view.proposed_verdict = tabayun::name_of(proposal.finding.verdict);
    view.proposed_title = proposal.finding.title;
    view.proposed_claim = proposal.finding.claim;
    view.proposed_explanation = proposal.finding.explanation;
    view.proposed_conclusion = proposal.finding.conclusion;
    view.proposed_sources = proposal.finding.sources;
    view.proposed_short = tabayun::short_text_of(proposal.finding);
    view.proposed_summary = tabayun::summary_of(proposal.finding);
    const Result<> reader =
        tabayun::check_second_reader(*visit.actor(), file.claim, proposal, file.authors);
    view.may_read = reader.ok();
    if (!reader.ok()) view.why_not = say(visit.language, reader.error().message());
  }
}

void offer_moves(const Visit& visit, const Claim& claim, ClaimFileView& view) {
  const people::Actor& actor = *visit.actor();
  const bool checks = tabayun::may_check(actor, claim.area);
  const auto may = [&](Move move) { return checks && step_exists(claim.state, move); };
  const bool mine = claim.checker == actor.account;
  view.may_take = may(Move::take) && !mine;
  view.may_propose = may(Move::propose) && claim.pending.is_none() && (mine || claim.is_public());
  view.may_wait = may(Move::wait) && mine;
  view.may_resume = may(Move::resume) && mine;
  view.may_give_up = may(Move::give_up) && (mine || claim.state == ClaimState::fresh);
  view.may_leave_out = may(Move::leave_out) && (mine || claim.state == ClaimState::fresh);
  view.may_reopen = may(Move::reopen);
  view.may_merge = step_exists(claim.state, Move::merge);
  const bool is_office = checks && tabayun::side_of(actor, claim.area).is_none();
  view.may_hand_over = may(Move::hand_over) && (mine || is_office);
  const bool theirs = is_office || tabayun::side_of(actor, claim.area) == claim.checker_group;
  view.may_withdraw = may(Move::withdraw) && theirs;
}

/// Who else may go on with it.
void offer_colleagues(const Doors& doors, const Claim& claim, ClaimFileView& view) {
  const auto found = doors.people.list_accounts(claim.area, "", most_colleagues);
  for (const people::Account& account : found.accounts) {
    const people::Actor actor = actor_of(account);
    const bool may = account.state == people::AccountState::active && account.id != claim.checker &&
                     tabayun::may_check(actor, claim.area);
    if (may) view.colleagues.push_back({account.id.text(), account.name, false});
  }
}

void show_reasons(const Doors& doors, const Visit& visit, const Claim& claim, ClaimFileView& view) {
  view.reason_codes = choices(visit.language, tabayun::reason_codes(), "tabayun.reason.code.", "");
  if (claim.reason_code && claim.reason_code != tabayun::ReasonCode::other)
    view.reason_code = say(
        visit.language, "tabayun.reason.code." + std::string(tabayun::name_of(*claim.reason_code)));
  view.missing_piece = claim.missing_piece;
  view.is_withdrawn = claim.withdrawn_at.has_value();
  if (claim.withdrawn_at) view.withdrawn = moment_of(doors, visit, *claim.withdrawn_at);
  view.withdrawal_reason = claim.withdrawal_reason;
}

/// A rumour that is really a question about a programme becomes a task.
void offer_explainer(const Doors& doors, const Visit& visit, const Claim& claim,
                     ClaimFileView& view) {
  const auto explainer = doors.radar.explainer_about(*visit.actor(), claim.id);
  if (explainer) view.explainer_state = radar::name_of(explainer->state);
  view.may_explain =
      (!explainer || explainer->is_over()) && radar::leads(*visit.actor(), claim.area);
  view.explain_area = claim.area.text();
}

ClaimFileView view_of(const Doors& doors, const Visit& visit, const tabayun::ClaimFile& file) {
  const Claim& claim = file.claim;
  ClaimFileView view{.id = claim.id.text(),
                     .revision = std::to_string(claim.revision),
                     .state = std::string(tabayun::name_of(claim.state)),
                     .title = title_or_picture(visit.language, claim, 200),
                     .reason = claim.reason,
                     .public_path = claim.is_public() ? "/cek-fakta/" + claim.address() : "",
                     .message = claim.finding.claim,
                     .wordings = file.messages,
                     .askers = claim.askers};
  if (const auto held = doors.quarantine.find_case_of(claim.id)) {
    view.quarantine = held->text();
  } else {
    view.flags = flags_of(claim.finding.claim);
    view.may_seal =
        quarantine::may_see(*visit.actor(), claim.area) && claim.state != ClaimState::merged;
  }
  std::vector<Id<people::Account>> accounts{claim.checker};
  for (const tabayun::Event& event : file.events) accounts.push_back(event.actor);
  for (const tabayun::Proposal& proposal : file.proposals) accounts.push_back(proposal.proposer);
  const auto names = doors.people.names_of(accounts);
  const auto name = [&](Id<people::Account> account) {
    for (const auto& [id, shown] : names) {
      if (id == account) return shown;
    }
    return say(visit.language, "site.desk.program");
  };
  if (!claim.checker.is_none()) view.checker = name(claim.checker);
  for (const tabayun::Event& event : file.events) {
    view.history.push_back(
        {moment_of(doors, visit, event.at), event.what, name(event.actor), event.note});
  }
  for (const tabayun::Question& question : file.questions) {
    if (!question.text.empty()) view.questions.push_back(question.text);
  }
  for (const tabayun::QuestionPicture& picture : file.pictures)
    view.pictures.push_back({picture.question.text(), picture.width, picture.height});
  const std::string proposer = file.proposals.empty() ? "" : name(file.proposals.front().proposer);
  show_proposal(visit, file, proposer, view);
  offer_moves(visit, claim, view);
  view.may_set_harm = claim.is_open() && tabayun::may_check(*visit.actor(), claim.area);
  view.harms = choices(visit.language,
                       std::vector{tabayun::Harm::low, tabayun::Harm::normal, tabayun::Harm::high},
                       "tabayun.harm.", tabayun::name_of(claim.harm));
  view.people = claim.crowd.people;
  view.looking = join(doors.tabayun.who_else_looks(*visit.actor(), claim.id), ", ");
  if (view.may_hand_over) offer_colleagues(doors, claim, view);
  show_reasons(doors, visit, claim, view);
  offer_explainer(doors, visit, claim, view);
  // Its words would become another fact check's (tabayun::merge refuses).
  if (!view.quarantine.empty()) view.may_merge = false;
  // A returned proposal is what its author goes on from.
  const bool returned =
      !file.proposals.empty() && file.proposals.front().state == tabayun::ProposalState::returned;
  fill_form(visit.language, returned ? file.proposals.front().finding : claim.finding, view);
  if (view.may_merge) {
    for (const tabayun::Match& twin : doors.tabayun.likely_twins(claim, 3)) {
      view.twins.push_back(line_of(doors, visit, twin.claim));
      view.twin_ids.push_back(twin.claim.id.text());
    }
  }
  return view;
}

net::Response show(const Doors& doors, const Visit& visit, int status, const ClaimFileView& view) {
  const Chrome around = chrome(doors, visit, Menu::desk, view.title);
  return render(visit, status, [&](html::Page& page) { pages::desk_claim(page, around, view); });
}

tabayun::Finding finding_of(const Visit& visit) {
  tabayun::Finding finding;
  finding.verdict =
      tabayun::find_verdict(visit.field("verdict")).value_or(tabayun::Verdict::unproven);
  finding.kind = tabayun::find_kind(visit.field("kind"));
  finding.type = tabayun::find_type(visit.field("type"));
  finding.topic = tabayun::find_topic(visit.field("topic"));
  finding.title = visit.field("title");
  finding.claim = visit.field("claim");
  finding.explanation = visit.field("explanation");
  finding.conclusion = visit.field("conclusion");
  finding.sources = visit.field("sources");
  finding.short_text = visit.field("short_text");
  finding.summary = visit.field("summary");
  return finding;
}

Result<Claim> make_move(const Doors& doors, const Visit& visit, std::string_view move,
                        const tabayun::OnClaim& on) {
  const tabayun::ReasonOnClaim with_reason{.on = on, .reason = visit.field("reason")};
  if (move == "take") return doors.tabayun.take(on);
  if (move == "resume") return doors.tabayun.resume(on);
  if (move == "reopen") return doors.tabayun.reopen(on);
  if (move == "wait") return doors.tabayun.wait_for(with_reason);
  if (move == "withdraw") return doors.tabayun.withdraw(with_reason);
  if (move == "give_up") {
    const auto code = tabayun::find_reason_code(visit.field("code"));
    return doors.tabayun.give_up({.on = on,
                                  .reason = with_reason.reason,
                                  .code = code.value_or(tabayun::ReasonCode::other),
                                  .missing_piece = visit.field("missing_piece")});
  }
  if (move == "hand_over") {
    const Id<people::Account> to = TRY(Id<people::Account>::parse(visit.field("to")));
    const people::Account account = TRY(doors.people.find_account(to));
    return doors.tabayun.hand_over({.on = on, .to = actor_of(account)});
  }
  if (move == "leave_out") return doors.tabayun.leave_out(with_reason);
  if (move == "give_back") return doors.tabayun.give_back(with_reason);
  if (move == "merge") {
    const Id<Claim> into = TRY(Id<Claim>::parse(visit.field("into")));
    return doors.tabayun.merge({.on = on, .into = into});
  }
  if (move == "confirm") return doors.tabayun.confirm_verdict(on);
  return Error(Refusal::not_found, "site.not_found");
}

Result<tabayun::OnClaim> target_of(const Visit& visit) {
  // A TRY inside braces leaks the members made before it when it returns (g++ 12).
  const Id<Claim> claim = TRY(Id<Claim>::parse(visit.captured[0]));
  const std::int64_t seen = TRY(parse_integer(visit.field("seen_revision")));
  return tabayun::OnClaim{.actor = *visit.actor(), .claim = claim, .seen_revision = seen};
}

}  // namespace

namespace pages {

net::Response desk_claim_show(const Doors& doors, const Visit& visit) {
  const auto id = Id<Claim>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto file = doors.tabayun.open_file(*visit.actor(), *id);
  if (!file.ok()) return refuse(doors, visit, file.error());
  doors.tabayun.look_at(*visit.actor(), *id);
  return show(doors, visit, 200, view_of(doors, visit, *file));
}

net::Response desk_claim_harm(const Doors& doors, const Visit& visit) {
  const auto id = Id<Claim>::parse(visit.captured[0]);
  const auto harm = tabayun::find_harm(visit.field("harm"));
  if (!id.ok() || !harm) return not_found(doors, visit);
  const auto changed =
      doors.tabayun.set_harm({.actor = *visit.actor(), .claim = *id, .harm = *harm});
  if (!changed.ok()) return refuse(doors, visit, changed.error());
  return redirect_with_notice("/meja/pertanyaan/" + id->text(), "site.desk.saved");
}

net::Response desk_claim_move(const Doors& doors, const Visit& visit) {
  const Result<tabayun::OnClaim> on = target_of(visit);
  if (!on.ok()) return refuse(doors, visit, on.error());
  const Result<Claim> moved = make_move(doors, visit, visit.captured[1], *on);
  if (!moved.ok()) return refuse(doors, visit, moved.error());
  return redirect_with_notice("/meja/pertanyaan/" + moved->id.text(), "site.desk.done");
}

net::Response desk_claim_propose(const Doors& doors, const Visit& visit) {
  const Result<tabayun::OnClaim> on = target_of(visit);
  if (!on.ok()) return refuse(doors, visit, on.error());
  const tabayun::Finding finding = finding_of(visit);
  const Result<Claim> proposed = doors.tabayun.propose_verdict({.on = *on, .finding = finding});
  if (proposed.ok())
    return redirect_with_notice("/meja/pertanyaan/" + proposed->id.text(), "site.desk.done");
  const auto file = doors.tabayun.open_file(*visit.actor(), on->claim);
  if (!file.ok()) return refuse(doors, visit, file.error());
  ClaimFileView view = view_of(doors, visit, *file);
  fill_form(visit.language, finding, view);
  view.problem = say(visit.language, proposed.error().message());
  return show(doors, visit, status_of(proposed.error().refusal()), view);
}

}  // namespace pages
}  // namespace kentongan::site
