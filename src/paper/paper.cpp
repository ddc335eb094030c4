#include "paper/paper.hpp"

#include "paper/internal/card.hpp"
#include "paper/internal/sheet.hpp"

#include <condition_variable>
#include <mutex>

namespace kentongan::paper {

/// One place to draw at, and the fonts on it.
class Paper::Desk {
 public:
  explicit Desk(PaperSettings settings) : settings_(std::move(settings)) {}

  /// Errors: those of `Fonts::open` and of `work`; throttled `paper.busy`.
  template <typename Work>
  Result<std::string> with_fonts(const Work& work) {
    TRY(sit_down());
    const std::unique_ptr<Desk, void (*)(Desk*)> seat(this, [](Desk* desk) { desk->stand_up(); });
    TRY(open_fonts());
    return work(*fonts_);
  }

  Result<> ready() {
    TRY(sit_down());
    const std::unique_ptr<Desk, void (*)(Desk*)> seat(this, [](Desk* desk) { desk->stand_up(); });
    return open_fonts();
  }

 private:
  Result<> sit_down() {
    std::unique_lock lock(door_);
    if (is_taken_ && waiting_ >= settings_.waiting) return Error(Refusal::throttled, "paper.busy");
    ++waiting_;
    free_.wait(lock, [this] { return !is_taken_; });
    --waiting_;
    is_taken_ = true;
    return {};
  }
  void stand_up() {
    {
      const std::lock_guard lock(door_);
      is_taken_ = false;
    }
    free_.notify_one();
  }
  Result<> open_fonts() {
    if (!fonts_) fonts_ = TRY(Fonts::open(settings_.fonts_folder));
    return {};
  }

  // set at construction
  const PaperSettings settings_;

  // guarded by door_
  std::mutex door_;
  std::condition_variable free_;
  bool is_taken_ = false;
  int waiting_ = 0;

  // of who sits here
  std::unique_ptr<Fonts> fonts_;
};

Paper::Paper(PaperSettings settings) : desk_(std::make_unique<Desk>(std::move(settings))) {}
Paper::~Paper() = default;

Result<> Paper::ready() const { return desk_->ready(); }

Result<std::string> Paper::card(const Card& card) const {
  return desk_->with_fonts([&](const Fonts& fonts) { return draw_card(fonts, card); });
}

Result<std::string> Paper::sheet(const Document& document) const {
  return desk_->with_fonts([&](const Fonts& fonts) { return draw_sheet(fonts, document); });
}

}  // namespace kentongan::paper
