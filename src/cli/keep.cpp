// backup, restore, check: keeping the data whole.
#include "app/config.hpp"
#include "base/text.hpp"
#include "cli/verbs.hpp"
#include "db/restore.hpp"

#include <filesystem>

namespace kentongan::cli {

int run_backup(const Call& call) {
  const std::string& file = call.arguments.file;
  if (std::filesystem::exists(file)) {
    return explain(call.output, call.language, Error(Refusal::conflict, "cli.backup.exists", file));
  }
  const Result<> outcome = call.application.database().backup_to(file);
  if (!outcome.ok()) return explain(call.output, call.language, outcome.error());
  call.output.line(call.text("cli.backup.done", {{"file", file}}));
  return done;
}

int run_check(const Call& call) {
  app::Application& application = call.application;
  int code = done;
  for (const std::string& problem : application.database().integrity_problems()) {
    call.output.problem(call.text("cli.check.file_problem", {{"problem", problem}}));
    code = refused;
  }
  struct Proof {
    std::optional<ledger::Break> broken;
    std::int64_t entries = 0;
  };
  const Proof proof = application.database().read([&](db::Tx& tx) {
    return Proof{application.ledger().prove(tx), application.ledger().last_position(tx)};
  });
  if (proof.broken) {
    call.output.problem(
        call.text("cli.check.chain_broken", {{"regency", proof.broken->regency},
                                             {"position", std::to_string(proof.broken->position)},
                                             {"reason", proof.broken->reason}}));
    code = refused;
  }
  if (code == done) {
    call.output.line(call.text("cli.check.sound", {{"entries", thousands(proof.entries)}}));
  }
  return code;
}

int run_restore(const Arguments& arguments, const app::Premises& premises, Output& output,
                Language language) {
  // A configuration may name a database; a backup is of a folder.
  if (premises.data.empty()) {
    return explain(output, language, Error(Refusal::invalid, "cli.data_missing"));
  }
  const Result<> outcome = db::restore(
      arguments.file, premises.data, arguments.overwrite ? db::Overwrite::yes : db::Overwrite::no);
  if (!outcome.ok()) return explain(output, language, outcome.error());
  output.line(say(language, "cli.restore.done", {{"file", arguments.file}}));
  return done;
}

}  // namespace kentongan::cli
