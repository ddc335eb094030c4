// The one shape of every way in that waits to be emptied (a modem's inbox, a mail folder).
#pragma once

#include "channels/incoming.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace kentongan::channels {

/// What was read is not gone: until `done` the same message is read again, so that a crash repeats
/// and never loses. Thread: one at a time.
class Inbox {
 public:
  virtual ~Inbox() = default;
  /// At most `limit` of what has come, oldest first; empty also when the place cannot be reached
  /// (the log says so, once).
  [[nodiscard]] virtual std::vector<Incoming> read(std::size_t limit) = 0;
  /// What was read with this `external_id` is safe elsewhere: it will not be read again. Only for
  /// what the last `read` gave.
  virtual void done(std::string_view external_id) = 0;
};

}  // namespace kentongan::channels
