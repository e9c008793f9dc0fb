// Pages for data protection: the audit trail with its check, and the registers. No content of cases.
#include "domain/privacy/privacy_pages.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/access/dispatch.h"
#include "domain/access/page.h"
#include "domain/audit/audit.h"
#include "domain/cases/case_number.h"
#include "domain/cases/case_store.h"
#include "domain/privacy/registers.h"
#include "domain/privacy/trail_words.h"
#include "platform/html/tables.h"

namespace kim::privacy {
namespace {

using access::Right;
using namespace html;

constexpr int entries_per_page = 50;

// ---- audit trail ----

std::optional<Day> day_of(const http::Form& query, std::string_view name, Day today) {
  const auto day = parse_day(query.get(name), today);
  return day ? std::optional(*day) : std::nullopt;
}

/// The case whose number was typed; -1, which is found nowhere, if there is none; 0 if nothing was typed.
std::int64_t case_asked(Context& ctx, const http::Form& query) {
  const std::string_view typed = text::trim(query.get("fall"));
  if (typed.empty()) return 0;
  const int year = static_cast<int>(std::chrono::year_month_day(ctx.today()).year());
  for (const std::string& number : cases::possible_numbers(typed, year))
    if (const CaseId id = cases::store::with_number(ctx.db(), number)) return id.value();
  return -1;
}

audit::Filter filter_of(Context& ctx, const http::Form& query) {
  const Day today = ctx.today();
  audit::Filter filter;
  filter.act = query.get("vorgang");
  filter.actor = AccountId(query.integer("konto"));
  filter.case_id = case_asked(ctx, query);
  filter.from = day_of(query, "von", today);
  filter.until = day_of(query, "bis", today);
  filter.before_sequence = query.integer("vor");
  filter.limit = entries_per_page + 1;  // one more tells whether there is another page
  return filter;
}

ui::Filter filter_box(const std::vector<access::AccountRow>& accounts) {
  ui::Filter filter;
  ui::Filter::Field acts{"vorgang", tr("Vorgang"), {}};
  for (const std::string_view act :
       {"opened", "listed", "searched", "created", "changed", "removed", "disclosed", "withdrawn", "granted", "refused",
        "signed_in", "sign_in_failed", "signed_out", "printed", "exported", "configured"})
    acts.options.push_back({std::string(act), audit::label_of_code(act)});
  ui::Filter::Field people{"konto", tr("Konto"), {}};
  for (const auto& account : accounts)
    people.options.push_back({std::to_string(account.id.value()), account.value.name});
  filter.fields = {std::move(acts),
                   std::move(people),
                   {"von", tr("Von"), {}},
                   {"bis", tr("Bis"), {}},
                   {"fall", tr("Fallnummer"), {}}};
  return filter;
}

using Numbers = std::map<std::int64_t, std::string>;

Numbers numbers_of(Context& ctx, const std::vector<audit::Stored>& entries) {
  std::vector<CaseId> ids;
  for (const auto& entry : entries)
    if (entry.case_id != 0) ids.emplace_back(entry.case_id);
  return cases::store::numbers_of(ctx.db(), ids);
}

/// The case by its number, as a way to everything else about it; else the internal number of the person or inquiry.
Fragment whose(const audit::Stored& entry, const Numbers& numbers) {
  if (const auto number = numbers.find(entry.case_id); number != numbers.end())
    return span(cls("kim-cell-sub"), ui::text_link("/protokoll?fall=" + number->second, number->second));
  if (entry.subject_id == 0) return {};
  return span(cls("kim-cell-sub"), trf("Kennung {}", {std::to_string(entry.subject_id)}));
}

std::string context_of(const std::vector<Slice>& slices, const audit::Stored& entry) {
  const std::string note = note_words(entry.note);
  if (entry.purpose.empty() || note.empty()) return occasion_word(slices, entry.purpose) + note;
  return occasion_word(slices, entry.purpose) + ", " + note;
}

std::vector<Fragment> entry_row(Context& ctx, const audit::Stored& entry, const Numbers& numbers) {
  const std::vector<Slice>& slices = ctx.services.slices;
  return {all(ui::moment(entry.at), span(cls("kim-cell-sub"), trf("Nr. {}", {text::german_number(entry.sequence)}))),
          all(access::account_name(ctx, entry.actor)),
          all(audit::label_of_code(entry.act)),
          all(thing_word(slices, entry.what), whose(entry, numbers)),
          all(context_of(slices, entry)),
          all(entry.address)};
}

Fragment trail_table(Context& ctx, const std::vector<audit::Stored>& entries) {
  ui::Table table;
  table.label = tr("Protokoll, neueste Einträge zuerst");
  table.columns = {{.label = tr("Wann"), .nowrap = true},
                   {.label = tr("Wer")},
                   {.label = tr("Was")},
                   {.label = tr("Woran")},
                   {.label = tr("Anlass"), .wide_only = true},
                   {.label = tr("Von wo"), .wide_only = true}};
  const Numbers numbers = numbers_of(ctx, entries);
  for (const auto& entry : entries) table.rows.push_back(entry_row(ctx, entry, numbers));
  return ui::table(table);
}

/// Looking at the trail is itself an entry; else nobody would know who watches.
void note_look(Context& ctx, std::size_t rows) {
  const auto noted = ctx.transact([&](db::Tx& tx) -> Result<void> {
    const std::string words = "rows=" + std::to_string(rows);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = "audit_entry",
                   .purpose = "audit_page",
                   .note = words,
                   .address = ctx.address});
    return {};
  });
  CHECK(noted.has_value());
}

