// The picture beside a question, for the desk whose question it is.
#include "site/answer.hpp"
#include "site/pages_desk.hpp"
#include "site/picture.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::site::pages {

net::Response desk_picture_show(const Doors& doors, const Visit& visit) {
  const auto question = Id<tabayun::Question>::parse(visit.captured[0]);
  if (!question.ok()) return not_found(doors, visit);
  const auto picture = doors.tabayun.open_picture({.actor = *visit.actor(), .question = *question});
  return picture.ok() ? send_picture(*picture) : refuse(doors, visit, picture.error());
}

net::Response desk_picture_remove(const Doors& doors, const Visit& visit) {
  const auto question = Id<tabayun::Question>::parse(visit.captured[0]);
  if (!question.ok()) return not_found(doors, visit);
  const auto removed =
      doors.tabayun.remove_picture({.actor = *visit.actor(), .question = *question});
  if (!removed.ok()) return refuse(doors, visit, removed.error());
  return redirect_with_notice("/meja/pertanyaan/" + removed->text(), "site.desk.picture_removed");
}

}  // namespace kentongan::site::pages
