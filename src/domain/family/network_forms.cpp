// Forms of the Netzwerkkarte: a new version, an entry, taking it off the card and putting it back.
#include "base/i18n.h"
#include "domain/family/family_pages.h"
#include "domain/records/conflict.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"

namespace kim::family {
namespace {

using access::Right;
using namespace html;

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, const forms::Input& input) {
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.sub = trf("von {}", {opened.frame.name});
  const std::string crumb = page.title;
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), network_tab, crumb);
}

// ---- a version ----

Fragment copy_box(const forms::Input& input, bool offered) {
  if (!offered) return {};
  return ui::tick_box("copy", "yes", tr("Einträge der letzten Fassung übernehmen"), input.typed.get("copy") == "yes");
}

http::Response map_page(Context& ctx, const Ask& ask, const forms::Input& input) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  const CaseId id = opened.permit.case_id();
  const bool again = !store::maps_of(ctx.db(), opened.permit).empty();
  Page page;
  page.title = again ? tr("Neue Fassung zeichnen") : tr("Netzwerkkarte zeichnen");
  page.content =
      post_form(ctx, network_href(id, "neu"),
                all(forms::error_summary(tr("Die Netzwerkkarte ist noch nicht gespeichert."), input.errors),
                    forms::control(network_map_record, "drawn_on", input, {.short_field = true}),
                    forms::control(network_map_record, "note", input, {.text_rows = 3}), copy_box(input, again),
                    ui::form_actions(ui::submit(tr("Netzwerkkarte speichern")), network_href(id))));
  return in_case(ctx, opened, std::move(page), input);
}

http::Response show_new_map(Context& ctx, const Ask& ask) {
  NetworkMap map;
  map.drawn_on = ctx.today();
  forms::Input input = forms::input_from(network_map_record, &map);
  input.typed.set("copy", "yes");
  return map_page(ctx, ask, input);
}

http::Response post_new_map(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  NetworkMap map;
  const forms::Input input{ask.form, forms::parse(network_map_record, ask.form, ctx.today(), &map)};
  if (!input.errors.empty()) return map_page(ctx, ask, input);
  SHOW_OR_FAIL(draw(ctx, id, map, ask.form.get("copy") == "yes"));
  return done(ctx, network_href(id), tr("Netzwerkkarte gespeichert"));
}

/// Day and note of a version that is there already.
http::Response map_edit_page(Context& ctx, const Ask& ask, const forms::Input& input, std::int64_t version) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  SHOW_OR_FAIL(store::map(ctx.db(), opened.permit, ask.number(1)));
  const std::string base = network_href(opened.permit.case_id());
  Page page;
  page.title = tr("Tag und Anmerkung ändern");
  page.content = post_form(ctx, base + "/" + std::to_string(ask.number(1)) + "/karte",
                           all(forms::error_summary(tr("Die Netzwerkkarte ist noch nicht gespeichert."), input.errors),
                               html::input(type("hidden"), name_("version"), value(std::to_string(version))),
                               forms::control(network_map_record, "drawn_on", input, {.short_field = true}),
                               forms::control(network_map_record, "note", input, {.text_rows = 3}),
                               ui::form_actions(ui::submit(tr("Netzwerkkarte speichern")), base)));
  return in_case(ctx, opened, std::move(page), input);
}

http::Response show_map(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_write));
  const auto map = SHOW_OR_FAIL(store::map(ctx.db(), permit, ask.number(1)));
  return map_edit_page(ctx, ask, forms::input_from(network_map_record, &map.value), map.version);
}

http::Response map_conflict(Context& ctx, const Ask& ask, const NetworkMap& mine) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  const auto theirs = SHOW_OR_FAIL(store::map(ctx.db(), opened.permit, ask.number(1)));
  const std::string base = network_href(opened.permit.case_id());
  Page page = records::conflict_page(ctx, tr("Diese Netzwerkkarte hat inzwischen jemand anderes geändert"),
                                     store::maps(), records::owner(opened.permit), theirs, ask.form.integer("version"),
                                     mine, {base + "/" + std::to_string(theirs.id) + "/karte", base});
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), network_tab, tr("Zwei Fassungen"));
}

