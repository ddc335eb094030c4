// How well the screen finds hate speech on labelled messages, and what it costs. The data stay
// where they are: nothing of them but the weights of our own features comes out.
//   screening_bench FOLDER            precision, recall, F1 at the shipped thresholds; µs a message
//   screening_bench FOLDER --learn    learns the weights from the dev half, prints the table
// FOLDER holds re_dataset.csv (Ibrohim and Budi 2019) and codemixed/*.csv; docs/screening.md.
#include "base/csv.hpp"
#include "base/text.hpp"
#include "screening/screen.hpp"
#include "screening/weights.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace kentongan;
using namespace kentongan::screening;

struct Labelled {
  std::string text;
  bool hate = false;
  bool strong = false;
  Seen seen = {};
};
using Messages = std::vector<Labelled>;

std::string bytes_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The collection writes line ends as `\n` and emoji as `\xf0...`; people do not.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      if (text[at + 1] == 'n') {
        out += '\n';
        ++at;
        continue;
      }
      if (text[at + 1] == 'x' && at + 3 < text.size()) {
        at += 3;
        continue;
      }
    }
    out += text[at];
  }
  return out;
}

/// The half is told by a hash of the text: the same for everybody, and copies are in one half.
bool is_dev(std::string_view text) {
  std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return (hash >> 20U) % 2 == 0;
}

Messages read(const std::string& file, const std::function<void(const CsvRow&, Labelled&)>& label) {
  Messages messages;
  const std::string text = clean_utf8(bytes_of(file));
  auto reader = CsvReader::open(text);
  if (!reader.ok()) return messages;
  CsvRow row;
  bool head = true;
  while (reader->next(row)) {
    if (std::exchange(head, false) || row.problem != nullptr || row.cells.size() < 4) continue;
    Labelled message{.text = unescaped(row.cells[0])};
    label(row, message);
    message.seen = look_at(message.text);
    messages.push_back(std::move(message));
  }
  return messages;
}

