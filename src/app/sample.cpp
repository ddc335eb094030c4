#include "app/sample.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"

namespace kentongan::app {
namespace {

SampleRow row_of(const std::vector<std::string>& header, const std::vector<std::string>& cells) {
  SampleRow row;
  for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = i < cells.size() ? cells[i] : "";
  return row;
}

}  // namespace

std::string_view sample_file(std::string_view name) {
  for (const SampleFile& file : sample_files()) {
    if (file.name == name) return file.bytes;
  }
  throw Bug("no sample file " + std::string(name));
}

std::vector<SampleRow> sample_csv(std::string_view name) {
  CsvReader reader = CsvReader::open(sample_file(name)).value();
  CsvRow header;
  std::vector<SampleRow> rows;
  KENTONGAN_BUG_IF(!reader.next(header));
  for (CsvRow row; reader.next(row);) rows.push_back(row_of(header.cells, row.cells));
  return rows;
}

std::vector<SampleRow> sample_tsv(std::string_view name) {
  std::vector<SampleRow> rows;
  std::vector<std::string> header;
  for (const std::string_view line : split(sample_file(name), '\n')) {
    if (line.empty()) continue;
    std::vector<std::string> cells;
    for (const std::string_view cell : split(line, '\t')) cells.emplace_back(cell);
    if (header.empty()) {
      header = std::move(cells);
    } else {
      rows.push_back(row_of(header, cells));
    }
  }
  return rows;
}

SampleItem read_sample_item(std::string_view bytes) {
  SampleItem item;
  constexpr std::string_view fence = "---\n";
  KENTONGAN_BUG_IF(!bytes.starts_with(fence));
  bytes.remove_prefix(fence.size());
  const std::size_t end = bytes.find("\n---\n");
  KENTONGAN_BUG_IF(end == std::string_view::npos);
  for (const std::string_view line : split(bytes.substr(0, end), '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    item.front[std::string(trim(line.substr(0, colon)))] = trim(line.substr(colon + 1));
  }
  item.body = trim(bytes.substr(end + 5));
  return item;
}

}  // namespace kentongan::app