http::Response show_trail(Context& ctx, const Ask& ask) {
  const http::Form& query = ask.request.query;
  ctx.read_anew();
  auto entries = audit::find(ctx.db(), filter_of(ctx, query));
  const bool more = entries.size() > entries_per_page;
  if (more) entries.pop_back();
  const auto accounts = access::accounts(ctx);
  Page page;
  page.title = tr("Protokoll");
  page.nav = "/protokoll";
  page.sub =
      tr("Wer hat wann was geöffnet, geändert oder weitergegeben? Das Protokoll lässt sich nicht ändern, nur prüfen.");
  page.actions = ui::link_button("/protokoll/pruefung", tr("Unversehrtheit prüfen"), {.weight = ui::Weight::secondary});
  page.content = all(
      ui::filter_box(filter_box(accounts), query),
      entries.empty()
          ? ui::empty_state(tr("Keine Einträge"), tr("Zu diesen Angaben gibt es keine Einträge."),
                            ui::link_button("/protokoll", tr("Filter zurücksetzen"), {.weight = ui::Weight::secondary}))
          : trail_table(ctx, entries),
      when(more, [&] {
        return p(cls("kim-top-s"),
                 ui::text_link("/protokoll" + ui::query_with(query, "vor", std::to_string(entries.back().sequence)),
                               tr("Ältere Einträge")));
      }));
  note_look(ctx, entries.size());
  return show(ctx, std::move(page));
}

http::Response show_verification(Context& ctx, const Ask&) {
  const auto result = audit::verify(ctx.db());
  const bool intact = result.broken_at == 0;
  Page page;
  page.title = tr("Unversehrtheit des Protokolls");
  page.nav = "/protokoll";
  page.crumbs = {{tr("Protokoll"), "/protokoll"}, {tr("Prüfung"), ""}};
  const std::string count = text::german_number(result.entries);
  page.content = all(
      intact
          ? ui::alert(ui::Tone::success, trf("Alle {} Einträge sind unverändert.", {count}))
          : ui::alert(ui::Tone::danger,
                      trf("Ab Eintrag {} ist das Protokoll verändert worden.", {text::german_number(result.broken_at)}),
                      p(tr("Sichern Sie die Datenbank und informieren Sie die Leitung und die Aufsicht."))),
      div_(cls("kim-gap-top"),
           ui::facts({{tr("Letzter Prüfwert"), code_(result.head)},
                      {tr("Prüfung ohne dieses Programm"), code_("kim audit verify --data ORDNER")}})));
  return show(ctx, std::move(page));
}

// ---- registers ----

