#include "tabayun/directions.hpp"

#include <algorithm>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace kentongan::tabayun {

Directions::Directions(std::shared_ptr<const match::Embedder> embedder)
    : embedder_(std::move(embedder)) {}

std::vector<Directions::Row> Directions::rows_of(const match::Document& document) const {
  std::vector<Row> rows;
  const auto add = [&](const std::string& text) {
    if (rows.size() == most_wordings) return;
    Row row{.document = document.id, .direction = std::vector<float>(embedder_->dimension())};
    embedder_->embed(text, row.direction);
    rows.push_back(std::move(row));
  };
  add(document.title);
  for (const std::string& message : document.messages) add(message);
  return rows;
}

void Directions::adopt(std::span<const match::Document> documents) {
  std::vector<Row> fresh;
  for (const match::Document& document : documents) {
    for (Row& row : rows_of(document)) fresh.push_back(std::move(row));
  }
  const std::unique_lock writer(many_readers_);
  rows_ = std::move(fresh);
}

void Directions::publish(const match::Document& document) {
  std::vector<Row> fresh = rows_of(document);
  const std::unique_lock writer(many_readers_);
  std::erase_if(rows_, [&](const Row& row) { return row.document == document.id; });
  for (Row& row : fresh) rows_.push_back(std::move(row));
}

void Directions::withdraw(std::int64_t document) {
  const std::unique_lock writer(many_readers_);
  std::erase_if(rows_, [document](const Row& row) { return row.document == document; });
}

std::vector<Directions::Near> Directions::find(std::string_view message, std::size_t most) const {
  std::vector<float> asked(embedder_->dimension());
  embedder_->embed(message, asked);
  std::unordered_map<std::int64_t, float> nearest;
  {
    const std::shared_lock reader(many_readers_);
    for (const Row& row : rows_) {
      const float likeness = match::likeness(asked, row.direction);
      if (likeness < near_enough) continue;
      float& best = nearest[row.document];
      best = std::max(best, likeness);
    }
  }
  std::vector<Near> found;
  for (const auto& [document, likeness] : nearest) found.push_back({document, likeness});
  std::sort(found.begin(), found.end(), [](const Near& one, const Near& other) {
    return std::pair(-one.likeness, one.document) < std::pair(-other.likeness, other.document);
  });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace kentongan::tabayun
