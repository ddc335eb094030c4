#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// Words to small numbers and back, in three arrays: about 20 bytes a word.
class Terms {
 public:
  using Id = std::uint32_t;

  Id add(std::string_view word);
  [[nodiscard]] std::optional<Id> find(std::string_view word) const;
  [[nodiscard]] std::string_view word(Id id) const {
    return std::string_view(bytes_).substr(starts_[id], starts_[id + 1] - starts_[id]);
  }
  [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }
  [[nodiscard]] std::size_t memory() const;
  void shrink();

 private:
  static constexpr Id none = ~Id{0};
  [[nodiscard]] std::size_t slot_of(std::string_view word) const;
  void grow();

  std::string bytes_;
  std::vector<std::uint32_t> starts_{0};
  std::vector<Id> slots_ = std::vector<Id>(64, none);  ///< open addressing, a power of two
};

}  // namespace kentongan::match
