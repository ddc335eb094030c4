// A discussion of those on a case. To everybody else there is none.
#include "site/pages/desk_thread.hpp"

#include "casework/casework.hpp"
#include "site/answer.hpp"
#include "site/case_views.hpp"
#include "site/pages_case.hpp"

namespace kentongan::site::pages {

net::Response desk_thread_show(const Doors& doors, const Visit& visit) {
  const auto id = Id<casework::Thread>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto read = doors.casework.read_thread(*visit.actor(), *id);
  if (!read.ok()) return refuse(doors, visit, read.error());
  std::vector<Id<people::Account>> authors;
  for (const casework::Post& post : read->posts) authors.push_back(post.author);
  const Names names(doors, visit.language, authors);
  ThreadView view{.id = id->text(),
                  .claim = read->thread.claim.text(),
                  .claim_title = read->claim_title,
                  .title = read->thread.title,
                  .form_key = doors.random.token(12)};
  for (const casework::Post& post : read->posts)
    view.posts.push_back({names.of(post.author), moment_of(doors, visit, post.at), post.text});
  const Chrome around = chrome(doors, visit, Menu::desk, view.title);
  return render(visit, 200, [&](html::Page& page) { desk_thread(page, around, view); });
}

net::Response desk_thread_post(const Doors& doors, const Visit& visit) {
  const auto id = Id<casework::Thread>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto posted = doors.casework.add_post({.actor = *visit.actor(),
                                               .thread = *id,
                                               .text = visit.field("text"),
                                               .form_key = visit.field("form_key")});
  if (!posted.ok()) return refuse(doors, visit, posted.error());
  return redirect("/meja/diskusi/" + id->text());
}

}  // namespace kentongan::site::pages
