#include "site/provenance.hpp"

#include "exchange/exchange.hpp"

namespace kentongan::site {

std::string source_name(const Doors& doors, const tabayun::Claim& claim) {
  const auto from = doors.exchange.provenance_of(claim);
  return from ? from->shown : doors.settings.office_name;
}

ProvenanceView provenance_of(const Doors& doors, const Visit& visit, const tabayun::Claim& claim) {
  ProvenanceView view;
  if (const auto from = doors.exchange.provenance_of(claim)) {
    view.is_ours = false;
    view.source = from->shown;
    view.home = from->home;
    view.licence = from->licence;
    if (view.licence.empty() && from->kind == exchange::SourceKind::mafindo)
      view.licence = say(visit.language, "exchange.mafindo_licence");
    const std::string when =
        moment_of(doors, visit, from->fetched_at.value_or(claim.created_at)).people;
    view.fetched =
        say(visit.language, from->fetched_at ? "exchange.fetched_at" : "exchange.imported_at",
            {{"time", when}});
  }
  for (const tabayun::Claim& other : doors.exchange.also_checked(claim.id)) {
    view.also.push_back(
        {"/cek-fakta/" + other.address(), source_name(doors, other), other.finding.title});
  }
  return view;
}

}  // namespace kentongan::site
