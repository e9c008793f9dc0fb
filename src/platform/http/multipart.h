// Forms with files (multipart/form-data, RFC 7578). What it is not: a judgement about the files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.h"

namespace kim::http {

struct Upload {
  std::string field;
  std::string name;        // as the browser calls the file: any UTF-8 without NUL, perhaps a path; empty = none chosen
  std::string_view bytes;  // lives as long as the request's body
};
struct Multipart {
  Form form;
  std::vector<Upload> files;
};

/// `body` split by the boundary of `content_type`. Errors: bad_request (no boundary, cut off, more than 200 parts, a head
/// of more than 4 KB, names or fields that are not UTF-8 or hold NUL).
[[nodiscard]] Result<Multipart> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace kim::http
