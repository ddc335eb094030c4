// An index over claims whose names are text, and what the engine says about messages.
#pragma once

#include "match/consider.hpp"
#include "match/matcher.hpp"
#include "trial/files.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kentongan::trial {

enum class Fields : std::uint8_t {
  title,
  title_and_article,
  title_and_message,
  title_as_message,
  all
};
/// `title_as_message` is for training: what is learnt of short texts holds for both fields.
/// `title`, `title+article`, `title+message` or `all`; nothing for another word.
[[nodiscard]] std::optional<Fields> find_fields(std::string_view name);

/// Thread: const calls from anywhere.
class Archive {
 public:
  /// `aliases`: messages confirmed to be about their right claims.
  Archive(const std::vector<Claim>& claims, Fields fields, const std::vector<Asked>& aliases = {});

  [[nodiscard]] const match::Snapshot& snapshot() const { return snapshot_; }
  [[nodiscard]] const std::string& name(std::int64_t document) const {
    return names_[static_cast<std::size_t>(document)];
  }
  [[nodiscard]] const std::string& date(std::int64_t document) const {
    return dates_[static_cast<std::size_t>(document)];
  }
  [[nodiscard]] bool is_right(const Asked& asked, std::int64_t document) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::string> dates_;
  match::Snapshot snapshot_;
};

/// Calls `work(at)` for 0 … count − 1 on so many threads; what it writes must not be shared.
void for_each_in_parallel(std::size_t count, std::size_t threads,
                          const std::function<void(std::size_t)>& work);

}  // namespace kentongan::trial
