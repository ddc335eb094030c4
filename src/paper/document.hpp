// A sheet of paper as values: what it says, block by block. `Paper::sheet` makes it A4, as PDF.
//
//   paper::Document sheet{.title = say(language, "handover.title"), .office = settings.office_name,
//                         .made_at = now, .language = language};
//   sheet.blocks.push_back(paper::KeyValues{{{"Nomor", "12/2026"}, {"Tanggal", "22 November
//   2026"}}}); sheet.blocks.push_back(paper::Paragraph{.text = "..."}); const std::string pdf =
//   TRY(paper.sheet(sheet));
//
// Every text is plain UTF-8 of any length, as it came: nothing in it is markup, malformed bytes and
// characters that turn the direction of writing are taken out. A newline begins a new line.
#pragma once

#include "paper/stamp.hpp"

#include "base/instant.hpp"
#include "base/messages.hpp"

#include <string>
#include <variant>
#include <vector>

namespace kentongan::paper {

/// Stands with what follows it, and in the outline that a reader of PDF shows.
struct Heading {
  std::string text;
  int level = 1;  ///< 1 or 2
};

enum class Manner {
  plain,
  lead,   ///< larger: the first words of a sheet
  quiet,  ///< smaller and softer: a remark
  quote   ///< somebody else's words, set in and marked by a line at their side
};
struct Paragraph {
  std::string text;
  Manner manner = Manner::plain;
};

struct Bullets {
  std::vector<std::string> items;
};

struct KeyValue {
  std::string key;
  std::string value;
};
/// Facts, one a row: the key at the left, the value beside it.
struct KeyValues {
  std::vector<KeyValue> rows;
};

enum class Align { left, right };
struct Column {
  std::string heading;
  double weight = 1;  ///< its share of the width, against the others
  Align align = Align::left;
};
/// Breaks over pages between rows (within a row only when the row is longer than a page); the
/// headings are set again at the top of each page. Rows with fewer cells than columns are filled
/// up, further cells are left out.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

/// A verdict with what it is about: an entry of a list of fact checks.
struct Entry {
  Stamp stamp;
  std::string title;
  std::string text = {};
  std::string note = {};  ///< softer, below
  std::string link = {};  ///< http or https: shown, and can be clicked
};

/// Set apart by a frame: what nobody may overlook.
struct Notice {
  std::string title;
  std::string text = {};
};

/// A QR code with words beside it. Errors when drawn: invalid `paper.code_too_long` beyond 1,000
/// bytes.
struct Code {
  std::string content;  ///< what a phone reads: an address
  std::string title;
  std::string caption = {};
};

/// Places to sign, side by side, with room for a hand and a stamp.
struct Signatures {
  struct Place {
    std::string role;         ///< above the room: `Yang menyerahkan`
    std::string name = {};    ///< below it; empty: a dotted line
    std::string number = {};  ///< below the name: `NIP ...`
  };
  std::vector<Place> places;  ///< at most three
};

struct NewPage {};

using Block = std::variant<Heading, Paragraph, Bullets, KeyValues, Table, Entry, Notice, Code,
                           Signatures, NewPage>;

/// Every page carries the office at the top, and at the bottom `foot` and its number of how many.
struct Document {
  std::string title;
  std::string subtitle = {};  ///< below the title: a period, a number
  std::string office;         ///< who speaks
  std::string foot = {};      ///< at the foot of each page: an address, a reference
  std::string mark = {};      ///< at the head of each page, framed: `RAHASIA`
  Instant made_at = {};       ///< the date in the file; nothing else tells the time
  Language language = {};
  std::vector<Block> blocks = {};
};

/// What a sheet may hold; beyond it is refused, so that nobody's text costs minutes.
inline constexpr std::size_t longest_sheet = 400'000;  // bytes of text
inline constexpr int most_pages = 200;

}  // namespace kentongan::paper
