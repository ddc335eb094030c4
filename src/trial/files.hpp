// Files of claims and of messages, tab-separated, as archives and evaluations exchange them.
//
// Claims, with a header that names `id` and `title` (and perhaps `narrative`, `explanation`,
// `conclusion`, `label`, `date`), or without one: id, title. Messages, with a header that names
// `qid` and `text` (and perhaps `docid`, `split`), or without one: ids of the right claims parted
// by commas, message. Values; thread: pure.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::trial {

struct Claim {
  std::string id;
  std::string title = {};
  std::string message = {};  ///< as it circulated; may be empty
  std::string article = {};  ///< the explanation; may be empty
  std::string date = {};     ///< may be empty
  std::int32_t verdict = 0;
};

struct Asked {
  std::string id;
  std::string text = {};
  std::string split = {};               ///< `dev`, `test` or empty
  std::string kind = {};                ///< `hard`, `heavy`, …; may be empty
  std::vector<std::string> right = {};  ///< ids of the claims it is about; may be empty
};

/// Ids of claims that tell the same story.
using Twins = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Errors: invalid `trial.file_malformed` with the line: no header and fewer than two columns, or a
/// claim's id twice.
[[nodiscard]] Result<std::vector<Claim>> read_claims(std::string_view tsv);
[[nodiscard]] Result<std::vector<Asked>> read_messages(std::string_view tsv);
/// Two columns, under a header; each pair counts both ways.
[[nodiscard]] Result<Twins> read_twins(std::string_view tsv);

enum class Links : std::uint8_t {
  by_hand,  ///< only what the fact-checkers themselves linked (`ref`)
  all,      ///< and what their texts and titles show
};
/// Messages of later claims about an old story; `self_docid`, the later claim, is kept in `kind`.
/// Right: what `relevant` gives grade 2.
[[nodiscard]] Result<std::vector<Asked>> read_recurring(std::string_view messages,
                                                        std::string_view relevant, Links links);
/// Adds right answers in the format of TREC: message, 0, claim, relevance.
void add_relevant(std::vector<Asked>& messages, std::string_view relevant);

/// Adds to each message the twins of its right claims.
void add_twins(std::vector<Asked>& messages, const Twins& twins);

}  // namespace kentongan::trial
