#include "newsroom/item.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kentongan::newsroom {
namespace {

template <typename Enum, std::size_t Size>
std::optional<Enum> find_named(const std::array<Enum, Size>& all, std::string_view name) {
  for (const Enum one : all) {
    if (name_of(one) == name) return one;
  }
  return std::nullopt;
}

/// One line: every run of blanks and line ends becomes one blank.
std::string one_line(std::string_view text) {
  std::string line;
  bool blank_due = false;
  for (const char byte : text) {
    if (byte == ' ' || byte == '\n' || byte == '\t') {
      blank_due = !line.empty();
      continue;
    }
    if (blank_due) line += ' ';
    blank_due = false;
    line += byte;
  }
  return line;
}

/// A field of one line. A text that is far too long is refused before it is looked at closely.
Result<std::string> clean_line(std::string_view raw, std::size_t longest, const char* too_long) {
  constexpr std::size_t bytes_per_character = 4;
  if (raw.size() > longest * bytes_per_character * 2) return Error(Refusal::invalid, too_long);
  std::string line = one_line(clean_utf8(raw));
  if (length_utf8(line) > longest) return Error(Refusal::invalid, too_long);
  return line;
}

std::vector<places::AreaCode> widest(std::vector<places::AreaCode> areas) {
  std::sort(areas.begin(), areas.end());
  std::vector<places::AreaCode> kept;
  for (places::AreaCode& area : areas) {  // an ancestor sorts before what it contains
    const bool contained =
        std::any_of(kept.begin(), kept.end(),
                    [&area](const places::AreaCode& other) { return other.contains(area); });
    if (!contained) kept.push_back(std::move(area));
  }
  return kept;
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::news: return "news";
    case Kind::announcement: return "announcement";
    case Kind::programme: return "programme";
    case Kind::explainer: return "explainer";
  }
  __builtin_unreachable();
}

std::optional<Kind> find_kind(std::string_view name) {
  return find_named(std::array{Kind::news, Kind::announcement, Kind::programme, Kind::explainer},
                    name);
}

std::string_view name_of(Provenance provenance) {
  switch (provenance) {
    case Provenance::government: return "government";
    case Provenance::community: return "community";
    case Provenance::resident: return "resident";
  }
  __builtin_unreachable();
}

std::optional<Provenance> find_provenance(std::string_view name) {
  return find_named(std::array{Provenance::government, Provenance::community, Provenance::resident},
                    name);
}

std::string_view name_of(Adinda adinda) {
  switch (adinda) {
    case Adinda::akses: return "akses";
    case Adinda::diskusi: return "diskusi";
    case Adinda::implementasi: return "implementasi";
    case Adinda::networking: return "networking";
    case Adinda::diseminasi: return "diseminasi";
    case Adinda::aspirasi: return "aspirasi";
  }
  __builtin_unreachable();
}

std::optional<Adinda> find_adinda(std::string_view name) {
  return find_named(std::array{Adinda::akses, Adinda::diskusi, Adinda::implementasi,
                               Adinda::networking, Adinda::diseminasi, Adinda::aspirasi},
                    name);
}

std::string_view name_of(State state) {
  switch (state) {
    case State::draft: return "draft";
    case State::submitted: return "submitted";
    case State::in_review: return "in_review";
    case State::returned: return "returned";
    case State::approved: return "approved";
    case State::scheduled: return "scheduled";
    case State::published: return "published";
    case State::corrected: return "corrected";
    case State::withdrawn: return "withdrawn";
    case State::archived: return "archived";
  }
  __builtin_unreachable();
}

std::optional<State> find_state(std::string_view name) {
  return find_named(std::array{State::draft, State::submitted, State::in_review, State::returned,
                               State::approved, State::scheduled, State::published,
                               State::corrected, State::withdrawn, State::archived},
                    name);
}

