// Who asks: the address and scheme behind a trusted reverse proxy. Internal to platform/http.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.h"

namespace kim::http {

/// Sets `client` and `secure` of the request. `peer` is the address of the connection. X-Forwarded-For is read from
/// the right, past trusted proxies, to the first address that is none; what stands left of it can be invented.
void identify_client(Request& request, std::string_view peer, bool tls, const std::vector<std::string>& trusted);

}  // namespace kim::http
