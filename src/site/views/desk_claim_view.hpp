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
  std::int64_t people = 0;
  std::int64_t last_hour = 0;
  std::string harm = {};  ///< name
  bool is_harm_guessed = false;
  std::string guessed_topic = {};  ///< in words
  std::string looking = {};        ///< names of others who have it open
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

/// How the machine's own answers fare, as a sentence.
struct PrecisionLine {
  std::string path = {};  ///< name
  std::string words = {};
  bool may_lift = false;
  bool falls_back = false;
};

struct QueueView {
  std::string title = {};
  std::string lead = {};
  std::vector<DeskChip> chips = {};
  std::vector<QueueLine> claims = {};
  std::vector<PickLine> picks = {};
  std::string next = {};
  std::string path = {};   ///< of this list
  std::string state = {};  ///< the chip that is chosen
  bool is_filtered = false;
  bool is_whole = false;       ///< the first page of everything
  bool sees_one_node = false;  ///< others may look on another server
  std::vector<Choice> districts = {};
  std::vector<Choice> topics = {};
  std::vector<Choice> mouths = {};
  std::vector<PrecisionLine> precision = {};
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
  std::string proposed_short = {};
  std::string proposed_summary = {};
  // the form of a verdict
  bool may_propose = false;
  bool may_take = false;
  bool may_wait = false;
  bool may_resume = false;
  bool may_give_up = false;
  bool may_leave_out = false;
  bool may_reopen = false;
  bool may_merge = false;
  bool may_hand_over = false;
  bool may_set_harm = false;
  std::vector<Choice> harms = {};
  std::string looking = {};  ///< names of others who have it open
  std::int64_t people = 0;
  bool may_withdraw = false;
  std::vector<Choice> colleagues = {};  ///< to whom it may be handed over; value: their account
  std::vector<Choice> reason_codes = {};
  std::string reason_code =
      {};  ///< why it cannot be clarified, in words; empty: it is something else
  std::string missing_piece = {};
  bool is_withdrawn = false;
  Moment withdrawn = {};
  std::string withdrawal_reason = {};
  std::string problem = {};
  std::string form_title = {};
  std::string form_claim = {};
  std::string form_explanation = {};
  std::string form_conclusion = {};
  std::string form_sources = {};
  std::string form_short = {};
  std::string form_summary = {};
  bool may_explain = false;          ///< make it a task "publish an explainer"
  std::string explain_area = {};     ///< … of this area's office
  std::string explainer_state = {};  ///< of the task there is; empty: none
  std::vector<Choice> verdicts = {};
  std::vector<Choice> kinds = {};
  std::vector<Choice> types = {};
  std::vector<Choice> topics = {};
};

}  // namespace kentongan::site
