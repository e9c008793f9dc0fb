#include "platform/tables/tables.h"

#include "base/i18n.h"
#include "platform/tables/parts.h"

namespace kim::tables {

std::string sentence(Problem problem) {
  switch (problem) {
    case Problem::not_a_table:
      return tr("Das ist keine Tabelle, die KIM lesen kann. Speichern Sie die Liste als XLSX oder als CSV.");
    case Problem::old_or_locked:
      return tr(
          "Die Datei ist mit einem Kennwort geschützt oder im alten Format XLS. Speichern Sie sie ohne Kennwort als "
          "XLSX.");
    case Problem::broken:
      return tr(
          "Die Datei ist beschädigt. Öffnen Sie sie in Ihrem Programm und speichern Sie sie noch einmal als XLSX.");
    case Problem::too_large:
      return tr(
          "Die Tabelle ist zu groß. KIM liest höchstens 20.000 Zeilen und 120 Spalten; teilen Sie die Liste auf.");
    case Problem::empty: return tr("In der Datei steht keine Zeile mit Inhalt.");
  }
  return {};
}

std::expected<std::vector<Sheet>, Problem> read(std::string_view bytes, const Limits& limits) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("PK\x03\x04"sv)) return read_xlsx(bytes, limits);
  if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) return std::unexpected(Problem::old_or_locked);
  return read_csv(bytes, limits);
}

}  // namespace kim::tables
