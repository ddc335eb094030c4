// Hundreds of calls to every operation, made from the contract and then spoilt: whatever comes in,
// the answer is one the contract knows, and never our mistake.
#include "api/office_for_tests.hpp"

#include <array>

namespace kentongan::api {
namespace {

namespace json = boost::json;

constexpr int calls_to_each = 200;

/// Texts that somebody might send: useful ones, and those that break programs.
std::vector<std::string> words_of(const std::vector<std::string>& ids) {
  std::vector<std::string> words{"",
                                 " ",
                                 "x",
                                 "32.10",
                                 "32.10.01.2001",
                                 "32.99",
                                 "kim-satu",
                                 "kim",
                                 "2026-11-21",
                                 "2026-02-30",
                                 "2026-11-21T08:00:00Z",
                                 "9999-12-31T23:59:59Z",
                                 "me",
                                 "siti",
                                 "id",
                                 "0001-01-01",
                                 "1-0c4k3v0q2m8ad",
                                 "9223372036854775807-x",
                                 "-1",
                                 "101",
                                 "%",
                                 "_",
                                 "' OR 1=1 --",
                                 "<script>alert(1)</script>",
                                 "../../etc",
                                 "a@b.example",
                                 "http://contoh.example/a?b",
                                 "\xF0\x9F\x8C\xBE \xE2\x80\xAEterbalik",
                                 "K7QF2-M9XTB-4WN8C"};
  words.emplace_back("nul\0di tengah", 13);
  words.push_back(std::string(5'000, 'a'));
  words.push_back("Apakah benar besok semua sekolah libur karena banjir di Majalengka?");
  words.insert(words.end(), ids.begin(), ids.end());
  return words;
}

/// Makes calls from the contract's schemas. One thread.
class Chaos {
 public:
  Chaos(const Random& random, std::vector<std::string> words)
      : random_(random), words_(std::move(words)) {}

  [[nodiscard]] bool once_in(std::uint64_t times) const { return random_.below(times) == 0; }
  [[nodiscard]] const std::string& word() const { return words_[random_.below(words_.size())]; }

  [[nodiscard]] json::value junk() const {
    switch (random_.below(9)) {
      case 0: return nullptr;
      case 1: return true;
      case 2: return std::numeric_limits<std::int64_t>::max();
      case 3: return std::numeric_limits<std::int64_t>::min();
      case 4: return 1e308;
      case 5: return json::array{1, "a", nullptr};
      case 6: return json::object{{"a", json::object{{"b", json::array{}}}}};
      case 7: return std::numeric_limits<std::uint64_t>::max();
      default: return json::value(word());
    }
  }

  [[nodiscard]] json::value like(const json::value& schema) const {
    const json::object& rules = SchemaCheck(contract()).follow(schema).as_object();
    if (const auto* choices = rules.if_contains("anyOf")) return like(pick(choices->as_array()));
    if (const auto* choices = rules.if_contains("enum")) return pick(choices->as_array());
    const json::value& types = rules.at("type");
    const std::string_view type(types.is_array() ? types.as_array().front().as_string()
                                                 : types.as_string());
    if (type == "object") return object_like(rules);
    if (type == "array") return array_like(rules);
    if (type == "integer") return static_cast<std::int64_t>(random_.below(6));
    if (type == "number") return static_cast<double>(random_.below(200)) - 100;
    return json::value(word());
  }

  /// Something is wrong with most of what people send.
  [[nodiscard]] std::string spoilt(json::value body) const {
    if (body.is_object() && !body.get_object().empty() && once_in(2)) {
      json::object& members = body.get_object();
      auto member = members.begin() + static_cast<std::ptrdiff_t>(random_.below(members.size()));
      member->value() = junk();
    }
    if (body.is_object() && once_in(10)) body.get_object()[word()] = junk();
    std::string text = json::serialize(body);
    if (once_in(20)) text.resize(random_.below(text.size() + 1));
    if (once_in(20))
      text.insert(random_.below(text.size() + 1), 1, static_cast<char>(random_.below(256)));
    return text;
  }

 private:
  [[nodiscard]] const json::value& pick(const json::array& all) const {
    return all[random_.below(all.size())];
  }
  [[nodiscard]] json::value array_like(const json::object& rules) const {
    json::array all;
    for (std::uint64_t i = random_.below(4); i > 0; --i) all.push_back(like(rules.at("items")));
    return all;
  }
  [[nodiscard]] json::value object_like(const json::object& rules) const {
    const auto* required = rules.if_contains("required");
    json::object made;
    for (const auto& member : rules.at("properties").as_object()) {
      const bool needed =
          required != nullptr &&
          std::ranges::any_of(required->as_array(), [&](const json::value& name) {
            return std::string_view(name.as_string()) == std::string_view(member.key());
          });
      if (needed || once_in(3)) made[member.key()] = like(member.value());
    }
    return made;
  }

  const Random& random_;
  std::vector<std::string> words_;
};

/// An office at work: a draft, a published item, an open and a published claim, people.
struct BusyOffice : Office {
  std::vector<std::string> tokens{officer("admin", people::Role::admin), member("siti", "kim-satu"),
                                  member("budi", "kim-satu", people::Role::ketua),
                                  member("dewi", "kim-satu", people::Role::pemeriksa), ""};
  std::vector<std::string> ids;

  BusyOffice() {
    const std::string content =
        "'title': 'Posyandu pindah', 'body': 'Rabu.', 'source': 'Bidan', 'group': 'kim-satu', "
        "'areas': ['32.10.01.2001']";
    const Reply draft = post("/desk/items", j("{" + content + "}"), tokens[1]);
    const Reply item =
        post("/desk/items", j("{" + content + ", 'topics': ['kesehatan']}"), tokens[1]);
    int revision = static_cast<int>(item.number("/revision"));
    for (const auto& [move, token] :
         {std::pair("submit", 1), std::pair("approve", 2), std::pair("publish", 2)}) {
      post("/desk/items/" + item.at("/id") + "/moves",
           j("{'move': '" + std::string(move) +
             "', 'seen_revision': " + std::to_string(revision++) + "}"),
           tokens[static_cast<std::size_t>(token)]);
    }
    const Reply asked = post("/questions", j("{'text': 'Apakah benar besok semua sekolah libur "
                                             "karena banjir di Majalengka?', 'area': '32.10'}"));
    const Reply claim = get("/desk/claims?area=32.10", tokens[0]);
    const Reply person = post("/people", j("{'login': 'tamu', 'name': 'Tamu'}"), tokens[0]);
    ids = {draft.at("/id"),           item.at("/id"),   get("/items").at("/results/0/slug"),
           claim.at("/results/0/id"), person.at("/id"), asked.at("/receipt")};
  }

  [[nodiscard]] std::string filled(std::string path, const Chaos& chaos) const {
    for (std::size_t at = path.find(':'); at != std::string::npos; at = path.find(':')) {
      const std::size_t end = std::min(path.find('/', at), path.size());
      const std::string given = chaos.once_in(4) ? chaos.word() : ids[random.below(ids.size() - 1)];
      path.replace(at, end - at,
                   net::percent_encode(given.find('\0') == std::string::npos ? given : "nul"));
    }
    return path;
  }
};

std::string query_for(const Route& route, const Chaos& chaos) {
  std::string query;
  for (const char* name : route.parameters) {
    const std::string& word = chaos.word();
    if (!chaos.once_in(3) || word.find('\0') != std::string::npos) continue;
    query += (query.empty() ? "?" : "&") + std::string(name) + "=" + net::percent_encode(word);
  }
  return query;
}

void call_again_and_again(const Route& route) {
  SCOPED_TRACE(route.operation);
  const BusyOffice office;
  const Chaos chaos(office.random, words_of(office.ids));
  const json::object* operation = find_operation(route);
  const auto* body = operation->if_contains("requestBody");
  for (int i = 0; i < calls_to_each && !::testing::Test::HasFailure(); ++i) {
    const std::string target = office.filled(route.pattern, chaos) + query_for(route, chaos);
    net::Request made = office.request(route.method, target,
                                       office.tokens[office.random.below(office.tokens.size())]);
    if (body != nullptr) {
      made.headers.add("Content-Type", "application/json");
      made.body = chaos.spoilt(chaos.like(body->at_pointer("/content/application~1json/schema")));
    }
    SCOPED_TRACE(target.substr(0, 200) + " " + made.body.substr(0, 500));
    const Reply reply = office.send(made);
    EXPECT_LT(reply.status, 500);
  }
}

class EveryOperation : public ::testing::TestWithParam<std::size_t> {};

TEST_P(EveryOperation, answers_whatever_comes_in_as_the_contract_says) {
  call_again_and_again(all_routes()[GetParam()]);
}

INSTANTIATE_TEST_SUITE_P(Api, EveryOperation, ::testing::Range(std::size_t{0}, all_routes().size()),
                         [](const auto& which) {
                           return std::string(all_routes()[which.param].operation);
                         });

}  // namespace
}  // namespace kentongan::api
