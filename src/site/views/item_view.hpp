#pragma once

#include "html/safe.hpp"
#include "newsroom/item.hpp"
#include "site/moment.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kentongan::site {

/// An item in a list.
struct ItemLine {
  std::string slug = {};
  std::string title = {};
  std::string summary = {};
  std::string provenance = {};
  std::string place = {};  ///< whom it is for, or where it comes from
  std::string state = {};  ///< shown only when corrected
  Moment at = {};
};

/// A link in a row of links.
struct Link {
  std::string path = {};
  std::string name = {};
};

struct CorrectionView {
  Moment at = {};
  std::string note = {};
  std::string path = {};  ///< of the text before it
};

struct ItemView {
  std::string slug = {};
  std::string title = {};
  std::string provenance = {};
  std::string kind = {};
  Moment published = {};
  std::vector<CorrectionView> corrections = {};
  std::string withdrawal_reason = {};
  Moment withdrawn = {};
  bool is_withdrawn = false;
  html::SafeHtml body = {};
  std::string source = {};
  std::vector<Link> areas = {};
  std::vector<Link> topics = {};
  std::vector<Link> crumbs = {};
  std::string group_name = {};
  std::string group_slug = {};
  std::string share_text = {};
  std::string whatsapp_url = {};
  std::string telegram_url = {};
  std::vector<ItemLine> related = {};
};

[[nodiscard]] ItemLine line_of(const Doors& doors, const Visit& visit, const newsroom::Item& item);
[[nodiscard]] std::vector<ItemLine> lines_of(const Doors& doors, const Visit& visit,
                                             const std::vector<newsroom::Item>& items);

}  // namespace kentongan::site
