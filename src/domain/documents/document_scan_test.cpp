// Uploads with a scanner, from the request to the rows: harmful files and files nobody could look at are not kept, by page
// and by API alike.
#include <gtest/gtest.h>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/documents/document.h"
#include "domain/documents/documents_slice.h"
#include "domain/goals/goals_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "domain/referrals/referrals_slice.h"
#include "support/fake_clamd.h"
#include "world/case_world.h"

namespace kim::documents {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

class DocumentScan : public ::testing::TestWithParam<db::Engine> {
 protected:
  DocumentScan() : scanned(app.services()) {
    scanned.clamd_socket = clamd.path();
    application = std::make_unique<Application>(scanned);
    consent::Consent consent = test::case_file_consent(app.today());
    consent.purposes = {"case_file", "documents"};
    Context ctx = app.context(Who::kessler);
    EXPECT_TRUE(consent::renew_consent(ctx, rahimi.person, consent).has_value());
    token = test::input_value(app.get(Who::kessler, rahimi.href("dokumente/neu")).body, "_csrf");
    bearer = test::leading_integration(app, rahimi);
  }
  test::FakeClamd clamd;
  TestApp app{GetParam(),
              {people::people_slice(), organisation::organisation_slice(), consent::consent_slice(),
               cases::cases_slice(), goals::goals_slice(), referrals::referrals_slice(), documents_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);
  Services scanned;  // as the test world's, with a scanner
  std::unique_ptr<Application> application;
  std::string token, bearer;

  http::Response send(const std::string& target, http::Pairs fields, const std::string& bytes, http::Pairs headers) {
    http::Request request;
    request.method = http::Method::post;
    request.path = request.target = target;
    for (const auto& [field, value] : fields)
      request.body += "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
    request.body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Brief.txt\"\r\n\r\n" + bytes +
                    "\r\n--b--\r\n";
    request.headers = std::move(headers);
    request.headers.emplace_back("content-type", "multipart/form-data; boundary=b");
    request.client = "127.0.0.1";
    return application->handle(request);
  }
  http::Response by_page(const std::string& bytes) {
    return send(rahimi.href("dokumente/neu"), {{"_csrf", token}, {"kind", "notice"}, {"title", "Brief vom Amt"}}, bytes,
                {{"cookie", app.cookie(Who::kessler)}});
  }
  http::Response by_api(const std::string& bytes) {
    return send("/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/documents",
                {{"kind", "notice"}, {"title", "Brief vom Amt"}}, bytes, {{"authorization", "Bearer " + bearer}});
  }
  std::int64_t kept() {
    return app.count("SELECT count(*) FROM document") + app.count("SELECT count(*) FROM document_piece");
  }
  static bool has(const http::Response& answer, std::string_view text) {
    return answer.body.find(text) != std::string::npos;
  }
};
KIM_BOTH_ENGINES(DocumentScan);

const std::string harmful = "Guten Tag,\n" + std::string(test::harmful_mark) + "\n";

TEST_P(DocumentScan, A_harmful_file_is_refused_and_nothing_of_it_is_kept) {
  const auto entries = app.audit_entries("created").size();
  for (const auto& answer : {by_page(harmful), by_api(harmful)}) {
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(has(answer, "Der Virenscanner hat in dieser Datei etwas Schädliches gefunden"));
  }
  EXPECT_TRUE(has(by_page(harmful), "Brief vom Amt")) << "what was typed stays";
  EXPECT_TRUE(has(by_api(harmful), R"("field":"file")"));
  EXPECT_EQ(clamd.files(), 4);
  EXPECT_EQ(kept(), 0);
  EXPECT_EQ(app.audit_entries("created").size(), entries);
}

TEST_P(DocumentScan, The_mark_is_found_wherever_it_lies_in_the_pieces) {
  std::string large;
  while (large.size() < 200'000) large += "Eine Zeile eines langen Briefs.\n";
  EXPECT_EQ(by_api(large.substr(0, 64 * 1024 - 10) + harmful + large).status, 422);
  EXPECT_EQ(kept(), 0);
}

TEST_P(DocumentScan, A_clean_file_reaches_the_scanner_whole_and_is_kept) {
  std::string large;
  while (large.size() < 200'000) large += "Eine Zeile eines langen Briefs.\n";
  EXPECT_EQ(by_page(large).status, 303);
  EXPECT_EQ(clamd.last_file(), large);
  EXPECT_EQ(by_api("Guten Tag,\n").status, 201);
  EXPECT_EQ(clamd.last_file(), "Guten Tag,\n");
  EXPECT_EQ(app.count("SELECT count(*) FROM document"), 2);
}

TEST_P(DocumentScan, Without_the_scanner_nothing_is_taken_in) {
  clamd.stop();
  for (const auto& answer : {by_page("Guten Tag,\n"), by_api("Guten Tag,\n")}) {
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(has(answer, "Der Virenscanner ist gerade nicht erreichbar"));
  }
  EXPECT_EQ(kept(), 0);
}

TEST_P(DocumentScan, What_is_no_document_is_refused_before_it_is_scanned) {
  EXPECT_EQ(by_api("#!/bin/sh\necho hallo\n").status, 422);
  EXPECT_EQ(by_page("").status, 422);
  EXPECT_EQ(clamd.files(), 0);
}

}  // namespace
}  // namespace kim::documents
