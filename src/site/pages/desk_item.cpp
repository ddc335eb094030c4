#include "site/pages/desk_item.hpp"

#include "base/text.hpp"
#include "html/markdown.hpp"
#include "newsroom/newsroom.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_item_view.hpp"

namespace kentongan::site {
namespace {

using newsroom::Item;

/// Display names of everybody who did something with an item.
class Names {
 public:
  Names(const Doors& doors, const Visit& visit, const std::vector<Id<people::Account>>& accounts)
      : program_(say(visit.language, "site.desk.program")),
        names_(doors.people.names_of(accounts)) {}
  [[nodiscard]] std::string of(Id<people::Account> account) const {
    for (const auto& [id, name] : names_) {
      if (id == account) return name;
    }
    return program_;
  }

 private:
  std::string program_;
  std::vector<std::pair<Id<people::Account>, std::string>> names_;
};

/// The text before the newest one, or the proposed correction beside the public text.
void show_changes(const Doors& doors, const Visit& visit, const Item& item,
                  const std::vector<newsroom::Revision>& history, DeskItemView& view) {
  const auto body = [&](std::int64_t number) -> std::string {
    const auto revision = doors.newsroom.find_revision(*visit.actor(), item.id, number);
    if (!revision.ok()) return {};
    return revision->content.title + "\n\n" + revision->content.summary + "\n\n" +
           revision->content.body;
  };
  if (item.pending_correction != 0) {
    view.changes_title = say(visit.language, "site.desk.proposed");
    view.changes = html::difference_of(body(item.text_revision), body(item.pending_correction));
  } else if (history.size() > 1 && history.front().based_on != 0) {
    view.changes_title = say(visit.language, "site.desk.changes");
    view.changes =
        html::difference_of(body(history.front().based_on), body(history.front().number));
  }
}

void tell_history(const Doors& doors, const Visit& visit, const Item& item, DeskItemView& view) {
  const auto reviews = doors.newsroom.reviews(*visit.actor(), item.id);
  const auto history = doors.newsroom.history(*visit.actor(), item.id);
  if (!reviews.ok() || !history.ok()) return;
  std::vector<Id<people::Account>> accounts = item.writers;
  for (const newsroom::Review& review : *reviews) accounts.push_back(review.actor);
  const Names names(doors, visit, accounts);
  for (const newsroom::Review& review : *reviews) {
    view.history.push_back({moment_of(doors, visit, review.at),
                            std::string(newsroom::name_of(review.move)), names.of(review.actor),
                            review.note});
  }
  for (const newsroom::Revision& revision : *history) {
    view.revisions.push_back(
        {revision.number, format("/meja/kabar/{}/revisi/{}", view.id, revision.number),
         names.of(revision.writer), moment_of(doors, visit, revision.saved_at)});
  }
  std::vector<std::string> writers;
  for (const Id<people::Account> writer : item.writers) writers.push_back(names.of(writer));
  view.writers = join(writers, ", ");
  show_changes(doors, visit, item, *history, view);
}

DeskItemView desk_view(const Doors& doors, const Visit& visit, const Item& item) {
  DeskItemView view{.id = item.id.text(),
                    .title = item.content.title.empty() ? item.id.text() : item.content.title,
                    .state = std::string(newsroom::name_of(item.state)),
                    .provenance = std::string(newsroom::name_of(item.content.provenance)),
                    .kind = std::string(newsroom::name_of(item.content.kind)),
                    .source = item.content.source,
                    .summary = item.content.summary,
                    .topics = join(item.content.topics, ", "),
                    .return_note = item.state == newsroom::State::returned ? item.return_note : "",
                    .public_path = item.is_public() ? "/kabar/" + item.slug : "",
                    .revision = std::to_string(item.revision),
                    .changed = moment_of(doors, visit, item.changed_at),
                    .body = html::render_markdown(item.content.body)};
  std::vector<std::string> areas;
  for (const places::AreaCode& area : item.content.areas) areas.push_back(short_place(doors, area));
  view.areas = join(areas, "; ");
  if (item.state == newsroom::State::scheduled && item.scheduled_at) {
    view.scheduled = time_for_people(*item.scheduled_at, doors.settings.zone, visit.language);
  }
  for (const newsroom::Move move : newsroom::open_moves(*visit.actor(), item)) {
    view.moves.emplace_back(newsroom::name_of(move));
  }
  view.soonest = local_input(visit.now + std::chrono::hours(1), doors.settings.zone);
  tell_history(doors, visit, item, view);
  return view;
}

/// Carries out the move a button names. Errors: as the newsroom's.
Result<Item> make_move(const Doors& doors, const Visit& visit, newsroom::Move move,
                       const newsroom::OnItem& on) {
  using newsroom::Move;
  const std::string note = visit.field("note");
  switch (move) {
    case Move::submit: return doors.newsroom.submit(on);
    case Move::recall: return doors.newsroom.recall(on);
    case Move::take: return doors.newsroom.take(on);
    case Move::hand_back: return doors.newsroom.hand_back({.on = on, .note = note});
    case Move::approve:
      if (visit.fields("checked").size() < 3)
        return Error(Refusal::invalid, "site.desk.check_first");
      return doors.newsroom.approve(on);
    case Move::schedule: {
      const Instant at = TRY(parse_local(visit.field("at"), doors.settings.zone));
      return doors.newsroom.schedule({.on = on, .at = at});
    }
    case Move::unschedule: return doors.newsroom.unschedule(on);
    case Move::publish: return doors.newsroom.publish(on);
    case Move::correct: return doors.newsroom.approve_correction(on);
    case Move::refuse_correction: return doors.newsroom.refuse_correction({.on = on, .note = note});
    case Move::withdraw: return doors.newsroom.withdraw({.on = on, .note = note});
    case Move::archive: return doors.newsroom.archive(on);
    case Move::restore: return doors.newsroom.restore(on);
    case Move::edit:
    case Move::propose_correction: break;  // these have forms of their own
  }
  return Error(Refusal::not_found, "site.not_found");
}

}  // namespace

namespace pages {

net::Response desk_item_show(const Doors& doors, const Visit& visit) {
  const auto id = Id<Item>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const Result<Item> found = doors.newsroom.find(*visit.actor(), *id);
  if (!found.ok()) return refuse(doors, visit, found.error());
  const DeskItemView view = desk_view(doors, visit, *found);
  const Chrome around = chrome(doors, visit, Menu::desk, view.title);
  return render(visit, 200, [&](html::Page& page) { desk_item(page, around, view); });
}

net::Response desk_item_move(const Doors& doors, const Visit& visit) {
  const auto id = Id<Item>::parse(visit.captured[0]);
  const std::optional<newsroom::Move> move = newsroom::find_move(visit.captured[1]);
  const Result<std::int64_t> seen = parse_integer(visit.field("seen_revision"));
  if (!id.ok() || !move || !seen.ok()) return not_found(doors, visit);
  const Result<Item> moved = make_move(
      doors, visit, *move, {.actor = *visit.actor(), .item = *id, .seen_revision = *seen});
  if (!moved.ok()) return refuse(doors, visit, moved.error());
  return redirect_with_notice("/meja/kabar/" + id->text(), "site.desk.done");
}

net::Response desk_item_revision(const Doors& doors, const Visit& visit) {
  const auto id = Id<Item>::parse(visit.captured[0]);
  const Result<std::int64_t> number = parse_integer(visit.captured[1]);
  if (!id.ok() || !number.ok()) return not_found(doors, visit);
  const Result<Item> item = doors.newsroom.find(*visit.actor(), *id);
  if (!item.ok()) return refuse(doors, visit, item.error());
  const auto revision = doors.newsroom.find_revision(*visit.actor(), *id, *number);
  if (!revision.ok()) return refuse(doors, visit, revision.error());
  DeskItemView view = desk_view(doors, visit, *item);
  view.moves.clear();  // an old text is for reading
  view.title = say(visit.language, "site.desk.text_number", {{"number", std::to_string(*number)}}) +
               ": " + revision->content.title;
  view.body = html::render_markdown(revision->content.body);
  view.summary = revision->content.summary;
  view.changes.clear();
  if (revision->based_on != 0) {
    if (const auto before = doors.newsroom.find_revision(*visit.actor(), *id, revision->based_on);
        before.ok()) {
      view.changes_title = say(visit.language, "site.desk.changes");
      view.changes = html::difference_of(before->content.title + "\n\n" + before->content.body,
                                         revision->content.title + "\n\n" + revision->content.body);
    }
  }
  const Chrome around = chrome(doors, visit, Menu::desk, view.title);
  return render(visit, 200, [&](html::Page& page) { desk_item(page, around, view); });
}

}  // namespace pages
}  // namespace kentongan::site
