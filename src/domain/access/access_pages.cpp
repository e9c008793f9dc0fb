// Inputs, small decisions and frames that the pages of access share.
#include "domain/access/access_pages.h"

#include <algorithm>

#include "base/i18n.h"
#include "platform/html/components.h"

namespace kim::access {
namespace h = kim::html;
namespace {

using html::Fragment;

std::string error_of(const std::vector<FieldError>& errors, std::string_view name) {
  const auto at = std::find_if(errors.begin(), errors.end(), [&](const FieldError& e) { return e.field == name; });
  return at == errors.end() ? std::string() : at->message;
}

std::string described_by(const PlainField& field, const std::string& error) {
  std::string ids = field.hint.empty() ? "" : std::string(field.name) + "-hint";
  if (!error.empty()) ids += (ids.empty() ? "" : " ") + std::string(field.name) + "-error";
  return ids;
}

Fragment error_line(std::string_view name, const std::string& error) {
  return h::p(h::cls("kern-error"), h::id(name, "-error"), ui::icon("danger"), h::span(h::cls("kern-body"), error));
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f && c != '\\'; });
}

}  // namespace

Fragment plain_input(const PlainField& field, const std::vector<FieldError>& errors) {
  const std::string error = error_of(errors, field.name);
  const std::string ids = described_by(field, error);
  return h::div_(h::cls("kern-form-input", error.empty() ? "" : " kern-form-input--error"),
                 h::label(h::cls("kern-label"), h::for_(field.name), field.label),
                 h::when(!field.hint.empty(),
                         [&] { return h::div_(h::cls("kern-hint"), h::id(field.name, "-hint"), field.hint); }),
                 h::input(h::cls("kern-form-input__input", error.empty() ? "" : " kern-form-input__input--error",
                                 field.css.empty() ? "" : " ", field.css),
                          h::id(field.name), h::name_(field.name), h::type(field.type), h::value(field.value),
                          h::autocomplete(field.autocomplete), h::autocapitalize("none"), h::spellcheck("false"),
                          h::when_attr(!field.inputmode.empty(), h::inputmode(field.inputmode)),
                          h::when_attr(!ids.empty(), h::aria_describedby(ids)),
                          h::when_attr(!error.empty(), h::aria_invalid("true"))),
                 h::when(!error.empty(), [&] { return error_line(field.name, error); }));
}

Fragment radio_group(std::string_view name, std::string_view legend, const std::vector<Option>& options,
                     std::string_view chosen, ForScript script) {
  const auto item = [&](const Option& option) {
    return h::label(h::cls("kim-choice__item"),
                    h::input(h::when_attr(&option == &options.front(), h::id(name)), h::type("radio"), h::name_(name),
                             h::value(option.value), h::checked(option.value == chosen)),
                    h::span(option.label));
  };
  return h::fieldset(
      h::cls("kern-fieldset kim-choice"), h::when_attr(script == ForScript::theme, h::data("theme-choice", "")),
      h::legend(h::cls("kern-label"), legend), h::div_(h::cls("kim-choice__body"), h::each(options, item)));
}

std::optional<Found> found_session(Context& ctx, const Ask& ask) {
  return find_session(ctx.services, ctx.db(), ask.request.cookie(session_cookie_name(ctx.secure)));
}

bool own_form(const Context& ctx, const Ask& ask) {
  return !ctx.csrf.empty() && crypto::equal_in_constant_time(ask.form.get("_csrf"), ctx.csrf);
}

http::Response foreign_form(Context& ctx, const Ask& ask) {
  return error_page(ctx, ask,
                    {ErrorCode::bad_request,
                     tr("Dieses Formular ist abgelaufen. Es wurde nichts geändert. Laden Sie die Seite neu."),
                     {},
                     {}});
}

std::string local_path(std::string_view text) {
  const bool ours = text.starts_with('/') && !text.starts_with("//") && text.size() <= 2000 && is_plain(text);
  const bool way_out = text.starts_with("/anmeldung") || text.starts_with("/abmelden");
  return ours && !way_out ? std::string(text) : "/";
}

http::Response show_open(Context& ctx, Page page) {
  return ctx.actor.account ? show(ctx, std::move(page)) : show_bare(ctx, std::move(page), Column::text);
}

std::vector<FieldError> errors_of(const Error& error, std::string_view field) {
  return error.fields.empty() ? std::vector<FieldError>{{std::string(field), error.message}} : error.fields;
}

int status_of(const Error& error) { return error.code == ErrorCode::refused ? 429 : 422; }

}  // namespace kim::access
