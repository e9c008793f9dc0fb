#include "domain/inquiries/inquiry_views.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/access/references.h"
#include "platform/html/tables.h"

namespace kim::inquiries {
namespace {

using namespace html;

constexpr int late_days = 7;  // before the erasure: call now or never

ui::Due level(Day expires, Day today) {
  return expires - today <= std::chrono::days(late_days) ? ui::Due::soon : ui::Due::plain;
}

std::string reach(const Inquiry& inquiry) {
  if (inquiry.call_back.empty()) return tr("kommt persönlich wieder");
  return inquiry.comes_back ? inquiry.call_back + " · " + tr("kommt persönlich wieder") : inquiry.call_back;
}

std::vector<Fragment> list_row(const records::Stored<Inquiry>& one, Day today) {
  const Inquiry& inquiry = one.value;
  return {ui::cell_main(inquiry_href(InquiryId(one.id)), inquiry.name, inquiry.concern), all(reach(inquiry)),
          all(inquiry.language.empty() ? std::string() : code_label("language", inquiry.language)),
          ui::date(*inquiry.received_on),
          ui::due(ui::in_days(*inquiry.expires_on, today), level(*inquiry.expires_on, today))};
}

Fragment facts_of(Context& ctx, const records::Stored<Inquiry>& one) {
  static constexpr std::string_view shown[] = {"concern", "language", "access_route", "received_on"};
  Fragment facts = ui::facts({{tr("So ist die Person erreichbar"), all(reach(one.value))}});
  facts += forms::facts(inquiry_record, &one.value, shown);
  const std::string place =
      label_of(references(ctx.services, ctx.db(), "municipality"), one.value.municipality.value());
  if (!place.empty()) facts += ui::facts({{tr("Kommune"), all(place)}});
  return facts;
}

Fragment next_acts(const records::Stored<Inquiry>& one) {
  const InquiryId id(one.id);
  const std::string case_href = "/faelle/neu?anfrage=" + std::to_string(one.id);
  return ui::section(
      {.id = "h-weiter", .title = tr("Wie geht es weiter?")},
      ui::rows({{{},
                 ui::row_title(case_href, tr("Einwilligung aufnehmen")),
                 all(tr("Die Person möchte begleitet werden: Person, Einwilligung und Fallakte in einem Zug.")),
                 {}},
                {{},
                 ui::row_title(inquiry_href(id, "kurzberatung"), tr("Kurzberatung genügt")),
                 all(tr("Zählt eine Kurzberatung ohne Namen und löscht die Anfrage.")),
                 {}},
                {{},
                 ui::row_title(inquiry_href(id, "beenden"), tr("Anfrage beenden")),
                 all(tr("Nicht erreicht, kein Bedarf, andere Stelle: löscht die Anfrage ohne Zählung.")),
                 {}}}));
}

Fragment expiry_panel(Context& ctx, const records::Stored<Inquiry>& one) {
  const Day expires = *one.value.expires_on;
  return ui::panel(
      "h-loeschen", tr("Wird gelöscht"),
      all(p(ui::due(ui::date(expires), level(expires, ctx.today())), " (", ui::in_days(expires, ctx.today()), ")"),
          ui::meta(tr("Bis dahin braucht es eine Einwilligung. Danach bleibt nur die Zahl.")),
          ui::meta(trf("Aufgenommen von {}", {access::account_name(ctx, one.created_by)}))));
}

// ---- short advice ----

struct Count {
  std::string label;
  long long count = 0, minutes = 0;
};

void add(std::vector<Count>& counts, const std::string& label, const store::Tally& tally) {
  for (Count& one : counts)
    if (one.label == label) {
      one.count += tally.count;
      one.minutes += tally.minutes;
      return;
    }
  counts.push_back({label, tally.count, tally.minutes});
}

/// Monday of the day's week, within German weeks.
Day monday_of(Day day) { return day - (std::chrono::weekday(day) - std::chrono::Monday); }

std::string week_label(Day day) {
  const Day monday = monday_of(day);
  return trf("{0} bis {1}", {german(monday), german(monday + std::chrono::days(6))});
}

Fragment count_table(const std::string& label, const std::string& first, const std::vector<Count>& counts,
                     std::string_view id) {
  ui::Table table;
  table.label = label;
  table.columns = {
      {.label = first}, {.label = tr("Beratungen"), .number = true}, {.label = tr("Minuten"), .number = true}};
  for (const Count& one : counts)
    table.rows.push_back({all(one.label), all(text::german_number(one.count)), all(text::german_number(one.minutes))});
  return ui::table(table, id);
}

}  // namespace

std::string inquiry_href(InquiryId id, std::string_view act) {
  std::string href = "/anfragen/" + std::to_string(id.value());
  return act.empty() ? href : href.append("/").append(act);
}

Fragment inquiry_controls(Context& ctx, const forms::Input& input) {
  const auto control = [&](std::string_view name, const forms::Look& look) {
    return forms::control(inquiry_record, name, input, look);
  };
  return all(
      control("name", {}), control("call_back", {.optional_mark = false}), control("comes_back", {}),
      control("received_on", {.label = tr("Wann war der Kontakt?")}),
      control("access_route", {.label = tr("Wie kam die Person zu uns?")}),
      control(
          "concern",
          {.hint = tr("Ein bis zwei Sätze, ohne Angaben zur Gesundheit. Einzelheiten gehören in das Erstgespräch.")}),
      control("language", {.label = tr("Welche Sprache spricht die Person?")}),
      control("municipality_id", {.choices = reference_choices(ctx, "municipality"), .radios = false}));
}

Fragment inquiry_list(Context& ctx, const std::vector<records::Stored<Inquiry>>& list) {
  if (list.empty())
    return ui::empty_state(tr("Keine offenen Anfragen"),
                           tr("Hier steht, wer sich gemeldet hat und noch keine Fallakte hat. Was länger als 30 Tage "
                              "liegt, wird gelöscht."),
                           ui::link_button("/anfragen/neu", tr("Neue Anfrage"), {.icon = "add"}));
  ui::Table table;
  table.label = tr("Offene Anfragen");
  table.columns = {{.label = tr("Name und Anliegen")},
                   {.label = tr("Erreichbar")},
                   {.label = tr("Sprache"), .wide_only = true},
                   {.label = tr("Eingang"), .nowrap = true},
                   {.label = tr("Wird gelöscht")}};
  for (const auto& one : list) table.rows.push_back(list_row(one, ctx.today()));
  return ui::table(table);
}

Fragment inquiry_view(Context& ctx, const records::Stored<Inquiry>& inquiry) {
  return ui::split(
      all(next_acts(inquiry), ui::section({.id = "h-angaben", .title = tr("Was wir wissen")}, facts_of(ctx, inquiry))),
      expiry_panel(ctx, inquiry));
}

Fragment advice_controls(Context& ctx, const forms::Input& input) {
  const auto control = [&](std::string_view name, const forms::Look& look) {
    return forms::control(short_advice_record, name, input, look);
  };
  return all(
      control("topic", {.label = tr("Worum ging es?")}),
      control("minutes", {.label = tr("Wie viele Minuten?"), .short_field = true}), control("referred", {}),
      ui::fold(
          tr("Mehr angeben"),
          all(control("language", {.optional_mark = false}), control("access_route", {.optional_mark = false}),
              control("municipality_id",
                      {.choices = reference_choices(ctx, "municipality"), .optional_mark = false, .radios = false}),
              control("advised_on", {.label = tr("An welchem Tag?")})),
          tr("freiwillig"), !input.error("advised_on").empty() || !input.error("municipality_id").empty()));
}

Fragment tally_view(const std::vector<store::Tally>& tallies) {
  std::vector<Count> topics, weeks;
  for (const store::Tally& tally : tallies) {
    add(topics, code_label("field_of_action", tally.topic), tally);
    add(weeks, week_label(tally.on), tally);
  }
  if (topics.empty()) return p(cls("kim-meta"), tr("In diesem Monat ist noch nichts gezählt."));
  std::sort(topics.begin(), topics.end(),
            [](const Count& a, const Count& b) { return a.count != b.count ? a.count > b.count : a.label < b.label; });
  return all(count_table(tr("Kurzberatungen nach Thema"), tr("Thema"), topics, "themen"),
             count_table(tr("Kurzberatungen nach Woche"), tr("Woche"), weeks, "wochen"));
}

}  // namespace kim::inquiries
