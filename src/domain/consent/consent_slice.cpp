#include "domain/consent/consent_slice.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/references.h"
#include "domain/consent/consent_pages.h"
#include "domain/consent/consent_parts.h"

namespace kim::consent {
namespace {

using access::Right;
using namespace html;

constexpr int soon_days = 7;

void routes(Routes& r) {
  overview_routes(r);
  withdrawal_routes(r);
  print_routes(r);
  api_routes(r);
}

std::string case_href(CaseId id) { return "/faelle/" + std::to_string(id.value()) + "/einwilligung"; }

// ---- the case's phases and timeline ----

void phases(Context& ctx, const access::Permit& permit, std::vector<PhaseMark>& marks) {
  PhaseMark mark{"consent", std::nullopt, {}, case_href(permit.case_id())};
  const auto lines = store::lines(ctx.db(), permit.subject().subject());
  for (const Line& line : lines)
    if (!mark.done_on && has(line.purposes, case_file)) mark.done_on = line.from;
  const PurposeState now = purpose_state(lines, case_file, ctx.today());
  if (now.standing == Standing::withdrawn) mark.note = trf("widerrufen am {}", {german(*now.withdrawn_on)});
  if (holds(now.standing)) mark.note = trf("gilt bis {}", {german(*now.until)});
  marks.push_back(std::move(mark));
}

TimelineEntry entry(Moment at, Day day, std::string icon, std::string title) {
  TimelineEntry one;
  one.at = local_day(at) == day ? at : start_of_local_day(day);
  one.kind = "consent";
  one.icon = std::move(icon);
  one.title = all(title);
  one.minor = true;
  return one;
}

void add_releases(Context& ctx, const access::Permit& permit, const std::vector<ReleaseState>& states,
                  std::vector<TimelineEntry>& entries) {
  if (states.empty()) return;
  const auto releases = store::releases(ctx.db(), permit.subject());
  for (std::size_t i = 0; i < releases.size() && i < states.size(); ++i) {
    const Release& data = releases[i].value;
    entries.push_back(entry(releases[i].created_at, *data.given_on, "shield",
                            trf("Entbindung gegenüber: {}", {states[i].recipient_name})));
    entries.back().text = all(code_words("data_category", data.contents));
    if (states[i].standing == Standing::ended)
      entries.push_back(
          entry({}, *data.valid_until, "lock", trf("Entbindung abgelaufen: {}", {states[i].recipient_name})));
  }
}

void add_disclosures(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  const auto given = disclosures(ctx.db(), permit.subject());
  if (given.empty()) return;  // all bodies in the order of their names cost a quarter of a case page
  const auto bodies = references(ctx.services, ctx.db(), "body");
  for (const auto& one : given) {
    entries.push_back(entry(one.created_at, *one.value.on, "send",
                            trf("Angaben weitergegeben an: {}", {label_of(bodies, one.value.recipient.value())})));
    entries.back().text = all(code_words("data_category", one.value.contents));
    entries.back().meta = all(code_label("legal_basis", one.value.legal_basis));
  }
}

void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  for (const auto& one : store::consents(ctx.db(), permit.subject())) {
    entries.push_back(entry(one.created_at, *one.value.given_on, "shield", tr("Einwilligung unterschrieben")));
    entries.back().text = all(code_words("consent_purpose", one.value.purposes));
  }
  const auto states = store::release_states(ctx.db(), permit.subject().subject(), ctx.today());
  add_releases(ctx, permit, states, entries);
  for (const auto& one : store::withdrawals(ctx.db(), permit.subject())) {
    entries.push_back(
        entry(one.created_at, *one.value.on, "lock", trf("Widerruf: {}", {withdrawal_words(one.value, states)})));
    entries.back().minor = false;
  }
  add_disclosures(ctx, permit, entries);
}

// ---- the privacy office's panel ----

ui::Row check_row(Context& ctx, const store::ErasureCheck& check) {
  const std::string title = trf("Widerruf vom {}", {german(check.withdrawn_on)});
  const ui::Due level = check.check_on < ctx.today()                                   ? ui::Due::late
                        : check.check_on - ctx.today() <= std::chrono::days(soon_days) ? ui::Due::soon
                                                                                       : ui::Due::plain;
  const std::string act = "/loeschpruefungen/" + std::to_string(check.withdrawal) + "/erledigt";
  ui::Row row;
  row.title = check.case_id
                  ? ui::row_title("/faelle/" + std::to_string(check.case_id.value()) + "/loeschpruefung", title)
                  : all(title);
  row.meta = all(trf("Löschung prüfen bis {}", {german(check.check_on)}), " (",
                 ui::due(ui::in_days(check.check_on, ctx.today()), level), ")");
  row.end = post_form(ctx, act,
                      ui::submit(tr("Erledigt"), {.weight = ui::Weight::secondary,
                                                  .icon = "check",
                                                  .hidden = ": " + title,
                                                  .small = true,
                                                  .icon_on_phone = true}),
                      "");
  return row;
}

Fragment home_panel(Context& ctx) {
  if (!ctx.actor.may(Right::blocked_case_read)) return {};
  std::vector<ui::Row> rows;
  for (const auto& check : store::open_erasure_checks(ctx.db())) rows.push_back(check_row(ctx, check));
  if (rows.empty())
    return ui::panel("h-loeschpruefung", tr("Löschprüfungen"),
                     p(cls("kim-meta"), tr("Nach keinem Widerruf ist noch etwas zu prüfen.")));
  return ui::panel("h-loeschpruefung", tr("Löschprüfungen"), ui::rows(rows, ui::RowsLook::plain));
}

}  // namespace

Slice consent_slice() {
  Slice slice{.name = "consent",
              .purpose = "Einwilligungen, Schweigepflichtentbindungen, Widerrufe und Weitergaben",
              .rank = 4};
  slice.routes = routes;
  slice.records = {&consent_record, &release_record, &withdrawal_record, &disclosure_record};
  slice.timeline = timeline;
  slice.phases = phases;
  slice.home_panel = home_panel;
  return slice;
}

}  // namespace kim::consent
