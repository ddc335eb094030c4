#include "search/segment_builder.hpp"

#include "base/bug.hpp"
#include "language/stem.hpp"
#include "language/text.hpp"
#include "language/words.hpp"
#include "search/roots.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace kentongan::search {

namespace {

constexpr std::size_t most_occurrences = 4'000'000;  ///< in hand, before a part is made of them
constexpr std::uint32_t nowhere = ~std::uint32_t{0};

}  // namespace

/// Puts a segment together; the only one that may change it.
class SegmentMaker {
 public:
  void take_word(std::string_view word, std::uint32_t postings) {
    segment_->bytes_ += word;
    segment_->starts_.push_back(static_cast<std::uint32_t>(segment_->bytes_.size()));
    segment_->letters_.push_back(letters_of(word));
    segment_->posting_firsts_.push_back(segment_->posting_firsts_.back() + postings);
  }
  /// After the words: where the postings of each go.
  std::vector<Segment::Posting>& postings() {
    segment_->postings_.resize(segment_->posting_firsts_.back());
    return segment_->postings_;
  }
  [[nodiscard]] std::vector<std::uint32_t> posting_firsts() const {
    return segment_->posting_firsts_;
  }
  void take_entries(std::vector<Segment::Entry> entries, std::vector<PackedArea> areas) {
    entries.push_back({.first_area = static_cast<std::uint32_t>(areas.size())});
    segment_->entries_ = std::move(entries);
    segment_->areas_ = std::move(areas);
  }
  void take_entry_of(const Segment& from, std::uint32_t document) {
    Segment::Entry entry = from.entries_[document];
    const auto first = from.areas_.begin() + entry.first_area;
    const auto end = from.areas_.begin() + from.entries_[document + 1].first_area;
    entry.first_area = static_cast<std::uint32_t>(areas_.size());
    areas_.insert(areas_.end(), first, end);
    entries_.push_back(entry);
  }
  void take_copied_entries() { take_entries(std::move(entries_), std::move(areas_)); }

  std::shared_ptr<const Segment> finish() {
    Segment& made = *segment_;
    KENTONGAN_BUG_IF(made.size() > Segment::most_documents);
    made.by_id_.resize(made.size());
    std::iota(made.by_id_.begin(), made.by_id_.end(), 0U);
    std::sort(made.by_id_.begin(), made.by_id_.end(),
              [&made](std::uint32_t left, std::uint32_t right) {
                return std::pair(made.entries_[left].id, made.entries_[left].kind) <
                       std::pair(made.entries_[right].id, made.entries_[right].kind);
              });
    made.roots_.reserve(made.word_count());
    language::StemBuffer buffer;
    for (Segment::Word word = 0; word < made.word_count(); ++word)
      made.roots_.emplace_back(hash_of_root(language::stem(made.word(word), buffer)), word);
    std::sort(made.roots_.begin(), made.roots_.end());
    made.bytes_.shrink_to_fit();
    made.starts_.shrink_to_fit();
    made.letters_.shrink_to_fit();
    made.posting_firsts_.shrink_to_fit();
    made.areas_.shrink_to_fit();
    return std::move(segment_);
  }

 private:
  std::shared_ptr<Segment> segment_ = std::shared_ptr<Segment>(new Segment());
  std::vector<Segment::Entry> entries_;
  std::vector<PackedArea> areas_;
};

std::uint32_t SegmentBuilder::number_of(std::string_view word) {
  const auto found = numbers_.find(word);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(numbers_.size());
  numbers_.emplace(word, number);
  return number;
}

void SegmentBuilder::read(std::string_view text, Field field, Occurrences& lengths) {
  const language::Text words = language::read(text);
  const auto in = static_cast<std::size_t>(field);
  for (const language::Token& token : words.tokens) {
    const std::string_view plain = words.word(token);
    if (language::is_stop_word(plain)) continue;
    ++lengths.words[in];
    const std::uint32_t word = number_of(plain);
    if (word >= place_of_.size()) place_of_.resize(word + 1, 0);
    if (place_of_[word] == 0) {
      words_.push_back({.word = word, .occurrences = {}});
      place_of_[word] = static_cast<std::uint32_t>(words_.size());
    }
    ++words_[place_of_[word] - 1].occurrences.times[in];
  }
}

