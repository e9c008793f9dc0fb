// Who asks. What it is not: a list of networks; each proxy is named by its address.
#include "platform/http/proxy.h"

#include <arpa/inet.h>
#include <algorithm>
#include <array>

#include "base/text.h"

namespace kim::http {
namespace {

/// All values of a header that may come as a list and on several lines, in order.
std::vector<std::string> list_of(const Request& request, std::string_view name) {
  std::vector<std::string> list;
  for (const auto& [key, value] : request.headers) {
    if (key != name) continue;
    for (const std::string& part : text::split(value, ',')) list.emplace_back(text::trim(part));
  }
  return list;
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::ranges::find(list, text) != list.end();
}

bool is_address(const std::string& text) {
  if (text.find_first_not_of("0123456789abcdefABCDEF.:") != std::string::npos) return false;  // a NUL would cut it
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

}  // namespace

void identify_client(Request& request, std::string_view peer, bool tls, const std::vector<std::string>& trusted) {
  request.client = peer;
  request.secure = tls;
  if (trusted.empty() || !contains(trusted, request.client)) return;
  const std::vector<std::string> protocols = list_of(request, "x-forwarded-proto");
  request.secure = tls || (!protocols.empty() && protocols.back() == "https");
  std::vector<std::string> hops = list_of(request, "x-forwarded-for");
  for (; !hops.empty() && is_address(hops.back()); hops.pop_back()) {
    request.client = hops.back();
    if (!contains(trusted, hops.back())) return;
  }
}

}  // namespace kim::http
