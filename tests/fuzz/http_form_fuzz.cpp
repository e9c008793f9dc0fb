// Forms and percent-encoding from any bytes. What is accepted must be clean text and survive another round.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "platform/http/http.h"

namespace {

bool is_clean(const std::string& text) { return kim::text::is_utf8(text) && !text.contains('\0'); }

void check_form(std::string_view input) {
  const auto form = kim::http::parse_form(input);
  if (!form) return;
  CHECK(form->pairs().size() <= 1000);
  for (const auto& [name, value] : form->pairs()) CHECK(is_clean(name) && is_clean(value));
  const auto again = kim::http::parse_form(kim::http::encode_form(form->pairs()));
  CHECK(again && again->pairs() == form->pairs());
}

void check_percent(std::string_view input) {
  const auto decoded = kim::http::percent_decode(input, false);
  if (!decoded) return;
  CHECK(is_clean(*decoded));
  CHECK(kim::http::percent_decode(kim::http::percent_encode(*decoded), false) == *decoded);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  check_form(input);
  check_percent(input);
  return 0;
}
