#include "tabayun/archive.hpp"

#include "language/text.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/withheld.hpp"

#include <array>
#include <future>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::int64_t most_messages = 500;  ///< of one claim in the index
constexpr std::int64_t most_pictures = 200;

std::vector<match::KnownMessage> known_messages_of(const match::Document& document) {
  std::vector<match::KnownMessage> known;
  for (const std::string& message : document.messages)
    known.push_back({document.id, language::canonical(message)});
  return known;
}

}  // namespace

std::int32_t stance_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::true_: return 1;
    case Verdict::false_:
    case Verdict::misleading:
    case Verdict::false_context: return 2;
    case Verdict::partly_true: return 3;
    case Verdict::satire: return 4;
    case Verdict::opinion: return 5;
    case Verdict::unproven: return 6;
  }
  __builtin_unreachable();
}

std::string folded_text(const Finding& finding) {
  return language::canonical(finding.title) + " " + language::canonical(finding.claim);
}

std::optional<KnownClaim> known_claim(db::Tx& tx, Id<Claim> id) {
  const auto claim = claims::find(tx, id);
  if (!claim || !claim->is_public()) return std::nullopt;
  KnownClaim known;
  match::Document& document = known.document;
  document.id = id.raw();
  document.verdict = stance_of(claim->finding.verdict);
  document.title = claim->finding.title;
  document.messages = messages::list(tx, id, most_messages);
  document.messages.push_back(claim->finding.claim);
  const auto words = withheld::words_of(tx, id);
  document.messages.insert(document.messages.end(), words.begin(), words.end());
  for (const pictures::Known& picture : pictures::list_known_of(tx, id, most_pictures)) {
    const auto rows = rows_of(picture.looks, id.raw());
    known.pictures.insert(known.pictures.end(), rows.begin(), rows.end());
  }
  return known;
}

void wait_in_queue(Variants& variants, const Claim& claim, const std::vector<Waiting>& wordings) {
  variants.belongs(claim.id.raw(), language::canonical(claim.finding.claim), claim.id);
  for (const Waiting& wording : wordings)
    variants.belongs(wording.message, language::canonical(wording.text), claim.id);
}

void Tabayun::Archive::adopt(const std::vector<match::Document>& documents,
                             const std::vector<match::ImageRow>& pictures) {
  auto seen = std::make_shared<match::ImageIndex>();
  seen->publish(pictures);
  auto fresh = std::make_shared<match::NearDuplicates>();
  // Both read every text, each in its own way; together on two cores a start waits half as long.
  auto copies = std::async(std::launch::async, [&documents, &fresh] {
    std::vector<match::KnownMessage> known;
    for (const match::Document& document : documents) {
      for (const std::string& message : document.messages)
        known.push_back({document.id, language::canonical(message)});
    }
    fresh->replace({}, known);
  });
  match::SegmentBuilder index;
  for (const match::Document& document : documents) index.add(document);
  const std::shared_ptr<const match::Segment> built = index.finish();
  copies.get();
  if (directions) directions->adopt(documents);
  matcher.adopt(built);
  copies_.locked([&fresh](auto& now) { std::swap(now, fresh); });
  images_.locked([&seen](auto& now) { std::swap(now, seen); });
}

void Tabayun::Archive::publish(const KnownClaim& claim) {
  const match::Document& document = claim.document;
  matcher.publish({document});
  copies()->replace(std::array{document.id}, known_messages_of(document));
  images()->withdraw(document.id);
  images()->publish(claim.pictures);
  if (directions) directions->publish(document);
}

void Tabayun::Archive::withdraw(std::int64_t claim) {
  matcher.withdraw(claim);
  copies()->replace(std::array{claim}, {});
  images()->withdraw(claim);
  if (directions) directions->withdraw(claim);
}

std::shared_ptr<match::ImageIndex> Tabayun::Archive::images() const {
  return images_.locked([](const auto& now) { return now; });
}

std::shared_ptr<match::NearDuplicates> Tabayun::Archive::copies() const {
  return copies_.locked([](const auto& now) { return now; });
}

}  // namespace kentongan::tabayun
