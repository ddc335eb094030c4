// Both back ends of gammu-smsd as tests need them: new, empty, and with a hand inside.
#pragma once

#include "base/bug.hpp"
#include "db/foreign.hpp"
#include "sms/gateway.hpp"
#include "sms/internal/spool_text.hpp"
#include "testing/postgres_server.hpp"
#include "testing/temp_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace kentongan::sms {

inline constexpr const char* gammu_schema = "/usr/share/doc/gammu-smsd/examples/pgsql.sql";

/// What came from the network, before smsd put it down.
struct Came {
  std::string sender;
  std::string text;
  int part = 1;
  int in_all = 1;
  int reference = 7;
};

/// One of the two, with what a test does behind our back.
class Place {
 public:
  virtual ~Place() = default;
  virtual Gateway& gateway() = 0;
  virtual void receive(const Came& came, Instant when) = 0;
  /// smsd has taken what waits: it was sent, or could not be.
  enum class Went { well, badly };
  virtual void empty_outbox(Went went) = 0;
  virtual std::vector<std::string> waiting_texts() = 0;
};

class FilesPlace final : public Place {
 public:
  FilesPlace() {
    for (const char* name : {"inbox", "outbox", "sent", "error"}) {
      std::filesystem::create_directory(folder_.path() + "/" + name);
    }
    gateway_ = open_files({.folder = folder_.path()}).value();
  }
  Gateway& gateway() override { return *gateway_; }
  void receive(const Came& came, Instant when) override {
    // A message of its own has the next counter; its parts share it.
    if (came.in_all == 1 || came.reference != last_reference_) ++counter_;
    last_reference_ = came.in_all == 1 ? -1 : came.reference;
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const std::string name = "IN20261122_080000_" + two(counter_) + "_" + came.sender + "_" +
                             two(came.part - 1) + ".txt";
    const std::string path = folder_.path() + "/inbox/" + name;
    std::ofstream(path, std::ios::binary) << to_spool_text(came.text);
    const timespec time{when.seconds(), 0};
    const timespec times[2] = {time, time};
    KENTONGAN_BUG_IF(::utimensat(AT_FDCWD, path.c_str(), times, 0) != 0);
  }
  void empty_outbox(Went went) override {
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() + "/outbox")) {
      std::filesystem::rename(entry.path(), folder_.path() +
                                                (went == Went::well ? "/sent/" : "/error/") +
                                                entry.path().filename().string());
    }
  }
  std::vector<std::string> waiting_texts() override {
    std::vector<std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() + "/outbox")) {
      std::ifstream file(entry.path(), std::ios::binary);
      texts.push_back(from_spool_text(
          std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>())));
    }
    return texts;
  }
  [[nodiscard]] const std::string& folder() const { return folder_.path(); }

 private:
  testing::TempFolder folder_;
  std::unique_ptr<Gateway> gateway_;
  int counter_ = -1, last_reference_ = -1;
};

class PostgresPlace final : public Place {
 public:
  PostgresPlace() : url_(testing::PostgresServer::shared().new_database()) {
    // It makes the language plpgsql, which is there since PostgreSQL 9: that one error is of no
    // account.
    const std::string command =
        "psql -q -f " + std::string(gammu_schema) + " '" + url_ + "' >/dev/null 2>&1";
    KENTONGAN_BUG_IF(std::system(command.c_str()) != 0);
    db_ = db::open_foreign(url_).value();
    gateway_ = open_postgres(url_).value();
  }
  Gateway& gateway() override { return *gateway_; }
  void receive(const Came& came, Instant when) override {
    std::string header;
    if (came.in_all > 1) {
      const auto two = [](int number) {
        constexpr const char* digits = "0123456789ABCDEF";
        return std::string{digits[number / 16], digits[number % 16]};
      };
      header = "050003" + two(came.reference) + two(came.in_all) + two(came.part);
    }
    db_->write([&](db::Tx& tx) -> Result<> {
         tx.run(
             "INSERT INTO inbox (\"UpdatedInDB\", \"ReceivingDateTime\", \"Text\", "
             "\"SenderNumber\","
             " \"UDH\", \"TextDecoded\", \"RecipientID\") VALUES"
             " (CAST(to_timestamp(?1) AS timestamp), CAST(to_timestamp(?1) AS timestamp), '', ?2,"
             " ?3, ?4, '')",
             static_cast<double>(when.seconds()), came.sender, header, came.text);
         return {};
       })
        .value();
  }
  void empty_outbox(Went went) override {
    db_->write([&](db::Tx& tx) -> Result<> {
         tx.run(
             "INSERT INTO sentitems (\"ID\", \"Text\", \"UDH\", \"TextDecoded\", \"CreatorID\","
             " \"SenderID\", \"Status\") SELECT \"ID\", '', '', \"TextDecoded\", \"CreatorID\", '',"
             " ?1 FROM outbox",
             went == Went::well ? "SendingOKNoReport" : "SendingError");
         tx.run("DELETE FROM outbox");
         return {};
       })
        .value();
  }
  std::vector<std::string> waiting_texts() override {
    std::vector<std::string> texts;
    db_->read([&](db::Tx& tx) {
      tx.each("SELECT \"TextDecoded\" FROM outbox ORDER BY \"ID\"",
              [&](const db::Row& row) { texts.push_back(row.text(0)); });
    });
    return texts;
  }
  db::Db& db() { return *db_; }
  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  const std::string url_;
  std::unique_ptr<db::Db> db_;
  std::unique_ptr<Gateway> gateway_;
};

/// What is not installed here, or null.
template <typename SomePlace>
const char* missing_for() {
  if constexpr (std::is_same_v<SomePlace, PostgresPlace>) {
    if (!std::filesystem::exists(gammu_schema)) return "gammu-smsd is not installed";
  }
  return nullptr;
}

}  // namespace kentongan::sms
