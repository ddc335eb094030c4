#pragma once

#include "site/moment.hpp"
#include "site/views/area_choice.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

struct PersonLine {
  std::string id = {};
  std::string login = {};
  std::string name = {};
  std::string state = {};
  std::vector<std::string> roles = {};
};

struct PeopleView {
  std::vector<PersonLine> people = {};
  std::string next = {};
  std::string problem = {};
  std::string one_time_password = {};  ///< shown once, right after it was made
  std::string for_login = {};
  std::vector<Choice> roles = {};
  std::vector<Choice> areas = {};
};

struct DeliveryFigure {
  std::string name = {};
  std::int64_t count = 0;
};
struct DeadLetterLine {
  std::string id = {};
  std::string what = {};
  std::string path = {};
  std::string way = {};
  std::string reason = {};
  std::int64_t attempts = 0;
  Moment at = {};
};
struct ChatLine {
  std::string id = {};
  std::string address = {};
  std::string areas = {};
};
struct DeliveriesView {
  std::vector<DeliveryFigure> figures = {};
  std::vector<DeadLetterLine> dead = {};
  std::vector<ChatLine> chats = {};
  std::vector<Choice> areas = {};
  std::string problem = {};
};

}  // namespace kentongan::site
