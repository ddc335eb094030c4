#include "media/media.hpp"

#include "media/internal/child.hpp"
#include "media/reply.hpp"

#include "base/bug.hpp"

#include <csignal>
#include <filesystem>

namespace kentongan::media {
namespace {

using Clock = std::chrono::steady_clock;

/// What is kept back of a deadline for ending the child and taking its reply apart.
constexpr std::chrono::milliseconds reserve{250};

MediaSettings with_worker(MediaSettings settings) {
  if (settings.worker.empty()) settings.worker = worker_beside_this_program();
  return settings;
}

/// What a child that ended badly means to the person who waits.
Error why_not(const ChildRun& run) {
  const std::string detail =
      "signal " + std::to_string(run.signal) + " exit " + std::to_string(run.exit_code);
  if (!run.in_time || run.signal == SIGXCPU) {
    return Error(Refusal::unavailable, "media.too_slow", detail);
  }
  // Killed by the filter, by a fault or by an assertion of a library: the picture did it.
  if (run.signal != 0) return Error(Refusal::invalid, "media.broken", detail);
  return Error(Refusal::unavailable, "media.unavailable", detail);
}

}  // namespace

std::string worker_beside_this_program() {
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  const auto worker = self.parent_path() / "kentongan-media";
  return std::filesystem::exists(worker, failed) ? worker.string() : std::string();
}

Media::Media(MediaSettings settings, const Log& log)
    : settings_(with_worker(std::move(settings))), log_(log) {
  KENTONGAN_BUG_IF(settings_.children < 1);
}

bool Media::take_place(Moment until) const {
  std::unique_lock lock(places_);
  const auto is_free = [this] { return taken_ < settings_.children; };
  if (!is_free() && waiting_ >= settings_.waiting) return false;
  ++waiting_;
  const bool has_place = place_free_.wait_until(lock, until, is_free);
  --waiting_;
  if (has_place) ++taken_;
  return has_place;
}

void Media::leave_place() const {
  {
    const std::lock_guard lock(places_);
    --taken_;
  }
  place_free_.notify_one();
}

Result<ReadPicture> Media::read(std::string_view bytes, std::chrono::milliseconds deadline,
                                Words words) const {
  const Moment until = Clock::now() + deadline;
  TRY(sniff(bytes));
  if (!take_place(until)) return Error(Refusal::throttled, "media.busy");
  struct Leave {
    const Media& media;
    ~Leave() { media.leave_place(); }
  } const leave{*this};

  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  const auto for_words =
      words == Words::read ? std::max(left - reserve, reserve) : decltype(left)();
  const ChildCommand command{
      .program = settings_.worker,
      .arguments = {std::to_string(for_words.count()), settings_.languages_folder,
                    settings_.languages, std::to_string(settings_.processor_time.count()),
                    std::to_string(settings_.memory)},
      .most_reply = largest_clean + longest_text + 8192};
  const Result<ChildRun> run = run_child(command, bytes, until);
  if (!run.ok()) {
    log_.error("media_child_not_started", {LogField::operator_text("why", run.error().detail())});
    return run.error();
  }
  Result<ReadPicture> picture = parse_reply(run->reply);
  const bool child_refused = !picture.ok() && picture.error().refusal() == Refusal::invalid;
  if (picture.ok() || child_refused) return picture;
  const Error error = why_not(*run);
  log_.warning("media_child_failed", {{"signal", run->signal}, {"exit", run->exit_code}});
  return error;
}

}  // namespace kentongan::media