http::Response post_map(Context& ctx, const Ask& ask) {
  const std::int64_t version = ask.form.integer("version");
  NetworkMap map;
  const forms::Input input{ask.form, forms::parse(network_map_record, ask.form, ctx.today(), &map)};
  if (!input.errors.empty()) return map_edit_page(ctx, ask, input, version);
  const auto saved = change_map(ctx, ask.id<CaseId>(), ask.number(1), version, map);
  if (saved)
    return done(ctx, network_href(ask.id<CaseId>()) + "?karte=" + std::to_string(ask.number(1)),
                tr("Netzwerkkarte gespeichert"));
  if (saved.error().code == ErrorCode::conflict) return map_conflict(ctx, ask, map);
  return error_page(ctx, ask, saved.error());
}

// ---- an entry ----

struct Target {
  cases::OpenCase opened;
  std::int64_t map = 0;
  std::optional<records::Stored<NetworkNode>> node;
  [[nodiscard]] std::string href(std::string_view path = {}) const {
    return network_href(
        opened.permit.case_id(),
        std::to_string(map) + "/" + (node ? std::to_string(node->id) : std::string("neu")) + std::string(path));
  }
  [[nodiscard]] std::string back() const {
    return network_href(opened.permit.case_id()) + "?karte=" + std::to_string(map);
  }
};

Result<Target> target_of(Context& ctx, const Ask& ask, bool existing) {
  cases::OpenCase opened = TRY(cases::open_case(ctx, ask, Right::case_write));
  TRY(store::map(ctx.db(), opened.permit, ask.number(1)));
  Target target{std::move(opened), ask.number(1), {}};
  if (existing)
    target.node = TRY(records::one<NetworkNode>(ctx.db(), store::nodes(),
                                                records::owner(target.opened.permit, target.map), ask.number(2)));
  return target;
}

Fragment remove_form(Context& ctx, const Target& target) {
  if (!target.node || target.node->value.removed_on) return {};
  return ui::panel("h-nehmen", tr("Nicht mehr da?"),
                   all(p(tr("Der Eintrag bleibt in dieser Fassung nachlesbar und lässt sich zurücklegen.")),
                       post_form(ctx, target.href("/entfernen"),
                                 ui::submit(tr("Von der Karte nehmen"), {.weight = ui::Weight::secondary}), "")));
}

http::Response node_page(Context& ctx, const Target& target, const forms::Input& input, std::int64_t version) {
  Page page;
  page.title = target.node ? tr("Eintrag ändern") : tr("Eintrag hinzufügen");
  const Fragment hidden =
      when(version > 0, [&] { return html::input(type("hidden"), name_("version"), value(std::to_string(version))); });
  const Fragment controls = each(network_node_record.fields, [&](const record::Field& field) {
    return field.need == record::Need::kept ? Fragment() : forms::control(field, input, {.today = ctx.today()});
  });
  const Fragment form =
      post_form(ctx, target.href(),
                all(forms::error_summary(tr("Der Eintrag ist noch nicht gespeichert."), input.errors), hidden, controls,
                    ui::form_actions(ui::submit(tr("Eintrag speichern")), target.back())));
  const Fragment side = remove_form(ctx, target);
  page.content = side.empty() ? form : ui::split(form, side);
  return in_case(ctx, target.opened, std::move(page), input);
}

http::Response show_new_node(Context& ctx, const Ask& ask) {
  const Target target = SHOW_OR_FAIL(target_of(ctx, ask, false));
  const NetworkNode node;
  return node_page(ctx, target, forms::input_from(network_node_record, &node), 0);
}

