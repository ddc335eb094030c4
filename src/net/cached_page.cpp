#include "net/cached_page.hpp"

#include "base/bug.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "net/internal/response_text.hpp"

#include <algorithm>

namespace kentongan::net {
namespace {

std::size_t index_of(Encoding encoding) { return static_cast<std::size_t>(encoding); }

/// A strong tag: each form is other bytes, so each has its own.
std::string make_etag(std::string_view body, Encoding encoding) {
  std::string tag = "\"" + base64_url(sha256(body)).substr(0, 22);
  if (encoding == Encoding::gzip) tag += "-g";
  if (encoding == Encoding::brotli) tag += "-b";
  return tag + "\"";
}

Headers without(const Headers& headers, std::initializer_list<std::string_view> names) {
  Headers kept;
  for (const Header& header : headers.all()) {
    const std::string name = lower_ascii(header.name);
    if (std::find(names.begin(), names.end(), name) == names.end())
      kept.add(header.name, header.value);
  }
  return kept;
}

}  // namespace

std::vector<Header> secure_headers() {
  return {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src "
       "'self'; font-src "
       "'self'; "
       "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
       "base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "strict-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
      {"Cache-Control", "no-store"},
  };
}

void CachedPage::add_form(Encoding encoding, const Headers& headers, std::string_view body) {
  Form& form = forms_[index_of(encoding)];
  form.etag = make_etag(body, encoding);

  Headers all = headers;
  all.set("ETag", form.etag);
  form.not_modified =
      field_lines(without(all, {"content-type", "content-language"}), secure_headers()) + "\r\n";

  if (encoding != Encoding::identity) all.set("Content-Encoding", std::string(name_of(encoding)));
  form.whole = field_lines(all, secure_headers());
  form.whole += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  form.head_size = form.whole.size();
  form.whole += body;
  form.whole.shrink_to_fit();
}

std::shared_ptr<const CachedPage> CachedPage::make(const Response& response, Effort effort) {
  KENTONGAN_BUG_IF(response.status != 200);
  KENTONGAN_BUG_IF(response.events != nullptr);
  KENTONGAN_BUG_IF(response.headers.find("Set-Cookie").has_value());
  const std::string& body = response.shared_body ? *response.shared_body : response.body;
  const bool thorough = effort == Effort::thorough;

  std::shared_ptr<CachedPage> page(new CachedPage());  // NOLINT: the constructor is private
  Headers headers = without(response.headers, {"etag"});
  const bool packed_already = headers.find("Content-Encoding").has_value();
  const bool packs = !packed_already && body.size() >= 256 &&
                     is_compressible(headers.find("Content-Type").value_or(""));
  std::string gzipped = packs ? gzip(body, thorough ? 9 : 6) : std::string();
  std::string brotlied = packs ? brotli(body, thorough ? 11 : 5) : std::string();
  page->offered_ = {.gzip = packs && gzipped.size() < body.size(),
                    .brotli = packs && brotlied.size() < body.size()};

  if (page->offered_.gzip || page->offered_.brotli) {
    const auto vary = headers.find("Vary");
    headers.set("Vary", vary ? std::string(*vary) + ", Accept-Encoding" : "Accept-Encoding");
  }
  page->add_form(Encoding::identity, headers, body);
  if (page->offered_.gzip) page->add_form(Encoding::gzip, headers, gzipped);
  if (page->offered_.brotli) page->add_form(Encoding::brotli, headers, brotlied);
  return page;
}

const CachedPage::Form& CachedPage::choose(const RequestHead& head) const {
  if (!offered_.gzip && !offered_.brotli) return forms_[0];
  return forms_[index_of(choose_encoding(head.find("Accept-Encoding"), offered_))];
}

CachedPage::Answer CachedPage::answer(const RequestHead& head) const {
  const Form& form = choose(head);
  const auto known = head.find("If-None-Match");
  if (known && etag_matches(*known, form.etag)) return {304, form.not_modified};
  if (head.method == Method::head)
    return {200, std::string_view(form.whole).substr(0, form.head_size)};
  return {200, form.whole};
}

std::size_t CachedPage::bytes() const {
  std::size_t total = sizeof(CachedPage);
  for (const Form& form : forms_) {
    total += form.whole.capacity() + form.not_modified.capacity() + form.etag.capacity();
  }
  return total;
}

}  // namespace kentongan::net
