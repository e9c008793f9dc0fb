// The form of a contact: four inputs in sight, the rest folded; and how it is read.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/contacts/contact_views.h"
#include "platform/html/components.h"

namespace kim::contacts {
namespace {

namespace h = kim::html;
using h::Fragment;

constexpr std::string_view other_minutes = "other";  // the radio "andere"

/// Minutes as radios; a number typed beside them counts more, since it was typed on purpose.
constexpr record::Field minutes_choice = [] {
  record::Field field = *std::find_if(std::begin(contact_fields), std::end(contact_fields),
                                      [](const record::Field& one) { return one.name == "minutes"; });
  field.kind = record::Kind::code;
  field.list = "minutes";
  return field;
}();
constexpr record::Field minutes_typed = record::field<&Contact::minutes>("minutes_other", N_("Andere Dauer in Minuten"),
                                                                         record::number(1, 600), may, open, "Berichte");

constexpr record::Field step_fields[] = {
    record::field<&tasks::Task::title>("step_title", N_("Was ist zu tun?"), record::text(200), may, personal,
                                       "Fallführung"),
    record::field<&tasks::Task::due_on>("step_due", N_("Bis wann?"), record::day(), may, open, "Fristen"),
};
constexpr record::Record step_record{"next_step", N_("Nächster Schritt"), step_fields};

std::vector<forms::Choice> minutes_choices(Day today) {
  std::vector<forms::Choice> choices;
  for (const Code* code : code_list("minutes").valid_on(today))
    choices.push_back({code->code, code_label("minutes", code->code)});
  choices.push_back({std::string(other_minutes), tr("andere")});
  return choices;
}

bool any_filled(const forms::Input& input, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    return !input.typed.get(name).empty() || !input.error(name).empty();
  });
}

// ---- reading ----

/// The form with the minutes where the description expects them.
http::Form with_minutes(http::Form form) {
  const std::string typed(form.get("minutes_other"));
  if (!typed.empty())
    form.set("minutes", typed);
  else if (form.get("minutes") == other_minutes)
    form.set("minutes", "");
  return form;
}

bool is_minutes_missing(const http::Form& form) {
  return form.get("minutes") == other_minutes && form.get("minutes_other").empty();
}

void read_minutes_errors(const http::Form& form, std::vector<FieldError>& errors) {
  for (FieldError& error : errors)
    if (error.field == "minutes" && !form.get("minutes_other").empty()) error.field = "minutes_other";
  if (is_minutes_missing(form))
    errors.push_back(
        {"minutes_other", tr("Geben Sie an, wie viele Minuten der Kontakt dauerte, oder wählen Sie eine Dauer.")});
}

std::optional<tasks::Task> read_step(const http::Form& form, Day today, std::vector<FieldError>& errors) {
  tasks::Task step;
  const auto wrong = forms::parse(step_record, form, today, &step);
  errors.insert(errors.end(), wrong.begin(), wrong.end());
  if (step.title.empty() && step.due_on)
    errors.push_back({"step_title", tr("Geben Sie an, was bis dahin zu tun ist.")});
  if (step.title.empty()) return std::nullopt;
  return step;
}

// ---- parts of the page ----

Fragment minutes_control(const Context& ctx, const forms::Input& input) {
  forms::Look radios, typed;
  radios.choices = minutes_choices(ctx.today());
  typed.optional_mark = false;
  return h::div_(h::cls("kim-other"), forms::control(minutes_choice, input, radios),
                 forms::control(minutes_typed, input, typed));
}

forms::Look plain_look() {
  forms::Look look;
  look.optional_mark = false;  // the fold already says so
  return look;
}

Fragment circumstances(const forms::Input& input) {
  forms::Look select = plain_look();
  select.radios = false;
  return ui::fold(
      tr("Sprachmittlung, Ort und Anwesende"),
      h::div_(h::cls("kim-form"), forms::control(contact_record, "present", input, plain_look()),
              h::div_(h::cls("kim-fields kim-fields--2"), forms::control(contact_record, "interpreter", input, select),
                      forms::control(contact_record, "interpreter_language", input, select)),
              forms::control(contact_record, "place", input, plain_look())),
      tr("freiwillig"), any_filled(input, {"present", "interpreter", "interpreter_language", "place"}));
}

Fragment subjects(const forms::Input& input) {
  return ui::fold(tr("Handlungsfelder"), forms::control(contact_record, "fields", input, plain_look()),
                  tr("freiwillig"), any_filled(input, {"fields"}));
}

Fragment next_step(const forms::Input& input) {
  return ui::fold(
      tr("Nächster Schritt"),
      h::all(h::div_(h::cls("kim-fields kim-fields--2"), forms::control(step_record, "step_title", input, plain_look()),
                     forms::control(step_record, "step_due", input, plain_look())),
             ui::meta(tr("Der Schritt wird eine Aufgabe für Sie."))),
      tr("freiwillig"), any_filled(input, {"step_title", "step_due"}));
}

Fragment entrusted(const forms::Input& input) {
  return ui::fold(
      tr("Als anvertraut kennzeichnen"),
      h::all(forms::control(contact_record, "entrusted", input, plain_look()),
             ui::meta(tr(
                 "Für Mitteilungen, die Ihnen persönlich anvertraut wurden (§ 65 SGB VIII). Im Verlauf stehen dann nur "
                 "Tag und Name. Ihre Vertretung kann die Notiz lesen, solange Sie für den Fall zuständig sind."))),
      tr("freiwillig"), any_filled(input, {"entrusted"}));
}

}  // namespace

Typed read_form(const http::Form& form, Day today, Contact contact) {
  Typed typed;
  typed.contact = std::move(contact);
  typed.errors = forms::parse(contact_record, with_minutes(form), today, &typed.contact);
  read_minutes_errors(form, typed.errors);
  typed.next_step = read_step(form, today, typed.errors);
  return typed;
}

html::Fragment controls(const Context& ctx, const forms::Input& input, const FormParts& parts) {
  const std::string form_label = tr("Wie fand der Kontakt statt?");
  forms::Look form_look, note_look;
  form_look.label = form_label;
  note_look.text_rows = 6;
  return h::all(
      forms::error_summary(tr("Der Kontakt ist noch nicht gespeichert."), input.errors),
      forms::control(contact_record, "form", input, form_look),
      h::div_(h::cls("kim-fields kim-fields--auto"), forms::control(contact_record, "contact_on", input),
              minutes_control(ctx, input)),
      forms::control(contact_record, "note", input, note_look),
      h::div_(circumstances(input), subjects(input), h::when(parts.next_step, [&] { return next_step(input); }),
              h::when(parts.entrusted, [&] { return entrusted(input); })));
}

}  // namespace kim::contacts
