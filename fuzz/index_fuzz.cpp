// Whatever the bytes of an index file, it is refused or it can be searched; and what is found in it
// with a budget is found by the exhaustive scorer too. The first byte chooses: a text to compare
// the two scorers over, a file, an image, or a sound image of which some bytes are changed.
#include "match/matcher.hpp"
#include "match/retrieve.hpp"
#include "match/store.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <set>
#include <string>
#include <vector>

using namespace kentongan::match;

namespace {

void search(const std::shared_ptr<const Segment>& segment) {
  Matcher matcher;
  matcher.adopt(segment);
  const Snapshot snapshot = matcher.snapshot();
  Query query;
  query.words = {{.word = "rebus"}, {.word = "daun"}, {.word = "sirsk"}, {.word = "kanker"}};
  const std::size_t all = segment->passage_count() + 1;
  const RetrieveLimits unlimited{.passages = all, .words = 100, .postings = 1'000'000'000};
  static_cast<void>(retrieve(snapshot, query, unlimited));
  static_cast<void>(retrieve_exhaustively(snapshot, query, unlimited));
  static_cast<void>(matcher.find("rebus daun sirsk, tidak perlu operasi kanker", 5));
  matcher.publish({{.id = 3, .title = "rebus daun"}});
  static_cast<void>(matcher.whole());
}

/// The bytes make an archive and a query; both scorers must agree.
void compare(std::string_view text) {
  SegmentBuilder builder;
  std::int64_t id = 0;
  std::string passage;
  std::vector<std::string> passages;
  for (const char c : text) {
    if (c == '\n') {
      builder.add({.id = id++, .title = passage, .messages = {passage + " juga"}});
      passages.push_back(std::exchange(passage, {}));
    } else {
      passage += c;
    }
  }
  Matcher matcher;
  matcher.adopt(builder.finish());
  matcher.publish({{.id = 0, .title = passage}});
  const Snapshot snapshot = matcher.snapshot();
  std::set<std::string> words{passage.substr(0, passage.find(' '))};
  for (const auto& part : snapshot.parts) {
    for (Terms::Id word = 0; word < part.segment->terms().size(); word += 2)
      words.emplace(part.segment->terms().word(word));
  }
  Query query;
  for (const std::string& word : words) query.words.push_back({.word = word});
  const RetrieveLimits unlimited{.passages = 1'000'000, .words = 1'000'000, .postings = 1U << 30U};
  const auto places = [](const Retrieved& retrieved) {
    std::set<std::pair<const Segment*, std::uint32_t>> found;
    for (const Hit& hit : retrieved.hits) found.emplace(hit.segment, hit.passage);
    return found;
  };
  // A word of no weight votes all the same; what weighs nothing is no candidate of the other.
  const auto fast = places(retrieve(snapshot, query, unlimited));
  for (const auto& place : places(retrieve_exhaustively(snapshot, query, unlimited))) {
    if (!fast.contains(place)) std::abort();
  }
}

std::shared_ptr<const Segment> small_index() {
  SegmentBuilder builder;
  builder.add({.id = 1,
               .verdict = 1,
               .title = "rebus daun sirsak menyembuhkan kanker",
               .messages = {"sebarkan: daun sirsak 10.000 kali lebih kuat, tidak perlu operasi"},
               .article = "dokter tidak menemukan bukti bahwa daun sirsak menyembuhkan"});
  builder.add({.id = 2, .verdict = 2, .title = "vaksin berisi cip"});
  builder.add({.id = 5, .verdict = 1, .title = "daun kelor", .messages = {"rebusan daun kelor"}});
  return builder.finish();
}

/// Three bytes a change: where (two of them), and what it becomes.
void change(std::span<std::byte> image, const std::uint8_t* data, std::size_t size) {
  for (std::size_t at = 0; at + 3 <= size; at += 3) {
    const std::size_t where = data[at] + 256U * data[at + 1];
    image[where % image.size()] = std::byte{data[at + 2]};
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  if (data[0] % 4 == 0) {
    compare({reinterpret_cast<const char*>(data) + 1, size - 1});
    return 0;
  }
  if (data[0] % 4 == 3) {
    static const std::shared_ptr<const Segment> sound = small_index();
    std::vector<std::uint64_t> copy((sound->image().size() + 7) / 8);
    const std::span<std::byte> changed(reinterpret_cast<std::byte*>(copy.data()),
                                       sound->image().size());
    std::memcpy(changed.data(), sound->image().data(), changed.size());
    change(changed, data + 1, size - 1);
    if (const auto segment = Segment::open(changed, nullptr); segment.ok()) search(*segment);
    return 0;
  }
  std::vector<std::uint64_t> words((size + 6) / 8);
  const std::span<std::byte> image(reinterpret_cast<std::byte*>(words.data()), size - 1);
  std::memcpy(image.data(), data + 1, image.size());
  if (data[0] % 4 == 1) {
    if (const auto saved = read_index(image, nullptr, 1); saved.ok()) search(saved->segment);
  } else if (const auto segment = Segment::open(image, nullptr); segment.ok()) {
    search(*segment);  // as if the checksum were right
  }
  return 0;
}
