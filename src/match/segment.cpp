#include "match/segment.hpp"

#include "match/content.hpp"

#include "language/text.hpp"

#include <algorithm>
#include <cmath>

namespace kentongan::match {

namespace {

// Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
// Every word counts once a passage (messages repeat themselves to persuade); b = 0.75 as measured
// on this kind of data.
constexpr double k1 = 1.2;
constexpr double b = 0.75;
/// A handful of documents knows nothing of how rare words are: below this many passages every word
/// weighs about the same.
constexpr double least_passages = 1000;

float weight_for(double with_word, double passages) {
  const double all = std::max(passages, least_passages);
  return static_cast<float>(std::log(1.0 + (all - with_word + 0.5) / (with_word + 0.5)));
}

}  // namespace

bool Segment::is_number(Word word) const {
  const std::string_view text = terms_.word(word);
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

std::size_t Segment::memory() const {
  return terms_.memory() + documents_.capacity() * sizeof(Source) +
         passages_.capacity() * sizeof(Passage) +
         (forward_.capacity() + posting_starts_.capacity() + postings_.capacity()) *
             sizeof(std::uint32_t) +
         weights_.capacity() * sizeof(float);
}

SegmentBuilder::SegmentBuilder() : segment_(std::make_shared<Segment>()) {}

void SegmentBuilder::open_document(Segment::Source source) {
  segment_->documents_.push_back(source);
}

void SegmentBuilder::add(const Document& document) {
  open_document({document.id, document.verdict});
  add_text(document.title, Field::title);
  for (const std::string& message : document.messages) add_text(message, Field::message);
  if (!document.article.empty()) add_text(document.article, Field::article);
}

void SegmentBuilder::add_text(const std::string& text, Field field) {
  const language::Text read = language::read(text);
  const Content content = content_of(read);
  if (content.words.empty()) return;
  segment_->passages_.push_back({.first = static_cast<std::uint32_t>(segment_->forward_.size())});
  for (const ContentWord& word : content.words) {
    add_word(segment_->terms_.add(word.word), word.negated ? Segment::negated : 0);
  }
  close_passage(content.exact, field);
}

void SegmentBuilder::add_passage(const Segment& from, std::uint32_t passage) {
  const Segment::Passage& old = from.passage(passage);
  const Segment::Source& source = from.documents()[old.document];
  if (segment_->documents_.empty() || segment_->documents_.back().id != source.id)
    open_document(source);
  segment_->passages_.push_back({.first = static_cast<std::uint32_t>(segment_->forward_.size())});
  for (const Segment::ColouredWord word : from.words_of(passage)) {
    add_word(segment_->terms_.add(from.terms().word(word & ~Segment::negated)),
             word & Segment::negated);
  }
  close_passage(old.exact, old.field);
}

void SegmentBuilder::add_word(Segment::Word word, std::uint32_t colour) {
  if (word >= seen_in_.size()) seen_in_.resize(word + 1, 0);
  const auto passage = static_cast<std::uint32_t>(segment_->passages_.size());
  if (seen_in_[word] == passage) return;
  seen_in_[word] = passage;
  segment_->forward_.push_back(word | colour);
}

void SegmentBuilder::close_passage(std::uint64_t exact, Field field) {
  Segment::Passage& passage = segment_->passages_.back();
  passage.exact = exact;
  passage.field = field;
  passage.document = static_cast<std::uint32_t>(segment_->documents_.size() - 1);
}

void SegmentBuilder::index_backwards() {
  Segment& segment = *segment_;
  segment.posting_starts_.assign(segment.terms_.size() + 2, 0);
  for (const auto word : segment.forward_)
    ++segment.posting_starts_[(word & ~Segment::negated) + 2];
  for (std::size_t at = 2; at < segment.posting_starts_.size(); ++at) {
    segment.posting_starts_[at] += segment.posting_starts_[at - 1];
  }
  segment.postings_.resize(segment.forward_.size());
  for (std::uint32_t passage = 0; passage < segment.passage_count(); ++passage) {
    for (const auto word : segment.words_of(passage)) {
      segment.postings_[segment.posting_starts_[(word & ~Segment::negated) + 1]++] = passage;
    }
  }
  segment.posting_starts_.pop_back();
}

void SegmentBuilder::weigh(const Segment* statistics) {
  Segment& segment = *segment_;
  const double passages = static_cast<double>(segment.passage_count()) +
                          (statistics ? static_cast<double>(statistics->passage_count()) : 0.0);
  segment.weights_.resize(segment.terms_.size());
  for (Segment::Word word = 0; word < segment.terms_.size(); ++word) {
    auto count = static_cast<double>(segment.passages_with(word).size());
    if (statistics) {
      if (const auto known = statistics->terms().find(segment.terms_.word(word))) {
        count += static_cast<double>(statistics->passages_with(*known).size());
      }
    }
    segment.weights_[word] = weight_for(count, passages);
  }
  segment.weight_of_unseen_ = weight_for(1, passages);
  const double mean = segment.passage_count() == 0
                          ? 1.0
                          : static_cast<double>(segment.forward_.size()) /
                                static_cast<double>(segment.passage_count());
  for (std::uint32_t at = 0; at < segment.passage_count(); ++at) {
    const auto length = static_cast<double>(segment.words_of(at).size());
    segment.passages_[at].norm =
        static_cast<float>((k1 + 1) / (1 + k1 * (1 - b + b * length / mean)));
  }
}

std::shared_ptr<const Segment> SegmentBuilder::finish(const Segment* statistics) {
  segment_->passages_.push_back({.first = static_cast<std::uint32_t>(segment_->forward_.size())});
  index_backwards();
  weigh(statistics);
  segment_->terms_.shrink();
  segment_->forward_.shrink_to_fit();
  segment_->passages_.shrink_to_fit();
  segment_->documents_.shrink_to_fit();
  return std::move(segment_);
}

}  // namespace kentongan::match
