#include "tabayun/factcheck_file.hpp"

#include "base/calendar.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_text = 60'000;

/// What the bytes 0x80 to 0x9F mean in Windows-1252; 0 where nothing. Source: WHATWG Encoding.
constexpr std::array<char32_t, 32> windows_1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_windows_byte(std::string& text, unsigned char byte) {
  const char32_t c = byte < 0xA0 ? windows_1252[byte - 0x80U] : byte;
  if (c == 0) return;
  if (c < 0x800) {
    text += static_cast<char>(0xC0U | (c >> 6U));
  } else {
    text += static_cast<char>(0xE0U | (c >> 12U));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
  }
  text += static_cast<char>(0x80U | (c & 0x3FU));
}

/// How many bytes the well-formed character at the start of `text` has; 0 when there is none.
std::size_t character_size(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t size = first < 0x80    ? 1
                           : first >= 0xF0 ? 4
                           : first >= 0xE0 ? 3
                           : first >= 0xC2 ? 2
                                           : 0;
  return size > 0 && size <= text.size() && is_utf8(text.substr(0, size)) ? size : 0;
}

std::string tidy(std::string_view text) { return std::string(trim(clean_utf8(text))); }

struct Word {
  std::string_view word;
  Verdict verdict;
};

/// Ratings and tags in lower case. `klarifikasi` and `berita` are no verdicts.
constexpr std::array<Word, 42> verdict_words{{
    {"salah", Verdict::false_},
    {"hoax", Verdict::false_},
    {"hoaks", Verdict::false_},
    {"hoak", Verdict::false_},
    {"palsu", Verdict::false_},
    {"keliru", Verdict::false_},
    {"tidak benar", Verdict::false_},
    {"bohong", Verdict::false_},
    {"fitnah", Verdict::false_},
    {"disinformasi", Verdict::false_},
    {"disinfo", Verdict::false_},
    {"penipuan", Verdict::false_},
    {"false", Verdict::false_},
    {"fake", Verdict::false_},
    {"incorrect", Verdict::false_},
    {"pants on fire", Verdict::false_},
    {"mostly false", Verdict::misleading},
    {"sebagian besar salah", Verdict::misleading},
    {"menyesatkan", Verdict::misleading},
    {"misinformasi", Verdict::misleading},
    {"misleading", Verdict::misleading},
    {"salah konteks", Verdict::false_context},
    {"konteks salah", Verdict::false_context},
    {"false context", Verdict::false_context},
    {"missing context", Verdict::false_context},
    {"sebagian benar", Verdict::partly_true},
    {"sebagian salah", Verdict::partly_true},
    {"partly true", Verdict::partly_true},
    {"half true", Verdict::partly_true},
    {"mixture", Verdict::partly_true},
    {"mostly true", Verdict::partly_true},
    {"benar", Verdict::true_},
    {"fakta", Verdict::true_},
    {"true", Verdict::true_},
    {"correct", Verdict::true_},
    {"satire", Verdict::satire},
    {"satir", Verdict::satire},
    {"parodi", Verdict::satire},
    {"opini", Verdict::opinion},
    {"opinion", Verdict::opinion},
    {"belum terbukti", Verdict::unproven},
    {"unproven", Verdict::unproven},
}};

std::optional<Kind> kind_of_word(std::string_view word) {
  if (word == "disinformasi" || word == "disinfo") return Kind::disinformation;
  if (word == "misinformasi") return Kind::misinformation;
  if (word == "penipuan") return Kind::scam;
  return std::nullopt;
}

bool is_bare_tag(std::string_view word) {
  return word == "klarifikasi" || word == "berita" || word == "edukasi" || word == "cek fakta" ||
         word == "isu";
}

}  // namespace

Result<std::string> as_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
      bytes.substr(0, 65'536).find('\0') != std::string_view::npos) {
    return Error(Refusal::invalid, "tabayun.import.not_text");
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (is_utf8(bytes)) return std::string(bytes);
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  while (!bytes.empty()) {
    const std::size_t size = character_size(bytes);
    if (size == 0) {
      append_windows_byte(text, static_cast<unsigned char>(bytes[0]));
      bytes.remove_prefix(1);
      continue;
    }
    text += bytes.substr(0, size);
    bytes.remove_prefix(size);
  }
  return text;
}

