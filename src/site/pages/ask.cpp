#include "site/pages/ask.hpp"

#include "base/text.hpp"
#include "exchange/exchange.hpp"
#include "intake/intake.hpp"
#include "people/account.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/asker.hpp"
#include "site/claim_views.hpp"
#include "site/pages/ticket.hpp"
#include "site/pages/ticket_find.hpp"
#include "site/pages_public.hpp"
#include "site/picture.hpp"

#include <algorithm>

namespace kentongan::site {
namespace {

/// Asking is nobody's business: neither kept, nor told to the next site by a Referer.
net::Response in_private(net::Response response) {
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}

net::Response show_form(const Doors& doors, const Visit& visit, int status, const AskView& view) {
  const Chrome around = chrome(doors, visit, Menu::ask, say(visit.language, "site.ask.question"));
  return in_private(
      render(visit, status, [&](html::Page& page) { pages::ask(page, around, view); }));
}

/// One of the reasons everybody knows; nothing where only the desk's own words say it.
std::string reason_of(const Visit& visit, const tabayun::Claim& claim) {
  if (!claim.reason_code || claim.reason_code == tabayun::ReasonCode::other) return "";
  return say(visit.language,
             "tabayun.reason.code." + std::string(tabayun::name_of(*claim.reason_code)));
}

TicketView view_of(const Doors& doors, const Visit& visit, const std::string& code,
                   const tabayun::Ticket& found) {
  TicketView view{.code = code,
                  .text = found.question.text,
                  .was_picture = found.question.read_from == match::Path::picture,
                  .has_picture = found.has_picture,
                  .state = std::string(tabayun::name_of(found.question.state)),
                  .claim_state = std::string(tabayun::name_of(found.claim.state)),
                  .reason = found.claim.reason,
                  .reason_code = reason_of(visit, found.claim),
                  .missing_piece = found.claim.missing_piece,
                  .is_withdrawn = found.claim.withdrawn_at.has_value() && !found.claim.is_public(),
                  .withdrawal_reason = found.claim.withdrawal_reason,
                  .asked_at = moment_of(doors, visit, found.question.asked_at),
                  .position = found.position,
                  .askers = found.askers,
                  .helped = std::string(tabayun::name_of(found.question.helped))};
  if (found.claim.withdrawn_at) view.withdrawn = moment_of(doors, visit, *found.claim.withdrawn_at);
  const Result<tabayun::LookedUp> looked = doors.tabayun.look_up(found.question);
  if (view.answered()) {
    view.answers.push_back(answer_of(doors, visit, found.claim));
    if (looked.ok()) {
      for (const tabayun::Match& match : looked->matches) {
        if (match.claim.id != found.claim.id) continue;
        explain_match(visit.language, view.answers.back(), match, view.text);
      }
    }
  } else if (looked.ok() && looked->outcome == match::Outcome::ask &&
             found.claim.state == tabayun::ClaimState::fresh) {
    // Nearly sure is not sure: the asker chooses, or waits for a person. Who checked the same is
    // named on the page of what was here first, and offered no second time.
    std::vector<Id<tabayun::Claim>> shown;
    for (const tabayun::Match& match : looked->matches) shown.push_back(match.claim.id);
    std::vector<Id<tabayun::Claim>> left_out = doors.exchange.repeated(shown);
    left_out.insert(left_out.end(), found.refused.begin(), found.refused.end());
    for (const tabayun::Match& match : looked->matches) {
      if (std::ranges::find(left_out, match.claim.id) != left_out.end()) continue;
      view.answers.push_back(answer_of(doors, visit, match.claim));
      explain_match(visit.language, view.answers.back(), match, view.text);
    }
  }
  return view;
}

net::Response show_ticket(const Doors& doors, const Visit& visit, const std::string& code,
                          const tabayun::Ticket& found) {
  const TicketView view = view_of(doors, visit, code, found);
  Chrome around = chrome(doors, visit, Menu::ask, say(visit.language, "site.ticket.title"));
  around.index = false;
  around.path = "/tiket";  // the code is nobody else's: it stands in no link of the page's head
  return in_private(
      render(visit, 200, [&](html::Page& page) { pages::ticket(page, around, view); }));
}

/// Where the asker wants to hear, if they said: a mailbox or a phone.
Result<std::optional<channels::Address>> contact_of(const Visit& visit) {
  const std::string contact = visit.field("contact");
  std::optional<channels::Address> address;
  if (contact.empty()) return address;
  const bool is_mail = contact.find('@') != std::string::npos;
  address =
      TRY(channels::parse_address(is_mail ? channels::Way::email : channels::Way::sms, contact));
  return address;
}

/// What is typed comes first, then what stands in the pictures: all of it is one question.
Result<tabayun::Asked> ask_with_pictures(const Doors& doors, const Visit& visit) {
  const auto area = places::AreaCode::parse(visit.field("area"));
  // A question from nowhere would wait in a queue that nobody's desk shows.
  const bool somewhere = area.ok() && doors.places.find(*area).ok();
  tabayun::AskQuestion command{.text = visit.form.fields.text("text"),
                               .area = somewhere ? *area : places::AreaCode(),
                               .form_key = visit.field("form_key"),
                               .asker = asker_of(visit.request, visit.now)};
  const std::optional<channels::Address> contact = TRY(contact_of(visit));
  std::vector<PictureRead> read = TRY(read_pictures(doors, visit));
  return doors.intake.ask(intake::with_pictures(std::move(command), std::move(read)), contact);
}

std::string problem_of(const Visit& visit, const Error& error) {
  if (error.refusal() == Refusal::throttled &&
      error.message() == std::string_view("people.use.throttled"))
    return say(visit.language, "site.ask.many_pictures",
               {{"seconds", std::to_string(people::retry_after_seconds(error))}});
  return say(visit.language, error.message());
}

net::Response back_to(const std::string& code) { return in_private(redirect("/tiket/" + code)); }

}  // namespace

namespace pages {

net::Response ask_form(const Doors& doors, const Visit& visit) {
  AskView view{.takes_pictures = doors.media != nullptr, .form_key = doors.random.token(12)};
  view.districts = district_choices(doors, doors.settings.regency, "");
  return show_form(doors, visit, 200, view);
}

net::Response ask_do(const Doors& doors, const Visit& visit) {
  const Result<tabayun::Asked> asked = ask_with_pictures(doors, visit);
  if (!asked.ok()) {
    AskView view{.takes_pictures = doors.media != nullptr,
                 .text = shorten_utf8(clean_utf8(visit.form.fields.text("text")), 20'000),
                 .form_key = doors.random.token(12),
                 .contact = shorten_utf8(visit.field("contact"), 200),
                 .problem = problem_of(visit, asked.error())};
    view.districts = district_choices(doors, doors.settings.regency, visit.field("area"));
    net::Response response = show_form(doors, visit, status_of(asked.error().refusal()), view);
    if (asked.error().refusal() == Refusal::throttled) {
      const auto seconds = people::retry_after_seconds(asked.error());
      response.headers.set("Retry-After", std::to_string(seconds));
    }
    return response;
  }
  return back_to(asked->receipt);
}

net::Response ticket_form(const Doors& doors, const Visit& visit) {
  const Chrome around = chrome(doors, visit, Menu::ask, say(visit.language, "site.ticket.find"));
  return in_private(render(visit, 200, [&](html::Page& page) { ticket_find(page, around); }));
}

net::Response ticket_open(const Doors& doors, const Visit& visit) {
  const Result<std::string> code = tabayun::parse_receipt(visit.field("code"));
  if (!code.ok()) return refuse(doors, visit, code.error());
  return back_to(*code);
}

net::Response ticket_show(const Doors& doors, const Visit& visit) {
  const Result<tabayun::Ticket> found = doors.tabayun.find_ticket(visit.captured[0]);
  if (!found.ok()) return in_private(refuse(doors, visit, found.error()));
  return show_ticket(doors, visit, tabayun::parse_receipt(visit.captured[0]).value(), *found);
}

net::Response ticket_reject(const Doors& doors, const Visit& visit) {
  const auto claim = Id<tabayun::Claim>::parse(visit.field("claim"));
  if (!claim.ok()) return refuse(doors, visit, claim.error());
  const auto outcome = doors.tabayun.reject_answer({.receipt = visit.captured[0], .claim = *claim});
  return outcome.ok() ? back_to(visit.captured[0]) : refuse(doors, visit, outcome.error());
}

net::Response ticket_pick(const Doors& doors, const Visit& visit) {
  const auto claim = Id<tabayun::Claim>::parse(visit.field("claim"));
  if (!claim.ok()) return refuse(doors, visit, claim.error());
  const auto outcome = doors.tabayun.pick_answer({.receipt = visit.captured[0], .claim = *claim});
  return outcome.ok() ? back_to(visit.captured[0]) : refuse(doors, visit, outcome.error());
}

net::Response ticket_forget_picture(const Doors& doors, const Visit& visit) {
  const auto outcome = doors.tabayun.forget_picture(visit.captured[0]);
  return outcome.ok() ? back_to(visit.captured[0]) : refuse(doors, visit, outcome.error());
}

net::Response ticket_helped(const Doors& doors, const Visit& visit) {
  const auto helped = visit.field("helped") == "yes" ? tabayun::Helped::yes : tabayun::Helped::no;
  const auto outcome = doors.tabayun.say_helped(visit.captured[0], helped);
  return outcome.ok() ? back_to(visit.captured[0]) : refuse(doors, visit, outcome.error());
}

}  // namespace pages
}  // namespace kentongan::site
