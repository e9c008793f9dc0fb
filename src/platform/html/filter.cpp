// The filter form of a list and the chips of active filters.
#include <algorithm>

#include "base/i18n.h"
#include "platform/html/tables.h"

namespace kim::ui {
namespace h = kim::html;
namespace {

std::string field_id(const Filter::Field& field) { return "filter-" + field.name; }

Fragment option_of(const Filter::Option& option, std::string_view chosen) {
  return h::option(h::value(option.value), h::selected(option.value == chosen), option.label);
}

Fragment choice(const Filter::Field& field, std::string_view chosen) {
  const auto make = [&](const Filter::Option& option) { return option_of(option, chosen); };
  return h::div_(h::cls("kern-form-input__select-wrapper"),
                 h::select_(h::cls("kern-form-input__select"), h::id(field_id(field)), h::name_(field.name),
                            h::option(h::value(""), tr("Alle")), h::each(field.options, make)));
}

Fragment filter_field(const Filter::Field& field, const http::Form& query) {
  const std::string_view chosen = query.get(field.name);
  const Fragment control =
      field.options.empty() ? h::input(h::cls("kern-form-input__input"), h::id(field_id(field)), h::name_(field.name),
                                       h::type("text"), h::value(chosen), h::autocomplete("off"))
                            : choice(field, chosen);
  return h::div_(h::cls("kern-form-input"), h::label(h::cls("kern-label"), h::for_(field_id(field)), field.label),
                 control);
}

Fragment kept(const std::string& name, const http::Form& query) {
  const std::string_view value = query.get(name);
  return value.empty() ? Fragment{} : h::input(h::type("hidden"), h::name_(name), h::value(value));
}

/// The query without any of the filters.
std::string reset_href(const Filter& filter, const http::Form& query) {
  http::Form rest;
  for (const std::string& name : filter.keep)
    if (query.has(name)) rest.set(name, std::string(query.get(name)));
  return query_with(rest, kPageName, "");
}

std::string label_of(const Filter::Field& field, std::string_view value) {
  const auto found = std::find_if(field.options.begin(), field.options.end(),
                                  [&](const Filter::Option& option) { return option.value == value; });
  return found == field.options.end() ? std::string(value) : found->label;
}

Fragment active_chip(const Filter::Field& field, const http::Form& query) {
  const std::string_view value = query.get(field.name);
  if (value.empty()) return {};
  return h::li(h::a(h::cls("kim-chip kim-chip--remove"), h::href(query_with(query, field.name, "")), field.label, ": ",
                    label_of(field, value), hidden(", " + tr("Filter entfernen")), icon("close", IconSize::small)));
}

bool is_active(const Filter& filter, const http::Form& query) {
  return std::any_of(filter.fields.begin(), filter.fields.end(),
                     [&](const Filter::Field& field) { return !query.get(field.name).empty(); });
}

}  // namespace

Fragment filter_box(const Filter& filter, const http::Form& query) {
  const auto field = [&](const Filter::Field& one) { return filter_field(one, query); };
  const Fragment form = h::form(
      h::cls("kim-filter"), h::method("get"), h::aria_label(tr("Liste filtern")),
      h::each(filter.keep, [&](const std::string& name) { return kept(name, query); }), h::each(filter.fields, field),
      h::div_(h::cls("kim-filter__actions"), submit(tr("Filtern"), {.weight = Weight::secondary}),
              link(reset_href(filter, query), tr("Zurücksetzen"))));
  const Fragment box = h::details(h::cls("kim-filterbox"), h::summary(icon("dehaze"), tr("Liste filtern")), form);
  if (!is_active(filter, query)) return box;
  const auto chip = [&](const Filter::Field& one) { return active_chip(one, query); };
  const Fragment chips = h::ul(h::cls("kim-views"), h::each(filter.fields, chip));
  return h::all(box, h::nav(h::aria_label(tr("Aktive Filter")), chips));
}

}  // namespace kim::ui
