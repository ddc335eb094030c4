#include "tabayun/scam_traces.hpp"

#include "base/text.hpp"
#include "language/text.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace kentongan::tabayun {
namespace {

using language::TokenKind;

constexpr std::size_t longest_link = 120;  // bytes that are shown

constexpr auto helping_endings =
    std::to_array<std::string_view>({".go.id", ".mil.id", ".ac.id", ".sch.id", ".desa.id"});
// Where anybody has a page, where copies are kept, and who checks facts.
constexpr auto common_hosts = std::to_array<std::string_view>({"facebook.com",
                                                               "fb.com",
                                                               "fb.watch",
                                                               "instagram.com",
                                                               "youtube.com",
                                                               "youtu.be",
                                                               "tiktok.com",
                                                               "twitter.com",
                                                               "x.com",
                                                               "threads.net",
                                                               "google.com",
                                                               "whatsapp.com",
                                                               "wikipedia.org",
                                                               "archive.org",
                                                               "archive.ph",
                                                               "archive.is",
                                                               "archive.cob.web.id",
                                                               "perma.cc",
                                                               "ghostarchive.org",
                                                               "turnbackhoax.id",
                                                               "cekfakta.com",
                                                               "mafindo.or.id",
                                                               "blogspot.com",
                                                               "wordpress.com"});
// On those hosts nevertheless the scam's own: forms and invitations.
constexpr auto own_places = std::to_array<std::string_view>(
    {"docs.google.com/forms", "sites.google.com", "chat.whatsapp.com", "api.whatsapp.com/send"});
constexpr auto guilty_words = std::to_array<std::string_view>(
    {"penipu", "penipuan", "menipu", "pelaku", "palsu", "phishing", "pengelabuan",
     "mengatasnamakan", "mengaku", "tiruan", "berbahaya"});
constexpr auto official_words = std::to_array<std::string_view>(
    {"resmi", "hubungi", "laporkan", "melapor", "lapor", "pengaduan", "aduan", "sah"});

template <typename List>
bool is_one_of(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::ranges::end(list);
}

bool is_at(std::string_view host, std::string_view known) {
  return host == known || (host.ends_with(known) && host[host.size() - known.size() - 1] == '.');
}

std::string_view host_of(std::string_view link) {
  return link.substr(0, link.find_first_of("/?#"));
}

/// 08…, 10 to 13 digits.
bool is_mobile(std::string_view digits) {
  return digits.starts_with("08") && digits.size() >= 10 && digits.size() <= 13 &&
         std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

/// The number in `wa.me/62812…` or `api.whatsapp.com/send?phone=62812…`; empty: none.
std::string number_in(std::string_view link) {
  std::string_view rest;
  if (link.starts_with("wa.me/")) {
    rest = link.substr(6);
  } else if (const std::size_t at = link.find("phone="); at != std::string_view::npos) {
    rest = link.substr(at + 6);
  }
  std::string digits;
  for (const char c : rest) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c != '+') {
      break;
    }
  }
  if (digits.starts_with("62")) digits.replace(0, 2, "0");
  return is_mobile(digits) ? digits : std::string();
}

bool is_scams_own(std::string_view link, const std::vector<std::string>& own_hosts) {
  const std::string_view host = host_of(link);
  for (const std::string_view ending : helping_endings)
    if (host.ends_with(ending)) return false;
  for (const std::string& own : own_hosts)
    if (is_at(host, own)) return false;
  for (const std::string_view place : own_places)
    if (link.starts_with(place)) return true;
  return std::ranges::none_of(common_hosts,
                              [&](std::string_view known) { return is_at(host, known); });
}

/// As it was written (a path has capitals that matter), the host in small letters, without scheme,
/// `www.`, what a sentence put behind it, or a dot that somebody hid.
std::string link_of(std::string_view raw, std::string_view read) {
  std::string_view host = host_of(read);
  std::string_view rest = raw;
  if (const std::size_t scheme = rest.find("://"); scheme != std::string_view::npos)
    rest.remove_prefix(scheme + 3);
  const std::size_t path = rest.find_first_of("/?#");
  std::string link(host);
  if (path != std::string_view::npos) link += rest.substr(path);
  while (!link.empty() &&
         std::string_view(".,;:!?)]}\"'*_~/").find(link.back()) != std::string_view::npos)
    link.pop_back();
  return shorten_utf8(link, longest_link);
}

void add(std::vector<Trace>& traces, Trace trace) {
  if (std::ranges::find(traces, trace) == traces.end()) traces.push_back(std::move(trace));
}

/// Read with the marks that end sentences and their parts blanked, byte for byte: behind a link
/// they would be taken for a part of it, and `penipu.com.` for words.
language::Text read_links(std::string_view text) {
  std::string plain(text);
  for (std::size_t i = 1; i < plain.size(); ++i) {
    const std::string_view rest = std::string_view(plain).substr(i + 1);
    const bool at_end = rest.empty() || rest.front() == '\n';
    const bool before_blank = !rest.empty() && rest[0] == ' ';
    const bool before_sentence =
        before_blank && rest.size() > 1 && rest[1] >= 'A' && rest[1] <= 'Z';
    const bool parts = std::string_view(",;:!?").find(plain[i]) != std::string_view::npos;
    if ((plain[i] == '.' && (at_end || before_sentence)) || (parts && (at_end || before_blank)))
      plain[i] = ' ';
  }
  return language::read(plain);
}

