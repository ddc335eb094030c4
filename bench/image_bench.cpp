// How fast a million picture fingerprints are searched, how often a changed picture is found again,
// and how often an unrelated one is taken for it.
//
//   image_bench search                        a million made-up fingerprints
//   image_bench recall FOLDER...              every picture below the folders, changed in memory
//   image_bench words FOLDER...               cuts and bars, found by fingerprint or by their words
//
// Pictures are the evaluation data's (../shared/data/images) and what bench/make_screenshots.mjs
// draws; both are no part of the project. Exit 1 when a figure is missed.
#include "image_changes.hpp"

#include "match/image_index.hpp"
#include "media/worker/decode.hpp"
#include "media/worker/words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace kentongan;
using bench::Change;
using media::Raster;

double milliseconds_now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

int complain(const char* what) {
  std::printf("WRONG       %s\n", what);
  return 1;
}

// ---- search ---------------------------------------------------------------------------------

Fingerprint any(std::mt19937_64& engine) {
  Fingerprint made;
  for (auto& word : made.bits) word = engine();
  return made;
}

int search() {
  constexpr std::size_t rows = 1'000'000;
  std::mt19937_64 engine(20261121);
  std::vector<match::ImageRow> archive(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    archive[row] = {.picture = static_cast<std::int64_t>(row), .fingerprint = any(engine)};
  }
  match::ImageIndex index;
  const double before = milliseconds_now();
  index.publish(archive);
  std::printf("build       %zu rows %.0f ms, %.1f bytes a row\n", index.size(),
              milliseconds_now() - before, static_cast<double>(index.memory()) / rows);
  std::vector<double> times;
  std::size_t wrong = 0;
  for (std::size_t query = 0; query < 1000; ++query) {
    const std::size_t row = engine() % rows;
    Fingerprint probe = archive[row].fingerprint;
    for (std::uint64_t bit = 0; bit < query % 32; ++bit) {  // that many different bits
      probe.bits[bit % 4] ^= std::uint64_t{1} << (bit * 7 % 64);
    }
    const double start = milliseconds_now();
    const match::ImageView view{.fingerprint = probe};
    const auto hits = index.find(std::span(&view, 1), match::matching_distance);
    times.push_back(milliseconds_now() - start);
    wrong += hits.empty() || hits.front().picture != static_cast<std::int64_t>(row) ||
                     hits.front().distance != distance(probe, archive[row].fingerprint)
                 ? 1
                 : 0;
  }
  std::sort(times.begin(), times.end());
  std::printf("search      best %.3f  p50 %.3f  p99 %.3f ms of thread time, wrong %zu of %zu\n",
              times.front(), times[times.size() / 2], times[times.size() * 99 / 100], wrong,
              times.size());
  int bad = wrong == 0 ? 0 : complain("a row within the radius was not found");
  if (times[times.size() / 2] > 1.0) bad += complain("a million rows take more than 1 ms");
  return bad;
}

// ---- pictures -------------------------------------------------------------------------------

struct Picture {
  std::string name;
  Raster raster;
  media::Fingerprints fingerprints;
  std::string words;
};

std::vector<Picture> load(const std::vector<std::string>& folders) {
  std::vector<std::filesystem::path> paths;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Picture> pictures;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    auto raster = media::decode(bytes);
    if (!raster.ok()) continue;
    Picture picture{.name = path.filename().string(),
                    .raster = std::move(*raster),
                    .fingerprints = {},
                    .words = {}};
    picture.fingerprints = media::fingerprints_of(media::luminance_of(picture.raster));
    if (picture.fingerprints.quality < match::least_quality) {
      std::printf("left out    %s: quality %d\n", picture.name.c_str(),
                  picture.fingerprints.quality);
      continue;
    }
    pictures.push_back(std::move(picture));
  }
  return pictures;
}

