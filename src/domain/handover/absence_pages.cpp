// "Meine Vertretung": who stands in for me, from when until when, in all my open cases; and for whom I stand in.
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/handover/handover_pages.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::handover {
namespace {

using access::Right;
using namespace html;
using Found = records::Stored<Absence>;

constexpr std::string_view address = "/vertretung";
constexpr std::string_view fields[] = {"deputy_id", "from_on", "until_on"};

Fragment span_of(const Absence& absence) { return all(ui::date(*absence.from), " – ", ui::date(*absence.until)); }

Fragment state_of(const Absence& absence, Day today) {
  if (absence.ended_on) return all(trf("beendet am {}", {german(*absence.ended_on)}));
  if (*absence.until < today) return all(tr("vorbei"));
  return *absence.from > today ? all(tr("geplant")) : ui::state_inline(ui::State::ok, tr("läuft"));
}

Fragment end_button(Context& ctx, const Found& one) {
  if (one.value.ended_on || *one.value.until < ctx.today()) return {};
  return post_form(ctx, std::string(address) + "/" + std::to_string(one.id) + "/beenden",
                   ui::submit(tr("Beenden"), {.weight = ui::Weight::tertiary,
                                              .hidden = ": " + access::account_name(ctx, one.value.deputy),
                                              .small = true}),
                   "");
}

Fragment own_part(Context& ctx) {
  ui::Table table{.label = tr("Meine Vertretungen"),
                  .columns = {{.label = tr("Wer")},
                              {.label = tr("Wann"), .nowrap = true},
                              {.label = tr("Fälle"), .number = true},
                              {.label = tr("Stand")},
                              {.label = tr("Aktion"), .hidden_label = true}}};
  for (const Found& one : store::absences_of(ctx.db(), ctx.actor.account))
    table.rows.push_back({all(access::account_name(ctx, one.value.deputy)), span_of(one.value),
                          all(std::to_string(one.value.cases.value_or(0))), state_of(one.value, ctx.today()),
                          end_button(ctx, one)});
  return ui::section(
      {.id = "h-meine", .title = tr("Meine Vertretungen")},
      table.rows.empty() ? p(cls("kim-meta"), tr("Noch keine Vertretung eingetragen.")) : ui::table(table));
}

Fragment others_part(Context& ctx) {
  std::vector<ui::Row> rows;
  for (const Found& one : store::standing_in(ctx.db(), ctx.actor.account, ctx.today())) {
    ui::Row row;
    row.title = span(access::account_name(ctx, AccountId(one.parent)));
    row.meta = all(span_of(one.value), " · ", trn("{} Fall", "{} Fälle", one.value.cases.value_or(0)));
    rows.push_back(row);
  }
  return ui::panel("h-andere", tr("Ich vertrete"),
                   rows.empty() ? p(cls("kim-meta"), tr("Zurzeit niemanden.")) : ui::rows(rows, ui::RowsLook::plain));
}

Fragment form_part(Context& ctx, const forms::Input& input) {
  std::vector<forms::Choice> choices;
  for (const auto& one : cases::colleagues(ctx))
    if (one.id != ctx.actor.account) choices.push_back({std::to_string(one.id.value()), one.name});
  if (choices.empty())
    return ui::alert(ui::Tone::info, tr("In Ihrem Team gibt es sonst niemanden, der Sie vertreten kann."));
  return ui::section(
      {.id = "h-neu",
       .title = tr("Vertretung eintragen"),
       .lead = tr("Wer Sie vertritt, darf in dieser Zeit alle Ihre heute offenen Fälle ändern. Danach endet es von "
                  "selbst. Beides steht im Protokoll.")},
      post_form(ctx, address,
                all(forms::control(absence_record, "deputy_id", input, {.choices = choices, .radios = false}),
                    forms::control(absence_record, "from_on", input, {.short_field = true}),
                    forms::control(absence_record, "until_on", input, {.short_field = true}),
                    ui::form_actions(ui::submit(tr("Vertretung speichern")), "/"))));
}

http::Response page_with(Context& ctx, const forms::Input& input) {
  Page page;
  page.title = tr("Meine Vertretung");
  page.crumbs = {{tr("Mein Tag"), "/"}, {tr("Meine Vertretung"), ""}};
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = all(forms::error_summary(tr("Die Vertretung ist noch nicht gespeichert."), input.errors),
                     ui::split(all(form_part(ctx, input), own_part(ctx)), others_part(ctx)));
  return show(ctx, std::move(page));
}

/// A week from the coming Monday is what is asked for most.
http::Response show_absence(Context& ctx, const Ask&) {
  Absence week;
  const auto weekday = std::chrono::weekday(ctx.today()).iso_encoding();
  week.from = ctx.today() + std::chrono::days(8 - static_cast<int>(weekday));
  week.until = *week.from + std::chrono::days(6);
  return page_with(ctx, forms::input_from(absence_record, &week));
}

http::Response post_absence(Context& ctx, const Ask& ask) {
  Absence absence;
  forms::Input input{ask.form, forms::parse(absence_record, ask.form, ctx.today(), &absence, fields)};
  if (input.errors.empty()) {
    const auto id = set_absence(ctx, absence);
    if (id) return done(ctx, std::string(address), tr("Die Vertretung ist gespeichert"));
    if (id.error().code != ErrorCode::invalid) return error_page(ctx, ask, id.error());
    input.errors = id.error().fields;
    if (input.errors.empty()) input.errors.push_back({"deputy_id", id.error().message});
  }
  return page_with(ctx, input);
}

http::Response post_end(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(end_absence(ctx, ask.id<AbsenceId>()));
  return done(ctx, std::string(address), tr("Die Vertretung ist beendet"));
}

}  // namespace

void absence_routes(Routes& r) {
  r.get(address, needs(Right::case_write), show_absence, "Eigene Vertretung");
  r.post(address, needs(Right::case_write), post_absence, "Eigene Vertretung eintragen");
  r.post("/vertretung/{absence}/beenden", needs(Right::case_write), post_end, "Eigene Vertretung beenden");
}

}  // namespace kim::handover
