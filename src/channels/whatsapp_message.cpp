#include "channels/whatsapp_message.hpp"

#include "base/messages.hpp"
#include "base/text.hpp"
#include "channels/internal/links.hpp"
#include "channels/internal/wording.hpp"
#include "channels/internal/words.hpp"
#include "channels/telegram_message.hpp"
#include "html/json.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace kentongan::channels {
namespace {

// UTF-16 units
constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_note = 400;
constexpr std::size_t longest_source = 200;
// Source: Meta, Cloud API, "Interactive reply buttons", "Interactive lists", "Templates".
constexpr std::size_t most_buttons = 3;
constexpr std::size_t most_rows = 10;
constexpr std::size_t longest_button = 20;
constexpr std::size_t longest_row = 24;
constexpr std::size_t longest_row_description = 72;
constexpr std::size_t longest_place = 400;

/// Words between asterisks are bold, which one among them would end.
std::string bold(std::string_view words) {
  return words.empty() ? "" : "*" + replace_all(words, "*", "") + "*";
}

std::string url_of(const Addressed& addressed, const WhatsAppOccasion& occasion) {
  return absolute_url(occasion.base_url, addressed.message->url);
}

std::string words_of(const Addressed& addressed, const WhatsAppOccasion& occasion,
                     std::size_t limit) {
  const Wording wording = word_for_chat(addressed, occasion.zone);
  std::string body = wording.summary;
  if (!wording.text.empty()) body += (body.empty() ? "" : "\n\n") + wording.text;
  const std::string head = join_blocks({bold(cut_decently(wording.lead, longest_title)),
                                        bold(cut_decently(wording.title, longest_title)),
                                        cut_decently(wording.note, longest_note)});
  const std::string tail =
      join_blocks({cut_decently(wording.source, longest_source),
                   wording.link + ":\n" + url_of(addressed, occasion), wording.copy});
  const std::size_t used = utf16_units(head) + utf16_units(tail) + 4;
  return join_blocks({head, used < limit ? cut_decently(body, limit - used) : "", tail});
}

template <typename Content>
std::string call_body(const Addressed& addressed, const char* type, const Content& content) {
  html::JsonWriter json;
  json.object([&] {
    json.member("messaging_product", "whatsapp");
    json.member("recipient_type", "individual");
    json.member("to", text_of(addressed.to));
    json.member("type", type);
    content(json);
  });
  return std::move(json).take();
}

struct Row {
  std::string title;
  std::string description;  ///< the whole label, where the title is cut
  std::string data;
};

/// Titles within the limit, no two alike: Meta refuses those.
std::vector<Row> rows_of(const std::vector<Choice>& choices, std::size_t longest) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < std::min(choices.size(), most_rows); ++i) {
    const std::string label = one_line(choices[i].label);
    KENTONGAN_BUG_IF(label.empty() || !is_choice_data(choices[i].data));
    std::string title = cut_decently(label, longest);
    const bool is_taken =
        std::ranges::any_of(rows, [&](const Row& row) { return row.title == title; });
    if (is_taken) title = cut_decently(format("{}. {}", i + 1, label), longest);
    const bool is_cut = utf16_units(label) > longest;
    rows.push_back(
        {title, is_cut ? cut_decently(label, longest_row_description) : "", choices[i].data});
  }
  return rows;
}

void write_buttons(html::JsonWriter& json, const std::vector<Row>& rows) {
  json.array("buttons", [&] {
    for (const Row& row : rows) {
      json.object([&] {
        json.member("type", "reply");
        json.object("reply", [&] {
          json.member("id", row.data);
          json.member("title", row.title);
        });
      });
    }
  });
}

void write_list(html::JsonWriter& json, const std::vector<Row>& rows, Language language) {
  const std::string choose = say(language, "channels.choose");
  json.member("button", choose);
  json.array("sections", [&] {
    json.object([&] {
      json.member("title", choose);
      json.array("rows", [&] {
        for (const Row& row : rows) {
          json.object([&] {
            json.member("id", row.data);
            json.member("title", row.title);
            if (!row.description.empty()) json.member("description", row.description);
          });
        }
      });
    });
  });
}

}  // namespace

std::string compose_whatsapp(const Addressed& addressed, const WhatsAppOccasion& occasion) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != Way::whatsapp || !addressed.message);
  const std::vector<Choice>& choices = addressed.message->choices;
  if (choices.empty()) {
    return call_body(addressed, "text", [&](html::JsonWriter& json) {
      json.object("text", [&] {
        json.member("preview_url", false);
        json.member("body", words_of(addressed, occasion, longest_whatsapp_text));
      });
    });
  }
  const bool fits_buttons =
      choices.size() <= most_buttons && std::ranges::all_of(choices, [](const Choice& choice) {
        return utf16_units(one_line(choice.label)) <= longest_button;
      });
  const std::vector<Row> rows = rows_of(choices, fits_buttons ? longest_button : longest_row);
  return call_body(addressed, "interactive", [&](html::JsonWriter& json) {
    json.object("interactive", [&] {
      json.member("type", fits_buttons ? "button" : "list");
      json.object("body", [&] {
        json.member("text", words_of(addressed, occasion, longest_whatsapp_interactive));
      });
      json.object("action", [&] {
        if (fits_buttons) {
          write_buttons(json, rows);
        } else {
          write_list(json, rows, addressed.message->language);
        }
      });
    });
  });
}

std::string compose_whatsapp_template(const Addressed& addressed, const WhatsAppTemplate& form,
                                      const WhatsAppOccasion& occasion) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != Way::whatsapp || !addressed.message);
  const Message& message = *addressed.message;
  const Wording wording = word_for_chat(addressed, occasion.zone);
  // A place takes one line and is never empty.
  const std::string about =
      wording.lead.empty() ? wording.title : wording.lead + ": " + wording.title;
  std::string says = one_line(message.short_text);
  if (message.kind == MessageKind::withdrawal || says.empty()) says = one_line(wording.note);
  if (says.empty()) says = one_line(wording.summary.empty() ? wording.text : wording.summary);
  if (says.empty()) says = wording.title;
  says = cut_decently(says, longest_place);
  if (!wording.copy.empty()) says += " (" + one_line(wording.copy) + ")";
  const std::string url = message.short_url.empty()
                              ? url_of(addressed, occasion)
                              : absolute_url(occasion.base_url, message.short_url);
  return call_body(addressed, "template", [&](html::JsonWriter& json) {
    json.object("template", [&] {
      json.member("name", form.name);
      json.object("language", [&] {
        json.member("policy", "deterministic");
        json.member("code", form.language);
      });
      json.array("components", [&] {
        json.object([&] {
          json.member("type", "body");
          json.array("parameters", [&] {
            for (const std::string& place : {cut_decently(about, longest_title), says, url}) {
              json.object([&] {
                json.member("type", "text");
                json.member("text", place);
              });
            }
          });
        });
      });
    });
  });
}

}  // namespace kentongan::channels
