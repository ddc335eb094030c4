// The sample district, embedded by the build from sample/.
#pragma once

#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::app {

struct SampleFile {
  std::string_view name = {};  ///< `items/01-pupuk.md`
  std::string_view bytes = {};
};
[[nodiscard]] const std::vector<SampleFile>& sample_files();
/// Errors: throws `Bug` for a name that is not embedded.
[[nodiscard]] std::string_view sample_file(std::string_view name);

/// A row of a sample table by column name.
using SampleRow = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] std::vector<SampleRow> sample_csv(std::string_view name);
[[nodiscard]] std::vector<SampleRow> sample_tsv(std::string_view name);

/// An item file: `key: value` lines between two `---` lines, then the text.
struct SampleItem {
  SampleRow front = {};
  std::string body = {};
};
[[nodiscard]] SampleItem read_sample_item(std::string_view bytes);

}  // namespace kentongan::app
