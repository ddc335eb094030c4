#include "site/evidence_views.hpp"

#include "casework/casework.hpp"

namespace kentongan::site {

std::string day_for_people(const Doors& doors, const Visit& visit, const std::string& iso_day) {
  const auto day = parse_day(iso_day);
  if (!day.ok()) return {};
  const Zone zone = doors.settings.zone;
  return date_for_people(start_of(*day, zone), zone, visit.language);
}

std::vector<EvidenceSource> sources_of(const Doors& doors, const Visit& visit,
                                       Id<tabayun::Claim> claim) {
  std::vector<EvidenceSource> lines;
  for (const casework::PublicEvidence& source : doors.casework.public_evidence(claim)) {
    EvidenceSource line{.kind = std::string(casework::name_of(source.kind)),
                        .rung = std::string(casework::name_of(source.rung)),
                        .rank = casework::rank_of(source.rung),
                        .title = source.title,
                        .url = source.url};
    line.day = day_for_people(doors, visit, source.said_on);
    if (source.archived_at)
      line.archived = date_for_people(*source.archived_at, doors.settings.zone, visit.language);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace kentongan::site
