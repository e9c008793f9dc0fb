// Pages of contacts inside a case: noting one, correcting one. Choosing the case first is in choose_pages.cpp.
#include "base/i18n.h"
#include "domain/calendar/appointment.h"
#include "domain/contacts/contact_store.h"
#include "domain/contacts/contact_views.h"
#include "domain/people/person.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "platform/html/decisions.h"

namespace kim::contacts {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

constexpr std::string_view tab = "verlauf";
constexpr std::int64_t usual_minutes = 45;

// ---- noting ----

/// What is known before anything is typed.
struct Start {
  Contact contact;
  std::string source;  // where it comes from: "Vorausgefüllt aus Ihrem Termin um 09:00 Uhr."
};

Start start_of(Context& ctx, const access::Permit& permit) {
  Start start;
  start.contact.on = ctx.today();
  start.contact.minutes = usual_minutes;
  if (const auto appointment = calendar::mine_today(ctx, permit)) {
    start.contact.place = calendar::place_of(ctx, appointment->value);
    start.contact.interpreter = appointment->value.interpreter;
    start.contact.interpreter_language = appointment->value.interpreter_language;
    start.source = trf("Vorausgefüllt aus Ihrem Termin um {} Uhr.", {appointment->value.from});
  }
  return start;
}

std::string sub_line(const cases::OpenCase& opened, const std::string& source) {
  const std::string with = trf("mit {}", {opened.frame.name});
  return source.empty() ? with : with + ". " + source;
}

Fragment new_form(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, const drafts::Found& draft) {
  const CaseId id = opened.permit.case_id();
  const std::string href = cases::case_href(id, "kontakte/neu");
  const drafts::Place place{draft_key(id), trf("Kontakt mit {}", {opened.frame.name}), href};
  return h::all(drafts::notice(ctx, draft.offered),
                drafts::draft_form(ctx, href, place,
                                   h::all(controls(ctx, input, {}),
                                          ui::form_actions(ui::submit(tr("Kontakt speichern")), cases::case_href(id),
                                                           drafts::form_end(place.key, draft.resumed)))));
}

http::Response new_page(Context& ctx, const cases::OpenCase& opened, forms::Input input, const drafts::Found& draft,
                        bool entrusted = false) {
  const auto open = tasks::open_ones(tasks::tasks_of(ctx.db(), opened.permit));
  const Contacts last = contacts_of(ctx, opened.permit, 1);
  Start start = start_of(ctx, opened.permit);
  start.contact.entrusted = entrusted;
  const bool fresh = input.typed.pairs().empty();
  if (fresh) input.typed = forms::input_from(contact_record, &start.contact).typed;
  Page page;
  page.title = tr("Kontakt erfassen");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.sub = sub_line(opened, fresh ? start.source : std::string());
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = ui::split(new_form(ctx, opened, input, draft), side_panels(ctx, opened.permit, last, open));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, tr("Kontakt erfassen"));
}

http::Response show_new(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const drafts::Found draft = drafts::look(ctx, ask, draft_key(opened.permit.case_id()));
  forms::Input input;
  if (draft.resumed) input.typed = draft.resumed->content;
  return new_page(ctx, opened, std::move(input), draft, ask.request.query.get("anvertraut") == "1");
}

/// Name of whom a case is about; empty if it lies outside the own team (deputies from elsewhere).
std::string name_of(Context& ctx, CaseId id) {
  const auto scope = access::scope_for(ctx, Right::case_list);
  if (!scope) return {};
  const auto names = cases::names_of_cases(ctx, *scope, {id});
  return names.empty() ? std::string() : names.front().full_name;
}

std::string saved_words(Context& ctx, CaseId id) {
  const std::string name = name_of(ctx, id);
  return name.empty() ? tr("Kontakt gespeichert") : trf("Kontakt mit {} gespeichert", {name});
}

/// Errors of the next step's task stand at the step's controls.
std::vector<FieldError> step_errors(std::vector<FieldError> errors) {
  for (FieldError& error : errors) error.field = error.field == "due_on" ? "step_due" : "step_title";
  return errors;
}

