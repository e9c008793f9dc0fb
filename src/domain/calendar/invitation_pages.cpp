// Inviting by mail, taking back, and the JSON routes of invitations and of answers.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/calendar/appointment_views.h"
#include "domain/calendar/invitation.h"
#include "domain/cases/frame.h"
#include "domain/organisation/organisation.h"
#include "domain/records/answers.h"
#include "platform/html/decisions.h"
#include "platform/json/json.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;
using http::Method;
using records::Stored;

/// Who the form names; not stored itself.
struct GuestChoice {
  AccountId account;
  BodyId body;
  std::string email;
};
constexpr record::Field guest_fields[] = {
    record::field<&GuestChoice::account>("account_id", N_("Kollegin oder Kollege"), record::reference(), may, open,
                                         "Einladung"),
    record::field<&GuestChoice::body>("body_id", N_("Stelle"), record::reference(), may, open, "Einladung"),
    record::field<&GuestChoice::email>("email", N_("Andere E-Mail-Adresse"), record::email(), may, personal,
                                       "Einladung", N_("Ratsuchende werden nicht per E-Mail eingeladen.")),
};
constexpr record::Record guest_record{"guest", N_("Einladung"), guest_fields};

std::string invite_href(CaseId case_id, std::int64_t appointment) {
  return appointment_href(case_id, appointment) + "/einladen";
}

bool still_ahead(const Context& ctx, const Appointment& one) {
  return is_planned(one) && span_of(*one.on, one.from, one.until).second >= ctx.now;
}

// ---- the panel ----

Fragment answer_badge(const Invitation& one) {
  const std::string label = code_label("invitation_state", one.state);
  if (one.state == "accepted") return ui::badge(ui::Tone::success, label);
  if (one.state == "declined") return ui::badge(ui::Tone::danger, label);
  return ui::badge(one.state == "tentative" ? ui::Tone::warning : ui::Tone::neutral, label);
}

std::string title_of(const Invitation& one) { return one.name.empty() ? one.email : one.name; }

ui::Row row_of(const access::Permit& permit, std::int64_t appointment, const Stored<Invitation>& one) {
  ui::Row row;
  row.title = h::span(title_of(one.value));
  row.meta = answer_badge(one.value);
  if (permit.may_contact())
    row.end = ui::link(
        appointment_href(permit.case_id(), appointment) + "/einladungen/" + std::to_string(one.id) + "/zurueck",
        tr("Zurücknehmen"), ": " + title_of(one.value));
  return row;
}

// ---- the form ----

std::vector<forms::Choice> colleague_choices(Context& ctx, const access::Permit& permit) {
  std::vector<forms::Choice> choices;
  for (const access::AccountRow& account : access::accounts(ctx, permit.team()))
    if (account.value.active && !account.value.email.empty() && !account.value.integration)
      choices.push_back({std::to_string(account.id.value()), account.value.name});
  return choices;
}

std::vector<forms::Choice> body_choices(Context& ctx) {
  std::vector<forms::Choice> choices;
  for (const auto& body : organisation::bodies(ctx.db()))
    if (!body.value.email.empty() && organisation::holds_on(body.value.valid_from, body.value.valid_until, ctx.today()))
      choices.push_back({std::to_string(body.id), body.value.name});
  return choices;
}

Fragment controls_of(Context& ctx, const access::Permit& permit, const forms::Input& input) {
  forms::Look look{.optional_mark = false, .radios = false};
  look.choices = colleague_choices(ctx, permit);
  Fragment out;
  if (!look.choices.empty()) out += forms::control(guest_record, "account_id", input, look);
  look.choices = body_choices(ctx);
  if (!look.choices.empty()) out += forms::control(guest_record, "body_id", input, look);
  return h::all(out, forms::control(guest_record, "email", input, {.optional_mark = false}));
}

std::string what_is_sent(Context& ctx, const Appointment& one) {
  const std::string when = german(*one.on) + ", " + times_of(one.from, one.until);
  const auto room = room_names(ctx).find(one.room.value());
  if (one.room && room != room_names(ctx).end())
    return trf("In der E-Mail steht nur: KIM-Termin, {0}, {1}. Nicht, mit wem und worum es geht.",
               {when, room->second});
  return trf("In der E-Mail steht nur: KIM-Termin, {}. Nicht, mit wem, wo und worum es geht.", {when});
}

