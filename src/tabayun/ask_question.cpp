#include "tabayun/archive.hpp"
#include "tabayun/internal/answers.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/crowds.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/internal/withheld.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <mutex>
#include <span>
#include <string_view>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr const char* just_sent = "tabayun.question.just_sent";
/// Enough to tell the people of a district apart (64 bits).
constexpr std::size_t asker_hash_length = 16;

/// What is known of a question before the database is asked.
struct Asking {
  Id<Question> id;
  match::Path read_from = match::Path::text;
  Mouth mouth = Mouth::web;
  PreparedQuestion prepared;
  LookedUp looked_up;
  AnswerPath path = AnswerPath::text;
  places::AreaCode area;
  std::string receipt;
  questions::Hashes hashes;
  std::string folded;               ///< of the claim, should one be made
  std::vector<Id<Claim>> variants;  ///< claims in the queue that are the same message
  const SentPicture* picture = nullptr;
  std::int64_t picture_id = 0;  ///< should it be new
  [[nodiscard]] bool is_answered() const { return looked_up.outcome == match::Outcome::answer; }
};

/// Chance that the same form makes the same way again: bytes of a keyed hash, for one receipt.
class FormRandom final : public Random {
 public:
  FormRandom(std::string_view key, std::string seed) : key_(key), seed_(std::move(seed)) {}
  void fill(std::span<std::uint8_t> bytes) const override {
    for (std::uint8_t& byte : bytes) {
      if (at_ == block_.size()) {
        block_ = hmac_sha256(key_, seed_ + std::to_string(round_++));
        at_ = 0;
      }
      byte = static_cast<std::uint8_t>(block_[at_++]);
    }
  }

 private:
  std::string key_;
  std::string seed_;
  mutable std::string block_ = {};
  mutable std::size_t at_ = 0;
  mutable int round_ = 0;
};

/// Pieces of a text that look like receipt codes; at most three.
std::vector<std::string> codes_in(std::string_view text) {
  std::vector<std::string> codes;
  constexpr std::size_t written = 17;  // fifteen letters and two dashes
  for (std::size_t at = 0; at + written <= text.size() && codes.size() < 3; ++at) {
    if (text[at + 5] != '-' || text[at + 11] != '-') continue;
    const auto code = parse_receipt(text.substr(at, written));
    if (code.ok()) codes.push_back(*code);
  }
  return codes;
}

/// A picture speaks for itself where nothing was typed and no word could be read.
Result<PreparedQuestion> prepare(const AskQuestion& command) {
  auto prepared = prepare_question(command.text);
  if (prepared.ok() || !command.picture) return prepared;
  const std::string_view problem = prepared.error().message();
  const bool no_words =
      problem == "tabayun.question.empty" || problem == "tabayun.question.no_words";
  if (!no_words) return prepared;
  if (!command.picture->looks.can_be_told())
    return Error(Refusal::invalid, "tabayun.question.picture_tells_nothing");
  return prepare_picture(key_of(command.picture->safe));
}

Question waiting_question(const Asking& asking, Instant now) {
  Question question;
  question.id = asking.id;
  question.read_from = asking.read_from;
  question.mouth = asking.mouth;
  question.text = asking.prepared.text;
  question.area = asking.area;
  question.asked_at = now;
  return question;
}

