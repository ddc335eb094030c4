#pragma once

#include "site/views/area_choice.hpp"
#include "site/views/desk_item_view.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

/// A case of the quarantine in a list.
struct CaseLine {
  std::string id = {};
  std::string summary = {};
  std::string state = {};
  std::vector<std::string> forms = {};  ///< names of forms.hpp
  std::string sealer = {};
  Moment sealed = {};
};
struct QuarantineView {
  std::vector<DeskChip> chips = {};
  std::vector<CaseLine> cases = {};
};

struct AccessLine {
  Moment at = {};
  std::string what = {};
  std::string who = {};
  std::string reason = {};
};

struct SealedView {
  std::string id = {};
  std::string claim = {};  ///< its id
  std::string revision = {};
  std::string state = {};
  std::string summary = {};
  std::string reason = {};
  std::string masked_text = {};
  std::string handed = {};  ///< a sentence; empty until then
  std::string closing_note = {};
  std::vector<std::string> forms = {};
  std::vector<std::string> aspects = {};
  std::vector<std::string> media = {};
  std::int64_t messages = 0;
  std::int64_t pictures = 0;
  std::string evidence_hash = {};
  std::string sealed_hash = {};
  // the seal
  bool holds = false;
  bool noted = false;
  bool bytes_hold = false;
  bool ledger_holds = false;
  bool accesses_hold = false;
  std::vector<AccessLine> accesses = {};
  // what the actor may do now
  bool may_open = false;
  bool may_review = false;
  bool may_hand_over = false;
  bool may_release = false;
  std::string today = {};  ///< `2026-11-22`
};

/// The form that moves a claim into quarantine.
struct SealView {
  std::string claim = {};
  std::string revision = {};
  std::string problem = {};
  std::string reason = {};
  std::string summary = {};
  std::string targets = {};
  std::vector<Choice> forms = {};
  std::vector<Choice> aspects = {};
  std::vector<Choice> media = {};
};

struct EvidenceView {
  std::string id = {};
  std::string hash = {};
  std::string text = {};
  std::vector<std::string> wordings = {};
  std::vector<std::string> questions = {};
  std::int64_t pictures = 0;
};

}  // namespace kentongan::site
