#include "app/demo.hpp"
#include "app/serving.hpp"
#include "base/text.hpp"
#include "cli/control.hpp"
#include "cli/verbs.hpp"

#include <csignal>

namespace kentongan::cli {
namespace {

/// Ctrl-C and a service manager's stop arrive here and nowhere else: blocked before any thread
/// starts, every thread inherits the mask.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its limit is an error of write(), not the end
  return signals;
}

void print_demo_accounts(Output& output, Language language) {
  output.line(say(language, "cli.demo.accounts", {{"password", app::demo_password}}));
  for (const app::DemoAccount& account : app::demo_accounts()) {
    output.line(format("  {:<18} {}", account.login, account.what));
  }
}

}  // namespace

int run_serve(const Arguments& arguments, const app::Premises& premises, Output& output,
              Language language) {
  const sigset_t signals = block_stop_signals();
  Result<std::unique_ptr<app::Application>> application = app::Application::open(premises);
  if (!application.ok()) return explain(output, language, application.error());
  app::Serving serving(**application);
  if (const Result<> started = serving.start(); !started.ok())
    return explain(output, language, started.error());

  std::unique_ptr<ControlServer> control;
  if (premises.config.database.url.empty()) {
    auto opened = ControlServer::open(
        premises.data, [&app = **application](const Arguments& asked, const std::string& input,
                                              Output& there, Language their_language) {
          try {
            return run_verb({app, asked, input, there, their_language});
          } catch (const db::DbFailure& failure) {
            there.problem(say(their_language, "cli.database_lost", {{"problem", failure.what()}}));
            return refused;
          } catch (const std::exception& problem) {
            there.problem(say(their_language, "cli.bug", {{"problem", problem.what()}}));
            return our_bug;
          }
        });
    if (!opened.ok()) return explain(output, language, opened.error());
    control = std::move(opened).value();
  }

  const auto at = app::parse_listen(premises.config.server.listen);
  output.line(say(language, "cli.serve.started",
                  {{"address", format("http://{}:{}", at->host, serving.port())}}));
  if (arguments.demo) print_demo_accounts(output, language);
  int signal = 0;
  sigwait(&signals, &signal);
  control.reset();
  serving.stop();
  output.line(say(language, "cli.serve.stopped"));
  return done;
}

}  // namespace kentongan::cli
