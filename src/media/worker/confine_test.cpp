#include "media/worker/confine.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace kentongan::media {
namespace {

constexpr int done = 0;
constexpr int not_confined = 100;

/// Runs `work` in a confined process and returns how it ended: its exit code, or minus the signal.
template <typename Work>
int in_confinement(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    const bool held = confine({.processor_time = std::chrono::seconds(1), .memory = 1UL << 30});
    ::_exit(held ? work() : not_confined);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

TEST(Confinement, LetsAChildComputeAndLeave) {
  EXPECT_EQ(in_confinement([] { return done; }), done);
}

TEST(Confinement, NoFileCanBeOpened) {
  EXPECT_EQ(in_confinement(
                [] { return ::open("/etc/passwd", O_RDONLY) < 0 && errno == ENOENT ? done : 1; }),
            done);
}

TEST(Confinement, ASocketAProcessOrAnotherProgramIsTheEnd) {
  EXPECT_EQ(in_confinement([] { return ::socket(AF_INET, SOCK_STREAM, 0) < 0 ? 1 : 2; }), -SIGSYS);
  EXPECT_EQ(in_confinement([] { return ::fork() < 0 ? 1 : 2; }), -SIGSYS);
  EXPECT_EQ(in_confinement([] { return ::execl("/bin/true", "/bin/true", nullptr) < 0 ? 1 : 2; }),
            -SIGSYS);
  EXPECT_EQ(in_confinement([] { return ::kill(::getppid(), 0) == 0 ? 1 : 2; }), -SIGSYS);
}

TEST(Confinement, EndlessWorkEndsByItself) {
  const int ended = in_confinement([] {
    volatile unsigned spin = 0;
    while (true) spin = spin + 1;
    return done;
  });

  EXPECT_TRUE(ended == -SIGXCPU || ended == -SIGKILL) << ended;
}

}  // namespace
}  // namespace kentongan::media
