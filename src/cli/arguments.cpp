#include "cli/arguments.hpp"

#include "base/text.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>

namespace kentongan::cli {
namespace {

constexpr const char* version = "Kentongan " KENTONGAN_VERSION;

/// Gathers the commands of the program; every text comes from the catalogue.
class Grammar {
 public:
  Grammar(CLI::App& app, Arguments& into, Language language)
      : app_(app), into_(into), language_(language) {}

  void build() {
    app_.require_subcommand(1);
    CLI::App& serve = verb(app_, Verb::serve, "serve", "cli.serve.help");
    data(serve);
    serve.add_option("--listen", into_.listen, text("cli.listen.help"))->type_name("HOST:PORT");
    serve.add_flag("--demo", into_.demo, text("cli.demo_flag.help"));
    data(verb(app_, Verb::demo, "demo", "cli.demo.help"));

    CLI::App& import = *app_.add_subcommand("import", text("cli.import.help"));
    prepare(import);
    import.require_subcommand(1);
    file(data(verb(import, Verb::import_areas, "areas", "cli.import_areas.help")), "FILE");
    file(data(verb(import, Verb::import_groups, "groups", "cli.import_groups.help")), "FILE");
    file(data(verb(import, Verb::import_factchecks, "factchecks", "cli.import_factchecks.help")),
         "FILE");
    file(data(verb(import, Verb::import_boundaries, "boundaries", "cli.import_boundaries.help")),
         "FILE");
    for (CLI::App* kind : import.get_subcommands([](CLI::App*) { return true; })) {
      kind->add_flag("--partial", into_.partial, text("cli.partial.help"));
    }

    CLI::App& user = *app_.add_subcommand("user", text("cli.user.help"));
    prepare(user);
    user.require_subcommand(1);
    CLI::App& add = data(verb(user, Verb::user_add, "add", "cli.user_add.help"));
    login(add);
    add.add_option("--name", into_.name, text("cli.name.help"))->type_name("NAMA");
    add.add_option("--role", into_.role, text("cli.role.help"))->type_name("PERAN");
    add.add_option("--area", into_.area, text("cli.area.help"))->type_name("KODE");
    data(verb(user, Verb::user_list, "list", "cli.user_list.help"));
    login(data(verb(user, Verb::user_reset, "reset", "cli.user_reset.help")));

    data(verb(app_, Verb::ask, "ask", "cli.ask.help"));
    file(data(verb(app_, Verb::backup, "backup", "cli.backup.help")), "FILE");
    CLI::App& restore =
        file(data(verb(app_, Verb::restore, "restore", "cli.restore.help")), "FILE");
    restore.add_flag("--overwrite", into_.overwrite, text("cli.overwrite.help"));
    data(verb(app_, Verb::check, "check", "cli.check.help"));
    build_trials();
  }

  void prepare(CLI::App& command) {
    command.set_help_flag("-h,--help", text("cli.help.help"));
    command.set_version_flag("--version", version, text("cli.version.help"));
  }

 private:
  [[nodiscard]] std::string text(std::string_view key) const { return say(language_, key); }

  /// The three verbs that know no archive, only files.
  void build_trials() {
    CLI::App& match = trial(Verb::match, "match", "cli.match.help");
    match.add_option("--top", into_.top, text("cli.top.help"))
        ->check(CLI::Range(1, 50))
        ->type_name("N");
    CLI::App& evaluate = trial(Verb::evaluate, "evaluate", "cli.evaluate.help");
    evaluate.add_option("--sets", into_.sets, text("cli.sets.help"))->type_name("DIR");
    CLI::App& train = trial(Verb::train, "train", "cli.train.help");
    train.add_option("--out", into_.out, text("cli.out.help"))->required()->type_name("FILE");
  }
  CLI::App& trial(Verb which, const char* name, std::string_view help) {
    CLI::App& command = *app_.add_subcommand(name, text(help));
    prepare(command);
    command.callback([this, which] { into_.verb = which; });
    command.add_option("--factchecks", into_.factchecks, text("cli.factchecks.help"))
        ->type_name("TSV");
    command.add_option("--queries", into_.queries, text("cli.queries.help"))->type_name("TSV");
    command.add_option("--twins", into_.twins, text("cli.twins.help"))->type_name("TSV");
    command.add_option("--model", into_.model, text("cli.model.help"))->type_name("FILE");
    command.add_option("--threads", into_.threads, text("cli.threads.help"))
        ->check(CLI::Range(1, 64))
        ->type_name("N");
    command.add_option("--fields", into_.fields, text("cli.fields.help"))
        ->check(CLI::IsMember({"title", "title+article", "title+message", "all"}));
    return command;
  }
  CLI::App& verb(CLI::App& parent, Verb which, const char* name, std::string_view help) {
    CLI::App& command = *parent.add_subcommand(name, text(help));
    prepare(command);
    command.callback([this, which] { into_.verb = which; });
    command.add_option("--config", into_.config, text("cli.config.help"))->type_name("FILE");
    return command;
  }
  CLI::App& data(CLI::App& command) {
    command.add_option("--data", into_.data, text("cli.data.help"))->type_name("DIR");
    return command;
  }
  CLI::App& file(CLI::App& command, const char* name) {
    command.add_option("FILE", into_.file, text("cli.file.help"))->required()->type_name(name);
    return command;
  }
  CLI::App& login(CLI::App& command) {
    command.add_option("LOGIN", into_.login, text("cli.login.help"))->required();
    return command;
  }

  CLI::App& app_;
  Arguments& into_;
  Language language_;
};

}  // namespace

Language language_of_terminal() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    if (starts_with_ignoring_case(value, "en")) return find_language("en").value_or(indonesian);
    return indonesian;
  }
  return indonesian;
}

Parsed parse_arguments(const std::vector<std::string>& words, Language language) {
  CLI::App app(say(language, "cli.program.help"), "kentongan");
  Arguments arguments;
  Grammar grammar(app, arguments, language);
  grammar.prepare(app);
  grammar.build();
  std::vector<std::string> reversed(words.rbegin(),
                                    words.rend());  // CLI11 takes them from the back
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    CLI::App* asked = &app;
    while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
    return {std::nullopt, asked->help(), done};
  } catch (const CLI::CallForVersion&) {
    return {std::nullopt, std::string(version) + "\n", done};
  } catch (const CLI::ParseError& problem) {
    return {std::nullopt, say(language, "cli.wrong_usage", {{"problem", problem.what()}}) + "\n",
            wrong_usage};
  }
  const bool needs_archive = arguments.verb != Verb::match && arguments.verb != Verb::evaluate &&
                             arguments.verb != Verb::train;
  if (needs_archive && arguments.data.empty() && arguments.config.empty()) {
    return {std::nullopt, say(language, "cli.data_missing") + "\n", wrong_usage};
  }
  return {arguments, {}, done};
}

}  // namespace kentongan::cli