void publish(match::ImageIndex& index, const std::vector<Picture>& pictures) {
  std::vector<match::ImageRow> rows;
  for (std::size_t at = 0; at < pictures.size(); ++at) {
    const auto add = [&](const std::vector<Fingerprint>& list, match::Shows shows) {
      for (const Fingerprint& kept : list) {
        rows.push_back(
            {.picture = static_cast<std::int64_t>(at), .fingerprint = kept, .shows = shows});
      }
    };
    add(pictures[at].fingerprints.whole, match::Shows::whole);
    add(pictures[at].fingerprints.parts, match::Shows::part);
  }
  index.publish(rows);
  std::printf("archive     %zu pictures, %.2f fingerprints each\n", pictures.size(),
              static_cast<double>(rows.size()) / static_cast<double>(pictures.size()));
}

std::vector<match::ImageView> views_of(const Raster& raster) {
  const auto made = media::fingerprints_of(media::luminance_of(raster));
  std::vector<match::ImageView> views;
  for (const auto& whole : made.whole) views.push_back({whole, match::Shows::whole});
  for (const auto& part : made.parts) views.push_back({part, match::Shows::part});
  for (const auto& probe : made.probes) views.push_back({probe, match::Shows::part});
  return views;
}

/// Pictures that show the same (an original and its given changes) are named alike in the data.
std::string subject(const std::string& folder_and_name) {
  static const std::set<std::string> bridge{
      "aaa-orig.jpg",         "blur-a-little.jpg",    "blur-a-lot.jpg",     "high-contrast.jpg",
      "high-saturation.jpg",  "sharpen-a-little.jpg", "sharpen-a-lot.jpg",  "shrink-a-little.jpg",
      "shrink-a-lot.jpg",     "square-128x128.jpg",   "square-256x256.jpg", "square-512x512.jpg",
      "bridge-1-original.jpg"};
  return bridge.contains(folder_and_name) ? "bridge" : folder_and_name;
}

struct Tally {
  int all = 0, found = 0, answered = 0;
  int false_match = 0, false_near = 0;
};

Tally try_change(const match::ImageIndex& index, const std::vector<Picture>& pictures,
                 const Change& change) {
  Tally tally;
  for (const Picture& picture : pictures) {
    const auto views = views_of(change.apply(picture.raster));
    const auto hits = index.find(views, match::matching_distance);
    int right = 999;
    bool other = false;
    bool other_near = false;
    for (const auto& hit : hits) {
      const bool same =
          subject(pictures[static_cast<std::size_t>(hit.picture)].name) == subject(picture.name);
      if (same) right = std::min(right, hit.distance);
      other = other || !same;
      other_near = other_near || (!same && hit.distance <= match::answering_distance);
    }
    ++tally.all;
    tally.found += right <= match::matching_distance ? 1 : 0;
    tally.answered += right <= match::answering_distance ? 1 : 0;
    tally.false_match += other ? 1 : 0;
    tally.false_near += other_near ? 1 : 0;
  }
  return tally;
}

void print(const std::string& name, const Tally& tally) {
  const double all = std::max(1, tally.all);
  std::printf("%-26s n %3d  found %.3f  within 10 %.3f  another within 31 %.3f, within 10 %d\n",
              name.c_str(), tally.all, tally.found / all, tally.answered / all,
              tally.false_match / all, tally.false_near);
}

int recall(const std::vector<std::string>& folders) {
  const auto pictures = load(folders);
  match::ImageIndex index;
  publish(index, pictures);
  int wrong = 0;
  const auto group = [&](const char* name, const std::vector<Change>& changes, double least) {
    Tally sum;
    for (const Change& change : changes) {
      const Tally tally = try_change(index, pictures, change);
      print(change.name, tally);
      sum.all += tally.all;
      sum.found += tally.found;
      sum.answered += tally.answered;
      sum.false_match += tally.false_match;
      sum.false_near += tally.false_near;
    }
    print(std::string("= ") + name, sum);
    if (sum.found < least * sum.all) wrong += complain(name);
    if (sum.false_near > 0) wrong += complain("an unrelated picture is near enough to answer");
  };
  group("unchanged", {{"as it was", [](const Raster& raster) { return raster; }}}, 1);
  group("jpeg, resize, blur, stamp", bench::harmless_changes(), .99);
  group("cuts", bench::cuts(), .60);
  group("bars", bench::bars(), .60);
  return wrong;
}