http::Response post_new_node(Context& ctx, const Ask& ask) {
  NetworkNode node;
  const forms::Input input{ask.form, forms::parse(network_node_record, ask.form, ctx.today(), &node)};
  if (!input.errors.empty()) return node_page(ctx, SHOW_OR_FAIL(target_of(ctx, ask, false)), input, 0);
  SHOW_OR_FAIL(add_node(ctx, ask.id<CaseId>(), ask.number(1), node));
  return done(ctx, network_href(ask.id<CaseId>()) + "?karte=" + std::to_string(ask.number(1)),
              tr("Eintrag gespeichert"));
}

http::Response show_node(Context& ctx, const Ask& ask) {
  const Target target = SHOW_OR_FAIL(target_of(ctx, ask, true));
  return node_page(ctx, target, forms::input_from(network_node_record, &target.node->value), target.node->version);
}

http::Response node_conflict(Context& ctx, const Ask& ask, const NetworkNode& mine) {
  const Target target = SHOW_OR_FAIL(target_of(ctx, ask, true));
  Page page = records::conflict_page(ctx, tr("Diesen Eintrag hat inzwischen jemand anderes geändert"), store::nodes(),
                                     records::owner(target.opened.permit, target.map), *target.node,
                                     ask.form.integer("version"), mine, {target.href(), target.back()});
  return cases::show_in_case(ctx, target.opened.permit, target.opened.frame, std::move(page), network_tab,
                             tr("Zwei Fassungen"));
}

http::Response post_node(Context& ctx, const Ask& ask) {
  const std::int64_t version = ask.form.integer("version");
  NetworkNode node;
  const forms::Input input{ask.form, forms::parse(network_node_record, ask.form, ctx.today(), &node)};
  if (!input.errors.empty()) return node_page(ctx, SHOW_OR_FAIL(target_of(ctx, ask, true)), input, version);
  const auto saved = change_node(ctx, ask.id<CaseId>(), ask.number(1), ask.number(2), version, node);
  if (saved)
    return done(ctx, network_href(ask.id<CaseId>()) + "?karte=" + std::to_string(ask.number(1)),
                tr("Eintrag gespeichert"));
  if (saved.error().code == ErrorCode::conflict) return node_conflict(ctx, ask, node);
  return error_page(ctx, ask, saved.error());
}

http::Response put_on_card(Context& ctx, const Ask& ask, bool on) {
  SHOW_OR_FAIL(set_on_card(ctx, ask.id<CaseId>(), ask.number(1), ask.number(2), on));
  return done(ctx, network_href(ask.id<CaseId>()) + "?karte=" + std::to_string(ask.number(1)),
              on ? tr("Eintrag zurückgelegt") : tr("Eintrag von der Karte genommen"));
}

http::Response post_remove(Context& ctx, const Ask& ask) { return put_on_card(ctx, ask, false); }
http::Response post_back(Context& ctx, const Ask& ask) { return put_on_card(ctx, ask, true); }

}  // namespace

void network_forms(Routes& r) {
  const std::string base = "/faelle/{case}/netzwerk/";
  const Guard guard = needs(Right::case_write);
  r.get(base + "neu", guard, show_new_map, "Neue Fassung der Netzwerkkarte");
  r.post(base + "neu", guard, post_new_map, "Netzwerkkarte speichern");
  r.get(base + "{map}/karte", guard, show_map, "Tag und Anmerkung einer Netzwerkkarte ändern");
  r.post(base + "{map}/karte", guard, post_map, "Tag und Anmerkung einer Netzwerkkarte ändern");
  r.get(base + "{map}/neu", guard, show_new_node, "Eintrag der Netzwerkkarte hinzufügen");
  r.post(base + "{map}/neu", guard, post_new_node, "Eintrag der Netzwerkkarte speichern");
  r.get(base + "{map}/{node}", guard, show_node, "Eintrag der Netzwerkkarte ändern");
  r.post(base + "{map}/{node}", guard, post_node, "Eintrag der Netzwerkkarte ändern");
  r.post(base + "{map}/{node}/entfernen", guard, post_remove, "Eintrag von der Karte nehmen");
  r.post(base + "{map}/{node}/zurueck", guard, post_back, "Eintrag zurücklegen");
}

}  // namespace kim::family
