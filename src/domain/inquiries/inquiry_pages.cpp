// Pages of inquiries: list, new, one with its next acts, change, end. Short advice is in short_advice_pages.cpp.
#include "domain/inquiries/inquiry_pages.h"
#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/drafts/draft.h"
#include "domain/inquiries/inquiry_views.h"
#include "domain/records/conflict.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::inquiries {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view nav = "/anfragen";

drafts::Key draft_key() { return {"inquiry", 0}; }
SubjectId subject(const Ask& ask) { return ask.id<SubjectId>(); }

// ---- list ----

void note_listed(Context& ctx, std::size_t rows) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = inquiry_record.name,
                   .purpose = "inquiries",
                   .note = "rows=" + std::to_string(rows),
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

http::Response list_page(Context& ctx, const Ask& ask) {
  const auto scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::inquiry_read));
  const long long total = store::count_open(ctx.db(), scope);
  const long long page_number = ui::page_of(ask.request.query, total);
  const auto list = store::open_inquiries(ctx.db(), scope, ui::kPerPage, (page_number - 1) * ui::kPerPage);
  Page page;
  page.title = tr("Wer wartet auf eine Antwort?");
  page.nav = nav;
  page.sub =
      tr("Erste Kontakte, noch ohne Fallakte. Nach 30 Tagen werden sie gelöscht, wenn keine Einwilligung folgt.");
  page.actions = all(ui::link_button("/anfragen/neu", tr("Neue Anfrage"), {.icon = "add"}),
                     ui::link_button("/kurzberatung", tr("Kurzberatung zählen"), {.weight = ui::Weight::secondary}));
  if (total > 0)
    page.content = ui::table_head(trn("{} Anfrage", "{} Anfragen", total), tr("die nächste Löschung zuerst"));
  page.content += inquiry_list(ctx, list);
  page.content += ui::paging(ask.request.query, total);
  note_listed(ctx, list.size());
  return show(ctx, std::move(page));
}

// ---- new and change ----

struct FormTarget {
  std::string title, crumb, action, back;
  std::int64_t version = 0;  // 0: new
};

Fragment form_children(Context& ctx, const forms::Input& input, const FormTarget& target, const Fragment& end) {
  return all(inquiry_controls(ctx, input),
             when(target.version != 0,
                  [&] { return html::input(type("hidden"), name_("version"), value(std::to_string(target.version))); }),
             ui::form_actions(ui::submit(tr("Anfrage speichern")), target.back, end));
}

http::Response form_page(Context& ctx, const forms::Input& input, const FormTarget& target, const Fragment& form) {
  Page page;
  page.title = target.title;
  page.nav = nav;
  page.crumbs = {{tr("Anfragen"), std::string(nav)}, {target.crumb, {}}};
  page.sub = tr("Erster Kontakt, noch ohne Fallakte. Wird nach 30 Tagen gelöscht, wenn keine Einwilligung folgt.");
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = div_(cls("kim-form--narrow kim-stack"),
                      forms::error_summary(tr("Die Anfrage ist noch nicht gespeichert."), input.errors), form);
  return show(ctx, std::move(page));
}

http::Response new_form(Context& ctx, const forms::Input& input, const drafts::Found& draft) {
  const FormTarget target{tr("Neue Anfrage"), tr("Neue Anfrage"), "/anfragen/neu", std::string(nav)};
  const drafts::Place place{draft_key(), tr("Neue Anfrage"), target.action};
  const Fragment form = drafts::draft_form(
      ctx, target.action, place, form_children(ctx, input, target, drafts::form_end(draft_key(), draft.resumed)));
  return form_page(ctx, input, target, all(drafts::notice(ctx, draft.offered), form));
}

forms::Input new_input(Context& ctx) {
  Inquiry inquiry;
  inquiry.received_on = ctx.today();
  return forms::input_from(inquiry_record, &inquiry);
}

http::Response new_page(Context& ctx, const Ask& ask) {
  const auto draft = drafts::look(ctx, ask, draft_key());
  return new_form(ctx, draft.resumed ? forms::Input{draft.resumed->content, {}} : new_input(ctx), draft);
}

Result<InquiryId> receive_from_form(Context& ctx, const Inquiry& inquiry) {
  auto id = receive(ctx, inquiry);
  if (!id) return id;
  const auto gone = ctx.transact([&](db::Tx& tx) -> Result<void> {
    drafts::discard(ctx, tx, draft_key());
    return {};
  });
  CHECK(gone.has_value());
  return id;
}

