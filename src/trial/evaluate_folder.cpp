#include "trial/evaluate.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

namespace kentongan::trial {

namespace {

using Messages = std::vector<Asked>;

std::optional<std::string> read_if_there(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// The tables of one folder, and where their rows go.
class Tables {
 public:
  Tables(std::string folder, const Evaluation& evaluation,
         const std::function<void(std::string_view)>& say)
      : folder_(std::move(folder)), evaluation_(evaluation), say_(say) {}

  Result<> run() {
    say_(row_of_names());
    TRY(claim_messages());
    TRY(fact_checks());
    TRY(tweets());
    return {};
  }

 private:
  Result<std::vector<Claim>> claims(const std::string& file) const {
    const auto bytes = read_if_there(folder_ + file);
    if (!bytes) return std::vector<Claim>();
    return read_claims(*bytes);
  }
  Result<Messages> messages(const std::string& file) const {
    const auto bytes = read_if_there(folder_ + file);
    if (!bytes) return Messages();
    return read_messages(*bytes);
  }
  void row(std::string_view name, const Archive& archive, const Messages& asked,
           match::Path path = match::Path::text) {
    if (asked.empty()) return;
    Evaluation evaluation = evaluation_;
    evaluation.path = path;
    say_(row_of(name, evaluate(archive, asked, evaluation)));
  }

  Result<> claim_messages() {
    const auto known = TRY(claims("/claimmatch/claims.tsv"));
    if (known.empty()) return {};
    const Messages base = TRY(messages("/claimmatch/q_base.tsv"));
    const Messages pictures = TRY(messages("/claimmatch/q_ocrsrc.tsv"));
    const Archive titles(known, Fields::title);
    row("unseen: as it circulated", titles, base);
    for (const char* name :
         {"typo10", "typo30", "slang", "ocr", "mix", "wrap", "del30", "del60", "trunc8", "lat"}) {
      const Messages asked = TRY(messages(format("/claimmatch/q_{}.tsv", name)));
      row(format("unseen: {}", name), titles, asked);
    }
    for (const char* name : {"ocrsrc", "ocrpng", "ocrjpg"}) {
      const Messages asked = TRY(messages(format("/claimmatch/q_{}.tsv", name)));
      row(format("unseen: {}", name), titles, asked, match::Path::picture);
    }
    const Archive seen(known, Fields::title, base);
    for (const char* name :
         {"typo10", "typo30", "slang", "ocr", "mix", "wrap", "del30", "del60", "trunc8"}) {
      const Messages asked = TRY(messages(format("/claimmatch/q_{}.tsv", name)));
      row(format("seen before: {}", name), seen, asked);
    }
    for (const char* name : {"ocrpng", "ocrjpg"}) {
      const Messages asked = TRY(messages(format("/claimmatch/q_{}.tsv", name)));
      row(format("seen before: {}", name), seen, asked, match::Path::picture);
    }
    return {};
  }

  Result<Messages> checked(const std::string& name, const Twins& twins, std::string_view split) {
    Messages asked = TRY(messages("/factchecks/" + name));
    std::erase_if(asked,
                  [split](const Asked& one) { return !one.split.empty() && one.split != split; });
    add_twins(asked, twins);
    return asked;
  }

  Result<> fact_checks() {
    const auto known = TRY(claims("/factchecks/corpus.tsv"));
    if (known.empty()) return {};
    const auto pairs = read_if_there(folder_ + "/factchecks/equiv.tsv");
    const Twins twins = TRY(read_twins(pairs.value_or("")));
    const Messages posts = TRY(checked("q_post.tsv", twins, "test"));
    const Messages ordinary = TRY(checked("q_negative.tsv", twins, "test"));
    {
      const Archive titles(known, Fields::title);
      row("post, title", titles, posts);
      const Archive articles(known, Fields::title_and_article);
      row("post, title+explanation", articles, posts);
      Messages hard = posts;
      std::erase_if(hard, [](const Asked& one) { return one.kind != "hard"; });
      row("post hard, any", articles, hard);
      std::set<std::string_view> explained;
      for (const Claim& claim : known) {
        if (!claim.article.empty()) explained.insert(claim.id);
      }
      std::erase_if(hard, [&](const Asked& one) {
        return std::none_of(one.right.begin(), one.right.end(),
                            [&](const std::string& id) { return explained.contains(id); });
      });
      row("post hard, title+explanation", articles, hard);
    }
    const Archive everything(known, Fields::all);
    row("noisy copies, everything", everything, TRY(checked("q_noisy.tsv", twins, "test")));
    row("ordinary or true (none right)", everything, ordinary);
    TRY(recurring(everything, known, twins, Links::by_hand));
    return recurring(everything, known, twins, Links::all);
  }

  /// Messages of later fact checks of an old hoax; only what was known before may be shown.
  Result<> recurring(const Archive& everything, const std::vector<Claim>& known, const Twins& twins,
                     Links links) {
    const auto questions = read_if_there(folder_ + "/factchecks/q_recur.tsv");
    const auto relevant = read_if_there(folder_ + "/factchecks/qrels_recur.tsv");
    if (!questions || !relevant) return {};
    std::map<std::string, std::string, std::less<>> dates;
    for (const Claim& claim : known) dates[claim.id] = claim.date;
    Messages asked = TRY(read_recurring(*questions, *relevant, links));
    std::map<std::string, std::string, std::less<>> own;
    for (Asked& one : asked) {
      own[one.id] = one.kind;
      add_twins_of(one, twins);
      const std::string& date = dates[one.kind];
      std::erase_if(one.right, [&](const std::string& id) {
        return id == one.kind || (!date.empty() && !(dates[id] < date));
      });
    }
    std::erase_if(asked, [](const Asked& one) { return one.split != "test" || one.right.empty(); });
    Evaluation evaluation = evaluation_;
    evaluation.is_allowed = [&](const Asked& one, std::int64_t document) {
      const std::string& self = own[one.id];
      const std::string& date = dates[self];
      return everything.name(document) != self &&
             (date.empty() || everything.date(document) < date);
    };
    evaluation.threads = 1;  // `own` and `dates` are looked up by operator[]
    say_(row_of(links == Links::by_hand ? "recurring, linked by hand" : "recurring, all",
                evaluate(everything, asked, evaluation)));
    return {};
  }

  static void add_twins_of(Asked& one, const Twins& twins) {
    Messages alone{one};
    add_twins(alone, twins);
    one = std::move(alone.front());
  }

  Result<> tweets() {
    const std::string folder = folder_ + "/checkthat2020/";
    const auto documents = read_if_there(folder + "verified_claims.docs.tsv");
    const auto questions = read_if_there(folder + "tweets.queries.tsv");
    const auto pairs = read_if_there(folder + "tweet-vclaim-pairs.qrels");
    if (!documents || !questions || !pairs) return {};
    const Archive archive(TRY(read_claims(*documents)), Fields::all);
    Messages asked = TRY(read_messages(*questions));
    add_relevant(asked, *pairs);
    row("CheckThat! 2020 task 2", archive, asked);
    return {};
  }

  std::string folder_;
  const Evaluation& evaluation_;
  const std::function<void(std::string_view)>& say_;
};

}  // namespace

Result<> evaluate_folder(const std::string& folder, const Evaluation& evaluation,
                         const std::function<void(std::string_view)>& say) {
  if (!std::ifstream(folder + "/factchecks/corpus.tsv") &&
      !std::ifstream(folder + "/claimmatch/claims.tsv"))
    return Error(Refusal::not_found, "trial.data_missing", folder);
  return Tables(folder, evaluation, say).run();
}

}  // namespace kentongan::trial
