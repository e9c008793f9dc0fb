// JSON routes of texts; the same acts as the pages. A body with a wording of its own is named by ?controller=.
#include "domain/records/answers.h"
#include "domain/texts/text_pages.h"
#include "platform/json/json.h"

namespace kim::texts {
namespace {

using access::Right;
using http::Method;

Result<Asked> asked_by_api(Context& ctx, const Ask& ask) {
  const std::string_view body = ask.request.query.get("controller");
  Key key{ask.path.at(0), ask.path.at(1), std::string(body.empty() ? any_controller : body)};
  if (!may_exist(key)) return failure(ErrorCode::not_found);
  return Asked{std::move(key), all_templates(ctx)};
}

void write_flag(json::Writer& out, std::string_view name, bool value) {
  out.key(name);
  out.boolean(value);
}

void write_version(json::Writer& out, const Version& version) {
  const documents::LetterText& letter = version.letter;
  out.field("label", version.label());
  out.field("title", letter.text.title);
  out.field("status", letter.status);
  out.field("translator", letter.translator);
  out.field("translated_on", letter.translated_on ? iso(*letter.translated_on) : std::string());
  out.field("valid_from", iso(letter.text.valid_from));
  write_flag(out, "shipped", version.shipped);
  write_flag(out, "reviewed", letter.reviewed);
  write_flag(out, "stale", letter.text.stale);
}

void begin_template(json::Writer& out, const Key& key, const Template* text) {
  out.begin_object();
  out.field("kind", key.kind);
  out.field("language", key.language);
  out.field("controller", key.controller);
  out.field("direction", direction_of(key.language));
  out.id_field("version", text == nullptr ? 0 : text->base);
  if (text != nullptr) write_version(out, text->in_force());
}

http::Response list(Context& ctx, const Ask&) {
  json::Writer out;
  out.begin_array();
  for (const auto& [key, text] : all_templates(ctx)) {
    begin_template(out, key, &text);
    out.end_object();
  }
  out.end_array();
  return http::json_response(out.take());
}

http::Response show_one(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked_by_api(ctx, ask));
  json::Writer out;
  begin_template(out, text.key, text.own());
  out.key("placeholders");
  out.begin_array();
  for (const Placeholder& one : placeholders(text.key.kind)) {
    out.begin_object();
    out.field("name", one.name);
    write_flag(out, "must", one.must);
    write_flag(out, "alone", one.alone);
    out.end_object();
  }
  out.end_array();
  out.key("versions");
  out.begin_array();
  for (const Version& version : text.own() == nullptr ? std::vector<Version>() : text.own()->versions) {
    out.begin_object();
    write_version(out, version);
    out.field("body", written(version.letter.text.blocks));
    out.field("remark", version.remark);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return http::json_response(out.take());
}

http::Response create(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked_by_api(ctx, ask));
  Wording wording;
  if (auto read = json::read(wording_record, ask.request.body, ctx.today(), &wording); !read)
    return error_page(ctx, ask, read.error());
  json::Writer out;
  out.begin_object();
  out.field("label", SHOW_OR_FAIL(save(ctx, text.key, ask.request.query.integer("version"), wording)));
  out.end_object();
  http::Response response = http::json_response(out.take());
  response.status = 201;
  return response;
}

http::Response choose_one(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked_by_api(ctx, ask));
  Choice choice;
  if (auto read = json::read(choice_record, ask.request.body, ctx.today(), &choice); !read)
    return error_page(ctx, ask, read.error());
  SHOW_OR_FAIL(choose(ctx, text.key, ask.request.query.integer("version"), choice.label));
  return {204, {}, {}};
}

http::Response review_one(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked_by_api(ctx, ask));
  Review noted;
  if (auto read = json::read(review_record, ask.request.body, ctx.today(), &noted); !read)
    return error_page(ctx, ask, read.error());
  SHOW_OR_FAIL(review(ctx, text.key, ask.path.at(2), noted));
  return {204, {}, {}};
}

http::Response preview_one(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked_by_api(ctx, ask));
  const Version* version = text.own() == nullptr ? nullptr : text.own()->find(ask.path.at(2));
  if (version == nullptr) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  return pdf_of(version->letter, text, ctx.today());
}

}  // namespace

void api_routes(Routes& r) {
  constexpr auto keeps = needs(Right::codelist_write);
  const std::string_view one = "/api/v1/texts/{kind}/{language}";
  r.api(Method::get, "/api/v1/texts", keeps, list, "Texts of letters and consents: version in force of each language");
  r.api(Method::get, one, keeps, show_one, "A text with all versions and the placeholders it knows; ?controller=");
  r.api(Method::post, one, keeps, create,
        "Keep a new version and put it into force; ?version= is the version it was read in", "text_wording");
  r.api(Method::post, "/api/v1/texts/{kind}/{language}/choice", keeps, choose_one,
        "Put an older or the shipped version into force; ?version= is the version it was read in", "text_choice");
  r.api(Method::post, "/api/v1/texts/{kind}/{language}/versions/{label}/review", keeps, review_one,
        "Note the review of a version", "text_review");
  r.api(Method::get, "/api/v1/texts/{kind}/{language}/versions/{label}/pdf", keeps, preview_one,
        "A version as PDF with invented values (application/pdf)");
}

}  // namespace kim::texts
