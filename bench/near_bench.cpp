// How often a mangled copy of a known message is known again, and how often a message of another
// hoax passes for it.
//
//   near_bench [FOLDER] [dev|test]
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
//
// Every message found is compared with the exact best by brute force ("agrees").
#include "claimmatch.hpp"
#include "mangle.hpp"

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
  explicit Measurement(std::vector<Row> rows) : rows_(std::move(rows)) {
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
      const double start = cpu_milliseconds();
      const std::vector<NearDuplicate> found = known_.find(asked, most_compared);
      times.push_back(cpu_milliseconds() - start);
      bool alone = false;
      for (std::size_t rank = 0; rank < found.size(); ++rank) {
        if (!found[rank].is_same()) continue;
        const bool same = is_same_hoax(at, static_cast<std::size_t>(found[rank].document));
        if (rank == 0) ++(same ? right : wrong);
        alone = alone || !same;
      }
      wrong_alone += alone ? 1 : 0;
    }
    const auto all = static_cast<double>(copies.texts.size());
    const Numbers numbers{static_cast<double>(right) / all, static_cast<double>(wrong) / all,
                          static_cast<double>(wrong_alone) / all};
    std::printf(
        "%-10s n %5zu  recall %.4f  false %.4f  false with its own hoax unknown %.4f  "
        "p50 %.3f ms p99 %.3f ms\n",
        copies.name, copies.texts.size(), numbers.recall, numbers.wrong, numbers.wrong_alone,
        percentile(times, 0.5), percentile(times, 0.99));
    return numbers;
  }

 private:
  [[nodiscard]] bool is_same_hoax(std::size_t left, std::size_t right) const {
    return left == right || canonical_[left] == canonical_[right] ||
           share_a_claim(rows_[left], rows_[right]);
  }

  std::vector<Row> rows_;
  std::vector<std::string> canonical_;
  NearDuplicates known_;
};

std::vector<std::string> texts_of(const std::vector<Row>& rows) {
  std::vector<std::string> texts;
  for (const Row& row : rows) texts.push_back(row.text);
  return texts;
}

std::vector<Copies> mangled(const std::vector<Row>& rows) {
  std::vector<Copies> all;
  for (const auto& [name, how] :
       {std::pair{"typo30", Mangling::typo30}, std::pair{"wrapped", Mangling::wrapped},
        std::pair{"deleted30", Mangling::deleted30}, std::pair{"cut", Mangling::cut}}) {
    Mangler mangler(7);
    Copies copies{name, {}};
    for (const Row& row : rows) copies.texts.push_back(mangler.mangle(row.text, how));
    all.push_back(std::move(copies));
  }
  return all;
}

int run(const std::string& folder, bool is_test) {
  const std::string data = folder + "/claimmatch/";
  const std::vector<Row> rows = read_rows(data + (is_test ? "q_base.tsv" : "q_dev.tsv"));
  const Measurement measurement(rows);
  if (!is_test) {
    for (const Copies& copies : mangled(rows)) measurement.ask(copies);
    return 0;
  }
  bool reached = true;
  for (const char* name : {"typo10", "typo30", "wrap", "slang", "ocr", "mix", "del30", "trunc8"}) {
    const auto numbers = measurement.ask({name, texts_of(read_rows(data + "q_" + name + ".tsv"))});
    const double wanted = std::strcmp(name, "typo30") == 0 ? 0.97
                          : std::strcmp(name, "wrap") == 0 ? 0.95
                                                           : 0.0;
    reached = reached && numbers.recall >= wanted && numbers.wrong <= 0.005;
  }
  if (!reached) std::printf("WRONG       recall or falseness is not what was promised\n");
  return reached ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string folder = eval_folder(count > 1 ? arguments[1] : nullptr);
  if (!std::ifstream(folder + "/claimmatch/q_base.tsv")) {
    std::printf("skipped: no evaluation data in %s (KENTONGAN_EVAL_DATA=FOLDER)\n", folder.c_str());
    return 0;
  }
  return run(folder, count <= 2 || std::strcmp(arguments[2], "dev") != 0);
}
