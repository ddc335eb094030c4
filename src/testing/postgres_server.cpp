#include "testing/postgres_server.hpp"

#include "base/bug.hpp"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <vector>

namespace kentongan::testing {

namespace {

constexpr const char* programs = "/usr/lib/postgresql/15/bin/";
constexpr const char* port = "5432";  // names the socket file; nothing listens on the network

/// PostgreSQL refuses to be root; its Debian package brings the user.
void become_postgres() {
  if (geteuid() != 0) return;
  const passwd* user = getpwnam("postgres");
  if (user == nullptr || initgroups("postgres", user->pw_gid) != 0 || setgid(user->pw_gid) != 0 ||
      setuid(user->pw_uid) != 0) {
    _exit(126);
  }
}

pid_t start_program(const std::string& name, const std::vector<std::string>& words,
                    const std::string& log) {
  const std::string path = programs + name;
  // The whole path: PostgreSQL's programs find each other by it, and the search path may not have
  // them.
  std::vector<char*> arguments{const_cast<char*>(path.c_str())};
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t pid = fork();
  KENTONGAN_BUG_IF(pid < 0);
  if (pid > 0) return pid;
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  dup2(out, 1);
  dup2(out, 2);
  become_postgres();
  prctl(PR_SET_PDEATHSIG, SIGQUIT);  // a test that dies takes its server along
  if (chdir("/") == 0) execv(path.c_str(), arguments.data());
  _exit(127);
}

int run_program(const std::string& name, const std::vector<std::string>& words,
                const std::string& log) {
  int status = 0;
  const pid_t pid = start_program(name, words, log);
  KENTONGAN_BUG_IF(waitpid(pid, &status, 0) != pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace

PostgresServer& PostgresServer::shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() {
  if (const passwd* user = getpwnam("postgres"); geteuid() == 0 && user != nullptr) {
    KENTONGAN_BUG_IF(chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0);
  }
  const int made = run_program("initdb",
                               {"-D", folder_.path() + "/data", "-U", "postgres", "-A", "trust",
                                "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"},
                               folder_.path() + "/log");
  if (made != 0)
    throw Bug("initdb failed: is postgresql-15 installed? See " + folder_.path() + "/log");
  start();
}

PostgresServer::~PostgresServer() { stop(); }

void PostgresServer::start() {
  pid_ = start_program("postgres",
                       {"-D", folder_.path() + "/data", "-k", folder_.path(), "-p", port, "-c",
                        "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c",
                        "max_connections=200", "-c", "shared_buffers=16MB", "-c", "autovacuum=off"},
                       folder_.path() + "/log");
  wait_until_ready();
}

void PostgresServer::stop() {
  if (pid_ < 0) return;
  kill(pid_, SIGQUIT);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void PostgresServer::wait_until_ready() {
  for (int tried = 0; tried < 600; ++tried) {
    if (run_program("pg_isready", {"-q", "-h", folder_.path(), "-p", port}, "/dev/null") == 0)
      return;
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) break;
    poll(nullptr, 0, 20);
  }
  throw Bug("PostgreSQL did not start, see " + folder_.path() + "/log");
}

std::string PostgresServer::url_of(const std::string& database) const {
  return "postgresql:///" + database + "?host=" + folder_.path() + "&port=" + port +
         "&user=postgres";
}

std::string PostgresServer::new_database() {
  const std::string name = "test" + std::to_string(++databases_);
  run_client("psql", {"-q", "-c", "CREATE SCHEMA " + name, "postgres"});
  return url_of("postgres") + "&options=-csearch_path%3D" + name;
}

std::string PostgresServer::new_dictionary_database() {
  const std::string name = "test" + std::to_string(++databases_);
  run_client("createdb", {"-T", "template0", "-E", "UTF8", "--locale=C", "--locale-provider=icu",
                          "--icu-locale=id", name});
  return url_of(name);
}

void PostgresServer::run_client(const std::string& program, std::vector<std::string> words) {
  words.insert(words.begin(), {"-h", folder_.path(), "-p", port, "-U", "postgres"});
  if (run_program(program, words, folder_.path() + "/log") != 0) {
    throw Bug(program + " failed, see " + folder_.path() + "/log");
  }
}

}  // namespace kentongan::testing
