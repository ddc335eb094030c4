// The case file of a claim: what its forms do. All of them come back to it.
#include "base/text.hpp"
#include "casework/casework.hpp"
#include "media/media.hpp"
#include "people/costly_use.hpp"
#include "relay/relay.hpp"
#include "site/answer.hpp"
#include "site/pages_case.hpp"
#include "site/picture.hpp"

#include <chrono>

namespace kentongan::site {
namespace {

using ClaimId = Id<tabayun::Claim>;
constexpr std::chrono::seconds picture_deadline{20};

/// The photo of the form, drawn anew by the confined child; nothing when there was none.
Result<std::optional<tabayun::SafePicture>> photo_of(const Doors& doors, const Visit& visit) {
  std::optional<tabayun::SafePicture> photo;
  for (const net::UploadedFile& file : visit.form.files) {
    if (file.field != "picture" || file.bytes.empty()) continue;
    if (doors.media == nullptr) return Error(Refusal::invalid, "media.unavailable");
    if (file.bytes.size() > intake::largest_picture)
      return Error(Refusal::invalid, "site.ask.picture_large");
    // A PDF is somebody's program; what it shows can be photographed.
    if (file.bytes.starts_with("%PDF")) return Error(Refusal::invalid, "site.case.no_pdf");
    const std::string key = doors.people.key_for("sign in");
    TRY(people::charge(doors.db, doors.clock,
                       {.key = key, .kind = "picture", .peer = visit.request.peer}));
    media::ReadPicture seen =
        TRY(doors.media->read(file.bytes, picture_deadline, media::Words::unread));
    photo = tabayun::SafePicture{.mime = std::string(media::mime_of(seen.format)),
                                 .width = seen.width,
                                 .height = seen.height,
                                 .bytes = std::move(seen.clean)};
    break;
  }
  return photo;
}

net::Response back_to(ClaimId claim, const char* notice) {
  return redirect_with_notice("/meja/pertanyaan/" + claim.text() + "/berkas", notice);
}

/// Runs `act` on the claim of the address and comes back with `notice`.
template <typename Act>
net::Response on_case(const Doors& doors, const Visit& visit, const char* notice, const Act& act) {
  const auto claim = ClaimId::parse(visit.captured[0]);
  if (!claim.ok()) return not_found(doors, visit);
  // Whose it is comes before what was filled in.
  const auto seen = doors.tabayun.open_file(*visit.actor(), *claim);
  if (!seen.ok()) return refuse(doors, visit, seen.error());
  const Result<> done = act(*claim);
  if (!done.ok()) return refuse(doors, visit, done.error());
  return back_to(*claim, notice);
}

casework::Rung rung_of(const Visit& visit) {
  return casework::find_rung(visit.field("rung")).value_or(casework::Rung::witness);
}

/// The end of the day somebody chose. Errors: invalid `casework.request.due`.
Result<Instant> due_of(const Doors& doors, const Visit& visit) {
  const auto day = parse_day(visit.field("due"));
  if (!day.ok()) return Error(Refusal::invalid, "casework.request.due");
  return start_of(*day, doors.settings.zone) + std::chrono::hours(24);
}

/// Errors: invalid `relay.reach`.
Result<relay::Spread> spread_of(const Visit& visit) {
  relay::Spread spread;
  spread.channel =
      relay::find_relay_channel(visit.field("channel")).value_or(relay::RelayChannel::other);
  spread.place = visit.field("place");
  const std::string reach = visit.field("reach");
  if (reach.empty()) return spread;
  const auto people = parse_integer(reach);
  if (!people.ok()) return Error(Refusal::invalid, "relay.reach");
  spread.reach = *people;
  return spread;
}

}  // namespace

namespace pages {

net::Response desk_case_evidence(const Doors& doors, const Visit& visit) {
  return on_case(doors, visit, "site.case.kept", [&](ClaimId claim) -> Result<> {
    casework::AddEvidence command;
    command.actor = *visit.actor();
    command.claim = claim;
    command.kind = casework::find_kind(visit.field("kind")).value_or(casework::Kind::document);
    command.rung = rung_of(visit);
    command.title = visit.field("title");
    command.position = visit.field("position");
    command.said_on = visit.field("said_on");
    command.text = visit.field("text");
    command.form_key = visit.field("form_key");
    // Nobody's picture is read for who may not keep it.
    if (command.kind == casework::Kind::photo) {
      TRY(doors.casework.open(*visit.actor(), claim));
      command.picture = TRY(photo_of(doors, visit));
    }
    TRY(doors.casework.add_evidence(command));
    return {};
  });
}

net::Response desk_case_links(const Doors& doors, const Visit& visit) {
  return on_case(doors, visit, "site.case.links_kept", [&](ClaimId claim) -> Result<> {
    TRY(doors.casework.add_links({.actor = *visit.actor(),
                                  .claim = claim,
                                  .addresses = visit.form.fields.text("addresses"),
                                  .rung = rung_of(visit),
                                  .text = visit.field("text")}));
    return {};
  });
}

net::Response desk_case_note(const Doors& doors, const Visit& visit) {
  return on_case(doors, visit, "site.case.kept", [&](ClaimId claim) -> Result<> {
    TRY(doors.casework.add_note({.actor = *visit.actor(),
                                 .claim = claim,
                                 .text = visit.field("text"),
                                 .form_key = visit.field("form_key")}));
    return {};
  });
}

net::Response desk_case_request(const Doors& doors, const Visit& visit) {
  return on_case(doors, visit, "site.case.asked", [&](ClaimId claim) -> Result<> {
    casework::AskForEvidence command;
    command.actor = *visit.actor();
    command.claim = claim;
    command.agency = visit.field("agency");
    if (const std::string group = visit.field("group"); !group.empty())
      command.group = TRY(Id<groups::Group>::parse(group));
    command.text = visit.field("text");
    command.due_at = TRY(due_of(doors, visit));
    command.form_key = visit.field("form_key");
    TRY(doors.casework.ask(command));
    return {};
  });
}

net::Response desk_case_thread(const Doors& doors, const Visit& visit) {
  return on_case(doors, visit, "site.case.kept", [&](ClaimId claim) -> Result<> {
    TRY(doors.casework.open_thread({.actor = *visit.actor(),
                                    .claim = claim,
                                    .title = visit.field("title"),
                                    .text = visit.field("text"),
                                    .form_key = visit.field("form_key")}));
    return {};
  });
}

net::Response desk_case_person(const Doors& doors, const Visit& visit) {
  return on_case(doors, visit, "site.case.let_in", [&](ClaimId claim) {
    return doors.casework.add_person(
        {.actor = *visit.actor(), .claim = claim, .login = visit.field("login")});
  });
}

net::Response desk_case_relay(const Doors& doors, const Visit& visit) {
  return on_case(doors, visit, "site.case.relay_kept", [&](ClaimId claim) -> Result<> {
    relay::RecordRelay command;
    command.actor = *visit.actor();
    command.claim = claim;
    command.group = TRY(Id<groups::Group>::parse(visit.field("group")));
    command.spread = TRY(spread_of(visit));
    command.relayed_on = visit.field("relayed_on");
    command.form_key = visit.field("form_key");
    TRY(doors.relay.record(command));
    return {};
  });
}

}  // namespace pages
}  // namespace kentongan::site
