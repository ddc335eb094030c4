// smsd's spool.
//
//   inbox/IN20261122_081500_00_+6281234567890_00.txt    a part: time, counter, sender, part from 00
//   outbox/OUTCd-0c4k3v0q2m8ad_0_0_+6281234567890_k.txt  ours: priority C and our key, then the
//   number sent/… error/…                                      the same name, when smsd has tried
//   inbox/aside/…                                       what nobody may answer
//
// A text begins with a byte order mark and is UTF-16, or is in smsd's locale. Of a name smsd reads
// the fields between the underscores only, so the key may stand where others write a date; a name
// that begins with a dot it does not see. Source: gammu 1.42, smsd/services/files.c.
#include "sms/gateway.hpp"
#include "sms/internal/spool_text.hpp"

#include "base/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace kentongan::sms {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 2000;
constexpr std::uintmax_t most_bytes = 64 * 1024;  // an SMS of 255 parts has 34 kB

Error unreachable(const std::string& what, int number) {
  return {Refusal::unavailable, "sms.unreachable", what + ": " + std::strerror(number)};
}

/// The parts of a name that smsd gave.
struct InboxName {
  std::string stamp, counter, sender;
  int part = 0;
};
std::optional<InboxName> parse_name(std::string_view name) {
  if (!name.starts_with("IN") || !name.ends_with(".txt")) return std::nullopt;
  name.remove_prefix(2);
  name.remove_suffix(4);
  const auto digits = [](std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  // 20261122_081500_00_SENDER_00; a sender may hold an underscore itself.
  const std::vector<std::string_view> fields = split(name, '_');
  if (fields.size() < 5) return std::nullopt;
  const auto part = parse_integer(fields.back());
  if (!digits(fields[0]) || fields[0].size() != 8 || !digits(fields[1]) || fields[1].size() != 6 ||
      !digits(fields[2]) || !part.ok() || *part < 0 || *part > 254) {
    return std::nullopt;
  }
  const std::size_t before = fields[0].size() + fields[1].size() + fields[2].size() + 3;
  const std::size_t after = fields.back().size() + 1;
  return InboxName{std::string(fields[0]) + std::string(fields[1]), std::string(fields[2]),
                   std::string(name.substr(before, name.size() - before - after)),
                   static_cast<int>(*part)};
}

/// `20261122081500` in the zone of the modem.
std::optional<Instant> read_stamp(const std::string& stamp, Zone zone) {
  const auto at = [&](std::size_t from, std::size_t count) { return stamp.substr(from, count); };
  const auto instant = parse_local(
      at(0, 4) + "-" + at(4, 2) + "-" + at(6, 2) + "T" + at(8, 2) + ":" + at(10, 2), zone);
  const auto seconds = parse_integer(at(12, 2));
  if (!instant.ok() || !seconds.ok()) return std::nullopt;
  return *instant + std::chrono::seconds(*seconds);
}

class FilesGateway final : public Gateway {
 public:
  explicit FilesGateway(FilesSettings settings)
      : settings_(std::move(settings)),
        inbox_(settings_.folder + "/inbox"),
        outbox_(settings_.folder + "/outbox"),
        sent_(settings_.folder + "/sent"),
        error_(settings_.folder + "/error") {}

  [[nodiscard]] Result<> check() const {
    for (const std::string& folder : {inbox_, outbox_, sent_, error_}) {
      const bool writable = folder == inbox_ || folder == outbox_;
      if (!fs::is_directory(folder) ||
          ::access(folder.c_str(), writable ? R_OK | W_OK | X_OK : R_OK | X_OK) != 0) {
        return Error(Refusal::not_found, "sms.folder_missing", folder);
      }
    }
    return {};
  }

  // Asking for one name is cheap even in a large folder: both searches look everywhere.
  Result<Found> find(const OutgoingSms& sms, Search) override {
    struct Place {
      const std::string& folder;
      Found found;
    };
    // In the direction smsd moves it, so that it cannot slip past us.
    for (const Place& place : {Place{outbox_, Found::waiting}, Place{sent_, Found::sent},
                               Place{error_, Found::failed}}) {
      struct stat status {};
      const std::string path = place.folder + "/" + name_of(sms);
      if (::stat(path.c_str(), &status) == 0) return place.found;
      if (errno != ENOENT) return unreachable(place.folder, errno);
    }
    return Found::nowhere;
  }

  Result<> hand_over(const OutgoingSms& sms) override {
    const std::string path = outbox_ + "/" + name_of(sms);
    const std::string draft = outbox_ + "/.draft-" + sms.key;
    TRY(write_whole(draft, to_spool_text(sms.text)));
    if (::rename(draft.c_str(), path.c_str()) != 0) return unreachable(outbox_, errno);
    return keep_folder(outbox_);
  }

  Result<GatewayCounts> counts() override {
    GatewayCounts counts;
    counts.waiting = TRY(count(outbox_, "OUT"));
    counts.failed = TRY(count(error_, "OUTCd-"));
    return counts;
  }

  Result<std::vector<ReceivedPart>> received() override;

  Result<> forget(const std::vector<std::string>& names) override {
    for (const std::string& name : names) {
      if (::unlink((inbox_ + "/" + name).c_str()) != 0 && errno != ENOENT) {
        return unreachable(inbox_, errno);
      }
    }
    return {};
  }

  Result<> put_aside(const std::vector<std::string>& names) override {
    const std::string aside = inbox_ + "/aside";
    if (::mkdir(aside.c_str(), 0770) != 0 && errno != EEXIST) return unreachable(aside, errno);
    for (const std::string& name : names) {
      if (::rename((inbox_ + "/" + name).c_str(), (aside + "/" + name).c_str()) != 0 &&
          errno != ENOENT) {
        return unreachable(aside, errno);
      }
    }
    return {};
  }

 private:
  static std::string name_of(const OutgoingSms& sms) {
    return "OUTC" + sms.key + "_0_0_" + sms.to.text() + "_k.txt";
  }
  static Result<> write_whole(const std::string& path, std::string_view bytes);
  static Result<> keep_folder(const std::string& path);
  static Result<std::int64_t> count(const std::string& folder, std::string_view beginning);
  static Result<std::vector<std::string>> names_in(const std::string& folder);

  const FilesSettings settings_;
  const std::string inbox_, outbox_, sent_, error_;
};

Result<> FilesGateway::write_whole(const std::string& path, std::string_view bytes) {
  // smsd is another user of our group: it must read and may move it.
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0660);
  if (file < 0) return unreachable(path, errno);
  const auto written = ::write(file, bytes.data(), bytes.size());
  int problem = written == static_cast<ssize_t>(bytes.size()) ? 0 : written < 0 ? errno : ENOSPC;
  if (problem == 0 && ::fsync(file) != 0) problem = errno;
  ::close(file);
  if (problem == 0) return {};
  ::unlink(path.c_str());
  return unreachable(path, problem);
}

