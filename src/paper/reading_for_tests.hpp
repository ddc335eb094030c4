// Reads back what was drawn, with programs of Debian that know nothing of ours.
#pragma once

#include "paper/paper.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <unistd.h>

namespace kentongan::paper {

/// A file that is gone after the test.
class Kept {
 public:
  Kept(const std::string& bytes, const char* ending) {
    std::string name = std::filesystem::temp_directory_path() / "kentongan-paper-XXXXXX";
    const int file = mkstemp(name.data());
    if (file >= 0) close(file);
    std::filesystem::remove(name);
    path_ = name + ending;
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Kept() { std::filesystem::remove(path_); }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// What a program prints.
inline std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  std::array<char, 4096> piece{};
  while (const std::size_t count = fread(piece.data(), 1, piece.size(), pipe.get()))
    output.append(piece.data(), count);
  return output;
}

/// One for all tests, as a server has one.
inline const Paper& the_paper() {
  static const Paper paper;
  return paper;
}

}  // namespace kentongan::paper
