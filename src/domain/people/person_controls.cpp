// The controls of a person's form, alike when a person is entered and changed. What it is not: the pages around them.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/references.h"
#include "domain/people/people_panels.h"
#include "platform/html/components.h"

namespace kim::people {
namespace {

using namespace html;

/// Long lists of which one chooses a few: one select for each choice and two more, all under one name.
constexpr std::size_t kSpareSelects = 2;

Fragment one_of_list(const record::Field& field, std::string_view chosen, std::size_t n, Day today) {
  const std::string number = std::to_string(n + 1);
  Fragment options = option(value(""), tr("keine Angabe"));
  const auto offered = code_list(field.list).valid_on(today);
  const bool known = std::ranges::any_of(offered, [&](const Code* code) { return code->code == chosen; });
  if (!known && !chosen.empty()) options += option(value(chosen), selected(), code_label(field.list, chosen));
  for (const Code* code : offered)
    options += option(value(code->code), selected(code->code == chosen), code_label(field.list, code->code));
  return div_(cls("kern-form-input__select-wrapper"),
              select_(cls("kern-form-input__select"), n == 0 ? id(field.name) : id(field.name, "-", number),
                      name_(field.name), aria_label(tr(field.label), " ", number), options));
}

Fragment several(std::string_view name, const forms::Input& input, Day today) {
  const record::Field& field = *person_record.find(name);
  const std::string_view error = input.error(name);
  auto chosen = input.typed.all(name);
  std::erase(chosen, std::string());
  const std::size_t shown = std::min(chosen.size() + kSpareSelects, std::max(field.limit, chosen.size()));
  Fragment selects;
  for (std::size_t n = 0; n < shown; ++n) selects += one_of_list(field, n < chosen.size() ? chosen[n] : "", n, today);
  return fieldset(cls("kern-fieldset", error.empty() ? "" : " kern-fieldset--error"),
                  legend(cls("kern-label"), tr(field.label),
                         when(field.need == record::Need::may,
                              [] { return all(" ", span(cls("kern-label__optional"), tr("(freiwillig)"))); })),
                  selects, when(!error.empty(), [&] {
                    return p(cls("kern-error"), id(name, "-error"), ui::icon("danger"), span(cls("kern-body"), error));
                  }));
}

using Names = std::vector<std::string_view>;

Fragment controls(const forms::Input& input, Day today, const Names& names) {
  return each(names, [&](std::string_view name) {
    return forms::control(person_record, name, input, {.optional_mark = false, .text_rows = 3, .today = today});
  });
}

bool is_empty_answer(std::string_view typed) { return typed.empty() || typed == "unknown"; }

/// A folded part opens if it holds an answer or an error.
bool is_touched(const forms::Input& input, const Names& names) {
  return std::ranges::any_of(names, [&](std::string_view name) {
    return !is_empty_answer(input.typed.get(name)) || !input.error(name).empty();
  });
}

Fragment municipality_control(Context& ctx, const forms::Input& input) {
  return forms::control(person_record, "municipality_id", input,
                        {.choices = reference_choices(ctx, "municipality"), .radios = false});
}

}  // namespace

Fragment person_controls(Context& ctx, const forms::Input& input) {
  const Day today = ctx.today();
  const Names names{"document_name", "original_script", "aliases"};
  const Names arrival{"in_germany_since", "in_district_since"};
  const Names home{"street", "email", "household_type", "housing_type"};
  const bool origin_touched = is_touched(input, arrival) || is_touched(input, {"nationalities"});
  return all(
      controls(input, today, {"family_name", "given_names", "birth", "gender", "phone"}),
      municipality_control(ctx, input), several("languages", input, today),
      controls(input, today, {"german_level", "interpreter", "letter_language"}),
      ui::fold(tr("Weitere Schreibweisen des Namens"), controls(input, today, names), tr("freiwillig"),
               is_touched(input, names)),
      ui::fold(tr("Herkunft und Ankunft"), all(several("nationalities", input, today), controls(input, today, arrival)),
               tr("freiwillig"), origin_touched),
      ui::fold(tr("Anschrift und Haushalt"), controls(input, today, home), tr("freiwillig"), is_touched(input, home)));
}

}  // namespace kim::people
