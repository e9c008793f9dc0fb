// Opening a case in an emergency; the list of what was opened and its check for data protection.
#include "domain/emergency/emergency_pages.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/cases/frame.h"
#include "domain/emergency/emergency_store.h"
#include "domain/records/conflict.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::emergency {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view list_address = "/notfallzugriffe";
constexpr std::string_view checked_fields[] = {"result", "remark"};
constexpr std::string_view opening_address = "/notfallzugriff";

std::string access_href(std::int64_t id, std::string_view act = {}) {
  const std::string href = std::string(list_address) + "/" + std::to_string(id);
  return act.empty() ? href : href + "/" + std::string(act);
}

// ---- opening ----

Fragment opening_form(Context& ctx, const forms::Input& input) {
  ui::Confirmation ask;
  ask.content = all(forms::control(call_form, "number", input), forms::control(call_form, "family_name", input),
                    forms::control(call_form, "reason", input));
  ask.consequences = {
      tr("Sie lesen diesen Fall zwei Stunden lang und können Kontakte erfassen. Ändern können Sie nichts."),
      tr("Der Datenschutz prüft den Zugriff und Ihren Grund. Die zuständige Fachkraft erfährt davon."),
      tr("Jede Seite, die Sie öffnen, steht mit dem Vermerk „Notfall“ im Protokoll.")};
  ask.button = tr("Fall im Notfall öffnen");
  ask.cancel_href = "/";
  return post_form(ctx, opening_address, ui::confirmation(ask));
}

http::Response opening_page(Context& ctx, const forms::Input& input) {
  Page page;
  page.title = tr("Fall im Notfall öffnen");
  page.nav = "/";
  page.crumbs = {{tr("Mein Tag"), "/"}, {page.title, {}}};
  page.sub = tr("Für Fälle anderer Teams, wenn niemand Zuständiges erreichbar ist und es nicht warten kann.");
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = div_(cls("kim-form--narrow kim-stack"),
                      forms::error_summary(tr("Der Fall ist nicht geöffnet."), input.errors), opening_form(ctx, input));
  return show(ctx, std::move(page));
}

http::Response get_opening(Context& ctx, const Ask&) { return opening_page(ctx, {}); }

http::Response post_opening(Context& ctx, const Ask& ask) {
  Call call;
  forms::Input input{ask.form, forms::parse(call_form, ask.form, ctx.today(), &call)};
  if (!input.errors.empty()) return opening_page(ctx, input);
  const auto opened = open_case(ctx, call);
  if (opened)
    return done(ctx, cases::case_href(*opened),
                tr("Der Fall ist für zwei Stunden geöffnet. Der Datenschutz ist benachrichtigt."));
  if (opened.error().code == ErrorCode::conflict) input.errors = {{"number", opened.error().message}};
  if (input.errors.empty() && opened.error().fields.empty()) return error_page(ctx, ask, opened.error());
  if (input.errors.empty()) input.errors = opened.error().fields;
  return opening_page(ctx, input);
}

// ---- the list for data protection ----

Fragment result_badge(const std::string& result) {
  if (result.empty()) return ui::badge(ui::Tone::warning, tr("zu prüfen"));
  const ui::Tone tone = result == "justified"     ? ui::Tone::success
                        : result == "unjustified" ? ui::Tone::danger
                                                  : ui::Tone::info;
  return ui::badge(tone, code_label("emergency_result", result));
}

Fragment table_of(Context& ctx, const std::vector<store::Line>& lines) {
  ui::Table table{.label = tr("Notfallzugriffe"),
                  .columns = {{.label = tr("Wann"), .nowrap = true},
                              {.label = tr("Wer")},
                              {.label = tr("Fall"), .nowrap = true},
                              {.label = tr("Zuständig"), .wide_only = true},
                              {.label = tr("Prüfung")}}};
  for (const auto& line : lines)
    table.rows.push_back({ui::cell_main(access_href(line.id), german(line.at)), all(access::account_name(ctx, line.by)),
                          all(line.case_number), all(access::account_name(ctx, line.responsible)),
                          result_badge(line.result)});
  return ui::table(table);
}

