#include "app/config.hpp"

#include "base/text.hpp"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

namespace kentongan::app {
namespace {

/// A value's home in `Config`, and the limits that make sense for it.
struct Key {
  std::string_view path;
  std::variant<std::string*, std::int64_t*, std::vector<std::string>*> home;
  std::int64_t least = 0;
  std::int64_t most = 65'535;
};

std::vector<Key> keys_of(Config& config) {
  return {
      {"server.listen", &config.server.listen},
      {"server.base_url", &config.server.base_url},
      {"server.trusted_proxies", &config.server.trusted_proxies},
      {"server.io_threads", &config.server.io_threads, 1, 64},
      {"server.workers", &config.server.workers, 1, 256},
      {"database.url", &config.database.url},
      {"database.readers", &config.database.readers, 1, 64},
      {"office.name", &config.office.name},
      {"office.regency", &config.office.regency},
      {"office.contact_email", &config.office.contact_email},
      {"email.host", &config.email.host},
      {"email.port", &config.email.port, 1, 65'535},
      {"email.from", &config.email.from},
      {"email.user", &config.email.user},
      {"email.password_file", &config.email.password_file},
      {"email.tls", &config.email.tls},
      {"email.connections", &config.email.connections, 1, 32},
      {"email.maildir", &config.email.maildir},
      {"email.desk_address", &config.email.desk_address},
      {"sms.backend", &config.sms.backend},
      {"sms.folder", &config.sms.folder},
      {"sms.database_url_file", &config.sms.database_url_file},
      {"sms.own_number", &config.sms.own_number},
      {"sms.prefixes", &config.sms.prefixes},
      {"telegram.token_file", &config.telegram.token_file},
      {"telegram.api_url", &config.telegram.api_url},
      {"outgoing.allow_private", &config.outgoing.allow_private},
      {"session.idle_minutes", &config.session.idle_minutes, 1, 1'440},
      {"session.absolute_hours", &config.session.absolute_hours, 1, 168},
      {"pictures.children", &config.pictures.children, 0, 16},
      {"pictures.languages", &config.pictures.languages},
      {"matching.embedding", &config.matching.embedding},
      {"matching.embedding_words", &config.matching.embedding_words},
      {"log.level", &config.log.level},
  };
}

std::string place(const std::string& path, const toml::node& node) {
  return format("{}, baris {}", path, node.source().begin.line);
}

Result<> take(const Key& key, const toml::node& node) {
  const std::string where = place(std::string(key.path), node);
  if (std::string* const* text = std::get_if<std::string*>(&key.home)) {
    const auto value = node.value_exact<std::string>();
    if (!value) return Error(Refusal::invalid, "config.wrong_type", where + ": teks");
    **text = *value;
    return {};
  }
  if (std::int64_t* const* number = std::get_if<std::int64_t*>(&key.home)) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value) return Error(Refusal::invalid, "config.wrong_type", where + ": bilangan bulat");
    if (*value < key.least || *value > key.most) {
      return Error(Refusal::invalid, "config.wrong_value",
                   format("{}: {} sampai {}", where, key.least, key.most));
    }
    **number = *value;
    return {};
  }
  std::vector<std::string>& list = *std::get<std::vector<std::string>*>(key.home);
  const toml::array* array = node.as_array();
  if (array == nullptr)
    return Error(Refusal::invalid, "config.wrong_type", where + ": daftar teks");
  list.clear();
  for (const toml::node& element : *array) {
    const auto value = element.value_exact<std::string>();
    if (!value) return Error(Refusal::invalid, "config.wrong_type", where + ": daftar teks");
    list.push_back(*value);
  }
  return {};
}

Error unknown(const std::string& path, const toml::node& node, const std::vector<Key>& keys) {
  std::vector<std::string_view> known;
  for (const Key& key : keys) known.push_back(key.path);
  std::string detail = place(path, node);
  if (const auto near = nearest(path, known)) detail += format("; mungkin maksudnya {}", *near);
  return Error(Refusal::invalid, "config.unknown_key", detail);
}

Result<> check_values(const Config& config) {
  const auto one_of = [](const std::string& value,
                         std::initializer_list<std::string_view> allowed) {
    return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
  };
  if (!one_of(config.email.tls, {"none", "starttls", "required"})) {
    return Error(Refusal::invalid, "config.wrong_value", "email.tls: none, starttls, required");
  }
  if (!one_of(config.sms.backend, {"", "files", "postgres"})) {
    return Error(Refusal::invalid, "config.wrong_value", "sms.backend: files, postgres");
  }
  if (!one_of(config.log.level, {"debug", "info", "warning", "error"})) {
    return Error(Refusal::invalid, "config.wrong_value", "log.level: debug, info, warning, error");
  }
  if (config.matching.embedding.empty() != config.matching.embedding_words.empty()) {
    return Error(Refusal::invalid, "config.wrong_value",
                 "matching.embedding, matching.embedding_words: keduanya, atau tidak satu pun");
  }
  const auto regency = places::AreaCode::parse(config.office.regency);
  if (!regency.ok() || regency->level() != places::Level::regency) {
    return Error(Refusal::invalid, "config.wrong_value", "office.regency: 32.10");
  }
  if (!config.server.base_url.empty() && (!(config.server.base_url.starts_with("http://") ||
                                            config.server.base_url.starts_with("https://")) ||
                                          config.server.base_url.ends_with('/'))) {
    return Error(Refusal::invalid, "config.wrong_value", "server.base_url: https://kabar.example");
  }
  return {};
}

}  // namespace

std::string Config::base_url() const {
  return server.base_url.empty() ? "http://" + server.listen : server.base_url;
}

Result<Config> parse_config(std::string_view text) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    return Error(
        Refusal::invalid, "config.malformed",
        format("baris {}: {}", parsed.error().source().begin.line, parsed.error().description()));
  }
  Config config;
  const std::vector<Key> keys = keys_of(config);
  for (const auto& [section_name, section] : parsed.table()) {
    const std::string section_path(section_name.str());
    const toml::table* table = section.as_table();
    if (table == nullptr) return unknown(section_path, section, keys);
    for (const auto& [name, node] : *table) {
      const std::string path = section_path + "." + std::string(name.str());
      const auto key = std::find_if(keys.begin(), keys.end(),
                                    [&](const Key& candidate) { return candidate.path == path; });
      if (key == keys.end()) return unknown(path, node, keys);
      TRY(take(*key, node));
    }
  }
  TRY(check_values(config));
  return config;
}

Result<Config> read_config(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error(Refusal::not_found, "config.no_file", path);
  std::ostringstream text;
  text << file.rdbuf();
  return parse_config(text.str());
}

Result<std::string> read_secret(const char* environment, const std::string& file) {
  if (const char* value = std::getenv(environment); value != nullptr && *value != '\0') {
    return std::string(value);
  }
  if (file.empty()) return std::string();
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return Error(Refusal::not_found, "config.no_secret", file);
  if ((status.st_mode & 077) != 0) return Error(Refusal::forbidden, "config.secret_open", file);
  std::ifstream stream(file);
  std::string secret;
  if (!std::getline(stream, secret)) return Error(Refusal::not_found, "config.no_secret", file);
  return std::string(trim(secret));
}

std::vector<std::string_view> known_keys() {
  Config config;
  std::vector<std::string_view> known;
  for (const Key& key : keys_of(config)) known.push_back(key.path);
  return known;
}

}  // namespace kentongan::app
