// Pages of code lists: who may, what is offered afterwards, what wrong input says, two who change the same value.
#include <algorithm>

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "domain/codelists/codelist.h"
#include "domain/codelists/codelists_slice.h"
#include "platform/assets.h"

namespace kim::codelists {
namespace {

using test::TestApp;
using test::Who;

bool has(const http::Response& answer, std::string_view text) { return answer.body.find(text) != std::string::npos; }

class CodelistWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  ~CodelistWeb() override { assets::install_texts(); }
  TestApp app{GetParam(), {codelists_slice()}};

  http::Response add(http::Pairs changed = {}, Who who = Who::albers) {
    http::Form form({{"liste", "obstacle"}, {"label_de", "Kein Internet"}, {"label_en", "No internet"}});
    for (auto& [name, value] : changed) form.set(name, value);
    return app.post(who, "/codelisten/neu", form.pairs());
  }
  http::Response change(std::string version, http::Pairs changed = {}) {
    http::Form form({{"liste", "obstacle"}, {"code", "kein_internet"}, {"label_de", "Kein Netz"}});
    form.set("version", std::move(version));
    for (auto& [name, value] : changed) form.set(name, value);
    return app.post(Who::albers, "/codelisten/wert", form.pairs());
  }
  static std::string group_of_first() { return code_list("obstacle").codes().front().group; }
};
KIM_BOTH_ENGINES(CodelistWeb);

TEST_P(CodelistWeb, Only_administration_and_coordination_keep_lists) {
  for (const char* page : {"/codelisten", "/codelisten/liste?liste=obstacle", "/codelisten/neu?liste=obstacle",
                           "/codelisten/wert?liste=obstacle&code=kein_internet", "/codelisten/import?liste=obstacle"}) {
    EXPECT_EQ(app.get(Who::nobody, page).status, 303) << page;
    for (const Who who : {Who::kessler, Who::lange, Who::peters, Who::yildiz, Who::vogt, Who::reuter})
      EXPECT_EQ(app.get(who, page).status, 403) << page;
  }
  EXPECT_EQ(app.get(Who::albers, "/codelisten").status, 200);
  EXPECT_EQ(app.get(Who::brandt, "/codelisten/liste?liste=obstacle").status, 200);
  EXPECT_EQ(add({}, Who::kessler).status, 403);
  EXPECT_EQ(app.count("SELECT count(*) FROM code_entry"), 0);
}

TEST_P(CodelistWeb, Lists_of_the_program_are_not_there) {
  EXPECT_EQ(app.get(Who::albers, "/codelisten/liste?liste=goal_state").status, 404);
  EXPECT_EQ(app.get(Who::albers, "/codelisten/neu?liste=role").status, 404);
  EXPECT_EQ(app.get(Who::albers, "/codelisten/liste").status, 404);
  EXPECT_EQ(add({{"liste", "goal_state"}}).status, 404);
  EXPECT_EQ(app.get(Who::albers, "/codelisten/wert?liste=obstacle&code=gibt_es_nicht").status, 404);
}

TEST_P(CodelistWeb, A_new_value_is_offered_at_once_and_stands_in_the_trail) {
  const auto answer = add({{"code_group", group_of_first()}});
  EXPECT_EQ(answer.status, 303) << answer.body;
  EXPECT_EQ(code_label("obstacle", "kein_internet"), "Kein Internet");
  EXPECT_TRUE(has(app.get(Who::albers, "/codelisten/liste?liste=obstacle"), "Kein Internet"));
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "code_entry");
  EXPECT_EQ(entry.actor, app.account(Who::albers));
}

TEST_P(CodelistWeb, Survives_a_new_start) {
  EXPECT_EQ(add({{"code_group", group_of_first()}}).status, 303);
  assets::install_texts();
  EXPECT_EQ(code_list("obstacle").find("kein_internet"), nullptr);
  install(app.database());
  EXPECT_NE(code_list("obstacle").find("kein_internet"), nullptr);
}

