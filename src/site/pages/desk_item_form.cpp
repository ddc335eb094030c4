#include "site/pages/desk_item_form.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "newsroom/newsroom.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_item_view.hpp"

#include <algorithm>
#include <set>

namespace kentongan::site {
namespace {

using newsroom::Content;
using newsroom::Item;

template <typename Enumerator>
std::vector<Choice> choices_of(Language language, std::initializer_list<Enumerator> all,
                               Enumerator chosen, std::string_view prefix) {
  std::vector<Choice> choices;
  for (const Enumerator each : all) {
    const std::string name(newsroom::name_of(each));
    choices.push_back({name, say(language, std::string(prefix) + name), each == chosen});
  }
  return choices;
}

std::vector<Choice> speakers(const Doors& doors, const Visit& visit, Id<groups::Group> chosen) {
  std::vector<Choice> choices;
  std::set<Id<groups::Group>> seen;
  bool office = false;
  for (const people::Held& held : visit.actor()->roles) {
    if (held.group.is_none()) {
      office = office || visit.actor()->is_office(held.area);
    } else if (seen.insert(held.group).second) {
      const auto names = doors.groups.names_of({held.group});
      choices.push_back({held.group.text(), names.empty() ? held.group.text() : names.front().name,
                         held.group == chosen});
    }
  }
  if (office)
    choices.insert(choices.begin(),
                   {"", say(visit.language, "site.form.office"), chosen.is_none()});
  if (!chosen.is_none() && !seen.contains(chosen)) {
    const auto names = doors.groups.names_of({chosen});
    if (!names.empty()) choices.push_back({chosen.text(), names.front().name, true});
  }
  return choices;
}

/// The regency and its kecamatan as boxes to tick; villages are typed as codes.
void offer_areas(const Doors& doors, const Visit& visit, const Content& content,
                 ItemFormView& view) {
  places::AreaCode regency = doors.settings.regency;
  for (const people::Held& held : visit.actor()->roles) {
    if (held.area.level() >= places::Level::regency) regency = held.area.regency();
  }
  if (!content.areas.empty()) regency = content.areas.front().regency();
  const auto chosen = [&](const places::AreaCode& code) {
    return std::ranges::find(content.areas, code) != content.areas.end();
  };
  if (const auto area = doors.places.find(regency); area.ok())
    view.areas.push_back({regency.text(), area->label(), chosen(regency)});
  for (const places::Area& area : doors.places.children(regency)) {
    view.areas.push_back({area.code.text(), area.name, chosen(area.code)});
  }
  for (const places::AreaCode& code : content.areas) {
    if (code.level() == places::Level::village) view.villages += code.text() + "\n";
  }
}

ItemFormView form_of(const Doors& doors, const Visit& visit, const Content& content) {
  using newsroom::Adinda, newsroom::Kind, newsroom::Provenance;
  ItemFormView view{.title = content.title,
                    .summary = content.summary,
                    .body = content.body,
                    .source = content.source,
                    .topics = join(content.topics, ", ")};
  view.kinds =
      choices_of(visit.language, {Kind::news, Kind::announcement, Kind::programme, Kind::explainer},
                 content.kind, "item.kind.");
  view.provenances = choices_of(
      visit.language, {Provenance::government, Provenance::community, Provenance::resident},
      content.provenance, "provenance.");
  view.adindas = choices_of(visit.language,
                            {Adinda::akses, Adinda::diskusi, Adinda::implementasi,
                             Adinda::networking, Adinda::diseminasi, Adinda::aspirasi},
                            content.adinda, "adinda.");
  view.groups = speakers(doors, visit, content.group);
  offer_areas(doors, visit, content, view);
  return view;
}

/// What the form sent. Errors: invalid `site.form.area_unknown`, `id.malformed`.
Result<Content> content_of(const Doors& doors, const Visit& visit) {
  Content content;
  content.kind = newsroom::find_kind(visit.field("kind")).value_or(newsroom::Kind::news);
  content.provenance = newsroom::find_provenance(visit.field("provenance"))
                           .value_or(newsroom::Provenance::community);
  content.adinda =
      newsroom::find_adinda(visit.field("adinda")).value_or(newsroom::Adinda::diseminasi);
  content.title = visit.field("title");
  content.summary = visit.field("summary");
  content.body = visit.field("body");
  content.source = visit.field("source");
  const std::string topics = visit.form.fields.text("topics");
  for (const std::string_view topic : split(topics, ',')) {
    if (!trim(topic).empty()) content.topics.emplace_back(trim(topic));
  }
  std::vector<std::string> codes = visit.fields("area");
  const std::string villages = visit.form.fields.text("villages");
  for (const std::string_view line : split(villages, '\n')) {
    if (!trim(line).empty()) codes.emplace_back(trim(line));
  }
  if (const std::string group = visit.field("group"); !group.empty())
    content.group = TRY(Id<groups::Group>::parse(group));
  for (const std::string& code : codes) {
    const auto area = places::AreaCode::parse(code);
    if (!area.ok() || !doors.places.find(*area).ok())
      return Error(Refusal::invalid, "site.form.area_unknown");
    content.areas.push_back(*area);
  }
  return content;
}

net::Response show(const Doors& doors, const Visit& visit, int status, const ItemFormView& view) {
  const Chrome around = chrome(doors, visit, Menu::desk, view.title_text);
  return render(visit, status,
                [&](html::Page& page) { pages::desk_item_form(page, around, view); });
}

/// The same form again with what was typed, and why it went no further: nothing is lost.
net::Response show_again(const Doors& doors, const Visit& visit, ItemFormView view,
                         const Error& error) {
  if (view.problem_title.empty()) view.problem_title = say(visit.language, "site.desk.not_saved");
  view.title = visit.field("title");
  view.summary = visit.field("summary");
  view.body = visit.field("body");
  view.source = visit.field("source");
  view.topics = visit.field("topics");
  view.villages = visit.field("villages");
  view.note = visit.field("note");
  view.problem = say(visit.language, error.message());
  return show(doors, visit, status_of(error.refusal()), view);
}

/// What somebody most likely writes: the office for its regency, a member for their kecamatan.
Content likely_content(const Visit& visit) {
  Content content;
  for (const people::Held& held : visit.actor()->roles) {
    const bool office = held.group.is_none() && visit.actor()->is_office(held.area);
    if (!office && held.group.is_none()) continue;
    content.provenance =
        office ? newsroom::Provenance::government : newsroom::Provenance::community;
    content.group = held.group;
    if (held.area.level() >= places::Level::regency)
      content.areas = {office ? held.area.regency() : held.area.at(places::Level::district)};
    break;
  }
  return content;
}

ItemFormView empty_form(const Doors& doors, const Visit& visit, const Content& content) {
  ItemFormView view = form_of(doors, visit, content);
  view.action = "/meja/kabar";
  view.title_text = say(visit.language, "site.form.new_item");
  view.form_key = visit.is_post() ? visit.field("form_key") : doors.random.token(12);
  return view;
}

ItemFormView form_for(const Doors& doors, const Visit& visit, const Item& item,
                      const Content& content) {
  ItemFormView view = form_of(doors, visit, content);
  view.is_correction = item.is_public();
  view.action = "/meja/kabar/" + item.id.text() + (view.is_correction ? "/ralat" : "/ubah");
  view.title_text =
      say(visit.language, view.is_correction ? "site.form.correct_item" : "site.form.edit_item");
  view.revision = std::to_string(item.revision);
  return view;
}

Result<Item> find_item(const Doors& doors, const Visit& visit) {
  return doors.newsroom.find(*visit.actor(), TRY(Id<Item>::parse(visit.captured[0])));
}

Result<Item> save(const Doors& doors, const Visit& visit, const Item& item,
                  const Content& content) {
  const newsroom::OnItem on{
      .actor = *visit.actor(),
      .item = item.id,
      .seen_revision = parse_integer(visit.field("seen_revision")).ok()
                           ? parse_integer(visit.field("seen_revision")).value()
                           : 0};
  if (item.is_public())
    return doors.newsroom.propose_correction(
        {.on = on, .content = content, .note = visit.field("note")});
  const Item saved = TRY(doors.newsroom.edit({.on = on, .content = content}));
  if (visit.field("do") != "submit" || !newsroom::after(saved.state, newsroom::Move::submit))
    return saved;
  return doors.newsroom.submit(
      {.actor = *visit.actor(), .item = saved.id, .seen_revision = saved.revision});
}

}  // namespace

namespace pages {

net::Response desk_item_new(const Doors& doors, const Visit& visit) {
  Content content = likely_content(visit);
  // What a task or a claim already knows of the item; whoever writes it changes what they like.
  content.title = shorten_utf8(visit.query("judul"), newsroom::longest_title);
  content.kind = newsroom::find_kind(visit.query("jenis")).value_or(content.kind);
  return show(doors, visit, 200, empty_form(doors, visit, content));
}

net::Response desk_item_create(const Doors& doors, const Visit& visit) {
  const Result<Content> content = content_of(doors, visit);
  if (!content.ok()) return show_again(doors, visit, empty_form(doors, visit, {}), content.error());
  Result<Item> created = doors.newsroom.create(
      {.actor = *visit.actor(), .content = *content, .form_key = visit.field("form_key")});
  if (!created.ok())
    return show_again(doors, visit, empty_form(doors, visit, *content), created.error());
  const Item item = *created;
  if (visit.field("do") == "submit" && item.state == newsroom::State::draft) {
    const Result<Item> submitted = doors.newsroom.submit(
        {.actor = *visit.actor(), .item = item.id, .seen_revision = item.revision});
    if (!submitted.ok()) {
      ItemFormView view = form_for(doors, visit, item, item.content);
      view.problem_title = say(visit.language, "site.desk.draft_kept");
      return show_again(doors, visit, std::move(view), submitted.error());
    }
  }
  return redirect_with_notice("/meja/kabar/" + item.id.text(), "site.desk.saved");
}

net::Response desk_item_edit(const Doors& doors, const Visit& visit) {
  const Result<Item> item = find_item(doors, visit);
  if (!item.ok()) return refuse(doors, visit, item.error());
  return show(doors, visit, 200, form_for(doors, visit, *item, item->content));
}

net::Response desk_item_save(const Doors& doors, const Visit& visit) {
  const Result<Item> item = find_item(doors, visit);
  if (!item.ok()) return refuse(doors, visit, item.error());
  const Result<Content> content = content_of(doors, visit);
  if (!content.ok())
    return show_again(doors, visit, form_for(doors, visit, *item, item->content), content.error());
  const Result<Item> saved = save(doors, visit, *item, *content);
  if (saved.ok()) return redirect_with_notice("/meja/kabar/" + item->id.text(), "site.desk.saved");
  const Result<Item> newest = find_item(doors, visit);
  ItemFormView view = form_for(doors, visit, newest.ok() ? *newest : *item, *content);
  if (newest.ok() && newest->revision > item->revision &&
      saved.error().refusal() != Refusal::conflict) {
    view.problem_title = say(visit.language, "site.desk.draft_kept");
  }
  if (saved.error().refusal() == Refusal::conflict && newest.ok() &&
      newest->content.body != content->body) {
    view.theirs = newest->content.body;
  }
  return show_again(doors, visit, std::move(view), saved.error());
}

}  // namespace pages
}  // namespace kentongan::site
