#include "people/internal/sign_in_marks.hpp"

namespace kentongan::people {

Mark SignInMarks::hold(db::Tx& tx, const std::string& bucket) {
  tx.run(
      "INSERT INTO sign_in_marks (bucket, failures, last_failed_at, trusted_at) VALUES (?1, 0, 0, "
      "0)"
      " ON CONFLICT (bucket) DO UPDATE SET failures = sign_in_marks.failures",
      db::Blob{bucket});
  const auto row =
      tx.row("SELECT failures, last_failed_at, trusted_at FROM sign_in_marks WHERE bucket = ?1",
             db::Blob{bucket});
  if (!row) return {};
  return {row->integer(0), row->instant(1), row->instant(2)};
}

void SignInMarks::save(db::Tx& tx, const std::string& bucket, const Mark& mark) {
  tx.run(
      "UPDATE sign_in_marks SET failures = ?2, last_failed_at = ?3, trusted_at = ?4 WHERE bucket = "
      "?1",
      db::Blob{bucket}, mark.failures, mark.last_failed_at, mark.trusted_at);
}

void SignInMarks::remove_old(db::Tx& tx, Instant failed_before, Instant trusted_before) {
  tx.run("DELETE FROM sign_in_marks WHERE last_failed_at < ?1 AND trusted_at < ?2", failed_before,
         trusted_before);
}

}  // namespace kentongan::people
