// How often a mangled copy of a known message is known again, and how often a message of another
// hoax passes for it.
//
//   near_bench [FOLDER] [dev|test]
//   near_bench [FOLDER] size CLAIMS.tsv     memory and time with each of CLAIMS' titles known
//
// The known messages are those of one split of claimmatch, each stored once (dev: q_dev.tsv,
// mangled here; test: q_base.tsv, with its mangled copies q_typo30.tsv and so on). For each mangled
// copy:
//
//   recall  the best message that counts as the same (`is_same_message`) is the copy's own, or has
//           the same canonical text, or shares a claim id with it; out of all copies.
//   false   *with everything known*: the best that counts as the same is of another hoax.
//   stricter: *with its own hoax unknown* (every message that recall would accept taken away),
//           something still counts as the same. Twins that the labels do not link count as false.
#include "mangle.hpp"
#include "table.hpp"

#include "match/near_duplicates.hpp"

#include "language/text.hpp"

#include <cstdio>
#include <cstring>
#include <numeric>
#include <unordered_map>

namespace {

using namespace kentongan::match;
using namespace kentongan::bench;

struct Copies {
  const char* name;
  std::vector<std::string> texts;
};

class Measurement {
 public:
  explicit Measurement(std::vector<Labelled> rows) : rows_(std::move(rows)) {
    std::vector<KnownMessage> messages;
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      canonical_.push_back(kentongan::language::canonical(rows_[at].text));
      messages.push_back({static_cast<std::int64_t>(at), canonical_.back()});
    }
    known_.replace({}, messages);
    std::printf("%zu messages, %.0f bytes each in the index (canonical text: %.0f)\n", rows_.size(),
                static_cast<double>(known_.memory()) / static_cast<double>(rows_.size()),
                static_cast<double>(std::accumulate(
                    canonical_.begin(), canonical_.end(), std::size_t{0},
                    [](std::size_t sum, const std::string& one) { return sum + one.size(); })) /
                    static_cast<double>(rows_.size()));
  }

  struct Numbers {
    double recall = 0, wrong = 0, wrong_alone = 0;
  };

  Numbers ask(const Copies& copies) const {
    std::size_t right = 0, wrong = 0, wrong_alone = 0;
    std::vector<double> times;
    for (std::size_t at = 0; at < copies.texts.size(); ++at) {
      const std::string asked = kentongan::language::canonical(copies.texts[at]);
      const double start = milliseconds_of_thread();
      const std::vector<NearDuplicate> found = known_.find(asked, most_compared);
      times.push_back(milliseconds_of_thread() - start);
      if (!found.empty() && found.front().is_same()) {
        ++(is_same_hoax(at, static_cast<std::size_t>(found.front().document)) ? right : wrong);
      }
      const auto others = find_near(without_hoax_of(at), asked, 1);
      wrong_alone += !others.empty() && others.front().is_same() ? 1 : 0;
    }
    const auto all = static_cast<double>(copies.texts.size());
    const Numbers numbers{static_cast<double>(right) / all, static_cast<double>(wrong) / all,
                          static_cast<double>(wrong_alone) / all};
    std::printf(
        "%-10s n %5zu  recall %.4f  false %.4f  false with its own hoax unknown %.4f  "
        "p50 %.3f ms p99 %.3f ms\n",
        copies.name, copies.texts.size(), numbers.recall, numbers.wrong, numbers.wrong_alone,
        quantile(times, 0.5), quantile(times, 0.99));
    return numbers;
  }

 private:
  [[nodiscard]] bool is_same_hoax(std::size_t left, std::size_t right) const {
    return left == right || canonical_[left] == canonical_[right] ||
           share_a_claim(rows_[left], rows_[right]);
  }

  [[nodiscard]] NearDuplicateSnapshot without_hoax_of(std::size_t at) const {
    auto gone = std::make_shared<NearDuplicateSnapshot::Documents>();
    for (std::size_t other = 0; other < rows_.size(); ++other) {
      if (is_same_hoax(at, other)) gone->insert(static_cast<std::int64_t>(other));
    }
    NearDuplicateSnapshot snapshot = known_.snapshot();
    for (auto& part : snapshot.parts) part.gone = gone;
    return snapshot;
  }

  std::vector<Labelled> rows_;
  std::vector<std::string> canonical_;
  NearDuplicates known_;
};

std::vector<std::string> texts_of(const std::vector<Labelled>& rows) {
  std::vector<std::string> texts;
  for (const Labelled& row : rows) texts.push_back(row.text);
  return texts;
}

