#include "channels/channel.hpp"

namespace kentongan::channels {
namespace {

using Ended = SendOutcome::Ended;
using Attempted = SendOutcome::Attempted;

SendOutcome outcome(Ended ended, Attempted attempted, Span wait, std::string reason) {
  SendOutcome made;
  made.ended = ended;
  made.attempted = attempted;
  made.wait = wait;
  made.reason = std::move(reason);
  return made;
}

}  // namespace

SendOutcome SendOutcome::delivered() { return {}; }

SendOutcome SendOutcome::retry_after(Span wait, std::string reason) {
  return outcome(Ended::retry_after, Attempted::yes, wait, std::move(reason));
}

SendOutcome SendOutcome::held_back(Span wait, std::string reason) {
  return outcome(Ended::retry_after, Attempted::no, wait, std::move(reason));
}

SendOutcome SendOutcome::in_doubt(std::string reason) {
  SendOutcome made = retry_after({}, std::move(reason));
  made.arrival = Arrival::in_doubt;
  return made;
}

SendOutcome SendOutcome::given_up(std::string reason) {
  return outcome(Ended::given_up, Attempted::yes, {}, std::move(reason));
}

SendOutcome SendOutcome::paused(std::string reason) {
  return outcome(Ended::channel_paused, Attempted::no, {}, std::move(reason));
}

std::string_view name_of(SendOutcome::Ended ended) {
  switch (ended) {
    case Ended::delivered: return "delivered";
    case Ended::retry_after: return "retry_after";
    case Ended::given_up: return "given_up";
    case Ended::channel_paused: return "channel_paused";
  }
  __builtin_unreachable();
}

}  // namespace kentongan::channels
