// A channel for tests: remembers what it was given and ends as it was told.
#pragma once

#include "base/guarded.hpp"
#include "channels/channel.hpp"

#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace kentongan::channels {

/// Thread: all members may be called from anywhere.
class FakeChannel final : public Channel {
 public:
  struct Sent {
    Addressed addressed;
    std::string key;
  };
  /// Decides how an attempt ends; called after nothing has left yet.
  using Script = std::function<SendOutcome(const Addressed&)>;

  explicit FakeChannel(Way way) : way_(way) {}

  /// The next attempts end so, one each, in this order; after them everything is delivered.
  void next(SendOutcome outcome) {
    state_.locked([&](State& state) { state.scripted.push_back(std::move(outcome)); });
  }
  /// Asked for every attempt that `next` does not answer.
  void behave(Script script) {
    state_.locked([&](State& state) { state.script = std::move(script); });
  }
  void set_readiness(Readiness readiness) {
    state_.locked([&](State& state) { state.readiness = readiness; });
  }
  /// What reached its recipient.
  [[nodiscard]] std::vector<Sent> delivered() const {
    return state_.locked([](const State& state) { return state.delivered; });
  }
  /// Calls of `send`.
  [[nodiscard]] int attempts() const {
    return state_.locked([](const State& state) { return state.attempts; });
  }

  [[nodiscard]] Way way() const override { return way_; }
  [[nodiscard]] Readiness readiness() const override {
    return state_.locked([](const State& state) { return state.readiness; });
  }
  SendOutcome send(const Addressed& addressed, const IdempotencyKey& key,
                   const std::function<void()>& about_to_leave) override {
    KENTONGAN_BUG_IF(way_of(addressed.to) != way_);
    Script script;
    SendOutcome outcome = SendOutcome::delivered();
    state_.locked([&](State& state) {
      ++state.attempts;
      if (state.scripted.empty()) {
        script = state.script;
      } else {
        outcome = std::move(state.scripted.front());
        state.scripted.pop_front();
      }
    });
    if (script) outcome = script(addressed);
    if (outcome.ended == SendOutcome::Ended::delivered) {
      about_to_leave();
      state_.locked([&](State& state) { state.delivered.push_back({addressed, key.text()}); });
    }
    return outcome;
  }

 private:
  struct State {
    std::deque<SendOutcome> scripted;
    Script script;
    Readiness readiness{1000, Span{}};
    std::vector<Sent> delivered;
    int attempts = 0;
  };
  const Way way_;
  Guarded<State> state_;
};

}  // namespace kentongan::channels