http::Response get_list(Context& ctx, const Ask& ask) {
  const long long total = store::count(ctx.db(), false);
  const long long offset = (ui::page_of(ask.request.query, total) - 1) * ui::kPerPage;
  const auto lines = store::lines(ctx.db(), ui::kPerPage, static_cast<int>(offset));
  Page page;
  page.title = tr("Notfallzugriffe");
  page.nav = list_address;
  page.sub = tr("Wer einen Fall eines anderen Teams im Notfall geöffnet hat. Ungeprüfte stehen oben.");
  page.content =
      lines.empty()
          ? ui::empty_state(tr("Noch kein Notfallzugriff"),
                            tr("Öffnet jemand einen Fall eines anderen Teams, steht der Zugriff hier zur Prüfung."))
          : all(ui::table_head(trn("{} Zugriff", "{} Zugriffe", total), tr("ungeprüfte zuerst, dann neueste")),
                table_of(ctx, lines), ui::paging(ask.request.query, total));
  return show(ctx, std::move(page));
}

// ---- one access ----

struct Opened {
  store::Line line;
  access::SubjectPermit permit;
  records::Stored<Emergency> emergency;
  [[nodiscard]] records::Owner owner() const {
    records::Owner one = records::owner(permit);
    one.case_id = line.case_id.value();
    return one;
  }
};

Result<Opened> load(Context& ctx, const Ask& ask) {
  const auto line = store::line(ctx.db(), ask.number(0));
  if (!line) return failure(ErrorCode::not_found);
  auto permit = TRY(access::permit_emergency_review(ctx, ctx.db(), line->person));
  auto emergency = TRY(store::one(ctx.db(), permit, line->id));
  return Opened{*line, std::move(permit), std::move(emergency)};
}

Fragment facts_of(Context& ctx, const Opened& one) {
  const Emergency& value = one.emergency.value;
  std::vector<ui::Fact> facts{
      {tr("Geöffnet von"), all(access::account_name(ctx, one.line.by))},
      {tr("Am"), ui::moment(one.line.at)},
      {tr("Fall"), all(one.line.case_number)},
      {tr("Zuständig für den Fall"), all(access::account_name(ctx, one.line.responsible))},
      {tr("Grund"), all(value.reason)},
      {tr("Zur Kenntnis genommen"), value.seen_on ? ui::date(*value.seen_on) : all(tr("noch nicht"))}};
  if (value.checked_on)
    facts.push_back(
        {tr("Geprüft"), all(german(*value.checked_on), ": ", code_label("emergency_result", value.result))});
  if (!value.remark.empty()) facts.push_back({tr("Bemerkung zur Prüfung"), all(value.remark)});
  return ui::facts(facts);
}

Fragment check_form(Context& ctx, const Opened& one, const forms::Input& input) {
  const std::string version = std::to_string(one.emergency.version);
  return post_form(ctx, access_href(one.line.id, "pruefung"),
                   all(html::input(type("hidden"), name_("version"), value(version)),
                       forms::control(emergency_record, "result", input, {.optional_mark = false}),
                       forms::control(emergency_record, "remark", input, {.text_rows = 3}),
                       ui::form_actions(ui::submit(tr("Prüfung speichern")), list_address)));
}

Fragment log_link(const Opened& one) {
  const std::string query =
      "/protokoll?konto=" + std::to_string(one.line.by.value()) + "&fall=" + std::to_string(one.line.case_id.value());
  return ui::text_link(query, tr("Was wurde dabei geöffnet? Zum Protokoll"));
}

http::Response access_page(Context& ctx, const Opened& one, const forms::Input& input) {
  records::opened(ctx, emergency_record.name, one.line.id, one.owner(), "emergency_check");
  Page page;
  page.title = trf("Notfallzugriff vom {}", {german(local_day(one.line.at))});
  page.nav = list_address;
  page.crumbs = {{tr("Notfallzugriffe"), std::string(list_address)}, {page.title, {}}};
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = ui::stack(all(forms::error_summary(tr("Die Prüfung ist noch nicht gespeichert."), input.errors),
                               facts_of(ctx, one), p(log_link(one)),
                               ui::section({.id = "h-pruefung", .title = tr("Prüfung")}, check_form(ctx, one, input))));
  return show(ctx, std::move(page));
}