http::Response post_new(Context& ctx, const Ask& ask) {
  Inquiry inquiry;
  forms::Input input{ask.form, forms::parse(inquiry_record, ask.form, ctx.today(), &inquiry)};
  if (input.errors.empty()) input.errors = check(inquiry, ctx.today());
  if (!input.errors.empty()) return new_form(ctx, input, {});
  const auto id = receive_from_form(ctx, inquiry);
  if (id) return done(ctx, inquiry_href(*id), trf("Anfrage von {} gespeichert", {inquiry.name}));
  if (id.error().fields.empty()) return error_page(ctx, ask, id.error());
  input.errors = id.error().fields;
  return new_form(ctx, input, {});
}

FormTarget change_target(const Ask& ask, std::int64_t version) {
  const auto id = ask.id<InquiryId>();
  return {tr("Anfrage ändern"), tr("Ändern"), inquiry_href(id, "bearbeiten"), inquiry_href(id), version};
}

http::Response change_form(Context& ctx, const Ask& ask, const forms::Input& input, std::int64_t version) {
  const FormTarget target = change_target(ask, version);
  return form_page(ctx, input, target,
                   post_form(ctx, target.action, form_children(ctx, input, target, {}), "kim-form"));
}

http::Response change_page(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_subject(ctx, subject(ask), Right::inquiry_write));
  const auto inquiry = SHOW_OR_FAIL(load_inquiry(ctx.db(), permit));
  records::opened(ctx, inquiry_record.name, inquiry.id, store::owner(permit), "inquiry_form");
  return change_form(ctx, ask, forms::input_from(inquiry_record, &inquiry.value), inquiry.version);
}

http::Response conflict_page(Context& ctx, const Ask& ask, const Inquiry& mine) {
  const auto permit = SHOW_OR_FAIL(access::permit_subject(ctx, subject(ask), Right::inquiry_write));
  const auto theirs = SHOW_OR_FAIL(load_inquiry(ctx.db(), permit));
  const FormTarget target = change_target(ask, theirs.version);
  Page page = records::conflict_page(ctx, tr("Diese Anfrage hat inzwischen jemand anderes geändert"),
                                     store::inquiry_table(), store::owner(permit), theirs, ask.form.integer("version"),
                                     mine, {target.action, target.back});
  page.nav = nav;
  return show(ctx, std::move(page));
}

http::Response post_change(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(access::permit_subject(ctx, subject(ask), Right::inquiry_write));
  Inquiry inquiry;
  forms::Input input{ask.form, forms::parse(inquiry_record, ask.form, ctx.today(), &inquiry)};
  if (input.errors.empty()) input.errors = check(inquiry, ctx.today());
  const std::int64_t version = ask.form.integer("version");
  if (!input.errors.empty()) return change_form(ctx, ask, input, version);
  const auto saved = change_inquiry(ctx, ask.id<InquiryId>(), version, inquiry);
  if (saved) return done(ctx, inquiry_href(ask.id<InquiryId>()), tr("Anfrage gespeichert"));
  if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, inquiry);
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  input.errors = saved.error().fields;
  return change_form(ctx, ask, input, version);
}

// ---- one inquiry ----

http::Response one_page(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_subject(ctx, subject(ask), Right::inquiry_read));
  const auto inquiry = SHOW_OR_FAIL(load_inquiry(ctx.db(), permit));
  Page page;
  page.title = trf("Anfrage von {}", {inquiry.value.name});
  page.nav = nav;
  page.crumbs = {{tr("Anfragen"), std::string(nav)}, {inquiry.value.name, {}}};
  page.sub = tr("Erster Kontakt, noch ohne Fallakte");
  page.actions = ui::link_button(inquiry_href(InquiryId(inquiry.id), "bearbeiten"), tr("Angaben ändern"),
                                 {.weight = ui::Weight::secondary});
  page.content = inquiry_view(ctx, inquiry);
  records::opened(ctx, inquiry_record.name, inquiry.id, store::owner(permit), "inquiry_page");
  return show(ctx, std::move(page));
}

// ---- the two ends ----

struct Ending {
  std::string title, sub;
};

Page ending_page(const records::Stored<Inquiry>& inquiry, Ending ending) {
  Page page;
  page.title = std::move(ending.title);
  page.nav = nav;
  page.crumbs = {
      {tr("Anfragen"), std::string(nav)}, {inquiry.value.name, inquiry_href(InquiryId(inquiry.id))}, {page.title, {}}};
  page.sub = std::move(ending.sub);
  return page;
}