http::Response form_page(Context& ctx, const cases::OpenCase& opened, const Stored<Appointment>& one,
                         const forms::Input& input) {
  const CaseId id = opened.permit.case_id();
  Page page;
  page.title = tr("Zum Termin einladen");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.sub = what_is_sent(ctx, one.value);
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content =
      ctx.services.mail_from.empty()
          ? ui::empty_state(tr("Der Mailversand ist nicht eingerichtet"),
                            tr("Bitte wenden Sie sich an die Administration."),
                            ui::link_button(appointment_href(id, one.id), tr("Zum Termin")))
          : post_form(
                ctx, invite_href(id, one.id),
                h::all(forms::error_summary(tr("Die Einladung ist noch nicht verschickt."), input.errors),
                       controls_of(ctx, opened.permit, input),
                       ui::form_actions(ui::submit(tr("Einladen"), {.icon = "send"}), appointment_href(id, one.id))));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), "termine", tr("Einladen"));
}

http::Response show_form(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const auto one = SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, ask.id<AppointmentId>(1)));
  return form_page(ctx, opened, one, {});
}

/// The colleague of the case's team, with the address of the account.
std::optional<Guest> colleague(Context& ctx, const access::Permit& permit, AccountId id) {
  for (const access::AccountRow& account : access::accounts(ctx, permit.team()))
    if (account.id == id && account.value.active && !account.value.email.empty())
      return Guest{account.value.email, account.value.name, id};
  return std::nullopt;
}

std::optional<Guest> body_guest(Context& ctx, BodyId id) {
  const auto body = organisation::find_body(ctx.db(), id);
  if (!body || body->value.email.empty()) return std::nullopt;
  return Guest{body->value.email, body->value.name, {}};
}

/// Who is meant; what is none is an error at its field.
std::vector<Guest> guests_of(Context& ctx, const access::Permit& permit, const GuestChoice& choice,
                             std::vector<FieldError>& errors) {
  std::vector<Guest> guests;
  const auto add = [&](std::optional<Guest> guest, std::string_view field) {
    if (guest)
      guests.push_back(std::move(*guest));
    else
      errors.push_back({std::string(field), tr("Hierzu ist keine E-Mail-Adresse hinterlegt.")});
  };
  if (choice.account) add(colleague(ctx, permit, choice.account), "account_id");
  if (choice.body) add(body_guest(ctx, choice.body), "body_id");
  if (!choice.email.empty()) guests.push_back({choice.email, {}, {}});
  if (guests.empty() && errors.empty()) errors.push_back({"email", tr("Geben Sie an, wer eingeladen wird.")});
  return guests;
}

http::Response post_form_invite(Context& ctx, const Ask& ask) {
  const auto id = ask.id<AppointmentId>(1);
  GuestChoice choice;
  forms::Input input{ask.form, forms::parse(guest_record, ask.form, ctx.today(), &choice)};
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_contact));
  std::vector<Guest> guests;
  if (input.errors.empty()) guests = guests_of(ctx, permit, choice, input.errors);
  if (input.errors.empty()) {
    const auto invited = invite(ctx, ask.id<CaseId>(), id, guests);
    if (invited)
      return done(ctx, appointment_href(ask.id<CaseId>(), id.value()),
                  trn("{} Einladung wird verschickt", "{} Einladungen werden verschickt",
                      static_cast<long long>(invited->size())));
    if (invited.error().fields.empty()) return error_page(ctx, ask, invited.error());
    input.errors = invited.error().fields;
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  return form_page(ctx, opened, SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, id)), input);
}

// ---- taking back ----

http::Response show_removal(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const auto appointment = SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, ask.id<AppointmentId>(1)));
  const auto one = SHOW_OR_FAIL(records::one<Invitation>(ctx.db(), store::invitations(),
                                                         records::owner(opened.permit, appointment.id), ask.number(2)));
  const std::string back = appointment_href(opened.permit.case_id(), appointment.id);
  Page page;
  page.title = tr("Einladung zurücknehmen");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.content =
      post_form(ctx, back + "/einladungen/" + std::to_string(one.id) + "/zurueck",
                ui::confirmation({.content = ui::facts({{tr("Eingeladen"), h::all(title_of(one.value))}}),
                                  .consequences = {tr("Eine Absage für diese Person oder Stelle wird verschickt."),
                                                   tr("Der Termin selbst bleibt bestehen.")},
                                  .button = tr("Einladung zurücknehmen"),
                                  .cancel_href = back}));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), "termine",
                             tr("Einladung zurücknehmen"));
}

