// Forms for the own consent of a relative who is advised along. What it is not: consents of persons on file (slice consent).
#include "base/i18n.h"
#include "domain/family/family_pages.h"
#include "domain/people/people_store.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"

namespace kim::family {
namespace {

using access::Right;
using namespace html;

/// The case, the relative and, when one is changed, the consent of the route.
struct Opened {
  cases::OpenCase in;
  records::Stored<people::Relative> line;
  std::optional<records::Stored<RelativeConsent>> consent;
  [[nodiscard]] CaseId id() const { return in.permit.case_id(); }
  [[nodiscard]] records::Owner owner() const { return records::owner(in.permit, line.id); }
  [[nodiscard]] std::string href() const {
    return family_href(id(), std::to_string(line.id) + "/einwilligung/" +
                                 (consent ? std::to_string(consent->id) : std::string("neu")));
  }
};

Result<Opened> open_for(Context& ctx, const Ask& ask, bool existing) {
  cases::OpenCase in = TRY(cases::open_case(ctx, ask, Right::case_write));
  auto line = TRY(records::one<people::Relative>(ctx.db(), people::relative_table(),
                                                 records::owner(in.permit.subject()), ask.number(1)));
  Opened opened{std::move(in), std::move(line), {}};
  if (existing)
    opened.consent = TRY(records::one<RelativeConsent>(ctx.db(), store::consents(), opened.owner(), ask.number(2)));
  return opened;
}

http::Response form_page(Context& ctx, const Opened& opened, const forms::Input& input, std::int64_t version) {
  Page page;
  page.title = trf("Einwilligung von {}", {opened.line.value.name});
  page.sub = tr("Wer mitberaten wird, willigt selbst ein oder wird dabei vertreten.");
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const Fragment hidden =
      when(version > 0, [&] { return html::input(type("hidden"), name_("version"), value(std::to_string(version))); });
  const Fragment controls = each(relative_consent_record.fields, [&](const record::Field& field) {
    return forms::control(field, input, {.short_field = field.kind == record::Kind::day, .today = ctx.today()});
  });
  const Fragment form =
      post_form(ctx, opened.href(),
                all(forms::error_summary(tr("Die Einwilligung ist noch nicht gespeichert."), input.errors), hidden,
                    controls, ui::form_actions(ui::submit(tr("Einwilligung speichern")), family_href(opened.id()))));
  const Fragment history = when(opened.consent.has_value(), [&] {
    return ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                     records::history_view(ctx, store::consents(), opened.owner(), opened.consent->id));
  });
  page.content = history.empty() ? form : ui::split(form, history);
  return cases::show_in_case(ctx, opened.in.permit, opened.in.frame, std::move(page), family_tab, tr("Einwilligung"));
}

http::Response show_new(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_for(ctx, ask, false));
  RelativeConsent start;
  start.given_on = ctx.today();
  start.valid_until = ctx.today() + std::chrono::days(365);
  return form_page(ctx, opened, forms::input_from(relative_consent_record, &start), 0);
}

http::Response post_new(Context& ctx, const Ask& ask) {
  RelativeConsent consent;
  forms::Input input{ask.form, forms::parse(relative_consent_record, ask.form, ctx.today(), &consent)};
  if (input.errors.empty()) {
    auto saved = add_consent(ctx, ask.id<CaseId>(), ask.number(1), consent);
    if (saved) return done(ctx, family_href(ask.id<CaseId>()), tr("Einwilligung gespeichert"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  return form_page(ctx, SHOW_OR_FAIL(open_for(ctx, ask, false)), input, 0);
}

http::Response show_edit(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_for(ctx, ask, true));
  return form_page(ctx, opened, forms::input_from(relative_consent_record, &opened.consent->value),
                   opened.consent->version);
}

http::Response conflict_page(Context& ctx, const Ask& ask, const RelativeConsent& mine) {
  const Opened opened = SHOW_OR_FAIL(open_for(ctx, ask, true));
  Page page = records::conflict_page(ctx, tr("Diese Einwilligung hat inzwischen jemand anderes geändert"),
                                     store::consents(), opened.owner(), *opened.consent, ask.form.integer("version"),
                                     mine, {opened.href(), family_href(opened.id())});
  return cases::show_in_case(ctx, opened.in.permit, opened.in.frame, std::move(page), family_tab, tr("Zwei Fassungen"));
}

http::Response post_edit(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const std::int64_t version = ask.form.integer("version");
  RelativeConsent consent;
  forms::Input input{ask.form, forms::parse(relative_consent_record, ask.form, ctx.today(), &consent)};
  if (input.errors.empty()) {
    auto saved = change_consent(ctx, id, ask.number(1), ask.number(2), version, consent);
    if (saved) return done(ctx, family_href(id), tr("Einwilligung gespeichert"));
    if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, consent);
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  return form_page(ctx, SHOW_OR_FAIL(open_for(ctx, ask, true)), input, version);
}

}  // namespace

void consent_routes(Routes& r) {
  const std::string base = "/faelle/{case}/familie/{relative}/einwilligung/";
  const Guard guard = needs(Right::case_write);
  r.get(base + "neu", guard, show_new, "Einwilligung einer angehörigen Person aufnehmen");
  r.post(base + "neu", guard, post_new, "Einwilligung einer angehörigen Person speichern");
  r.get(base + "{consent}", guard, show_edit, "Einwilligung einer angehörigen Person ändern");
  r.post(base + "{consent}", guard, post_edit, "Einwilligung einer angehörigen Person ändern");
}

}  // namespace kim::family
