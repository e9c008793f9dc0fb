// Dokumente of a case: list, upload, download, preview of images, removal.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/order.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/cases/frame.h"
#include "domain/documents/documents_pages.h"
#include "domain/documents/documents_store.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"

namespace kim::documents {
namespace {

using access::Right;
using namespace html;
using Found = records::Stored<Document>;

constexpr std::string_view tab = "dokumente";

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb = {}) {
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, std::move(crumb));
}
std::string href_of(CaseId id, std::int64_t document = 0, std::string_view path = {}) {
  std::string href = cases::case_href(id, tab);
  if (document != 0) href += "/" + std::to_string(document);
  return path.empty() ? href : href + "/" + std::string(path);
}
bool is_image(const Document& document) {
  const files::Type* type = files::find_type(document.media_type);
  return type != nullptr && type->image;
}

// ---- the list ----

void sort(std::vector<Found>& list, std::string_view by) {
  std::ranges::reverse(list);  // newest first
  if (by == "titel")
    order_by(list, [](const Found& a, const Found& b) {
      return text::sort_key(a.value.title) < text::sort_key(b.value.title);
    });
  if (by == "art")
    order_by(list, [](const Found& a, const Found& b) {
      const auto key = [](const Found& one) { return text::sort_key(code_label("document_kind", one.value.kind)); };
      return key(a) < key(b);
    });
}

Fragment sort_links(CaseId id, std::string_view by) {
  const std::string base = href_of(id);
  return ui::sub_nav(tr("Sortieren"),
                     {{tr("Neueste zuerst"), base},
                      {tr("Nach Titel"), base + "?sortierung=titel"},
                      {tr("Nach Art"), base + "?sortierung=art"}},
                     by.empty() ? base : base + "?sortierung=" + std::string(by));
}

ui::Row row_of(Context& ctx, const access::Permit& permit, const Found& document) {
  const Document& value = document.value;
  const CaseId id = permit.case_id();
  ui::Row row;
  row.title = ui::row_title(href_of(id, document.id), value.title);
  row.meta = all(code_label("document_kind", value.kind), " · ", size_words(value.size.value_or(0)), " · ",
                 ui::date(local_day(document.created_at)), " · ", access::account_name(ctx, document.created_by));
  row.end = ui::link_button(href_of(id, document.id, "datei"), tr("Herunterladen"), {.weight = ui::Weight::tertiary});
  return row;
}

Fragment add_button(const cases::OpenCase& opened) {
  return opened.permit.may_contact()
             ? ui::link_button(href_of(opened.permit.case_id(), 0, "neu"), tr("Dokument hinzufügen"), {.icon = "add"})
             : Fragment();
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const std::string by(ask.request.query.get("sortierung"));
  auto list = store::documents_of(ctx.db(), opened.permit);
  sort(list, by);
  Page page;
  page.title = tr("Dokumente");
  page.sub = tr("Pass, Bescheide, Zeugnisse. Verschlüsselt gespeichert, mit Einwilligung der Person.");
  page.actions = list.empty() ? Fragment() : add_button(opened);
  std::vector<ui::Row> rows;
  for (const Found& one : list) rows.push_back(row_of(ctx, opened.permit, one));
  page.content =
      list.empty()
          ? ui::empty_state(tr("Noch keine Dokumente"),
                            tr("Laden Sie nur hoch, was für die Begleitung gebraucht wird."), add_button(opened))
          : all(when(list.size() > 1, [&] { return sort_links(opened.permit.case_id(), by); }), ui::rows(rows));
  return in_case(ctx, opened, std::move(page));
}

// ---- taking in ----

Fragment file_control(const Context& ctx, const forms::Input& input) {
  const std::string_view error = input.error("file");
  const bool wrong = !error.empty();
  return div_(cls("kern-form-input", wrong ? " kern-form-input--error" : ""),
              label(cls("kern-label"), for_("file"), tr("Datei")),
              p(cls("kern-hint"), id("file-hint"),
                trf("PDF, JPEG, PNG, TXT, DOCX, XLSX, ODT oder ODS, höchstens {}",
                    {size_words(static_cast<std::int64_t>(ctx.services.upload_bytes_max))})),
              html::input(cls("kern-form-input__input", wrong ? " kern-form-input__input--error" : ""), type("file"),
                          id("file"), name_("file"), aria_describedby(wrong ? "file-hint file-error" : "file-hint"),
                          when_attr(wrong, aria_invalid("true")),
                          html::accept(".pdf,.jpg,.jpeg,.png,.txt,.docx,.xlsx,.odt,.ods")),
              when(wrong, [&] {
                return p(cls("kern-error"), id("file-error"), ui::icon("danger"), span(cls("kern-body"), error));
              }));
}

