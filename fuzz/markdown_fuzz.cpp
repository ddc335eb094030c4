// Whatever bytes come, Markdown comes out as the allow-list permits.
#include "allow_list.hpp"

#include "html/markdown.hpp"

#include <cstdint>

using namespace kentongan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  fuzz::check_markup(html::render_markdown(text).markup());
  (void)html::plain_text(text);
  (void)html::summary_of(text, 200);
  return 0;
}