http::Response end_page(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_subject(ctx, subject(ask), Right::inquiry_write));
  const auto inquiry = SHOW_OR_FAIL(load_inquiry(ctx.db(), permit));
  const std::string here = inquiry_href(InquiryId(inquiry.id));
  Page page = ending_page(inquiry, {tr("Anfrage beenden"), trf("Anfrage von {}", {inquiry.value.name})});
  ui::Confirmation ask_first;
  ask_first.consequences = {tr("Name, Rückruf und Anliegen werden gelöscht. Das lässt sich nicht rückgängig machen."),
                            tr("Es bleibt nur die Zahl: eine Anfrage ohne Fallakte.")};
  ask_first.button = tr("Anfrage löschen");
  ask_first.cancel_href = here;
  page.content = post_form(ctx, here + "/beenden", ui::confirmation(ask_first));
  return show(ctx, std::move(page));
}

http::Response post_end(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(end_inquiry(ctx, ask.id<InquiryId>()));
  return done(ctx, std::string(nav), tr("Anfrage beendet, die Angaben sind gelöscht"));
}

http::Response advice_form(Context& ctx, const records::Stored<Inquiry>& inquiry, const forms::Input& input) {
  const std::string here = inquiry_href(InquiryId(inquiry.id));
  Page page = ending_page(
      inquiry, {tr("Kurzberatung genügt"),
                tr("Zählt eine Kurzberatung ohne Namen. Name, Rückruf und Anliegen werden dabei gelöscht.")});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = div_(
      cls("kim-form--narrow kim-stack"),
      forms::error_summary(tr("Die Kurzberatung ist noch nicht gezählt."), input.errors),
      post_form(ctx, here + "/kurzberatung",
                all(advice_controls(ctx, input), ui::form_actions(ui::submit(tr("Zählen und Anfrage löschen")), here)),
                "kim-form"));
  return show(ctx, std::move(page));
}

http::Response advice_page(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_subject(ctx, subject(ask), Right::inquiry_write));
  const auto inquiry = SHOW_OR_FAIL(load_inquiry(ctx.db(), permit));
  ShortAdvice advice;
  advice.on = ctx.today();
  advice.language = inquiry.value.language;
  advice.access_route = inquiry.value.access_route;
  advice.municipality = inquiry.value.municipality;
  return advice_form(ctx, inquiry, forms::input_from(short_advice_record, &advice));
}

http::Response post_advice(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_subject(ctx, subject(ask), Right::inquiry_write));
  const auto inquiry = SHOW_OR_FAIL(load_inquiry(ctx.db(), permit));
  ShortAdvice advice;
  forms::Input input{ask.form, forms::parse(short_advice_record, ask.form, ctx.today(), &advice)};
  if (!input.errors.empty()) return advice_form(ctx, inquiry, input);
  const auto saved = end_with_advice(ctx, InquiryId(inquiry.id), advice);
  if (saved) return done(ctx, std::string(nav), tr("Kurzberatung gezählt, die Anfrage ist gelöscht"));
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  input.errors = saved.error().fields;
  return advice_form(ctx, inquiry, input);
}

}  // namespace

void inquiry_routes(Routes& r) {
  r.get("/anfragen", needs(Right::inquiry_read), list_page, "Offene Anfragen");
  r.get("/anfragen/neu", needs(Right::inquiry_write), new_page, "Formular einer neuen Anfrage");
  r.post("/anfragen/neu", needs(Right::inquiry_write), post_new, "Anfrage aufnehmen");
  r.get("/anfragen/{inquiry}", needs(Right::inquiry_read), one_page, "Eine Anfrage mit den nächsten Schritten");
  r.get("/anfragen/{inquiry}/bearbeiten", needs(Right::inquiry_write), change_page,
        "Formular zum Ändern einer Anfrage");
  r.post("/anfragen/{inquiry}/bearbeiten", needs(Right::inquiry_write), post_change, "Anfrage ändern");
  r.get("/anfragen/{inquiry}/beenden", needs(Right::inquiry_write), end_page, "Frage vor dem Beenden einer Anfrage");
  r.post("/anfragen/{inquiry}/beenden", needs(Right::inquiry_write), post_end, "Anfrage beenden und löschen");
  r.get("/anfragen/{inquiry}/kurzberatung", needs(Right::inquiry_write), advice_page, "Formular: Kurzberatung genügt");
  r.post("/anfragen/{inquiry}/kurzberatung", needs(Right::inquiry_write), post_advice,
         "Kurzberatung zählen und Anfrage löschen");
}

}  // namespace kim::inquiries
