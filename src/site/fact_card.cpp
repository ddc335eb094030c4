#include "site/fact_card.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "site/short_answer.hpp"
#include "tabayun/scam_traces.hpp"

namespace kentongan::site {
namespace {

constexpr std::size_t longest_claim = 180;  // characters; what is longer is told by its title

paper::Shape shape_of(tabayun::Verdict verdict) {
  using tabayun::Verdict;
  switch (verdict) {
    case Verdict::true_: return paper::Shape::tick;
    case Verdict::false_: return paper::Shape::cross;
    case Verdict::misleading: return paper::Shape::triangle;
    case Verdict::false_context: return paper::Shape::overlap;
    case Verdict::partly_true: return paper::Shape::half;
    case Verdict::satire: return paper::Shape::mask;
    case Verdict::opinion: return paper::Shape::bubble;
    case Verdict::unproven: return paper::Shape::question;
  }
  __builtin_unreachable();
}

/// What circulates when it is a sentence, else the title that tells it.
std::string claim_text(const tabayun::Finding& finding) {
  const std::string_view claim = trim(finding.claim);
  const bool is_sentence = !claim.empty() && length_utf8(claim) <= longest_claim &&
                           claim.find('\n') == std::string_view::npos;
  const std::string text(is_sentence ? claim : trim(finding.title));
  return finding.verdict == tabayun::Verdict::true_ ? text : tabayun::defanged(text);
}

std::string checked_by(const Doors& doors, const tabayun::Claim& claim) {
  // Whether somebody else read it a second time is known of our own only.
  if (!claim.source.empty())
    return say(indonesian, "site.card.checked_elsewhere", {{"name", claim.source}});
  std::string who = doors.settings.office_name;
  if (!claim.checker_group.is_none()) {
    const auto names = doors.groups.names_of({claim.checker_group});
    if (!names.empty()) who = names.front().name;
  }
  return say(indonesian, "site.card.checked_by", {{"name", who}});
}

std::string heading_of(const Doors& doors, const tabayun::Claim& claim) {
  const auto day = parse_day(claim.checked_on);
  if (!day.ok()) return say(indonesian, "site.card.heading_undated");
  const Instant at = start_of(*day, doors.settings.zone);
  return say(indonesian, "site.card.heading",
             {{"date", date_for_people(at, doors.settings.zone, indonesian)}});
}

}  // namespace

paper::Stamp stamp_of(Language language, tabayun::Verdict verdict) {
  std::string word = say(language, "verdict." + std::string(tabayun::name_of(verdict)));
  for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return {std::move(word), shape_of(verdict)};
}

paper::Card card_of(const Doors& doors, const tabayun::Claim& claim) {
  const std::string address = short_url(doors, claim);
  return {.stamp = stamp_of(indonesian, claim.finding.verdict),
          .heading = heading_of(doors, claim),
          .claim = claim_text(claim.finding),
          .answer = short_answer(claim.finding),
          .source = checked_by(doors, claim),
          .office = doors.settings.office_name,
          .address = address,
          .short_address = without_scheme(address),
          .language = indonesian};
}

std::string card_path(const tabayun::Claim& claim) {
  return "/cek-fakta/" + claim.address() + "/kartu.png";
}

std::string card_in_words(Language language, const tabayun::Claim& claim) {
  const std::string verdict =
      say(language, "verdict." + std::string(tabayun::name_of(claim.finding.verdict)));
  return say(language, "site.card.in_words",
             {{"verdict", verdict},
              {"claim", shorten_utf8(claim_text(claim.finding), 200)},
              {"answer", short_answer(claim.finding)}});
}

std::string short_url(const Doors& doors, const tabayun::Claim& claim) {
  return doors.settings.base_url + "/cek-fakta/" + claim.id.text();
}

std::string without_scheme(std::string_view url) {
  const std::size_t scheme = url.find("://");
  return std::string(scheme == std::string_view::npos ? url : url.substr(scheme + 3));
}

}  // namespace kentongan::site
