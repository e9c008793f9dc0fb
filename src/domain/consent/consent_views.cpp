#include "domain/consent/consent_views.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/consent/consent_parts.h"
#include "domain/organisation/organisation.h"
#include "platform/html/tables.h"

namespace kim::consent {
namespace {

using namespace html;
using access::Right;
using access::SubjectPermit;

/// Everything the overview shows; loaded once.
struct Overview {
  std::string base;
  bool may_write = false;
  std::optional<PartialDate> birth;
  store::Consents consents;
  std::vector<Line> lines;
  store::Withdrawals withdrawals;
  store::Releases releases;
  std::vector<ReleaseState> states;  // all releases, with the recipients' names
  std::vector<records::Stored<Disclosure>> disclosures;
  std::vector<records::Stored<organisation::Body>> bodies;
};

bool may_write(Context& ctx, const SubjectPermit& permit) {
  return ctx.actor.may(Right::consent_write) && access::tied_to(ctx, ctx.db(), permit.subject());
}

Overview load(Context& ctx, const SubjectPermit& permit, const std::string& base) {
  auto& db = ctx.db();
  Overview all{base,
               may_write(ctx, permit),
               {},
               store::consents(db, permit),
               {},
               store::withdrawals(db, permit),
               store::releases(db, permit),
               store::release_states(db, permit.subject(), ctx.today()),
               disclosures(db, permit),
               organisation::bodies(db)};
  all.lines = store::lines(db, permit.subject());
  if (const auto person = people::load_person(db, permit)) all.birth = person->value.birth;
  return all;
}

std::string name_of(const Overview& all, BodyId body) {
  for (const auto& one : all.bodies)
    if (one.id == body.value()) return one.value.name;
  return {};
}

// ---- what may be stored ----

std::string purpose_hint(std::string_view purpose) {
  if (purpose == "case_file") return tr("Name, Familie, Kontakte, Ziele, Verlauf");
  if (purpose == "health_data") return tr("nur soweit für die Ziele nötig");
  if (purpose == "documents") return tr("Bescheide, Zeugnisse, Zertifikate");
  if (purpose == "reconstruction") return tr("ohne Namen, im Kreis der Fachkräfte");
  if (purpose == "land_database") return tr("Weitergabe von Kerndaten an das Land");
  return {};
}

Fragment standing_view(const PurposeState& state, Day today) {
  switch (state.standing) {
    case Standing::active: return ui::state_inline(ui::State::ok, tr("ja"));
    case Standing::ending: return ui::state_inline(ui::State::warn, trf("ja, {}", {ui::in_days(*state.until, today)}));
    case Standing::ended: return ui::state_inline(ui::State::stop, tr("abgelaufen"));
    case Standing::withdrawn: return ui::state_inline(ui::State::stop, tr("widerrufen"));
    case Standing::none: break;
  }
  return ui::state_inline(ui::State::none, tr("nicht erlaubt"), "close");
}

Fragment until_view(const PurposeState& state) {
  if (state.standing == Standing::withdrawn) return ui::date(*state.withdrawn_on);
  return state.until ? ui::date(*state.until) : all("–");
}

Fragment purpose_act(const Overview& all, const PurposeState& state, const std::string& label) {
  if (!all.may_write) return {};
  return ui::text_link(all.base + "/neu", state.standing == Standing::active ? tr("Erneuern") : tr("Fragen"),
                       ": " + label);
}

std::vector<Fragment> purpose_row(const Overview& overview, const Code& code, Day today) {
  const PurposeState state = purpose_state(overview.lines, code.code, today);
  const std::string label = code_label("consent_purpose", code.code), hint = purpose_hint(code.code);
  return {all(strong(label), when(!hint.empty(), [&] { return span(cls("kim-cell-sub"), hint); })),
          standing_view(state, today), until_view(state), purpose_act(overview, state, label)};
}

Fragment purposes_section(const Overview& all, Day today) {
  ui::Table table;
  table.label = tr("Was darf KIM speichern?");
  table.columns = {{.label = tr("Zweck")},
                   {.label = tr("Erlaubt")},
                   {.label = tr("Gilt bis"), .nowrap = true},
                   {.label = tr("Aktion"), .hidden_label = true}};
  for (const Code& code : code_list("consent_purpose").codes()) table.rows.push_back(purpose_row(all, code, today));
  return ui::section({.id = "h-speichern", .title = tr("Was darf KIM speichern?")}, ui::table(table, "zwecke"));
}

// ---- to whom ----

Fragment release_standing(const ReleaseState& release, const Release& data, Day today) {
  const std::string until = release.until ? german(*release.until) : std::string();
  switch (release.standing) {
    case Standing::active: return ui::state_inline(ui::State::ok, trf("gilt bis {}", {until}));
    case Standing::ending:
      return ui::state_inline(ui::State::warn, trf("gilt bis {0}, {1}", {until, ui::in_days(*release.until, today)}));
    case Standing::withdrawn:
      return ui::state_inline(ui::State::stop, trf("widerrufen am {}", {german(*data.withdrawn_on)}));
    default: return ui::state_inline(ui::State::stop, trf("endete am {}", {until}));
  }
}

Fragment release_acts(const Overview& all, const ReleaseState& release) {
  const std::string id = std::to_string(release.id.value()), who = ", " + release.recipient_name;
  Fragment acts = ui::text_link(all.base + "/druck/entbindung?entbindung=" + id, tr("Blatt drucken"), who);
  if (all.may_write) acts += ui::text_link(all.base + "/entbindung?von=" + id, tr("Verlängern"), who);
  if (all.may_write && holds(release.standing))
    acts += ui::text_link(all.base + "/widerruf?entbindung=" + id, tr("Widerrufen"), who);
  return p(cls("kim-release__actions"), acts);
}

Fragment release_view(const Overview& overview, std::size_t n, Day today) {
  const ReleaseState& state = overview.states[n];
  const Release& data = overview.releases[n].value;
  return li(cls("kim-release"),
            div_(cls("kim-release__head"), h3(cls("kern-heading-small"), state.recipient_name),
                 release_standing(state, data, today)),
            ui::facts({{tr("Richtung"), all(code_label("release_direction", data.direction))},
                       {tr("Welche Angaben"), all(code_words("data_category", data.contents))},
                       {tr("Wofür"), all(data.purpose)}},
                      ui::FactsLook::wide),
            release_acts(overview, state));
}

/// Indexes of the releases, those that hold first, then the newest.
std::vector<std::size_t> release_order(const Overview& all) {
  std::vector<std::size_t> order;
  for (const bool active : {true, false})
    for (std::size_t i = all.states.size(); i-- > 0;)
      if (holds(all.states[i].standing) == active) order.push_back(i);
  return order;
}

Fragment others_note(const Overview& overview) {
  return ui::note(
      "lock",
      div_(p(cls("kim-strong"), tr("Alle anderen Stellen erhalten nichts, auch nicht die Ausländerbehörde.")),
           p(cls("kim-meta"),
             tr("Verlangt ein Gesetz eine Mitteilung, wird sie einzeln geprüft, begründet und hier aufgeführt."), " ",
             when(overview.may_write, [&] {
               return ui::text_link(overview.base + "/weitergabe", tr("Gesetzliche Übermittlung prüfen"));
             }))));
}

Fragment releases_section(const Overview& overview, Day today) {
  const auto order = release_order(overview);
  const auto active = std::count_if(overview.states.begin(), overview.states.end(),
                                    [](const ReleaseState& one) { return holds(one.standing); });
  const Fragment add =
      when(overview.may_write, [&] { return ui::link(overview.base + "/entbindung", tr("Entbindung aufnehmen")); });
  const Fragment list =
      order.empty()
          ? p(cls("kim-meta"),
              tr("Bisher niemandem. Mit einer Entbindung erlaubt die Person, dass Sie mit einer Stelle sprechen."))
          : ul(cls("kim-releases"), each(order, [&](std::size_t n) { return release_view(overview, n, today); }));
  return ui::section({.id = "h-weiter",
                      .title = tr("Wem darf etwas weitergegeben werden?"),
                      .count = std::to_string(active),
                      .link = add},
                     all(list, others_note(overview)));
}

// ---- who has received what ----

ui::Row disclosure_row(Context& ctx, const Overview& overview, const records::Stored<Disclosure>& one) {
  const Disclosure& data = one.value;
  const std::string meta = code_words("data_category", data.contents) + " · " + data.purpose + " · " +
                           code_label("legal_basis", data.legal_basis) + " · " +
                           access::account_name(ctx, one.created_by);
  return {ui::date(*data.on), strong(name_of(overview, data.recipient)), all(meta), {}, false};
}

Fragment disclosures_section(Context& ctx, const Overview& overview) {
  std::vector<ui::Row> rows;
  for (const auto& one : overview.disclosures) rows.push_back(disclosure_row(ctx, overview, one));
  const Fragment add =
      when(overview.may_write, [&] { return ui::link(overview.base + "/weitergabe", tr("Weitergabe eintragen")); });
  return ui::section(
      {.id = "h-raus", .title = tr("Wer hat Angaben erhalten?"), .count = std::to_string(rows.size()), .link = add},
      rows.empty() ? p(cls("kim-meta"), tr("Noch niemand.")) : ui::rows(rows, ui::RowsLook::lead));
}

// ---- side ----

Fragment proof_panel(Context& ctx, const Overview& overview) {
  if (overview.consents.empty()) return {};
  const auto& last = overview.consents.back();
  const Consent& data = last.value;
  std::vector<ui::Fact> facts{
      {tr("Unterschrieben am"), all(ui::date(*data.given_on), ", ", code_label("consent_channel", data.channel))},
      {tr("Textfassung"), all(data.text_version, ", ", code_label("language", data.text_language))},
      {tr("Eingewilligt hat"), all(code_label("consent_capacity", data.given_by),
                                   data.guardian_name.empty() ? "" : ": " + data.guardian_name)}};
  if (!data.interpreter.empty()) facts.push_back({tr("Sprachmittlung"), all(data.interpreter)});
  facts.push_back({tr("Aufgeklärt durch"), all(access::account_name(ctx, last.created_by))});
  if (const std::string who = name_of(overview, data.controller); !who.empty())
    facts.push_back({tr("Verantwortlich"), all(who)});
  if (!data.proof.empty()) facts.push_back({tr("Das Blatt liegt"), all(data.proof)});
  return ui::panel("h-nachweis", tr("Nachweis"), ui::facts(facts));
}

Fragment withdrawals_panel(const Overview& overview) {
  if (overview.withdrawals.empty()) return {};
  std::vector<ui::Row> rows;
  for (auto one = overview.withdrawals.rbegin(); one != overview.withdrawals.rend(); ++one) {
    const Withdrawal& data = one->value;
    ui::Row row;
    row.title =
        ui::row_title(overview.base + "/widerruf/" + std::to_string(one->id), withdrawal_words(data, overview.states));
    row.meta = all(ui::date(*data.on), when(data.erasure_check_on.has_value() && !data.erasure_checked_on, [&] {
                     return all(" · ", trf("Löschung prüfen bis {}", {german(*data.erasure_check_on)}));
                   }));
    rows.push_back(std::move(row));
  }
  return ui::panel("h-widerrufe", tr("Widerrufe"), ui::rows(rows, ui::RowsLook::plain));
}

Fragment prints_panel(const Overview& overview) {
  const auto row = [&](std::string_view text, const std::string& label) {
    const std::string href = overview.base + "/druck/" + std::string(text);
    return ui::Row{{},
                   all(label),
                   all(ui::text_link(href + "?sprache=de", tr("Deutsch"), ": " + label), " · ",
                       ui::text_link(href + "?sprache=en", tr("Englisch"), ": " + label)),
                   {},
                   false};
  };
  return ui::panel(
      "h-drucken", tr("Zum Drucken"),
      ui::rows({row("einwilligung", tr("Einwilligung")), row("entbindung", tr("Entbindung")),
                row("information", tr("Informationsblatt")), row("nachweis", tr("Exemplar für die Person"))},
               ui::RowsLook::plain));
}

Fragment own_name_note(const Overview& overview, Day today) {
  if (overview.consents.empty()) return {};
  const auto due = own_name_due(overview.consents.back().value, overview.birth, today);
  if (!due) return {};
  const std::string text =
      trf("Seit dem {0} ist die Person {1} Jahre alt. Holen Sie die Einwilligung in ihrem eigenen Namen ein.",
          {german(due->birthday), std::to_string(due->age)});
  const std::string ahead =
      trf("Am {0} wird die Person {1} Jahre alt. Holen Sie dann die Einwilligung in ihrem eigenen Namen ein.",
          {german(due->birthday), std::to_string(due->age)});
  return ui::note("flag", p(due->birthday <= today ? text : ahead));
}

Fragment standing_alert(const Overview& overview, Day today) {
  const PurposeState file = purpose_state(overview.lines, case_file, today);
  const Fragment renew =
      when(overview.may_write, [&] { return p(ui::text_link(overview.base + "/neu", tr("Einwilligung aufnehmen"))); });
  switch (file.standing) {
    case Standing::withdrawn:
      return ui::alert(
          ui::Tone::danger,
          trf("Die Einwilligung ist am {} widerrufen. Der Fall ist gesperrt.", {german(*file.withdrawn_on)}), renew);
    case Standing::ended:
      return ui::alert(ui::Tone::danger, trf("Die Einwilligung ist am {} abgelaufen.", {german(*file.until)}), renew);
    case Standing::ending:
      return ui::alert(
          ui::Tone::warning,
          trf("Die Einwilligung endet am {0} ({1}).", {german(*file.until), ui::in_days(*file.until, today)}), renew);
    case Standing::none: return ui::alert(ui::Tone::info, tr("Es liegt noch keine Einwilligung vor."), renew);
    case Standing::active: break;
  }
  return {};
}

}  // namespace

std::string consent_href(SubjectId person, std::string_view act) {
  std::string href = "/personen/" + std::to_string(person.value()) + "/einwilligung";
  return act.empty() ? href : href.append("/").append(act);
}

Fragment consent_overview(Context& ctx, const SubjectPermit& permit, const std::string& base_href) {
  const Overview overview = load(ctx, permit, base_href);
  const Day today = ctx.today();
  return ui::split(
      all(standing_alert(overview, today), own_name_note(overview, today), purposes_section(overview, today),
          releases_section(overview, today), disclosures_section(ctx, overview)),
      all(proof_panel(ctx, overview), withdrawals_panel(overview), prints_panel(overview)));
}

Fragment consent_actions(Context& ctx, const SubjectPermit& permit, const std::string& base_href) {
  if (!may_write(ctx, permit)) return {};
  return all(ui::link_button(base_href + "/neu", tr("Einwilligung aufnehmen"), {.weight = ui::Weight::secondary}),
             ui::link_button(base_href + "/widerruf", tr("Widerruf aufnehmen"),
                             {.weight = ui::Weight::secondary, .danger = true}));
}

std::string withdrawal_words(const Withdrawal& withdrawal, const std::vector<ReleaseState>& releases) {
  if (withdrawal.scope == "purpose") return code_label("consent_purpose", withdrawal.purpose);
  if (withdrawal.scope != "release") return code_label("withdrawal_scope", withdrawal.scope);
  for (const ReleaseState& one : releases)
    if (one.id == withdrawal.release) return trf("Entbindung gegenüber: {}", {one.recipient_name});
  return code_label("withdrawal_scope", withdrawal.scope);
}

}  // namespace kim::consent
