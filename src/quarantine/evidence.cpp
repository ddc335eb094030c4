#include "quarantine/evidence.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <set>

namespace kentongan::quarantine {

namespace {

/// A string as RFC 8785, section 3.2.2.2, writes it.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

template <typename Thing, typename Write>
std::string list_of(const std::vector<Thing>& things, const Write& write) {
  std::string out = "[";
  for (const Thing& thing : things) {
    if (out.size() > 1) out += ',';
    out += write(thing);
  }
  return out + "]";
}

std::string strings(const std::vector<std::string>& texts) {
  return list_of(texts, [](const std::string& text) { return quoted(text); });
}

std::string text_of(const boost::json::value& value) {
  const boost::json::string& text = value.as_string();
  return {text.data(), text.size()};
}

std::vector<std::string> read_strings(const boost::json::value& list) {
  std::vector<std::string> texts;
  for (const auto& text : list.as_array()) texts.push_back(text_of(text));
  return texts;
}

std::string read_string(const boost::json::object& object, const char* name) {
  return text_of(object.at(name));
}

}  // namespace

Evidence evidence_of(const tabayun::WithheldClaim& taken, const std::vector<std::string>& targets) {
  Evidence evidence;
  const tabayun::Claim& claim = taken.claim;
  evidence.claim_id = claim.id.text();
  evidence.askers = claim.askers;
  evidence.first_seen = rfc3339(claim.created_at);
  evidence.title = claim.finding.title;
  evidence.text = claim.finding.claim;
  evidence.targets = targets;
  std::set<std::string> seen{evidence.text};
  for (const std::string& message : taken.messages) {
    if (seen.insert(message).second) evidence.wordings.push_back(message);
  }
  for (const tabayun::Question& question : taken.questions) {
    evidence.questions.push_back({question.area.text(), rfc3339(question.asked_at), question.text});
  }
  for (const tabayun::SafePicture& picture : taken.pictures)
    evidence.pictures.push_back({picture.mime, picture.width, picture.height, picture.bytes});
  for (const tabayun::Proposal& proposal : taken.proposals) {
    const tabayun::Finding& finding = proposal.finding;
    evidence.drafts.push_back(finding.title + "\n" + finding.claim + "\n" + finding.conclusion +
                              "\n" + finding.explanation + "\n" + finding.sources);
  }
  return evidence;
}

std::string canonical_json(const Evidence& evidence) {
  const auto question = [](const EvidenceQuestion& one) {
    return "{\"area\":" + quoted(one.area) + ",\"asked_at\":" + quoted(one.asked_at) +
           ",\"text\":" + quoted(one.text) + "}";
  };
  const auto picture = [](const EvidencePicture& one) {
    return "{\"bytes\":" + quoted(base64(one.bytes)) + ",\"height\":" + std::to_string(one.height) +
           ",\"mime\":" + quoted(one.mime) + ",\"width\":" + std::to_string(one.width) + "}";
  };
  return "{\"askers\":" + std::to_string(evidence.askers) +
         ",\"case\":" + quoted(evidence.case_id) + ",\"claim\":" + quoted(evidence.claim_id) +
         ",\"drafts\":" + strings(evidence.drafts) +
         ",\"first_seen\":" + quoted(evidence.first_seen) +
         ",\"format\":\"kentongan-evidence-1\",\"pictures\":" +
         list_of(evidence.pictures, picture) +
         ",\"questions\":" + list_of(evidence.questions, question) +
         ",\"sealed_at\":" + quoted(evidence.sealed_at) +
         ",\"targets\":" + strings(evidence.targets) + ",\"text\":" + quoted(evidence.text) +
         ",\"title\":" + quoted(evidence.title) + ",\"wordings\":" + strings(evidence.wordings) +
         "}";
}

Result<Evidence> parse_evidence(std::string_view json) {
  const auto malformed = [] { return Error(Refusal::invalid, "quarantine.evidence.malformed"); };
  boost::json::error_code problem;
  const boost::json::value parsed =
      boost::json::parse(boost::json::string_view(json.data(), json.size()), problem);
  if (problem || !parsed.is_object()) return malformed();
  const boost::json::object& object = parsed.get_object();
  // Only what we locked ourselves is read: another shape is a bug and throws.
  Evidence evidence;
  evidence.askers = object.at("askers").as_int64();
  evidence.case_id = read_string(object, "case");
  evidence.claim_id = read_string(object, "claim");
  evidence.first_seen = read_string(object, "first_seen");
  evidence.sealed_at = read_string(object, "sealed_at");
  evidence.text = read_string(object, "text");
  evidence.title = read_string(object, "title");
  evidence.drafts = read_strings(object.at("drafts"));
  evidence.targets = read_strings(object.at("targets"));
  evidence.wordings = read_strings(object.at("wordings"));
  for (const auto& each : object.at("questions").as_array()) {
    const boost::json::object& one = each.as_object();
    evidence.questions.push_back(
        {read_string(one, "area"), read_string(one, "asked_at"), read_string(one, "text")});
  }
  for (const auto& each : object.at("pictures").as_array()) {
    const boost::json::object& one = each.as_object();
    const auto bytes = parse_base64(read_string(one, "bytes"));
    if (!bytes.ok()) return malformed();
    evidence.pictures.push_back({read_string(one, "mime"), one.at("width").as_int64(),
                                 one.at("height").as_int64(), *bytes});
  }
  return evidence;
}

}  // namespace kentongan::quarantine
