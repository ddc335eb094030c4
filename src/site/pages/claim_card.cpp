// The picture of a fact check that people forward.
#include "paper/paper.hpp"
#include "site/answer.hpp"
#include "site/fact_card.hpp"
#include "site/pages_public.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::site::pages {

net::Response claim_card(const Doors& doors, const Visit& visit) {
  if (doors.paper == nullptr)
    return refuse(doors, visit, Error(Refusal::unavailable, "paper.font_missing"));
  const auto id = tabayun::parse_address(visit.captured[0]);
  if (!id.ok()) return refuse(doors, visit, id.error());
  const Result<tabayun::Claim> found = doors.tabayun.find_published(*id);
  if (!found.ok()) return refuse(doors, visit, found.error());
  if (found->address() != visit.captured[0]) return redirect(card_path(*found));
  Result<std::string> png = doors.paper->card(card_of(doors, *found));
  if (!png.ok()) return refuse(doors, visit, png.error());
  net::Response response;
  response.headers.add("Content-Type", "image/png");
  response.headers.add("Content-Disposition",
                       "inline; filename=\"cek-fakta-" + found->id.text() + ".png\"");
  // Other pages and chat apps show it: that is what it is for.
  response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  response.body = std::move(png).value();
  return response;
}

}  // namespace kentongan::site::pages
