#include "domain/goals/agreement_views.h"

#include <utility>

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/goals/agreement_parties.h"

namespace kim::goals {
namespace {

using namespace html;
using Kind = TextLine::Kind;
using Fate = ComparedLine::Fate;

Fragment sentence_view(const TextLine& line) {
  return line.kind == Kind::heading ? h2(cls("kern-heading-medium"), line.text) : p(line.text);
}

Fragment mark(Fate fate) {
  if (fate == Fate::same) return all(tr("unter"));
  return ui::badge(fate == Fate::added ? ui::Tone::success : ui::Tone::warning,
                   fate == Fate::added ? tr("neu") : tr("entfallen"));
}

ui::Row compared_row(const ComparedLine& line) {
  ui::Row row;
  row.lead = mark(line.fate);
  row.title = line.line.kind == Kind::heading ? span(cls("kim-strong"), line.line.text) : all(line.line.text);
  return row;
}

ui::Row version_row(const Plan& plan, std::size_t index) {
  const Agreement& agreement = plan.agreements[index].value;
  ui::Row row;
  row.title = ui::row_title(version_href(plan.case_id, plan.agreements[index].id), version_name(plan, index));
  if (agreement.review_on) row.meta = all(trf("gemeinsame Überprüfung am {}", {german(*agreement.review_on)}));
  if (index + 1 == plan.agreements.size()) row.end = ui::badge(ui::Tone::info, tr("gilt"));
  return row;
}

Fragment changed_note(Context& ctx, const cases::OpenCase& opened, const Plan& plan) {
  const auto& newest = plan.agreements.back();
  const bool differs =
      !newest.value.text_hash.empty() && newest.value.text_hash != text_hash(current_text(ctx, opened, plan));
  return when(differs, [&] {
    return ui::note(
        "info",
        all(trf("Seit der Unterschrift hat sich etwas geändert. Mit der nächsten Unterschrift "
                "entsteht Fassung {}.",
                {std::to_string(plan.agreements.size() + 1)}),
            " ", ui::text_link(version_href(plan.case_id, newest.id) + "?mit=heute", tr("Änderungen ansehen"))));
  });
}

}  // namespace

std::string current_text(Context& ctx, const cases::OpenCase& opened, const Plan& plan) {
  const std::string staff = access::account_name(ctx, opened.permit.responsible());
  return agreement_text(parties_of(ctx, opened.frame.person.value, staff), plan.goals, plan.steps);
}

Fragment text_view(std::string_view text) {
  std::vector<Fragment> parts, items;
  const auto close_list = [&] {
    if (!items.empty()) parts.push_back(ul(cls("kim-list"), std::exchange(items, {})));
  };
  for (const TextLine& line : text_lines(text)) {
    if (line.kind == Kind::item) {
      items.push_back(li(line.text));
      continue;
    }
    close_list();
    parts.push_back(sentence_view(line));
  }
  close_list();
  return div_(cls("kim-agreed"), lang("de"), parts);
}

Fragment paper(Context& ctx, const cases::OpenCase& opened, std::string_view text) {
  const i18n::Use german_words(i18n::Language::de);  // one paper, one language
  const std::string line = ": ______________________________";
  return article(cls("kim-sheet"), lang("de"), text_view(text), p(tr("Ort, Datum"), line), p(opened.frame.name, line),
                 p(access::account_name(ctx, opened.permit.responsible()), line),
                 p(cls("kim-meta kim-break"), tr("Prüfsumme dieses Textes"), ": ", text_hash(text)));
}

Fragment comparison_view(std::string_view before, std::string_view after) {
  std::vector<ui::Row> rows;
  for (const ComparedLine& line : changes_only(compare_texts(before, after))) rows.push_back(compared_row(line));
  return ui::rows(rows, ui::RowsLook::lead);
}

std::string version_name(const Plan& plan, std::size_t index) {
  return trf("Fassung {0} vom {1}", {std::to_string(index + 1), german(*plan.agreements[index].value.agreed_on)});
}

std::string version_href(CaseId case_id, std::int64_t agreement) {
  return cases::case_href(case_id, "ziele") + "/fassungen/" + std::to_string(agreement);
}

Fragment versions_section(Context& ctx, const cases::OpenCase& opened, const Plan& plan) {
  if (plan.agreements.empty()) return {};
  std::vector<ui::Row> rows;
  for (std::size_t index = plan.agreements.size(); index-- > 0;) rows.push_back(version_row(plan, index));
  return ui::section({.id = "h-vereinbarung", .title = tr("Unterschriebene Fassungen")},
                     all(changed_note(ctx, opened, plan), ui::rows(rows)));
}

}  // namespace kim::goals
