// Items of the sample, each led to its state by the people it names, at the times it names: the
// newsroom sees a clock of its own, so that "published three days ago" is true.
#include "app/internal/demo_steps.hpp"
#include "base/text.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::app {
namespace {

using newsroom::Item;
using newsroom::State;

class ItemStory {
 public:
  ItemStory(Application& application, const DemoPeople& people, const SampleItem& sample)
      : application_(application),
        people_(people),
        sample_(sample),
        ids_(clock_, application.random()),
        newsroom_({.db = application.database(),
                   .ledger = application.ledger(),
                   .places = application.places(),
                   .clock = clock_,
                   .ids = ids_}) {}

  /// True when the item is new.
  Result<> tell(const std::string& form_key) {
    const Instant now = application_.clock().now();
    const State goal = newsroom::find_state(word("state")).value();
    const double days_ago = parse_decimal(word("published_days_ago")).ok()
                                ? parse_decimal(word("published_days_ago")).value()
                                : 0.3;
    const Instant published = now - Span(static_cast<std::int64_t>(days_ago * 86'400'000'000.0));
    clock_.set(published - std::chrono::hours(3));
    const newsroom::Content content = TRY(content_of());
    Item item =
        TRY(newsroom_.create({.actor = author(), .content = content, .form_key = form_key}));
    if (item.state != State::draft || item.revision > 1 || goal == State::draft) return {};
    item = TRY(newsroom_.submit(on(author(), item)));
    if (goal == State::submitted) return {};
    clock_.advance(std::chrono::hours(1));
    item = TRY(newsroom_.take(on(reviewer(), item)));
    if (goal == State::in_review) return {};
    clock_.advance(std::chrono::hours(1));
    if (goal == State::returned) {
      return without_value(
          newsroom_.hand_back({.on = on(reviewer(), item), .note = word("return_note")}));
    }
    item = TRY(newsroom_.approve(on(reviewer(), item)));
    if (goal == State::approved) return {};
    if (goal == State::scheduled) {
      clock_.set(now);
      const auto hours = parse_integer(word("scheduled_in_hours"));
      return without_value(
          newsroom_.schedule({.on = on(reviewer(), item),
                              .at = now + std::chrono::hours(hours.ok() ? hours.value() : 24)}));
    }
    clock_.set(published);
    item = TRY(newsroom_.publish(on(reviewer(), item)));
    return finish(goal, item, content);
  }

 private:
  Result<> finish(State goal, Item item, newsroom::Content content) {
    clock_.advance(std::chrono::hours(2));
    if (goal == State::withdrawn) {
      return without_value(
          newsroom_.withdraw({.on = on(reviewer(), item), .note = word("withdrawal_reason")}));
    }
    if (goal == State::corrected) {
      content.body += "\n\n*" + word("correction_note") + "*\n";
      item = TRY(newsroom_.propose_correction(
          {.on = on(author(), item), .content = content, .note = word("correction_note")}));
      return without_value(newsroom_.approve_correction(on(reviewer(), item)));
    }
    return {};
  }

  template <typename T>
  static Result<> without_value(const Result<T>& outcome) {
    if (!outcome.ok()) return outcome.error();
    return {};
  }

  [[nodiscard]] std::string word(std::string_view key) const {
    const auto found = sample_.front.find(key);
    return found == sample_.front.end() ? "" : found->second;
  }
  [[nodiscard]] const people::Actor& author() const { return people_.find(word("author"))->second; }
  [[nodiscard]] const people::Actor& reviewer() const {
    return people_.find(word("reviewer"))->second;
  }
  [[nodiscard]] static newsroom::OnItem on(const people::Actor& actor, const Item& item) {
    return {.actor = actor, .item = item.id, .seen_revision = item.revision};
  }

  Result<newsroom::Content> content_of() {
    newsroom::Content content{.kind = newsroom::find_kind(word("kind")).value(),
                              .title = word("title"),
                              .summary = word("summary"),
                              .body = sample_.body,
                              .source = word("source"),
                              .provenance = newsroom::find_provenance(word("provenance")).value(),
                              .adinda = newsroom::find_adinda(word("adinda")).value(),
                              .group = {},
                              .areas = {},
                              .topics = {}};
    if (!word("group").empty())
      content.group = TRY(application_.groups().find_by_slug(word("group"))).id;
    const std::string areas = word("areas");
    const std::string topics = word("topics");
    for (const std::string_view code : split(areas, ';'))
      content.areas.push_back(TRY(places::AreaCode::parse(trim(code))));
    for (const std::string_view topic : split(topics, ';')) {
      if (!trim(topic).empty()) content.topics.emplace_back(trim(topic));
    }
    return content;
  }

  Application& application_;
  const DemoPeople& people_;
  const SampleItem& sample_;
  FakeClock clock_;
  IdSource ids_;
  newsroom::Newsroom newsroom_;
};

}  // namespace

Result<std::int64_t> make_demo_items(Application& application, const DemoPeople& people) {
  std::int64_t count = 0;
  for (const SampleFile& file : sample_files()) {
    if (!file.name.starts_with("items/")) continue;
    const SampleItem sample = read_sample_item(file.bytes);
    TRY(ItemStory(application, people, sample)
            .tell("sample-" + std::string(file.name.substr(6, 2))));
    ++count;
  }
  return count;
}

}  // namespace kentongan::app