void read_traces(std::string_view text, const std::vector<std::string>& own_hosts,
                 std::vector<Trace>& traces) {
  const language::Text read = read_links(text);
  for (const language::Token& token : read.tokens) {
    const std::string_view word = read.word(token);
    if (token.kind == TokenKind::number && is_mobile(word))
      add(traces, {TraceKind::phone, std::string(word)});
    if (token.kind != TokenKind::link) continue;
    const std::string_view raw = text.substr(token.raw_begin, token.raw_end - token.raw_begin);
    const std::string link = link_of(raw, word);
    if (const std::string number = number_in(link); !number.empty()) {
      add(traces, {TraceKind::phone, number});
    } else if (!link.empty() && is_scams_own(link, own_hosts)) {
      add(traces, {TraceKind::link, link});
    }
  }
}

/// Sentences: parted where a full stop, question or exclamation mark is followed by a blank, and at
/// line ends. A dot inside an address is followed by none.
std::vector<std::string_view> sentences_of(std::string_view text) {
  std::vector<std::string_view> sentences;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool stops = text[i] == '.' || text[i] == '!' || text[i] == '?';
    const bool ends =
        text[i] == '\n' ||
        (stops && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n'));
    if (!ends) continue;
    sentences.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  if (begin < text.size()) sentences.push_back(text.substr(begin));
  return sentences;
}

/// Whether it blames what it names: `bukan situs resmi` does, `situs resmi` does not.
bool blames(std::string_view sentence) {
  const language::Text read = read_links(sentence);
  constexpr int near = 2;  // words from `bukan` to `resmi`, at most
  bool guilty = false;
  int since_denial = near + 1;
  for (const language::Token& token : read.tokens) {
    if (token.kind != TokenKind::word) {
      since_denial = near + 1;  // `bukan palsu.com; situs resmi bank.com`
      continue;
    }
    const std::string_view word = read.word(token);
    if (is_one_of(official_words, word)) {
      if (since_denial >= near) return false;
      guilty = true;
    }
    since_denial = word == "bukan" || word == "tidak" ? 0 : since_denial + 1;
    if (is_one_of(guilty_words, word)) guilty = true;
  }
  return guilty;
}

}  // namespace

std::string_view name_of(TraceKind kind) {
  switch (kind) {
    case TraceKind::phone: return "phone";
    case TraceKind::link: return "link";
  }
  __builtin_unreachable();
}

std::vector<Trace> traces_of(const Finding& finding, const std::vector<std::string>& own_hosts) {
  std::vector<Trace> traces;
  read_traces(finding.claim, own_hosts, traces);
  for (const std::string_view sentence : sentences_of(finding.explanation))
    if (blames(sentence)) read_traces(sentence, own_hosts, traces);
  return traces;
}

std::vector<SeenTrace> gather_traces(const std::vector<Claim>& claims,
                                     const std::vector<std::string>& own_hosts) {
  std::vector<SeenTrace> seen;
  std::map<Trace, std::size_t> places;
  for (const Claim& claim : claims) {
    for (const Trace& trace : traces_of(claim.finding, own_hosts)) {
      const auto [place, is_new] = places.try_emplace(trace, seen.size());
      if (is_new) seen.push_back({trace, {}});
      seen[place->second].claims.push_back(claim);
    }
  }
  return seen;
}

std::string defanged(const Trace& trace) {
  if (trace.kind == TraceKind::phone) return trace.text;
  const std::string_view host = host_of(trace.text);
  return replace_all(host, ".", "[.]") + trace.text.substr(host.size());
}

std::string defanged(std::string_view text) {
  const language::Text read = read_links(text);
  std::string out;
  std::size_t done = 0;
  for (const language::Token& token : read.tokens) {
    if (token.kind != TokenKind::link || token.raw_begin < done) continue;
    std::size_t begin = token.raw_begin;
    std::string_view raw = text.substr(begin, token.raw_end - begin);
    // The scheme may stand in front of what was read as the link.
    for (const std::string_view scheme : {"https://", "http://"}) {
      if (text.substr(done, begin - done).ends_with(scheme)) begin -= scheme.size();
      if (lower_ascii(raw.substr(0, scheme.size())) == scheme) raw.remove_prefix(scheme.size());
    }
    out += text.substr(done, begin - done);
    const std::string_view host = host_of(raw);
    out += replace_all(host, ".", "[.]");
    out += raw.substr(host.size());
    done = token.raw_end;
  }
  out += text.substr(std::min(done, text.size()));
  return out;
}

}  // namespace kentongan::tabayun
