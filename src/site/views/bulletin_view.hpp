#pragma once

#include "site/views/claim_view.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::site {

struct WeekLine {
  std::string week = {};    ///< `2026-W47`
  std::string title = {};   ///< `Pekan 47`
  std::string period = {};  ///< `16–22 November 2026`
  std::int64_t count = 0;
};
struct WeekListView {
  std::vector<WeekLine> weeks = {};
};

struct VerdictCount {
  std::string verdict = {};
  std::int64_t count = 0;
};

/// A fact check with its answer in a sentence.
struct ToldClaim {
  ClaimLine line = {};
  std::string answer = {};
  std::string url = {};     ///< whole and short, for texts
  std::int64_t askers = 0;  ///< in that week; 0: not told
};

struct BulletinView {
  std::string week = {};  ///< `2026-W47`
  int number = 0;
  std::string period = {};
  bool is_running = false;  ///< the week is not over
  std::int64_t published_count = 0;
  std::int64_t questions = 0;
  std::vector<VerdictCount> verdicts = {};
  std::vector<ToldClaim> most_asked = {};
  std::vector<ToldClaim> published = {};
  std::vector<ToldClaim> corrected = {};
  std::string forward_text = {};
  std::string whatsapp_url = {};  ///< empty when the text is too long for an address
  std::string before = {};        ///< the week before, `2026-W46`
  std::string after = {};         ///< empty: that is to come
  bool has_sheet = false;
  [[nodiscard]] bool is_empty() const {
    return published.empty() && corrected.empty() && most_asked.empty();
  }
  [[nodiscard]] std::int64_t untold() const {
    return published_count - static_cast<std::int64_t>(published.size());
  }
};

struct TraceLine {
  std::string text = {};  ///< a number, or a link that cannot be pressed
  std::vector<ClaimLine> claims = {};
  std::int64_t more = 0;  ///< further fact checks
};
struct TraceListView {
  std::vector<TraceLine> phones = {};
  std::vector<TraceLine> links = {};
};

}  // namespace kentongan::site
