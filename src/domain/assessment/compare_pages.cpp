#include "domain/assessment/compare_pages.h"

#include "base/i18n.h"
#include "domain/assessment/assessment_store.h"
#include "domain/assessment/comparison.h"
#include "domain/assessment/development.h"

namespace kim::assessment {
namespace {

namespace h = kim::html;
using h::Fragment;
using Sheets = std::vector<store::RatedSheet>;

Fragment day_choice(std::string_view name, const std::string& label, const Sheets& sheets,
                    const store::RatedSheet& now) {
  return h::div_(h::cls("kern-form-input"), h::label(h::cls("kern-label"), h::for_(name), label),
                 h::div_(h::cls("kern-form-input__select-wrapper"),
                         h::select_(h::cls("kern-form-input__select"), h::id(name), h::name_(name),
                                    h::each(sheets, [&](const auto& sheet) {
                                      const std::string day =
                                          sheet.is_done ? german(sheet.on) : trf("{} (in Arbeit)", {german(sheet.on)});
                                      return h::option(h::value(std::to_string(sheet.id.value())),
                                                       h::selected(sheet.id == now.id), day);
                                    }))));
}

Fragment choice_form(const cases::OpenCase& opened, const Sheets& sheets, const store::RatedSheet& from,
                     const store::RatedSheet& to) {
  return h::form(
      h::cls("kim-filter kim-filter--inline"), h::method("get"),
      h::action(cases::case_href(opened.permit.case_id(), tab)), h::aria_label(tr("Einschätzungen wählen")),
      day_choice("von", tr("Erste Einschätzung"), sheets, from),
      day_choice("bis", tr("Zweite Einschätzung"), sheets, to),
      h::div_(h::cls("kim-filter__actions"), ui::submit(tr("Vergleichen"), {.weight = ui::Weight::secondary})));
}

Fragment figures(const std::vector<Compared>& fields, const ComparedDays& days) {
  if (fields.empty())
    return ui::empty_state(tr("Noch nichts zu vergleichen"),
                           tr("In keiner der beiden Einschätzungen ist eine Lage zwischen 1 und 5 festgehalten."));
  return h::all(ui::section({.id = "h-bild", .title = tr("Auf einen Blick")}, comparison_charts(fields, days)),
                ui::section({.id = "h-tabelle", .title = tr("Dieselben Werte als Tabelle"), .plain = true},
                            comparison_table(fields, days)));
}

/// What was finished; an assessment in work may still change.
Development development_of(Context& ctx, const cases::OpenCase& opened) {
  Development all{{}, {}, opened.frame.addressed};
  std::vector<std::vector<Rating>> ratings;
  for (store::RatedSheet& sheet : store::rated_sheets(ctx.db(), opened.permit)) {
    if (!sheet.is_done) continue;
    all.days.push_back(sheet.on);
    ratings.push_back(std::move(sheet.ratings));
  }
  all.courses = courses(ratings);
  return all;
}

Fragment development_view(const Development& all) {
  if (all.days.size() < 2 || all.courses.empty())
    return ui::empty_state(tr("Noch keine Entwicklung zu sehen"),
                           tr("Sie wird sichtbar, wenn zwei Einschätzungen abgeschlossen sind und eine Lage zwischen "
                              "1 und 5 festhalten."));
  return h::all(ui::section({.id = "h-bild", .title = tr("Auf einen Blick")}, development_charts(all)),
                ui::section({.id = "h-tabelle", .title = tr("Dieselben Werte als Tabelle"), .plain = true},
                            development_table(all)));
}

http::Response show_development(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, access::Right::case_read));
  const Development all = development_of(ctx, opened);
  Page page;
  page.title = tr("Entwicklung seit Beginn");
  if (all.days.size() > 1)
    page.sub = trf("{0} Einschätzungen vom {1} bis zum {2}",
                   {std::to_string(all.days.size()), german(all.days.front()), german(all.days.back())});
  page.actions = ui::print_button(development_href(opened.permit.case_id()), tr("Drucken"),
                                  {.weight = ui::Weight::secondary, .icon = "print"});
  page.print_wide = true;
  page.content = development_view(all);
  return in_case(ctx, opened, std::move(page), tr("Entwicklung"));
}

}  // namespace

std::string development_href(CaseId id) { return cases::case_href(id, tab) + "/entwicklung"; }

void compare_routes(Routes& r) {
  r.get("/faelle/{case}/einschaetzung/entwicklung", needs(access::Right::case_read), show_development,
        "Entwicklung über alle abgeschlossenen Einschätzungen");
}

http::Response compare_page(Context& ctx, const Ask& ask, const cases::OpenCase& opened) {
  const Sheets sheets = store::rated_sheets(ctx.db(), opened.permit);
  const http::Form& query = ask.request.query;
  const auto *from = store::find(sheets, query.integer("von")), *to = store::find(sheets, query.integer("bis"));
  if (from == nullptr || to == nullptr) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  Page page;
  page.title = tr("Was hat sich verändert?");
  page.sub = trf("Falleinschätzung vom {0} und vom {1}", {german(from->on), german(to->on)});
  page.content =
      h::all(choice_form(opened, sheets, *from, *to),
             figures(compare(from->ratings, to->ratings), {from->on, to->on, opened.frame.addressed}),
             h::div_(h::cls("kim-row-actions kim-gap-top"),
                     ui::print_button(compare_href(opened.permit.case_id(), from->id.value(), to->id.value()),
                                      tr("Drucken"), {.weight = ui::Weight::secondary, .icon = "print"}),
                     ui::text_link(cases::case_href(opened.permit.case_id()), tr("Zurück zum Fall"))));
  return in_case(ctx, opened, std::move(page), tr("Vergleich"));
}

}  // namespace kim::assessment