/// Writes the question down, once for each form.
Result<Asked> save_question(db::Tx& tx, const people::Surroundings& outside, const Asking& asking) {
  const Instant now = outside.clock.now();
  Asked result{.question = {}, .receipt = asking.receipt, .looked_up = asking.looked_up};
  if (asking.hashes.form) {
    if (auto before = questions::find_by_form(tx, *asking.hashes.form)) {
      const Claim claim = TRY(claims::must_find(tx, before->claim));
      if (before->state == QuestionState::waiting) result.position = claims::position(tx, claim.id);
      result.askers = claim.askers;
      result.question = std::move(*before);
      return result;
    }
  }
  Question question = waiting_question(asking, now);
  const bool answered = asking.is_answered();
  if (answered) {
    question.state = QuestionState::answered_from_archive;
    question.claim = asking.looked_up.matches.front().claim.id;
    question.answered_at = now;
  } else {
    const QueuedMessage message{asking.prepared, asking.area, asking.folded, asking.variants};
    Claim claim = TRY(find_or_open(tx, outside, message, {}));
    claims::add_askers(tx, claim.id, 1);
    ++claim.askers;
    question.claim = claim.id;
    result.askers = claim.askers;
  }
  if (!questions::insert(tx, question, asking.hashes)) return Error(Refusal::conflict, just_sent);
  withheld::take_out_question(tx, question.id.raw(), question.claim);
  if (answered) {
    answers::note(tx, question.id, question.claim, asking.path, now);
  } else {
    crowds::count_question(tx, question.claim, question.id, now);
    result.position = claims::position(tx, question.claim);
  }
  if (asking.picture != nullptr)
    pictures::keep(tx, asking.picture_id, question.id, *asking.picture);
  const std::string regency = regency_of(asking.area);
  const std::string detail = id_detail("claim", question.claim);
  outside.ledger.append(tx, {"question_asked", regency, question.id.raw(), 0, detail}, now);
  if (answered)
    outside.ledger.append(tx, {"question_answered", regency, question.id.raw(), 0, detail}, now);
  result.question = std::move(question);
  return result;
}

}  // namespace

Result<Asked> Tabayun::ask(const AskQuestion& command) {
  // Everything slow is done here, before the database.
  Asking asking;
  asking.id = outside_.ids.next<Question>();
  asking.read_from = command.read_from;
  asking.mouth = command.mouth;
  asking.prepared = TRY(prepare(command));
  if (command.picture) {
    asking.picture = &*command.picture;
    asking.picture_id = outside_.ids.next_raw();
  }
  asking.looked_up = look_up(asking.prepared, command.read_from,
                             command.picture ? &command.picture->looks : nullptr);
  asking.path = answer_path_of(asking.prepared, command.read_from,
                               command.picture ? &command.picture->looks : nullptr);
  asking.area = command.area;
  asking.hashes.key = asking.prepared.key;
  if (command.form_key.empty()) {
    asking.receipt = new_receipt(outside_.random);
  } else {
    const std::string seed = "form\n" + command.form_key + "\n" + asking.prepared.text +
                             (asking.prepared.text.empty() ? asking.prepared.key : "");
    asking.receipt = new_receipt(FormRandom(receipt_key(), seed));
    asking.hashes.form = hex(hmac_sha256(receipt_key(), "seen\n" + seed));
  }
  asking.hashes.receipt = receipt_hash(asking.receipt);
  if (!command.asker.empty()) {
    const std::string asker =
        "asker\n" + std::string(name_of(command.mouth)) + "\n" + command.asker;
    asking.hashes.asker = hex(hmac_sha256(receipt_key(), asker)).substr(0, asker_hash_length);
  }
  asking.folded = folded_text(first_finding(asking.prepared.text));
  for (const std::string& code : codes_in(asking.prepared.text)) {
    const std::string hash = receipt_hash(code);
    const bool known = outside_.db.read(
        [&hash](db::Tx& tx) { return questions::find_by_receipt(tx, hash).has_value(); });
    if (known) return Error(Refusal::invalid, "tabayun.question.receipt_inside");
  }
  Variants& variants = archive_->variants;
  std::unique_lock<std::mutex> opening;
  if (!asking.is_answered()) {
    opening = std::unique_lock(variants.opening);
    asking.variants = variants.place(asking.id.raw(), asking.prepared.canonical);
  }
  const auto save = [&](db::Tx& tx) -> Result<Asked> {
    Asked saved = TRY(save_question(tx, outside_, asking));
    if (command.also) command.also(tx, saved);
    return saved;
  };
  auto asked = outside_.db.write(save);
  // The same form, sent twice at one moment to two machines: the other one was first, and is found
  // now.
  const bool lost_the_race = !asked.ok() && asked.error().message() == std::string_view(just_sent);
  if (lost_the_race) asked = outside_.db.write(save);
  if (!asked.ok()) return asked;
  if (asked->question.state == QuestionState::waiting && opening.owns_lock())
    variants.belongs(asking.id.raw(), asking.prepared.canonical, asked->question.claim);
  outside_.db.announce();
  return asked;
}

}  // namespace kentongan::tabayun