Fragment upload_form(Context& ctx, const cases::OpenCase& opened, const forms::Input& input) {
  const CaseId case_id = opened.permit.case_id();
  return form(cls("kim-form kim-form--narrow"), method("post"), action(href_of(case_id, 0, "neu")),
              enctype("multipart/form-data"), html::input(type("hidden"), name_("_csrf"), value(ctx.csrf)),
              forms::error_summary(tr("Das Dokument ist noch nicht gespeichert."), input.errors),
              forms::control(document_record, "kind", input), forms::control(document_record, "title", input),
              file_control(ctx, input), ui::form_actions(ui::submit(tr("Dokument speichern")), href_of(case_id)));
}

http::Response upload_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input) {
  Page page;
  page.title = tr("Dokument hinzufügen");
  page.sub = trf("für {}", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = upload_form(ctx, opened, input);
  return in_case(ctx, opened, std::move(page), tr("Dokument hinzufügen"));
}

http::Response show_upload(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const Document empty;
  return upload_page(ctx, opened, forms::input_from(document_record, &empty));
}

http::Response post_upload(Context& ctx, const Ask& ask) {
  const auto case_id = ask.id<CaseId>();
  Document document;
  forms::Input input{ask.form, forms::parse(document_record, ask.form, ctx.today(), &document)};
  const Incoming file = file_of(ask);
  if (input.errors.empty()) {
    const auto kept = keep_file(ctx, case_id, document, file);
    if (kept) return done(ctx, href_of(case_id), tr("Das Dokument ist gespeichert."));
    if (kept.error().fields.empty()) return error_page(ctx, ask, kept.error());
    input.errors = kept.error().fields;
  } else if (auto accepted = accept_file(file, ctx.services.upload_bytes_max); !accepted) {
    input.errors.push_back(accepted.error().fields.front());  // all at once
  }
  return upload_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact)), input);
}

// ---- one document ----

http::Response show_document(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const Found document = SHOW_OR_FAIL(store::document(ctx.db(), opened.permit, ask.id<DocumentId>(1)));
  const CaseId case_id = opened.permit.case_id();
  Page page;
  page.title = document.value.title;
  page.actions = ui::link_button(href_of(case_id, document.id, "datei"), tr("Herunterladen"));
  if (opened.permit.may_write())
    page.actions +=
        ui::link_button(href_of(case_id, document.id, "loeschen"), tr("Löschen"), {.weight = ui::Weight::secondary});
  const Fragment preview =
      is_image(document.value)
          ? img(cls("kim-preview"), src(href_of(case_id, document.id, "bild")), alt(document.value.title))
          : p(cls("kim-meta"), tr("Eine Vorschau gibt es nur für Bilder."));
  page.content = ui::split(
      preview, ui::panel("h-angaben", tr("Angaben"),
                         ui::facts({{tr("Was ist es?"), all(code_label("document_kind", document.value.kind))},
                                    {tr("Dateiname"), all(document.value.file_name)},
                                    {tr("Größe"), all(size_words(document.value.size.value_or(0)))},
                                    {tr("Gespeichert"), ui::moment(document.created_at)},
                                    {tr("Von"), all(access::account_name(ctx, document.created_by))}})));
  return in_case(ctx, opened, std::move(page), document.value.title);
}

std::string content_range(const Content& content) {
  const std::string size = std::to_string(content.document.value.size.value_or(0));
  if (content.wanted == files::Wanted::impossible) return "bytes */" + size;
  return "bytes " + std::to_string(content.range.first) + "-" + std::to_string(content.range.last) + "/" + size;
}

