// Forms of the lines below a person: relatives, residence status, Rechtskreis. One set of handlers for the three, told
// apart by a small description each. What it is not: the lists (person_page.cpp) or the rules (person.cpp).
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/people/people_pages.h"
#include "domain/people/people_panels.h"
#include "domain/people/people_store.h"
#include "domain/people/people_views.h"
#include "domain/records/conflict.h"
#include "platform/html/components.h"

namespace kim::people {
namespace {

using access::Right;
using namespace html;
using record::N_;

/// What differs between the three kinds of lines.
template <class T>
struct Kind;

template <>
struct Kind<Relative> {
  static constexpr std::string_view path = "angehoerige";
  static constexpr std::string_view new_title = N_("Angehörige Person eintragen");
  static constexpr std::string_view edit_title = N_("Angehörige Person ändern");
  static constexpr std::string_view not_saved = N_("Die angehörige Person ist noch nicht gespeichert.");
  static constexpr std::string_view button = N_("Angehörige Person speichern");
  static constexpr std::string_view saved = N_("Angehörige Person gespeichert");
  static constexpr std::string_view anchor = "#familie";
  static const records::Table& table() { return relative_table(); }
  static Result<std::int64_t> add(Context& ctx, PersonId id, const Relative& line, const http::Form&) {
    return add_relative(ctx, id, line);
  }
  static constexpr auto change = change_relative;
  static Fragment more_controls(Context&, const OpenPerson&, const forms::Input&) { return {}; }
};

template <>
struct Kind<ResidenceStatus> {
  static constexpr std::string_view path = "aufenthalt";
  static constexpr std::string_view new_title = N_("Neuen Aufenthaltsstatus eintragen");
  static constexpr std::string_view edit_title = N_("Aufenthaltsstatus ändern oder beenden");
  static constexpr std::string_view not_saved = N_("Der Aufenthaltsstatus ist noch nicht gespeichert.");
  static constexpr std::string_view button = N_("Aufenthaltsstatus speichern");
  static constexpr std::string_view saved = N_("Aufenthaltsstatus gespeichert");
  static constexpr std::string_view anchor = "#aufenthalt";
  static const records::Table& table() { return residence_status_table(); }
  static Result<std::int64_t> add(Context& ctx, PersonId id, const ResidenceStatus& line, const http::Form&) {
    return add_residence_status(ctx, id, line);
  }
  static constexpr auto change = change_residence_status;
  static Fragment more_controls(Context&, const OpenPerson&, const forms::Input&) {
    return ui::note("info", all(tr("Ein bisheriger Status ohne Ende endet dann am Tag davor.")));
  }
};

constexpr std::string_view replaces_name = "replaces";

template <>
struct Kind<LegalArea> {
  static constexpr std::string_view path = "rechtskreis";
  static constexpr std::string_view new_title = N_("Rechtskreis eintragen");
  static constexpr std::string_view edit_title = N_("Rechtskreis ändern oder beenden");
  static constexpr std::string_view not_saved = N_("Der Rechtskreis ist noch nicht gespeichert.");
  static constexpr std::string_view button = N_("Rechtskreis speichern");
  static constexpr std::string_view saved = N_("Rechtskreis gespeichert");
  static constexpr std::string_view anchor = "#rechtskreis";
  static const records::Table& table() { return legal_area_table(); }
  static Result<std::int64_t> add(Context& ctx, PersonId id, const LegalArea& line, const http::Form& form) {
    return add_legal_area(ctx, id, line, form.integer(replaces_name));
  }
  static constexpr auto change = change_legal_area;
  static Fragment more_controls(Context& ctx, const OpenPerson& opened, const forms::Input& input);
};

/// "Löst ab": areas that hold today and have no end. Nothing is preselected: benefits often run beside each other.
Fragment Kind<LegalArea>::more_controls(Context& ctx, const OpenPerson& opened, const forms::Input& input) {
  Fragment options = option(value("0"), tr("keinen, er gilt daneben"));
  bool any = false;
  for (const auto& line : legal_area_history(ctx.db(), opened.permit)) {
    if (line.value.valid_until || !holds_on(line.value, ctx.today())) continue;
    any = true;
    options += option(value(std::to_string(line.id)), selected(input.typed.integer(replaces_name) == line.id),
                      code_label("legal_area", line.value.area),
                      line.value.valid_from ? " " + trf("seit {}", {german(*line.value.valid_from)}) : std::string());
  }
  if (!any) return {};
  return div_(cls("kern-form-input"),
              html::label(cls("kern-label"), for_(replaces_name), tr("Welchen Rechtskreis löst er ab?")),
              div_(cls("kern-hint"), id(replaces_name, "-hint"), tr("Der abgelöste endet dann am Tag davor.")),
              div_(cls("kern-form-input__select-wrapper"),
                   select_(cls("kern-form-input__select"), id(replaces_name), name_(replaces_name),
                           aria_describedby(replaces_name, "-hint"), options)));
}

template <class T>
Fragment controls(const forms::Input& input, Day today) {
  return each(Kind<T>::table().record().fields, [&](const record::Field& field) {
    return field.need == record::Need::kept ? Fragment()
                                            : forms::control(field, input, {.radios = false, .today = today});
  });
}

template <class T>
std::string line_href(PersonId person, std::int64_t id) {
  return person_href(person, std::string(Kind<T>::path) + (id == 0 ? "" : "/" + std::to_string(id)));
}

/// `id` 0: a new line.
template <class T>
http::Response form_page(Context& ctx, const OpenPerson& opened, const forms::Input& input, std::int64_t id,
                         std::int64_t version) {
  Fragment all_controls = controls<T>(input, ctx.today());
  if (id == 0) all_controls += Kind<T>::more_controls(ctx, opened, input);
  return show_form(ctx, opened, input,
                   {.title = tr(id == 0 ? Kind<T>::new_title : Kind<T>::edit_title),
                    .what = tr(Kind<T>::not_saved),
                    .action = line_href<T>(opened.id(), id),
                    .button = tr(Kind<T>::button),
                    .controls = std::move(all_controls),
                    .version = version});
}

template <class T>
http::Response conflict_page(Context& ctx, const OpenPerson& opened, const records::Stored<T>& now,
                             std::int64_t version, const T& mine) {
  Page page = records::conflict_page(ctx, tr("Diesen Eintrag hat inzwischen jemand anderes geändert"), Kind<T>::table(),
                                     records::owner(opened.permit), now, version, mine,
                                     {line_href<T>(opened.id(), now.id), person_href(opened.id())});
  page.crumbs = {{tr("Suche"), "/suche"},
                 {full_name(opened.person.value), person_href(opened.id())},
                 {tr(Kind<T>::edit_title), ""}};
  return show(ctx, std::move(page));
}

template <class T>
http::Response saved(Context& ctx, PersonId person) {
  return done(ctx, person_href(person) + std::string(Kind<T>::anchor), tr(Kind<T>::saved));
}

template <class T>
http::Response show_new(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  const T nothing{};
  return form_page<T>(ctx, opened, forms::input_from(Kind<T>::table().record(), &nothing), 0, 0);
}

template <class T>
http::Response post_new(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  T line{};
  forms::Input input{ask.form, forms::parse(Kind<T>::table().record(), ask.form, ctx.today(), &line)};
  if (!input.errors.empty()) return form_page<T>(ctx, opened, input, 0, 0);
  const auto added = Kind<T>::add(ctx, opened.id(), line, ask.form);
  if (added) return saved<T>(ctx, opened.id());
  if (added.error().fields.empty()) return error_page(ctx, ask, added.error());
  input.errors = added.error().fields;
  return form_page<T>(ctx, opened, input, 0, 0);
}

template <class T>
Result<records::Stored<T>> load_line(Context& ctx, const OpenPerson& opened, const Ask& ask) {
  return records::one<T>(ctx.db(), Kind<T>::table(), records::owner(opened.permit), ask.number(1));
}

template <class T>
http::Response show_edit(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  const auto line = SHOW_OR_FAIL(load_line<T>(ctx, opened, ask));
  auto response =
      form_page<T>(ctx, opened, forms::input_from(Kind<T>::table().record(), &line.value), line.id, line.version);
  records::opened(ctx, Kind<T>::table().record().name, line.id, records::owner(opened.permit), "person_form");
  return response;
}

template <class T>
http::Response post_edit(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  const auto before = SHOW_OR_FAIL(load_line<T>(ctx, opened, ask));
  const std::int64_t version = ask.form.integer("version");
  T mine = before.value;
  forms::Input input{ask.form, forms::parse(Kind<T>::table().record(), ask.form, ctx.today(), &mine)};
  if (!input.errors.empty()) return form_page<T>(ctx, opened, input, before.id, version);
  const auto changed = Kind<T>::change(ctx, opened.id(), before.id, version, mine);
  if (changed) return saved<T>(ctx, opened.id());
  if (changed.error().code == ErrorCode::conflict)
    return conflict_page<T>(ctx, opened, SHOW_OR_FAIL(load_line<T>(ctx, opened, ask)), version, mine);
  if (changed.error().fields.empty()) return error_page(ctx, ask, changed.error());
  input.errors = changed.error().fields;
  return form_page<T>(ctx, opened, input, before.id, version);
}

}  // namespace

void line_routes(Routes& r) {
  const Guard guard = needs(Right::person_write);
  r.get("/personen/{person}/angehoerige/neu", guard, show_new<Relative>, "Angehörige Person eintragen");
  r.post("/personen/{person}/angehoerige", guard, post_new<Relative>, "Angehörige Person anlegen");
  r.get("/personen/{person}/angehoerige/{relative}", guard, show_edit<Relative>, "Angehörige Person ändern");
  r.post("/personen/{person}/angehoerige/{relative}", guard, post_edit<Relative>, "Angehörige Person speichern");
  r.get("/personen/{person}/aufenthalt/neu", guard, show_new<ResidenceStatus>, "Neuen Aufenthaltsstatus eintragen");
  r.post("/personen/{person}/aufenthalt", guard, post_new<ResidenceStatus>, "Aufenthaltsstatus anlegen");
  r.get("/personen/{person}/aufenthalt/{status}", guard, show_edit<ResidenceStatus>,
        "Aufenthaltsstatus ändern oder beenden");
  r.post("/personen/{person}/aufenthalt/{status}", guard, post_edit<ResidenceStatus>, "Aufenthaltsstatus speichern");
  r.get("/personen/{person}/rechtskreis/neu", guard, show_new<LegalArea>, "Rechtskreis eintragen");
  r.post("/personen/{person}/rechtskreis", guard, post_new<LegalArea>, "Rechtskreis anlegen");
  r.get("/personen/{person}/rechtskreis/{area}", guard, show_edit<LegalArea>, "Rechtskreis ändern oder beenden");
  r.post("/personen/{person}/rechtskreis/{area}", guard, post_edit<LegalArea>, "Rechtskreis speichern");
}

}  // namespace kim::people
