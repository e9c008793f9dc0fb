// Files embedded at build time: style sheets, fonts, script, icons, code lists, migrations, catalogs, texts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/codes.h"

namespace kim::assets {

struct File {
  std::string_view path;  // "web/kim.css", "data/codes/topic.tsv", "db/migrations/0001_audit.sql", "po/en.mo" ...
  std::string_view bytes;
  std::string_view gzip;  // empty if not compressed
  std::string_view brotli;
};

/// All embedded files, sorted by path.
[[nodiscard]] std::span<const File> files();
[[nodiscard]] const File* find(std::string_view path);
/// Bytes of a file that must exist (Bug otherwise).
[[nodiscard]] std::string_view bytes(std::string_view path);

/// Installs embedded code lists (base/codes.h) and translations (base/i18n.h). Once, at start.
void install_texts();
/// The embedded code lists as the files have them, without what users changed.
[[nodiscard]] std::vector<CodeList> embedded_code_lists();

}  // namespace kim::assets
