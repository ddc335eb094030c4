// The index as it changes: one large part, and a small one of what came since.
#pragma once

#include "base/guarded.hpp"
#include "search/segment.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace kentongan::search {

/// A thing by its kind and id.
struct Named {
  Kind kind = Kind::item;
  std::int64_t id = 0;
};

/// Thread: everything from anywhere; readers never wait for a writer's work, writers queue.
class Index {
 public:
  /// Puts a built segment in place of everything.
  void adopt(std::shared_ptr<const Segment> segment);
  /// Takes `gone` out, then puts `documents` in (in place of what they were before). Cost: linear
  /// in the small part, some milliseconds; now and then in the whole, 0.2 s for 100,000 documents.
  /// Errors: throws `Bug` before `adopt`; documents come once each.
  void change(const std::vector<Document>& documents, const std::vector<Named>& gone);

  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;  ///< null before `adopt`

 private:
  std::mutex one_writer_;
  Guarded<std::shared_ptr<const Snapshot>> now_;
};

}  // namespace kentongan::search
