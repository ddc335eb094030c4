// Addresses short enough for an SMS.
#include "site/answer.hpp"
#include "site/pages_public.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::site::pages {

net::Response claim_short(const Doors& doors, const Visit& visit) {
  const auto id = Id<tabayun::Claim>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto claim = doors.tabayun.find_published(*id);
  return claim.ok() ? redirect("/cek-fakta/" + claim->address())
                    : refuse(doors, visit, claim.error());
}

net::Response ticket_short(const Doors& doors, const Visit& visit) {
  const auto code = tabayun::parse_receipt(visit.captured[0]);
  if (!code.ok()) return refuse(doors, visit, code.error());
  net::Response response = redirect("/tiket/" + *code);
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace kentongan::site::pages
