#include "site/claim_review.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "html/json.hpp"

namespace kentongan::site {
namespace {

constexpr std::size_t longest_claim = 1'000;  // characters

/// Who answers for it: whom an import names, the group that checked, or the office.
std::string author_of(const Doors& doors, const tabayun::Claim& claim) {
  if (!claim.source.empty()) return claim.source;
  if (!claim.checker_group.is_none()) {
    const auto names = doors.groups.names_of({claim.checker_group});
    if (!names.empty()) return names.front().name;
  }
  return doors.settings.office_name;
}

void write_rating(html::JsonWriter& json, Language language, tabayun::Verdict verdict) {
  json.member("@type", "Rating");
  json.member("alternateName", say(language, "verdict." + std::string(tabayun::name_of(verdict))));
  if (const std::optional<int> rating = rating_of(verdict)) {
    json.member("ratingValue", *rating);
    json.member("worstRating", 1);
    json.member("bestRating", 5);
  }
}

void write_dates(html::JsonWriter& json, const tabayun::Claim& claim) {
  if (!claim.checked_on.empty()) {
    json.member("datePublished", claim.checked_on);
  } else if (claim.published_at) {
    json.member("datePublished", rfc3339(*claim.published_at));
  }
  if (claim.updated_at) json.member("dateModified", rfc3339(*claim.updated_at));
}

}  // namespace

std::optional<int> rating_of(tabayun::Verdict verdict) {
  using tabayun::Verdict;
  switch (verdict) {
    case Verdict::false_: return 1;
    case Verdict::misleading: return 2;
    case Verdict::false_context: return 2;
    case Verdict::partly_true: return 3;
    case Verdict::true_: return 5;
    case Verdict::satire:
    case Verdict::opinion:
    case Verdict::unproven: return std::nullopt;
  }
  __builtin_unreachable();
}

void write_claim_review(html::JsonWriter& json, const Doors& doors, Language language,
                        const tabayun::Claim& claim) {
  const tabayun::Finding& finding = claim.finding;
  json.member("@type", "ClaimReview");
  json.member("url", doors.settings.base_url + "/cek-fakta/" + claim.address());
  json.member("inLanguage", "id");
  json.member("headline", finding.title);
  json.member("claimReviewed",
              shorten_utf8(finding.claim.empty() ? finding.title : finding.claim, longest_claim));
  write_dates(json, claim);
  json.object("author", [&] {
    json.member("@type", "Organization");
    json.member("name", author_of(doors, claim));
  });
  // Whoever checked it, the data on this page are ours.
  json.object("sdPublisher", [&] {
    json.member("@type", "Organization");
    json.member("name", doors.settings.office_name);
    json.member("url", doors.settings.base_url);
  });
  if (!claim.source.empty())
    json.member("creditText",
                claim.author.empty() ? claim.source : claim.author + " (" + claim.source + ")");
  json.object("reviewRating", [&] { write_rating(json, language, finding.verdict); });
  json.object("itemReviewed", [&] {
    json.member("@type", "Claim");
    json.member("name", finding.title);
  });
  json.member("abstract", tabayun::short_text_of(finding));
  json.member("reviewBody", tabayun::summary_of(finding));
  if (!finding.url.empty()) json.member("isBasedOn", finding.url);
}

html::SafeJson claim_review(const Doors& doors, Language language, const tabayun::Claim& claim) {
  html::JsonWriter json;
  json.object([&] {
    json.member("@context", "https://schema.org");
    write_claim_review(json, doors, language, claim);
  });
  return std::move(json).take_safe();
}

}  // namespace kentongan::site
