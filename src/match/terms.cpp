#include "match/terms.hpp"

namespace kentongan::match {

namespace {

/// Not secret: an attacker who fills a chain of slots pays one import for it, and find stays within
/// the few thousand words of one message. Source: FNV-1a with a final mix (Murmur3).
std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  hash ^= hash >> 33U;
  hash *= 0xff51afd7ed558ccdU;
  return hash ^ (hash >> 29U);
}

}  // namespace

std::size_t Terms::slot_of(std::string_view wanted) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash_of(wanted) & mask;
  while (slots_[slot] != none && word(slots_[slot]) != wanted) slot = (slot + 1) & mask;
  return slot;
}

std::optional<Terms::Id> Terms::find(std::string_view wanted) const {
  const Id id = slots_[slot_of(wanted)];
  if (id == none) return std::nullopt;
  return id;
}

Terms::Id TermsBuilder::add(std::string_view wanted) {
  std::size_t slot = terms().slot_of(wanted);
  if (slots_[slot] != Terms::none) return slots_[slot];
  if (size() * 2 >= slots_.size()) {
    grow();
    slot = terms().slot_of(wanted);
  }
  const auto id = static_cast<Terms::Id>(size());
  bytes_ += wanted;
  starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  slots_[slot] = id;
  return id;
}

void TermsBuilder::grow() {
  slots_.assign(slots_.size() * 2, Terms::none);
  const std::size_t mask = slots_.size() - 1;
  const Terms known = terms();
  for (Terms::Id id = 0; id < size(); ++id) {
    std::size_t slot = hash_of(known.word(id)) & mask;
    while (slots_[slot] != Terms::none) slot = (slot + 1) & mask;
    slots_[slot] = id;
  }
}

}  // namespace kentongan::match
