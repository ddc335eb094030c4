#include "peer.hpp"

#include "match/copies.hpp"
#include "match/matcher.hpp"
#include "match/near_duplicates.hpp"
#include "match/question.hpp"
#include "match/retrieve.hpp"

#include "language/text.hpp"

#include <algorithm>

namespace kentongan::bench {

namespace {

std::shared_ptr<const match::Segment> index_of(const Known& known) {
  std::vector<match::Document> documents(known.titles);
  for (std::size_t at = 0; at < known.titles; ++at)
    documents[at] = {.id = static_cast<std::int64_t>(at), .title = known.texts[at]};
  for (std::size_t at = known.titles; at < known.texts.size(); ++at)
    documents[known.claims[at]].messages.push_back(known.texts[at]);
  match::SegmentBuilder builder;
  for (const match::Document& document : documents) builder.add(document);
  return builder.finish();
}

class Engine final : public Ours {
 public:
  [[nodiscard]] const char* name() const override { return "ours, decision"; }

  void build(const Known& known) override {
    matcher_.adopt(index_of(known));
    std::vector<match::KnownMessage> messages;
    for (std::size_t at = known.titles; at < known.texts.size(); ++at) {
      messages.push_back(
          {static_cast<std::int64_t>(known.claims[at]), language::canonical(known.texts[at])});
    }
    copies_.replace({}, messages);
  }

  [[nodiscard]] std::vector<Hit> search(const std::string& message, std::size_t limit) override {
    const auto candidates = matcher_.find(message, limit);
    const match::Decision decision = decide(candidates);
    shown_ += decision.shown.size();  // so that no compiler leaves the decision out
    return hits_of(candidates);
  }

  /// With copies as the archive asks: those the index did not name can only be asked about, so that
  /// they are left out here.
  [[nodiscard]] std::vector<Hit> answers(const std::string& message, Copies copies) override {
    auto candidates = matcher_.find(message, 10);
    if (copies == Copies::looked_for)
      lift_copies(candidates, copies_.find(language::canonical(message), 3));
    const match::Decision decision = decide(candidates);
    if (decision.outcome != match::Outcome::answer) return {};
    return hits_of(decision.shown);
  }

 private:
  static std::vector<Hit> hits_of(const std::vector<match::Candidate>& candidates) {
    std::vector<Hit> hits;
    for (const match::Candidate& candidate : candidates)
      hits.push_back({static_cast<std::size_t>(candidate.document), candidate.score});
    return hits;
  }

  match::Matcher matcher_;
  match::NearDuplicates copies_;
  std::size_t shown_ = 0;
};

class Candidates final : public Peer {
 public:
  [[nodiscard]] const char* name() const override { return "ours, candidates"; }

  void build(const Known& known) override { matcher_.adopt(index_of(known)); }

  [[nodiscard]] std::vector<Hit> search(const std::string& message, std::size_t limit) override {
    return best(message, limit, match::retrieve);
  }
  [[nodiscard]] std::vector<Hit> search_exhaustively(const std::string& message,
                                                     std::size_t limit) override {
    return best(message, limit, match::retrieve_exhaustively);
  }
  [[nodiscard]] double least_found() const override { return 0.98; }  // it works to a budget

 private:
  template <typename Retrieve>
  std::vector<Hit> best(const std::string& message, std::size_t limit, Retrieve&& retrieve) {
    const match::Snapshot snapshot = matcher_.snapshot();
    const match::Question question(message, snapshot);
    auto hits = retrieve(snapshot, query_of(question, snapshot), match::RetrieveLimits{}).hits;
    limit = std::min(limit, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(limit), hits.end(),
                      [](const auto& left, const auto& right) {
                        return left.score != right.score ? left.score > right.score
                                                         : left.passage < right.passage;
                      });
    std::vector<Hit> found;
    for (std::size_t at = 0; at < limit; ++at) {
      const match::Segment& segment = *hits[at].segment;
      const auto document = segment.document(segment.document_of(hits[at].passage));
      found.push_back({static_cast<std::size_t>(document.id), hits[at].score});
    }
    return found;
  }

  match::Matcher matcher_;
};

}  // namespace

std::unique_ptr<Ours> ours() { return std::make_unique<Engine>(); }
std::unique_ptr<Peer> ours_candidates() { return std::make_unique<Candidates>(); }

}  // namespace kentongan::bench
