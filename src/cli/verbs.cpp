#include "cli/verbs.hpp"

#include "base/text.hpp"

#include <sys/stat.h>

#include <fstream>
#include <sstream>

namespace kentongan::cli {
namespace {

constexpr std::int64_t largest_file = 256 * 1024 * 1024;

}  // namespace

int explain(Output& output, Language language, const Error& error) {
  std::string text = say(language, error.message());
  if (!error.detail().empty()) text += " (" + error.detail() + ")";
  output.problem(text);
  return refused;
}

Result<std::string> read_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return Error(Refusal::not_found, "cli.file_unreadable", path);
  }
  if (status.st_size > largest_file) return Error(Refusal::invalid, "cli.file_too_large", "256 MB");
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error(Refusal::not_found, "cli.file_unreadable", path);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

int run_verb(const Call& call) {
  switch (call.arguments.verb) {
    case Verb::demo: return run_demo(call);
    case Verb::import_areas: return run_import_areas(call);
    case Verb::import_groups: return run_import_groups(call);
    case Verb::import_factchecks: return run_import_factchecks(call);
    case Verb::import_boundaries: return run_import_boundaries(call);
    case Verb::user_add: return run_user_add(call);
    case Verb::user_list: return run_user_list(call);
    case Verb::user_reset: return run_user_reset(call);
    case Verb::ask: return run_ask(call);
    case Verb::backup: return run_backup(call);
    case Verb::check: return run_check(call);
    case Verb::serve:
    case Verb::match:
    case Verb::evaluate:
    case Verb::train:
    case Verb::restore: break;  // program.cpp runs these without an application
  }
  throw Bug("a verb that needs no application was run with one");
}

}  // namespace kentongan::cli
