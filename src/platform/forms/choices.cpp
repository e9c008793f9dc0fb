// Controls one chooses in: radios, check boxes, scale, select.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "platform/forms/control_parts.h"
#include "platform/html/components.h"
#include "platform/ids.h"

namespace kim::forms {
namespace h = kim::html;
namespace {

using html::Fragment;
using record::Field;
using record::Kind;
using record::Need;

constexpr std::size_t kRadiosMax = 8;

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// ---- what is offered ----

std::vector<Choice> yes_no_choices() { return {{"yes", tr("ja")}, {"no", tr("nein")}, {"unknown", tr("unbekannt")}}; }

/// A step of a scale shows its number before the word; "nicht besprochen" is none.
std::string choice_label(const Field& field, std::string_view code) {
  return is_number(code) ? record::shown(field, record::Value(std::string(code))) : code_label(field.list, code);
}

/// The coarse level of a list, which has a list of its own: "field_of_action_coarse", "residence_status_group".
const CodeList* coarse_list(std::string_view list) {
  for (const CodeList* one : all_code_lists())
    for (const std::string_view level : {"_coarse", "_group"})
      if (one->name().starts_with(list) && std::string_view(one->name()).substr(list.size()) == level) return one;
  return nullptr;
}

/// A group without a label stands for the program, not for the reader: its choices have no heading.
std::string group_label(const CodeList* coarse, std::string_view group) {
  if (coarse == nullptr || coarse->find(group) == nullptr) return {};
  return code_label(coarse->name(), group);
}

std::vector<Choice> list_choices(const Field& field, Day today) {
  const CodeList* coarse = coarse_list(field.list);
  std::vector<Choice> choices;
  for (const Code* code : code_list(field.list).valid_on(today))
    choices.push_back({code->code, choice_label(field, code->code), group_label(coarse, code->group)});
  return choices;
}

std::vector<Choice> offered(const Drawing& drawing) {
  if (!drawing.look.choices.empty()) return drawing.look.choices;
  if (drawing.field.kind == Kind::yes_no) return yes_no_choices();
  if (drawing.field.list.empty()) return {};
  return list_choices(drawing.field, drawing.look.today.value_or(local_day(system_now())));
}

bool holds(const std::vector<Choice>& choices, std::string_view value) {
  return std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.value == value; });
}

/// What was chosen before and is no longer offered stays visible, so that saving does not lose it.
void keep_chosen(const Drawing& drawing, std::vector<Choice>& choices) {
  for (const std::string& value : drawing.input.typed.all(drawing.field.name)) {
    if (value.empty() || holds(choices, value)) continue;
    const bool has_list = !drawing.field.list.empty();
    choices.push_back({value, has_list ? choice_label(drawing.field, value) : value});
  }
}

bool may_be_empty(const Field& field) { return field.need != Need::must && field.kind != Kind::yes_no; }

bool is_chosen(const Drawing& drawing, std::string_view value) {
  const auto all = drawing.input.typed.all(drawing.field.name);
  if (all.empty()) return value.empty();
  return std::find(all.begin(), all.end(), value) != all.end();
}

// ---- groups of radios and check boxes ----

/// The first control of a group has the field's name as id: the error summary leads there.
Fragment box(const Drawing& drawing, const Choice& choice, std::string_view type, bool first) {
  return h::input(h::when_attr(first, h::id(drawing.name())), h::type(type), h::name_(drawing.name()),
                  h::value(choice.value), h::checked(is_chosen(drawing, choice.value)));
}

Fragment item(const Drawing& drawing, const Choice& choice, std::string_view type, std::string_view css, bool first) {
  return h::label(h::cls(css), box(drawing, choice, type, first), h::span(choice.label));
}

Fragment items(const Drawing& drawing, const std::vector<Choice>& choices, std::string_view type,
               std::string_view css) {
  Fragment out;
  for (const Choice& choice : choices) out += item(drawing, choice, type, css, &choice == &choices.front());
  return out;
}

Fragment group(const Drawing& drawing, std::string_view css, const Fragment& body) {
  return h::fieldset(h::cls("kern-fieldset", drawing.error().empty() ? "" : " kern-fieldset--error", css),
                     drawing.described_by(), h::legend(h::cls("kern-label"), drawing.label_text()), drawing.hint_part(),
                     body, drawing.error_part());
}

Fragment boxes(const Drawing& drawing, const std::vector<Choice>& choices, std::string_view type) {
  return group(drawing, " kim-choice",
               h::div_(h::cls("kim-choice__body"), items(drawing, choices, type, "kim-choice__item")));
}

