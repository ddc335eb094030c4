// What somebody sent us, by whichever mouth, before any room has looked at it. Values.
#pragma once

#include "base/instant.hpp"
#include "channels/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::channels {

/// A file that came with a message. Most mouths keep it and give a handle to fetch it with.
struct Attachment {
  enum class Kind {
    picture,
    voice,  ///< or any other sound: for a human ear
    video,
    other
  };
  Kind kind = Kind::other;
  std::string handle = {};  ///< a mouth's own name for it, to fetch it with; empty: `bytes` is it
  std::string mime = {};    ///< as the sender says; proves nothing
  std::int64_t size = 0;    ///< bytes, as the mouth says; 0 unknown
  std::string bytes = {};   ///< where the mouth hands the file over at once (e-mail)
};

/// A button of ours that was pressed.
struct Press {
  std::string id;    ///< to tell the mouth that we saw it
  std::string data;  ///< what we put on the button (`Message::choices`)
};

struct Incoming {
  Way way = Way::telegram;
  /// Unlike that of any other message of this way: the same one handed over twice has the same.
  /// Telegram's update_id, WhatsApp's wamid, the modem's file or row, a Message-ID.
  std::string external_id;
  Address reply_to;         ///< where an answer goes
  std::string sender = {};  ///< who spoke, where several speak from one place; empty: as `reply_to`
  std::string text = {};    ///< words and captions, UTF-8 of any origin
  /// The words it replies to, when they are somebody else's and we were asked about them; UTF-8 of
  /// any origin.
  std::string quoted = {};
  std::vector<Attachment> attachments = {};
  std::optional<Press> press = {};
  enum class Setting {
    direct,    ///< only the two of us
    named_us,  ///< in a group, and we were spoken to
    overheard  ///< in a group, among others
  };
  Setting setting = Setting::direct;
  /// Several messages that are one (an album): the same text here; empty: stands alone.
  std::string together = {};
  Instant sent_at = {};
  /// The sender does not want to be written to any more (blocked the bot, left); nothing else is in
  /// it then.
  bool has_left = false;
};

}  // namespace kentongan::channels
