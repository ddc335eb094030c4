#include "base/digest.hpp"
#include "base/text.hpp"
#include "tabayun/archive.hpp"
#include "tabayun/factcheck_file.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <span>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::size_t largest_file = 512U * 1024U * 1024U;
constexpr std::size_t most_reported = 1'000;
constexpr std::size_t chunk_of_partial_import = 1'000;
constexpr std::size_t records_between_progress = 200;
constexpr std::size_t most_touched = 10'000;
/// So many are told one by one, and the archive takes them in where it stands; more, and it is read
/// anew.
constexpr std::size_t few_records = 100;

Result<std::string> read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary | std::ios::ate);
  if (!file) return Error(Refusal::not_found, "tabayun.import.no_file");
  const std::streamoff size = file.tellg();
  if (size < 0) return Error(Refusal::not_found, "tabayun.import.no_file");
  if (static_cast<std::size_t>(size) > largest_file)
    return Error(Refusal::invalid, "tabayun.import.too_large");
  std::string bytes(static_cast<std::size_t>(size), '\0');
  file.seekg(0);
  file.read(bytes.data(), size);
  if (!file) return Error(Refusal::not_found, "tabayun.import.no_file");
  return bytes;
}

/// A record with what the database wants beside it, computed before the transaction.
struct Ready {
  FactcheckRecord record;
  claims::Extra extra;
};

std::string digest_of(const FactcheckRecord& record) {
  const Finding& finding = record.finding;
  std::string all;
  for (const std::string_view piece :
       {std::string_view(record.author), std::string_view(record.checked_on),
        name_of(finding.verdict), finding.kind ? name_of(*finding.kind) : "",
        finding.type ? name_of(*finding.type) : "", finding.topic ? name_of(*finding.topic) : "",
        std::string_view(finding.title), std::string_view(finding.claim),
        std::string_view(finding.explanation), std::string_view(finding.conclusion),
        std::string_view(finding.sources), std::string_view(finding.url)}) {
    all += piece;
    all += '\0';
  }
  return hex(sha256(all)).substr(0, 32);
}

std::vector<Ready> make_ready(std::vector<FactcheckRecord> records) {
  std::vector<Ready> ready;
  ready.reserve(records.size());
  for (FactcheckRecord& record : records) {
    claims::Extra extra{
        .folded = folded_text(record.finding), .open_key = {}, .digest = digest_of(record)};
    ready.push_back({std::move(record), std::move(extra)});
  }
  return ready;
}

using Known = std::map<std::string, claims::Imported, std::less<>>;

Known known_of(db::Tx& tx, const std::string& source) {
  constexpr std::int64_t at_once = 5'000;
  Known known;
  std::string after;
  for (;;) {
    auto page = claims::list_imported(tx, source, after, at_once);
    if (page.empty()) return known;
    after = page.back().external_id;
    for (claims::Imported& one : page) known.emplace(one.external_id, std::move(one));
  }
}

struct Counts {
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::vector<Id<Claim>> touched = {};
};

/// One import as it runs: the records of a source, saved in a caller's transaction.
class Saving {
 public:
  Saving(const people::Surroundings& outside, std::string source,
         std::function<void(std::size_t)> progress)
      : outside_(outside), source_(std::move(source)), progress_(std::move(progress)) {}

  Result<Counts> save(db::Tx& tx, std::span<const Ready> records) const {
    const Known known = known_of(tx, source_);
    Counts counts;
    std::size_t done = 0;
    for (const Ready& ready : records) {
      save_one(tx, known, ready, counts);
      if (++done % records_between_progress == 0) progress_(done);
    }
    note(tx, counts);
    return counts;
  }

 private:
  void note(db::Tx& tx, const Counts& counts) const {
    const Instant now = outside_.clock.now();
    if (counts.touched.size() <= few_records) {
      for (const Id<Claim> claim : counts.touched)
        outside_.ledger.append(tx, {"factcheck_imported", "00", claim.raw()}, now);
      return;
    }
    outside_.ledger.append(tx,
                           {"factchecks_imported", "00", 0, 0,
                            "{\"added\":" + std::to_string(counts.added) +
                                ",\"changed\":" + std::to_string(counts.changed) + "}"},
                           now);
  }

  void save_one(db::Tx& tx, const Known& known, const Ready& ready, Counts& counts) const {
    const auto before = known.find(ready.record.external_id);
    if (before == known.end()) {
      const Claim claim = claim_of(ready.record, outside_.ids.next<Claim>());
      KENTONGAN_BUG_IF(!claims::insert(tx, claim, ready.extra));
      counts.touched.push_back(claim.id);
      ++counts.added;
      return;
    }
    // What people here have corrected since is not undone by the archive it came from.
    if (before->second.digest == ready.extra.digest || before->second.changed_here) {
      ++counts.unchanged;
      return;
    }
    claims::save_imported(tx, claim_of(ready.record, before->second.id), ready.extra);
    counts.touched.push_back(before->second.id);
    ++counts.changed;
  }

  [[nodiscard]] Claim claim_of(const FactcheckRecord& record, Id<Claim> id) const {
    Claim claim;
    claim.id = id;
    claim.state = ClaimState::published;
    claim.finding = record.finding;
    claim.source = source_;
    claim.external_id = record.external_id;
    claim.author = record.author;
    claim.checked_on = record.checked_on;
    claim.created_at = outside_.clock.now();
    claim.changed_at = claim.created_at;
    claim.published_at = claim.created_at;
    return claim;
  }

  const people::Surroundings& outside_;
  std::string source_;
  std::function<void(std::size_t)> progress_;
};