http::Response get_access(Context& ctx, const Ask& ask) {
  const auto one = SHOW_OR_FAIL(load(ctx, ask));
  return access_page(ctx, one, forms::input_from(emergency_record, &one.emergency.value));
}

http::Response conflict_page(Context& ctx, const Opened& one, std::int64_t version, const Emergency& mine) {
  Page page = records::conflict_page(ctx, tr("Diesen Zugriff hat inzwischen jemand anderes geprüft"), store::accesses(),
                                     one.owner(), one.emergency, version, mine,
                                     {access_href(one.line.id, "pruefung"), access_href(one.line.id)});
  page.nav = list_address;
  return show(ctx, std::move(page));
}

http::Response post_check(Context& ctx, const Ask& ask) {
  const auto one = SHOW_OR_FAIL(load(ctx, ask));
  Emergency checked = one.emergency.value;
  forms::Input input{ask.form, forms::parse(emergency_record, ask.form, ctx.today(), &checked, checked_fields)};
  if (!input.errors.empty()) return access_page(ctx, one, input);
  const std::int64_t version = ask.form.integer("version");
  const auto saved = check(ctx, one.line.id, version, checked);
  if (saved) return done(ctx, std::string(list_address), tr("Die Prüfung ist gespeichert."));
  if (saved.error().code == ErrorCode::conflict)
    return conflict_page(ctx, SHOW_OR_FAIL(load(ctx, ask)), version, checked);
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  input.errors = saved.error().fields;
  return access_page(ctx, one, input);
}

// ---- who is responsible ----

http::Response get_told(Context& ctx, const Ask& ask) {
  const auto one = SHOW_OR_FAIL(load(ctx, ask));
  records::opened(ctx, emergency_record.name, one.line.id, one.owner(), "emergency_told");
  Page page;
  page.title = tr("Ihr Fall wurde im Notfall geöffnet");
  page.nav = "/";
  page.crumbs = {{tr("Mein Tag"), "/"}, {page.title, {}}};
  const std::string act = access_href(one.line.id, "gesehen");
  page.content = ui::stack(
      all(facts_of(ctx, one),
          when(!one.emergency.value.seen_on && one.line.responsible == ctx.actor.account,
               [&] {
                 return post_form(ctx, act,
                                  ui::form_actions(ui::submit(tr("Zur Kenntnis genommen"), {.icon = "check"}), "/"));
               }),
          p(ui::text_link(cases::case_href(one.line.case_id), tr("Zum Fall")))));
  return show(ctx, std::move(page));
}

http::Response post_seen(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(note_seen(ctx, ask.number(0)));
  return done(ctx, "/", tr("Zur Kenntnis genommen"));
}

}  // namespace

void routes(Routes& routes) {
  constexpr auto uses = needs(Right::emergency_use), checks = needs(Right::audit_read);
  routes.get(opening_address, uses, get_opening, "Fall eines anderen Teams im Notfall öffnen: Formular");
  routes.post(opening_address, uses, post_opening, "Fall eines anderen Teams im Notfall öffnen");
  routes.get(list_address, checks, get_list, "Notfallzugriffe zur Prüfung");
  routes.get("/notfallzugriffe/{emergency}", checks, get_access, "Einen Notfallzugriff prüfen");
  routes.post("/notfallzugriffe/{emergency}/pruefung", checks, post_check, "Prüfung eines Notfallzugriffs speichern");
  routes.get("/notfallzugriffe/{emergency}/hinweis", uses, get_told, "Notfallzugriff auf einen eigenen Fall");
  routes.post("/notfallzugriffe/{emergency}/gesehen", uses, post_seen, "Notfallzugriff zur Kenntnis nehmen");
}

}  // namespace kim::emergency
