// What the tests of this slice share: an application with cases and contacts, and imports driven through the pages.
// What it is not: part of the program.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts_slice.h"
#include "domain/duplicates/duplicates_slice.h"
#include "domain/imports/import.h"
#include "domain/imports/imports_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "domain/tasks/tasks_slice.h"
#include "world/case_world.h"

namespace kim::imports::testing {

using test::TestApp;
using test::Who;

inline const std::string good_cases =
    "Nachname;Vorname;Geburtsdatum;Aktenzeichen;Einwilligung vom;Nachweis\r\n"
    "Haddad;Samira;12.03.1988;IB-1;01.10.2026;Ordner 3\r\n"
    "Kovalenko;Mykola;1979;IB-2;02.10.2026;Ordner 4\r\n";

class ImportsApp : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{
      GetParam(),
      {people::people_slice(), organisation::organisation_slice(), consent::consent_slice(), cases::cases_slice(),
       tasks::tasks_slice(), contacts::contacts_slice(), duplicates::duplicates_slice(), imports_slice()}};

  http::Response send(Who who, const std::string& bytes, const std::string& kind = "cases",
                      const std::string& name = "Liste.csv", bool with_token = true) {
    const std::string token = with_token ? test::input_value(app.get(who, "/einlesen/neu").body, "_csrf") : "falsch";
    std::string body;
    for (const auto& [field, value] : http::Pairs{{"_csrf", token}, {"kind", kind}})
      body += "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
    body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + bytes +
            "\r\n--b--\r\n";
    http::Pairs headers{{"content-type", "multipart/form-data; boundary=b"}};
    if (who != Who::nobody) headers.emplace_back("cookie", app.cookie(who));
    return app.request(http::Method::post, "/einlesen/neu", body, headers);
  }
  /// "/einlesen/4711"
  std::string uploaded(const std::string& bytes, const std::string& kind = "cases", Who who = Who::kessler) {
    const auto answer = send(who, bytes, kind);
    EXPECT_EQ(answer.status, 303) << answer.body;
    const std::string location(answer.header("Location"));
    return location.substr(0, location.rfind('/'));
  }
  /// The fields as the page proposes them.
  http::Pairs proposed_form(const std::string& href, Who who = Who::kessler) {
    const std::string page = app.get(who, href + "/zuordnen").body;
    http::Pairs form{{"version", test::input_value(page, "version")}};
    for (std::size_t at = page.find("<select"); at != std::string::npos; at = page.find("<select", at + 1)) {
      const std::string part = page.substr(at, page.find("</select>", at) - at);
      const auto name = part.find("name=\"") + 6;
      const auto chosen = part.find(" selected");
      const std::string before = part.substr(0, chosen);
      const auto value = before.rfind("value=\"") + 7;
      form.emplace_back(part.substr(name, part.find('"', name) - name),
                        chosen == std::string::npos ? "" : before.substr(value, before.find('"', value) - value));
    }
    return form;
  }
  void finish() { imports::finish(app.services(), Ending::wait); }
  void checked(const std::string& href, Who who = Who::kessler) {
    const auto answer = app.post(who, href + "/zuordnen", proposed_form(href, who));
    EXPECT_EQ(answer.status, 303) << answer.body;
    finish();
  }
  http::Response act(const std::string& href, const std::string& path, Who who = Who::kessler) {
    const std::string version = test::input_value(app.get(who, href).body, "version");
    return app.post(who, href + "/" + path,
                    {{"version", version.empty() ? std::to_string(version_of(href)) : version}});
  }
  std::int64_t version_of(const std::string& href) {
    Context ctx = app.context(Who::kessler);
    const auto import = load(ctx, id_of(href));
    return import ? import->version : 0;
  }
  static ImportId id_of(const std::string& href) { return ImportId(std::stoll(href.substr(href.rfind('/') + 1))); }
  /// Uploaded, checked, confirmed, written.
  std::string taken_in(const std::string& bytes, const std::string& kind = "cases", Who who = Who::kessler) {
    const std::string href = uploaded(bytes, kind, who);
    checked(href, who);
    EXPECT_EQ(act(href, "einlesen", who).status, 303);
    finish();
    return href;
  }
  std::int64_t persons() { return app.count("SELECT count(*) FROM person"); }
  std::int64_t files() { return app.count("SELECT count(*) FROM case_file"); }
  std::int64_t contacts() { return app.count("SELECT count(*) FROM contact"); }
};

}  // namespace kim::imports::testing
