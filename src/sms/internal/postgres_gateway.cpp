// gammu's own tables, as smsd's `native_pgsql` driver made them. Its columns have capitals, hence
// the quotes. Source: /usr/share/doc/gammu-smsd/examples/pgsql.sql (schema 17).
#include "db/foreign.hpp"
#include "sms/gateway.hpp"
#include "sms/internal/header.hpp"

#include "base/text.hpp"

#include <utility>

namespace kentongan::sms {
namespace {

constexpr std::int64_t oldest_schema = 14;
constexpr std::int64_t newest_schema = 17;
constexpr std::string_view creator = "kentongan-";

class PostgresGateway final : public Gateway {
 public:
  explicit PostgresGateway(std::unique_ptr<db::Db> db) : db_(std::move(db)) {}

  Result<Found> find(const OutgoingSms& sms, Search search) override {
    const std::string name = std::string(creator) + sms.key;
    return attempt([&] { return db_->read([&](db::Tx& tx) { return find(tx, name, search); }); });
  }

  Result<> hand_over(const OutgoingSms& sms) override {
    return attempt_write([&](db::Tx& tx) {
      tx.run(
          "INSERT INTO outbox (\"DestinationNumber\", \"TextDecoded\", \"CreatorID\", \"Coding\")"
          " VALUES (?1, ?2, ?3, 'Default_No_Compression')",
          sms.to.text(), sms.text, std::string(creator) + sms.key);
    });
  }

  Result<GatewayCounts> counts() override {
    return attempt([&] {
      return db_->read([](db::Tx& tx) {
        GatewayCounts counts;
        counts.waiting = tx.row("SELECT count(*) FROM outbox")->integer(0);
        counts.failed =
            tx.row(
                  "SELECT count(*) FROM sentitems WHERE \"CreatorID\" LIKE 'kentongan-%'"
                  " AND \"Status\" IN ('SendingError', 'DeliveryFailed', 'Error')")
                ->integer(0);
        return counts;
      });
    });
  }

  Result<std::vector<ReceivedPart>> received() override {
    return attempt([&] { return db_->read([](db::Tx& tx) { return received(tx); }); });
  }

  Result<> forget(const std::vector<std::string>& names) override {
    return attempt_write([&](db::Tx& tx) {
      for (const std::string& name : names) {
        tx.run("UPDATE inbox SET \"Processed\" = true WHERE \"ID\" = ?1",
               parse_integer(name).value());
      }
    });
  }

  // A row stays where it is, read or not: how long is the operator's choice.
  Result<> put_aside(const std::vector<std::string>& names) override { return forget(names); }

 private:
  template <typename Work>
  auto attempt(Work&& work) -> Result<std::invoke_result_t<Work>> {
    try {
      return work();
    } catch (const db::DbFailure& failure) {
      return Error(Refusal::unavailable, "sms.unreachable", failure.what());
    } catch (const db::ConstraintFailure& failure) {
      return Error(Refusal::unavailable, "sms.unreachable", failure.what());
    }
  }
  template <typename Work>
  Result<> attempt_write(Work&& work) {
    const auto written = attempt([&] {
      return db_->write([&](db::Tx& tx) -> Result<> {
        work(tx);
        return {};
      });
    });
    return written.ok() ? *written : Result<>(written.error());
  }

  static Found find(db::Tx& tx, const std::string& name, Search search) {
    // smsd writes into sentitems before it deletes from outbox: it is always in one of them.
    if (tx.row("SELECT 1 FROM outbox WHERE \"CreatorID\" = ?1", name)) return Found::waiting;
    if (search == Search::waiting_only) return Found::nowhere;
    const auto sent = tx.row("SELECT \"Status\" FROM sentitems WHERE \"CreatorID\" = ?1", name);
    if (!sent) return Found::nowhere;
    const std::string& status = sent->text(0);
    const bool failed = status == "SendingError" || status == "DeliveryFailed" || status == "Error";
    return failed ? Found::failed : Found::sent;
  }

  /// Times without a zone are in the server's own, as smsd wrote them.
  static std::vector<ReceivedPart> received(db::Tx& tx) {
    std::vector<ReceivedPart> parts;
    tx.each(
        "SELECT \"ID\", \"SenderNumber\", \"TextDecoded\", \"UDH\","
        " CAST(EXTRACT(EPOCH FROM CAST(\"ReceivingDateTime\" AS timestamptz)) AS bigint),"
        " CAST(EXTRACT(EPOCH FROM CAST(\"UpdatedInDB\" AS timestamptz)) AS bigint)"
        " FROM inbox WHERE \"Processed\" = false ORDER BY \"ID\" LIMIT 2000",
        [&](const db::Row& row) {
          ReceivedPart part{.name = std::to_string(row.integer(0)),
                            .sender = row.text(1),
                            .text = row.text(2),
                            .sent_at = Instant::from_micros(row.integer(4) * 1'000'000),
                            .stored_at = Instant::from_micros(row.integer(5) * 1'000'000),
                            .series = "",
                            .position = 1,
                            .parts_in_all = std::nullopt};
          if (const auto place = place_in_series(row.text(3))) {
            part.series = place->series;
            part.position = place->position;
            part.parts_in_all = place->parts_in_all;
          }
          parts.push_back(std::move(part));
        });
    return parts;
  }

  std::unique_ptr<db::Db> db_;
};

Result<> check_schema(db::Db& db) {
  return db.read([](db::Tx& tx) -> Result<> {
    if (tx.row("SELECT to_regclass('gammu')::text")->is_null(0)) {
      return Error(Refusal::conflict, "sms.schema_unknown", "no table gammu");
    }
    const auto row = tx.row("SELECT max(\"Version\") FROM gammu");
    const std::int64_t version = row->is_null(0) ? 0 : row->integer(0);
    if (version >= oldest_schema && version <= newest_schema) return {};
    return Error(Refusal::conflict, "sms.schema_unknown", std::to_string(version));
  });
}

}  // namespace

Result<std::unique_ptr<Gateway>> open_postgres(const std::string& url) {
  std::unique_ptr<db::Db> db = TRY(db::open_foreign(url));
  try {
    TRY(check_schema(*db));
  } catch (const db::DbFailure& failure) {
    return Error(Refusal::unavailable, "db.unreachable", failure.what());
  }
  return std::unique_ptr<Gateway>(std::make_unique<PostgresGateway>(std::move(db)));
}

}  // namespace kentongan::sms
