#include "domain/documents/document.h"

#include <fmt/format.h>

#include "base/i18n.h"
#include "base/text.h"
#include "platform/http/http.h"

namespace kim::documents {
namespace {

constexpr std::size_t name_max = 200;
constexpr std::int64_t kilo = 1024, mega = kilo * 1024;

std::unexpected<Error> bad_file(std::string message) {
  return std::unexpected(Error{ErrorCode::invalid, message, {{"file", message}}, {}});
}

}  // namespace

Result<Accepted> accept_file(const Incoming& file, std::size_t bytes_max) {
  std::string name = files::base_name(file.name);
  if (name.empty()) return bad_file(tr("Wählen Sie eine Datei aus."));
  if (text::has_forbidden_characters(name) || name.contains('\n'))
    return bad_file(tr("Der Dateiname enthält unsichtbare Zeichen. Benennen Sie die Datei um."));
  if (text::length(name) > name_max) return bad_file(tr("Der Dateiname ist zu lang. Benennen Sie die Datei um."));
  if (file.bytes.empty()) return bad_file(tr("Die Datei ist leer."));
  if (file.bytes.size() > bytes_max)
    return bad_file(
        trf("Die Datei ist zu groß. Erlaubt sind höchstens {}.", {size_words(static_cast<std::int64_t>(bytes_max))}));
  const files::Type* type = files::sniff(file.bytes);
  if (type == nullptr)
    return bad_file(
        tr("Dateien dieser Art nimmt KIM nicht an. Möglich sind PDF, JPEG, PNG, TXT, DOCX, XLSX, ODT und ODS."));
  if (!files::name_fits(name, *type))
    return bad_file(
        tr("Die Endung des Namens passt nicht zum Inhalt der Datei. Vielleicht ist sie beschädigt oder umbenannt."));
  return Accepted{text::clean(name), type};
}

std::string disposition(std::string_view kind, std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                      c == '-' || c == '_' || c == ' ';
    if (static_cast<unsigned char>(c) < 0x80 || (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U)
      plain += safe ? c : '_';
  }
  return std::string(kind) + "; filename=\"" + plain + "\"; filename*=UTF-8''" + http::percent_encode(name);
}

std::string size_words(std::int64_t bytes) {
  if (bytes < kilo) return std::to_string(bytes) + " Byte";
  if (bytes < mega) return std::to_string((bytes + kilo / 2) / kilo) + " KB";
  std::string number = fmt::format("{:.1f}", static_cast<double>(bytes) / static_cast<double>(mega));
  if (number.ends_with(".0")) number.resize(number.size() - 2);
  for (char& c : number)
    if (c == '.') c = ',';
  return number + " MB";
}

}  // namespace kim::documents
