// How fact checks are turned into what pages show; shared by the answer, the fact check and the
// lists.
#include "site/claim_views.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "match/explain.hpp"
#include "net/url.hpp"
#include "site/fact_card.hpp"

#include <algorithm>

namespace kentongan::site {
namespace {

constexpr std::size_t most_shared_words = 8;
constexpr std::size_t most_reasons = 3;

std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> paragraphs;
  for (const std::string_view line : split(text, '\n')) {
    if (!trim(line).empty()) paragraphs.emplace_back(trim(line));
  }
  return paragraphs;
}

std::string checked_text(const Doors& doors, const Visit& visit, const tabayun::Claim& claim) {
  const auto day = parse_day(claim.checked_on);
  if (!day.ok()) return say(visit.language, "site.claim.checked_undated");
  return say(visit.language, "site.claim.checked_on",
             {{"date", date_for_people(start_of(*day, doors.settings.zone), doors.settings.zone,
                                       visit.language)}});
}

std::string checker_of(const Doors& doors, const Visit& visit, const tabayun::Claim& claim) {
  if (!claim.source.empty())
    return claim.author.empty() ? claim.source : claim.author + " (" + claim.source + ")";
  if (!claim.checker_group.is_none()) {
    const auto names = doors.groups.names_of({claim.checker_group});
    if (!names.empty()) return names.front().name + say(visit.language, "site.claim.second_reader");
  }
  return doors.settings.office_name + say(visit.language, "site.claim.second_reader");
}

std::string upper_verdict(Language language, const std::string& verdict) {
  std::string word = say(language, "verdict." + verdict);
  for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return word;
}

/// What spoke for it, heaviest first, each said once.
std::vector<std::string> reasons_of(Language language, const match::Evidence& evidence) {
  if (evidence.exact) return {say(language, "site.ticket.same_text")};
  std::vector<std::string> reasons;
  for (const match::Reason& reason : evidence.reasons) {
    if (reason.part <= 0 || reasons.size() == most_reasons) continue;
    std::string words = say(language, match::message_key(reason));
    if (std::ranges::find(reasons, words) == reasons.end()) reasons.push_back(std::move(words));
  }
  return reasons;
}

}  // namespace

ClaimLine line_of(const Doors& doors, const Visit& visit, const tabayun::Claim& claim) {
  ClaimLine line{.slug = claim.address(),
                 .title = claim.finding.title,
                 .verdict = std::string(tabayun::name_of(claim.finding.verdict)),
                 .asked = claim.askers};
  const auto day = parse_day(claim.checked_on);
  const Instant at = day.ok() ? start_of(*day, doors.settings.zone)
                              : claim.published_at.value_or(claim.created_at);
  line.at = day_of_moment(doors, visit, at);
  return line;
}

std::string title_or_picture(Language language, const tabayun::Claim& claim, std::size_t longest) {
  if (claim.finding.title.empty()) return say(language, "site.desk.picture_only");
  return shorten_utf8(claim.finding.title, longest);
}

AnswerView answer_of(const Doors& doors, const Visit& visit, const tabayun::Claim& claim) {
  const tabayun::Finding& finding = claim.finding;
  AnswerView view{.id = claim.id.text(),
                  .path = "/cek-fakta/" + claim.address(),
                  .title = finding.title,
                  .verdict = std::string(tabayun::name_of(finding.verdict)),
                  .checked = checked_text(doors, visit, claim),
                  .conclusion = finding.conclusion,
                  .summary = finding.summary.empty() ? finding.conclusion : finding.summary,
                  .explanation = paragraphs_of(finding.explanation),
                  .sources = paragraphs_of(finding.sources),
                  .url = finding.url,
                  .checker = checker_of(doors, visit, claim),
                  .claim = paragraphs_of(finding.claim),
                  .asked = claim.askers,
                  .withheld = doors.tabayun.is_withheld(claim.id)};
  if (finding.topic)
    view.topic =
        say(visit.language, "tabayun.topic." + std::string(tabayun::name_of(*finding.topic)));
  if (finding.kind)
    view.kind = say(visit.language, "tabayun.kind." + std::string(tabayun::name_of(*finding.kind)));
  const std::string address = doors.settings.base_url + view.path;
  view.share_text = format("*{}*: {}\n{}\n{}", upper_verdict(visit.language, view.verdict),
                           finding.title, tabayun::short_text_of(finding), address);
  view.whatsapp_url = "https://wa.me/?text=" + net::percent_encode(view.share_text);
  if (doors.paper != nullptr) {
    view.card_path = card_path(claim);
    view.card_alt = card_in_words(visit.language, claim);
  }
  view.telegram_url = "https://t.me/share/url?url=" + net::percent_encode(address) +
                      "&text=" + net::percent_encode(finding.title);
  return view;
}

std::vector<MessagePiece> pieces_of(std::string_view message,
                                    const std::vector<match::Span>& spans) {
  std::vector<MessagePiece> pieces;
  std::size_t done = 0;
  for (const match::Span& span : spans) {
    const std::size_t begin = std::clamp<std::size_t>(span.begin, done, message.size());
    const std::size_t end = std::clamp<std::size_t>(span.end, begin, message.size());
    if (begin == end) continue;
    const std::string_view between = message.substr(done, begin - done);
    if (!pieces.empty() && trim(between).empty()) {
      pieces.back().text += message.substr(done, end - done);
    } else {
      if (!between.empty()) pieces.push_back({std::string(between), false});
      pieces.push_back({std::string(message.substr(begin, end - begin)), true});
    }
    done = end;
  }
  if (done < message.size()) pieces.push_back({std::string(message.substr(done)), false});
  return pieces;
}

void explain_match(Language language, AnswerView& view, const tabayun::Match& match,
                   std::string_view message) {
  const match::Evidence& evidence = match.evidence;
  std::vector<std::string> words;
  for (const std::string& word : evidence.words) {
    if (words.size() < most_shared_words) words.push_back(word);
  }
  view.shared_words = join(words, ", ");
  view.message = pieces_of(message, evidence.spans);
  view.reasons = reasons_of(language, evidence);
  if (match.picture_distance) {
    const bool same = *match.picture_distance <= match::answering_distance;
    view.reasons.insert(view.reasons.begin(), say(language, same ? "site.ticket.same_picture"
                                                                 : "site.ticket.like_picture"));
  }
}

}  // namespace kentongan::site