http::Response post_removal(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(uninvite(ctx, ask.id<CaseId>(), ask.id<AppointmentId>(1), ask.number(2)));
  return done(ctx, appointment_href(ask.id<CaseId>(), ask.number(1)), tr("Die Einladung ist zurückgenommen"));
}

// ---- JSON ----

http::Response list_api(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto one = SHOW_OR_FAIL(store::one(ctx.db(), permit, ask.id<AppointmentId>(1)));
  const Invitations list = store::invitations_of(ctx.db(), permit, one.id);
  records::opened(ctx, "invitation", 0, records::owner(permit), "api");
  return records::json_of(invitation_record, list);
}

http::Response invite_api(Context& ctx, const Ask& ask) {
  Invitation invitation;
  SHOW_OR_FAIL(json::read(invitation_record, ask.request.body, ctx.today(), &invitation));
  const std::vector<Guest> guests{{invitation.email, {}, {}}};
  return records::created(SHOW_OR_FAIL(invite(ctx, ask.id<CaseId>(), ask.id<AppointmentId>(1), guests)).front());
}

std::string_view word_of(Answered answered) {
  switch (answered) {
    case Answered::taken: return "taken";
    case Answered::same: return "same";
    case Answered::outdated: return "outdated";
    case Answered::unknown: return "unknown";
    case Answered::no_reply: break;
  }
  return "no_reply";
}

http::Response replies_api(Context& ctx, const Ask& ask) {
  json::Writer json;
  json.begin_array();
  for (const MessageReport& report : read_replies(ctx, ask.request.body)) json.text(word_of(report.answered));
  json.end_array();
  return http::json_response(json.take());
}

}  // namespace

Fragment invitation_panel(Context& ctx, const access::Permit& permit, const Stored<Appointment>& appointment) {
  const Invitations list = store::invitations_of(ctx.db(), permit, appointment.id);
  const bool may_invite =
      permit.may_contact() && still_ahead(ctx, appointment.value) && !ctx.services.mail_from.empty();
  if (list.empty() && !may_invite) return {};
  std::vector<ui::Row> rows;
  for (const auto& one : list) rows.push_back(row_of(permit, appointment.id, one));
  const Fragment link = h::when(may_invite, [&] {
    return h::p(ui::text_link(invite_href(permit.case_id(), appointment.id), tr("Per E-Mail einladen")));
  });
  return ui::panel("h-einladungen", tr("Einladungen"),
                   h::all(rows.empty() ? h::p(h::cls("kim-meta"), tr("Niemand ist per E-Mail eingeladen."))
                                       : ui::rows(rows, ui::RowsLook::plain),
                          link));
}

void invitation_routes(Routes& r) {
  constexpr Right write = Right::case_contact;
  r.get("/faelle/{case}/termine/{appointment}/einladen", needs(write), show_form, "Zum Termin einladen (Formular)");
  r.post("/faelle/{case}/termine/{appointment}/einladen", needs(write), post_form_invite, "Zum Termin einladen");
  r.get("/faelle/{case}/termine/{appointment}/einladungen/{invitation}/zurueck", needs(write), show_removal,
        "Einladung zurücknehmen (Rückfrage)");
  r.post("/faelle/{case}/termine/{appointment}/einladungen/{invitation}/zurueck", needs(write), post_removal,
         "Einladung zurücknehmen");
  r.api(Method::get, "/api/v1/cases/{case}/appointments/{appointment}/invitations", needs(Right::case_read), list_api,
        "Who is invited to an appointment by mail, and the answers", {}, "invitation");
  r.api(Method::post, "/api/v1/cases/{case}/appointments/{appointment}/invitations", needs(write), invite_api,
        "Invite an address to an appointment", "invitation");
  r.api(
      Method::post, "/api/v1/mail-replies", needs(Right::mail_manage), replies_api,
      "Hand in mail (one message or an mbox): answers to invitations are noted, for each message a word: taken, same, "
      "outdated, unknown, no_reply");
}

}  // namespace kim::calendar