http::Response post_new(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  Typed typed = read_form(ask.form, ctx.today(), {});
  if (typed.errors.empty()) {
    auto saved = note_contact(ctx, id, typed.contact, typed.next_step);
    if (saved) return done(ctx, cases::case_href(id), saved_words(ctx, id));
    if (saved.error().code != ErrorCode::invalid) return error_page(ctx, ask, saved.error());
    typed.errors = step_errors(std::move(saved.error().fields));
  }
  return new_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact)),
                  {ask.form, std::move(typed.errors)}, {});
}

// ---- correcting ----

/// Who may not correct a contact does not get the form either; a note that may not be read stays unread.
Result<records::Stored<Contact>> correctable(Context& ctx, const cases::OpenCase& opened, ContactId id) {
  auto contact = TRY(store::one(ctx.db(), opened.permit, id));
  if (!may_correct(contact.value, reader_of(ctx, opened.permit, contact)))
    return failure(ErrorCode::refused,
                   tr("Einen Kontakt berichtigt, wer ihn erfasst hat oder für den Fall zuständig ist."));
  return contact;
}

Fragment correct_form(Context& ctx, const cases::OpenCase& opened, const records::Stored<Contact>& contact,
                      const forms::Input& input, std::int64_t version) {
  const CaseId id = opened.permit.case_id();
  const FormParts parts{.next_step = false, .entrusted = contact.created_by == ctx.actor.account};
  return post_form(ctx, contact_href(id, contact.id),
                   h::all(h::input(h::type("hidden"), h::name_("version"), h::value(std::to_string(version))),
                          controls(ctx, input, parts),
                          ui::form_actions(ui::submit(tr("Kontakt speichern")), cases::case_href(id, tab))));
}

http::Response correct_page(Context& ctx, const cases::OpenCase& opened, const records::Stored<Contact>& contact,
                            const forms::Input& input, std::int64_t version) {
  Page page;
  page.title = tr("Kontakt berichtigen");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.sub = when_text(contact.value, ctx.today()) + " · " + trf("mit {}", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content =
      ui::split(correct_form(ctx, opened, contact, input, version),
                ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                          records::history_view(ctx, store::contacts(), records::owner(opened.permit), contact.id)));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, tr("Kontakt berichtigen"));
}

http::Response show_correct(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const auto contact = SHOW_OR_FAIL(correctable(ctx, opened, ask.id<ContactId>(1)));
  return correct_page(ctx, opened, contact, forms::input_from(contact_record, &contact.value), contact.version);
}

http::Response conflict_page(Context& ctx, const cases::OpenCase& opened, const records::Stored<Contact>& theirs,
                             std::int64_t version, const Contact& mine) {
  const std::string href = contact_href(opened.permit.case_id(), theirs.id);
  Page page =
      records::conflict_page(ctx, tr("Diesen Kontakt hat inzwischen jemand anderes geändert"), store::contacts(),
                             records::owner(opened.permit), theirs, version, mine, {href, href});
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, tr("Zwei Fassungen"));
}

http::Response post_correct(Context& ctx, const Ask& ask) {
  const auto case_id = ask.id<CaseId>();
  const std::int64_t version = ask.form.integer("version");
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const auto contact = SHOW_OR_FAIL(correctable(ctx, opened, ask.id<ContactId>(1)));
  const Typed typed = read_form(ask.form, ctx.today(), contact.value);
  if (!typed.errors.empty()) return correct_page(ctx, opened, contact, {ask.form, typed.errors}, version);
  const auto saved = correct_contact(ctx, case_id, ContactId(contact.id), version, typed.contact);
  if (saved) return done(ctx, cases::case_href(case_id, tab), tr("Kontakt gespeichert"));
  if (saved.error().code != ErrorCode::conflict) return error_page(ctx, ask, saved.error());
  const auto now = SHOW_OR_FAIL(correctable(ctx, opened, ContactId(contact.id)));
  return conflict_page(ctx, opened, now, version, typed.contact);
}

}  // namespace

void page_routes(Routes& r) {
  r.get("/faelle/{case}/kontakte/neu", needs(Right::case_contact), show_new, "Kontakt erfassen (Formular)");
  r.post("/faelle/{case}/kontakte/neu", needs(Right::case_contact), post_new, "Kontakt erfassen");
  r.get("/faelle/{case}/kontakte/{contact}", needs(Right::case_contact), show_correct,
        "Kontakt berichtigen (Formular)");
  r.post("/faelle/{case}/kontakte/{contact}", needs(Right::case_contact), post_correct, "Kontakt berichtigen");
}

}  // namespace kim::contacts
