#include "site/chrome.hpp"

namespace kentongan::site {

Chrome chrome(const Doors& doors, const Visit& visit, Menu menu, std::string title) {
  Chrome made;
  made.title = std::move(title);
  made.menu = menu;
  made.path = visit.request.path;
  made.base_url = doors.settings.base_url;
  made.office_name = doors.settings.office_name;
  made.contact_email = doors.settings.contact_email;
  made.language = visit.language;
  if (visit.session) {
    made.actor_name = visit.session->actor.name;
    made.form_token = doors.people.form_token(visit.session_token);
  } else {
    made.form_token = doors.people.anonymous_form_token();
  }
  // A notice is a key of ours: whoever forges the cookie can only choose among our own sentences.
  if (const auto notice = visit.request.cookie("pesan"); notice && has_message(*notice)) {
    made.notice = say(visit.language, *notice);
  }
  return made;
}

}  // namespace kentongan::site
