#include "ledger/chain.hpp"

#include "base/digest.hpp"

namespace kentongan::ledger {

namespace {

void add(std::string& text, std::string_view field) {
  text += std::to_string(field.size());
  text += ':';
  text += field;
  text += ',';
}

void add(std::string& text, std::int64_t number) {
  add(text, std::string_view(std::to_string(number)));
}

}  // namespace

std::string hash_of(const Entry& entry, std::string_view previous_hash) {
  std::string text;
  add(text, previous_hash);
  add(text, entry.position);
  add(text, entry.id);
  add(text, std::string_view(entry.regency));
  add(text, std::string_view(entry.kind));
  add(text, entry.subject);
  add(text, entry.actor);
  add(text, std::string_view(entry.detail));
  add(text, entry.at.micros());
  return sha256(text);
}

}  // namespace kentongan::ledger
