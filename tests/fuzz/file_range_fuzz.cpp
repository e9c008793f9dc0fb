// Range headers from any bytes: a part always lies inside the file.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "platform/files/sniff.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string header = "bytes=" + std::string(input);
  for (const std::size_t length : {std::size_t(0), std::size_t(1), std::size_t(100), std::size_t(1) << 40U})
    for (const std::string_view text : {input, std::string_view(header)}) {
      kim::files::Range range{0, 0};
      if (kim::files::parse_range(text, length, range) == kim::files::Wanted::part)
        CHECK(range.first <= range.last && range.last < length);
    }
  return 0;
}