std::vector<Copies> mangled(const std::vector<Labelled>& rows) {
  std::vector<Copies> all;
  for (const auto& [name, how] :
       {std::pair{"typo30", Mangling::typo30}, std::pair{"wrapped", Mangling::wrapped},
        std::pair{"deleted30", Mangling::deleted30}, std::pair{"cut", Mangling::cut},
        std::pair{"first8", Mangling::first8}}) {
    Mangler mangler(7);
    Copies copies{name, {}};
    for (const Labelled& row : rows) copies.texts.push_back(mangler.mangle(row.text, how));
    all.push_back(std::move(copies));
  }
  return all;
}

int run(const std::string& folder, bool is_test) {
  const std::string data = folder + "/claimmatch/";
  const std::vector<Labelled> rows = read_labelled(data + (is_test ? "q_base.tsv" : "q_dev.tsv"));
  const Measurement measurement(rows);
  if (!is_test) {
    for (const Copies& copies : mangled(rows)) measurement.ask(copies);
    return 0;
  }
  bool reached = true;
  for (const char* name : {"typo10", "typo30", "wrap", "slang", "ocr", "mix", "del30", "trunc8"}) {
    const auto numbers =
        measurement.ask({name, texts_of(read_labelled(data + "q_" + name + ".tsv"))});
    if (std::strcmp(name, "typo30") == 0)
      reached = reached && numbers.recall >= 0.97 && numbers.wrong_alone <= 0.005;
    if (std::strcmp(name, "wrap") == 0)
      reached = reached && numbers.recall >= 0.95 && numbers.wrong_alone <= 0.005;
  }
  if (!reached) std::printf("WRONG       recall or falseness is not what was promised\n");
  return reached ? 0 : 1;
}

/// Memory and time with many short messages, asked the messages of q_lat; and whether the messages
/// of q_base are still found in that crowd.
int measure_size(const std::string& folder, const std::string& claims) {
  const std::string data = folder + "/claimmatch/";
  std::vector<KnownMessage> messages;
  std::size_t letters = 0;
  for (const Labelled& row : read_labelled(claims)) {
    messages.push_back(
        {static_cast<std::int64_t>(messages.size()), kentongan::language::canonical(row.text)});
    letters += messages.back().canonical.size();
  }
  NearDuplicates known;
  const double start = milliseconds_of_thread();
  known.replace({}, messages);
  const double built = milliseconds_of_thread() - start;
  const auto all = static_cast<double>(messages.size());
  std::printf("%zu messages of %.0f bytes: %.1f bytes each in the index, built in %.0f ms\n",
              messages.size(), static_cast<double>(letters) / all,
              static_cast<double>(known.memory()) / all, built);
  std::vector<double> times;
  for (int round = 0; round < 3; ++round) {
    times.clear();
    for (const Labelled& row : read_labelled(data + "q_lat.tsv")) {
      const std::string asked = kentongan::language::canonical(row.text);
      const double before = milliseconds_of_thread();
      const auto found = known.find(asked, 3);
      times.push_back(milliseconds_of_thread() - before);
    }
  }
  std::printf("q_lat n %zu  p50 %.3f ms  p99 %.3f ms (CPU, without reading the message)\n",
              times.size(), quantile(times, 0.5), quantile(times, 0.99));

  const std::vector<Labelled> rows = read_labelled(data + "q_base.tsv");
  messages.resize(std::min(messages.size(), NearDuplicateSegment::most_messages - rows.size()));
  const std::size_t crowd = messages.size();
  for (const Labelled& row : rows) {
    messages.push_back(
        {static_cast<std::int64_t>(messages.size()), kentongan::language::canonical(row.text)});
  }
  NearDuplicates together;
  together.replace({}, messages);
  for (const char* name : {"typo30", "wrap"}) {
    const std::vector<Labelled> copies = read_labelled(data + "q_" + name + ".tsv");
    std::size_t right = 0;
    for (std::size_t at = 0; at < copies.size(); ++at) {
      const auto found = together.find(kentongan::language::canonical(copies[at].text), 32);
      right += std::any_of(found.begin(), found.end(), [&](const NearDuplicate& one) {
        const auto message = static_cast<std::size_t>(one.document);
        return one.is_same() && message >= crowd &&
               (messages[message].canonical == messages[crowd + at].canonical ||
                share_a_claim(rows[message - crowd], rows[at]));
      });
    }
    std::printf("%-8s recall %.4f among them\n", name,
                static_cast<double>(right) / static_cast<double>(copies.size()));
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string folder = eval_folder(count > 1 ? arguments[1] : nullptr);
  if (!std::ifstream(folder + "/claimmatch/q_base.tsv")) {
    std::printf("skipped: no evaluation data in %s (KENTONGAN_EVAL_DATA=FOLDER)\n", folder.c_str());
    return 0;
  }
  if (count > 3 && std::strcmp(arguments[2], "size") == 0)
    return measure_size(folder, arguments[3]);
  return run(folder, count <= 2 || std::strcmp(arguments[2], "dev") != 0);
}
