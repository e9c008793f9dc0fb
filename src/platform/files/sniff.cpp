#include "platform/files/sniff.h"

#include <magic.h>

#include <array>
#include <charconv>
#include <memory>
#include <mutex>

#include "base/check.h"

namespace kim::files {
namespace {

constexpr std::array types{
    Type{"application/pdf", " pdf ", false},
    Type{"image/jpeg", " jpg jpeg ", true},
    Type{"image/png", " png ", true},
    Type{"text/plain", " txt ", false},
    Type{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", " docx ", false},
    Type{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", " xlsx ", false},
    Type{"application/vnd.oasis.opendocument.text", " odt ", false},
    Type{"application/vnd.oasis.opendocument.spreadsheet", " ods ", false},
};

struct Closed {
  void operator()(magic_set* set) const { magic_close(set); }
};
using Magic = std::unique_ptr<magic_set, Closed>;

Magic loaded() {
  Magic magic(magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR));
  if (!magic || magic_load(magic.get(), nullptr) != 0) throw Fault("libmagic: cannot load its list of types");
  return magic;
}

bool number(std::string_view text, std::size_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

}  // namespace

const Type* find_type(std::string_view media_type) {
  for (const Type& type : types)
    if (type.media_type == media_type) return &type;
  return nullptr;
}

const Type* sniff(std::string_view bytes) {
  static std::mutex lock;
  const std::lock_guard hold(lock);
  static const Magic magic = loaded();
  const char* name = magic_buffer(magic.get(), bytes.data(), bytes.size());
  if (name == nullptr) return nullptr;  // content that libmagic cannot read is no allowed content
  return find_type(name);
}

bool name_fits(std::string_view name, const Type& type) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string ending = " ";
  for (const char c : name.substr(dot + 1)) ending += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return type.extensions.contains(ending + " ");
}

std::string base_name(std::string_view name) { return std::string(name.substr(name.find_last_of("/\\") + 1)); }

Wanted parse_range(std::string_view header, std::size_t size, Range& range) {
  constexpr std::string_view unit = "bytes=";
  const auto dash = header.find('-');
  if (!header.starts_with(unit) || header.contains(',') || dash == std::string_view::npos) return Wanted::whole;
  const std::string_view from = header.substr(unit.size(), dash - unit.size()), until = header.substr(dash + 1);
  std::size_t first = 0, last = 0;
  if (from.empty()) {  // the last n bytes
    if (!number(until, last)) return Wanted::whole;
    if (last == 0 || size == 0) return Wanted::impossible;
    range = {size - std::min(last, size), size - 1};
    return Wanted::part;
  }
  if (!number(from, first) || (!until.empty() && (!number(until, last) || last < first))) return Wanted::whole;
  if (first >= size) return Wanted::impossible;
  range = {first, until.empty() ? size - 1 : std::min(last, size - 1)};
  return Wanted::part;
}

}  // namespace kim::files
