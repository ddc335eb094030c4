#include "peer.hpp"

#include "match/matcher.hpp"

namespace kentongan::bench {

namespace {

class Engine final : public Ours {
 public:
  [[nodiscard]] const char* name() const override { return "ours"; }

  void build(const std::vector<std::string>& titles) override {
    match::SegmentBuilder builder;
    for (std::size_t at = 0; at < titles.size(); ++at)
      builder.add({.id = static_cast<std::int64_t>(at), .title = titles[at]});
    matcher_.adopt(builder.finish());
  }

  /// The whole text path: reading the message, candidates, comparison, decision.
  [[nodiscard]] std::vector<Hit> search(const std::string& message, std::size_t limit) override {
    const auto candidates = matcher_.find(message, limit);
    const match::Decision decision = decide(candidates);
    shown_ += decision.shown.size();  // so that no compiler leaves the decision out
    return hits_of(candidates);
  }

  [[nodiscard]] std::vector<Hit> answers(const std::string& message) override {
    const match::Decision decision = decide(matcher_.find(message, 10));
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
  std::size_t shown_ = 0;
};

}  // namespace

std::unique_ptr<Ours> ours() { return std::make_unique<Engine>(); }

}  // namespace kentongan::bench
