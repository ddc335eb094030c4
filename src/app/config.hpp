// The one configuration file (TOML). Every key is documented in docs/kentongan.toml; a key that is
// not known is refused, with the nearest known one. Secrets come from files or the environment,
// never from this file itself.
#pragma once

#include "base/instant.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "places/area_code.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::app {

struct ServerConfig {
  std::string listen = "127.0.0.1:8080";
  std::string base_url;  ///< as the world sees it; empty: `http://` and `listen`
  std::vector<std::string> trusted_proxies = {"127.0.0.1", "::1"};
  std::int64_t io_threads = 2;
  std::int64_t workers = 8;
};
struct DatabaseConfig {
  std::string url;  ///< `postgresql://…`; empty: SQLite in the data folder
  std::int64_t readers = 4;
};
struct OfficeConfig {
  std::string name = "Dinas Komunikasi dan Informatika Kabupaten Majalengka";
  std::string regency = "32.10";
  std::string contact_email;
};
struct EmailConfig {
  std::string host;  ///< empty: no e-mail leaves
  std::int64_t port = 25;
  std::string from = "kentongan@localhost";
  std::string user;
  std::string password_file;
  std::string tls = "starttls";  ///< none, starttls, required
  std::int64_t connections = 4;
  std::string maildir;       ///< of the desk; empty: nobody asks by mail
  std::string desk_address;  ///< what people write to; empty: `from`
};
struct SmsConfig {
  std::string backend;  ///< of gammu-smsd: files, postgres; empty: no SMS
  std::string folder = "/var/spool/gammu";
  std::string database_url_file;
  std::string own_number;                       ///< of the modem
  std::vector<std::string> prefixes = {"+62"};  ///< numbers that are written to
};
struct TelegramConfig {
  std::string token_file;  ///< empty: nothing goes to Telegram
  std::string api_url = "https://api.telegram.org";
};
struct OutgoingConfig {
  std::vector<std::string> allow_private =
      {};  ///< private networks (CIDR) that outgoing calls may reach
};
struct SessionConfig {
  std::int64_t idle_minutes = 30;
  std::int64_t absolute_hours = 12;
};
struct PicturesConfig {
  std::int64_t children = 1;  ///< screenshots read at the same time; 0: none is read
  std::string languages = "ind+eng";
};
struct MatchingConfig {
  std::string embedding;        ///< safetensors file of a model; empty: none is used
  std::string embedding_words;  ///< its vocabulary, a word a line
};
struct LogConfig {
  std::string level = "info";
};

struct Config {
  ServerConfig server;
  DatabaseConfig database;
  OfficeConfig office;
  EmailConfig email;
  SmsConfig sms;
  TelegramConfig telegram;
  OutgoingConfig outgoing;
  SessionConfig session;
  PicturesConfig pictures;
  MatchingConfig matching;
  LogConfig log;

  /// `http://127.0.0.1:8080` without a slash at the end.
  [[nodiscard]] std::string base_url() const;
};

/// Errors: invalid `config.malformed` (detail: line and reason), `config.unknown_key` (detail: key,
/// line, nearest known key), `config.wrong_type`, `config.wrong_value`.
[[nodiscard]] Result<Config> parse_config(std::string_view toml);
/// The file at `path`; errors as above and not_found `config.no_file`.
[[nodiscard]] Result<Config> read_config(const std::string& path);

/// The secret of an environment variable, else of a file (its first line), else empty.
/// Errors: not_found `config.no_secret` when the file is named but cannot be read; forbidden
/// `config.secret_open` when others may read it.
[[nodiscard]] Result<std::string> read_secret(const char* environment, const std::string& file);

/// All known keys (`server.listen`), in the order of the documentation.
[[nodiscard]] std::vector<std::string_view> known_keys();

}  // namespace kentongan::app
