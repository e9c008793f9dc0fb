// Pages of the appointments of one case. The calendar over all cases is in calendar_pages.cpp.
#include <algorithm>

#include "base/i18n.h"
#include "domain/calendar/appointment_views.h"
#include "domain/calendar/overlap.h"
#include "domain/cases/frame.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "platform/html/decisions.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

constexpr std::string_view tab = "termine";

/// Where to go after a state is set: a path of ours, else the appointment.
std::string way_back(const Ask& ask) {
  const std::string_view wanted = ask.request.query.get("weiter");
  const bool local =
      wanted.starts_with('/') && !wanted.starts_with("//") && wanted.find_first_of("\\\r\n") == std::string_view::npos;
  return local ? std::string(wanted) : appointment_href(ask.id<CaseId>(), ask.number(1));
}

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb = {}) {
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, std::move(crumb));
}

/// Wrong input stays on the page; every other error has a page of its own.
bool belongs_to_form(const Error& error) { return error.code == ErrorCode::invalid && !error.fields.empty(); }

// ---- the list ----

Fragment planned_section(Context& ctx, const cases::OpenCase& opened, const Appointments& list) {
  const std::string href = cases::case_href(opened.permit.case_id(), "termine/neu");
  if (list.empty())
    return ui::empty_state(
        tr("Kein Termin vereinbart"),
        trf("Termine mit {} stehen hier, im Kalender und am Tag selbst unter „Mein Tag“.", {opened.frame.addressed}),
        h::when(opened.permit.may_contact(), [&] { return ui::link_button(href, tr("Termin vereinbaren")); }));
  return ui::section({.id = "h-geplant", .title = tr("Geplant"), .count = std::to_string(list.size())},
                     rows(ctx, opened.permit, list));
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  Appointments planned, past;
  for (const auto& one : appointments_of(ctx.db(), opened.permit))
    (is_planned(one.value) ? planned : past).push_back(one);
  std::reverse(past.begin(), past.end());
  Page page;
  page.title = trf("Termine mit {}", {opened.frame.addressed});
  page.title_detail = tr("Termine") + ", " + opened.frame.name;
  if (opened.permit.may_contact() && !planned.empty())
    page.actions = ui::link_button(cases::case_href(opened.permit.case_id(), "termine/neu"), tr("Termin vereinbaren"),
                                   {.icon = "add"});
  page.content = h::all(planned_section(ctx, opened, planned), h::when(!past.empty(), [&] {
                          return ui::section({.id = "h-vorbei", .title = tr("Gewesen und abgesagt")},
                                             rows(ctx, opened.permit, past));
                        }));
  return in_case(ctx, opened, std::move(page));
}

// ---- planning ----

/// The button of a form; the second time it says that the appointment is wanted in spite of the overlap.
Fragment save_button(const Clashes& clashes) {
  if (clashes.empty()) return ui::submit(tr("Termin speichern"));
  ui::ButtonLook look;
  look.name = in_spite_name;
  look.value = "1";
  return ui::submit(tr("Trotzdem eintragen"), look);
}

/// Whether the form only comes back: a further participant is asked for.
bool only_asks(const Ask& ask) { return ask.form.has(more_people_name); }

