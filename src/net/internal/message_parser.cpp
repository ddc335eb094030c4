#include "net/internal/message_parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <limits>
#include <utility>

namespace kentongan::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using BeastText = boost::beast::string_view;

std::string_view text_of(BeastText text) { return {text.data(), text.size()}; }

/// Beast calls these as it reads; they only take notes.
class NoteTaker final : public http::basic_parser<true> {
 public:
  NoteTaker(std::vector<FieldView>& fields, HeadParts& parts, std::size_t most_fields)
      : fields_(fields), parts_(parts), most_fields_(most_fields) {
    header_limit(std::numeric_limits<std::uint32_t>::max());  // HeadScanner's caller limits it
    body_limit(boost::none);                                  // read_body's caller limits it
  }

  void decode_into(std::string* body, std::size_t limit) {
    body_ = body;
    limit_ = limit;
  }
  /// Whether a chunk-size line was read since this was last asked.
  [[nodiscard]] bool took_chunk_line() { return std::exchange(at_chunk_line_, false); }

 private:
  void on_request_impl(http::verb, BeastText method, BeastText target, int version,
                       error_code&) override {
    parts_.method = text_of(method);
    parts_.target = text_of(target);
    parts_.minor_version = version == 11 ? 1 : 0;
  }
  void on_response_impl(int, BeastText, int, error_code& code) override {
    code = http::error::bad_method;
  }
  void on_field_impl(http::field, BeastText name, BeastText value, error_code& code) override {
    if (head_done_) {
      code = http::error::bad_field;  // a trailer
      return;
    }
    if (fields_.size() == most_fields_) {
      code = http::error::header_limit;
      return;
    }
    fields_.push_back({text_of(name), text_of(value)});
  }
  void on_header_impl(error_code&) override { head_done_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(BeastText bytes, error_code& code) override { return take(bytes, code); }
  void on_chunk_header_impl(std::uint64_t size, BeastText extensions, error_code& code) override {
    at_chunk_line_ = true;
    if (!extensions.empty()) code = http::error::bad_chunk_extension;
    if (size > limit_ || body_->size() > limit_ - size) code = http::error::body_limit;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, BeastText bytes, error_code& code) override {
    return take(bytes, code);
  }
  void on_finish_impl(error_code&) override {}

  std::size_t take(BeastText bytes, error_code& code) {
    if (bytes.size() > limit_ || body_->size() > limit_ - bytes.size()) {
      code = http::error::body_limit;
      return 0;
    }
    body_->append(bytes.data(), bytes.size());
    return bytes.size();
  }

  std::vector<FieldView>& fields_;
  HeadParts& parts_;
  std::size_t most_fields_;
  bool head_done_ = false;
  bool at_chunk_line_ = false;
  std::string* body_ = nullptr;
  std::size_t limit_ = 0;
};

/// A chunk-size line longer than this is no number but mischief.
constexpr std::size_t longest_chunk_line = 64;

}  // namespace

class MessageParser::Parser {
 public:
  std::optional<HeadRefusal> read_head(std::string_view bytes, std::size_t most_fields) {
    fields_.clear();
    parts_ = HeadParts();
    beast_.emplace(fields_, parts_, most_fields);
    error_code code;
    const std::size_t consumed = beast_->put(boost::asio::buffer(bytes.data(), bytes.size()), code);
    if (code == http::error::header_limit) return HeadRefusal{431, "too many fields"};
    if (code) {
      // What Beast says about these two, the guard says better.
      if (code == http::error::bad_transfer_encoding) return HeadRefusal{400, "transfer-encoding"};
      if (code == http::error::bad_content_length) return HeadRefusal{400, "content-length"};
      return HeadRefusal{400, "field"};
    }
    if (consumed != bytes.size() || !beast_->is_header_done()) return HeadRefusal{400, "head"};
    parts_.fields = fields_;
    return judge_head(parts_, head, framing);
  }

  Step read_body(std::string_view bytes, std::size_t limit, std::string& body) {
    beast_->decode_into(&body, limit);
    Step step;
    while (!beast_->is_done()) {
      const std::string_view rest = bytes.substr(step.consumed);
      if (rest.empty()) return step;
      error_code code;
      const std::size_t used = beast_->put(boost::asio::buffer(rest.data(), rest.size()), code);
      step.consumed += used;
      if (code == http::error::need_more) {
        if (used == 0 && rest.size() > longest_chunk_line) step.state = State::malformed;
        return step;
      }
      if (beast_->took_chunk_line() && used > longest_chunk_line) code = http::error::bad_chunk;
      if (code) {
        step.state = code == http::error::body_limit ? State::too_large : State::malformed;
        return step;
      }
    }
    step.state = State::done;
    return step;
  }

  RequestHead head;
  Framing framing;

 private:
  std::vector<FieldView> fields_;
  HeadParts parts_;
  std::optional<NoteTaker> beast_;
};

MessageParser::MessageParser() : parser_(std::make_unique<Parser>()) {}
MessageParser::~MessageParser() = default;

std::optional<HeadRefusal> MessageParser::read_head(std::string_view bytes, std::size_t most_fields) {
  return parser_->read_head(bytes, most_fields);
}
const RequestHead& MessageParser::head() const { return parser_->head; }
const Framing& MessageParser::framing() const { return parser_->framing; }
MessageParser::Step MessageParser::read_body(std::string_view bytes, std::size_t limit,
                                             std::string& body) {
  return parser_->read_body(bytes, limit, body);
}

}  // namespace kentongan::net
