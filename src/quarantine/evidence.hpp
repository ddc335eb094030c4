// What is sealed: canonical JSON, so that the same evidence has one hash on every machine and for
// everybody who gets it. Drawn in docs/formats/quarantine-evidence.md.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "tabayun/withheld.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::quarantine {

struct EvidencePicture {
  std::string mime;
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::string bytes;
};
struct EvidenceQuestion {
  std::string area;  ///< Kemendagri code, may be empty
  std::string asked_at;
  std::string text;
};

struct Evidence {
  std::string case_id;
  std::string claim_id;
  std::string sealed_at;  ///< RFC 3339
  std::int64_t askers = 0;
  std::string first_seen;
  std::string title;
  std::string text;                   ///< the message as it circulates
  std::vector<std::string> wordings;  ///< other texts of the same
  std::vector<std::string> targets;   ///< names that are masked everywhere else
  std::vector<EvidenceQuestion> questions;
  std::vector<EvidencePicture> pictures;
  std::vector<std::string> drafts;  ///< what checkers had written about it
};

[[nodiscard]] Evidence evidence_of(const tabayun::WithheldClaim& taken,
                                   const std::vector<std::string>& targets);

/// RFC 8785 for what occurs here: members in the order of their names, no blanks, integers, strings
/// with the shortest escapes; pictures as base64. Cost: linear.
[[nodiscard]] std::string canonical_json(const Evidence& evidence);
/// Errors: invalid `quarantine.evidence.malformed`.
[[nodiscard]] Result<Evidence> parse_evidence(std::string_view json);

}  // namespace kentongan::quarantine
