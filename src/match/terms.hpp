// Words and their numbers. `Terms` reads three arrays wherever they lie (a built or a mapped
// index); `TermsBuilder` makes them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// Words to small numbers and back: about 20 bytes a word. Lifetime: as long as the arrays.
class Terms {
 public:
  using Id = std::uint32_t;
  static constexpr Id none = ~Id{0};

  Terms() = default;
  /// `starts`: one more than there are words. `slots`: open addressing, a power of two, some
  /// `none`.
  Terms(std::span<const char> bytes, std::span<const std::uint32_t> starts,
        std::span<const Id> slots)
      : bytes_(bytes.data(), bytes.size()), starts_(starts), slots_(slots) {}

  [[nodiscard]] std::optional<Id> find(std::string_view word) const;
  [[nodiscard]] std::string_view word(Id id) const {
    return bytes_.substr(starts_[id], starts_[id + 1] - starts_[id]);
  }
  [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }

  /// The slot that holds `wanted`, or the free one where it belongs.
  [[nodiscard]] std::size_t slot_of(std::string_view wanted) const;

 private:
  std::string_view bytes_;
  std::span<const std::uint32_t> starts_;
  std::span<const Id> slots_;
};

class TermsBuilder {
 public:
  Terms::Id add(std::string_view word);
  /// Good until the next `add`.
  [[nodiscard]] Terms terms() const { return {bytes_, starts_, slots_}; }
  [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] const std::vector<std::uint32_t>& starts() const { return starts_; }
  [[nodiscard]] const std::vector<Terms::Id>& slots() const { return slots_; }

 private:
  void grow();

  std::string bytes_;
  std::vector<std::uint32_t> starts_{0};
  std::vector<Terms::Id> slots_ = std::vector<Terms::Id>(64, Terms::none);
};

}  // namespace kentongan::match
