// The mailbox of the desk: a Maildir that the mail server beside us delivers to.
//
//   DIR/new/1763712000.M1P2.host        a mail nobody has looked at
//   DIR/cur/1763712000.M1P2.host:2,S    asked (seen)
//   DIR/cur/1763712000.M1P2.host:2,FS   nothing that may be answered: for a human eye (flagged)
//
// Source: D. J. Bernstein, "Using maildir format", https://cr.yp.to/proto/maildir.html
#pragma once

#include "base/log.hpp"
#include "base/result.hpp"
#include "channels/inbox.hpp"
#include "channels/mail_in.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::channels {

struct MaildirSettings {
  std::string folder;  ///< has `new` and `cur`
  MailRules rules = {};
  /// Of a longer mail only the beginning is read; its attachments are named only.
  std::size_t most_bytes = 20 * 1024 * 1024;
};

/// Files are moved on one file system, never copied. Loops cannot start here: what may not be
/// answered never comes out of `read`.
class MaildirInbox final : public Inbox {
 public:
  /// Errors: not_found `channels.maildir.missing` (detail: the folder) when `new` or `cur` is not a
  /// folder that we may write to.
  [[nodiscard]] static Result<std::unique_ptr<MaildirInbox>> open(MaildirSettings settings,
                                                                  const Log& log);

  [[nodiscard]] std::vector<Incoming> read(std::size_t limit) override;
  void done(std::string_view external_id) override;

  /// Since the program began.
  struct Counts {
    std::int64_t read = 0;          ///< given to `done`
    std::int64_t unanswerable = 0;  ///< automatic, bulk, our own
    std::int64_t unreadable = 0;
  };
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  MaildirInbox(MaildirSettings settings, const Log& log)
      : settings_(std::move(settings)), log_(log) {}
  [[nodiscard]] Result<Incoming> read_file(const std::string& name) const;
  void put_aside(const std::string& name, const Error& why);
  bool move_to_cur(const std::string& name, std::string_view flags);

  const MaildirSettings settings_;
  const Log& log_;
  std::map<std::string, std::vector<std::string>, std::less<>> files_;  // by external_id
  Counts counts_;
  bool unreachable_ = false;
};

}  // namespace kentongan::channels
