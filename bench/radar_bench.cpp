// The radar over a million questions of 28 days: how long until it is read from the database, how
// long until a thousand new questions are counted, and whether every reading is the one that the
// formula of radar/pulse.hpp gives when it is added up question by question, day by day.
//
//   nice build/bench/bench/radar_bench [--questions 1000000] [--rounds 20]
#include "base/random.hpp"
#include "db/schema.hpp"
#include "radar/radar.hpp"
#include "table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace kentongan;         // NOLINT: a bench is one file
using namespace kentongan::radar;  // NOLINT
using tabayun::Claim;

constexpr int districts = 26;
constexpr int claims_wanted = 3'000;
constexpr int new_at_once = 1'000;
constexpr std::int64_t micros_of_day = 24LL * 3'600 * 1'000'000;

struct Asked {
  std::int64_t id = 0;
  std::int64_t claim = 0;
  int district = 0;
  std::int64_t at = 0;
  std::uint64_t asker = 0;
};

double resident_mb() {
  std::ifstream status("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  status >> pages >> resident;
  return resident * 4096 / 1e6;
}

std::string code_of(int district) {
  const std::string number = std::to_string(district + 1);
  return "32.10." + std::string(number.size() < 2 ? "0" : "") + number;
}

/// As base/id.hpp makes them.
std::int64_t id_at(std::int64_t micros, std::int64_t count) {
  return ((micros / 1'000 - 1'704'067'200'000) << 21U) | (count % (1 << 20));
}

std::string hex16(std::uint64_t number) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
  return text;
}

class District {
 public:
  District() : folder_(std::filesystem::temp_directory_path() / "kentongan-radar-bench") {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    db_ = db::open({.where = folder_.string()}).value();
    db_->migrate(db::whole_schema(), clock.now()).value();
    tabayun_ = std::make_unique<tabayun::Tabayun>(outside(), [] { return std::string(32, 'k'); });
    tabayun_->load();
    make_claims();
  }
  ~District() { std::filesystem::remove_all(folder_); }
  District(const District&) = delete;
  District& operator=(const District&) = delete;

  people::Surroundings outside() { return {*db_, ledger, clock, ids, random}; }
  [[nodiscard]] const tabayun::Tabayun& room() const { return *tabayun_; }
  [[nodiscard]] const std::vector<std::int64_t>& claims() const { return claims_; }

  void insert(const std::vector<Asked>& all, bool noted) {
    for (std::size_t begin = 0; begin < all.size(); begin += 20'000) {
      const std::size_t end = std::min(all.size(), begin + 20'000);
      db_->write([&](db::Tx& tx) -> Result<> {
           for (std::size_t at = begin; at < end; ++at) insert_one(tx, all[at], noted);
           return {};
         })
          .value();
    }
    (void)db_->write([this](db::Tx& tx) -> Result<std::int64_t> { return ledger.seal(tx); })
        .value();
  }

  FakeClock clock;
  SeededRandom random{7};
  IdSource ids{clock, random};
  ledger::Ledger ledger{ids};

 private:
  void insert_one(db::Tx& tx, const Asked& asked, bool noted) {
    const std::string name = std::to_string(asked.id);
    tx.run(
        "INSERT INTO questions (id, state, area, claim_id, key, receipt_hash, form_hash, helped, "
        "asked_at, answered_at, text, read_from, way, asker) VALUES (?1, 'answered', ?2, ?3, '', "
        "?4, NULL, 'unknown', ?5, ?5, 'Apakah benar kabar ini? Sudah ramai di grup desa kami.', "
        "'text', 'sms', ?6)",
        asked.id, code_of(asked.district) + ".2001", asked.claim, name, asked.at,
        hex16(asked.asker));
    if (noted)
      ledger.append(tx, {"question_asked", "32.10", asked.id}, Instant::from_micros(asked.at));
  }
  void make_claims() {
    std::string table =
        "id\tdate\tverdict\tkind\ttype\ttopic\ttitle\tclaim\texplanation\tconclusion\turl\tsources"
        "\n";
    for (int at = 0; at < claims_wanted; ++at) {
      const std::string name = std::to_string(at);
      table += name + "\t\tfalse\t\t\t\tKabar nomor " + name + "\tkabar" + name + " isinya" + name +
               "\tTidak ada buktinya.\t\t\t\n";
    }
    tabayun::FactcheckReport report;
    tabayun_->take_factchecks({.bytes = table, .source = "bench"}, report).value();
    for (const auto claim : report.touched) claims_.push_back(claim.raw());
  }

  std::filesystem::path folder_;
  std::unique_ptr<db::Db> db_;
  std::unique_ptr<tabayun::Tabayun> tabayun_;
  std::vector<std::int64_t> claims_;
};

/// Most of what is asked is about few claims (Zipf); people ask by day more than by night.
std::vector<Asked> make_history(const District& district, std::size_t count, std::int64_t now) {
  std::mt19937_64 chance(11);  // NOLINT: the same every time
  std::vector<double> weights;
  for (std::size_t at = 0; at < district.claims().size(); ++at)
    weights.push_back(1.0 / static_cast<double>(at + 10));
  std::discrete_distribution<std::size_t> draw(weights.begin(), weights.end());
  std::uniform_int_distribution<std::int64_t> when(0, 28 * micros_of_day - 1);
  std::vector<Asked> all;
  while (all.size() < count) {
    const std::int64_t age = when(chance);
    const double hour = static_cast<double>((now - age) % micros_of_day) / micros_of_day;
    if (std::uniform_real_distribution<double>(0, 2)(chance) > 1 + std::sin(hour * 6.283)) continue;
    all.push_back({0, district.claims()[draw(chance)], static_cast<int>(chance() % districts),
                   now - age, chance() % 200'000 + 1});
  }
  std::sort(all.begin(), all.end(),
            [](const Asked& one, const Asked& other) { return one.at < other.at; });
  for (std::size_t at = 0; at < all.size(); ++at)
    all[at].id = id_at(all[at].at, static_cast<std::int64_t>(at));
  return all;
}

/// What pulse.hpp says, letter by letter.
struct Plain {
  std::vector<const Asked*> asked;
  [[nodiscard]] Reading reading(Window window, std::int64_t now, double seen_days) const {
    const double length = static_cast<double>(length_of(window).count()) / micros_of_day;
    const int first = std::max(1, static_cast<int>(std::ceil(length)));
    Reading reading;
    std::set<std::uint64_t> askers;
    double before = 0;
    for (const Asked* one : asked) {
      const double age = static_cast<double>(now - one->at) / micros_of_day;
      if (age >= 28) continue;
      reading.decayed += std::exp(-age / length);
      for (int day = first; day < 28 && day <= age; ++day)
        before += std::exp(-(age - day) / length);
      if (age < length) {
        ++reading.asked;
        askers.insert(one->asker);
      }
    }
    double exposure = 0;
    for (int day = first; day < 28; ++day) {
      if (seen_days > day) exposure += length * (1 - std::exp(-(seen_days - day) / length));
    }
    reading.askers = static_cast<std::int64_t>(askers.size());
    const double present = length * (1 - std::exp(-seen_days / length));
    reading.expected = present * (before + 0.5) / std::max(exposure, length);
    reading.score =
        2 * (std::sqrt(2 * reading.decayed + 0.375) - std::sqrt(2 * reading.expected + 0.375));
    return reading;
  }
};

bool near(double one, double other) {
  return std::abs(one - other) <= 1e-6 * (1 + std::abs(other));
}

/// Compares every topic; returns how many differ, or are missing.
std::int64_t count_wrong(const std::vector<Asked>& all, const std::vector<Topic>& topics,
                         std::int64_t now) {
  std::map<std::pair<std::int64_t, std::string>, Plain> plain;
  std::int64_t oldest = now;
  for (const Asked& asked : all) {
    if (now - asked.at >= 28 * micros_of_day) continue;
    plain[{asked.claim, code_of(asked.district)}].asked.push_back(&asked);
    oldest = std::min(oldest, asked.at);
  }
  const double seen = static_cast<double>(now - oldest) / micros_of_day;
  std::map<std::pair<std::int64_t, std::string>, const Topic*> found;
  for (const Topic& topic : topics) found[{topic.claim.raw(), topic.area.text()}] = &topic;
  std::int64_t wrong = 0;
  for (const auto& [place, one] : plain) {
    bool is_topic = false;
    for (const Window window : all_windows)
      is_topic = is_topic || one.reading(window, now, seen).askers >= least_askers;
    const auto topic = found.find(place);
    if (is_topic != (topic != found.end())) {
      ++wrong;
      continue;
    }
    if (!is_topic) continue;
    for (const Window window : all_windows) {
      const Reading expected = one.reading(window, now, seen);
      const Reading& got = topic->second->in(window);
      const bool same = expected.asked == got.asked && expected.askers == got.askers &&
                        near(got.decayed, expected.decayed) &&
                        near(got.expected, expected.expected) && near(got.score, expected.score);
      wrong += same ? 0 : 1;
    }
  }
  return wrong;
}

std::int64_t argument(int count, char** values, const std::string& name, std::int64_t otherwise) {
  for (int at = 1; at + 1 < count; ++at) {
    if (values[at] == name) return std::strtoll(values[at + 1], nullptr, 10);
  }
  return otherwise;
}

}  // namespace

int main(int count, char** values) {
  const auto questions =
      static_cast<std::size_t>(argument(count, values, "--questions", 1'000'000));
  const std::int64_t rounds = argument(count, values, "--rounds", 20);
  District district;
  std::vector<Asked> all = make_history(district, questions, district.clock.now().micros());
  std::printf("making %zu questions …\n", all.size());
  district.insert(all, false);

  const double before_mb = resident_mb();
  Radar radar(district.outside(), district.room());
  double begin = bench::milliseconds_on_clock();
  std::vector<Topic> topics = radar.topics_at(district.clock.now());
  std::printf("from nothing: %.0f ms, %.0f MB, %zu topics\n",
              bench::milliseconds_on_clock() - begin, resident_mb() - before_mb, topics.size());

  std::mt19937_64 chance(23);  // NOLINT
  std::vector<double> updates;
  std::vector<double> surveys;
  for (std::int64_t round = 0; round < rounds; ++round) {
    district.clock.advance(std::chrono::minutes(1));
    const std::int64_t now = district.clock.now().micros();
    const std::int64_t rising = district.claims()[chance() % district.claims().size()];
    std::vector<Asked> fresh;
    for (int at = 0; at < new_at_once; ++at) {
      const bool in_burst = at % 10 == 0;
      fresh.push_back({id_at(now, at), in_burst ? rising : district.claims()[chance() % 50],
                       in_burst ? 3 : static_cast<int>(chance() % districts),
                       now - static_cast<std::int64_t>(chance() % 60'000'000), chance() | 1U});
    }
    district.insert(fresh, true);
    all.insert(all.end(), fresh.begin(), fresh.end());
    begin = bench::milliseconds_on_clock();
    topics = radar.topics_at(district.clock.now());
    updates.push_back(bench::milliseconds_on_clock() - begin);
    begin = bench::milliseconds_on_clock();
    (void)radar.topics_at(district.clock.now());
    surveys.push_back(bench::milliseconds_on_clock() - begin);
  }
  std::printf(
      "%d new questions counted: median %.0f ms, worst %.0f ms; nothing new: median %.0f ms\n",
      new_at_once, bench::quantile(updates, 0.5), bench::quantile(updates, 1.0),
      bench::quantile(surveys, 0.5));
  const std::int64_t wrong = count_wrong(all, topics, district.clock.now().micros());
  const auto rising = std::count_if(topics.begin(), topics.end(),
                                    [](const Topic& topic) { return topic.is_rising(); });
  std::printf("readings that differ from the formula: %lld of %zu topics; rising: %lld\n",
              static_cast<long long>(wrong), topics.size(), static_cast<long long>(rising));
  return wrong == 0 ? 0 : 1;
}