/// `inline_image`: shown in a page; everything else is only ever saved. Neither may run anything.
http::Response file_response(Content content, bool inline_image) {
  http::Response response{200, {}, std::move(content.bytes)};
  if (content.wanted == files::Wanted::part) response.status = 206;
  if (content.wanted == files::Wanted::impossible) response.status = 416;
  if (content.wanted != files::Wanted::whole) response.with("Content-Range", content_range(content));
  response.with("Content-Type", content.document.value.media_type);
  response.with("Accept-Ranges", "bytes");
  response.with("Content-Disposition",
                disposition(inline_image ? "inline" : "attachment", content.document.value.file_name));
  response.with("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
  response.with("Cross-Origin-Resource-Policy", "same-origin");
  return response;
}

http::Response show_file(Context& ctx, const Ask& ask) {
  return file_response(SHOW_OR_FAIL(fetch(ctx, ask.id<CaseId>(), ask.id<DocumentId>(1), ask.request.header("range"))),
                       false);
}

http::Response show_image(Context& ctx, const Ask& ask) {
  Content content = SHOW_OR_FAIL(fetch(ctx, ask.id<CaseId>(), ask.id<DocumentId>(1), {}));
  if (!is_image(content.document.value)) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  return file_response(std::move(content), true);
}

// ---- removing ----

http::Response removal_page(Context& ctx, const cases::OpenCase& opened, const Found& document,
                            const forms::Input& input) {
  Page page;
  page.title = tr("Dokument löschen");
  page.sub = trf("„{}“ wird endgültig gelöscht und lässt sich nicht wiederherstellen.", {document.value.title});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const std::string back = href_of(opened.permit.case_id(), document.id);
  page.content = post_form(ctx, back + "/loeschen",
                           all(forms::error_summary(tr("Das Dokument ist noch nicht gelöscht."), input.errors),
                               html::input(type("hidden"), name_("version"), value(std::to_string(document.version))),
                               forms::control(removal_record, "reason", input),
                               ui::form_actions(ui::submit(tr("Endgültig löschen")), back)));
  return in_case(ctx, opened, std::move(page), tr("Dokument löschen"));
}

http::Response removal_form(Context& ctx, const Ask& ask, const forms::Input& input) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  const Found document = SHOW_OR_FAIL(store::document(ctx.db(), opened.permit, ask.id<DocumentId>(1)));
  return removal_page(ctx, opened, document, input);
}

http::Response show_removal(Context& ctx, const Ask& ask) { return removal_form(ctx, ask, {}); }

http::Response post_removal(Context& ctx, const Ask& ask) {
  const auto case_id = ask.id<CaseId>();
  Removal removal;
  const forms::Input input{ask.form, forms::parse(removal_record, ask.form, ctx.today(), &removal)};
  if (!input.errors.empty()) return removal_form(ctx, ask, input);
  const auto removed = remove_file(ctx, case_id, ask.id<DocumentId>(1), ask.form.integer("version"), removal.reason);
  if (!removed) return error_page(ctx, ask, removed.error());
  return done(ctx, href_of(case_id), tr("Das Dokument ist gelöscht."));
}

}  // namespace

Incoming file_of(const Ask& ask) {
  for (const http::Upload& one : ask.files)
    if (one.field == "file") return {one.name, one.bytes};
  return {};
}

void document_routes(Routes& r) {
  r.get("/faelle/{case}/dokumente", needs(Right::case_read), show_list, "Dokumente eines Falls");
  r.get("/faelle/{case}/dokumente/neu", needs(Right::case_contact), show_upload, "Dokument hinzufügen (Formular)");
  r.upload("/faelle/{case}/dokumente/neu", needs(Right::case_contact), post_upload, "Dokument hinzufügen",
           upload_request_bytes_max);
  r.get("/faelle/{case}/dokumente/{document}", needs(Right::case_read), show_document, "Ein Dokument");
  r.get("/faelle/{case}/dokumente/{document}/datei", needs(Right::case_read), show_file, "Ein Dokument herunterladen");
  r.get("/faelle/{case}/dokumente/{document}/bild", needs(Right::case_read), show_image, "Ein Bild als Vorschau");
  r.get("/faelle/{case}/dokumente/{document}/loeschen", needs(Right::case_write), show_removal,
        "Dokument löschen (Rückfrage)");
  r.post("/faelle/{case}/dokumente/{document}/loeschen", needs(Right::case_write), post_removal, "Dokument löschen");
}

}  // namespace kim::documents
