// Two files side by side, what would be kept, what hangs on either; merging, and taking it back.
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/page.h"
#include "domain/duplicates/duplicate_pages.h"
#include "domain/duplicates/duplicates_store.h"
#include "domain/people/merge.h"
#include "domain/people/people_panels.h"
#include "domain/records/history_view.h"
#include "platform/forms/forms.h"
#include "platform/html/components.h"
#include "platform/html/decisions.h"

namespace kim::duplicates {
namespace {

using access::Right;
using people::person_href;
using namespace html;

struct Side {
  access::SubjectPermit permit;
  records::Stored<people::Person> person;
  [[nodiscard]] PersonId id() const { return PersonId(person.id); }
  [[nodiscard]] std::string name() const { return people::full_name(person.value); }
};

Result<Side> open_side(Context& ctx, PersonId id) {
  auto permit = TRY(access::permit_person(ctx, id, Right::person_write));
  auto person = TRY(people::load_person(ctx.db(), permit));
  return Side{std::move(permit), std::move(person)};
}

void note_opened(Context& ctx, const Side& side) {
  records::opened(ctx, "person", side.person.id, records::owner(side.permit), "compare_page");
}

// ---- the fields ----

std::string input_name(const record::Field& field) { return "wert_" + std::string(field.name); }

Fragment choice(const record::Field& field, std::string_view chosen_value, const std::string& whose,
                const std::string& text, bool chosen) {
  return html::label(cls("kim-version"),
                     input(type("radio"), name_(input_name(field)), value(chosen_value), checked(chosen)),
                     span(cls("kim-meta"), whose), span(cls("kim-version__text"), text));
}

Fragment question(Context& ctx, const record::Field& field, const Side& kept, const Side& other, bool take_other) {
  const auto text = [&](const Side& side) { return records::shown_value(ctx, field, field.get(&side.person.value)); };
  return fieldset(
      cls("kern-fieldset kim-conflict__field"), legend(cls("kern-label"), tr(field.label)),
      div_(cls("kim-versions"), choice(field, "1", trf("bleibt: {}", {kept.name()}), text(kept), !take_other),
           choice(field, "2", trf("aus der anderen Akte: {}", {other.name()}), text(other), take_other)));
}

/// What needs no question: equal on both sides, or known to one alone.
Fragment taken_over(Context& ctx, const people::Person& result, const std::vector<people::FieldPair>& pairs) {
  std::vector<ui::Fact> facts;
  for (const auto& pair : pairs)
    if (!pair.clash)
      facts.push_back(
          {tr(pair.field->label), ui::lines(records::shown_value(ctx, *pair.field, pair.field->get(&result)))});
  if (!result.aliases.empty()) facts.push_back({tr("Andere Schreibweisen"), ui::lines(result.aliases)});
  return ui::section({.id = "h-ohne-frage", .title = tr("Das steht danach in der Akte")}, ui::facts(facts));
}

std::vector<std::string> taken_in(const http::Form& form, const std::vector<people::FieldPair>& pairs) {
  std::vector<std::string> taken;
  for (const auto& pair : pairs)
    if (pair.clash && form.get(input_name(*pair.field)) == "2") taken.emplace_back(pair.field->name);
  return taken;
}

// ---- what hangs on either ----

std::string label_of_record(const Context& ctx, std::string_view name) {
  for (const Slice& slice : ctx.services.slices)
    for (const record::Record* record : slice.records)
      if (record->name == name) return tr(record->label);
  return {};
}

Fragment hanging_panel(Context& ctx, const Side& side, std::string_view id) {
  std::vector<Fragment> lines;
  for (const auto& one : store::cases_of(ctx.db(), side.permit))
    lines.push_back(li(a(href("/faelle/" + std::to_string(one.id.value())), one.number),
                       when(one.closed, [] { return all(" ", tr("(abgeschlossen)")); })));
  for (const auto& [what, count] : store::hanging(ctx.db(), side.permit)) {
    const std::string label = label_of_record(ctx, what);
    if (!label.empty() && count > 0 && what != "person" && what != "case")
      lines.push_back(li(label, ": ", std::to_string(count)));
  }
  return ui::panel(id, trf("Akte {}", {side.name()}),
                   all(p(cls("kim-meta"), trf("angelegt am {}", {german(local_day(side.person.created_at))})),
                       lines.empty() ? p(cls("kim-meta"), tr("Daran hängt noch nichts.")) : ul(cls("kim-list"), lines),
                       p(a(href(person_href(side.id())), tr("Akte öffnen")))));
}

// ---- the page ----

struct Compare {
  const Side &kept, &other;
  const http::Form& typed;
  std::string error{};
  int status = 200;
  forms::Input dismissal{};  // the reason typed for "sind verschiedene Personen"
};

Fragment versions(const Side& kept, const Side& other) {
  const auto hidden = [](std::string_view name, std::int64_t number) {
    return input(type("hidden"), name_(name), value(std::to_string(number)));
  };
  return all(hidden("mit", other.person.id), hidden("version", kept.person.version),
             hidden("version_andere", other.person.version));
}

Fragment sure_box() {
  return ui::tick_box("sicher", "1", tr("Ich habe beide Akten verglichen: Es ist dieselbe Person."));
}

Fragment merge_form(Context& ctx, const Compare& compare, const std::vector<people::FieldPair>& pairs,
                    const std::vector<std::string>& taken) {
  std::vector<Fragment> questions;
  for (const auto& pair : pairs)
    if (pair.clash)
      questions.push_back(question(ctx, *pair.field, compare.kept, compare.other,
                                   std::ranges::find(taken, pair.field->name) != taken.end()));
  const ui::Confirmation confirmation{
      .content = all(all(questions), sure_box()),
      .consequences_title = tr("Das geschieht beim Zusammenführen"),
      .consequences =
          {trf("Gefunden wird nur noch die Akte {}, unter allen Schreibweisen.", {compare.kept.name()}),
           tr("Fälle, Einwilligungen, Entbindungen, Kontakte und Aufgaben bleiben, wo sie sind, und sind von "
              "beiden Seiten erreichbar."),
           tr("Keine Einwilligung und keine Entbindung gilt dadurch für mehr als vorher."),
           tr("Sie können die Zusammenführung jederzeit aufheben.")},
      .button = tr("Akten zusammenführen"),
      .cancel_href = std::string(list_href),
      .danger = false};
  return post_form(ctx, person_href(compare.kept.id(), "zusammenfuehren"),
                   all(versions(compare.kept, compare.other), ui::confirmation(confirmation)),
                   "kim-form kim-form--wide kim-conflict");
}

Fragment likeness_note(const Compare& compare) {
  const auto likeness = people::likeness_of(compare.kept.person.value, compare.other.person.value);
  const std::string reasons = text::join(likeness.reasons, ", ");
  return ui::note("info", all(trf("KIM hält die beiden für: {0} ({1}).", {people::label(likeness.grade), reasons})));
}

Fragment different_form(Context& ctx, const Compare& compare) {
  return post_form(
      ctx,
      std::string(list_href) + "/" + std::to_string(compare.kept.person.id) + "/" +
          std::to_string(compare.other.person.id) + "/verschieden",
      all(forms::control(dismissal_record, "reason", compare.dismissal),
          ui::actions(all(ui::submit(tr("Sind verschiedene Personen"), {.weight = ui::Weight::secondary}),
                          ui::link_button(compare_href(compare.other.id(), compare.kept.id()),
                                          tr("Die andere Akte behalten"), {.weight = ui::Weight::tertiary})))));
}

http::Response compare_page(Context& ctx, const Compare& compare) {
  const auto pairs = people::compared(compare.kept.person.value, compare.other.person.value);
  const auto taken = taken_in(compare.typed, pairs);
  const auto result = people::merged(compare.kept.person.value, compare.other.person.value, taken);
  Page page;
  page.title = tr("Ist das dieselbe Person?");
  page.title_detail = tr("Akten vergleichen");
  page.sub = name_and_birth(compare.kept.person.value) + " / " + name_and_birth(compare.other.person.value);
  page.crumbs = {{tr("Doppelte Personen"), std::string(list_href)}, {tr("Vergleichen"), ""}};
  page.status = compare.status;
  page.error = compare.status != 200;
  page.content = ui::stack(all(
      when(!compare.error.empty(), [&] { return ui::alert(ui::Tone::danger, compare.error, {}, ui::Announce::alert); }),
      forms::error_summary(tr("Die Entscheidung ist noch nicht gespeichert."), compare.dismissal.errors),
      likeness_note(compare), different_form(ctx, compare),
      ui::split(all(taken_over(ctx, result, pairs), merge_form(ctx, compare, pairs, taken)),
                all(hanging_panel(ctx, compare.kept, "h-bleibt"), hanging_panel(ctx, compare.other, "h-andere")))));
  note_opened(ctx, compare.kept);
  note_opened(ctx, compare.other);
  return show(ctx, std::move(page));
}

/// Without a second file: who comes into question.
http::Response choose_page(Context& ctx, const Ask& ask, const Side& kept) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::person_write));
  std::vector<ui::Row> rows;
  for (const auto& like : people::lookalikes(ctx, scope, kept.id(), kept.person.value))
    rows.push_back({.title = ui::row_title(compare_href(kept.id(), like.other.id), name_and_birth(like.other.person)),
                    .meta = all(text::join(like.likeness.reasons, " · "))});
  Page page;
  page.title = tr("Mit welcher Akte zusammenführen?");
  page.sub = name_and_birth(kept.person.value);
  page.crumbs = {{kept.name(), person_href(kept.id())}, {tr("Zusammenführen"), ""}};
  page.content = rows.empty() ? ui::empty_state(tr("Niemand Ähnliches in Ihrem Bereich"),
                                                tr("Verglichen wurden Namen in allen Schreibweisen und Geburtsdaten."),
                                                ui::link_button(person_href(kept.id()), tr("Zur Person")))
                              : ui::rows(rows);
  note_opened(ctx, kept);
  return show(ctx, std::move(page));
}

