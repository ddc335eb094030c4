// A mail that somebody wrote to the desk, as what they asked. Pure; the folder is maildir.hpp.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "channels/email_address.hpp"
#include "channels/incoming.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace kentongan::channels {

struct MailRules {
  std::vector<EmailAddress> own;  ///< what we send from and are written to: never answered
  std::size_t most_attached_bytes = 10 * 1024 * 1024;  ///< pictures and sounds of one mail in all
};

/// What a person wrote: the plain text (else the HTML without its markup), without the history they
/// answered under and without their signature; what they forwarded stays, it is what they ask
/// about. Where nothing of their own is left, the subject speaks. Pictures and sounds come with
/// their bytes; everything else, and what is too much, is named only (`Attachment::handle` is the
/// file's name then, `bytes` is empty). `external_id` is the Message-ID, else a hash of the mail.
/// `reply_to` is the sender; a Reply-To counts only within the sender's domain, so that nobody can
/// make us write to a stranger.
///
/// Errors, none of which may ever be answered (an answer would start a loop): invalid
/// `channels.mail.unreadable` (no sender, nested deeper than 100), conflict `channels.mail.own`,
/// `channels.mail.automatic` (Auto-Submitted, a bounce, no-reply), `channels.mail.bulk` (a mailing
/// list, Precedence). Source: RFC 3834 section 2, RFC 2919, RFC 3464.
/// Thread: any. Cost: linear.
[[nodiscard]] Result<Incoming> read_mail(std::string_view raw, const MailRules& rules);

}  // namespace kentongan::channels
