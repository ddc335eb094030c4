// What was typed, as values. CLI11 lives in arguments.cpp only.
#pragma once

#include "base/messages.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::cli {

enum class Verb {
  serve,
  demo,
  import_areas,
  import_groups,
  import_factchecks,
  import_boundaries,
  user_add,
  user_list,
  user_reset,
  ask,
  backup,
  restore,
  check,
  match,
  evaluate,
  train
};

/// Exit codes, the same for every verb. Source: the issue, and sysexits.h for 70.
inline constexpr int done = 0;
inline constexpr int refused = 1;
inline constexpr int wrong_usage = 2;
inline constexpr int our_bug = 70;

struct Arguments {
  Verb verb = Verb::serve;
  std::string data = {};
  std::string config = {};
  std::string listen = {};
  std::string file = {};
  std::string login = {};
  std::string name = {};
  std::string role = {};
  std::string area = {};
  bool partial = false;
  bool overwrite = false;
  std::vector<std::string> factchecks = {};  ///< match, evaluate, train: files of claims
  std::vector<std::string> queries = {};     ///< files of messages, one for each of them
  std::string twins = {};                    ///< pairs of claims that are one story
  std::string sets = {};                     ///< evaluate: a folder of them all
  std::string fields = "all";
  std::string model = {};  ///< in place of the built-in one
  std::string out = {};
  int top = 10;
  int threads = 1;
  bool demo = false;  ///< serve: print the demonstration accounts
};

/// Either what to do, or what to print and the exit code to leave with (help, version, wrong
/// usage).
struct Parsed {
  std::optional<Arguments> arguments = {};
  std::string text = {};
  int exit_code = done;
};

[[nodiscard]] Parsed parse_arguments(const std::vector<std::string>& words, Language language);

/// The language of the terminal: English when LC_ALL, LC_MESSAGES or LANG begins with `en`.
[[nodiscard]] Language language_of_terminal();

}  // namespace kentongan::cli
