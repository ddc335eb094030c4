#include "paper/internal/values_key.hpp"

#include "base/digest.hpp"

namespace kentongan::paper {
namespace {

/// Takes every value of a document in turn: `text` and `number`. Each kind of block begins with a
/// number of its own, each list with its length, so that two documents never look the same.
template <typename Taker>
class Walk {
 public:
  explicit Walk(Taker& taker) : taker_(taker) {}

  void operator()(const Document& document) {
    text(document.title, document.subtitle, document.office, document.foot, document.mark);
    taker_.number(document.made_at.micros());
    taker_.number(document.language.index());
    for (const Block& block : document.blocks) {
      taker_.number(static_cast<std::int64_t>(block.index()));
      std::visit(*this, block);
    }
  }
  void operator()(const Heading& heading) {
    text(heading.text);
    taker_.number(heading.level);
  }
  void operator()(const Paragraph& paragraph) {
    text(paragraph.text);
    taker_.number(static_cast<std::int64_t>(paragraph.manner));
  }
  void operator()(const Bullets& bullets) {
    size(bullets.items);
    for (const std::string& item : bullets.items) text(item);
  }
  void operator()(const KeyValues& facts) {
    size(facts.rows);
    for (const KeyValue& row : facts.rows) text(row.key, row.value);
  }
  void operator()(const Table& table) {
    size(table.columns);
    for (const Column& column : table.columns) {
      text(column.heading);
      taker_.number(static_cast<std::int64_t>(column.weight * 1000));
      taker_.number(static_cast<std::int64_t>(column.align));
    }
    size(table.rows);
    for (const auto& row : table.rows) {
      size(row);
      for (const std::string& cell : row) text(cell);
    }
  }
  void operator()(const Entry& entry) {
    stamp(entry.stamp);
    text(entry.title, entry.text, entry.note, entry.link);
  }
  void operator()(const Notice& notice) { text(notice.title, notice.text); }
  void operator()(const Code& code) { text(code.content, code.title, code.caption); }
  void operator()(const Signatures& signatures) {
    size(signatures.places);
    for (const Signatures::Place& place : signatures.places)
      text(place.role, place.name, place.number);
  }
  void operator()(const NewPage&) {}
  void operator()(const Card& card) {
    stamp(card.stamp);
    text(card.heading, card.claim, card.answer, card.source, card.office, card.address,
         card.short_address);
    taker_.number(card.language.index());
  }

 private:
  template <typename... Texts>
  void text(const Texts&... texts) {
    (taker_.text(texts), ...);
  }
  template <typename List>
  void size(const List& list) {
    taker_.number(static_cast<std::int64_t>(list.size()));
  }
  void stamp(const Stamp& stamp) {
    text(stamp.word);
    taker_.number(static_cast<std::int64_t>(stamp.shape));
  }

  Taker& taker_;
};

struct Written {
  std::string bytes;
  void text(const std::string& text) {
    number(static_cast<std::int64_t>(text.size()));
    bytes += text;
  }
  void number(std::int64_t number) {
    bytes += std::to_string(number);
    bytes += ' ';
  }
};

struct Counted {
  std::size_t bytes = 0;
  void text(const std::string& text) { bytes += text.size() + 1; }
  void number(std::int64_t) {}
};

template <typename Values>
std::string digest_of(const Values& values) {
  Written written;
  Walk<Written> walk(written);
  walk(values);
  return sha256(written.bytes);
}

}  // namespace

std::string key_of(const Card& card) { return "card" + digest_of(card); }
std::string key_of(const Document& document) { return "sheet" + digest_of(document); }

std::size_t text_bytes(const Document& document) {
  Counted counted;
  Walk<Counted> walk(counted);
  walk(document);
  return counted.bytes;
}

}  // namespace kentongan::paper
