#include "match/fingerprint.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <string>

namespace kentongan::match {

namespace {

/// Big-endian, so that the order of hashes is the same on every machine.
std::uint64_t eight_bytes(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char c : bytes.substr(0, 8)) number = (number << 8U) | static_cast<unsigned char>(c);
  return number;
}

}  // namespace

TextHash hash_of_text(std::string_view canonical) {
  const std::string digest = sha256(canonical);
  return {eight_bytes(digest), eight_bytes(std::string_view(digest).substr(8))};
}

std::vector<Fingerprint> all_fingerprints(std::string_view text) {
  std::vector<Fingerprint> fingerprints(fingerprint_count(text));
  for (std::size_t at = 0; at < fingerprints.size(); ++at) {
    fingerprints[at] = fingerprint_at(text, at);
  }
  std::sort(fingerprints.begin(), fingerprints.end());
  fingerprints.erase(std::unique(fingerprints.begin(), fingerprints.end()), fingerprints.end());
  return fingerprints;
}

}  // namespace kentongan::match
