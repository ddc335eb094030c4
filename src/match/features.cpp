#include "match/features.hpp"

#include <string>

namespace kentongan::match {

namespace {

constexpr std::array<std::string_view, measures> measure_names{
    "present",       "share",       "exact_share",    "local_share",     "query_share",
    "query_root",    "both_shares", "words",          "words_share",     "weight",
    "pairs",         "run",         "ordered",        "density",         "start",
    "found",         "found_share", "rank",           "missing",         "names_shared",
    "names_missing", "query_names", "numbers_shared", "numbers_missing", "swapped",
    "negation",      "letters",     "length",         "query_length",    "exact",
    "query_pairs",   "query_run"};
constexpr std::array<std::string_view, fields> field_names{"title", "message", "article"};

constexpr std::array<std::string_view, certainties> certainty_names{
    "score",         "gap",          "share",           "exact_share", "local_share", "query_share",
    "both_shares",   "local_words",  "words",           "run",         "density",     "missing",
    "names_missing", "query_names",  "numbers_missing", "swapped",     "negation",    "letters",
    "length",        "query_length", "exact",           "is_title",    "is_article",  "debunks"};

std::array<std::string, features> all_names() {
  std::array<std::string, features> names;
  for (std::size_t at = 0; at < features; ++at) {
    names[at] = field_names[at / measures];
    names[at] += '.';
    names[at] += measure_names[at % measures];
  }
  return names;
}

}  // namespace

std::string_view feature_name(std::size_t feature) {
  static const std::array<std::string, features> names = all_names();
  return names[feature];
}

std::string_view certainty_name(std::size_t certainty) { return certainty_names[certainty]; }

}  // namespace kentongan::match
