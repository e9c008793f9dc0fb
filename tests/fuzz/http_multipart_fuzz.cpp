// Forms with files from any bytes: whatever is accepted lies inside the body and is clean text where it must be.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "platform/http/multipart.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto line = input.find('\n');
  const std::string_view type = input.substr(0, line);
  const std::string_view body = line == std::string_view::npos ? std::string_view() : input.substr(line + 1);
  for (const std::string_view content_type : {type, std::string_view("multipart/form-data; boundary=b")}) {
    const auto read = kim::http::parse_multipart(content_type, body);
    if (!read) continue;
    CHECK(read->form.pairs().size() + read->files.size() <= 200);
    for (const auto& [name, value] : read->form.pairs())
      CHECK(kim::text::is_utf8(name) && kim::text::is_utf8(value) && !value.contains('\0'));
    for (const auto& file : read->files) {
      CHECK(kim::text::is_utf8(file.name) && !file.name.contains('\0'));
      CHECK(file.bytes.empty() ||
            (file.bytes.data() >= body.data() && file.bytes.data() + file.bytes.size() <= body.data() + body.size()));
    }
  }
  return 0;
}
