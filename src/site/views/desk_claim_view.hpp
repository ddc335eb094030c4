#pragma once

#include "site/views/area_choice.hpp"
#include "site/views/claim_view.hpp"
#include "site/views/desk_item_view.hpp"
#include "site/views/flag_view.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

struct QueueLine {
  std::string id = {};
  std::string title = {};
  std::string state = {};
  std::string place = {};
  std::string checker = {};
  std::string revision = {};
  std::int64_t askers = 0;
  Moment since = {};
  std::vector<FlagLine> flags = {};
  bool may_take = false;
};

/// "Yes, this one", said by an asker, to be read.
struct PickLine {
  std::string question = {};  ///< its id
  std::string text = {};
  bool has_picture = false;
  std::string claim_path = {};
  std::string title = {};
  std::string verdict = {};
  Moment at = {};
};

struct QueueView {
  std::string title = {};
  std::string lead = {};
  std::vector<DeskChip> chips = {};
  std::vector<QueueLine> claims = {};
  std::vector<PickLine> picks = {};
  std::string next = {};
  std::int64_t asked = 0;
  std::int64_t at_once = 0;
  std::int64_t waiting = 0;
  std::int64_t published = 0;
};

/// A picture that came with a question.
struct PictureLine {
  std::string question = {};  ///< its id
  int width = 0;
  int height = 0;
};

struct ClaimFileView {
  std::string id = {};
  std::string revision = {};
  std::string state = {};
  std::string title = {};
  std::string reason = {};
  std::string checker = {};
  std::string public_path = {};
  std::string message = {};     ///< as it circulates
  FlagsView flags = {};         ///< what a person should look at in it
  std::string quarantine = {};  ///< id of its case; empty: in the normal lane
  bool may_seal = false;
  std::vector<std::string> wordings = {};
  std::vector<std::string> questions = {};
  std::vector<PictureLine> pictures = {};
  std::vector<HistoryLine> history = {};
  std::vector<ClaimLine> twins = {};
  std::vector<std::string> twin_ids = {};
  std::int64_t askers = 0;
  // a proposal that waits for a second reading
  bool has_proposal = false;
  bool may_read = false;     ///< the actor may be the second reader
  std::string why_not = {};  ///< why they may not
  std::string proposer = {};
  std::string proposed_verdict = {};
  std::string proposed_title = {};
  std::string proposed_claim = {};
  std::string proposed_explanation = {};
  std::string proposed_conclusion = {};
  std::string proposed_sources = {};
  // the form of a verdict
  bool may_propose = false;
  bool may_take = false;
  bool may_wait = false;
  bool may_resume = false;
  bool may_give_up = false;
  bool may_leave_out = false;
  bool may_reopen = false;
  bool may_merge = false;
  std::string problem = {};
  std::string form_title = {};
  std::string form_claim = {};
  std::string form_explanation = {};
  std::string form_conclusion = {};
  std::string form_sources = {};
  std::vector<Choice> verdicts = {};
  std::vector<Choice> kinds = {};
  std::vector<Choice> types = {};
  std::vector<Choice> topics = {};
};

}  // namespace kentongan::site
