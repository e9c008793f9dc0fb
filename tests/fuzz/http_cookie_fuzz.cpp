// Cookie and proxy headers from any bytes, on two lines each. A found cookie is a part of what was sent.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "platform/http/proxy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto half = input.find('\n');
  const std::string first(input.substr(0, half));
  const std::string second(half == std::string_view::npos ? std::string_view() : input.substr(half + 1));
  kim::http::Request request;
  request.headers = {{"cookie", first}, {"cookie", second}, {"x-forwarded-for", first}, {"x-forwarded-proto", second}};
  const std::string_view value = request.cookie("sid");
  CHECK(value.empty() || first.contains(value) || second.contains(value));
  CHECK(!value.contains(';'));
  kim::http::identify_client(request, "10.0.0.1", false, {"10.0.0.1", "10.0.0.2"});
  CHECK(!request.client.empty() && request.client.size() < 64);
  return 0;
}
