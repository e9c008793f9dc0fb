// Request targets from any bytes. An accepted path is absolute and clean, and a pattern cuts it into its segments.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "platform/http/target.h"

namespace {

void check_path(const std::string& path) {
  CHECK(path.starts_with('/'));
  CHECK(kim::text::is_utf8(path));
  CHECK(!path.contains("//") && !path.contains("/../") && !path.contains("/./") && !path.contains('\\'));
  CHECK(!path.ends_with("/..") && !path.ends_with("/."));
  CHECK(std::ranges::none_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
}

void check_pattern(const std::string& path) {
  static const kim::http::Pattern pattern("/faelle/{case}/ziele/{goal}");
  const auto values = pattern.match(path);
  if (values) CHECK("/faelle/" + values->at(0) + "/ziele/" + values->at(1) == path);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto target = kim::http::parse_target(input);
  if (target) check_path(target->path);
  if (target) check_pattern(target->path);
  return 0;
}
