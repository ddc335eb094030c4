#include "net/internal/head_parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <limits>
#include <vector>

namespace kentongan::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using BeastText = boost::beast::string_view;

std::string_view text_of(BeastText text) { return {text.data(), text.size()}; }

/// Beast calls these as it reads; they only take notes. Bodies are BodyReader's.
class NoteTaker final : public http::basic_parser<true> {
 public:
  NoteTaker(std::vector<FieldView>& fields, HeadParts& parts, std::size_t most_fields)
      : fields_(fields), parts_(parts), most_fields_(most_fields) {
    header_limit(std::numeric_limits<std::uint32_t>::max());  // the caller limits it
    body_limit(boost::none);
  }

 private:
  void on_request_impl(http::verb, BeastText method, BeastText target, int version,
                       error_code&) override {
    parts_.method = text_of(method);
    parts_.target = text_of(target);
    parts_.minor_version = version == 11 ? 1 : 0;
  }
  void on_field_impl(http::field, BeastText name, BeastText value, error_code& code) override {
    if (fields_.size() == most_fields_) {
      code = http::error::header_limit;
      return;
    }
    fields_.push_back({text_of(name), text_of(value)});
  }
  void on_response_impl(int, BeastText, int, error_code& code) override { refuse(code); }
  void on_header_impl(error_code&) override {}
  void on_finish_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code& code) override {
    refuse(code);
  }
  std::size_t on_body_impl(BeastText, error_code& code) override { return refuse(code); }
  void on_chunk_header_impl(std::uint64_t, BeastText, error_code& code) override { refuse(code); }
  std::size_t on_chunk_body_impl(std::uint64_t, BeastText, error_code& code) override {
    return refuse(code);
  }
  static std::size_t refuse(error_code& code) {
    code = http::error::unexpected_body;
    return 0;
  }

  std::vector<FieldView>& fields_;
  HeadParts& parts_;
  std::size_t most_fields_;
};

}  // namespace

class HeadParser::Parser {
 public:
  std::optional<HeadRefusal> read(std::string_view bytes, std::size_t most_fields) {
    fields_.clear();
    parts_ = HeadParts();
    beast_.emplace(fields_, parts_, most_fields);
    error_code code;
    const std::size_t consumed = beast_->put(boost::asio::buffer(bytes.data(), bytes.size()), code);
    if (code == http::error::header_limit) return HeadRefusal{431, "too many fields"};
    // What Beast says about these two, the guard says better.
    if (code == http::error::bad_transfer_encoding) return HeadRefusal{400, "transfer-encoding"};
    if (code == http::error::bad_content_length) return HeadRefusal{400, "content-length"};
    if (code) return HeadRefusal{400, "field"};
    if (consumed != bytes.size() || !beast_->is_header_done()) return HeadRefusal{400, "head"};
    parts_.fields = fields_;
    return judge_head(parts_, head, framing);
  }

  RequestHead head;
  Framing framing;

 private:
  std::vector<FieldView> fields_;
  HeadParts parts_;
  std::optional<NoteTaker> beast_;
};

HeadParser::HeadParser() : parser_(std::make_unique<Parser>()) {}
HeadParser::~HeadParser() = default;

std::optional<HeadRefusal> HeadParser::read(std::string_view bytes, std::size_t most_fields) {
  return parser_->read(bytes, most_fields);
}
const RequestHead& HeadParser::head() const { return parser_->head; }
const Framing& HeadParser::framing() const { return parser_->framing; }

}  // namespace kentongan::net
