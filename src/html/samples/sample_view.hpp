// What the sample templates show; they are compiled into html_test only.
#pragma once

#include "html/safe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::html::samples {

struct Topic {
  std::string name;
  std::string slug;
};

struct ArticleView {
  std::string title;
  std::string author;
  std::string where;
  std::optional<std::string> source;
  SafeHtml body;
  std::vector<Topic> topics;
  bool hidden = false;
  int readers = 0;
};

}  // namespace kentongan::html::samples
