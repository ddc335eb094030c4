#include "api/claim_review.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "html/json.hpp"

namespace kentongan::api {

std::optional<int> rating_of(tabayun::Verdict verdict) {
  using tabayun::Verdict;
  switch (verdict) {
    case Verdict::false_: return 1;
    case Verdict::misleading: return 2;
    case Verdict::false_context: return 2;
    case Verdict::partly_true: return 3;
    case Verdict::true_: return 5;
    case Verdict::satire: return std::nullopt;
    case Verdict::opinion: return std::nullopt;
    case Verdict::unproven: return std::nullopt;
  }
  __builtin_unreachable();
}

namespace {

/// Who answers for it: whom an import names, the group that checked, or the office.
std::string author_of(const Call& call, const tabayun::Claim& claim) {
  if (!claim.source.empty()) return claim.source;
  if (!claim.checker_group.is_none()) {
    const auto names = call.doors.groups.names_of({claim.checker_group});
    if (!names.empty()) return names.front().name;
  }
  return call.doors.settings.office_name;
}

}  // namespace

std::string claim_review(const Call& call, const tabayun::Claim& claim) {
  const tabayun::Finding& finding = claim.finding;
  html::JsonWriter json;
  json.object([&] {
    json.member("@context", "https://schema.org");
    json.member("@type", "ClaimReview");
    json.member("url", call.address("/cek-fakta/" + claim.address()));
    json.member("inLanguage", "id");
    json.member("headline", finding.title);
    json.member("claimReviewed", shorten_utf8(finding.claim, 1'000));
    if (!claim.checked_on.empty()) {
      json.member("datePublished", claim.checked_on);
    } else if (claim.published_at) {
      json.member("datePublished", rfc3339(*claim.published_at));
    }
    if (claim.updated_at) json.member("dateModified", rfc3339(*claim.updated_at));
    json.object("author", [&] {
      json.member("@type", "Organization");
      json.member("name", author_of(call, claim));
    });
    json.object("reviewRating", [&] {
      json.member("@type", "Rating");
      if (const std::optional<int> rating = rating_of(finding.verdict)) {
        json.member("ratingValue", *rating);
        json.member("worstRating", 1);
        json.member("bestRating", 5);
      }
      json.member("alternateName", say(call.language, "verdict." + std::string(tabayun::name_of(finding.verdict))));
    });
    json.object("itemReviewed", [&] {
      json.member("@type", "Claim");
      json.member("name", finding.title);
    });
    json.member("reviewBody", finding.conclusion.empty() ? finding.explanation : finding.conclusion);
    if (!finding.url.empty()) json.member("isBasedOn", finding.url);
  });
  return std::move(json).take();
}

}  // namespace kentongan::api
