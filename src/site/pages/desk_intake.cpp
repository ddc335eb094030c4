// What came in that needs a person: recordings, and what somebody asked by word of mouth.
#include "site/pages/desk_intake.hpp"

#include "base/text.hpp"
#include "intake/intake.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_intake_view.hpp"

namespace kentongan::site {
namespace {

DeskIntakeView view_of(const Doors& doors, const Visit& visit) {
  DeskIntakeView view;
  for (const intake::WaitingVoice& voice : doors.intake.voices(*visit.actor())) {
    view.voices.push_back({.id = voice.id.text(),
                           .way = std::string(channels::name_of(voice.way)),
                           .mime = voice.mime,
                           .at = moment_of(doors, visit, voice.received_at)});
  }
  const intake::IntakeCounts counts = doors.intake.counts();
  view.waiting = counts.waiting;
  view.failed = counts.failed;
  view.areas = district_choices(doors, doors.settings.regency, visit.field("area"));
  view.form_key = doors.random.token(12);
  return view;
}

net::Response show(const Doors& doors, const Visit& visit, int status, const DeskIntakeView& view) {
  const Chrome around = chrome(doors, visit, Menu::desk, say(visit.language, "site.intake.title"));
  return render(visit, status, [&](html::Page& page) { pages::desk_intake(page, around, view); });
}

Result<intake::TypeIn> typed(const Doors& doors, const Visit& visit) {
  intake::TypeIn command{.actor = *visit.actor(),
                         .text = visit.form.fields.text("text"),
                         .area = doors.settings.regency,
                         .form_key = visit.field("form_key")};
  const auto area = places::AreaCode::parse(visit.field("area"));
  if (area.ok() && doors.places.find(*area).ok()) command.area = *area;
  const std::string contact = visit.field("contact");
  if (contact.empty()) return command;
  const bool is_mail = contact.find('@') != std::string::npos;
  command.contact =
      TRY(channels::parse_address(is_mail ? channels::Way::email : channels::Way::sms, contact));
  return command;
}

}  // namespace

namespace pages {

net::Response desk_intake_show(const Doors& doors, const Visit& visit) {
  if (!visit.actor()->is_staff())
    return refuse(doors, visit, Error(Refusal::forbidden, "intake.not_allowed"));
  return show(doors, visit, 200, view_of(doors, visit));
}

net::Response desk_intake_type(const Doors& doors, const Visit& visit) {
  const auto command = typed(doors, visit);
  const auto asked =
      command.ok() ? doors.intake.type_in(*command) : Result<tabayun::Asked>(command.error());
  if (asked.ok()) return redirect("/tiket/" + asked->receipt);
  DeskIntakeView view = view_of(doors, visit);
  view.text = shorten_utf8(clean_utf8(visit.form.fields.text("text")), 20'000);
  view.contact = shorten_utf8(visit.field("contact"), 200);
  view.problem = say(visit.language, asked.error().message());
  return show(doors, visit, status_of(asked.error().refusal()), view);
}

/// The sound as it was sent: never decoded here, never taken for anything but a sound.
net::Response desk_voice_play(const Doors& doors, const Visit& visit) {
  const auto id = Id<intake::Voice>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  auto sound = doors.intake.listen(*visit.actor(), *id);
  if (!sound.ok()) return refuse(doors, visit, sound.error());
  net::Response response;
  response.headers.set("Content-Type", sound->mime);
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
  if (!sound->mime.starts_with("audio/"))
    response.headers.set("Content-Disposition", "attachment; filename=\"suara\"");
  response.body = std::move(sound->bytes);
  return response;
}

net::Response desk_voice_hear(const Doors& doors, const Visit& visit) {
  const auto id = Id<intake::Voice>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto heard = doors.intake.hear(
      {.actor = *visit.actor(), .voice = *id, .text = visit.form.fields.text("text")});
  if (!heard.ok()) return refuse(doors, visit, heard.error());
  return redirect_with_notice("/meja/masuk", "site.desk.saved");
}

}  // namespace pages
}  // namespace kentongan::site
