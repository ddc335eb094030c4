#include "app/demo.hpp"

#include "base/text.hpp"
#include "cli/verbs.hpp"

namespace kentongan::cli {

int run_demo(const Call& call) {
  const Result<app::DemoReport> report =
      app::make_demo(call.application, [&call](std::int64_t finished, std::int64_t total) {
        call.output.progress(finished, total);
      });
  if (!report.ok()) return explain(call.output, call.language, report.error());
  call.output.line(call.text("cli.demo.done", {{"groups", thousands(report->groups)},
                                               {"items", thousands(report->items)},
                                               {"factchecks", thousands(report->factchecks)}}));
  return done;
}

}  // namespace kentongan::cli
