#include "channels/internal/mail_text.hpp"

#include "base/text.hpp"

#include <glib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace kentongan::channels {
namespace {

bool contains_any(std::string_view line, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return line.find(word) != std::string_view::npos; });
}

/// `Pada Sab, 21 Nov 2026 pukul 08.00 Bu Ani <ani@contoh.example> menulis:`, which mail programs
/// break into up to three lines.
bool introduces_quotation(const std::vector<std::string_view>& lines, std::size_t at) {
  const std::string first = lower_ascii(trim(lines[at]));
  const bool begins = first.starts_with("pada ") || first.starts_with("on ") ||
                      first.starts_with("tanggal ") || first.starts_with("dina ");
  if (!begins) return false;
  std::string whole;
  for (std::size_t next = at; next < std::min(at + 3, lines.size()); ++next) {
    whole += " " + lower_ascii(trim(lines[next]));
    const bool ends = whole.ends_with("menulis:") || whole.ends_with("wrote:") ||
                      whole.ends_with("nyerat:") || whole.ends_with("nulis:");
    if (ends) return contains_any(whole, {"@", "20", "<"}) && whole.size() < 400;
  }
  return false;
}

bool is_forward_mark(const std::string& line) {
  return contains_any(line, {"forwarded message", "pesan terusan", "pesan yang diteruskan",
                             "pesan diteruskan", "begin forwarded"});
}

bool is_history_mark(const std::string& line) {
  return contains_any(line, {"-----original message-----", "-----pesan asli-----",
                             "--- original message ---", "--- pesan asli ---"}) ||
         (line.size() >= 20 && std::ranges::all_of(line, [](char c) { return c == '_'; }));
}

}  // namespace

std::string from_charset(std::string_view bytes, const std::string& charset) {
  for (const std::string& from : {charset, std::string("WINDOWS-1252")}) {
    if (from.empty() || from.size() > 40) continue;
    gsize written = 0;
    const std::unique_ptr<char, decltype(&g_free)> converted(
        g_convert_with_fallback(bytes.data(), static_cast<gssize>(bytes.size()), "UTF-8",
                                from.c_str(), "?", nullptr, &written, nullptr),
        g_free);
    if (converted) return std::string(converted.get(), written);
  }
  return std::string(bytes);  // with holes: the caller cleans it
}

std::string without_history(std::string_view text) {
  const std::vector<std::string_view> lines = split(text, '\n');
  std::string own;
  bool forwarded = false;  // from here on everything is what they ask about
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const std::string line = lower_ascii(trim(lines[at]));
    if (!forwarded) {
      forwarded = is_forward_mark(line);
      if (!forwarded && (introduces_quotation(lines, at) || is_history_mark(line))) break;
      if (!forwarded && line.starts_with('>')) continue;
      if (lines[at] == "-- " || lines[at] == "-- \r" || line == "--") break;
    }
    own += std::string(lines[at]) + "\n";
  }
  return std::string(trim(own));
}

}  // namespace kentongan::channels
