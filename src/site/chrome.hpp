// What surrounds every page: head, header, menu, footer. Layout templates take a `Chrome`.
#pragma once

#include "html/safe.hpp"
#include "site/visit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::site {

/// Which menu entry is the current one.
enum class Menu { none, home, news, factchecks, groups, coverage, ask, subscribe, desk };

struct Chrome {
  std::string title = {};        ///< of the page; the office's name is added
  std::string description = {};  ///< for search engines and link previews; may be empty
  Menu menu = Menu::none;
  std::string path = {};  ///< of this page, for the canonical link
  std::string base_url = {};
  std::string office_name = {};
  std::string office_short = {};  ///< `Diskominfo Majalengka`
  std::string contact_email = {};
  std::string actor_name = {};  ///< empty: not signed in
  std::string form_token = {};  ///< goes into every form as `_token`
  std::string notice = {};      ///< message shown once; empty: none
  std::string og_type = "website";
  std::string og_image = {};      ///< path of a picture of 1080 × 1080; empty: none
  std::string og_image_alt = {};  ///< what it shows, in words
  std::string published = {};     ///< RFC 3339, for articles
  std::optional<html::SafeJson> linked_data = {};  ///< JSON-LD
  std::string feed_path = "/umpan.atom";
  bool index = true;  ///< false: search engines keep out
  Language language = {};

  [[nodiscard]] bool signed_in() const { return !actor_name.empty(); }
  [[nodiscard]] std::string canonical() const { return base_url + path; }
  [[nodiscard]] html::Url canonical_url() const { return html::Url::from(canonical()); }
  [[nodiscard]] html::Url feed_url() const { return html::Url::from(feed_path); }
  [[nodiscard]] std::string_view og_locale() const {
    return language.tag() == "en" ? "en_US" : "id_ID";
  }
};

/// The chrome of this visit; pages fill in what is theirs (description, linked data).
[[nodiscard]] Chrome chrome(const Doors& doors, const Visit& visit, Menu menu, std::string title);

}  // namespace kentongan::site
