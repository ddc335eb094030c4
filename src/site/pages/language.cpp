#include "base/text.hpp"
#include "site/answer.hpp"
#include "site/pages_account.hpp"

namespace kentongan::site::pages {

/// A link, not a form: choosing a language harms nobody, and it works from a kept page.
net::Response language_choose(const Doors& doors, const Visit& visit) {
  const std::optional<Language> language = find_language(visit.captured[0]);
  if (!language) return not_found(doors, visit);
  net::Response response = redirect(local_path_or(visit.query("kembali"), "/"));
  response.headers.add(
      "Set-Cookie",
      *language == indonesian
          ? std::string("bahasa=; Path=/; Max-Age=0; SameSite=Lax")
          : format("bahasa={}; Path=/; Max-Age=31536000; SameSite=Lax", language->tag()));
  return response;
}

}  // namespace kentongan::site::pages
