// Panels beside the form, entries of the timeline, the panel on Mein Tag.
#include "domain/contacts/contact_views.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/contacts/contact_store.h"

namespace kim::contacts {
namespace {

namespace h = kim::html;
using access::Permit;
using h::Fragment;

constexpr std::size_t open_rows = 4;

bool is_readable(const Context& ctx, const Permit& permit, const records::Stored<Contact>& contact) {
  return may_read_text(contact.value, reader_of(ctx, permit, contact));
}

// ---- beside the form ----

Fragment last_time(Context& ctx, const Permit& permit, const records::Stored<Contact>& contact) {
  const std::string head = when_text(contact.value, ctx.today()) + " · " + title_of(contact.value);
  const Fragment note = is_readable(ctx, permit, contact) ? ui::lines(contact.value.note)
                                                          : Fragment(h::all(tr("Diese Notiz ist anvertraut.")));
  return ui::panel("h-zuletzt", tr("Beim letzten Mal"),
                   h::all(ui::meta(head), h::div_(h::cls("kim-top-s"), note),
                          h::p(h::cls("kim-top-s"),
                               ui::text_link(cases::case_href(permit.case_id(), "verlauf"), tr("Zum Verlauf")))));
}

Fragment due_of(const tasks::Task& task, Day today) {
  if (tasks::urgency(task, today) == tasks::Urgency::overdue)
    return ui::due(ui::in_days(*task.due_on, today), ui::Due::late);
  return task.due_on ? h::all(tr("bis"), " ", ui::date(*task.due_on)) : Fragment();
}

Fragment open_steps(const Context& ctx, const Permit& permit, const std::vector<records::Stored<tasks::Task>>& open) {
  std::vector<ui::Row> rows;
  for (const auto& task : open) {
    if (rows.size() == open_rows) break;
    ui::Row row;
    row.title = ui::row_title(tasks::task_href(permit.case_id(), TaskId(task.id)), task.value.title);
    row.meta = due_of(task.value, ctx.today());
    rows.push_back(std::move(row));
  }
  ui::PanelLook look;
  look.link = ui::link(cases::case_href(permit.case_id(), "aufgaben"), tr("Alle"), " " + tr("Aufgaben"));
  return ui::panel("h-schritte", tr("Offene Schritte"), ui::rows(rows, ui::RowsLook::plain), look);
}

// ---- timeline ----

/// Contacts know their day only; one noted on its day stands where it was noted, others at noon.
Moment moment_of(const records::Stored<Contact>& contact) {
  const Day day = contact.value.on.value_or(local_day(contact.created_at));
  return local_day(contact.created_at) == day ? contact.created_at : start_of_local_day(day) + std::chrono::hours(12);
}

std::string interpreting(const Contact& contact) {
  if (contact.interpreter.empty()) return {};
  const std::string kind =
      contact.interpreter == "none" ? tr("ohne Sprachmittlung") : code_label("interpreter_kind", contact.interpreter);
  if (contact.interpreter_language.empty()) return kind;
  return code_label("language", contact.interpreter_language) + ": " + kind;
}

std::vector<std::string> words_below(Context& ctx, const records::Stored<Contact>& contact) {
  std::vector<std::string> words{access::account_name(ctx, contact.created_by)};
  const auto add = [&](std::string text) {
    if (!text.empty()) words.push_back(std::move(text));
  };
  add(contact.value.place);
  if (!contact.value.present.empty()) add(trf("dabei: {}", {contact.value.present}));
  add(interpreting(contact.value));
  for (const std::string& field : contact.value.fields) add(code_label("field_of_action", field));
  return words;
}

Fragment meta_of(Context& ctx, const Permit& permit, const records::Stored<Contact>& contact) {
  const std::string title = title_of(contact.value) + ", " + when_text(contact.value, ctx.today());
  const bool correctable = permit.may_contact() && may_correct(contact.value, reader_of(ctx, permit, contact));
  return h::all(text::join(words_below(ctx, contact), " · "), h::when(correctable, [&] {
                  return h::all(" · ", ui::text_link(contact_href(permit.case_id(), contact.id), tr("Berichtigen"),
                                                     ": " + title));
                }));
}

TimelineEntry entry_of(Context& ctx, const Permit& permit, const records::Stored<Contact>& contact) {
  TimelineEntry entry;
  entry.at = moment_of(contact);
  entry.kind = "contact";
  entry.icon = icon_of(contact.value);
  if (!is_readable(ctx, permit, contact)) {
    entry.title = h::all(tr("Anvertrauter Kontakt"));
    entry.when = contact.value.on ? german_short(*contact.value.on, ctx.today()) : std::string();
    entry.meta = h::all(access::account_name(ctx, contact.created_by));
    return entry;
  }
  entry.title = h::all(title_of(contact.value), contact.value.entrusted ? ", " + tr("anvertraut") : std::string());
  entry.when = when_text(contact.value, ctx.today());
  entry.text = ui::lines(contact.value.note);
  entry.meta = meta_of(ctx, permit, contact);
  return entry;
}

Day monday_of(Day day) { return day - (std::chrono::weekday(day) - std::chrono::Monday); }

}  // namespace

drafts::Key draft_key(CaseId id) { return {"contact", id.value()}; }

std::string contact_href(CaseId case_id, std::int64_t contact) {
  return cases::case_href(case_id, "kontakte/" + std::to_string(contact));
}

html::Fragment side_panels(Context& ctx, const Permit& permit, const Contacts& last,
                           const std::vector<records::Stored<tasks::Task>>& open) {
  return h::all(h::when(!last.empty(), [&] { return last_time(ctx, permit, last.front()); }),
                h::when(!open.empty(), [&] { return open_steps(ctx, permit, open); }));
}

void timeline(Context& ctx, const Permit& permit, std::vector<TimelineEntry>& entries) {
  for (const auto& contact : contacts_of(ctx, permit)) entries.push_back(entry_of(ctx, permit, contact));
}

std::vector<std::pair<Day, std::int64_t>> my_days_since(Context& ctx, Day from) {
  return store::days_of_author(ctx.db(), ctx.actor.account, from);
}

html::Fragment week_panel(Context& ctx) {
  if (!ctx.actor.may(access::Right::case_contact)) return {};
  const auto noted = store::count_of_author(ctx.db(), ctx.actor.account, monday_of(ctx.today()));
  const auto open = cases::my_open_count(ctx);
  return ui::panel("h-woche", tr("Diese Woche"),
                   ui::facts({{tr("Kontakte seit Montag"), h::all(text::german_number(noted))},
                              {tr("Ihre offenen Fälle"), ui::text_link("/faelle", text::german_number(open))}},
                             ui::FactsLook::two),
                   {.link = ui::link("/meine-woche", tr("Meine Woche"))});
}

}  // namespace kim::contacts
