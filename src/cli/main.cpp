#include "cli/program.hpp"

int main(int count, char** words) {
  return kentongan::cli::run_program(std::vector<std::string>(words + 1, words + count));
}
