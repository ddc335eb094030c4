// The door of the room: what mouths hand over goes in, questions and replies come of it.
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "channels/incoming.hpp"
#include "db/db.hpp"
#include "media/media.hpp"
#include "net/client.hpp"
#include "outbox/outbox.hpp"
#include "people/actor.hpp"
#include "tabayun/tabayun.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace kentongan::intake {

/// What the room needs from outside; all of it outlives the room.
struct Surroundings {
  db::Db& db;
  tabayun::Tabayun& tabayun;
  outbox::Outbox& outbox;
  const Clock& clock;
  const IdSource& ids;
  const Log& log;
  const media::Media* media = nullptr;      ///< none: pictures are not read
  const net::HttpClient* client = nullptr;  ///< guarded; none: links are not followed
};

struct IntakeSettings {
  std::string key;           ///< 32 bytes; senders are told apart by a keyed hash
  places::AreaCode regency;  ///< where a question comes from that does not say
  /// Topics of which the office wants hoaxes answered in groups without being asked.
  std::set<tabayun::Topic> speak_up = {};
  std::int64_t most_in_an_hour = 60;  ///< messages of one sender
};

/// What one mouth can do besides handing over.
struct MouthTools {
  /// The bytes behind `Attachment::handle`. Blocks.
  std::function<Result<std::string>(const channels::Attachment&)> fetch = {};
  /// Tells the mouth that we saw a press. Blocks; what fails does not matter.
  std::function<void(const channels::Press&)> seen = {};
};

class Voice;

/// A recording that waits for a human ear.
struct WaitingVoice {
  Id<Voice> id;
  channels::Way way = channels::Way::telegram;
  places::AreaCode area;
  std::string mime;
  Instant received_at;
};
struct Sound {
  std::string mime;  ///< as the sender said, checked against what browsers play
  std::string bytes;
};
/// Somebody listened and wrote down what it says; empty text: there is no question in it.
struct HearVoice {
  people::Actor actor;
  Id<Voice> voice;
  std::string text;
};

/// An officer writes down what somebody asked by word of mouth.
struct TypeIn {
  people::Actor actor;
  std::string text;
  places::AreaCode area;
  std::string form_key = {};
  std::optional<channels::Address> contact = {};  ///< where the asker wants to hear, if anywhere
};

struct IntakeCounts {
  std::int64_t waiting = 0;
  std::int64_t failed = 0;
  std::int64_t voices = 0;
};

/// Thread: everything may be called from anywhere; nothing here inside a database closure.
class Intake {
 public:
  Intake(const Surroundings& with, IntakeSettings settings);
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  /// Before the first message of that way.
  void use(channels::Way way, MouthTools tools);

  /// Saves what was handed over; when it returns it is safe to acknowledge. What came before is
  /// passed over. What is only overheard in a group is looked up first and forgotten at once unless
  /// it is to be answered there. Returns how many are new. Errors: throws `db::DbFailure`.
  std::int64_t accept(std::span<const channels::Incoming> messages);

  /// Works off at most `limit` waiting messages. Returns how many it took. What fails is tried
  /// again four times, then left as failed with a code; it never holds up the next.
  std::int64_t work(std::int64_t limit);
  /// Takes back what somebody had when the program ended (SQLite: call at the start), makes due
  /// what a node lost, forgets what is older than a week.
  void tend();
  void take_back_leases();

  // ---- by hand ---------------------------------------------------------------------------------
  /// May: staff over the area. Errors: forbidden `intake.not_allowed`; those of `Tabayun::ask`.
  [[nodiscard]] Result<tabayun::Asked> type_in(const TypeIn& command);
  /// A question of the web's form, whose asker may leave an address. Errors: those of
  /// `Tabayun::ask`; throttled `intake.address_busy`: that address is told of several questions of
  /// today already.
  [[nodiscard]] Result<tabayun::Asked> ask(tabayun::AskQuestion question,
                                           const std::optional<channels::Address>& tell);

  // ---- voices ----------------------------------------------------------------------------------
  /// Oldest first, of the areas the actor sees; at most 100. Nothing for who is not staff.
  [[nodiscard]] std::vector<WaitingVoice> voices(const people::Actor& actor) const;
  /// Errors: forbidden `intake.not_allowed`, not_found `intake.voice.gone`.
  [[nodiscard]] Result<Sound> listen(const people::Actor& actor, Id<Voice> voice) const;
  /// Its asker is answered as if they had typed it. Errors: as above, those of `Tabayun::ask`.
  [[nodiscard]] Result<> hear(const HearVoice& command);

  /// When somebody at this address last wrote to us, within a week.
  [[nodiscard]] std::optional<Instant> last_heard(const channels::Address& address) const;
  [[nodiscard]] IntakeCounts counts() const;

 private:
  struct Work;
  void handle(const Work& work);
  void ask_about(const Work& work);
  void follow_press(const Work& work, const channels::Press& press);
  void follow_choice(const Work& work, std::size_t number);
  void tell_ticket(const Work& work, const std::string& code);
  void notify(const Work& work, outbox::Notice notice);
  void finish(const Work& work);
  [[nodiscard]] Result<std::string> bytes_of(const channels::Incoming& message,
                                             const channels::Attachment& attachment) const;
  [[nodiscard]] bool keep_voice(const Work& work);
  [[nodiscard]] std::optional<Id<tabayun::Claim>> answers_in_group(
      const channels::Incoming& message) const;
  [[nodiscard]] std::string sender_of(const channels::Incoming& message) const;
  [[nodiscard]] std::string key_of(channels::Way way, std::string_view who) const;
  [[nodiscard]] std::string with_link_words(std::string text) const;

  const Surroundings with_;
  const IntakeSettings settings_;
  std::map<channels::Way, MouthTools> tools_;  // before the threads start
};

}  // namespace kentongan::intake