http::Response new_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input,
                        const Clashes& clashes = {}) {
  const std::string href = cases::case_href(opened.permit.case_id(), "termine/neu");
  Page page;
  page.title = tr("Termin vereinbaren");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.sub = trf("mit {}", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content =
      post_form(ctx, href,
                h::all(overlap_warning(ctx, clashes), controls(ctx, opened.permit, input, WithSeries::yes),
                       ui::form_actions(save_button(clashes), cases::case_href(opened.permit.case_id(), tab))));
  return in_case(ctx, opened, std::move(page), tr("Termin vereinbaren"));
}

http::Response show_new(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  Appointment start;
  start.on = day_from_iso(ask.request.query.get("tag"));
  start.owner = ctx.actor.account;
  return new_page(ctx, opened, forms::input_from(appointment_record, &start));
}

std::string series_message(const Planned& planned) {
  const std::string saved =
      trn("{} Termin gespeichert", "{} Termine gespeichert", static_cast<long long>(planned.ids.size()));
  if (planned.left_out.empty()) return saved;
  return saved + ". " +
         trn("{} Feiertag ausgelassen", "{} Feiertage ausgelassen", static_cast<long long>(planned.left_out.size()));
}

/// The message for the next page, or what is wrong.
Result<std::string> save_new(Context& ctx, CaseId id, const Appointment& appointment, const Repeat& repeat) {
  if (repeat.kind.empty()) {
    TRY(plan(ctx, id, appointment));
    return tr("Termin gespeichert");
  }
  const ical::Rule rule = TRY(rule_of(repeat, *appointment.on));
  return series_message(TRY(plan_series(ctx, id, appointment, rule)));
}

/// The days that the form asks for; what is wrong with a rule the act says.
std::vector<Day> days_asked(const Appointment& appointment, const Repeat& repeat) {
  if (!appointment.on) return {};
  if (repeat.kind.empty()) return {*appointment.on};
  const auto rule = rule_of(repeat, *appointment.on);
  if (!rule) return {*appointment.on};
  const auto series = days_of_series(*rule, *appointment.on, tidy(appointment).from);
  return series ? series->days : std::vector<Day>{*appointment.on};
}

/// Overlaps that nobody has agreed to yet.
Clashes clashes_before(Context& ctx, const Ask& ask, const Appointment& appointment, const std::vector<Day>& days,
                       AppointmentId own = {}) {
  if (ask.form.has(in_spite_name)) return {};
  return clashes_of(ctx, tidy(appointment), days, own);
}

http::Response post_new(Context& ctx, const Ask& ask) {
  Appointment appointment;
  Repeat repeat;
  forms::Input input{ask.form, forms::parse(appointment_record, ask.form, ctx.today(), &appointment)};
  for (auto& error : forms::parse(repeat_record, ask.form, ctx.today(), &repeat)) input.errors.push_back(error);
  if (only_asks(ask)) input.errors.clear();
  if (input.errors.empty() && !only_asks(ask)) {
    const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
    if (const Clashes found = clashes_before(ctx, ask, appointment, days_asked(appointment, repeat)); !found.empty())
      return new_page(ctx, opened, input, found);
    auto saved = save_new(ctx, ask.id<CaseId>(), appointment, repeat);
    if (saved) return done(ctx, cases::case_href(ask.id<CaseId>(), tab), *saved);
    if (!belongs_to_form(saved.error())) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  return new_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact)), input);
}

// ---- one appointment ----

Fragment facts_of(Context& ctx, const Appointment& one) {
  std::vector<ui::Fact> facts{
      {tr("Wann"), h::all(ui::date_long(*one.on), ", ", times_of(one.from, one.until), " ", tr("Uhr"))},
      {tr("Wie und mit wem"), h::all(meta_text(ctx, one))}};
  if (!one.interpreter_service.empty()) facts.push_back({tr("Sprachmittlung durch"), h::all(one.interpreter_service)});
  if (one.interpreter_minutes)
    facts.push_back(
        {tr("Dauer der Sprachmittlung"), h::all(trf("{} Minuten", {std::to_string(*one.interpreter_minutes)}))});
  if (!one.note.empty()) facts.push_back({tr("Anmerkung"), ui::lines(one.note)});
  if (!one.cancel_reason.empty())
    facts.push_back(
        {tr("Grund der Absage"), h::all(record::shown(*appointment_record.find("cancel_reason"), one.cancel_reason))});
  return ui::facts(facts);
}

