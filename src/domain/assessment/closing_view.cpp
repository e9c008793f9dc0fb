#include "domain/assessment/closing_view.h"

#include "base/i18n.h"
#include "domain/assessment/assessment_store.h"
#include "domain/assessment/compare_pages.h"
#include "domain/assessment/comparison.h"

namespace kim::assessment {
namespace {

namespace h = kim::html;
using h::Fragment;
using store::RatedSheet;

constexpr std::chrono::days still_fresh{42};  // an assessment this young says how things stand at the end

Fragment section(const Fragment& content) {
  return ui::section({.id = "h-vorher-nachher",
                      .title = tr("Beginn und heute im Vergleich"),
                      .lead = tr("Die erste und die letzte abgeschlossene Falleinschätzung.")},
                     content);
}

Fragment to_assessments(CaseId id) {
  return h::p(ui::text_link(cases::case_href(id, tab), tr("Zu den Falleinschätzungen")));
}

Fragment nothing_to_compare(CaseId id, std::size_t count) {
  return section(h::all(h::p(count == 0 ? tr("Es gibt noch keine abgeschlossene Falleinschätzung.")
                                        : tr("Es gibt erst eine abgeschlossene Falleinschätzung.")),
                        h::p(h::cls("kim-meta"),
                             tr("Eine Einschätzung zum Schluss zeigt, was sich verändert hat. Sie ist keine Pflicht.")),
                        to_assessments(id)));
}

Fragment sums(const std::vector<Compared>& fields) {
  const std::string wish = words(balance(fields, &Rating::wish_scale));
  const std::string need = words(balance(fields, &Rating::need_scale));
  const auto shown = [](const std::string& sum) { return h::all(sum.empty() ? tr("nicht zu vergleichen") : sum); };
  return ui::facts({{tr("Bedürfnis, Sicht der Person"), shown(wish)}, {tr("Bedarf, fachliche Sicht"), shown(need)}});
}

/// Only while the case can still be assessed.
Fragment old_note(const access::Permit& permit, const RatedSheet& last, Day today) {
  if (!permit.may_write() || today - last.on <= still_fresh) return {};
  return ui::alert(
      ui::Tone::info, trf("Die letzte Einschätzung ist vom {}.", {german(last.on)}),
      h::all(h::p(tr("Eine neue zeigt genauer, wie es zum Schluss steht.")), to_assessments(permit.case_id())));
}

}  // namespace

Fragment closing_view(Context& ctx, const access::Permit& permit) {
  auto sheets = store::rated_sheets(ctx.db(), permit);
  std::erase_if(sheets, [](const RatedSheet& sheet) { return !sheet.is_done; });
  if (sheets.size() < 2) return nothing_to_compare(permit.case_id(), sheets.size());
  const RatedSheet &first = sheets.front(), &last = sheets.back();
  const auto fields = compare(first.ratings, last.ratings);
  const ComparedDays days{first.on, last.on, tr("der Person")};
  return section(h::all(old_note(permit, last, ctx.today()), sums(fields), comparison_charts(fields, days),
                        h::p(ui::text_link(compare_href(permit.case_id(), first.id.value(), last.id.value()),
                                           tr("Als Tabelle ansehen")))));
}

}  // namespace kim::assessment
