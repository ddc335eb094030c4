#include "paper/paper.hpp"

#include "paper/internal/card.hpp"
#include "paper/internal/sheet.hpp"

#include "paper/internal/values_key.hpp"

#include "base/guarded.hpp"

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <unordered_map>

namespace kentongan::paper {

namespace {

/// What was drawn, by its values; what was not asked for longest makes room.
class Drawer {
 public:
  explicit Drawer(std::size_t byte_limit) : byte_limit_(byte_limit) {}

  [[nodiscard]] std::shared_ptr<const std::string> find(const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    return found->second->bytes;
  }
  void put(const std::string& key, const std::shared_ptr<const std::string>& bytes) {
    if (bytes->size() > byte_limit_ || by_key_.contains(key)) return;
    newest_first_.push_front({key, bytes});
    by_key_[key] = newest_first_.begin();
    bytes_ += bytes->size();
    while (bytes_ > byte_limit_) {
      bytes_ -= newest_first_.back().bytes->size();
      by_key_.erase(newest_first_.back().key);
      newest_first_.pop_back();
    }
  }

 private:
  struct Held {
    std::string key;
    std::shared_ptr<const std::string> bytes;
  };
  std::size_t byte_limit_;
  std::size_t bytes_ = 0;
  std::list<Held> newest_first_;
  std::unordered_map<std::string, std::list<Held>::iterator> by_key_;
};

}  // namespace

/// One place to draw at, the fonts on it, and a drawer with what was drawn.
class Paper::Desk {
 public:
  explicit Desk(PaperSettings settings)
      : settings_(std::move(settings)), drawer_(Drawer(settings_.kept_bytes)) {}

  /// From the drawer, else drawn. Who waited while somebody drew the same takes that.
  template <typename Work>
  Result<std::string> kept(const std::string& key, const Work& work) {
    const auto look = [&] {
      return drawer_.locked([&](Drawer& drawer) { return drawer.find(key); });
    };
    if (const auto bytes = look()) return *bytes;
    return with_fonts([&](const Fonts& fonts) -> Result<std::string> {
      if (const auto bytes = look()) return *bytes;
      const auto bytes = std::make_shared<const std::string>(TRY(work(fonts)));
      ++drawn_;
      drawer_.locked([&](Drawer& drawer) { drawer.put(key, bytes); });
      return *bytes;
    });
  }
  template <typename Work>
  Result<std::string> once(const Work& work) {
    return with_fonts([&](const Fonts& fonts) -> Result<std::string> {
      ++drawn_;
      return work(fonts);
    });
  }
  [[nodiscard]] std::int64_t drawn() const { return drawn_; }

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

  // anybody's
  Guarded<Drawer> drawer_;
  std::atomic<std::int64_t> drawn_ = 0;

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
  return desk_->kept(key_of(card), [&](const Fonts& fonts) { return draw_card(fonts, card); });
}

Result<std::string> Paper::sheet(const Document& document, Keep keep) const {
  const auto work = [&](const Fonts& fonts) { return draw_sheet(fonts, document); };
  return keep == Keep::yes ? desk_->kept(key_of(document), work) : desk_->once(work);
}

std::int64_t Paper::drawn() const { return desk_->drawn(); }

}  // namespace kentongan::paper
