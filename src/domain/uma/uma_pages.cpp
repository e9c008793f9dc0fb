// The page of the UmA path: where it stands, talks, target group, duties, focus areas, the clock, the end.
#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/order.h"
#include "domain/access/account.h"
#include "domain/contacts/contact.h"
#include "domain/uma/uma_pages.h"
#include "platform/forms/forms.h"
#include "platform/html/timeline.h"

namespace kim::uma {
namespace {

using access::Right;
using namespace html;

constexpr std::size_t entrusted_shown = 5;
constexpr int contacts_looked_at = 200;

struct View {
  Context& ctx;
  const cases::OpenCase& opened;
  const Rows& rows;
  [[nodiscard]] std::string href(std::string_view path) const {
    return cases::case_href(opened.permit.case_id(), tab) + "/" + std::string(path);
  }
  [[nodiscard]] bool may_write() const { return opened.permit.may_write(); }
};

Fragment add_link(const View& view, std::string_view path, const std::string& text) {
  return when(view.may_write(), [&] { return ui::link(view.href(path), text); });
}

Fragment edit_link(const View& view, std::string_view path, std::int64_t row, const std::string& what) {
  return when(view.may_write(), [&] {
    return ui::link(view.href(std::string(path) + "/" + std::to_string(row)), tr("Ändern"), ": " + what);
  });
}

Fragment nothing_yet(const std::string& text) { return p(cls("kim-meta kim-section__lead"), text); }

// ---- the path as a list of stages ----

ui::StepState state_of(StageState state) {
  switch (state) {
    case StageState::open: return ui::StepState::open;
    case StageState::now: return ui::StepState::now;
    case StageState::done: return ui::StepState::done;
    case StageState::stopped: break;
  }
  return ui::StepState::stopped;
}

std::string_view anchor_of(Stage stage) {
  static constexpr std::string_view anchors[] = {
      "#h-gespraeche", "#h-zielgruppe", "#h-zustaendigkeiten", "#h-schwerpunkte", "#h-arbeit", "#h-arbeit", "#h-ende"};
  return anchors[static_cast<std::size_t>(stage)];
}

Fragment path_list(const View& view) {
  std::vector<ui::Step> steps;
  const std::string base = cases::case_href(view.opened.permit.case_id(), tab);
  for (const StageMark& mark : path(view.rows, view.ctx.today())) {
    const std::string meta = mark.on                             ? german(*mark.on)
                             : mark.state == StageState::stopped ? tr("keine der drei Gruppen passt")
                             : mark.state == StageState::open    ? tr("noch nicht")
                                                                 : std::string();
    steps.push_back({state_of(mark.state),
                     ui::text_link(base + std::string(anchor_of(mark.stage)), label(mark.stage)),
                     all(meta),
                     {}});
  }
  return ui::path(steps);
}

// ---- talks ----

std::string in_one_line(std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) text.replace(at, 1, "; ");
  return text;
}

ui::Row talk_row(const View& view, const records::Stored<Talk>& talk) {
  const std::string title = code_label("uma_talk_kind", talk.value.kind);
  ui::Row row;
  row.lead = ui::date(*talk.value.held_on);
  row.title = all(p(cls("kim-row__title"), title), p(ui::lines(talk.value.agreed)));
  row.meta = all(trf("mit {}", {in_one_line(talk.value.participants)}), when(talk.value.next_on.has_value(), [&] {
                   return all(" · ", tr("nächstes Gespräch am"), " ", ui::date(*talk.value.next_on));
                 }));
  row.end = edit_link(view, "gespraeche", talk.id, title + " " + german(*talk.value.held_on));
  row.stack = true;
  return row;
}

Fragment talks_section(const View& view) {
  auto talks = view.rows.talks;
  order_by(talks, [](const auto& a, const auto& b) { return *a.value.held_on > *b.value.held_on; });
  std::vector<ui::Row> rows;
  for (const auto& talk : talks) rows.push_back(talk_row(view, talk));
  return ui::section(
      {.id = "h-gespraeche",
       .title = tr("Gespräche"),
       .count = rows.empty() ? "" : std::to_string(rows.size()),
       .link = add_link(view, "gespraeche/neu", tr("Gespräch festhalten")),
       .lead = tr("Abstimmung mit der „UmA-Hilfe“ und Gespräche zur Arbeit: wer dabei war, was vereinbart ist.")},
      rows.empty() ? nothing_yet(tr("Noch kein Gespräch. Mit dem Abstimmungsgespräch beginnt der Weg."))
                   : ui::rows(rows, ui::RowsLook::lead));
}

// ---- target group ----

Fragment answer(record::YesNo value, const std::string& reason) {
  const std::string word = value == record::YesNo::yes  ? tr("ja")
                           : value == record::YesNo::no ? tr("nein")
                                                        : tr("unbekannt");
  return all(strong(word), when(!reason.empty(), [&] { return all(": ", reason); }));
}

Fragment target_content(const View& view) {
  if (!view.rows.check)
    return nothing_yet(tr("Noch nicht geprüft. Eine der drei Gruppen des Konzepts muss passen, mit Begründung."));
  const TargetCheck& target = view.rows.check->value;
  std::vector<ui::Fact> facts{{tr("Volljährig"), answer(target.adult, target.adult_reason)},
                              {tr("Stationäre Jugendhilfe beendet"), answer(target.care_ended, target.care_reason)},
                              {tr("Verselbständigung nach einer Einrichtung der „UmA-Hilfe“"),
                               answer(target.independence, target.independence_reason)},
                              {tr("Geprüft am"), ui::date(*target.checked_on)}};
  if (!target.conclusion.empty()) facts.push_back({tr("Was folgt daraus?"), ui::lines(target.conclusion)});
  return all(
      p(cls("kim-section__lead"), belongs(target) ? ui::badge(ui::Tone::success, tr("gehört zur Zielgruppe"))
                                                  : ui::badge(ui::Tone::warning, tr("gehört nicht zur Zielgruppe"))),
      ui::facts(facts));
}

Fragment target_section(const View& view) {
  const Fragment link = view.rows.check ? edit_link(view, "zielgruppe", view.rows.check->id, tr("Zielgruppe"))
                                        : add_link(view, "zielgruppe/neu", tr("Zielgruppe prüfen"));
  return ui::section({.id = "h-zielgruppe", .title = tr("Zielgruppe"), .link = link}, target_content(view));
}

// ---- duties ----

ui::Row duty_row(const View& view, const records::Stored<Duty>& duty) {
  ui::Row row;
  row.title = p(cls("kim-row__title"), duty.value.matter);
  row.meta =
      all(code_label("uma_duty_owner", duty.value.owner),
          when(!duty.value.owner_name.empty(), [&] { return all(", ", duty.value.owner_name); }),
          when(duty.value.until.has_value(), [&] { return all(" · ", tr("bis"), " ", ui::date(*duty.value.until)); }));
  row.end = edit_link(view, "zustaendigkeiten", duty.id, duty.value.matter);
  return row;
}

Fragment duties_section(const View& view) {
  std::vector<ui::Row> rows;
  for (const auto& duty : view.rows.duties) rows.push_back(duty_row(view, duty));
  return ui::section(
      {.id = "h-zustaendigkeiten",
       .title = tr("Wer ist wofür zuständig?"),
       .count = rows.empty() ? "" : std::to_string(rows.size()),
       .link = add_link(view, "zustaendigkeiten/neu", tr("Zuständigkeit festhalten"))},
      rows.empty() ? nothing_yet(tr("Noch nichts festgelegt. Eine Zeile je Aufgabe genügt.")) : ui::rows(rows));
}

// ---- focus areas: always all four ----

Fragment focus_badge(const Focus& focus) {
  const ui::Tone tone = focus.state == "reached"                            ? ui::Tone::success
                        : focus.state == "running"                          ? ui::Tone::info
                        : focus.state == "paused" || focus.state == "ended" ? ui::Tone::warning
                                                                            : ui::Tone::neutral;
  return ui::badge(tone, code_label("uma_focus_state", focus.state));
}

ui::Row focus_row(const View& view, const Code& kind) {
  const std::string title = code_label("uma_focus_kind", kind.code);
  ui::Row row;
  row.stack = true;
  for (const auto& focus : view.rows.focuses) {
    if (focus.value.kind != kind.code) continue;
    row.title = all(p(cls("kim-row__title"), title), p(ui::lines(focus.value.aim)));
    row.meta =
        all(focus_badge(focus.value), when(!focus.value.note.empty(), [&] { return all(" ", focus.value.note); }));
    row.end = edit_link(view, "schwerpunkte", focus.id, title);
    return row;
  }
  row.title = p(cls("kim-row__title"), title);
  row.meta = all(tr("kein Ziel festgehalten"));
  row.end = when(view.may_write(), [&] {
    return ui::link(view.href("schwerpunkte/neu?art=" + kind.code), tr("Ziel festhalten"), ": " + title);
  });
  return row;
}

Fragment focus_section(const View& view) {
  std::vector<ui::Row> rows;
  for (const Code* kind : code_list("uma_focus_kind").valid_on(view.ctx.today()))
    rows.push_back(focus_row(view, *kind));
  return ui::section({.id = "h-schwerpunkte", .title = tr("Die vier Schwerpunkte")}, ui::rows(rows));
}

// ---- work and the clock ----

ui::Row work_row(const View& view, const records::Stored<Work>& work) {
  const std::string title = code_label("uma_work_kind", work.value.kind);
  ui::Row row;
  row.title = p(cls("kim-row__title"), title, work.value.employer.empty() ? "" : ", " + work.value.employer);
  row.meta = all(tr("ab"), " ", ui::date(*work.value.started_on), " · ",
                 trn("ein Gespräch jede Woche", "ein Gespräch alle {} Wochen", work.value.interval_weeks.value_or(4)),
                 when(work.value.stopped_on.has_value(), [&] {
                   return all(" · ", tr("vorher beendet am"), " ", ui::date(*work.value.stopped_on), ": ",
                              work.value.stop_reason);
                 }));
  row.end = edit_link(view, "arbeit", work.id, title);
  return row;
}

Fragment work_section(const View& view) {
  std::vector<ui::Row> rows;
  for (const auto& work : view.rows.works) rows.push_back(work_row(view, work));
  return ui::section({.id = "h-arbeit",
                      .title = tr("Arbeit und erste sechs Monate"),
                      .link = add_link(view, "arbeit/neu", tr("Beginn der Arbeit festhalten")),
                      .lead = tr("Mit dem ersten Arbeitstag beginnt die Uhr: sechs Monate Begleitung.")},
                     rows.empty() ? nothing_yet(tr("Noch keine Arbeit begonnen.")) : ui::rows(rows));
}

// ---- the end ----

Fragment ending_content(const View& view) {
  if (!view.rows.ending)
    return nothing_yet(tr("Der Weg ist offen. Am Ende stehen die Rückgabe an die UmA-Hilfe oder der Abschluss."));
  const Ending& ending = view.rows.ending->value;
  std::vector<ui::Fact> facts{{tr("Wie?"), all(code_label("uma_ending_kind", ending.kind))},
                              {tr("Ab wann?"), ui::date(*ending.ended_on)}};
  if (!ending.receiver.empty()) facts.push_back({tr("Wer übernimmt?"), all(ending.receiver)});
  facts.push_back({tr("Was ist zu wissen?"), ui::lines(ending.reason)});
  const Fragment close = when(view.may_write(), [&] {
    return ui::actions(ui::link_button(cases::case_href(view.opened.permit.case_id(), "abschluss"),
                                       tr("Fall abschließen"), {.weight = ui::Weight::secondary}));
  });
  return all(ui::facts(facts), close);
}

Fragment ending_section(const View& view) {
  const Fragment link = view.rows.ending ? edit_link(view, "ende", view.rows.ending->id, tr("Ende des UmA-Wegs"))
                                         : add_link(view, "ende/neu", tr("Rückgabe oder Abschluss festhalten"));
  return ui::section({.id = "h-ende", .title = tr("Rückgabe oder Abschluss"), .link = link}, ending_content(view));
}

// ---- entrusted notes (§ 65 SGB VIII): contacts keeps them, here they are only found ----

Fragment entrusted_panel(const View& view) {
  std::vector<ui::Row> rows;
  for (const auto& contact : contacts::contacts_of(view.ctx, view.opened.permit, contacts_looked_at)) {
    if (!contact.value.entrusted || rows.size() == entrusted_shown) continue;
    rows.push_back({.title = all(ui::icon("lock", ui::IconSize::small), " ", ui::date(*contact.value.on)),
                    .meta = all(access::account_name(view.ctx, contact.created_by))});
  }
  const CaseId id = view.opened.permit.case_id();
  const Fragment link = when(view.opened.permit.may_contact(), [&] {
    return ui::link(cases::case_href(id, "kontakte/neu?anvertraut=1"), tr("Notiz erfassen"), tr(", anvertraut"));
  });
  return ui::panel(
      "h-anvertraut", tr("Anvertraut (§ 65 SGB VIII)"),
      all(p(cls("kim-meta"), tr("Nur wer die Notiz schrieb und wer vertritt, liest sie im Verlauf.")),
          rows.empty() ? p(cls("kim-meta"), tr("Keine anvertrauten Notizen.")) : ui::rows(rows, ui::RowsLook::plain)),
      {.link = link});
}

// ---- the page ----

Fragment next_act(const View& view) {
  if (!view.may_write()) return {};
  const auto marks = path(view.rows, view.ctx.today());
  const auto now = std::ranges::find(marks, StageState::now, &StageMark::state);
  if (now == marks.end()) return {};
  const auto button = [&](std::string_view where, std::string text) {
    return ui::link_button(view.href(where), text, {.icon = "add"});
  };
  switch (now->stage) {
    case Stage::coordination: return button("gespraeche/neu", tr("Abstimmungsgespräch festhalten"));
    case Stage::target_group: return button("zielgruppe/neu", tr("Zielgruppe prüfen"));
    case Stage::duties: return button("zustaendigkeiten/neu", tr("Zuständigkeit festhalten"));
    case Stage::focus: return button("schwerpunkte/neu", tr("Schwerpunkt festhalten"));
    case Stage::work: return button("arbeit/neu", tr("Beginn der Arbeit festhalten"));
    case Stage::six_months: return button("gespraeche/neu?art=work", tr("Gespräch zur Arbeit festhalten"));
    case Stage::ending: break;
  }
  return button("ende/neu", tr("Rückgabe oder Abschluss festhalten"));
}

Fragment side(const View& view) {
  const auto now = clock(view.rows, view.ctx.today());
  return all(ui::panel("h-weg", tr("Wo steht der Weg?"), path_list(view)),
             when(now.has_value(),
                  [&] {
                    return ui::panel("h-uhr", tr("Die ersten sechs Monate"),
                                     clock_view(*now, view.ctx.today(), "uma-uhr"));
                  }),
             entrusted_panel(view));
}

http::Response show_path(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(open_uma(ctx, ask, Right::case_read));
  const View view{ctx, opened, rows_once(ctx, opened.permit)};
  Page page;
  page.title = trf("UmA-Weg von {}", {opened.frame.name});
  page.sub = tr("Vom Abstimmungsgespräch bis zum Ende der ersten sechs Monate in Arbeit");
  page.actions = next_act(view);
  const Fragment main = all(talks_section(view), target_section(view), duties_section(view), focus_section(view),
                            work_section(view), ending_section(view));
  page.content = ui::split(main, side(view));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab);
}

}  // namespace

Result<cases::OpenCase> open_uma(Context& ctx, const Ask& ask, Right right) {
  cases::OpenCase opened = TRY(cases::open_case(ctx, ask, right));
  if (opened.permit.path() != access::Path::uma) return failure(ErrorCode::not_found);
  return opened;
}

const Rows& rows_once(Context& ctx, const access::Permit& permit) {
  return ctx.once<Rows>(permit.case_id().value(), [&] { return store::load(ctx.db(), permit); });
}

void page_routes(Routes& r) {
  r.get("/faelle/{case}/uma", needs(Right::case_read), show_path, "UmA-Weg eines Falls");
  form_routes(r);
}

}  // namespace kim::uma
