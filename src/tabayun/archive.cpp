#include "tabayun/archive.hpp"

#include "language/text.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"

#include <array>
#include <future>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::int64_t most_messages = 500;  ///< of one claim in the index

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

std::optional<match::Document> document_of(db::Tx& tx, Id<Claim> id) {
  const auto claim = claims::find(tx, id);
  if (!claim || !claim->is_public()) return std::nullopt;
  match::Document document{
      .id = id.raw(), .verdict = stance_of(claim->finding.verdict), .title = claim->finding.title};
  document.messages = messages::list(tx, id, most_messages);
  document.messages.push_back(claim->finding.claim);
  return document;
}

void Tabayun::Archive::adopt(const std::vector<match::Document>& documents) {
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
  matcher.adopt(built);
  copies_.locked([&fresh](auto& now) { std::swap(now, fresh); });
}

void Tabayun::Archive::publish(const match::Document& document) {
  matcher.publish({document});
  copies()->replace(std::array{document.id}, known_messages_of(document));
}

void Tabayun::Archive::withdraw(std::int64_t document) {
  matcher.withdraw(document);
  copies()->replace(std::array{document}, {});
}

std::shared_ptr<match::NearDuplicates> Tabayun::Archive::copies() const {
  return copies_.locked([](const auto& now) { return now; });
}

}  // namespace kentongan::tabayun