http::Response show_compare(Context& ctx, const Ask& ask) {
  const Side kept = SHOW_OR_FAIL(open_side(ctx, ask.id<PersonId>()));
  if (!ask.request.query.has("mit")) return choose_page(ctx, ask, kept);
  const PersonId with(ask.request.query.integer("mit"));
  if (with == kept.id()) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  const Side other = SHOW_OR_FAIL(open_side(ctx, with));
  return compare_page(ctx, {kept, other, ask.form});
}

http::Response post_merge(Context& ctx, const Ask& ask) {
  const Side kept = SHOW_OR_FAIL(open_side(ctx, ask.id<PersonId>()));
  const Side other = SHOW_OR_FAIL(open_side(ctx, PersonId(ask.form.integer("mit"))));
  if (!ask.form.has("sicher"))
    return compare_page(
        ctx, {kept, other, ask.form,
              tr("Bestätigen Sie, dass Sie beide Akten verglichen haben. Es ist noch nichts geschehen."), 422});
  const auto pairs = people::compared(kept.person.value, other.person.value);
  const auto merged = people::merge_persons(ctx, {kept.id(), other.id(), ask.form.integer("version"),
                                                  ask.form.integer("version_andere"), taken_in(ask.form, pairs)});
  if (merged) return done(ctx, person_href(kept.id()), tr("Die Akten sind zusammengeführt"));
  const Error& error = merged.error();
  const bool again = error.code == ErrorCode::conflict || error.code == ErrorCode::invalid;
  if (!again) return error_page(ctx, ask, error);
  return compare_page(ctx, {kept, other, ask.form, error.message, error.code == ErrorCode::conflict ? 409 : 422});
}

