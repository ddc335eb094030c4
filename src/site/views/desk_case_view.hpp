#pragma once

#include "site/moment.hpp"
#include "site/views/area_choice.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::site {

struct EvidenceLine {
  std::string id = {};
  std::string kind = {};
  std::string rung = {};
  int rank = 0;
  std::string state = {};
  std::string title = {};
  std::string position = {};
  std::string day = {};
  std::string url = {};
  std::string text = {};
  std::string who = {};
  Moment added = {};
  bool has_picture = false;
  std::string copy = {};  ///< name of the copy's state
  std::string why_not = {};
  std::string copied_on = {};
  std::string sha256 = {};
  [[nodiscard]] bool is_removed() const { return state == "removed"; }
};

struct RequestLine {
  std::string id = {};
  std::string claim = {};
  std::string claim_title = {};
  std::string to = {};
  std::string text = {};
  std::string answer = {};
  std::string state = {};  ///< `open`, `overdue`, `answered`, `cancelled`
  std::string form_key = {};
  Moment due = {};
  bool may_answer = false;
  bool may_cancel = false;
};

struct RequestsView {
  std::vector<RequestLine> mine = {};
  std::vector<RequestLine> desk = {};
  bool is_member = false;
  std::int64_t overdue = 0;
};

struct NoteLine {
  std::string who = {};
  Moment at = {};
  std::string text = {};
};

struct ThreadLine {
  std::string id = {};
  std::string title = {};
  std::int64_t posts = 0;
};

struct CaseEvent {
  Moment at = {};
  std::string message = {};  ///< key of the catalogue
  std::string who = {};
  std::string note = {};
};

struct WordingLine {
  std::string text = {};
  std::int64_t count = 0;
  std::int64_t askers = 0;
  std::string places = {};  ///< `Desa Pagandon, Kadipaten (3)`, one after another
  std::string mouths = {};
  Moment first = {};
  Moment last = {};
};

struct RelayLine {
  std::string group = {};
  std::string channel = {};  ///< name of the channel
  std::string place = {};
  std::int64_t reach = 0;
  std::string day = {};
};

struct RelayCoverage {
  std::int64_t groups = 0;
  std::int64_t relayed = 0;
  std::int64_t late = 0;
  std::int64_t cannot = 0;
};

struct CaseView {
  std::string id = {};
  std::string title = {};
  std::string message = {};
  std::string state = {};
  bool checks = false;
  bool on_case = false;
  bool may_let_in = false;
  bool takes_pictures = false;
  std::string form_key = {};
  std::string today = {};      ///< `2026-11-22`
  std::string first_due = {};  ///< `2026-11-23`
  std::vector<EvidenceLine> evidence = {};
  std::vector<RequestLine> requests = {};
  std::vector<NoteLine> notes = {};
  std::vector<ThreadLine> threads = {};
  std::vector<std::string> people = {};
  std::vector<CaseEvent> timeline = {};
  std::vector<WordingLine> wordings = {};
  std::string places = {};
  std::string first_seen = {};
  std::int64_t all_wordings = 0;
  std::int64_t questions = 0;
  std::int64_t askers = 0;
  std::vector<Choice> groups = {};    ///< whom the desk may ask
  std::vector<Choice> relayers = {};  ///< for whom the actor may record
  std::vector<Choice> channels = {};
  std::vector<RelayLine> relays = {};
  RelayCoverage coverage = {};
};

struct CopyView {
  std::string claim = {};
  std::string title = {};
  std::string url = {};
  std::string given = {};
  std::string mime = {};
  std::string sha256 = {};
  std::string text = {};
  std::int64_t bytes = 0;
  Moment at = {};
};

struct PostLine {
  std::string who = {};
  Moment at = {};
  std::string text = {};
};

struct ThreadView {
  std::string id = {};
  std::string claim = {};
  std::string claim_title = {};
  std::string title = {};
  std::string form_key = {};
  std::vector<PostLine> posts = {};
};

}  // namespace kentongan::site
