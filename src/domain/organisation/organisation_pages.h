// Routes and shared parts of the organisation's pages. Inside of organisation only.
#pragma once

#include <functional>
#include <string>

#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/organisation/organisation_store.h"
#include "domain/records/conflict.h"
#include "platform/forms/forms.h"

namespace kim::organisation {

void overview_routes(Routes& routes);
void post_routes(Routes& routes);
void body_routes(Routes& routes);
void division_routes(Routes& routes);
void api_routes(Routes& routes);

inline constexpr std::string_view home = "/organisation";
[[nodiscard]] std::string post_href(PostId id, std::string_view act = {});
[[nodiscard]] std::string occupancy_href(std::int64_t id);
[[nodiscard]] std::string body_href(BodyId id, std::string_view act = {});
[[nodiscard]] std::string team_href(TeamId id);
[[nodiscard]] std::string municipality_href(MunicipalityId id);

[[nodiscard]] bool may_write(const Context& ctx);

/// One form for one record: what it is called, where it goes, where one came from.
struct FormTarget {
  std::string title;
  std::string action;
  std::string back;
  std::string button;
  std::int64_t version = 0;  // 0: a new record
};
/// All fields of the record; references offer what exists.
[[nodiscard]] http::Response form_page(Context& ctx, const record::Record& record, const forms::Input& input,
                                       const FormTarget& target, const html::Fragment& below = {});
/// History of a record, folded.
[[nodiscard]] html::Fragment history_fold(Context& ctx, const records::Table& table, std::int64_t id);

/// Answers a post of `form_page`: reads into `value`, calls `save`, and shows the form again if something does not fit.
/// `theirs` loads the record as it is now, for a conflict.
template <class T>
http::Response answer_form(Context& ctx, const Ask& ask, const records::Table& table, T value, const FormTarget& target,
                           std::string done_text, const std::function<Result<void>(const T&)>& save,
                           const std::function<Result<records::Stored<T>>()>& theirs = {}) {
  const record::Record& record = table.record();
  forms::Input input{ask.form, forms::parse(record, ask.form, ctx.today(), &value)};
  if (!input.errors.empty()) return form_page(ctx, record, input, target);
  const auto saved = save(value);
  if (saved) return done(ctx, target.back, std::move(done_text));
  if (saved.error().code == ErrorCode::conflict && theirs) {
    const records::Stored<T> now = SHOW_OR_FAIL(theirs());
    Page page = records::conflict_page(ctx, trf("Inzwischen hat jemand anderes gespeichert: {}", {target.title}), table,
                                       records::nobody(now.parent), now, ask.form.integer("version"), value,
                                       {target.action, target.back});
    page.nav = home;
    return show(ctx, std::move(page));
  }
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  input.errors = saved.error().fields;
  return form_page(ctx, record, input, target);
}

}  // namespace kim::organisation