Result<> FilesGateway::keep_folder(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return unreachable(path, errno);
  const int problem = ::fsync(folder) == 0 ? 0 : errno;
  ::close(folder);
  return problem == 0 ? Result<>() : Result<>(unreachable(path, problem));
}

Result<std::vector<std::string>> FilesGateway::names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code problem;
  fs::directory_iterator entries(folder, problem);
  for (; !problem && entries != fs::directory_iterator(); entries.increment(problem)) {
    names.push_back(entries->path().filename().string());
  }
  if (problem) return unreachable(folder, problem.value());
  return names;
}

Result<std::int64_t> FilesGateway::count(const std::string& folder, std::string_view beginning) {
  const std::vector<std::string> names = TRY(names_in(folder));
  return static_cast<std::int64_t>(std::ranges::count_if(
      names, [&](const std::string& name) { return name.starts_with(beginning); }));
}

Result<std::vector<ReceivedPart>> FilesGateway::received() {
  std::vector<std::string> names = TRY(names_in(inbox_));
  std::ranges::sort(names);  // by time, then counter, sender and part
  std::vector<ReceivedPart> parts;
  for (const std::string& name : names) {
    if (parts.size() >= most_files) break;
    const auto known = parse_name(name);
    const std::string path = inbox_ + "/" + name;
    struct stat status {};
    if (!name.starts_with("IN") || ::lstat(path.c_str(), &status) != 0 ||
        !S_ISREG(status.st_mode)) {
      continue;
    }
    ReceivedPart part{.name = name,
                      .sender = "",  // cannot be answered, so it is put aside
                      .text = "",
                      .sent_at = {},
                      .stored_at = Instant::from_micros(status.st_mtim.tv_sec * 1'000'000 +
                                                        status.st_mtim.tv_nsec / 1'000),
                      .series = "",
                      .position = 1,
                      .parts_in_all = std::nullopt};
    part.sent_at = part.stored_at;
    const bool small = static_cast<std::uintmax_t>(status.st_size) <= most_bytes;
    if (known && small) {
      std::ifstream file(path, std::ios::binary);
      if (!file) return unreachable(path, errno);
      const std::string bytes((std::istreambuf_iterator<char>(file)),
                              std::istreambuf_iterator<char>());
      part.sender = known->sender;
      part.text = from_spool_text(bytes);
      part.position = known->part + 1;
      part.series = known->counter;
      if (const auto sent = read_stamp(known->stamp, settings_.zone)) {
        part.sent_at = std::min(*sent, part.stored_at);
      }
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

Result<std::unique_ptr<Gateway>> open_files(FilesSettings settings) {
  auto gateway = std::make_unique<FilesGateway>(std::move(settings));
  TRY(gateway->check());
  return std::unique_ptr<Gateway>(std::move(gateway));
}

}  // namespace kentongan::sms
