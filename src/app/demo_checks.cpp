// Fact checks, questions and subscriptions of the sample.
#include "app/internal/demo_steps.hpp"
#include "base/text.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace kentongan::app {
namespace {

/// The importers read files, as an operator hands them in; the sample is inside the program.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes) {
    std::string pattern = (std::filesystem::temp_directory_path() / "kentongan-XXXXXX").string();
    const int descriptor = ::mkstemp(pattern.data());
    KENTONGAN_BUG_IF(descriptor < 0);
    path_ = pattern;
    std::ofstream(path_, std::ios::binary) << bytes;
    ::close(descriptor);
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

constexpr const char* sample_source = "Kabupaten contoh";

}  // namespace

Result<std::int64_t> make_demo_factchecks(Application& application, const DemoPeople&) {
  const TemporaryFile checks(sample_file("factchecks.tsv"));
  tabayun::FactcheckReport report;
  TRY(application.tabayun().import_factchecks({.file = checks.path(), .source = sample_source},
                                              report));
  const std::int64_t count = report.added + report.changed + report.unchanged;
  const TemporaryFile variants(sample_file("variants.tsv"));
  tabayun::FactcheckReport wordings;
  TRY(application.tabayun().import_messages({.file = variants.path(), .source = sample_source},
                                            wordings));
  return count;
}

Result<> make_demo_questions(Application& application) {
  std::int64_t row_number = 0;
  for (const SampleRow& row : sample_tsv("questions.tsv")) {
    const std::int64_t times = TRY(parse_integer(row.at("asked_times")));
    const places::AreaCode area = TRY(places::AreaCode::parse(row.at("area")));
    for (std::int64_t i = 0; i < times; ++i) {
      TRY(application.tabayun().ask({.text = row.at("message"),
                                     .area = area,
                                     .form_key = format("sample-{}-{}", row_number, i),
                                     .asker = format("sample-{}-{}", row_number, i)}));
    }
    ++row_number;
  }
  return {};
}

Result<> make_demo_subscriptions(Application& application, const DemoPeople&) {
  for (const SampleRow& row : sample_csv("subscriptions.csv")) {
    outbox::AddSubscription command{
        .actor = people::the_installation(),
        .way = row.at("channel") == "telegram" ? channels::Way::telegram : channels::Way::email,
        .address = row.at("address"),
        .interest = {}};
    for (const std::string_view code : split(row.at("areas"), ';')) {
      command.interest.areas.push_back(TRY(places::AreaCode::parse(trim(code))));
    }
    for (const std::string_view topic : split(row.at("topics"), ';')) {
      if (!trim(topic).empty()) command.interest.topics.emplace_back(trim(topic));
    }
    const auto added = application.outbox().add(command);
    if (!added.ok()) return added.error();
  }
  return {};
}

}  // namespace kentongan::app