// ---- words ----------------------------------------------------------------------------------

std::string read(const Raster& raster, const media::Languages& languages) {
  return media::read_words(media::luminance_of(raster), languages,
                           std::chrono::steady_clock::now() + std::chrono::minutes(5))
      .text;
}

/// Runs of four letters or digits, case folded: a stand-in for the text matcher.
std::set<std::string> fours(const std::string& text) {
  std::string plain;
  for (const char letter : lower_ascii(text)) {
    if (static_cast<unsigned char>(letter) > 32) plain.push_back(letter);
  }
  std::set<std::string> made;
  for (std::size_t at = 0; at + 4 <= plain.size(); ++at) made.insert(plain.substr(at, 4));
  return made;
}

double share(const std::set<std::string>& of, const std::set<std::string>& in) {
  std::size_t both = 0;
  for (const auto& four : of) both += in.contains(four) ? 1 : 0;
  return of.empty() ? 0 : static_cast<double>(both) / static_cast<double>(of.size());
}

int words(const std::vector<std::string>& folders) {
  auto pictures = load(folders);
  const auto languages = media::Languages::load("/usr/share/tesseract-ocr/5/tessdata", "ind+eng");
  std::vector<std::set<std::string>> texts;
  std::vector<double> times;
  for (Picture& picture : pictures) {
    const double start = milliseconds_now();
    picture.words = read(picture.raster, languages);
    times.push_back(milliseconds_now() - start);
    texts.push_back(fours(picture.words));
  }
  std::sort(times.begin(), times.end());
  std::printf("words       p50 %.0f  worst %.0f ms of thread time a picture\n",
              times[times.size() / 2], times.back());
  match::ImageIndex index;
  publish(index, pictures);
  int all = 0;
  int by_eye = 0;
  int by_both = 0;
  int mistaken = 0;
  auto changes = bench::cuts();
  for (auto& bar : bench::bars()) changes.push_back(bar);
  for (std::size_t at = 0; at < pictures.size(); ++at) {
    const Change& change = changes[at % changes.size()];  // one each: reading is slow
    const Raster changed = change.apply(pictures[at].raster);
    const auto hits = index.find(views_of(changed), match::matching_distance);
    const bool seen = std::any_of(hits.begin(), hits.end(), [&](const auto& hit) {
      return hit.picture == static_cast<std::int64_t>(at);
    });
    const auto asked = fours(read(changed, languages));
    double best = 0;
    std::size_t which = 0;
    for (std::size_t other = 0; other < texts.size(); ++other) {
      const double alike = share(asked, texts[other]);
      if (alike > best) {
        best = alike;
        which = other;
      }
    }
    const bool told = best >= .5 && which == at;
    ++all;
    by_eye += seen ? 1 : 0;
    by_both += seen || told ? 1 : 0;
    mistaken += best >= .5 && which != at ? 1 : 0;
    std::printf("%-26s %-16s seen %d  words %.2f right %d\n", change.name.c_str(),
                pictures[at].name.c_str(), seen ? 1 : 0, best, told ? 1 : 0);
  }
  std::printf("= cuts and bars           n %d  by fingerprint %.3f  with words %.3f  mistaken %d\n",
              all, static_cast<double>(by_eye) / all, static_cast<double>(by_both) / all, mistaken);
  return by_both >= .95 * all ? 0 : complain("with words");
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> rest(arguments + std::min(2, count), arguments + count);
  const std::string what = count > 1 ? arguments[1] : "search";
  if (what == "search") return search() == 0 ? 0 : 1;
  if (rest.empty() || (what != "recall" && what != "words")) {
    std::printf("image_bench: image_bench search | recall FOLDER... | words FOLDER...\n");
    return 2;
  }
  for (const std::string& folder : rest) {
    if (!std::filesystem::is_directory(folder)) {
      std::printf("skipped: no pictures in %s\n", folder.c_str());
      return 0;
    }
  }
  return (what == "recall" ? recall(rest) : words(rest)) == 0 ? 0 : 1;
}