// ---- scale ----

bool is_step(const Choice& choice) { return is_number(choice.value); }

/// "nicht besprochen" stands apart from the steps.
Fragment scale(const Drawing& drawing, const std::vector<Choice>& choices) {
  Fragment steps, others;
  for (const Choice& choice : choices) {
    const bool first = &choice == &choices.front();
    if (is_step(choice))
      steps += item(drawing, choice, "radio", "kim-scale__item", first);
    else
      others += item(drawing, choice, "radio", "kim-choice__item kim-scale__none", first);
  }
  return group(drawing, " kim-scale", h::all(h::div_(h::cls("kim-scale__body"), steps), others));
}

// ---- select ----

Fragment select_option(const Drawing& drawing, const Choice& choice) {
  return h::option(h::value(choice.value), h::selected(is_chosen(drawing, choice.value)), choice.label);
}

/// Groups in the order of their first choice; choices without a group first.
Fragment grouped_options(const Drawing& drawing, const std::vector<Choice>& choices) {
  Fragment out;
  std::vector<std::string> seen;
  for (const Choice& leader : choices) {
    if (std::find(seen.begin(), seen.end(), leader.group) != seen.end()) continue;
    seen.push_back(leader.group);
    Fragment members;
    for (const Choice& choice : choices)
      if (choice.group == leader.group) members += select_option(drawing, choice);
    out += leader.group.empty() ? members : h::optgroup(h::label_attr(leader.group), members);
  }
  return out;
}

Fragment select(const Drawing& drawing, const std::vector<Choice>& choices) {
  const std::string nothing = may_be_empty(drawing.field) ? tr("keine Angabe") : tr("auswählen");
  return h::div_(h::cls("kern-form-input", drawing.error().empty() ? "" : " kern-form-input--error"),
                 h::label(h::cls("kern-label"), h::for_(drawing.name()), drawing.label_text()), drawing.hint_part(),
                 h::div_(h::cls("kern-form-input__select-wrapper"),
                         h::select_(h::cls("kern-form-input__select",
                                           drawing.error().empty() ? "" : " kern-form-input__select--error"),
                                    h::id(drawing.name()), h::name_(drawing.name()), drawing.described_by(),
                                    h::when_attr(!drawing.error().empty(), h::aria_invalid("true")),
                                    select_option(drawing, {"", nothing}), grouped_options(drawing, choices))),
                 drawing.error_part());
}

bool has_other_than_steps(const std::vector<Choice>& choices) {
  return std::any_of(choices.begin(), choices.end(), [](const Choice& choice) { return !is_step(choice); });
}

/// An answer once given must be removable: radios cannot be unchecked.
void offer_nothing(const Drawing& drawing, bool is_scale, std::vector<Choice>& choices) {
  if (!may_be_empty(drawing.field) || holds(choices, "")) return;
  if (is_scale && has_other_than_steps(choices)) return;
  if (holds(choices, "unknown") || holds(choices, "not_asked")) return;  // the list has a word for it
  choices.push_back({"", tr("keine Angabe")});
}

}  // namespace

Fragment choice_control(const Drawing& drawing) {
  std::vector<Choice> choices = offered(drawing);
  keep_chosen(drawing, choices);
  if (drawing.field.kind == Kind::codes) return boxes(drawing, choices, "checkbox");
  const bool is_scale = drawing.field.list.starts_with("scale");
  if (!is_scale && (choices.empty() || choices.size() > kRadiosMax || !drawing.look.radios))
    return select(drawing, choices);
  offer_nothing(drawing, is_scale, choices);
  return is_scale ? scale(drawing, choices) : boxes(drawing, choices, "radio");
}

Fragment flag_control(const Drawing& drawing) {
  const Fragment box =
      h::label(h::cls("kim-choice__item"),
               h::input(h::id(drawing.name()), h::type("checkbox"), h::name_(drawing.name()), h::value("yes"),
                        h::checked(drawing.typed() == "yes"), drawing.described_by(),
                        h::when_attr(!drawing.error().empty(), h::aria_invalid("true"))),
               h::span(drawing.look.label.empty() ? tr(drawing.field.label) : std::string(drawing.look.label)));
  return h::div_(h::cls("kern-form-input", drawing.error().empty() ? "" : " kern-form-input--error"), box,
                 drawing.hint_part(), drawing.error_part());
}

}  // namespace kim::forms
