#include "domain/privacy/registers.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/rights.h"

namespace kim::privacy {
namespace {

using Row = std::vector<std::string>;

std::string need_word(record::Need need) {
  switch (need) {
    case record::Need::must: return tr("nötig");
    case record::Need::should: return tr("erwünscht");
    case record::Need::may: return tr("freiwillig");
    case record::Need::kept: return tr("vom Programm");
  }
  return {};
}

std::string privacy_word(record::Privacy privacy) {
  switch (privacy) {
    case record::Privacy::open: return tr("kein Personenbezug");
    case record::Privacy::category: return tr("Merkmal, lesbar für Berichte");
    case record::Privacy::personal: return tr("personenbezogen, verschlüsselt");
    case record::Privacy::special: return tr("besonders geschützt (Art. 9 DSGVO), verschlüsselt");
  }
  return {};
}

std::string kind_word(const record::Field& field) {
  using enum record::Kind;
  switch (field.kind) {
    case text:
    case long_text: return trf("Text, höchstens {} Zeichen", {std::to_string(field.limit)});
    case email: return tr("E-Mail-Adresse");
    case phone: return tr("Telefonnummer");
    case language: return tr("Sprache");
    case code: return trf("Auswahl: {}", {code_list(field.list).title()});
    case codes: return trf("Mehrfachauswahl: {}", {code_list(field.list).title()});
    case number: return tr("Zahl");
    case flag: return tr("ja oder nein");
    case yes_no: return tr("ja, nein oder unbekannt");
    case day: return tr("Datum");
    case partial_date: return tr("Datum, auch unvollständig");
    case moment: return tr("Zeitpunkt");
    case reference: return tr("Verweis");
  }
  return {};
}

Register::Part record_part(const Slice& slice, const record::Record& record) {
  Register::Part part;
  part.title = tr(record.label) + " (" + std::string(record.name) + ")";
  part.lead = tr(slice.purpose);
  part.columns = {tr("Feld"), tr("Zweck"), tr("Schutz"), tr("Angabe"), tr("Art")};
  for (const record::Field& field : record.fields)
    part.rows.push_back(
        {tr(field.label), tr(field.purpose), privacy_word(field.privacy), need_word(field.need), kind_word(field)});
  return part;
}

std::string guard_word(const Guard& guard) {
  if (guard.kind() == Guard::Kind::open) return trf("ohne Anmeldung: {}", {tr(guard.reason())});
  return tr(access::info(guard.right()).label);
}

std::string roles_with(access::Right right) {
  std::string text;
  for (const access::RoleInfo& role : access::roles()) {
    if (!access::has(role.role, right)) continue;
    if (!text.empty()) text += ", ";
    text += tr(role.label);
  }
  return text;
}

Row route_row(const Route& route) {
  const bool open = route.guard.kind() == Guard::Kind::open;
  return {std::string(http::to_string(route.method)), route.pattern.text(), std::string(route.summary),
          guard_word(route.guard), open ? tr("alle") : roles_with(route.guard.right())};
}

std::string day_text(const std::optional<Day>& day) { return day ? german(*day) : std::string(); }

Register::Part code_part(const CodeList& list) {
  Register::Part part;
  part.title = list.title() + " (" + list.name() + ")";
  part.lead = list.source();
  part.columns = {tr("Code"), tr("Bezeichnung"), tr("Englisch"), tr("Gruppe"), tr("Gültig bis")};
  for (const Code& code : list.codes())
    part.rows.push_back({code.code, code.label_de, code.label_en, code.group, day_text(code.valid_until)});
  return part;
}

std::string cell(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string line(const Row& row) {
  std::string text = "|";
  for (const std::string& one : row) text += " " + cell(one) + " |";
  return text + "\n";
}

}  // namespace

Register rights_register() {
  Register reg{"rechte",
               tr("Rollen- und Berechtigungskonzept"),
               tr("Diese Tabelle steht im Programm und wird bei jeder Anfrage angewandt. Welchen Fall oder welche "
                  "Person ein Recht erreicht, "
                  "entscheiden zusätzlich Team, Zuständigkeit, Vertretung und der Stand der Einwilligung."),
               {}};
  Register::Part role_part{tr("Rollen"), {}, {tr("Rolle"), tr("Aufgabe")}, {}};
  for (const access::RoleInfo& role : access::roles()) role_part.rows.push_back({tr(role.label), tr(role.purpose)});
  Register::Part right_part{tr("Rechte"), {}, {tr("Recht")}, {}};
  for (const access::RoleInfo& role : access::roles()) right_part.columns.push_back(tr(role.label));
  for (const access::RightInfo& right : access::rights()) {
    Row row{tr(right.label)};
    for (const access::RoleInfo& role : access::roles())
      row.push_back(access::has(role.role, right.right) ? tr("ja") : "");
    right_part.rows.push_back(std::move(row));
  }
  reg.parts = {std::move(role_part), std::move(right_part)};
  return reg;
}

Register fields_register(const std::vector<Slice>& slices) {
  Register reg{"verarbeitung",
               tr("Verzeichnis der verarbeiteten Angaben"),
               tr("Jede Angabe, die KIM speichern kann, mit Zweck und Schutz. Verschlüsselt wird mit einem eigenen "
                  "Schlüssel je Person (AES-256-GCM); "
                  "wird er vernichtet, sind die Angaben auch in alten Sicherungen unlesbar."),
               {}};
  for (const Slice& slice : slices)
    for (const record::Record* record : slice.records) reg.parts.push_back(record_part(slice, *record));
  return reg;
}

Register routes_register(const std::vector<Route>& routes) {
  Register reg{"adressen",
               tr("Adressen und Rechte"),
               tr("Jede Adresse des Programms, das Recht, das sie verlangt, und die Rollen, die es haben."),
               {}};
  Register::Part part{{}, {}, {tr("Methode"), tr("Adresse"), tr("Zweck"), tr("Recht"), tr("Rollen")}, {}};
  for (const Route& route : routes) part.rows.push_back(route_row(route));
  std::sort(part.rows.begin(), part.rows.end(),
            [](const Row& a, const Row& b) { return std::tie(a[1], a[0]) < std::tie(b[1], b[0]); });
  reg.parts.push_back(std::move(part));
  return reg;
}

Register codes_register() {
  Register reg{"codelisten", tr("Codelisten"), tr("Werte werden beendet, nie gelöscht."), {}};
  for (const CodeList* list : all_code_lists()) reg.parts.push_back(code_part(*list));
  return reg;
}

Register slices_register(const std::vector<Slice>& slices) {
  Register reg{"bereiche", tr("Bereiche des Programms"), {}, {}};
  Register::Part part{{}, {}, {tr("Bereich"), tr("Rang"), tr("Zweck")}, {}};
  for (const Slice& slice : slices)
    part.rows.push_back({std::string(slice.name), std::to_string(slice.rank), tr(slice.purpose)});
  reg.parts.push_back(std::move(part));
  return reg;
}

std::string markdown(const Register& reg) {
  std::string text = "# " + reg.title + "\n\n";
  if (!reg.lead.empty()) text += reg.lead + "\n\n";
  for (const Register::Part& part : reg.parts) {
    if (!part.title.empty()) text += "## " + part.title + "\n\n";
    if (!part.lead.empty()) text += part.lead + "\n\n";
    text += line(part.columns) + line(Row(part.columns.size(), "---"));
    for (const Row& row : part.rows) text += line(row);
    text += "\n";
  }
  text.pop_back();
  return text;
}

}  // namespace kim::privacy