struct Figures {
  std::int64_t right = 0;
  std::int64_t flagged = 0;
  std::int64_t wanted = 0;
};
void print(const char* name, const Figures& figures) {
  const auto share = [](std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  const double precision = share(figures.right, figures.flagged);
  const double recall = share(figures.right, figures.wanted);
  const double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  std::cout << format(
      "  {:<46} precision {:.3f}  recall {:.3f}  F1 {:.3f}  ({} flagged, {} wanted)\n", name,
      precision, recall, f1, figures.flagged, figures.wanted);
}

Figures count(const Messages& messages, const std::function<bool(const Labelled&)>& wanted,
              const std::function<bool(const std::vector<Flag>&)>& flagged) {
  Figures figures;
  for (const Labelled& message : messages) {
    const bool want = wanted(message);
    const bool flag = flagged(screen(message.text));
    figures.wanted += want ? 1 : 0;
    figures.flagged += flag ? 1 : 0;
    figures.right += want && flag ? 1 : 0;
  }
  return figures;
}

bool has(const std::vector<Flag>& flags, FlagKind kind, Suspicion least) {
  return std::any_of(flags.begin(), flags.end(), [&](const Flag& flag) {
    return flag.kind == kind && flag.suspicion >= least;
  });
}

void report(const std::string& name, const Messages& messages) {
  std::cout << name << ": " << messages.size() << " messages\n";
  const auto hate = [](const Labelled& message) { return message.hate; };
  const auto strong = [](const Labelled& message) { return message.strong; };
  const auto any = [](Suspicion least) {
    return [least](const std::vector<Flag>& flags) {
      return has(flags, FlagKind::hate_speech, least) ||
             has(flags, FlagKind::call_to_violence, Suspicion::medium);
    };
  };
  print("hate speech, flagged at all", count(messages, hate, any(Suspicion::low)));
  print("hate speech, medium or high", count(messages, hate, any(Suspicion::medium)));
  print("hate speech, high", count(messages, hate, any(Suspicion::high)));
  if (std::none_of(messages.begin(), messages.end(), strong)) return;
  print("strong hate speech, flagged at all", count(messages, strong, any(Suspicion::low)));
  print("strong hate speech, call to violence",
        count(messages, strong, [](const std::vector<Flag>& flags) {
          return has(flags, FlagKind::call_to_violence, Suspicion::medium);
        }));
  print("strong hate speech, call to violence, high",
        count(messages, strong, [](const std::vector<Flag>& flags) {
          return has(flags, FlagKind::call_to_violence, Suspicion::high);
        }));
}

/// Logistic regression by gradient descent with a pull towards nothing: the figures of a table that
/// people read should be no larger than they must.
std::array<double, feature_count> learn(const Messages& messages,
                                        const std::function<bool(const Labelled&)>& wanted) {
  std::array<double, feature_count> weights{};
  std::array<double, feature_count> moment{};
  constexpr int rounds = 3'000;
  constexpr double pull = 0.0005;
  for (int round = 0; round < rounds; ++round) {
    std::array<double, feature_count> slope{};
    for (const Labelled& message : messages) {
      double sum = 0;
      for (std::size_t at = 0; at < feature_count; ++at)
        sum += weights[at] * static_cast<double>(message.seen.features[at]);
      const double off = 1 / (1 + std::exp(-sum)) - (wanted(message) ? 1 : 0);
      for (std::size_t at = 0; at < feature_count; ++at)
        slope[at] += off * static_cast<double>(message.seen.features[at]);
    }
    for (std::size_t at = 0; at < feature_count; ++at) {
      const double pulled = at == 0 ? 0 : pull * weights[at];
      moment[at] = 0.9 * moment[at] + slope[at] / static_cast<double>(messages.size()) + pulled;
      weights[at] -= 0.3 * moment[at];
    }
  }
  return weights;
}

void cost(const Messages& messages) {
  std::size_t flags = 0;
  std::size_t bytes = 0;
  const std::clock_t begin = std::clock();
  for (const Labelled& message : messages) {
    flags += screen(message.text).size();
    bytes += message.text.size();
  }
  const double micros = static_cast<double>(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC;
  const auto count = static_cast<double>(messages.size());
  std::cout << format("cost: {:.1f} us a message of {:.0f} bytes ({} flags)\n", micros / count,
                      static_cast<double>(bytes) / count, flags);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "screening_bench FOLDER [--learn]\n";
    return 2;
  }
  const std::string folder = argv[1];
  const auto yes = [](const CsvRow& row, std::size_t cell) {
    return cell < row.cells.size() && row.cells[cell] == "1";
  };
  const Messages all =
      read(folder + "/re_dataset.csv", [&yes](const CsvRow& row, Labelled& message) {
        message.hate = yes(row, 1);
        message.strong = yes(row, 12);
      });
  Messages dev, test;
  for (const Labelled& message : all) (is_dev(message.text) ? dev : test).push_back(message);
  if (all.empty()) {
    std::cerr << "no messages in " << folder << "\n";
    return 1;
  }
  if (argc > 2 && std::string_view(argv[2]) == "--learn") {
    const auto hate = learn(dev, [](const Labelled& message) { return message.hate; });
    const auto strong = learn(dev, [](const Labelled& message) { return message.strong; });
    for (std::size_t at = 0; at < feature_count; ++at) {
      std::cout << format("    Weight{{Feature::{}, {:.2f}F, {:.2f}F}},\n",
                          name_of(static_cast<Feature>(at)), hate[at], strong[at]);
    }
    return 0;
  }
  report("Indonesian, dev half (the weights were learned here)", dev);
  report("Indonesian, test half", test);
  const auto final_label = [](const CsvRow& row, Labelled& message) {
    message.hate = trim(row.cells[3]) == "hate";
  };
  report("Indonesian with Javanese (nothing was learned here)",
         read(folder + "/codemixed/codemixed_indojawa_final.csv", final_label));
  report("Indonesian with Sundanese (nothing was learned here)",
         read(folder + "/codemixed/codemixed_indosunda_final.csv", final_label));
  cost(test);
  return 0;
}
