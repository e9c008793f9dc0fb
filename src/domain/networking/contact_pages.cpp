// Pages of one network contact: note, see, correct, remove.
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/access/page.h"
#include "domain/access/references.h"
#include "domain/networking/networking_pages.h"
#include "domain/networking/partner_choice.h"
#include "platform/html/decisions.h"

namespace kim::networking {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

Page placed(std::string title, std::string crumb) {
  Page page;
  page.title = std::move(title);
  page.nav = "/";
  page.crumbs = {{tr("Netzwerkarbeit"), std::string(here)}, {std::move(crumb), {}}};
  return page;
}

struct Typed {
  NetworkContact contact;
  Bodies bodies;
  forms::Input input;
};

Typed typed_in(Context& ctx, const Ask& ask) {
  Typed typed;
  typed.input = {ask.form, forms::parse(network_contact_record, ask.form, ctx.today(), &typed.contact)};
  typed.bodies = partners_from(ask.form, ctx.today(), typed.input.errors);
  if (ask.form.has(more_name)) typed.input.errors.clear();
  return typed;
}

struct Target {
  std::string title, action, back;
  std::int64_t version = 0;
  Fragment above{};
  int status = 200;
};

Fragment controls_of(Context& ctx, const forms::Input& input) {
  const forms::Look narrow{.short_field = true}, list{.radios = false};
  const std::string guess = tr("Auch geschätzt");
  const forms::Look minutes{.hint = guess, .short_field = true};
  return h::all(h::div_(h::cls("kim-fields kim-fields--2"),
                        h::all(forms::control(network_contact_record, "held_on", input, narrow),
                               forms::control(network_contact_record, "minutes", input, minutes))),
                forms::control(network_contact_record, "kind", input, list), partner_controls(ctx, input),
                forms::control(network_contact_record, "others", input),
                forms::control(network_contact_record, "topic", input, list),
                forms::control(network_contact_record, "outcome", input, {.text_rows = 3}),
                forms::control(network_contact_record, "note", input, {.text_rows = 3}));
}

http::Response form_page(Context& ctx, const forms::Input& input, const Target& target) {
  Page page = placed(target.title, target.title);
  page.sub = tr("Runder Tisch, Arbeitskreis, Kooperation: ohne Fall und ohne Angaben zu Ratsuchenden.");
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : target.status;
  page.content = post_form(
      ctx, target.action,
      h::all(target.above, forms::error_summary(tr("Der Netzwerkkontakt ist noch nicht gespeichert."), input.errors),
             h::when(target.version > 0,
                     [&] {
                       return h::input(h::type("hidden"), h::name_("version"),
                                       h::value(std::to_string(target.version)));
                     }),
             controls_of(ctx, input), ui::form_actions(ui::submit(tr("Netzwerkkontakt speichern")), target.back)));
  return show(ctx, std::move(page));
}

Target new_target() { return {tr("Netzwerkkontakt erfassen"), std::string(here) + "/neu", std::string(here)}; }

http::Response show_new(Context& ctx, const Ask&) {
  NetworkContact contact;
  contact.on = ctx.today();
  return form_page(ctx, forms::input_from(network_contact_record, &contact), new_target());
}

bool belongs_to_form(const Error& error) { return error.code == ErrorCode::invalid && !error.fields.empty(); }

http::Response post_new(Context& ctx, const Ask& ask) {
  Typed typed = typed_in(ctx, ask);
  if (ask.form.has(more_name) || !typed.input.errors.empty()) return form_page(ctx, typed.input, new_target());
  const auto saved = note_contact(ctx, typed.contact, typed.bodies);
  if (saved) return done(ctx, contact_href(*saved), tr("Netzwerkkontakt gespeichert"));
  if (!belongs_to_form(saved.error())) return error_page(ctx, ask, saved.error());
  typed.input.errors = saved.error().fields;
  return form_page(ctx, typed.input, new_target());
}

// ---- one contact ----

Fragment partner_lines(Context& ctx, const NetworkContact& contact) {
  const auto names = references(ctx.services, ctx.db(), "body");
  std::vector<std::string> lines;
  for (const BodyId body : bodies_of(contact)) lines.push_back(label_of(names, body.value()));
  if (!contact.others.empty()) lines.push_back(contact.others);
  return h::ul(h::cls("kim-list"), h::each(lines, [](const std::string& line) { return h::li(line); }));
}

Fragment actions_of(const Context& ctx, const Stored& contact) {
  if (contact.created_by != ctx.actor.account) return {};
  return h::all(
      ui::link_button(contact_href(contact.id, "aendern"), tr("Ändern"), {.weight = ui::Weight::secondary}),
      ui::link_button(contact_href(contact.id, "entfernen"), tr("Entfernen"), {.weight = ui::Weight::tertiary}));
}

http::Response show_one(Context& ctx, const Ask& ask) {
  static constexpr std::string_view shown[] = {"held_on", "topic", "minutes", "outcome", "note"};
  const Stored contact = SHOW_OR_FAIL(store::one(ctx.db(), area_of(ctx), ask.number(0)));
  Page page = placed(record::shown(*network_contact_record.find("kind"), contact.value.kind), tr("Netzwerkkontakt"));
  page.sub = german_long(*contact.value.on);
  page.actions = actions_of(ctx, contact);
  page.content = h::all(ui::facts({{tr("Beteiligte"), partner_lines(ctx, contact.value)}}),
                        forms::facts(network_contact_record, &contact.value, shown),
                        ui::meta(trf("Erfasst von {}", {access::account_name(ctx, contact.created_by)})));
  return show(ctx, std::move(page));
}

// ---- correcting ----

/// Only who noted it gets the form; to others of the team it is readable, but not theirs.
Result<Stored> own(Context& ctx, std::int64_t id) {
  Stored contact = TRY(store::one(ctx.db(), area_of(ctx), id));
  if (contact.created_by != ctx.actor.account)
    return failure(ErrorCode::refused, tr("Das darf nur, wer den Netzwerkkontakt erfasst hat."));
  return contact;
}

Target change_target(std::int64_t id, std::int64_t version) {
  return {tr("Netzwerkkontakt ändern"), contact_href(id, "aendern"), contact_href(id), version};
}

http::Response show_change(Context& ctx, const Ask& ask) {
  const Stored contact = SHOW_OR_FAIL(own(ctx, ask.number(0)));
  forms::Input input = forms::input_from(network_contact_record, &contact.value);
  fill_partners(bodies_of(contact.value), input.typed);
  return form_page(ctx, input, change_target(contact.id, contact.version));
}

/// Saved meanwhile (another window): what was typed stays, what is stored stands above it, saving again is deliberate.
http::Response conflict_page(Context& ctx, const Ask& ask, const forms::Input& input) {
  const Stored newer = SHOW_OR_FAIL(own(ctx, ask.number(0)));
  Target target = change_target(newer.id, newer.version);
  target.status = 409;
  target.above = ui::alert(
      ui::Tone::warning, tr("Dieser Netzwerkkontakt wurde inzwischen geändert"),
      h::all(h::p(tr("Im Formular steht, was Sie eingegeben haben. Gespeichert ist jetzt:")),
             forms::facts(network_contact_record, &newer.value), h::p(tr("Wenn Sie speichern, gilt Ihre Fassung."))));
  return form_page(ctx, input, target);
}

http::Response post_change(Context& ctx, const Ask& ask) {
  const std::int64_t id = ask.number(0), version = ask.form.integer("version");
  Typed typed = typed_in(ctx, ask);
  if (!ask.form.has(more_name) && typed.input.errors.empty()) {
    const auto saved = correct_contact(ctx, id, version, typed.contact, typed.bodies);
    if (saved) return done(ctx, contact_href(id), tr("Netzwerkkontakt gespeichert"));
    if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, typed.input);
    if (!belongs_to_form(saved.error())) return error_page(ctx, ask, saved.error());
    typed.input.errors = saved.error().fields;
  }
  SHOW_OR_FAIL(own(ctx, id));
  return form_page(ctx, typed.input, change_target(id, version));
}