std::optional<Verdict> verdict_of_word(std::string_view word) {
  const std::string plain = lower_ascii(trim(word));
  const auto found =
      std::find_if(verdict_words.begin(), verdict_words.end(),
                   [&plain](const Word& candidate) { return candidate.word == plain; });
  if (found == verdict_words.end()) return std::nullopt;
  return found->verdict;
}

TaggedTitle read_title(std::string_view title) {
  TaggedTitle tagged;
  std::string_view rest = trim(title);
  while (!rest.empty()) {
    if (rest.front() == ':' || rest.front() == '-') {
      rest = trim(rest.substr(1));
      continue;
    }
    const char closing = rest.front() == '[' ? ']' : rest.front() == '(' ? ')' : '\0';
    const std::size_t end = closing == '\0' ? std::string_view::npos : rest.find(closing);
    if (end == std::string_view::npos || end > 40) break;
    const std::string word = lower_ascii(trim(rest.substr(1, end - 1)));
    const auto verdict = verdict_of_word(word);
    if (!verdict && !is_bare_tag(word)) break;
    if (!tagged.verdict) tagged.verdict = verdict;
    if (!tagged.kind) tagged.kind = kind_of_word(word);
    rest = trim(rest.substr(end + 1));
  }
  tagged.title = rest.empty() ? std::string(trim(title)) : std::string(rest);
  return tagged;
}

Result<FactcheckRecord> check_record(FactcheckRecord record) {
  record.external_id = tidy(record.external_id);
  if (record.external_id.empty() || record.external_id.size() > 500) {
    return Error(Refusal::invalid, "tabayun.import.no_id");
  }
  Finding& finding = record.finding;
  for (std::string* text : {&finding.claim, &finding.explanation, &finding.conclusion,
                            &finding.sources, &finding.url, &record.author, &record.checked_on}) {
    *text = tidy(*text);
    if (text->size() > longest_text && length_utf8(*text) > longest_text) {
      return Error(Refusal::invalid, "tabayun.import.too_long");
    }
  }
  finding.title = tidy(replace_all(finding.title, "\n", " "));
  if (finding.title.empty())
    finding.title = shorten_utf8(replace_all(finding.claim, "\n", " "), 90);
  if (finding.title.empty()) return Error(Refusal::invalid, "tabayun.import.no_title");
  finding.title = shorten_utf8(finding.title, longest_title);
  finding.claim = shorten_utf8(finding.claim, longest_question);
  if (!record.checked_on.empty()) {
    record.checked_on =
        record.checked_on.substr(0, 10);  // `2019-05-02 10:11:12`, `2019-05-02T10:11:12Z`
    if (!parse_day(record.checked_on).ok()) return Error(Refusal::invalid, "tabayun.import.date");
  }
  const bool is_web = starts_with_ignoring_case(finding.url, "https://") ||
                      starts_with_ignoring_case(finding.url, "http://");
  const bool is_clean = finding.url.find_first_of(" \t\n\"<>") == std::string::npos;
  if (!finding.url.empty() && (!is_web || !is_clean || finding.url.size() > 2'000)) {
    return Error(Refusal::invalid, "tabayun.import.url");
  }
  return record;
}

Result<FactcheckFile> read_factchecks(std::string_view bytes) {
  const std::string text = TRY(as_utf8(bytes));
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return Error(Refusal::invalid, "tabayun.import.nothing");
  const bool is_json = text[first] == '{' || text[first] == '[';
  FactcheckFile file = TRY(is_json ? read_factcheck_json(text) : read_factcheck_tsv(text));
  // The same id twice in one file: the first counts.
  std::set<std::string_view> ids;
  for (const FactcheckRecord& record : file.records) {
    if (!ids.insert(record.external_id).second)
      file.refused.push_back({record.line, "tabayun.import.id_twice"});
  }
  if (ids.size() != file.records.size()) {
    std::set<std::string> kept;
    std::erase_if(file.records, [&kept](const FactcheckRecord& record) {
      return !kept.insert(record.external_id).second;
    });
  }
  std::sort(
      file.refused.begin(), file.refused.end(),
      [](const RefusedRecord& left, const RefusedRecord& right) { return left.line < right.line; });
  return file;
}

}  // namespace kentongan::tabayun