Fragment side_of(Context& ctx, const cases::OpenCase& opened, const records::Stored<Appointment>& one,
                 const forms::Input& cancel) {
  const CaseId id = opened.permit.case_id();
  const bool past = *one.value.on <= ctx.today();
  const Fragment state =
      is_planned(one.value) ? h::p(past ? tr("Fand der Termin statt?") : tr("Geplant")) : h::p(state_badge(one.value));
  const Fragment buttons = h::when(opened.permit.may_contact() && (past || !is_planned(one.value)),
                                   [&] { return state_buttons(ctx, id, one, appointment_href(id, one.id)); });
  const Fragment cancelling = h::when(opened.permit.may_contact() && is_planned(one.value), [&] {
    return ui::fold(tr("Absagen"), cancel_form(ctx, id, one, cancel), {}, !cancel.errors.empty());
  });
  return h::all(ui::panel("h-stand", tr("Stand"), h::all(state, buttons, cancelling)),
                invitation_panel(ctx, opened.permit, one),
                ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                          records::history_view(ctx, store::appointments(), records::owner(opened.permit), one.id)));
}

Fragment contact_link(const cases::OpenCase& opened, const Appointment& one) {
  if (one.state != "came" || !opened.permit.may_contact()) return {};
  return ui::link_button(cases::case_href(opened.permit.case_id(), "kontakte/neu"), tr("Kontakt erfassen"));
}

http::Response one_page(Context& ctx, const cases::OpenCase& opened, const records::Stored<Appointment>& one,
                        const forms::Input& cancel) {
  const std::string href = appointment_href(opened.permit.case_id(), one.id);
  Page page;
  page.title = one.value.subject;
  page.title_detail = tr("Termin") + ", " + opened.frame.name;
  page.error = !cancel.errors.empty();
  page.status = page.error ? 422 : 200;
  page.actions =
      h::all(contact_link(opened, one.value), h::when(opened.permit.may_contact(), [&] {
               return ui::link_button(href + "/aendern", tr("Termin ändern"), {.weight = ui::Weight::secondary});
             }));
  page.content = ui::split(
      h::all(forms::error_summary(tr("Der Termin ist noch nicht abgesagt."), cancel.errors), facts_of(ctx, one.value)),
      side_of(ctx, opened, one, cancel));
  return in_case(ctx, opened, std::move(page), tr("Termin"));
}

http::Response show_one(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  return one_page(ctx, opened, SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, ask.id<AppointmentId>(1))), {});
}

http::Response change_page(Context& ctx, const cases::OpenCase& opened, const std::string& href,
                           const forms::Input& input, std::int64_t version, const Clashes& clashes = {}) {
  Page page;
  page.title = tr("Termin ändern");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = post_form(ctx, href + "/aendern",
                           h::all(h::input(h::type("hidden"), h::name_("version"), h::value(std::to_string(version))),
                                  overlap_warning(ctx, clashes), controls(ctx, opened.permit, input, WithSeries::no),
                                  ui::form_actions(save_button(clashes), href)));
  return in_case(ctx, opened, std::move(page), tr("Termin ändern"));
}

http::Response show_change(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const auto one = SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, ask.id<AppointmentId>(1)));
  return change_page(ctx, opened, appointment_href(opened.permit.case_id(), one.id),
                     forms::input_from(appointment_record, &one.value), one.version);
}

http::Response conflict_page(Context& ctx, const Ask& ask, const Appointment& given) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const auto theirs = SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, ask.id<AppointmentId>(1)));
  const std::string href = appointment_href(opened.permit.case_id(), theirs.id);
  const Appointment mine = tidy(given);
  Page page = records::conflict_page(ctx, tr("Diesen Termin hat inzwischen jemand anderes geändert"),
                                     store::appointments(), records::owner(opened.permit), theirs,
                                     ask.form.integer("version"), mine, {href + "/aendern", href});
  return in_case(ctx, opened, std::move(page), tr("Zwei Fassungen"));
}

