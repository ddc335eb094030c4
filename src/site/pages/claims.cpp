#include "site/pages/claims.hpp"

#include "base/text.hpp"
#include "site/answer.hpp"
#include "site/claim_review.hpp"
#include "site/claim_views.hpp"
#include "site/evidence_views.hpp"
#include "site/pages/claim.hpp"
#include "site/pages/claim_before.hpp"
#include "site/pages/claim_withdrawn.hpp"
#include "site/pages_public.hpp"
#include "site/provenance.hpp"

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

VersionLine line_of(const Doors& doors, const Visit& visit, const tabayun::Claim& claim,
                    const tabayun::PublishedVersion& version) {
  VersionLine line{.path = format("/cek-fakta/{}/sebelum/{}", claim.address(), version.number),
                   .verdict = std::string(tabayun::name_of(version.finding.verdict)),
                   .from = moment_of(doors, visit, version.from),
                   .until = moment_of(doors, visit, version.until.value_or(version.from)),
                   .withdrawn_for = version.withdrawn_for};
  return line;
}

ClaimPageView page_view_of(const Doors& doors, const Visit& visit, const tabayun::Claim& claim) {
  ClaimPageView view{.source_url = claim.finding.url, .source_name = claim.source};
  if (claim.updated_at) view.updated = moment_of(doors, visit, *claim.updated_at);
  const auto versions = doors.tabayun.list_versions(claim.id);
  if (!versions.ok()) return view;
  for (auto version = versions->rbegin(); version != versions->rend(); ++version) {
    if (version != versions->rbegin())
      view.before.push_back(line_of(doors, visit, claim, *version));
  }
  return view;
}

/// The address of a verdict that was withdrawn goes on saying so, and why.
net::Response show_withdrawn(const Doors& doors, const Visit& visit, const tabayun::Claim& claim) {
  const WithdrawnView view{.title = claim.finding.title,
                           .at = moment_of(doors, visit, *claim.withdrawn_at),
                           .reason = claim.withdrawal_reason};
  Chrome around = chrome(doors, visit, Menu::factchecks, view.title);
  around.index = false;
  return render(visit, 410,
                [&](html::Page& page) { pages::claim_withdrawn_page(page, around, view); });
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
  const Result<tabayun::Claim> found = doors.tabayun.find_shown(*id);
  if (!found.ok()) return refuse(doors, visit, found.error());
  if (found->address() != visit.captured[0]) return redirect("/cek-fakta/" + found->address());
  if (!found->is_public()) return show_withdrawn(doors, visit, *found);
  const ClaimPageView more = page_view_of(doors, visit, *found);
  AnswerView view = answer_of(doors, visit, *found);
  view.evidence = sources_of(doors, visit, found->id);
  Chrome around = chrome(doors, visit, Menu::factchecks, view.title);
  around.description = say(visit.language, "verdict." + view.verdict) + ". " +
                       tabayun::short_text_of(found->finding);
  around.og_type = "article";
  around.og_image = view.card_path;
  around.og_image_alt = view.card_alt;
  around.linked_data = claim_review(doors, visit.language, *found);
  const ProvenanceView origin = provenance_of(doors, visit, *found);
  return render(visit, 200, [&](html::Page& page) { claim(page, around, view, more, origin); });
}

net::Response claim_before(const Doors& doors, const Visit& visit) {
  const auto id = tabayun::parse_address(visit.captured[0]);
  const Result<std::int64_t> number = parse_integer(visit.captured[1]);
  if (!id.ok() || !number.ok()) return not_found(doors, visit);
  const Result<tabayun::Claim> found = doors.tabayun.find_published(*id);
  if (!found.ok()) return refuse(doors, visit, found.error());
  const auto versions = doors.tabayun.list_versions(*id);
  if (!versions.ok()) return refuse(doors, visit, versions.error());
  const bool was_before = *number >= 1 && *number < static_cast<std::int64_t>(versions->size());
  if (!was_before) return not_found(doors, visit);
  const tabayun::PublishedVersion& version = (*versions)[static_cast<std::size_t>(*number - 1)];
  tabayun::Claim then = *found;
  then.finding = version.finding;
  const AnswerView view = answer_of(doors, visit, then);
  const VersionLine line = line_of(doors, visit, *found, version);
  Chrome around =
      chrome(doors, visit, Menu::factchecks,
             say(visit.language, "site.item.before_title", {{"title", version.finding.title}}));
  around.index = false;
  const std::string now_at = "/cek-fakta/" + found->address();
  return render(visit, 200, [&](html::Page& page) {
    pages::claim_before_page(page, around, view, line, now_at);
  });
}

}  // namespace pages
}  // namespace kentongan::site