void SegmentBuilder::add(const Document& document) {
  Occurrences lengths;
  read(document.title, Field::title, lengths);
  read(document.lead, Field::lead, lengths);
  read(document.body, Field::body, lengths);
  const auto number = static_cast<std::uint32_t>(entries_.size());
  for (InDocument& found : words_) {
    found.occurrences.words = lengths.words;
    occurrences_.push_back({found.word, {number, impact_of(found.occurrences)}});
    place_of_[found.word] = 0;
  }
  words_.clear();
  entries_.push_back({.id = document.id,
                      .at = document.at.micros(),
                      .first_area = static_cast<std::uint32_t>(areas_.size()),
                      .kind = document.kind,
                      .label = document.label});
  for (const places::AreaCode& area : document.areas) areas_.emplace_back(area);
  if (occurrences_.size() >= most_occurrences) finished_.push_back({make()});
}

std::shared_ptr<const Segment> SegmentBuilder::make() {
  std::vector<std::pair<std::string_view, std::uint32_t>> words(numbers_.begin(), numbers_.end());
  std::sort(words.begin(), words.end());
  std::vector<std::uint32_t> frequency(words.size(), 0);
  for (const Occurrence& occurrence : occurrences_) ++frequency[occurrence.word];
  std::vector<std::uint32_t> place(words.size(), 0);
  SegmentMaker maker;
  for (std::uint32_t at = 0; at < words.size(); ++at) {
    place[words[at].second] = at;
    maker.take_word(words[at].first, frequency[words[at].second]);
  }
  std::vector<std::uint32_t> next = maker.posting_firsts();
  std::vector<Segment::Posting>& postings = maker.postings();
  for (const Occurrence& occurrence : occurrences_)
    postings[next[place[occurrence.word]]++] = occurrence.posting;
  maker.take_entries(std::move(entries_), std::move(areas_));
  numbers_.clear();
  occurrences_.clear();
  entries_.clear();
  areas_.clear();
  place_of_.clear();
  return maker.finish();
}

std::shared_ptr<const Segment> SegmentBuilder::finish() {
  std::vector<Part> parts = std::exchange(finished_, {});
  if (parts.empty() || !entries_.empty()) parts.push_back({make()});
  *this = SegmentBuilder();
  return parts.size() == 1 ? parts.front().segment : merged(parts);
}

std::shared_ptr<const Segment> merged(std::span<const Part> parts) {
  SegmentMaker maker;
  std::vector<std::vector<std::uint32_t>> documents;  // per part: the new number, or nowhere
  std::vector<std::string_view> words;
  std::uint32_t next_document = 0;
  for (const Part& part : parts) {
    std::vector<std::uint32_t>& numbers = documents.emplace_back(part.segment->size(), nowhere);
    for (std::uint32_t document = 0; document < part.segment->size(); ++document) {
      if (part.is_gone(document)) continue;
      numbers[document] = next_document++;
      maker.take_entry_of(*part.segment, document);
    }
    std::vector<std::string_view> own;
    own.reserve(part.segment->word_count());
    for (Segment::Word word = 0; word < part.segment->word_count(); ++word)
      own.push_back(part.segment->word(word));
    std::vector<std::string_view> both;
    both.reserve(words.size() + own.size());
    std::set_union(words.begin(), words.end(), own.begin(), own.end(), std::back_inserter(both));
    words = std::move(both);
  }
  maker.take_copied_entries();

  std::vector<std::uint32_t> frequency(words.size(), 0);
  const auto visit = [&](auto&& use) {
    for (std::size_t at = 0; at < parts.size(); ++at) {
      const Segment& segment = *parts[at].segment;
      std::size_t here = 0;
      for (Segment::Word word = 0; word < segment.word_count(); ++word) {
        while (words[here] != segment.word(word)) ++here;
        for (const Segment::Posting posting : segment.postings(word)) {
          const std::uint32_t document = documents[at][posting.document()];
          if (document != nowhere) use(here, Segment::Posting(document, posting.impact()));
        }
      }
    }
  };
  visit([&frequency](std::size_t word, Segment::Posting) { ++frequency[word]; });
  std::vector<std::uint32_t> next(words.size(), 0);
  std::exclusive_scan(frequency.begin(), frequency.end(), next.begin(), 0U);
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (frequency[at] > 0) maker.take_word(words[at], frequency[at]);
  }
  std::vector<Segment::Posting>& postings = maker.postings();
  visit([&](std::size_t word, Segment::Posting posting) { postings[next[word]++] = posting; });
  return maker.finish();
}

}  // namespace kentongan::search
