// match, evaluate, train: the engine against files, without an archive.
#include "base/text.hpp"
#include "cli/verbs.hpp"
#include "match/matcher.hpp"
#include "trial/archive.hpp"
#include "trial/evaluate.hpp"
#include "trial/train.hpp"

#include <fstream>

namespace kentongan::cli {
namespace {

std::string_view name_of(match::Outcome outcome) {
  switch (outcome) {
    case match::Outcome::answer: return "answer";
    case match::Outcome::ask: return "ask";
    case match::Outcome::queue: return "queue";
  }
  __builtin_unreachable();
}

/// What the three verbs read. The built-in model, unless a file was named.
struct Materials {
  std::vector<trial::Material> all;
  match::Model model;
};

Result<Materials> read_materials(const Arguments& arguments) {
  Materials materials;
  materials.model = match::built_in_model();
  if (!arguments.model.empty()) {
    const std::string text = TRY(read_file(arguments.model));
    materials.model = TRY(match::parse_model(text));
  }
  if (arguments.factchecks.empty() || arguments.factchecks.size() != arguments.queries.size())
    return Error(Refusal::invalid, "cli.trial.pairs_missing");
  trial::Twins twins;
  if (!arguments.twins.empty()) {
    const std::string text = TRY(read_file(arguments.twins));
    twins = TRY(trial::read_twins(text));
  }
  for (std::size_t at = 0; at < arguments.factchecks.size(); ++at) {
    const std::string claims = TRY(read_file(arguments.factchecks[at]));
    const std::string messages = TRY(read_file(arguments.queries[at]));
    trial::Material material;
    material.claims = TRY(trial::read_claims(claims));
    material.messages = TRY(trial::read_messages(messages));
    trial::add_twins(material.messages, twins);
    materials.all.push_back(std::move(material));
  }
  return materials;
}

/// `qid<TAB>docid<TAB>score<TAB>decision`, best first; a message that finds nothing has no line.
void print_matches(const Arguments& arguments, const Materials& materials, trial::Fields fields,
                   Output& output) {
  for (const trial::Material& material : materials.all) {
    const trial::Archive archive(material.claims, fields);
    std::vector<std::string> lines(material.messages.size());
    trial::for_each_in_parallel(
        lines.size(), static_cast<std::size_t>(arguments.threads), [&](std::size_t at) {
          const auto candidates =
              match::find_in(archive.snapshot(), material.messages[at].text,
                             static_cast<std::size_t>(arguments.top), materials.model);
          const match::Decision decision = match::decide(candidates, materials.model.thresholds[0]);
          for (const match::Candidate& candidate : candidates)
            lines[at] +=
                format("{}\t{}\t{:.6f}\t{}\n", material.messages[at].id,
                       archive.name(candidate.document), candidate.rank, name_of(decision.outcome));
        });
    for (const std::string& line : lines) {
      if (!line.empty()) output.line(trim(line));
    }
  }
}

Result<> run_match(const Arguments& arguments, Output& output) {
  const Materials materials = TRY(read_materials(arguments));
  print_matches(arguments, materials, *trial::find_fields(arguments.fields), output);
  return {};
}

Result<> run_evaluate(const Arguments& arguments, Output& output) {
  trial::Evaluation evaluation{.threads = static_cast<std::size_t>(arguments.threads)};
  const auto say = [&output](std::string_view line) { output.line(line); };
  if (!arguments.sets.empty()) {
    match::Model model;
    if (!arguments.model.empty()) {
      const std::string text = TRY(read_file(arguments.model));
      model = TRY(match::parse_model(text));
      evaluation.model = &model;
    }
    return trial::evaluate_folder(arguments.sets, evaluation, say);
  }
  const Materials materials = TRY(read_materials(arguments));
  evaluation.model = &materials.model;
  say(trial::row_of_names());
  for (std::size_t at = 0; at < materials.all.size(); ++at) {
    const trial::Archive archive(materials.all[at].claims, *trial::find_fields(arguments.fields));
    say(trial::row_of(arguments.queries[at],
                      trial::evaluate(archive, materials.all[at].messages, evaluation)));
  }
  return {};
}

Result<> run_train(const Arguments& arguments, Output& output, Language language) {
  const Materials materials = TRY(read_materials(arguments));
  const trial::Training training =
      TRY(trial::train(materials.all, static_cast<std::size_t>(arguments.threads)));
  std::ofstream file(arguments.out, std::ios::binary);
  file << match::print_model(training.model);
  file.close();
  if (!file) return Error(Refusal::unavailable, "cli.file_unwritable", arguments.out);
  output.line(say(language, "cli.train.done",
                  {{"ranked", std::to_string(training.ranked)},
                   {"judged", std::to_string(training.judged)},
                   {"calibrated", std::to_string(training.calibrated)}}));
  return {};
}

Result<> run(const Arguments& arguments, Output& output, Language language) {
  if (arguments.verb == Verb::match) return run_match(arguments, output);
  if (arguments.verb == Verb::evaluate) return run_evaluate(arguments, output);
  return run_train(arguments, output, language);
}

}  // namespace

std::optional<int> run_trial(const Arguments& arguments, Output& output, Language language) {
  if (arguments.verb != Verb::match && arguments.verb != Verb::evaluate &&
      arguments.verb != Verb::train)
    return std::nullopt;
  const Result<> outcome = run(arguments, output, language);
  if (!outcome.ok()) return explain(output, language, outcome.error());
  return done;
}

}  // namespace kentongan::cli
