#include "domain/access/upload_scan.h"

#include "base/i18n.h"
#include "platform/files/clamd.h"

namespace kim::access {
namespace {

std::unexpected<Error> refused(const std::string& message) {
  return std::unexpected(Error{ErrorCode::invalid, message, {{"file", message}}, {}});
}

}  // namespace

Result<void> scan_upload(const Context& ctx, std::string_view bytes) {
  if (ctx.services.clamd_socket.empty()) return {};
  switch (files::scan(ctx.services.clamd_socket, bytes)) {
    case files::Scan::clean: return {};
    case files::Scan::found:
      return refused(
          tr("Der Virenscanner hat in dieser Datei etwas Schädliches gefunden. Sie wurde nicht gespeichert."));
    case files::Scan::unreachable:
      return refused(tr(
          "Der Virenscanner ist gerade nicht erreichbar. Ohne ihn nimmt KIM keine Dateien an. Versuchen Sie es später "
          "noch einmal; Ihre Datei wurde nicht gespeichert."));
  }
  return {};
}

}  // namespace kim::access
