// Two vocabularies: MAFINDO's API v1 (an array of news objects whose values are strings) and
// schema.org ClaimReview as JSON-LD (one, an array, an @graph, a DataFeed or an ItemList).
#include "tabayun/factcheck_file.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace kentongan::tabayun {

namespace {

namespace json = boost::json;

/// A text, whatever it was written as: string, number, or the first of a list.
std::string text_of(const json::value* value) {
  if (value == nullptr) return {};
  if (const auto* text = value->if_string()) return std::string(text->data(), text->size());
  if (value->is_int64() || value->is_uint64() || value->is_double()) return json::serialize(*value);
  if (const auto* list = value->if_array(); list != nullptr && !list->empty())
    return text_of(&list->front());
  return {};
}

std::string text_at(const json::object& object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    std::string text = text_of(object.if_contains(name));
    if (!trim(text).empty()) return text;
  }
  return {};
}

const json::object* object_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return nullptr;
  if (const auto* list = value->if_array(); list != nullptr && !list->empty())
    value = &list->front();
  return value->if_object();
}

/// One blank between words, no blanks beside new lines.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\r';
    if (blank && (out.empty() || out.back() == ' ' || out.back() == '\n')) continue;
    if (c == '\n' && !out.empty() && out.back() == ' ') out.pop_back();
    out += blank ? ' ' : c;
  }
  return out;
}

/// Markup taken out: tags become spaces, paragraphs new lines, the usual entities their characters.
/// The result is plain text and is escaped again wherever it is shown.
std::string plain(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t end = html[at] == '<' ? html.find('>', at) : std::string_view::npos;
    const bool is_tag = end != std::string_view::npos && at + 1 < html.size() &&
                        (html[at + 1] == '/' || html[at + 1] == '!' ||
                         std::isalpha(static_cast<unsigned char>(html[at + 1])) != 0);
    if (!is_tag) {
      text += html[at++];
      continue;
    }
    const std::string tag = lower_ascii(html.substr(at, std::min<std::size_t>(end - at, 4)));
    text +=
        tag.starts_with("<br") || tag.starts_with("</p") || tag.starts_with("</li") ? '\n' : ' ';
    at = end + 1;
  }
  for (const auto& [entity, character] : {std::pair{"&nbsp;", " "},
                                          {"&lt;", "<"},
                                          {"&gt;", ">"},
                                          {"&quot;", "\""},
                                          {"&#039;", "'"},
                                          {"&#39;", "'"},
                                          {"&amp;", "&"}}) {
    if (text.find('&') != std::string::npos) text = replace_all(text, entity, character);
  }
  return squeezed(text);
}

// ---- MAFINDO
// -------------------------------------------------------------------------------------

struct Classification {
  std::string_view word;
  Type type;
  Verdict verdict;
};
/// Source: docs of MAFINDO's API v1, `classification`; the seven types of First Draft.
constexpr std::array<Classification, 9> classifications{{
    {"satire", Type::satire, Verdict::satire},
    {"parody", Type::satire, Verdict::satire},
    {"misleading content", Type::misleading_content, Verdict::misleading},
    {"imposter content", Type::imposter_content, Verdict::false_},
    {"impostor content", Type::imposter_content, Verdict::false_},
    {"fabricated content", Type::fabricated_content, Verdict::false_},
    {"false connection", Type::false_connection, Verdict::misleading},
    {"false context", Type::false_context, Verdict::false_context},
    {"manipulated content", Type::manipulated_content, Verdict::false_},
}};

/// `1` true, `2` fake; the classification says it finer.
void classify(const json::object& news, Finding& finding) {
  const std::string status = text_at(news, {"status"});
  const std::string word = lower_ascii(trim(text_at(news, {"classification"})));
  finding.verdict = status == "1"   ? Verdict::true_
                    : status == "2" ? Verdict::false_
                                    : Verdict::unproven;
  const auto found =
      std::find_if(classifications.begin(), classifications.end(),
                   [&word](const Classification& known) { return known.word == word; });
  if (found == classifications.end()) {
    if (const auto verdict = verdict_of_word(word); verdict && status != "1")
      finding.verdict = *verdict;
    return;
  }
  finding.type = found->type;
  if (status != "1") finding.verdict = found->verdict;
}

Result<FactcheckRecord> mafindo_record(const json::object& news) {
  FactcheckRecord record;
  record.external_id = text_at(news, {"id"});
  const TaggedTitle tagged = read_title(plain(text_at(news, {"title"})));
  Finding& finding = record.finding;
  classify(news, finding);
  finding.title = tagged.title;
  finding.kind = tagged.kind;
  if (finding.verdict == Verdict::unproven && tagged.verdict) finding.verdict = *tagged.verdict;
  finding.claim = plain(text_at(news, {"content"}));
  finding.explanation = plain(text_at(news, {"fact"}));
  finding.conclusion = plain(text_at(news, {"conclusion"}));
  finding.sources = plain(text_at(news, {"references"}));
  finding.url = trim(text_at(news, {"url", "permalink", "link"}));
  record.author = "MAFINDO";
  record.checked_on = trim(text_at(news, {"tanggal", "date"}));
  if (record.checked_on.starts_with("0000")) record.checked_on.clear();
  return record;
}

// ---- ClaimReview
// ---------------------------------------------------------------------------------

