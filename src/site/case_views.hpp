// What the pages of case files, requests and corrections share.
#pragma once

#include "casework/request.hpp"
#include "site/views/desk_case_view.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kentongan::site {

/// Display names of accounts, asked for at once.
class Names {
 public:
  Names(const Doors& doors, Language language, const std::vector<Id<people::Account>>& accounts);
  /// Of nobody and of who is gone: the program's.
  [[nodiscard]] std::string of(Id<people::Account> account) const;

 private:
  std::string nobody_;
  std::vector<std::pair<Id<people::Account>, std::string>> names_;
};

[[nodiscard]] RequestLine line_of(const Doors& doors, const Visit& visit,
                                  const casework::Request& request);
[[nodiscard]] std::vector<Choice> channel_choices(Language language);

}  // namespace kentongan::site
