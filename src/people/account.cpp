#include "people/account.hpp"

#include "base/text.hpp"

namespace kentongan::people {

std::string_view name_of(AccountState state) {
  switch (state) {
    case AccountState::active: return "active";
    case AccountState::disabled: return "disabled";
  }
  __builtin_unreachable();
}

std::string_view name_of(PasswordState state) {
  switch (state) {
    case PasswordState::own: return "own";
    case PasswordState::one_time: return "one_time";
  }
  __builtin_unreachable();
}

Actor the_installation() {
  Actor actor;
  actor.name = "Kentongan";
  actor.roles = {Held{Role::admin, places::AreaCode(), {}}};
  return actor;
}

Result<std::string> clean_login(std::string_view login) {
  const std::string_view text = trim(login);
  const Error malformed(Refusal::invalid, "people.login.malformed");
  if (text.size() < 3 || text.size() > 60) return malformed;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && std::string_view("._-@+").find(c) == std::string_view::npos) return malformed;
  }
  return std::string(text);
}

Result<std::string> clean_person_name(std::string_view name) {
  const std::string text(trim(clean_utf8(name.substr(0, 1'000))));
  if (text.empty() || length_utf8(text) > 80 || text.find('\n') != std::string::npos) {
    return Error(Refusal::invalid, "people.name.malformed");
  }
  return text;
}

std::int64_t retry_after_seconds(const Error& error) {
  const auto seconds = parse_integer(error.detail());
  return error.refusal() == Refusal::throttled && seconds.ok() ? *seconds : 1;
}

}  // namespace kentongan::people
