// What happened, as a message that channels can shape. Pure.
#pragma once

#include "channels/message.hpp"
#include "newsroom/item.hpp"
#include "outbox/delivery.hpp"
#include "places/area_code.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kentongan::outbox {

/// As whom we write, and where our pages are.
struct Voice {
  std::string base_url;   ///< `https://kabar.majalengkakab.go.id`, without a slash at the end
  std::string office;     ///< byline when no group speaks: `Diskominfo Kabupaten Majalengka`
  std::string list_name;  ///< `Kabar Majalengka`
  std::string list_slug = "kabar";
};

/// The pages that messages link to; `site` serves them.
[[nodiscard]] std::string item_path(std::string_view slug);           ///< `/kabar/…`
[[nodiscard]] std::string confirmation_path(std::string_view token);  ///< `/langganan/konfirmasi/…`
[[nodiscard]] std::string unsubscription_path(std::string_view token);  ///< `/langganan/berhenti/…`

/// A claim that was checked, as the room that did it tells it.
struct VerdictNews {
  enum class State { published, withdrawn, not_clarifiable };
  State state = State::published;
  std::string title;                    ///< the claim in a line
  std::string verdict;                  ///< in people's words: `SALAH`; empty unless published
  std::string verdict_before = {};      ///< of an update that changed it
  std::string explanation;              ///< Markdown
  std::string short_text = {};          ///< what it comes to, at most 160 characters
  std::string reason = {};              ///< why withdrawn, or why it cannot be clarified
  std::string missing = {};             ///< what an asker could send to help, or empty
  std::string path;                     ///< of its page
  std::string short_path = {};          ///< leads to the same page
  std::vector<places::AreaCode> areas;  ///< none: everywhere
  std::vector<std::string> topics;
  Instant when;
};

struct ItemNews {
  const newsroom::Item& item;
  std::string byline;
};

[[nodiscard]] channels::Message compose_item(const ItemNews& news, DeliveryKind kind,
                                             const Voice& voice, Language language);
[[nodiscard]] channels::Message compose_verdict(const VerdictNews& news, const Voice& voice,
                                                Language language);
[[nodiscard]] channels::Message compose_confirmation(std::string_view token, const Voice& voice,
                                                     Language language, Instant now);

/// Messages already composed for a batch, by entry and language; nothing: there is nothing to send.
using Composed = std::map<std::pair<std::int64_t, int>, std::shared_ptr<const channels::Message>>;

}  // namespace kentongan::outbox
