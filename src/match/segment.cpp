#include "match/segment.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace kentongan::match {

namespace {

// Every word counts once a passage (messages repeat themselves to persuade); b = 0.75 as measured
// on this kind of data.
constexpr double least_passages = 1000;
constexpr std::uint32_t fields = 3;

/// Whether the numbers are starts of pieces of `whole`: from 0, never falling, up to it.
bool are_starts(std::span<const std::uint32_t> starts, std::size_t whole) {
  return !starts.empty() && starts.front() == 0 && starts.back() == whole &&
         std::is_sorted(starts.begin(), starts.end());
}

bool are_below(std::span<const std::uint32_t> numbers, std::size_t limit) {
  return std::all_of(numbers.begin(), numbers.end(),
                     [limit](std::uint32_t number) { return number < limit; });
}

}  // namespace

float inverse_document_frequency(double with_word, double passages) {
  const double all = std::max(passages, least_passages);
  const double with = std::min(with_word, all);
  return static_cast<float>(std::log(1.0 + (all - with + 0.5) / (with + 0.5)));
}

Segment::Segment(std::span<std::byte> image, const ImageHeader& header, const ImageLayout& layout,
                 std::shared_ptr<const void> owner)
    : owner_(std::move(owner)),
      image_(image),
      header_(header),
      document_ids_(layout.in<std::int64_t>(image.data(), Section::document_ids)),
      document_verdicts_(layout.in<std::int32_t>(image.data(), Section::document_verdicts)),
      exact_(layout.in<std::uint64_t>(image.data(), Section::exact)),
      passage_documents_(layout.in<std::uint32_t>(image.data(), Section::passage_documents)),
      passage_firsts_(layout.in<std::uint32_t>(image.data(), Section::passage_firsts)),
      forward_(layout.in<ColouredWord>(image.data(), Section::forward)),
      term_bytes_(layout.in<char>(image.data(), Section::term_bytes)),
      term_starts_(layout.in<std::uint32_t>(image.data(), Section::term_starts)),
      term_slots_(layout.in<Word>(image.data(), Section::term_slots)),
      weights_(layout.in<float>(image.data(), Section::weights)),
      ranges_(layout.in<Range>(image.data(), Section::ranges)),
      run_firsts_(layout.in<std::uint32_t>(image.data(), Section::run_firsts)),
      runs_(layout.in<Run>(image.data(), Section::runs)),
      postings_(layout.in<std::uint16_t>(image.data(), Section::postings)),
      spelling_keys_(layout.in<std::uint32_t>(image.data(), Section::spelling_keys)),
      spelling_words_(layout.in<Word>(image.data(), Section::spelling_words)) {
  terms_ = Terms(term_bytes_, term_starts_, term_slots_);
}

Result<std::shared_ptr<const Segment>> Segment::open(std::span<std::byte> image,
                                                     std::shared_ptr<const void> owner) {
  ImageHeader header;
  if (image.size() < sizeof header ||
      reinterpret_cast<std::uintptr_t>(image.data()) % alignof(std::uint64_t) != 0)
    return Error(Refusal::invalid, "match.index.unreadable", "cut short");
  std::memcpy(&header, image.data(), sizeof header);
  const ImageLayout layout = TRY(ImageLayout::of(header));
  if (layout.size() != image.size())
    return Error(Refusal::invalid, "match.index.unreadable", "cut short");
  const std::shared_ptr<Segment> segment(
      new Segment(image, header, layout, std::move(owner)));  // the constructor is private
  if (const char* fault = segment->fault())
    return Error(Refusal::invalid, "match.index.unreadable", fault);
  segment->passages_by_document_ =
      Grouped(segment->passage_documents_, segment->document_ids_.size());
  segment->lexicon_ = std::make_unique<const Lexicon>(segment->terms_);
  return std::shared_ptr<const Segment>(segment);
}

const char* Segment::fault() const {
  for (const float mean : header_.mean_words) {
    if (!(mean > 0.5F && mean < 1e9F)) return "means";
  }
  if (!std::isfinite(header_.weight_of_unseen)) return "weights";
  if (const char* passages = fault_in_passages()) return passages;
  if (const char* words = fault_in_words()) return words;
  return fault_in_postings();
}

