#include "media/worker/confine.hpp"

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <memory>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KENTONGAN_SANITISED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define KENTONGAN_SANITISED 1
#endif
#endif

namespace kentongan::media {
namespace {

/// Memory, its own pipes, time, and leaving: all that decoding and reading need.
constexpr std::array allowed{
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sched_yield),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(getrandom),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(getrusage),
};

/// Libraries ask for files that would be nice to have (a configuration, the number of cores) and go
/// on when there are none.
constexpr std::array not_there{
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(ioctl),
    SCMP_SYS(fstat),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(sched_getaffinity),
};

#ifdef KENTONGAN_SANITISED
constexpr rlim_t most_files = 64;  // UBSan asks a pipe whether memory can be read
#else
constexpr rlim_t most_files = 3;
#endif

bool limit(decltype(RLIMIT_CPU) what, rlim_t most) {
  const rlimit limits{.rlim_cur = most, .rlim_max = most};
  return ::setrlimit(what, &limits) == 0;
}

bool filter() {
  const std::unique_ptr<void, decltype(&seccomp_release)> rules(seccomp_init(SCMP_ACT_KILL_PROCESS),
                                                                &seccomp_release);
  if (!rules) return false;
  for (const int call : allowed) {
    if (seccomp_rule_add(rules.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  for (const int call : not_there) {
    if (seccomp_rule_add(rules.get(), SCMP_ACT_ERRNO(ENOENT), call, 0) != 0) return false;
  }
#ifdef KENTONGAN_SANITISED
  if (seccomp_rule_add(rules.get(), SCMP_ACT_ALLOW, SCMP_SYS(pipe2), 0) != 0) return false;
#endif
  // A failed assertion of a library ends this process, and can reach no other.
  if (seccomp_rule_add(rules.get(), SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                       SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()))) != 0) {
    return false;
  }
  return seccomp_load(rules.get()) == 0;
}

}  // namespace

bool confine(const Confinement& limits) {
  bool held =
      ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  held = held && ::prctl(PR_SET_DUMPABLE, 0) == 0;
  held = held && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) &&
         limit(RLIMIT_NOFILE, most_files) && limit(RLIMIT_NPROC, 0) &&
         limit(RLIMIT_CPU, static_cast<rlim_t>(limits.processor_time.count()));
#ifndef KENTONGAN_SANITISED
  held = held && limit(RLIMIT_AS, limits.memory);
#endif
  return held && filter();
}

}  // namespace kentongan::media
