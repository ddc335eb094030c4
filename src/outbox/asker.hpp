// Who asked a question and wants to hear the answer, and what they are told. Values.
#pragma once

#include "base/id.hpp"
#include "base/messages.hpp"
#include "channels/message.hpp"
#include "outbox/compose.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::outbox {

/// Where the answer to a question goes. Asking is consent to be answered there, and to nothing
/// else.
struct Asker {
  std::int64_t question = 0;
  channels::Address address;
  std::string code;  ///< of the ticket
  Language language = indonesian;
};

/// What we say to somebody when what they sent was no question.
enum class Notice {
  welcome,         ///< who we are, and how to ask
  voice_kept,      ///< a person will listen
  cannot_read,     ///< nothing to read or recognise in it
  too_much,        ///< longer than we take
  unknown_ticket,  ///< no such code
  no_choice,       ///< a button or a number whose question is gone
  stopped,         ///< the last thing we write to them
  slow_down        ///< too many in a short time
};
[[nodiscard]] std::string_view name_of(Notice notice);

/// A question as its asker may see it at this moment.
struct ReplyNews {
  enum class State { answered, choose, waiting, not_clarifiable, out_of_scope };
  State state = State::waiting;
  std::string code;
  std::vector<VerdictNews> answers = {};  ///< answered: one; choose: up to three
  std::vector<std::string> claims = {};   ///< id of each, for the buttons
  std::int64_t position = 0;              ///< in the queue, from 1
  std::int64_t askers = 0;                ///< who ask the same
  std::int64_t expected_hours = 0;        ///< until a verdict, as it went lately; 0: nobody knows
  std::string reason = {};                ///< why it cannot be clarified, in people's words
  std::string path = {};                  ///< of the ticket's page
  Instant when;
};

/// What a press of one of our buttons means: `y.CODE.CLAIM` (this one), `n.CODE.CLAIM` (not this
/// one). At most 64 bytes.
struct Pressed {
  enum class Meaning { this_one, not_this_one };
  Meaning meaning = Meaning::this_one;
  std::string code;
  std::string claim;  ///< id
};
[[nodiscard]] std::string button_data(const Pressed& pressed);
/// Errors: invalid `outbox.button.malformed`.
[[nodiscard]] Result<Pressed> read_button(std::string_view data);

/// How far an answer has come among those who asked about one claim.
struct AskerCoverage {
  std::int64_t with_channel = 0;  ///< questions whose askers can be written to
  std::int64_t reached = 0;       ///< told of the newest verdict
  std::int64_t under_way = 0;
  std::int64_t given_up = 0;
};

[[nodiscard]] channels::Message compose_reply(const ReplyNews& news, const Voice& voice,
                                              Language language);
/// What askers are told of a verdict, of its change, of its withdrawal, and that there is none.
[[nodiscard]] channels::Message compose_answer(const VerdictNews& news, DeliveryKind kind,
                                               const Voice& voice, Language language);
[[nodiscard]] channels::Message compose_notice(Notice notice, const Voice& voice,
                                               Language language);

}  // namespace kentongan::outbox
