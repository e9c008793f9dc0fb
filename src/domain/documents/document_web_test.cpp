// Every route of documents: taking in, safe giving out, ranges, removal; and nothing kept of what is refused.
#include <gtest/gtest.h>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/documents/document.h"
#include "domain/documents/documents_slice.h"
#include "domain/goals/goals_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "domain/referrals/referrals_slice.h"
#include "world/case_world.h"

namespace kim::documents {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde", 33);
const std::string pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";

class DocumentWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  DocumentWeb() {
    consent::Consent consent = test::case_file_consent(app.today());
    consent.purposes = {"case_file", "documents"};
    Context ctx = app.context(Who::kessler);
    EXPECT_TRUE(consent::renew_consent(ctx, rahimi.person, consent).has_value());
  }
  TestApp app{GetParam(),
              {people::people_slice(), organisation::organisation_slice(), consent::consent_slice(),
               cases::cases_slice(), goals::goals_slice(), referrals::referrals_slice(), documents_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  /// A form with a file, sent by `who` with the token of that session's own form.
  http::Response upload(Who who, const std::string& name, const std::string& bytes,
                        const std::string& title = "Bescheid vom 03.11.2026", const std::string& kind = "notice") {
    const std::string href = rahimi.href("dokumente/neu");
    const std::string token(test::input_value(app.get(Who::kessler == who ? who : Who::wittkamp, href).body, "_csrf"));
    return send(who, href, token, name, bytes, title, kind);
  }
  http::Response send(Who who, const std::string& href, const std::string& token, const std::string& name,
                      const std::string& bytes, const std::string& title, const std::string& kind) {
    std::string body;
    for (const auto& [field, value] : http::Pairs{{"_csrf", token}, {"kind", kind}, {"title", title}})
      body += "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
    body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + bytes +
            "\r\n--b--\r\n";
    http::Pairs headers{{"content-type", "multipart/form-data; boundary=b"}};
    if (who != Who::nobody) headers.emplace_back("cookie", app.cookie(who));
    return app.request(http::Method::post, href, body, headers);
  }
  /// The same by another program.
  http::Response add(const std::string& target, const std::string& key, const std::string& kind,
                     const std::string& name, const std::string& bytes) {
    std::string body;
    for (const auto& [field, value] : http::Pairs{{"kind", kind}, {"title", "Bescheid"}})
      body += "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
    body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + bytes +
            "\r\n--b--\r\n";
    http::Pairs headers{{"content-type", "multipart/form-data; boundary=b"}};
    if (!key.empty()) headers.emplace_back("authorization", "Bearer " + key);
    return app.request(http::Method::post, target, body, headers);
  }
  std::string kept(const std::string& name = "Bescheid Müller.pdf", const std::string& bytes = pdf) {
    const auto answer = upload(Who::kessler, name, bytes);
    EXPECT_EQ(answer.status, 303) << answer.body;
    return rahimi.href("dokumente/" + std::to_string(app.count("SELECT max(id) FROM document")));
  }
  http::Response get_part(const std::string& href, const std::string& range) {
    return app.request(http::Method::get, href, {}, {{"cookie", app.cookie(Who::kessler)}, {"range", range}});
  }
};
KIM_BOTH_ENGINES(DocumentWeb);

TEST_P(DocumentWeb, List_form_and_document_need_sign_in_a_role_and_the_own_team) {
  const std::string one = kept();
  for (const std::string& href : {rahimi.href("dokumente"), rahimi.href("dokumente/neu"), one, one + "/datei"}) {
    EXPECT_EQ(app.get(Who::nobody, href).status, 303) << href;
    EXPECT_EQ(app.get(Who::albers, href).status, 403) << href;
    EXPECT_EQ(app.get(Who::sommer, href).status, 404) << href;
    EXPECT_EQ(app.get(Who::wittkamp, href).status, 200) << href;
    EXPECT_EQ(app.get(Who::kessler, href).status, 200) << href;
  }
}

TEST_P(DocumentWeb, A_file_comes_back_as_it_was_and_leaves_entries) {
  std::string large = pdf;
  while (large.size() < 700'000) large += "0123456789abcdef\n";
  const std::string href = kept("C:\\temp\\Bescheid Müller.pdf", large);
  const auto created = app.audit_entries("created").front();
  EXPECT_EQ(created.what, "document");
  EXPECT_EQ(created.actor, app.account(Who::kessler));
  EXPECT_EQ(created.case_id, rahimi.id.value());
  EXPECT_EQ(app.count("SELECT count(*) FROM document_piece"), 3);
  const auto answer = app.get(Who::kessler, href + "/datei");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.body == large);
  EXPECT_EQ(answer.header("Content-Type"), "application/pdf");
  EXPECT_EQ(answer.header("Content-Disposition"),
            "attachment; filename=\"Bescheid M_ller.pdf\"; filename*=UTF-8''Bescheid%20M%C3%BCller.pdf");
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.header("Content-Security-Policy"), "default-src 'none'; sandbox; frame-ancestors 'none'");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(app.audit_entries("opened").front().what, "document");
}

TEST_P(DocumentWeb, Parts_are_given_as_asked_for) {
  std::string large = pdf;
  while (large.size() < 600'000) large += std::to_string(large.size()) + "\n";
  const std::string href = kept("a.pdf", large) + "/datei";
  const std::string size = std::to_string(large.size());
  const auto middle = get_part(href, "bytes=262140-262150");  // over the edge of two pieces
  EXPECT_EQ(middle.status, 206);
  EXPECT_EQ(middle.body, large.substr(262140, 11));
  EXPECT_EQ(middle.header("Content-Range"), "bytes 262140-262150/" + size);
  EXPECT_EQ(get_part(href, "bytes=-7").body, large.substr(large.size() - 7));
  const auto outside = get_part(href, "bytes=" + size + "-");
  EXPECT_EQ(outside.status, 416);
  EXPECT_EQ(outside.header("Content-Range"), "bytes */" + size);
  EXPECT_TRUE(outside.body.empty());
  EXPECT_EQ(get_part(href, "bytes=1-2,5-6").status, 200);
}

TEST_P(DocumentWeb, Only_images_are_shown_in_the_page) {
  const std::string image = kept("Foto.png", png), paper = kept();
  EXPECT_NE(app.get(Who::kessler, image).body.find("/bild"), std::string::npos);
  EXPECT_EQ(app.get(Who::kessler, paper).body.find("/bild"), std::string::npos);
  const auto shown = app.get(Who::kessler, image + "/bild");
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(shown.header("Content-Disposition").starts_with("inline"));
  EXPECT_TRUE(shown.header("Content-Security-Policy").find("sandbox") != std::string_view::npos);
  EXPECT_EQ(app.get(Who::kessler, paper + "/bild").status, 404);
}

TEST_P(DocumentWeb, Nothing_personal_lies_in_the_tables) {
  kept("Bescheid Müller.pdf", pdf);
  EXPECT_EQ(
      app.database().read()->number("SELECT count(*) FROM document WHERE length(title) < 30 OR length(file_name) < 30"),
      0);
  app.database().read()->each("SELECT content FROM document_piece", {},
                              [](const db::Row& row) { EXPECT_EQ(row.bytes(0).find("%PDF"), std::string_view::npos); });
}

struct BadFile {
  std::string name, bytes;
  const char* message;
};

TEST_P(DocumentWeb, Bad_files_get_a_sentence_and_nothing_is_kept) {
  const BadFile table[] = {
      {"", "", "Wählen Sie eine Datei aus."},
      {"leer.pdf", "", "Die Datei ist leer."},
      {"seite.html", "<!DOCTYPE html><html><script>alert(1)</script></html>", "Dateien dieser Art"},
      {"bild.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>", "Dateien dieser Art"},
      {"bescheid.pdf", "<!DOCTYPE html><html></html>", "Dateien dieser Art"},
      {"bescheid.exe", pdf, "Endung des Namens passt nicht"},
      {"foto.jpg", png, "Endung des Namens passt nicht"},
      {"gif.png", std::string("GIF89a\1\0\1\0%PDF-1.7", 18), "Dateien dieser Art"},
      {"Bescheid\xE2\x80\xAE"
       "fdp.exe.pdf",
       pdf, "unsichtbare Zeichen"},
      {std::string(201, 'x') + ".pdf", pdf, "zu lang"},
      {"gross.pdf", pdf + std::string(26U * 1024 * 1024, 'x'), "höchstens 25 MB"},
  };
  for (const BadFile& bad : table) {
    const auto answer = upload(Who::kessler, bad.name, bad.bytes);
    EXPECT_EQ(answer.status, 422) << bad.name;
    EXPECT_NE(answer.body.find(bad.message), std::string::npos) << bad.name;
    EXPECT_NE(answer.body.find("Bescheid vom 03.11.2026"), std::string::npos) << "The title stays typed: " << bad.name;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM document"), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM document_piece"), 0);
}

TEST_P(DocumentWeb, Wrong_fields_get_a_sentence_each) {
  const auto answer = upload(Who::kessler, "leer.pdf", "", "", "");
  EXPECT_EQ(answer.status, 422);
  for (const char* part : {"Was ist es?", "Titel", "Die Datei ist leer."})
    EXPECT_NE(answer.body.find(part), std::string::npos) << part;
  EXPECT_EQ(upload(Who::kessler, "a.pdf", pdf, "Titel \xE2\x80\xAE gedreht").status, 422);
  EXPECT_EQ(upload(Who::kessler, "a.pdf", pdf, std::string(161, 'x')).status, 422);
}

TEST_P(DocumentWeb, Who_may_not_write_keeps_nothing) {
  const std::string href = rahimi.href("dokumente/neu");
  EXPECT_EQ(send(Who::nobody, href, "x", "a.pdf", pdf, "T", "notice").status, 303);
  EXPECT_EQ(send(Who::albers, href, "x", "a.pdf", pdf, "T", "notice").status, 403);
  EXPECT_EQ(send(Who::kessler, href, "falsch", "a.pdf", pdf, "T", "notice").status, 400);
  EXPECT_EQ(app.request(http::Method::post, href, "--b\r\nkaputt",
                        {{"content-type", "multipart/form-data; boundary=b"}, {"cookie", app.cookie(Who::kessler)}})
                .status,
            400);
  EXPECT_EQ(app.count("SELECT count(*) FROM document"), 0);
}

TEST_P(DocumentWeb, Without_the_consent_to_keep_documents_nothing_is_taken_in) {
  const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu");
  const std::string href = other.href("dokumente/neu");
  const std::string token(test::input_value(app.get(Who::kessler, href).body, "_csrf"));
  EXPECT_EQ(send(Who::kessler, href, token, "a.pdf", pdf, "T", "notice").status, 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM document"), 0);
}

TEST_P(DocumentWeb, After_a_withdrawal_nothing_is_kept_or_given_out) {
  const std::string href = kept();
  const std::string token(test::input_value(app.get(Who::kessler, rahimi.href("dokumente/neu")).body, "_csrf"));
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(send(Who::kessler, rahimi.href("dokumente/neu"), token, "a.pdf", pdf, "T", "notice").status, 423);
  EXPECT_EQ(app.get(Who::kessler, href + "/datei").status, 423);
}

TEST_P(DocumentWeb, Removal_takes_row_and_bytes_and_keeps_the_reason_in_the_trail) {
  const std::string href = kept();
  EXPECT_EQ(app.get(Who::wittkamp, href + "/loeschen").status, 403);
  EXPECT_EQ(app.get(Who::kessler, href + "/loeschen").status, 200);
  EXPECT_EQ(app.post(Who::kessler, href + "/loeschen", {{"version", "1"}}).status, 422);
  EXPECT_EQ(app.post(Who::kessler, href + "/loeschen", {{"version", "1"}, {"reason", "laune"}}).status, 422);
  EXPECT_EQ(app.post(Who::kessler, href + "/loeschen", {{"version", "7"}, {"reason", "mistake"}}).status, 409);
  EXPECT_EQ(app.post(Who::wittkamp, href + "/loeschen", {{"version", "1"}, {"reason", "mistake"}}).status, 403);
  EXPECT_EQ(app.post(Who::sommer, href + "/loeschen", {{"version", "1"}, {"reason", "mistake"}}).status, 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM document_piece"), 1);
  EXPECT_EQ(app.post(Who::kessler, href + "/loeschen", {{"version", "1"}, {"reason", "mistake"}}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM document"), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM document_piece"), 0);
  const auto entry = app.audit_entries("removed").front();
  EXPECT_EQ(entry.what, "document");
  EXPECT_EQ(entry.note, "mistake");
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
  EXPECT_EQ(app.get(Who::kessler, href).status, 404);
}

TEST_P(DocumentWeb, A_foreign_document_looks_like_not_found) {
  const std::string id = kept().substr(rahimi.href("dokumente/").size());
  const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu");
  for (const char* path : {"", "/datei", "/bild", "/loeschen"})
    EXPECT_EQ(app.get(Who::kessler, other.href("dokumente/" + id + path)).status, 404) << path;
  EXPECT_EQ(
      app.post(Who::kessler, other.href("dokumente/" + id + "/loeschen"), {{"version", "1"}, {"reason", "mistake"}})
          .status,
      404);
}

TEST_P(DocumentWeb, The_list_is_sorted_as_asked) {
  upload(Who::kessler, "a.pdf", pdf, "Zeugnis", "certificate");
  upload(Who::kessler, "b.pdf", pdf, "Ausweis", "identity");
  const auto order = [&](const std::string& query) {
    const std::string page = app.get(Who::kessler, rahimi.href("dokumente") + query).body;
    return page.find(">Zeugnis<") < page.find(">Ausweis<");
  };
  EXPECT_FALSE(order(""));
  EXPECT_FALSE(order("?sortierung=titel"));
  upload(Who::kessler, "c.pdf", pdf, "Aaa", "other");
  const std::string page = app.get(Who::kessler, rahimi.href("dokumente?sortierung=art")).body;
  EXPECT_LT(page.find(">Aaa<"), page.find(">Zeugnis<"));
}

TEST_P(DocumentWeb, The_api_lists_gives_out_and_removes) {
  const std::string href = kept();
  const std::string id = href.substr(href.rfind('/') + 1);
  const std::string bearer = test::leading_integration(app, rahimi);
  const std::string path = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/documents";
  EXPECT_EQ(app.call(http::Method::get, path, "", {}).status, 401);
  EXPECT_NE(app.call(http::Method::get, path, bearer, {}).body.find("\"title\":\"Bescheid vom 03.11.2026\""),
            std::string::npos);
  EXPECT_EQ(app.call(http::Method::get, path + "/" + id + "/content", bearer, {}).body, pdf);
  EXPECT_EQ(app.call(http::Method::get, path + "/1/content", bearer, {}).status, 404);
  const std::string gone = path + "/" + id + "?version=1&reason=";
  EXPECT_EQ(app.call(http::Method::del, gone + "laune", bearer, {}).status, 422);
  EXPECT_EQ(app.call(http::Method::del, gone + "wish", bearer, {}).status, 204);
  EXPECT_EQ(app.count("SELECT count(*) FROM document_piece"), 0);
}

TEST_P(DocumentWeb, The_api_takes_in_a_file_as_the_page_does) {
  const std::string bearer = test::leading_integration(app, rahimi);
  const std::string path = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/documents";
  EXPECT_EQ(add(path, "", "notice", "a.pdf", pdf).status, 401);
  EXPECT_EQ(add(path, app.integration("administration", {}).token, "notice", "a.pdf", pdf).status, 403);
  const OpenCase foreign = test::open_case(app, Who::sommer, "Oksana", "Bondarenko");
  EXPECT_EQ(
      add("/api/v1/cases/" + std::to_string(foreign.id.value()) + "/documents", bearer, "notice", "a.pdf", pdf).status,
      404);
  EXPECT_EQ(add("/api/v1/cases/4711/documents", bearer, "notice", "a.pdf", pdf).status, 404);
  EXPECT_EQ(app.call(http::Method::post, path, bearer, R"({"kind":"notice","title":"Bescheid"})").status, 400);
  EXPECT_EQ(add(path, bearer, "notice", "a.exe", pdf).status, 422);
  EXPECT_EQ(add(path, bearer, "notice", "a.pdf", "MZ\x90 kein PDF").status, 422);
  const auto both = add(path, bearer, "laune", "a.pdf", "");
  EXPECT_EQ(both.status, 422);
  for (const char* field : {R"("field":"kind")", R"("field":"file")"})
    EXPECT_NE(both.body.find(field), std::string::npos) << both.body;
  EXPECT_EQ(app.count("SELECT count(*) FROM document"), 0);
  const auto made = add(path, bearer, "notice", "Bescheid Müller.pdf", pdf);
  ASSERT_EQ(made.status, 201) << made.body;
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "document");
  EXPECT_EQ(entry.case_id, rahimi.id.value());
  const std::string id = std::to_string(app.count("SELECT max(id) FROM document"));
  EXPECT_NE(made.body.find(id), std::string::npos);
  EXPECT_EQ(app.call(http::Method::get, path + "/" + id + "/content", bearer, {}).body, pdf);
  EXPECT_EQ(app.application().body_limit(http::Method::post, path),
            app.application().body_limit(http::Method::post, rahimi.href("dokumente/neu")));
}

TEST_P(DocumentWeb, The_api_takes_in_nothing_after_a_withdrawal) {
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  const std::string bearer = test::leading_integration(app, rahimi);
  const std::string path = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/documents";
  EXPECT_EQ(add(path, bearer, "notice", "a.pdf", pdf).status, 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM document"), 0);
}

TEST(Document, Sizes_and_names_are_told_plainly) {
  EXPECT_EQ(size_words(0), "0 Byte");
  EXPECT_EQ(size_words(2048), "2 KB");
  EXPECT_EQ(size_words(1468006), "1,4 MB");
  EXPECT_EQ(size_words(25LL * 1024 * 1024), "25 MB");
  EXPECT_EQ(disposition("attachment", "a\"\r\nb.pdf"),
            "attachment; filename=\"a___b.pdf\"; filename*=UTF-8''a%22%0D%0Ab.pdf");
}

}  // namespace
}  // namespace kim::documents
