#include "newsroom/internal/rows.hpp"

#include "base/text.hpp"

namespace kentongan::newsroom::rows {

std::string spell_areas(const std::vector<places::AreaCode>& areas) {
  std::vector<std::string> words;
  for (const places::AreaCode& area : areas)
    words.push_back(area.text().empty() ? "-" : area.text());
  return join(words, " ");
}

std::vector<places::AreaCode> read_areas(const std::string& text) {
  std::vector<places::AreaCode> areas;
  if (text.empty()) return areas;
  for (const std::string_view word : split(text, ' ')) {
    areas.push_back(places::AreaCode::parse(word == "-" ? "" : word).value());
  }
  return areas;
}

std::string spell_topics(const std::vector<std::string>& topics) { return join(topics, " "); }

std::vector<std::string> read_topics(const std::string& text) {
  std::vector<std::string> topics;
  if (text.empty()) return topics;
  for (const std::string_view word : split(text, ' ')) topics.emplace_back(word);
  return topics;
}

std::string spell_accounts(const std::vector<Id<people::Account>>& accounts) {
  std::vector<std::string> words;
  for (const Id<people::Account> account : accounts) words.push_back(std::to_string(account.raw()));
  return join(words, " ");
}

std::vector<Id<people::Account>> read_accounts(const std::string& text) {
  std::vector<Id<people::Account>> accounts;
  if (text.empty()) return accounts;
  for (const std::string_view word : split(text, ' ')) {
    accounts.push_back(Id<people::Account>::from_raw(parse_integer(word).value()));
  }
  return accounts;
}

Content read_content(const db::Row& row, std::size_t first) {
  Content content;
  content.kind = known(find_kind(row.text(first)));
  content.title = row.text(first + 1);
  content.summary = row.text(first + 2);
  content.body = row.text(first + 3);
  content.source = row.text(first + 4);
  content.provenance = known(find_provenance(row.text(first + 5)));
  content.adinda = known(find_adinda(row.text(first + 6)));
  content.group = row.id<groups::Group>(first + 7);
  content.areas = read_areas(row.text(first + 8));
  content.topics = read_topics(row.text(first + 9));
  return content;
}

}  // namespace kentongan::newsroom::rows