bool is_claim_review(const json::object& object) {
  const json::value* type = object.if_contains("@type");
  if (type == nullptr) return false;
  const auto names = [](const json::value& value) {
    const auto* text = value.if_string();
    return text != nullptr && (*text == "ClaimReview" || text->ends_with("schema.org/ClaimReview"));
  };
  if (const auto* list = type->if_array()) return std::any_of(list->begin(), list->end(), names);
  return names(*type);
}

std::optional<double> number_at(const json::object& object, std::string_view name) {
  const auto number = parse_decimal(trim(text_at(object, {name})));
  if (!number.ok()) return std::nullopt;
  return *number;
}

/// The words of a rating say more than its number; the number is read between worst and best.
Verdict verdict_of_rating(const json::object& rating) {
  if (const auto verdict = verdict_of_word(plain(text_at(rating, {"alternateName", "name"}))))
    return *verdict;
  const auto value = number_at(rating, "ratingValue");
  const double worst = number_at(rating, "worstRating").value_or(1);
  const double best = number_at(rating, "bestRating").value_or(5);
  if (!value || !std::isfinite(*value) || best <= worst || *value < worst || *value > best)
    return Verdict::unproven;
  const double share = (*value - worst) / (best - worst);
  if (share > 0.875) return Verdict::true_;
  if (share > 0.375) return Verdict::partly_true;
  if (share > 0.125) return Verdict::misleading;
  return Verdict::false_;
}

Result<FactcheckRecord> claim_review_record(const json::object& review) {
  FactcheckRecord record;
  Finding& finding = record.finding;
  finding.claim = plain(text_at(review, {"claimReviewed"}));
  if (trim(finding.claim).empty()) return Error(Refusal::invalid, "tabayun.import.no_claim");
  const json::object* rating = object_at(review, "reviewRating");
  if (rating == nullptr) return Error(Refusal::invalid, "tabayun.import.no_rating");
  finding.verdict = verdict_of_rating(*rating);
  finding.title = read_title(plain(text_at(review, {"headline", "name"}))).title;
  finding.explanation = plain(text_at(review, {"reviewBody", "description", "abstract"}));
  finding.conclusion = plain(text_at(*rating, {"ratingExplanation"}));
  finding.url = trim(text_at(review, {"url", "@id"}));
  if (const json::object* author = object_at(review, "author"))
    record.author = text_at(*author, {"name", "url"});
  record.checked_on = trim(text_at(review, {"datePublished", "dateCreated"}));
  if (const json::object* item = object_at(review, "itemReviewed")) {
    finding.sources = text_at(*item, {"url"});
    if (const json::object* appearance = object_at(*item, "appearance");
        appearance && finding.sources.empty()) {
      finding.sources = text_at(*appearance, {"url", "@id"});
    }
  }
  // One page may review several claims: the address alone does not tell them apart.
  record.external_id = finding.url.empty() ? text_at(review, {"@id", "identifier"}) : finding.url;
  record.external_id = shorten_utf8(record.external_id, 80) + "#" +
                       hex(sha256(finding.url + "\n" + finding.claim)).substr(0, 16);
  if (finding.url.find("://") == std::string::npos) finding.url.clear();
  return record;
}

/// The objects of a document: itself, its list, its `data`, its `@graph`; in a feed the `item` of
/// each element. Source: schema.org 30.0, DataFeed, DataFeedItem, ItemList, ListItem.
void collect(const json::value& value, std::vector<const json::object*>& found, int depth = 0) {
  if (depth > 6) return;
  if (const auto* list = value.if_array()) {
    for (const json::value& one : *list) collect(one, found, depth + 1);
    return;
  }
  const auto* object = value.if_object();
  if (object == nullptr) {
    found.push_back(nullptr);  // counted, and refused with its number
    return;
  }
  for (const std::string_view name :
       {"@graph", "data", "items", "dataFeedElement", "itemListElement"}) {
    if (const json::value* inside = object->if_contains(name);
        inside != nullptr && inside->is_array()) {
      return collect(*inside, found, depth + 1);
    }
  }
  if (const json::value* item = object->if_contains("item");
      item != nullptr && (item->is_object() || item->is_array())) {
    return collect(*item, found, depth + 1);
  }
  found.push_back(object);
}

}  // namespace

Result<FactcheckFile> read_factcheck_json(std::string_view text) {
  json::error_code problem;
  const json::value document = json::parse(json::string_view(text.data(), text.size()), problem);
  if (problem) return Error(Refusal::invalid, "tabayun.import.malformed_json");
  std::vector<const json::object*> objects;
  collect(document, objects);
  FactcheckFile file{.source = "mafindo", .records = {}, .refused = {}};
  std::int64_t number = 0;
  for (const json::object* object : objects) {
    ++number;
    const bool is_review = object != nullptr && is_claim_review(*object);
    // Pages mix reviews with other things; only what is marked is meant.
    if (object != nullptr && !is_review && object->contains("@type")) continue;
    ++file.seen;
    const auto read = [&]() -> Result<FactcheckRecord> {
      if (object == nullptr) return Error(Refusal::invalid, "tabayun.import.not_an_object");
      FactcheckRecord record =
          TRY(is_review ? claim_review_record(*object) : mafindo_record(*object));
      record.line = number;
      return check_record(std::move(record));
    };
    auto record = read();
    if (record.ok()) {
      file.records.push_back(std::move(*record));
    } else {
      file.refused.push_back({number, record.error().message()});
    }
    if (is_review) file.source = "claimreview";
  }
  if (file.seen == 0) return Error(Refusal::invalid, "tabayun.import.nothing");
  return file;
}

}  // namespace kentongan::tabayun