Fragment part_view(const Register::Part& part) {
  ui::Table table;
  table.label = part.title.empty() ? tr("Verzeichnis") : part.title;
  for (const std::string& column : part.columns) table.columns.push_back({.label = column});
  for (const auto& row : part.rows) {
    std::vector<Fragment> cells;
    for (const std::string& text : row)  // an address may be longer than its column
      cells.push_back(text.starts_with('/') ? span(cls("kim-break"), text) : all(text));
    table.rows.push_back(std::move(cells));
  }
  return all(when(!part.title.empty(), [&] { return h2(cls("kern-heading-medium kim-gap-top"), part.title); }),
             when(!part.lead.empty(), [&] { return p(cls("kim-meta"), part.lead); }), ui::table(table, ""));
}

http::Response register_page(Context& ctx, const Register& reg) {
  Page page;
  page.title = reg.title;
  page.sub = reg.lead;
  page.nav = "/datenschutz";
  page.crumbs = {{tr("Datenschutz"), "/datenschutz"}, {reg.title, ""}};
  page.actions = ui::print_button("/datenschutz/" + reg.name, tr("Drucken"), {.weight = ui::Weight::secondary});
  page.print_wide = true;
  page.content =
      all(each(reg.parts, part_view), p(cls("kim-meta kim-gap-top"), tr("Stand:"), " ", ui::date(ctx.today())));
  return show(ctx, std::move(page));
}

http::Response show_rights(Context& ctx, const Ask&) { return register_page(ctx, rights_register()); }
http::Response show_fields(Context& ctx, const Ask&) {
  return register_page(ctx, fields_register(ctx.services.slices));
}
http::Response show_codes(Context& ctx, const Ask&) { return register_page(ctx, codes_register()); }
http::Response show_routes(Context& ctx, const Ask&) {
  return register_page(ctx, routes_register(Application(ctx.services).routes()));
}

ui::Row register_row(std::string_view href, const std::string& title, const std::string& meta) {
  ui::Row row;
  row.title = ui::row_title(href, title);
  row.meta = all(meta);
  return row;
}

http::Response show_overview(Context& ctx, const Ask&) {
  Page page;
  page.title = tr("Datenschutz");
  page.sub = tr("Was KIM speichert, wer es sehen darf und wie sich das prüfen lässt.");
  page.nav = "/datenschutz";
  std::vector<ui::Row> rows{
      register_row("/datenschutz/rechte", tr("Rollen- und Berechtigungskonzept"), tr("Welche Rolle darf was?")),
      register_row("/datenschutz/verarbeitung", tr("Verzeichnis der verarbeiteten Angaben"),
                   tr("Jedes Feld mit Zweck und Schutz")),
      register_row("/datenschutz/adressen", tr("Adressen und Rechte"),
                   tr("Jede Seite und jede Schnittstelle mit dem Recht, das sie verlangt")),
      register_row("/datenschutz/codelisten", tr("Codelisten"), tr("Alle Auswahlwerte mit Quelle")),
  };
  if (ctx.actor.may(Right::audit_read))
    rows.push_back(
        register_row("/protokoll", tr("Protokoll"), tr("Jeder Zugriff und jede Änderung, mit Prüfung der Hashkette")));
  page.content = ui::rows(rows);
  return show(ctx, std::move(page));
}

}  // namespace

void page_routes(Routes& r) {
  r.get("/protokoll", needs(Right::audit_read), show_trail, "Protokoll ansehen");
  r.get("/protokoll/pruefung", needs(Right::audit_read), show_verification, "Hashkette des Protokolls prüfen");
  r.get("/datenschutz", needs(Right::privacy_registers), show_overview, "Verzeichnisse zum Datenschutz");
  r.get("/datenschutz/rechte", needs(Right::privacy_registers), show_rights, "Rollen- und Berechtigungskonzept");
  r.get("/datenschutz/verarbeitung", needs(Right::privacy_registers), show_fields,
        "Verzeichnis der verarbeiteten Angaben");
  r.get("/datenschutz/adressen", needs(Right::privacy_registers), show_routes, "Adressen und Rechte");
  r.get("/datenschutz/codelisten", needs(Right::privacy_registers), show_codes, "Codelisten");
}

}  // namespace kim::privacy
