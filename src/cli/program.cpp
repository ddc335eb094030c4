#include "cli/program.hpp"

#include "base/text.hpp"
#include "cli/control.hpp"
#include "cli/verbs.hpp"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>

namespace kentongan::cli {
namespace {

/// Standard input, at most a little more than any message may be long.
std::string read_input() {
  std::string input;
  std::array<char, 65'536> buffer{};
  while (input.size() < 12 * 1024 * 1024) {
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count <= 0) break;
    input.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return input;
}

Result<app::Premises> premises_of(const Arguments& arguments) {
  app::Premises premises;
  premises.data = arguments.data;
  if (!arguments.config.empty()) premises.config = TRY(app::read_config(arguments.config));
  if (!arguments.listen.empty()) premises.config.server.listen = arguments.listen;
  if (!premises.data.empty()) {
    std::error_code problem;
    std::filesystem::create_directories(premises.data, problem);
    if (problem)
      return Error(Refusal::unavailable, "cli.data_unusable",
                   premises.data + ": " + problem.message());
  }
  return premises;
}

int run_here_or_there(const Arguments& arguments, const app::Premises& premises, Output& output,
                      Language language) {
  const std::string input = arguments.verb == Verb::ask ? read_input() : std::string();
  // With PostgreSQL every program opens the database itself; a SQLite folder may be a server's.
  if (premises.config.database.url.empty()) {
    if (const auto code = ask_running_server(arguments, input, output, language)) return *code;
  }
  Result<std::unique_ptr<app::Application>> application = app::Application::open(premises);
  if (!application.ok()) return explain(output, language, application.error());
  return run_verb({**application, arguments, input, output, language});
}

int run_parsed(const Arguments& arguments, Output& output, Language language) {
  if (const auto code = run_trial(arguments, output, language)) return *code;
  const Result<app::Premises> premises = premises_of(arguments);
  if (!premises.ok()) return explain(output, language, premises.error());
  switch (arguments.verb) {
    case Verb::serve: return run_serve(arguments, *premises, output, language);
    case Verb::restore: return run_restore(arguments, *premises, output, language);
    case Verb::demo:
    case Verb::import_areas:
    case Verb::import_groups:
    case Verb::import_factchecks:
    case Verb::import_boundaries:
    case Verb::user_add:
    case Verb::user_list:
    case Verb::user_reset:
    case Verb::ask:
    case Verb::backup:
    case Verb::check: return run_here_or_there(arguments, *premises, output, language);
    case Verb::match:
    case Verb::evaluate:
    case Verb::train: break;
  }
  __builtin_unreachable();
}

}  // namespace

int run_program(const std::vector<std::string>& words) {
  const Language language = language_of_terminal();
  TerminalOutput output;
  try {
    const Parsed parsed = parse_arguments(words, language);
    if (!parsed.arguments) {
      std::fputs(parsed.text.c_str(), parsed.exit_code == done ? stdout : stderr);
      return parsed.exit_code;
    }
    return run_parsed(*parsed.arguments, output, language);
  } catch (const db::DbFailure& failure) {
    output.problem(say(language, "cli.database_lost", {{"problem", failure.what()}}));
    return refused;
  } catch (const std::exception& problem) {
    output.problem(say(language, "cli.bug", {{"problem", problem.what()}}));
    return our_bug;
  }
}

}  // namespace kentongan::cli
