// How the command line reaches a running server: a unix socket in the data folder that only the
// server's user may open. One call a connection.
//
//   client -> server   frame 'A': the arguments and the input, as JSON
//   server -> client   frames 'L' line, 'P' problem, 'G' progress `done total`, 'X' exit code (the
//   last) frame              kind (1 byte), length (4 bytes, big-endian), that many bytes
#pragma once

#include "base/result.hpp"
#include "cli/arguments.hpp"
#include "cli/output.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace kentongan::cli {

/// Runs a call that came over the socket; returns its exit code.
using Answer = std::function<int(const Arguments& arguments, const std::string& input,
                                 Output& output, Language language)>;

/// Listens while it lives; calls are answered one after the other.
class ControlServer {
 public:
  /// Errors: unavailable `cli.control_unusable` (the path is too long, the folder not writable).
  [[nodiscard]] static Result<std::unique_ptr<ControlServer>> open(const std::string& data,
                                                                   Answer answer);
  ~ControlServer();
  ControlServer(const ControlServer&) = delete;
  ControlServer& operator=(const ControlServer&) = delete;

 private:
  ControlServer(std::string path, int listening, Answer answer);
  void serve(const std::stop_token& stop);
  void answer_one(int connection);

  // set at construction
  std::string path_;
  int listening_;
  Answer answer_;
  std::jthread thread_;
};

/// Hands a call to the server that holds `data`. Nothing when no server listens there.
[[nodiscard]] std::optional<int> ask_running_server(const Arguments& arguments,
                                                    const std::string& input, Output& output,
                                                    Language language);

}  // namespace kentongan::cli
