// What each verb does, once the application is open. A running server runs the same functions for
// the command line (control.hpp).
#pragma once

#include "app/application.hpp"
#include "cli/arguments.hpp"
#include "cli/output.hpp"

#include <optional>
#include <string>

namespace kentongan::cli {

/// One call of a verb.
struct Call {
  app::Application& application;
  const Arguments& arguments;
  const std::string& input;  ///< standard input, for `ask`
  Output& output;
  Language language = indonesian;

  [[nodiscard]] std::string text(std::string_view key,
                                 std::initializer_list<MessageValue> values = {}) const {
    return say(language, key, values);
  }
};

/// Says why something was refused, with the operator's detail, and returns `refused`.
int explain(Output& output, Language language, const Error& error);

/// Runs any verb but serve and restore. Returns the exit code.
[[nodiscard]] int run_verb(const Call& call);

[[nodiscard]] int run_demo(const Call& call);
[[nodiscard]] int run_import_areas(const Call& call);
[[nodiscard]] int run_import_groups(const Call& call);
[[nodiscard]] int run_import_factchecks(const Call& call);
[[nodiscard]] int run_import_boundaries(const Call& call);
[[nodiscard]] int run_user_add(const Call& call);
[[nodiscard]] int run_user_list(const Call& call);
[[nodiscard]] int run_user_reset(const Call& call);
[[nodiscard]] int run_ask(const Call& call);
[[nodiscard]] int run_backup(const Call& call);
[[nodiscard]] int run_check(const Call& call);

/// Serve and restore need no open application: they open, or replace, it themselves.
[[nodiscard]] int run_serve(const Arguments& arguments, const app::Premises& premises,
                            Output& output, Language language);
[[nodiscard]] int run_restore(const Arguments& arguments, const app::Premises& premises,
                              Output& output, Language language);

/// Match, evaluate and train need files only. Nothing for any other verb.
[[nodiscard]] std::optional<int> run_trial(const Arguments& arguments, Output& output,
                                           Language language);

/// A whole file. Errors: not_found `cli.file_unreadable`, invalid `cli.file_too_large`.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

}  // namespace kentongan::cli
