#include "media/internal/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

extern "C" {
#include <sys/pidfd.h>  // glibc 2.36 forgets to say so itself
}

namespace kentongan::media {
namespace {

using Moment = std::chrono::steady_clock::time_point;

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

Error not_started(const char* what, int reason) {
  return Error(Refusal::unavailable, "media.unavailable",
               std::string(what) + " " + std::to_string(reason));
}

/// The bytes as memory that nobody can change any more.
Result<Descriptor> seal(std::string_view bytes) {
  Descriptor memory(::memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory.is_open()) return not_started("memfd_create", errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(memory.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return not_started("write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::lseek(memory.number(), 0, SEEK_SET) != 0 ||
      ::fcntl(memory.number(), F_ADD_SEALS,
              F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
    return not_started("seal", errno);
  }
  return memory;
}

/// Starts the program in a process group of its own, no signal blocked or ignored.
Result<pid_t> start(const ChildCommand& command, int input, int output) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t none;
  sigset_t all;
  ::sigemptyset(&none);
  ::sigfillset(&all);
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawn_file_actions_adddup2(&files, input, 0);
  ::posix_spawn_file_actions_adddup2(&files, output, 1);
  ::posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addclosefrom_np(&files, 3);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &all);
  ::posix_spawnattr_setpgroup(&attributes, 0);
  ::posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

  std::vector<std::string> words = command.arguments;
  words.insert(words.begin(), command.program);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  // One thread only (tesseract would start one a core), and no locale: numbers have a point.
  std::array<std::string, 2> settings{"OMP_THREAD_LIMIT=1", "LC_ALL=C"};
  std::array<char*, 3> environment{settings[0].data(), settings[1].data(), nullptr};

  pid_t child = -1;
  const int failed = ::posix_spawn(&child, command.program.c_str(), &files, &attributes,
                                   argv.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&files);
  ::posix_spawnattr_destroy(&attributes);
  if (failed != 0) return not_started("posix_spawn", failed);
  return child;
}

/// Waits until `descriptor` can be read or has ended. Returns whether it did before `until`.
bool wait_for(int descriptor, Moment until) {
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd wanted{.fd = descriptor, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&wanted, 1, static_cast<int>(std::max<long>(0, left.count())));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

/// Reads until the child closes its end, writes too much, or time is up.
bool read_reply(int pipe, std::size_t most, Moment until, std::string& reply) {
  std::array<char, 65536> piece;
  while (wait_for(pipe, until)) {
    const ssize_t count = ::read(pipe, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count == 0;
    if (reply.size() + static_cast<std::size_t>(count) > most) return false;
    reply.append(piece.data(), static_cast<std::size_t>(count));
  }
  return false;
}

}  // namespace

Result<ChildRun> run_child(const ChildCommand& command, std::string_view input, Moment until) {
  const Descriptor memory = TRY(seal(input));
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return not_started("pipe2", errno);
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  const pid_t child = TRY(start(command, memory.number(), writing.number()));
  writing = Descriptor();

  ChildRun run;
  const Descriptor ended(::pidfd_open(child, 0));
  run.in_time = read_reply(reading.number(), command.most_reply, until, run.reply) &&
                (!ended.is_open() || wait_for(ended.number(), until));
  if (!run.in_time) ::kill(-child, SIGKILL);  // its group: itself, since it can start nobody
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) run.signal = WTERMSIG(status);
  if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
  return run;
}

}  // namespace kentongan::media
