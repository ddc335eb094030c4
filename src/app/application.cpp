#include "app/application.hpp"

#include "base/text.hpp"
#include "db/schema.hpp"
#include "intake/news.hpp"

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

outbox::OutboxSettings outbox_settings(const Config& config, const people::People& people) {
  outbox::OutboxSettings settings;
  settings.secret = people.key_for("unsubscribe");
  settings.voice = {
      .base_url = config.base_url(), .office = config.office.name, .list_name = config.office.name};
  return settings;
}

net::HttpClientSettings client_settings(const Config& config) {
  net::HttpClientSettings settings;
  for (const std::string& network : config.outgoing.allow_private)
    settings.allowed_networks.push_back(net::Network::parse(network).value());  // read_config knows
  return settings;
}

intake::IntakeSettings intake_settings(const Config& config, const people::People& people) {
  intake::IntakeSettings settings;
  settings.key = people.key_for("intake");
  settings.regency = regency_of(config);
  settings.most_in_an_hour = config.intake.most_in_an_hour;
  for (const std::string& name : config.intake.speak_up)
    settings.speak_up.insert(tabayun::find_topic(name).value());  // read_config made sure
  return settings;
}

bool has_fonts(const paper::Paper& paper, const Log& log) {
  const Result<> ready = paper.ready();
  if (!ready.ok())
    log.error("cards_not_drawn", {LogField::operator_text("missing", ready.error().detail())});
  return ready.ok();
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

/// Errors: those of `read_secret`; invalid `exchange.source.malformed`.
Result<std::vector<exchange::Source>> exchange_sources(const Config& config) {
  std::vector<exchange::Source> sources;
  const std::string key =
      TRY(read_secret("KENTONGAN_MAFINDO_KEY", config.exchange.mafindo_key_file));
  if (!key.empty()) {
    sources.push_back(TRY(exchange::mafindo_source(
        config.exchange.mafindo_url, key, std::chrono::minutes(config.exchange.mafindo_minutes))));
  }
  for (const std::string& feed : config.exchange.claimreview_feeds) {
    sources.push_back(
        TRY(exchange::parse_feed(feed, std::chrono::minutes(config.exchange.claimreview_minutes))));
  }
  return sources;
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
  std::vector<exchange::Source> sources = TRY(exchange_sources(premises.config));
  return std::unique_ptr<Application>(
      new Application(premises, std::move(database), std::move(sources)));
}

people::Surroundings Application::surroundings() {
  return {.db = *database_, .ledger = ledger_, .clock = clock_, .ids = ids_, .random = random_};
}

Application::Application(Premises premises, std::unique_ptr<db::Db> database,
                         std::vector<exchange::Source> sources)
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
      quarantine_(surroundings(), tabayun_, [this] { return people_.key_for("quarantine"); }),
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
      outbox_(
          {.db = *database_,
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
           .verdict = [this](
                          db::Tx& tx,
                          std::int64_t claim) { return intake::verdict_news(tabayun_, tx, claim); },
           .questions_about =
               [this](db::Tx& tx, std::int64_t claim, std::int64_t after, std::int64_t limit) {
                 return intake::questions_about(tabayun_, tx, {claim, after, limit});
               },
           .reply =
               [this](std::int64_t question) { return intake::reply_news(tabayun_, question); }},
          outbox_settings(premises_.config, people_)),
      media_(open_media(premises_.config, log_)),
      client_(client_settings(premises_.config)),
      intake_({.db = *database_,
               .tabayun = tabayun_,
               .outbox = outbox_,
               .clock = clock_,
               .ids = ids_,
               .log = log_,
               .media = media_.get(),
               .client = &strangers_client_},
              intake_settings(premises_.config, people_)),
      radar_(surroundings(), tabayun_),
      exchange_(surroundings(), tabayun_, client_, log_, std::move(sources)) {}

Application::~Application() = default;

const paper::Paper* Application::paper() {
  if (!may_draw_) may_draw_ = has_fonts(paper_, log_);
  return *may_draw_ ? &paper_ : nullptr;
}

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
          .quarantine = quarantine_,
          .casework = casework_,
          .relay = relay_,
          .search = search_,
          .outbox = outbox_,
          .intake = intake_,
          .radar = radar_,
          .exchange = exchange_,
          .media = media_.get(),
          .live_queue = &live_queue_,
          .paper = paper()};
}

}  // namespace kentongan::app
