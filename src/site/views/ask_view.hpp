#pragma once

#include "site/views/area_choice.hpp"
#include "site/views/claim_view.hpp"
#include "site/views/evidence_view.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

struct AskView {
  bool takes_pictures = false;
  std::string text = {};
  std::string form_key = {};
  std::string problem = {};
  std::vector<Choice> districts = {};
};

/// A stretch of the asker's message.
struct MessagePiece {
  std::string text = {};
  bool is_shared = false;  ///< the fact check has these words too
};

/// A fact check that is, or may be, the answer.
struct AnswerView {
  std::string id = {};
  std::string path = {};
  std::string title = {};
  std::string verdict = {};
  std::string checked = {};  ///< `Diperiksa 21 November 2026`
  std::string conclusion = {};
  std::vector<std::string> explanation = {};  ///< paragraphs
  std::vector<std::string> sources = {};
  std::vector<SourceLine> evidence = {};  ///< what its desk made public of the case
  std::string url = {};
  std::string shared_words = {};           ///< the words that both have
  std::vector<std::string> reasons = {};   ///< why it matched, in plain words
  std::vector<MessagePiece> message = {};  ///< the asker's message, whole
  std::string checker = {};
  std::string topic = {};
  std::string kind = {};
  std::vector<std::string> claim = {};  ///< the circulating message, paragraphs
  std::string share_text = {};
  std::string whatsapp_url = {};
  std::string telegram_url = {};
  std::int64_t asked = 0;
};

struct TicketView {
  std::string code = {};
  std::string text = {};     ///< what the asker sent
  bool was_picture = false;  ///< the text was read off a picture
  bool has_picture = false;  ///< kept with the question
  std::string state = {};    ///< name of the question's state
  std::string claim_state = {};
  std::string reason = {};  ///< why not clarifiable, or what is waited for
  Moment asked_at = {};
  std::int64_t position = 0;
  std::int64_t askers = 0;
  std::vector<AnswerView> answers = {};  ///< one: the answer; several: "is it one of these?"
  std::string helped = {};
  [[nodiscard]] bool answered() const { return state != "waiting"; }
  [[nodiscard]] bool under_check() const {
    return claim_state == "under_check" || claim_state == "waiting";
  }
  [[nodiscard]] bool proposed() const { return claim_state == "proposed"; }
  [[nodiscard]] bool given_up() const {
    return claim_state == "not_clarifiable" || claim_state == "out_of_scope";
  }
};

struct ClaimListView {
  std::vector<ClaimLine> claims = {};
  std::vector<Choice> verdicts = {};
  std::vector<Choice> topics = {};
  std::string next = {};
};

}  // namespace kentongan::site
