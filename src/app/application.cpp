#include "app/application.hpp"

#include "base/text.hpp"
#include "db/schema.hpp"

namespace kentongan::app {
namespace {

LogLevel level_of(const std::string& name) {
  if (name == "debug") return LogLevel::debug;
  if (name == "warning") return LogLevel::warning;
  if (name == "error") return LogLevel::error;
  return LogLevel::info;
}

places::AreaCode regency_of(const Config& config) {
  return places::AreaCode::parse(config.office.regency).value();  // read_config made sure
}

people::PeopleSettings people_settings(const Config& config) {
  people::PeopleSettings settings;
  settings.session_idle = std::chrono::minutes(config.session.idle_minutes);
  settings.session_absolute = std::chrono::hours(config.session.absolute_hours);
  return settings;
}

/// A published fact check as news for subscribers. Imported ones are the archive, not news.
std::optional<outbox::VerdictNews> verdict_news(const tabayun::Tabayun& tabayun, db::Tx& tx,
                                                std::int64_t raw) {
  const Result<tabayun::Claim> found =
      tabayun.find_published(tx, Id<tabayun::Claim>::from_raw(raw));
  if (!found.ok() || !found->source.empty()) return std::nullopt;
  const tabayun::Claim& claim = *found;
  outbox::VerdictNews news{
      .title = claim.finding.title,
      .verdict = say(indonesian, "verdict." + std::string(tabayun::name_of(claim.finding.verdict))),
      .explanation =
          claim.finding.conclusion.empty() ? claim.finding.explanation : claim.finding.conclusion,
      .path = "/cek-fakta/" + claim.address(),
      .areas = {},
      .topics = {"cek-fakta"},
      .when = claim.updated_at.value_or(claim.published_at.value_or(claim.changed_at))};
  if (claim.area.level() != places::Level::nation) news.areas.push_back(claim.area);
  if (claim.finding.topic) news.topics.emplace_back(tabayun::name_of(*claim.finding.topic));
  return news;
}

outbox::OutboxSettings outbox_settings(const Config& config, const people::People& people) {
  outbox::OutboxSettings settings;
  settings.secret = people.key_for("unsubscribe");
  settings.voice = {
      .base_url = config.base_url(), .office = config.office.name, .list_name = config.office.name};
  return settings;
}

std::unique_ptr<const media::Media> open_media(const Config& config, const Log& log) {
  if (config.pictures.children == 0) return nullptr;
  const std::string worker = media::worker_beside_this_program();
  if (worker.empty()) {
    log.warning("pictures_not_read", {LogField::operator_text("missing", "kentongan-media")});
    return nullptr;
  }
  media::MediaSettings settings;
  settings.worker = worker;
  settings.languages = config.pictures.languages;
  settings.children = static_cast<int>(config.pictures.children);
  return std::make_unique<const media::Media>(settings, log);
}

/// The operator's model, if one is named. One that cannot be used is reported and left out: nobody
/// should be without answers because of it.
std::shared_ptr<const match::Embedder> open_embedder(const Config& config, const Log& log) {
  if (config.matching.embedding.empty()) return nullptr;
  auto opened =
      match::open_static_embedding(config.matching.embedding, config.matching.embedding_words);
  if (opened.ok()) return std::shared_ptr<const match::Embedder>(std::move(opened).value());
  log.error("embedding_not_used", {LogField::operator_text("problem", opened.error().message()),
                                   LogField::operator_text("detail", opened.error().detail())});
  return nullptr;
}

}  // namespace

Result<std::unique_ptr<Application>> Application::open(const Premises& premises) {
  if (premises.data.empty() && premises.config.database.url.empty()) {
    return Error(Refusal::invalid, "cli.data_missing");
  }
  db::DbSettings settings;
  settings.where =
      premises.config.database.url.empty() ? premises.data : premises.config.database.url;
  settings.readers = static_cast<std::size_t>(premises.config.database.readers);
  std::unique_ptr<db::Db> database = TRY(db::open(settings));
  TRY(database->migrate(db::whole_schema(), SystemClock().now()));
  return std::unique_ptr<Application>(new Application(premises, std::move(database)));
}

people::Surroundings Application::surroundings() {
  return {.db = *database_, .ledger = ledger_, .clock = clock_, .ids = ids_, .random = random_};
}

Application::Application(Premises premises, std::unique_ptr<db::Db> database)
    : premises_(std::move(premises)),
      log_(clock_, level_of(premises_.config.log.level)),
      ids_(clock_, random_),
      database_(std::move(database)),
      ledger_(ids_),
      places_(*database_),
      people_(surroundings(), people_settings(premises_.config)),
      groups_(surroundings(), places_, people_),
      newsroom_(
          {.db = *database_, .ledger = ledger_, .places = places_, .clock = clock_, .ids = ids_}),
      tabayun_(
          surroundings(), [this] { return people_.key_for("receipt"); },
          open_embedder(premises_.config, log_)),
      casework_(
          {.outside = surroundings(), .people = people_, .groups = groups_, .tabayun = tabayun_}),
      relay_({.outside = surroundings(), .groups = groups_, .tabayun = tabayun_},
             {.due_after = std::chrono::hours(premises_.config.relay.due_hours)}),
      search_({.db = *database_,
               .ledger = ledger_,
               .clock = clock_,
               .places = places_,
               .groups = groups_,
               .newsroom = newsroom_,
               .tabayun = tabayun_}),
      outbox_({.db = *database_,
               .ledger = ledger_,
               .places = places_,
               .newsroom = newsroom_,
               .clock = clock_,
               .ids = ids_,
               .random = random_,
               .group_name =
                   [this](db::Tx& tx, Id<groups::Group> group) {
                     const auto found = groups_.find(tx, group);
                     return found.ok() ? found->name() : std::string();
                   },
               .verdict = [this](db::Tx& tx,
                                 std::int64_t claim) { return verdict_news(tabayun_, tx, claim); }},
              outbox_settings(premises_.config, people_)),
      media_(open_media(premises_.config, log_)) {}

Application::~Application() = default;

site::Doors Application::doors() {
  const Config& config = premises_.config;
  return {.settings = {.base_url = config.base_url(),
                       .office_name = config.office.name,
                       .contact_email = config.office.contact_email,
                       .regency = regency_of(config),
                       .zone = zone_of_province(config.office.regency)},
          .clock = clock_,
          .random = random_,
          .log = log_,
          .db = *database_,
          .ledger = ledger_,
          .places = places_,
          .people = people_,
          .groups = groups_,
          .newsroom = newsroom_,
          .tabayun = tabayun_,
          .casework = casework_,
          .relay = relay_,
          .search = search_,
          .outbox = outbox_,
          .media = media_.get()};
}

}  // namespace kentongan::app