http::Response post_change(Context& ctx, const Ask& ask) {
  const auto case_id = ask.id<CaseId>();
  const auto id = ask.id<AppointmentId>(1);
  const std::string href = appointment_href(case_id, id.value());
  const std::int64_t version = ask.form.integer("version");
  Appointment appointment;
  forms::Input input{ask.form, forms::parse(appointment_record, ask.form, ctx.today(), &appointment)};
  if (only_asks(ask)) input.errors.clear();
  Clashes clashes;
  if (input.errors.empty() && !only_asks(ask)) {
    const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
    const auto stored = SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, id));
    if (!appointment.owner) appointment.owner = stored.value.owner;
    if (!takes_the_same(stored.value, tidy(appointment)))
      clashes = clashes_before(ctx, ask, appointment, {*appointment.on}, id);
  }
  if (input.errors.empty() && !only_asks(ask) && clashes.empty()) {
    auto saved = change(ctx, case_id, id, version, appointment);
    if (saved) return done(ctx, href, tr("Termin gespeichert"));
    if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, appointment);
    if (!belongs_to_form(saved.error())) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, id));
  return change_page(ctx, opened, href, input, version, clashes);
}

// ---- state ----

std::string state_message(std::string_view state) {
  if (state == "came") return tr("Der Termin fand statt. Jetzt können Sie den Kontakt erfassen.");
  if (state == "no_show") return tr("Nicht erschienen ist notiert");
  return tr("Der Termin ist wieder geplant");
}

http::Response post_state(Context& ctx, const Ask& ask) {
  const std::string state(ask.form.get("state"));
  SHOW_OR_FAIL(set_state(ctx, ask.id<CaseId>(), ask.id<AppointmentId>(1), state, ask.form.get("cancel_reason")));
  return done(ctx, way_back(ask), state_message(state));
}

http::Response after_cancel(Context& ctx, const Ask& ask, const Result<std::size_t>& cancelled) {
  const std::string href = appointment_href(ask.id<CaseId>(), ask.number(1));
  if (cancelled)
    return done(ctx, href, trn("{} Termin abgesagt", "{} Termine abgesagt", static_cast<long long>(*cancelled)));
  if (!belongs_to_form(cancelled.error())) return error_page(ctx, ask, cancelled.error());
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const auto one = SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, ask.id<AppointmentId>(1)));
  return one_page(ctx, opened, one, {ask.form, cancelled.error().fields});
}

/// One appointment cancelled, or why not.
Result<std::size_t> cancel_one(Context& ctx, const Ask& ask) {
  TRY(set_state(ctx, ask.id<CaseId>(), ask.id<AppointmentId>(1), "cancelled", ask.form.get("cancel_reason")));
  return std::size_t{1};
}

http::Response post_cancel(Context& ctx, const Ask& ask) { return after_cancel(ctx, ask, cancel_one(ctx, ask)); }

http::Response post_cancel_series(Context& ctx, const Ask& ask) {
  return after_cancel(ctx, ask,
                      cancel_from(ctx, ask.id<CaseId>(), ask.id<AppointmentId>(1), ask.form.get("cancel_reason")));
}

}  // namespace

void appointment_routes(Routes& r) {
  r.get("/faelle/{case}/termine", needs(Right::case_read), show_list, "Termine eines Falls");
  r.get("/faelle/{case}/termine/neu", needs(Right::case_contact), show_new, "Termin vereinbaren (Formular)");
  r.post("/faelle/{case}/termine/neu", needs(Right::case_contact), post_new, "Termin oder Terminreihe vereinbaren");
  r.get("/faelle/{case}/termine/{appointment}", needs(Right::case_read), show_one, "Ein Termin");
  r.get("/faelle/{case}/termine/{appointment}/aendern", needs(Right::case_contact), show_change,
        "Termin ändern (Formular)");
  r.post("/faelle/{case}/termine/{appointment}/aendern", needs(Right::case_contact), post_change, "Termin ändern");
  r.post("/faelle/{case}/termine/{appointment}/stand", needs(Right::case_contact), post_state,
         "Stand eines Termins setzen");
  r.post("/faelle/{case}/termine/{appointment}/absage", needs(Right::case_contact), post_cancel, "Termin absagen");
  r.post("/faelle/{case}/termine/{appointment}/absage-reihe", needs(Right::case_contact), post_cancel_series,
         "Diesen und alle späteren Termine der Reihe absagen");
}

}  // namespace kim::calendar
