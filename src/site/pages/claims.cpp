#include "site/pages/claims.hpp"

#include "base/text.hpp"
#include "site/answer.hpp"
#include "site/claim_review.hpp"
#include "site/claim_views.hpp"
#include "site/evidence_views.hpp"
#include "site/pages/claim.hpp"
#include "site/pages_public.hpp"

namespace kentongan::site {
namespace {

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

}  // namespace

namespace pages {

net::Response claims_list(const Doors& doors, const Visit& visit) {
  tabayun::PublishedQuery query;
  query.verdict = tabayun::find_verdict(visit.query("putusan"));
  query.topic = tabayun::find_topic(visit.query("topik"));
  if (const auto after = tabayun::Place::parse(visit.query("sesudah")); after.ok())
    query.after = *after;
  const tabayun::ClaimPage found = doors.tabayun.list_published(query);
  ClaimListView view;
  for (const tabayun::Claim& each : found.claims)
    view.claims.push_back(line_of(doors, visit, each));
  view.verdicts = choices(visit.language, tabayun::verdicts(), "verdict.", visit.query("putusan"));
  view.topics = choices(visit.language, tabayun::topics(), "tabayun.topic.", visit.query("topik"));
  if (found.next) {
    view.next = "/cek-fakta" + query_of({{"putusan", visit.query("putusan")},
                                         {"topik", visit.query("topik")},
                                         {"sesudah", found.next->text()}});
  }
  Chrome around =
      chrome(doors, visit, Menu::factchecks, say(visit.language, "site.menu.factchecks"));
  around.feed_path = "/cek-fakta/umpan.atom";
  return render(visit, 200, [&](html::Page& page) { claims(page, around, view); });
}

net::Response claim_show(const Doors& doors, const Visit& visit) {
  const auto id = tabayun::parse_address(visit.captured[0]);
  if (!id.ok()) return refuse(doors, visit, id.error());
  const Result<tabayun::Claim> found = doors.tabayun.find_published(*id);
  if (!found.ok()) return refuse(doors, visit, found.error());
  if (found->address() != visit.captured[0]) return redirect("/cek-fakta/" + found->address());
  AnswerView view = answer_of(doors, visit, *found);
  view.evidence = sources_of(doors, visit, found->id);
  Chrome around = chrome(doors, visit, Menu::factchecks, view.title);
  around.description =
      say(visit.language, "verdict." + view.verdict) + ". " +
      shorten_utf8(view.conclusion.empty() && !view.explanation.empty() ? view.explanation.front()
                                                                        : view.conclusion,
                   200);
  around.og_type = "article";
  around.linked_data = claim_review(doors, visit.language, *found);
  return render(visit, 200, [&](html::Page& page) { claim(page, around, view); });
}

}  // namespace pages
}  // namespace kentongan::site
