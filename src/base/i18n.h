// Texts in German (the source language, written in the code) and English (po/en/*.po).
//
// The language of the page being made is thread-local, set once per request by access/dispatch: the one deliberate
// exception from "no hidden state" (ADR 0006), since passing it through every component would hide the components.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace kim::i18n {

enum class Language : std::uint8_t { de, en };

/// Sets the current thread's language for the life of the object.
class Use {
 public:
  explicit Use(Language language);
  ~Use();
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

 private:
  Language before_;
};
[[nodiscard]] Language current();
[[nodiscard]] std::string_view tag();  // "de", "en"
/// Installs the translations of a language from the bytes of a .mo file (gettext). At start, before any thread runs.
void install(Language language, std::string_view mo_bytes);

}  // namespace kim::i18n

namespace kim {
/// The text in the current language. xgettext collects the German literal.
[[nodiscard]] std::string tr(std::string_view german);
/// Plural: trn("{} Fall", "{} Fälle", n) with {} replaced by the German-formatted number.
[[nodiscard]] std::string trn(std::string_view one, std::string_view many, long long count);
/// tr, then {} or {0}, {1} ... replaced in order by the given texts.
[[nodiscard]] std::string trf(std::string_view german, std::initializer_list<std::string_view> parts);
}  // namespace kim