void report_refused(std::vector<RefusedRecord> refused, FactcheckReport& report) {
  report.refused_count = static_cast<std::int64_t>(refused.size());
  if (refused.size() > most_reported) refused.resize(most_reported);
  report.refused = std::move(refused);
}

void count_in(const Counts& counts, FactcheckReport& report) {
  report.added += counts.added;
  report.changed += counts.changed;
  report.unchanged += counts.unchanged;
  for (const Id<Claim> claim : counts.touched) {
    if (report.touched.size() < most_touched) report.touched.push_back(claim);
  }
}

}  // namespace

Result<> Tabayun::import_factchecks(const ImportFactchecks& command, FactcheckReport& report) {
  report = {};
  const std::string bytes = TRY(read_file(command.file));
  return take_factchecks({.bytes = bytes,
                          .source = command.source,
                          .on_refusal = command.on_refusal,
                          .progress = command.progress},
                         report);
}

Result<> Tabayun::take_factchecks(const TakeFactchecks& command, FactcheckReport& report) {
  report = {};
  if (command.bytes.size() > largest_file)
    return Error(Refusal::invalid, "tabayun.import.too_large");
  FactcheckFile file = TRY(read_factchecks(command.bytes));
  report.records = file.seen;
  report_refused(std::move(file.refused), report);
  if (report.refused_count > 0 && command.on_refusal == OnRefusal::keep_nothing) {
    return Error(Refusal::invalid, "tabayun.import.refused");
  }
  const std::vector<Ready> ready = make_ready(std::move(file.records));
  const std::size_t chunk =
      command.on_refusal == OnRefusal::keep_nothing ? ready.size() : chunk_of_partial_import;
  const std::string source = command.source.empty() ? file.source : command.source;
  for (std::size_t begin = 0; begin < ready.size(); begin += chunk) {
    const auto progress = [&](std::size_t done) {
      if (command.progress) {
        command.progress(static_cast<std::int64_t>(begin + done),
                         static_cast<std::int64_t>(ready.size()));
      }
    };
    const Saving saving(outside_, source, progress);
    const auto records = std::span(ready).subspan(begin, std::min(chunk, ready.size() - begin));
    count_in(TRY(outside_.db.write([&](db::Tx& tx) { return saving.save(tx, records); })), report);
    progress(records.size());
  }
  take_in(report);
  return {};
}

/// What was imported is found by every `ask` that starts afterwards.
void Tabayun::take_in(const FactcheckReport& report) {
  const std::int64_t count = report.added + report.changed;
  if (count == 0) return;
  if (count > static_cast<std::int64_t>(few_records)) {
    load();
  } else {
    for (const Id<Claim> claim : report.touched) {
      const auto known = outside_.db.read([claim](db::Tx& tx) { return known_claim(tx, claim); });
      if (known) archive_->publish(*known);
    }
  }
  outside_.db.announce();
}

namespace {

struct ReadyWording {
  WordingRecord record;
  PreparedQuestion prepared;
};

/// The claims that imported ids mean, whatever source they came from.
std::vector<RefusedRecord> unknown_ids(const std::vector<ReadyWording>& wordings,
                                       const Known& known) {
  std::vector<RefusedRecord> unknown;
  for (const ReadyWording& wording : wordings) {
    if (!known.contains(wording.record.external_id)) {
      unknown.push_back({wording.record.line, "tabayun.import.unknown_factcheck"});
    }
  }
  return unknown;
}

}  // namespace

Result<> Tabayun::import_messages(const ImportFactchecks& command, FactcheckReport& report) {
  report = {};
  const std::string bytes = TRY(read_file(command.file));
  WordingFile file = TRY(read_wordings(bytes));
  report.records = file.seen;
  std::vector<ReadyWording> ready;
  for (WordingRecord& record : file.records) {
    auto prepared = prepare_question(record.text);
    if (prepared.ok()) {
      ready.push_back({std::move(record), std::move(*prepared)});
    } else {
      file.refused.push_back({record.line, prepared.error().message()});
    }
  }
  const std::string source = command.source.empty() ? "arsip" : command.source;
  const Known known = outside_.db.read([&source](db::Tx& tx) { return known_of(tx, source); });
  for (RefusedRecord& refused : unknown_ids(ready, known))
    file.refused.push_back(std::move(refused));
  report_refused(std::move(file.refused), report);
  if (report.refused_count > 0 && command.on_refusal == OnRefusal::keep_nothing) {
    return Error(Refusal::invalid, "tabayun.import.refused");
  }
  const Counts counts = TRY(outside_.db.write([&](db::Tx& tx) -> Result<Counts> {
    Counts now_counted;
    const Instant now = outside_.clock.now();
    for (const ReadyWording& wording : ready) {
      const auto claim = known.find(wording.record.external_id);
      if (claim == known.end()) continue;
      const bool is_new = messages::add(tx, outside_.ids.next_raw(),
                                        {claim->second.id, wording.prepared.key,
                                         wording.prepared.text, Id<people::Account>(), now});
      (is_new ? now_counted.added : now_counted.unchanged) += 1;
    }
    if (now_counted.added > 0) {
      outside_.ledger.append(tx,
                             {"factchecks_imported", "00", 0, 0,
                              "{\"messages\":" + std::to_string(now_counted.added) + "}"},
                             now);
    }
    return now_counted;
  }));
  count_in(counts, report);
  if (counts.added > 0) {
    load();
    outside_.db.announce();
  }
  return {};
}

}  // namespace kentongan::tabayun
