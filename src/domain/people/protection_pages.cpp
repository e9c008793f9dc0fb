// Protecting a person: the form, the panel on the person's page, the end. What it is not: who may see whom (access).
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/people/people_pages.h"
#include "domain/people/people_panels.h"
#include "domain/people/people_store.h"
#include "domain/records/conflict.h"
#include "platform/html/decisions.h"

namespace kim::people {
namespace {

using access::Right;
using namespace html;
using Found = records::Stored<Protection>;

std::string href_of(PersonId person, std::string_view act = {}) {
  return person_href(person, "schutz" + (act.empty() ? std::string() : "/" + std::string(act)));
}

/// What it means, before one does it.
Fragment effect() {
  return ui::note("info",
                  all(tr("Ab dem Speichern sehen nur noch Sie und Ihre Vertretung diese Person. Ihr Team sieht, "
                         "dass es einen Fall gibt, aber keinen Namen und keinen Inhalt; die Suche findet sie "
                         "nicht. Im Notfall lässt sich der Fall mit Grund öffnen, das wird geprüft.")));
}

http::Response form_page(Context& ctx, const OpenPerson& opened, const forms::Input& input,
                         const std::optional<Found>& now) {
  const Fragment controls = all(forms::control(protection_record, "reason", input, {.radios = false}),
                                forms::control(protection_record, "note", input, {.text_rows = 3}),
                                forms::control(protection_record, "review_on", input));
  return show_form(ctx, opened, input,
                   {.title = now ? tr("Schutz prüfen") : tr("Person schützen"),
                    .what = tr("Der Schutz ist noch nicht gespeichert."),
                    .action = href_of(opened.id()),
                    .button = now ? tr("Schutz verlängern") : tr("Person schützen"),
                    .controls = controls,
                    .above = now ? Fragment() : effect(),
                    .version = now ? now->version : 0});
}

http::Response show_protection(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  const auto now = protection_of(ctx.db(), opened.permit);
  const Protection start = now ? now->value : Protection{};
  auto page = form_page(ctx, opened, forms::input_from(protection_record, &start), now);
  records::opened(ctx, protection_record.name, now ? now->id : 0, records::owner(opened.permit), "person_form");
  return page;
}

http::Response conflict_answer(Context& ctx, const Ask& ask, const Protection& mine) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  const auto theirs = protection_of(ctx.db(), opened.permit);
  if (!theirs) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  Page page =
      records::conflict_page(ctx, tr("Diesen Schutz hat inzwischen jemand anderes geändert"), protection_table(),
                             records::owner(opened.permit), *theirs, ask.form.integer("version"), mine,
                             {href_of(opened.id()), person_href(opened.id())});
  page.crumbs = {
      {tr("Suche"), "/suche"}, {full_name(opened.person.value), person_href(opened.id())}, {tr("Schutz prüfen"), ""}};
  return show(ctx, std::move(page));
}

Result<void> save(Context& ctx, PersonId id, const std::optional<Found>& now, std::int64_t version,
                  const Protection& protection) {
  if (version > 0 && now) return review_protection(ctx, id, now->id, version, protection);
  TRY(protect(ctx, id, protection));
  return {};
}

http::Response post_protection(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  const auto now = protection_of(ctx.db(), opened.permit);
  Protection protection;
  forms::Input input{ask.form, forms::parse(protection_record, ask.form, ctx.today(), &protection)};
  if (!input.errors.empty()) return form_page(ctx, opened, input, now);
  const std::int64_t version = ask.form.integer("version");
  const auto saved = save(ctx, opened.id(), now, version, protection);
  if (saved) return done(ctx, person_href(opened.id()), tr("Der Schutz ist gespeichert und gilt ab sofort"));
  if (saved.error().code == ErrorCode::conflict && version > 0) return conflict_answer(ctx, ask, protection);
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  input.errors = saved.error().fields;
  return form_page(ctx, opened, input, now);
}

http::Response show_end(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  if (!protection_of(ctx.db(), opened.permit)) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  Page page;
  page.title = tr("Schutz beenden?");
  page.sub = full_name(opened.person.value);
  page.crumbs = {{tr("Suche"), "/suche"}, {page.sub, person_href(opened.id())}, {page.title, ""}};
  const ui::Confirmation confirmation{
      .consequences = {tr("Ihr Team sieht Namen und Inhalte wieder und findet die Person in der Suche."),
                       tr("Der Grund bleibt gespeichert.")},
      .button = tr("Schutz beenden"),
      .cancel_href = person_href(opened.id())};
  page.content = post_form(ctx, href_of(opened.id(), "beenden"), ui::confirmation(confirmation));
  return show(ctx, std::move(page));
}

http::Response post_end(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  const auto now = protection_of(ctx.db(), opened.permit);
  if (!now) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  SHOW_OR_FAIL(end_protection(ctx, opened.id(), now->id));
  return done(ctx, person_href(opened.id()), tr("Der Schutz ist beendet"));
}

}  // namespace

Fragment protection_panel(Context& ctx, const OpenPerson& opened) {
  const auto now = protection_of(ctx.db(), opened.permit);
  const bool may = ctx.actor.may(Right::person_write) && access::tied_to(ctx, ctx.db(), opened.permit.subject());
  if (!now && !may) return {};
  if (!now)
    return ui::panel("h-schutz", tr("Schutz"),
                     all(p(cls("kim-meta"), tr("Ihr Team kann diese Person sehen.")),
                         p(ui::text_link(href_of(opened.id()), tr("Person schützen")))));
  std::vector<ui::Fact> facts{{tr("Geschützt seit"), ui::date(now->value.begun_on.value_or(Day()))},
                              {tr("Grund"), all(code_label("protection_reason", now->value.reason))},
                              {tr("Prüfen am"), ui::date(now->value.review_on.value_or(Day()))}};
  if (!now->value.note.empty()) facts.push_back({tr("Zu beachten"), ui::lines(now->value.note)});
  return ui::panel("h-schutz", tr("Geschützte Person"),
                   all(ui::facts(facts), when(may, [&] {
                         return p(ui::text_link(href_of(opened.id()), tr("Prüfen oder verlängern")), br(),
                                  ui::text_link(href_of(opened.id(), "beenden"), tr("Schutz beenden")));
                       })));
}

void protection_routes(Routes& r) {
  const Guard guard = needs(Right::person_write);
  r.get("/personen/{person}/schutz", guard, show_protection, "Person schützen oder den Schutz prüfen (Formular)");
  r.post("/personen/{person}/schutz", guard, post_protection, "Person schützen oder den Schutz verlängern");
  r.get("/personen/{person}/schutz/beenden", guard, show_end, "Schutz einer Person beenden (Rückfrage)");
  r.post("/personen/{person}/schutz/beenden", guard, post_end, "Schutz einer Person beenden");
}

}  // namespace kim::people