std::string_view name_of(Purpose purpose) {
  switch (purpose) {
    case Purpose::writing: return "writing";
    case Purpose::masking: return "masking";
    case Purpose::correction: return "correction";
  }
  __builtin_unreachable();
}

std::optional<Purpose> find_purpose(std::string_view name) {
  return find_named(std::array{Purpose::writing, Purpose::masking, Purpose::correction}, name);
}

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::kept: return "kept";
    case Standing::pending: return "pending";
    case Standing::refused: return "refused";
  }
  __builtin_unreachable();
}

std::optional<Standing> find_standing(std::string_view name) {
  return find_named(std::array{Standing::kept, Standing::pending, Standing::refused}, name);
}

Result<Content> clean_content(Content raw) {
  raw.title = TRY(clean_line(raw.title, longest_title, "newsroom.title.too_long"));
  raw.summary = TRY(clean_line(raw.summary, longest_summary, "newsroom.summary.too_long"));
  raw.source = TRY(clean_line(raw.source, longest_source, "newsroom.source.too_long"));
  if (raw.body.size() > largest_body) return Error(Refusal::invalid, "newsroom.body.too_long");
  raw.body = clean_utf8(raw.body);
  if (raw.body.size() > largest_body) return Error(Refusal::invalid, "newsroom.body.too_long");
  raw.areas = widest(std::move(raw.areas));
  if (raw.areas.size() > most_areas) return Error(Refusal::invalid, "newsroom.areas.too_many");

  std::vector<std::string> topics;
  for (const std::string& topic : raw.topics) {
    if (trim(topic).empty()) continue;
    std::string named = slug(TRY(clean_line(topic, longest_topic, "newsroom.topics.too_long")));
    if (std::find(topics.begin(), topics.end(), named) == topics.end())
      topics.push_back(std::move(named));
    if (topics.size() > most_topics) return Error(Refusal::invalid, "newsroom.topics.too_many");
  }
  std::sort(topics.begin(), topics.end());
  raw.topics = std::move(topics);
  return raw;
}

Result<> check_complete(const Content& content) {
  if (length_utf8(content.title) < shortest_title)
    return Error(Refusal::invalid, "newsroom.title.too_short");
  if (trim(content.body).empty()) return Error(Refusal::invalid, "newsroom.body.empty");
  if (content.source.empty()) return Error(Refusal::invalid, "newsroom.source.missing");
  if (content.areas.empty()) return Error(Refusal::invalid, "newsroom.areas.missing");
  return {};
}

std::string clean_note(std::string_view raw) {
  constexpr std::size_t looked_at = longest_note * 8;  // bytes; more cannot end up in the note
  const std::string cleaned = clean_utf8(raw.substr(0, looked_at));
  return shorten_utf8(trim(cleaned), longest_note);
}

std::string folded(std::string_view text) {
  std::string words = " ";
  for (const char byte : lower_ascii(text)) {
    const auto code = static_cast<unsigned char>(byte);
    const bool in_word =
        code >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    if (in_word) {
      words += byte;
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

std::string slug_of_title(std::string_view title) {
  constexpr std::size_t longest_slug = 80;
  std::string whole = slug(title);
  if (whole.size() <= longest_slug) return whole;
  whole.resize(longest_slug);
  const std::size_t last_word = whole.rfind('-');
  if (last_word != std::string::npos && last_word > longest_slug / 2) whole.resize(last_word);
  return whole;
}

bool Item::is_public() const {
  if (!published_at || withdrawn_at) return false;
  return state == State::published || state == State::corrected || state == State::archived;
}

Instant Item::updated_at() const {
  Instant latest = published_at.value_or(changed_at);
  if (corrected_at && *corrected_at > latest) latest = *corrected_at;
  if (withdrawn_at && *withdrawn_at > latest) latest = *withdrawn_at;
  return latest;
}

bool Item::was_written_by(Id<people::Account> account) const {
  return account == author || std::find(writers.begin(), writers.end(), account) != writers.end();
}

}  // namespace kentongan::newsroom