// ---- removing ----

http::Response removal_page(Context& ctx, const Stored& contact, int status) {
  Page page = placed(tr("Netzwerkkontakt entfernen"), tr("Entfernen"));
  page.status = status;
  const std::string what = record::shown(*network_contact_record.find("kind"), contact.value.kind);
  page.content = post_form(
      ctx, contact_href(contact.id, "entfernen"),
      h::all(h::input(h::type("hidden"), h::name_("version"), h::value(std::to_string(contact.version))),
             h::when(status == 409,
                     [] {
                       return ui::alert(ui::Tone::warning, tr("Dieser Netzwerkkontakt wurde inzwischen geändert"),
                                        h::p(tr("Bitte prüfen Sie ihn, bevor Sie ihn entfernen.")));
                     }),
             ui::confirmation({.content = ui::facts({{what, ui::date_long(*contact.value.on)},
                                                     {tr("Beteiligte"), partner_lines(ctx, contact.value)}}),
                               .consequences = {tr("Der Eintrag wird gelöscht und nicht mehr gezählt.")},
                               .button = tr("Netzwerkkontakt entfernen"),
                               .cancel_href = contact_href(contact.id)})));
  return show(ctx, std::move(page));
}

http::Response show_removal(Context& ctx, const Ask& ask) {
  return removal_page(ctx, SHOW_OR_FAIL(own(ctx, ask.number(0))), 200);
}

http::Response post_removal(Context& ctx, const Ask& ask) {
  const auto removed = remove_contact(ctx, ask.number(0), ask.form.integer("version"));
  if (removed) return done(ctx, std::string(here), tr("Netzwerkkontakt entfernt"));
  if (removed.error().code != ErrorCode::conflict) return error_page(ctx, ask, removed.error());
  return removal_page(ctx, SHOW_OR_FAIL(own(ctx, ask.number(0))), 409);
}

}  // namespace

std::string contact_href(std::int64_t id, std::string_view act) {
  std::string href = std::string(here) + "/" + std::to_string(id);
  return act.empty() ? href : href + "/" + std::string(act);
}

void contact_routes(Routes& r) {
  constexpr Right right = Right::network_work;
  r.get("/netzwerk/neu", needs(right), show_new, "Netzwerkkontakt erfassen (Formular)");
  r.post("/netzwerk/neu", needs(right), post_new, "Netzwerkkontakt erfassen");
  r.get("/netzwerk/{contact}", needs(right), show_one, "Ein Netzwerkkontakt");
  r.get("/netzwerk/{contact}/aendern", needs(right), show_change, "Netzwerkkontakt ändern (Formular)");
  r.post("/netzwerk/{contact}/aendern", needs(right), post_change, "Netzwerkkontakt ändern");
  r.get("/netzwerk/{contact}/entfernen", needs(right), show_removal, "Netzwerkkontakt entfernen (Rückfrage)");
  r.post("/netzwerk/{contact}/entfernen", needs(right), post_removal, "Netzwerkkontakt entfernen");
}

}  // namespace kim::networking
