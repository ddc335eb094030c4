#include "intake/link_words.hpp"

#include "base/text.hpp"
#include "intake/intake.hpp"

#include <algorithm>
#include <array>

namespace kentongan::intake {
namespace {

constexpr std::size_t most_links = 3;
constexpr std::size_t longest_link = 2'000;
constexpr std::size_t fewest_letters = 25;
constexpr std::size_t longest_words = 600;
constexpr std::size_t looked_at = 200'000;  // bytes of a page: its head is at the start
constexpr std::chrono::milliseconds patience{3'000};

bool ends_link(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '<' || c == '>' || c == '"';
}

/// From where `name` begins to behind it, ignoring case; npos when it is not there.
std::size_t find_word(std::string_view text, std::string_view name, std::size_t from) {
  const auto same = [](char left, char right) {
    return (left >= 'A' && left <= 'Z' ? static_cast<char>(left + 32) : left) == right;
  };
  const auto at = std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(),
                              name.begin(), name.end(), same);
  return at == text.end() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

struct Entity {
  std::string_view name, character;
};
constexpr std::array entities{Entity{"amp", "&"},  Entity{"quot", "\""}, Entity{"#39", "'"},
                              Entity{"apos", "'"}, Entity{"lt", "<"},    Entity{"gt", ">"},
                              Entity{"nbsp", " "}, Entity{"#8211", "-"}, Entity{"#8217", "'"}};

std::string plain(std::string_view markup) {
  std::string out;
  for (std::size_t at = 0; at < markup.size(); ++at) {
    if (markup[at] == '<') {
      const std::size_t end = markup.find('>', at);
      if (end == std::string_view::npos) break;
      at = end;
      out += ' ';
      continue;
    }
    const std::size_t end = markup[at] == '&' ? markup.find(';', at) : std::string_view::npos;
    const auto known = std::ranges::find_if(entities, [&](const Entity& entity) {
      return end != std::string_view::npos && markup.substr(at + 1, end - at - 1) == entity.name;
    });
    if (known == entities.end()) {
      out += markup[at];
    } else {
      out += known->character;
      at = end;
    }
  }
  return shorten_utf8(clean_utf8(trim(out)), longest_words / 2);
}

/// Where a tag that begins at `at` ends, quoted values passed over.
std::size_t end_of_tag(std::string_view html, std::size_t at) {
  char quote = 0;
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at;
    }
  }
  return std::string_view::npos;
}

/// The `content` of the first <meta> that names `property`.
std::string meta(std::string_view html, std::string_view property) {
  for (std::size_t at = find_word(html, "<meta", 0); at != std::string_view::npos;
       at = find_word(html, "<meta", at + 1)) {
    const std::size_t end = end_of_tag(html, at);
    if (end == std::string_view::npos) return {};
    const std::string_view tag = html.substr(at, end - at);
    if (find_word(tag, property, 0) == std::string_view::npos) continue;
    const std::size_t content = find_word(tag, "content=", 0);
    if (content == std::string_view::npos || content + 9 >= tag.size()) continue;
    const char quote = tag[content + 8];
    if (quote != '"' && quote != '\'') continue;
    const std::size_t close = tag.find(quote, content + 9);
    if (close == std::string_view::npos) continue;
    return plain(tag.substr(content + 9, close - content - 9));
  }
  return {};
}

}  // namespace

std::vector<std::string> links_in(std::string_view text, std::size_t limit) {
  std::vector<std::string> found;
  for (std::size_t at = find_word(text, "http", 0);
       at != std::string_view::npos && found.size() < limit; at = find_word(text, "http", at)) {
    const std::string_view rest = text.substr(at);
    const bool is_link =
        starts_with_ignoring_case(rest, "http://") || starts_with_ignoring_case(rest, "https://");
    std::size_t size = 4;
    if (is_link) {
      size = static_cast<std::size_t>(std::ranges::find_if(rest, ends_link) - rest.begin());
      std::string link(rest.substr(0, size));
      while (!link.empty() && std::string_view(".,;:!?)]'").find(link.back()) != std::string::npos)
        link.pop_back();
      const bool is_new = std::ranges::find(found, link) == found.end();
      if (is_new && link.size() <= longest_link && link.size() > 10) found.push_back(link);
    }
    at += size;
  }
  return found;
}

bool is_little_but_links(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size() && letters <= fewest_letters;) {
    const bool is_link = starts_with_ignoring_case(text.substr(at), "http");
    if (is_link) {
      while (at < text.size() && !ends_link(text[at])) ++at;
      continue;
    }
    if (!ends_link(text[at])) ++letters;
    ++at;
  }
  return letters <= fewest_letters;
}

std::string words_of_page(std::string_view html) {
  html = html.substr(0, looked_at);
  std::string title = meta(html, "og:title");
  if (title.empty()) {
    const std::size_t start = find_word(html, "<title", 0);
    const std::size_t open = start == std::string_view::npos ? start : html.find('>', start);
    const std::size_t end =
        open == std::string_view::npos ? open : find_word(html, "</title", open);
    if (end != std::string_view::npos) title = plain(html.substr(open + 1, end - open - 1));
  }
  std::string about = meta(html, "og:description");
  if (about.empty()) about = meta(html, "\"description\"");
  if (title.empty()) return about;
  return about.empty() || about == title ? title : title + ". " + about;
}

std::string Intake::with_link_words(std::string text) const {
  if (with_.client == nullptr || !is_little_but_links(text)) return text;
  std::string words;
  for (const std::string& link : links_in(text, most_links)) {
    const auto answer = with_.client->send(
        {.url = link, .headers = {}, .most_bytes = 512 * 1024, .most_time = patience});
    // A page that cannot be had says nothing; the link itself is compared all the same.
    if (!answer.ok() || answer->status != 200) continue;
    const std::string page = words_of_page(answer->body);
    if (!page.empty()) words += "\n\n" + page;
  }
  return text + words;
}

}  // namespace kentongan::intake
