#include "trial/archive.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace kentongan::trial {

std::optional<Fields> find_fields(std::string_view name) {
  if (name == "title") return Fields::title;
  if (name == "title+article") return Fields::title_and_article;
  if (name == "title+message") return Fields::title_and_message;
  if (name == "all") return Fields::all;
  return std::nullopt;
}

Archive::Archive(const std::vector<Claim>& claims, Fields fields,
                 const std::vector<Asked>& aliases) {
  std::unordered_map<std::string_view, std::vector<std::string_view>> confirmed;
  for (const Asked& alias : aliases) {
    for (const std::string& id : alias.right) confirmed[id].push_back(alias.text);
  }
  match::SegmentBuilder builder;
  for (const Claim& claim : claims) {
    match::Document document{.id = static_cast<std::int64_t>(names_.size()),
                             .verdict = claim.verdict,
                             .title = claim.title};
    if (fields == Fields::title_as_message) document.messages.push_back(std::move(document.title));
    if (fields == Fields::title_and_message || fields == Fields::all) {
      if (!claim.message.empty()) document.messages.push_back(claim.message);
    }
    if (fields == Fields::title_and_article || fields == Fields::all)
      document.article = claim.article;
    if (fields == Fields::title_as_message) document.title.clear();
    if (const auto known = confirmed.find(claim.id); known != confirmed.end()) {
      for (const std::string_view text : known->second) document.messages.emplace_back(text);
    }
    names_.push_back(claim.id);
    dates_.push_back(claim.date);
    builder.add(document);
  }
  snapshot_.parts.push_back({builder.finish(), nullptr});
}

bool Archive::is_right(const Asked& asked, std::int64_t document) const {
  return std::find(asked.right.begin(), asked.right.end(), name(document)) != asked.right.end();
}

void for_each_in_parallel(std::size_t count, std::size_t threads,
                          const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t at = next++; at < count; at = next++) work(at);
  };
  std::vector<std::jthread> helpers;
  for (std::size_t at = 1; at < threads; ++at) helpers.emplace_back(run);
  run();
}

}  // namespace kentongan::trial
