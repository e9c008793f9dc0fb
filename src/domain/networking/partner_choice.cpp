#include "domain/networking/partner_choice.h"

#include <algorithm>

#include "base/i18n.h"
#include "domain/access/references.h"
#include "platform/html/components.h"

namespace kim::networking {
namespace {

namespace h = kim::html;

constexpr std::size_t always_shown = 2;

std::size_t shown_of(const forms::Input& input) {
  std::size_t filled = 0;
  for (std::size_t i = 0; i < partners_most; ++i)
    if (!input.typed.get(partner_fields[i].name).empty()) filled = i + 1;
  return std::clamp(filled + 1, always_shown, partners_most);
}

}  // namespace

Bodies partners_from(const http::Form& form, Day today, std::vector<FieldError>& errors) {
  PartnerChoice choice;
  for (auto& error : forms::parse(partner_record, form, today, &choice)) errors.push_back(std::move(error));
  Bodies bodies;
  for (const record::Field& field : partner_fields)
    if (const auto value = field.get(&choice); std::holds_alternative<std::int64_t>(value))
      bodies.emplace_back(std::get<std::int64_t>(value));
  return bodies;
}

void fill_partners(const Bodies& bodies, http::Form& form) {
  for (std::size_t i = 0; i < std::min(bodies.size(), partners_most); ++i)
    form.set(std::string(partner_fields[i].name), std::to_string(bodies[i].value()));
}

html::Fragment partner_controls(Context& ctx, const forms::Input& input) {
  forms::Look look{.optional_mark = false, .radios = false};
  look.choices = reference_choices(ctx, "body");
  h::Fragment controls;
  const std::size_t shown = shown_of(input);
  for (std::size_t i = 0; i < shown; ++i) controls += forms::control(partner_fields[i], input, look);
  ui::ButtonLook more{.weight = ui::Weight::tertiary, .icon = "add"};
  more.name = more_name;
  more.value = "1";
  more.novalidate = true;
  return h::all(h::div_(h::cls("kim-fields kim-fields--2"), controls),
                h::when(shown < partners_most, [&] { return h::div_(ui::submit(tr("Weitere Stelle"), more)); }));
}

}  // namespace kim::networking
