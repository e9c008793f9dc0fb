// What the pages of access share: routes by topic, inputs that are no record's field, forms of people half signed in.
// Inside of access only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/page.h"
#include "domain/access/session.h"
#include "platform/forms/forms.h"

namespace kim::access {

void sign_in_routes(Routes& routes);
void second_factor_routes(Routes& routes);
void profile_routes(Routes& routes);
void account_routes(Routes& routes);
void account_state_routes(Routes& routes);
void help_routes(Routes& routes);

/// An input that belongs to no record: password, code.
struct PlainField {
  std::string_view name;
  std::string label;
  std::string hint{};
  std::string_view type = "text";
  std::string_view autocomplete = "off";
  std::string_view css{};  // further class of the input
  std::string_view inputmode{};
  std::string value{};
};
[[nodiscard]] html::Fragment plain_input(const PlainField& field, const std::vector<FieldError>& errors);

struct Option {
  std::string value;
  std::string label;
};
/// Framed radios; `script` marks them for the one script (data-theme-choice).
enum class ForScript : std::uint8_t { no, theme };
[[nodiscard]] html::Fragment radio_group(std::string_view name, std::string_view legend,
                                         const std::vector<Option>& options, std::string_view chosen,
                                         ForScript script = ForScript::no);

/// The session of this request, with its stage; the Context does not tell the stage.
[[nodiscard]] std::optional<Found> found_session(Context& ctx, const Ask& ask);
/// Whether a post to an open route carries the token of this session.
[[nodiscard]] bool own_form(const Context& ctx, const Ask& ask);
[[nodiscard]] http::Response foreign_form(Context& ctx, const Ask& ask);
/// `text` if it is the address of a page of ours that makes sense after signing in, else "/".
[[nodiscard]] std::string local_path(std::string_view text);
/// A page that everybody may open: with navigation for who is signed in.
[[nodiscard]] http::Response show_open(Context& ctx, Page page);
/// One error without a field, as for error_summary.
[[nodiscard]] std::vector<FieldError> errors_of(const Error& error, std::string_view field);
/// 422, or 429 while a delay runs.
[[nodiscard]] int status_of(const Error& error);

}  // namespace kim::access