TEST_P(CodelistWeb, Wrong_input_is_told_at_its_field_and_kept) {
  const std::string taken = code_list("obstacle").codes().front().label_de;
  const struct {
    http::Pairs changed;
    std::string message;
  } table[] = {{{{"label_de", ""}}, "Bezeichnung"},
               {{{"label_de", taken}}, "gibt es in der Liste schon"},
               {{{"label_de", std::string(121, 'x')}}, "Zeichen"},
               {{{"position", "0"}}, "Platz"},
               {{{"position", "viele"}}, "Zahl"},
               {{{"label_de", "mit\x01Zeichen"}}, "Zeichen"}};
  for (const auto& line : table) {
    http::Pairs form = line.changed;
    form.emplace_back("code_group", group_of_first());
    const auto answer = add(form);
    EXPECT_EQ(answer.status, 422) << line.message;
    EXPECT_TRUE(has(answer, line.message)) << line.message;
    EXPECT_TRUE(has(answer, "No internet")) << line.message;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM code_entry"), 0);
}

TEST_P(CodelistWeb, A_value_is_renamed_ended_and_offered_again) {
  EXPECT_EQ(add({{"code_group", group_of_first()}}).status, 303);
  EXPECT_EQ(change("1", {{"valid_until", "24.11.2026"}}).status, 303);
  EXPECT_EQ(code_label("obstacle", "kein_internet"), "Kein Netz");
  const auto offered = [&] {
    return std::ranges::any_of(code_list("obstacle").valid_on(app.today()),
                               [](const Code* code) { return code->code == "kein_internet"; });
  };
  EXPECT_FALSE(offered());
  EXPECT_TRUE(has(app.get(Who::albers, "/codelisten/liste?liste=obstacle"), "beendet am 24.11.2026"));
  EXPECT_EQ(change("2").status, 303);
  EXPECT_TRUE(offered());
}

TEST_P(CodelistWeb, A_value_of_the_file_gets_other_words) {
  const Code first = code_list("obstacle").codes().front();
  const auto page = app.get(Who::albers, "/codelisten/wert?liste=obstacle&code=" + first.code);
  EXPECT_TRUE(has(page, first.label_de));
  EXPECT_EQ(change("0", {{"code", first.code}, {"label_de", "Anders genannt"}}).status, 303);
  EXPECT_EQ(code_label("obstacle", first.code), "Anders genannt");
  EXPECT_EQ(code_list("obstacle").codes().front().group, first.group);
  EXPECT_TRUE(has(app.get(Who::albers, "/codelisten/wert?liste=obstacle&code=" + first.code), "Änderungen"));
}

TEST_P(CodelistWeb, Who_comes_second_sees_both_versions) {
  EXPECT_EQ(add({{"code_group", group_of_first()}}).status, 303);
  EXPECT_EQ(change("1").status, 303);
  const auto late = change("1", {{"label_de", "Kein WLAN"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(has(late, "Kein WLAN"));
  EXPECT_TRUE(has(late, "Kein Netz"));
  EXPECT_EQ(code_label("obstacle", "kein_internet"), "Kein Netz");
}

TEST_P(CodelistWeb, An_official_list_is_looked_at_and_then_taken_over_wholly) {
  const Code known = code_list("nationality").codes().front();
  http::Pairs form{{"liste", "nationality"},
                   {"urn", "urn:de:beispiel:staat"},
                   {"list_version", "2026-01"},
                   {"lines", known.code + ";Anderer Name\nX99;Neuland;Newland"}};
  const auto preview = app.post(Who::albers, "/codelisten/import", form);
  EXPECT_EQ(preview.status, 200);
  EXPECT_TRUE(has(preview, "1 neuer Wert"));
  EXPECT_EQ(app.count("SELECT count(*) FROM code_entry"), 0);
  form.emplace_back("bestaetigt", "1");
  EXPECT_EQ(app.post(Who::albers, "/codelisten/import", form).status, 303);
  EXPECT_EQ(code_label("nationality", "X99"), "Neuland");
  EXPECT_EQ(code_label("nationality", known.code), "Anderer Name");
  EXPECT_EQ(app.count("SELECT count(*) FROM code_entry WHERE origin = 'urn:de:beispiel:staat 2026-01'"), 2);
}

TEST_P(CodelistWeb, A_list_with_a_wrong_line_is_not_taken_over) {
  const http::Pairs form{{"liste", "nationality"},
                         {"urn", "urn:de:beispiel:staat"},
                         {"list_version", "2026-01"},
                         {"lines", "X98;Altland\nX99"},
                         {"bestaetigt", "1"}};
  const auto answer = app.post(Who::albers, "/codelisten/import", form);
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer, "Zeile 2"));
  EXPECT_TRUE(has(answer, "X98;Altland"));
  EXPECT_EQ(app.count("SELECT count(*) FROM code_entry"), 0);
}

}  // namespace
}  // namespace kim::codelists
