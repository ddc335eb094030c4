#include "match/segment_builder.hpp"

#include "match/content.hpp"
#include "match/similar.hpp"

#include "base/bug.hpp"
#include "language/text.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <utility>

namespace kentongan::match {

namespace {

constexpr std::uint32_t none = ~std::uint32_t{0};
constexpr std::size_t fields = 3;
/// Of the passages of a range, in parts of the first's: they count as equally long while it is
/// read.
constexpr float least_norm = 0.9F;

using Means = std::array<float, fields>;
using Statistics = std::vector<std::shared_ptr<const Segment>>;

/// Passages of one field and nearly one length, in the order of their numbers.
std::vector<Range> ranges_over(const std::array<std::uint32_t, fields>& passages,
                               std::span<const std::uint32_t> firsts, const Means& means) {
  std::vector<Range> ranges;
  std::uint32_t at = 0;
  for (std::uint32_t field = 0; field < fields; ++field) {
    const std::uint32_t end = at + passages[field];
    float norm_of_range = 0;
    for (; at < end; ++at) {
      const float norm = share_of_length(firsts[at + 1] - firsts[at], means[field]);
      const bool has_room = norm_of_range > 0 && at - ranges.back().first < largest_range;
      if (has_room && norm > norm_of_range * least_norm) continue;
      ranges.push_back({at, field});
      norm_of_range = norm;
    }
  }
  ranges.push_back({at, 0});
  return ranges;
}

/// Runs and postings of every word, from the passages in their final order.
struct Inverted {
  std::vector<std::uint32_t> run_firsts;
  std::vector<Run> runs;
  std::vector<std::uint16_t> postings;
};

/// Calls `visit(word, range, posting)` for every word of every passage, in the order of numbers.
template <typename Visit>
void for_each_posting(std::span<const std::uint32_t> firsts,
                      std::span<const Segment::ColouredWord> forward,
                      const std::vector<Range>& ranges, Visit&& visit) {
  for (std::uint32_t range = 0; range + 1 < ranges.size(); ++range) {
    for (std::uint32_t at = ranges[range].first; at < ranges[range + 1].first; ++at) {
      const auto posting = static_cast<std::uint16_t>(at - ranges[range].first);
      for (std::uint32_t place = firsts[at]; place < firsts[at + 1]; ++place)
        visit(forward[place] & ~Segment::negated, range, posting);
    }
  }
}

Inverted inverted(std::span<const std::uint32_t> firsts,
                  std::span<const Segment::ColouredWord> forward, const std::vector<Range>& ranges,
                  std::size_t words) {
  Inverted lists;
  std::vector<std::uint32_t> frequency(words, 0);
  std::vector<std::uint32_t> latest(words, none);
  lists.run_firsts.assign(words + 1, 0);
  for_each_posting(firsts, forward, ranges,
                   [&](std::uint32_t word, std::uint32_t range, std::uint16_t) {
                     ++frequency[word];
                     if (std::exchange(latest[word], range) != range) ++lists.run_firsts[word + 1];
                   });
  std::partial_sum(lists.run_firsts.begin(), lists.run_firsts.end(), lists.run_firsts.begin());
  lists.runs.resize(lists.run_firsts.back() + 1);
  lists.postings.resize(forward.size());
  std::vector<std::uint32_t> next_run(lists.run_firsts.begin(), lists.run_firsts.end() - 1);
  std::vector<std::uint32_t> next_posting(words, 0);
  std::exclusive_scan(frequency.begin(), frequency.end(), next_posting.begin(), 0U);
  std::fill(latest.begin(), latest.end(), none);
  for_each_posting(firsts, forward, ranges,
                   [&](std::uint32_t word, std::uint32_t range, std::uint16_t posting) {
                     if (std::exchange(latest[word], range) != range)
                       lists.runs[next_run[word]++] = {next_posting[word], range};
                     lists.postings[next_posting[word]++] = posting;
                   });
  lists.runs.back() = {static_cast<std::uint32_t>(forward.size()), 0};
  return lists;
}

/// The keys under which misspelt and inflected words find the words of the vocabulary.
std::vector<SpellingKey> spellings_of(const Terms& terms) {
  std::vector<SpellingKey> keys;
  for (Terms::Id word = 0; word < terms.size(); ++word) {
    for (const std::uint32_t key : spelling_keys_of(terms.word(word))) keys.push_back({key, word});
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

/// Copies values into the image, section by section.
class Writer {
 public:
  Writer(ImageHeader header, const ImageLayout& layout)
      : words_(std::make_shared<std::vector<std::uint64_t>>(layout.size() / 8)), layout_(layout) {
    std::memcpy(words_->data(), &header, sizeof header);
  }

  template <typename Value>
  [[nodiscard]] std::span<Value> section(Section section) {
    return layout_.in<Value>(bytes().data(), section);
  }
  template <typename Value>
  void write(Section at, std::span<const Value> values) {
    std::copy(values.begin(), values.end(), section<Value>(at).begin());
  }
  [[nodiscard]] std::span<std::byte> bytes() { return std::as_writable_bytes(std::span(*words_)); }
  [[nodiscard]] std::shared_ptr<const Segment> finish() {
    auto segment = Segment::open(bytes(), words_);
    KENTONGAN_BUG_IF(!segment.ok());
    return std::move(segment).value();
  }

 private:
  std::shared_ptr<std::vector<std::uint64_t>> words_;
  ImageLayout layout_;
};

/// Lengths are compared with what the archive is used to: a few new messages beside it say little.
Means mean_words(const std::array<std::uint32_t, fields>& passages,
                 const std::array<std::uint64_t, fields>& words, const Statistics& statistics) {
  Means means{1, 1, 1};
  for (std::size_t field = 0; field < fields; ++field) {
    if (passages[field] != 0)
      means[field] = static_cast<float>(words[field]) / static_cast<float>(passages[field]);
    std::uint32_t most = passages[field];
    for (const auto& other : statistics) {
      const auto count = other->passage_count(static_cast<Field>(field));
      if (count > most) {
        most = count;
        means[field] = other->mean_words(static_cast<Field>(field));
      }
    }
  }
  return means;
}

}  // namespace

void SegmentBuilder::add(const Document& document) {
  const auto number = static_cast<std::uint32_t>(documents_.size());
  documents_.push_back({document.id, document.verdict});
  add_text(document.title, Field::title, number);
  for (const std::string& message : document.messages) add_text(message, Field::message, number);
  if (!document.article.empty()) add_text(document.article, Field::article, number);
}

void SegmentBuilder::add_text(const std::string& text, Field field, std::uint32_t document) {
  const language::Text read = language::read(text);
  const Content content = content_of(read);
  if (content.words.empty()) return;
  open_passage(content.exact, field, document);
  for (const ContentWord& word : content.words)
    add_word(terms_.add(word.word), word.negated ? Segment::negated : 0);
}

void SegmentBuilder::begin_copy(const Segment& from) {
  copied_words_.assign(from.terms().size(), none);
  copied_documents_.assign(from.document_count(), none);
}

void SegmentBuilder::copy_passage(const Segment& from, std::uint32_t passage) {
  const Segment::Passage old = from.passage(passage);
  std::uint32_t& document = copied_documents_[old.document];
  if (document == none) {
    document = static_cast<std::uint32_t>(documents_.size());
    documents_.push_back(from.document(old.document));
  }
  open_passage(old.exact, old.field, document);
  for (const Segment::ColouredWord coloured : from.words_of(passage)) {
    const Segment::Word word = coloured & ~Segment::negated;
    if (copied_words_[word] == none) copied_words_[word] = terms_.add(from.terms().word(word));
    add_word(copied_words_[word], coloured & Segment::negated);
  }
}

void SegmentBuilder::open_passage(std::uint64_t exact, Field field, std::uint32_t document) {
  passages_.push_back({.exact = exact,
                       .document = document,
                       .first = static_cast<std::uint32_t>(forward_.size()),
                       .field = field});
}

void SegmentBuilder::add_word(Segment::Word word, std::uint32_t colour) {
  if (word >= seen_in_.size()) seen_in_.resize(word + 1, 0);
  const auto passage = static_cast<std::uint32_t>(passages_.size());
  if (seen_in_[word] == passage) return;
  seen_in_[word] = passage;
  forward_.push_back(word | colour);
}

/// From the shortest to the longest, field by field; equals stay in the order they came.
std::vector<std::uint32_t> SegmentBuilder::order_of_passages() const {
  std::vector<std::uint32_t> order(passages_.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto rank = [this](std::uint32_t at) {
    return std::pair(passages_[at].field, words_in(at));
  };
  std::stable_sort(order.begin(), order.end(), [&rank](std::uint32_t left, std::uint32_t right) {
    return rank(left) < rank(right);
  });
  return order;
}

std::uint32_t SegmentBuilder::words_in(std::uint32_t passage) const {
  const std::size_t end =
      passage + 1 < passages_.size() ? passages_[passage + 1].first : forward_.size();
  return static_cast<std::uint32_t>(end) - passages_[passage].first;
}

/// Documents in the order of their ids: for each as it was added, its new number.
std::vector<std::uint32_t> SegmentBuilder::sort_documents() {
  std::vector<std::uint32_t> order(documents_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [this](std::uint32_t left, std::uint32_t right) {
    return documents_[left].id < documents_[right].id;
  });
  std::vector<std::uint32_t> numbers(documents_.size());
  std::vector<Segment::Source> sorted;
  sorted.reserve(documents_.size());
  for (const std::uint32_t old : order) {
    numbers[old] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(documents_[old]);
  }
  documents_ = std::move(sorted);
  return numbers;
}

std::shared_ptr<const Segment> SegmentBuilder::finish(const Statistics& statistics) {
  const std::vector<std::uint32_t> order = order_of_passages();
  const std::vector<std::uint32_t> numbers = sort_documents();
  std::array<std::uint32_t, fields> passages{};
  std::array<std::uint64_t, fields> words{};
  for (std::uint32_t at = 0; at < passages_.size(); ++at) {
    const auto field = static_cast<std::size_t>(passages_[at].field);
    ++passages[field];
    words[field] += words_in(at);
  }
  std::vector<std::uint32_t> firsts{0};
  firsts.reserve(order.size() + 1);
  std::vector<Segment::ColouredWord> forward;
  forward.reserve(forward_.size());
  for (const std::uint32_t old : order) {
    const auto* begin = forward_.data() + passages_[old].first;
    forward.insert(forward.end(), begin, begin + words_in(old));
    firsts.push_back(static_cast<std::uint32_t>(forward.size()));
  }
  const Means means = mean_words(passages, words, statistics);
  const std::vector<Range> ranges = ranges_over(passages, firsts, means);
  const Inverted lists = inverted(firsts, forward, ranges, terms_.size());
  const std::vector<SpellingKey> spellings = spellings_of(terms_.terms());

  ImageHeader header = fresh_header();
  header.mean_words = means;
  double all = static_cast<double>(passages_.size());
  for (const auto& other : statistics) all += static_cast<double>(other->passage_count());
  header.weight_of_unseen = inverse_document_frequency(1, all);
  const auto count = [&header](Section section, std::size_t size) {
    header.counts[static_cast<std::size_t>(section)] = size;
  };
  count(Section::document_ids, documents_.size());
  count(Section::document_verdicts, documents_.size());
  count(Section::exact, passages_.size());
  count(Section::passage_documents, passages_.size());
  count(Section::passage_firsts, firsts.size());
  count(Section::forward, forward.size());
  count(Section::term_bytes, terms_.bytes().size());
  count(Section::term_starts, terms_.starts().size());
  count(Section::term_slots, terms_.slots().size());
  count(Section::weights, terms_.size());
  count(Section::ranges, ranges.size());
  count(Section::run_firsts, lists.run_firsts.size());
  count(Section::runs, lists.runs.size());
  count(Section::postings, lists.postings.size());
  count(Section::spelling_keys, spellings.size());
  count(Section::spelling_words, spellings.size());

  auto layout = ImageLayout::of(header);
  KENTONGAN_BUG_IF(!layout.ok());  // more than 2^32 words
  Writer writer(header, *layout);
  const auto ids = writer.section<std::int64_t>(Section::document_ids);
  const auto verdicts = writer.section<std::int32_t>(Section::document_verdicts);
  for (std::size_t at = 0; at < documents_.size(); ++at) {
    ids[at] = documents_[at].id;
    verdicts[at] = documents_[at].verdict;
  }
  const auto exact = writer.section<std::uint64_t>(Section::exact);
  const auto document_of = writer.section<std::uint32_t>(Section::passage_documents);
  for (std::size_t at = 0; at < order.size(); ++at) {
    exact[at] = passages_[order[at]].exact;
    document_of[at] = numbers[passages_[order[at]].document];
  }
  writer.write<std::uint32_t>(Section::passage_firsts, firsts);
  writer.write<std::uint32_t>(Section::forward, forward);
  writer.write<char>(Section::term_bytes, terms_.bytes());
  writer.write<std::uint32_t>(Section::term_starts, terms_.starts());
  writer.write<std::uint32_t>(Section::term_slots, terms_.slots());
  const auto weights = writer.section<float>(Section::weights);
  for (Segment::Word word = 0; word < terms_.size(); ++word) {
    double with =
        lists.runs[lists.run_firsts[word + 1]].first - lists.runs[lists.run_firsts[word]].first;
    for (const auto& other : statistics) {
      if (const auto known = other->terms().find(terms_.terms().word(word)))
        with += other->frequency(*known);
    }
    weights[word] = inverse_document_frequency(with, all);
  }
  writer.write<Range>(Section::ranges, ranges);
  writer.write<std::uint32_t>(Section::run_firsts, lists.run_firsts);
  writer.write<Run>(Section::runs, lists.runs);
  writer.write<std::uint16_t>(Section::postings, lists.postings);
  const auto keys = writer.section<std::uint32_t>(Section::spelling_keys);
  const auto spelt = writer.section<std::uint32_t>(Section::spelling_words);
  for (std::size_t at = 0; at < spellings.size(); ++at) {
    keys[at] = spellings[at].key;
    spelt[at] = spellings[at].word;
  }
  *this = SegmentBuilder();
  return writer.finish();
}

}  // namespace kentongan::match
