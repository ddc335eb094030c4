#include "base/text.hpp"
#include "cli/verbs.hpp"

namespace kentongan::cli {

/// The answer on standard output; nothing is stored. Exit 0 when answered, 0 as well when nobody
/// knows: the question was carried out.
int run_ask(const Call& call) {
  if (trim(call.input).empty())
    return explain(call.output, call.language, Error(Refusal::invalid, "cli.ask.empty"));
  tabayun::Tabayun& tabayun = call.application.tabayun();
  tabayun.follow();
  const Result<tabayun::LookedUp> looked = tabayun.look_up(call.input);
  if (!looked.ok()) return explain(call.output, call.language, looked.error());
  switch (looked->outcome) {
    case match::Outcome::answer: call.output.line(call.text("cli.ask.answer")); break;
    case match::Outcome::ask: call.output.line(call.text("cli.ask.one_of_these")); break;
    case match::Outcome::queue: call.output.line(call.text("cli.ask.unknown")); break;
  }
  for (const tabayun::Match& match : looked->matches) {
    const tabayun::Finding& finding = match.claim.finding;
    std::string verdict = call.text("verdict." + std::string(tabayun::name_of(finding.verdict)));
    call.output.line(format("\n{}: {}", verdict, finding.title));
    if (!match.claim.checked_on.empty())
      call.output.line(call.text("site.claim.checked_on", {{"date", match.claim.checked_on}}));
    const std::string& said = finding.conclusion.empty() ? finding.explanation : finding.conclusion;
    call.output.line(shorten_utf8(said, 600));
    if (!finding.url.empty()) call.output.line(finding.url);
  }
  return done;
}

}  // namespace kentongan::cli
