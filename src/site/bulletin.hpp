// The weekly bulletin: what the page, the sheet and the text to forward have in common.
#pragma once

#include "base/week.hpp"
#include "paper/document.hpp"
#include "site/views/bulletin_view.hpp"
#include "site/visit.hpp"
#include "tabayun/bulletin.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

/// Monday 00:00 to the next, in the installation's zone.
[[nodiscard]] tabayun::Period period_of(Week week, Zone zone);
/// `16–22 November 2026`, `30 November – 6 Desember 2026`.
[[nodiscard]] std::string period_for_people(Week week, Language language);

[[nodiscard]] BulletinView bulletin_view(const Doors& doors, Language language, Instant now,
                                         Week week);
/// The text that people forward: WhatsApp's `*bold*`, one address a fact check, and where to read
/// on. At most `most_forwarded` fact checks; never a link that a scam used.
[[nodiscard]] std::string forward_text(const Doors& doors, Language language,
                                       const BulletinView& view);
inline constexpr std::size_t most_forwarded = 12;
/// The same as a sheet.
[[nodiscard]] paper::Document bulletin_sheet(const Doors& doors, Language language,
                                             const BulletinView& view);

}  // namespace kentongan::site
