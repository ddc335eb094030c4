// Parts of SMS put together. Pure.
#pragma once

#include "sms/gateway.hpp"

#include <string>
#include <vector>

namespace kentongan::sms {

struct Assembled {
  std::string external_id;  ///< the same for the same parts
  std::string sender;
  std::string text;  ///< ` […] ` where a part is missing
  Instant sent_at;
  std::vector<std::string> names;
  bool complete = true;
};

struct AssembleRules {
  Instant now;
  Span patience;  ///< a message with a gap waits so long for it after its last part came
  Span settling;  ///< any waits so long, for smsd may still be writing
};

/// The messages that are ready, in the order their first part came. A part that came twice (the
/// network repeats itself) is said once; another text in the same place is another message.
[[nodiscard]] std::vector<Assembled> assemble(std::vector<ReceivedPart> parts,
                                              const AssembleRules& rules);

}  // namespace kentongan::sms
