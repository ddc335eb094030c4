// Every area's name in 4 MB, to search what people type. Pure: no database in sight.
//
//   pool   "\n aceh\n aceh selatan\n bakongan\n ..."    folded names, each word behind a space
//   start  where each name begins in it, in order of code
// A word's hits are found by one pass over the pool; ancestors come before their descendants, so
// one more pass hands their hits down.
#pragma once

#include "places/area.hpp"
#include "places/internal/level_names.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::places {

/// Thread: const, so from anywhere.
class AreaIndex {
 public:
  /// `version` is the database's count of changes when the rows were read.
  AreaIndex(std::int64_t version, LevelNames level_names);

  /// In order of code, ancestors first. Errors: `Bug` when out of order.
  void add(const AreaCode& code, std::string_view name);
  void finish();

  [[nodiscard]] std::int64_t version() const { return version_; }
  [[nodiscard]] std::size_t size() const { return codes_.size(); }
  [[nodiscard]] std::size_t bytes() const;

  /// Positions of the best answers, best first.
  [[nodiscard]] std::vector<std::uint32_t> search(std::string_view text, const AreaCode& within,
                                                  std::size_t limit) const;
  [[nodiscard]] Area area(std::uint32_t position) const;
  /// Its ancestors' labels, nearest first: `Kecamatan Cikijing, Kabupaten Majalengka, Jawa Barat`.
  [[nodiscard]] std::string where(std::uint32_t position) const;

 private:
  struct Range {
    std::uint32_t first;
    std::uint32_t end;
  };
  struct Token {
    std::string text;
    int level = -1;  ///< only areas of this level may answer to it; -1 = any
    int kind = -1;   ///< only this kind may
  };
  struct Question {
    Range within;
    std::map<std::string, std::vector<std::uint32_t>> hits;  ///< of each word
    int may_lack;                                            ///< tokens that need not be answered
  };
  struct Asked {
    std::uint16_t own = 0;  ///< tokens an area itself answers to
    std::string text;
    int elsewhere = 0;  ///< tokens it does not
  };
  struct Scored;
  static constexpr std::uint32_t none = UINT32_MAX;

  [[nodiscard]] Range range_of(std::uint64_t low, std::uint64_t high) const;
  [[nodiscard]] std::vector<std::uint32_t> by_code(std::string_view digits, Range within,
                                                   std::size_t limit) const;
  [[nodiscard]] std::vector<Token> parse(const std::vector<std::string>& words) const;
  [[nodiscard]] std::vector<std::uint32_t> hits_of(const std::string& word) const;
  void collect(const std::vector<Token>& tokens, const Question& question,
               std::vector<Scored>& found) const;
  void collect_misspelt(const std::vector<Token>& tokens, Range within,
                        std::vector<Scored>& found) const;
  [[nodiscard]] static std::vector<std::uint32_t> best_of(std::vector<Scored> found,
                                                          std::size_t limit);
  [[nodiscard]] bool may_answer(const Token& token, std::uint32_t position) const;
  [[nodiscard]] static Asked asked_of(const std::vector<Token>& tokens, std::uint16_t own);
  [[nodiscard]] Scored score(const Asked& asked, std::uint32_t position) const;
  [[nodiscard]] std::string_view folded(std::uint32_t position) const;
  [[nodiscard]] std::string_view name(std::uint32_t position) const;
  [[nodiscard]] AreaCode code(std::uint32_t position) const;

  std::int64_t version_;
  LevelNames level_names_;
  std::vector<std::uint64_t> codes_;  ///< ten digits, those of missing levels 0
  std::vector<std::uint32_t> parents_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> name_starts_;
  std::string pool_;
  std::string names_;
};

}  // namespace kentongan::places
