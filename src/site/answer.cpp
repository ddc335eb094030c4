#include "site/answer.hpp"

#include "base/text.hpp"
#include "people/account.hpp"
#include "site/pages.hpp"

namespace kentongan::site {
namespace {

/// A path of this site and nothing a browser could take for another host (`//evil`, `/\evil`).
bool is_local_path(std::string_view path) {
  if (!path.starts_with('/') || path.starts_with("//") || path.starts_with("/\\")) return false;
  for (const char c : path) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '\\') return false;
  }
  return true;
}

}  // namespace

int status_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::invalid: return 422;
    case Refusal::unauthenticated: return 401;
    case Refusal::forbidden: return 403;
    case Refusal::not_found: return 404;
    case Refusal::conflict: return 409;
    case Refusal::throttled: return 429;
    case Refusal::unavailable: return 503;
  }
  __builtin_unreachable();
}

net::Response redirect(std::string_view local_path) {
  KENTONGAN_BUG_IF(!is_local_path(local_path));
  net::Response response;
  response.status = 303;
  response.headers.add("Location", std::string(local_path));
  return response;
}

net::Response redirect_with_notice(std::string_view local_path, const char* notice) {
  net::Response response = redirect(local_path);
  response.headers.add("Set-Cookie",
                       format("pesan={}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax", notice));
  return response;
}

std::string local_path_or(std::string_view given, std::string_view otherwise) {
  return std::string(is_local_path(given) ? given : otherwise);
}

net::Response refuse(const Doors& doors, const Visit& visit, const Error& error) {
  const int status = status_of(error.refusal());
  net::Response response =
      pages::show_refusal(doors, visit, status, say(visit.language, error.message()));
  if (error.refusal() == Refusal::throttled) {
    response.headers.set("Retry-After", std::to_string(people::retry_after_seconds(error)));
  }
  if (error.refusal() == Refusal::unavailable) response.headers.set("Retry-After", "5");
  return response;
}

net::Response not_found(const Doors& doors, const Visit& visit) {
  return refuse(doors, visit, Error(Refusal::not_found, "site.not_found"));
}

}  // namespace kentongan::site