const char* Segment::fault_in_passages() const {
  const std::size_t passages = exact_.size();
  if (document_verdicts_.size() != document_ids_.size() ||
      !std::is_sorted(document_ids_.begin(), document_ids_.end()))
    return "documents";
  if (passage_documents_.size() != passages || passage_firsts_.size() != passages + 1 ||
      !are_below(passage_documents_, document_ids_.size()) ||
      !are_starts(passage_firsts_, forward_.size()))
    return "passages";
  if (ranges_.empty() || ranges_.front().first != 0 || ranges_.back().first != passages)
    return "ranges";
  for (std::size_t at = 0; at + 1 < ranges_.size(); ++at) {
    if (ranges_[at].field >= fields || ranges_[at + 1].first < ranges_[at].first ||
        ranges_[at + 1].first - ranges_[at].first > largest_range)
      return "ranges";
  }
  return nullptr;
}

const char* Segment::fault_in_words() const {
  const std::size_t words = weights_.size();
  if (term_starts_.size() != words + 1 || !are_starts(term_starts_, term_bytes_.size()))
    return "words";
  if (!std::has_single_bit(term_slots_.size())) return "slots";
  bool has_room = false;
  for (const Word word : term_slots_) {
    has_room = has_room || word == Terms::none;
    if (word != Terms::none && word >= words) return "slots";
  }
  if (!has_room) return "slots";  // a search would never end
  if (!std::all_of(weights_.begin(), weights_.end(), [](float weight) {
        return weight >= 0 && weight < 1e3F;  // not NaN either
      }))
    return "weights";
  for (const ColouredWord word : forward_) {
    if ((word & ~negated) >= words) return "forward";
  }
  if (spelling_keys_.size() != spelling_words_.size() || !are_below(spelling_words_, words) ||
      !std::is_sorted(spelling_keys_.begin(), spelling_keys_.end()))
    return "spellings";
  return nullptr;
}

const char* Segment::fault_in_postings() const {
  if (runs_.empty() || run_firsts_.size() != weights_.size() + 1 ||
      !are_starts(run_firsts_, runs_.size() - 1) || runs_.front().first != 0 ||
      runs_.back().first != postings_.size())
    return "runs";
  for (std::size_t at = 0; at + 1 < runs_.size(); ++at) {
    const Run& run = runs_[at];
    const std::uint32_t end = runs_[at + 1].first;
    if (run.range >= range_count() || end < run.first || end > postings_.size()) return "runs";
    const std::uint32_t size = ranges_[run.range + 1].first - ranges_[run.range].first;
    std::uint16_t highest = 0;
    const auto postings = postings_.subspan(run.first, end - run.first);
    for (const std::uint16_t posting : postings) highest = std::max(highest, posting);
    if (!postings.empty() && highest >= size) return "postings";
  }
  for (std::size_t word = 0; word + 1 < run_firsts_.size(); ++word) {
    for (std::uint32_t at = run_firsts_[word] + 1; at < run_firsts_[word + 1]; ++at) {
      if (runs_[at].range <= runs_[at - 1].range) return "runs";
    }
  }
  return nullptr;
}

Segment::Passage Segment::passage(std::uint32_t at) const {
  const auto after = std::upper_bound(
      ranges_.begin(), ranges_.end(), at,
      [](std::uint32_t passage, const Range& range) { return passage < range.first; });
  const auto field = static_cast<Field>((after - 1)->field);
  const std::size_t words = passage_firsts_[at + 1] - passage_firsts_[at];
  return {.exact = exact_[at],
          .document = passage_documents_[at],
          .norm = norm(field, words),
          .field = field};
}

std::uint32_t Segment::passage_count(Field field) const {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < range_count(); ++at) {
    if (static_cast<Field>(ranges_[at].field) == field)
      count += ranges_[at + 1].first - ranges_[at].first;
  }
  return count;
}

bool Segment::is_number(Word word) const {
  const std::string_view text = terms_.word(word);
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

}  // namespace kentongan::match