http::Response post_dismiss(Context& ctx, const Ask& ask) {
  Dismissal dismissal;
  const forms::Input input{ask.form, forms::parse(dismissal_record, ask.form, ctx.today(), &dismissal)};
  if (!input.errors.empty()) {
    const Side kept = SHOW_OR_FAIL(open_side(ctx, ask.id<PersonId>(0)));
    const Side other = SHOW_OR_FAIL(open_side(ctx, ask.id<PersonId>(1)));
    return compare_page(ctx, {kept, other, ask.form, {}, 422, input});
  }
  SHOW_OR_FAIL(dismiss(ctx, ask.id<PersonId>(0), ask.id<PersonId>(1), dismissal));
  return done(ctx, std::string(list_href), tr("Festgehalten: Es sind verschiedene Personen"));
}

http::Response post_undo(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(people::undo_merge(ctx, ask.id<PersonId>(0), ask.number(1)));
  return done(ctx, person_href(ask.id<PersonId>(0)),
              tr("Die Zusammenführung ist aufgehoben, beide Akten sind wie zuvor"));
}

}  // namespace

void merge_routes(Routes& r) {
  r.get("/personen/{person}/zusammenfuehren", needs(Right::person_write), show_compare,
        "Zwei Akten vergleichen, mit Vorschau auf das Zusammenführen");
  r.post("/personen/{person}/zusammenfuehren", needs(Right::person_write), post_merge, "Zwei Akten zusammenführen");
  r.post("/personen/dubletten/{person}/{other}/verschieden", needs(Right::person_write), post_dismiss,
         "Festhalten, dass es verschiedene Personen sind");
  r.post("/personen/{person}/zusammenfuehrungen/{merge}/aufheben", needs(Right::person_write), post_undo,
         "Eine Zusammenführung aufheben");
}

}  // namespace kim::duplicates
