// gammu-smsd as we see it, whichever of its back ends it runs on.
#pragma once

#include "base/calendar.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "channels/phone_number.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::sms {

/// An SMS for smsd to send: at most 160 septets.
struct OutgoingSms {
  std::string key;  ///< the same for the same message: it is taken once
  channels::PhoneNumber to;
  std::string text;
};

/// What became of an SMS with this key.
enum class Found { nowhere, waiting, sent, failed };

/// A part of an SMS as smsd put it down.
struct ReceivedPart {
  std::string name;    ///< file or row: unlike any other, and sorted as they came
  std::string sender;  ///< as the network says: a number, a short code, a brand
  std::string text;
  Instant sent_at;
  Instant stored_at;
  /// Parts with the same series of the same sender are one message; empty: stands alone.
  std::string series;
  int position = 1;                 ///< within the series, from 1
  std::optional<int> parts_in_all;  ///< where the back end knows
};

struct GatewayCounts {
  std::int64_t waiting = 0;  ///< in smsd's outbox, whoever put them there
  std::int64_t failed = 0;   ///< ours, that smsd gave up on
};

/// Errors of every member: unavailable `sms.unreachable` (detail says why): nothing was changed, or
/// it is not known.
/// Thread: all members may be called from many threads at once.
class Gateway {
 public:
  virtual ~Gateway() = default;
  /// `look_everywhere` also asks smsd's archive, which may be large.
  enum class Search { waiting_only, everywhere };
  [[nodiscard]] virtual Result<Found> find(const OutgoingSms& sms, Search search) = 0;
  [[nodiscard]] virtual Result<> hand_over(const OutgoingSms& sms) = 0;
  [[nodiscard]] virtual Result<GatewayCounts> counts() = 0;

  /// What has come and is not forgotten, oldest first.
  [[nodiscard]] virtual Result<std::vector<ReceivedPart>> received() = 0;
  /// These will not be received again.
  [[nodiscard]] virtual Result<> forget(const std::vector<std::string>& names) = 0;
  /// These will not be received again, but stay where a person can read them.
  [[nodiscard]] virtual Result<> put_aside(const std::vector<std::string>& names) = 0;
};

/// smsd's `service = files`: DIR/inbox, DIR/outbox, DIR/sent, DIR/error.
struct FilesSettings {
  std::string folder;
  Zone zone = Zone::wib;  ///< of the times in the names of files
};
/// Errors: not_found `sms.folder_missing` (detail: which).
[[nodiscard]] Result<std::unique_ptr<Gateway>> open_files(FilesSettings settings);

/// smsd's `service = sql` with `driver = native_pgsql`, on the database that `url` names.
/// Errors: unavailable `db.unreachable`; conflict `sms.schema_unknown` (detail: its version) when
/// it is not gammu's schema of version 14 to 17.
[[nodiscard]] Result<std::unique_ptr<Gateway>> open_postgres(const std::string& url);

}  // namespace kentongan::sms
