// Looks texts up in a gettext .mo catalogue. Both languages count one and many the same way (n != 1), so the plural
// expression of the catalogue is not read.
#include "base/i18n.h"

#include <array>
#include <functional>
#include <optional>
#include <unordered_map>

#include "base/check.h"
#include "base/text.h"

namespace kim {
namespace i18n {
namespace {

using Catalog = std::unordered_map<std::string, std::string, text::Hash, std::equal_to<>>;

/// Written once by install before any thread runs, then only read.
Catalog& catalog(Language language) {
  static std::array<Catalog, 2> catalogs;
  return catalogs.at(static_cast<std::size_t>(language));
}

thread_local Language current_language = Language::de;

std::uint32_t word_at(std::string_view bytes, std::size_t at) {
  if (at + 4 > bytes.size()) throw Fault("translation catalogue is cut off");
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// The text whose length and offset stand at `at`. Plural forms stay inside, divided by NUL.
std::string_view text_at(std::string_view bytes, std::size_t at) {
  const std::size_t size = word_at(bytes, at), offset = word_at(bytes, at + 4);
  if (offset > bytes.size() || size > bytes.size() - offset) throw Fault("translation catalogue is cut off");
  return bytes.substr(offset, size);
}

Catalog read_mo(std::string_view bytes) {
  if (word_at(bytes, 0) != 0x950412de) throw Fault("not a little-endian gettext .mo file");
  const std::size_t count = word_at(bytes, 8), originals = word_at(bytes, 12), translations = word_at(bytes, 16);
  Catalog result;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view original = text_at(bytes, originals + 8 * i);
    if (!original.empty()) result.emplace(original, text_at(bytes, translations + 8 * i));  // empty = file header
  }
  return result;
}

const std::string* find(std::string_view german) {
  const Catalog& texts = catalog(current_language);
  const auto found = texts.find(german);
  return found == texts.end() || found->second.empty() ? nullptr : &found->second;
}

}  // namespace

Use::Use(Language language) : before_(current_language) { current_language = language; }
Use::~Use() { current_language = before_; }

Language current() { return current_language; }
std::string_view tag() { return current_language == Language::de ? "de" : "en"; }
void install(Language language, std::string_view mo_bytes) { catalog(language) = read_mo(mo_bytes); }

}  // namespace i18n

namespace {

/// Index written in "{2}", or `next` for "{}"; nullopt if this is no placeholder.
std::optional<std::size_t> placeholder(std::string_view inside, std::size_t next) {
  if (inside.empty()) return next;
  if (inside.size() != 1 || inside[0] < '0' || inside[0] > '9') return std::nullopt;
  return static_cast<std::size_t>(inside[0] - '0');
}

/// Parts are put in as they are: braces inside a part mean nothing.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> parts) {
  std::string result;
  std::size_t next = 0;
  while (true) {
    const std::size_t open = pattern.find('{'), close = pattern.find('}', open);
    result += pattern.substr(0, open);
    if (open == std::string_view::npos) return result;
    const auto index =
        close == std::string_view::npos ? std::nullopt : placeholder(pattern.substr(open + 1, close - open - 1), next);
    if (index && *index < parts.size()) {
      result += parts.begin()[*index];
      ++next;
      pattern.remove_prefix(close + 1);
    } else {
      result += '{';
      pattern.remove_prefix(open + 1);
    }
  }
}

}  // namespace

std::string tr(std::string_view german) {
  const std::string* found = i18n::find(german);
  return found ? *found : std::string(german);
}

std::string trn(std::string_view one, std::string_view many, long long count) {
  std::string key(one);
  key += '\0';
  key += many;
  std::string_view chosen = count == 1 ? one : many;
  if (const std::string* found = i18n::find(key)) {
    const std::size_t end = found->find('\0');
    if (count == 1)
      chosen = std::string_view(*found).substr(0, end);
    else if (end != std::string::npos)
      chosen = std::string_view(*found).substr(end + 1);
  }
  return fill(chosen, {text::german_number(count)});
}

std::string trf(std::string_view german, std::initializer_list<std::string_view> parts) {
  return fill(tr(german), parts);
}

}  // namespace kim
