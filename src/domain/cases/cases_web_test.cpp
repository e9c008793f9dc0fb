// The pages and JSON routes of cases: who may, what is stored, wrong input, blocked and closed cases.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/access/access_slice.h"
#include "domain/access/session.h"
#include "domain/cases/case_store.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/inquiries/inquiries_slice.h"
#include "domain/inquiries/inquiry.h"
#include "domain/people/people_slice.h"
#include "platform/json/json.h"
#include "world/case_world.h"

namespace kim::cases {
namespace {

using access::Right;
using test::Who;

std::vector<Slice> needed_slices() {
  return {access::access_slice(), people::people_slice(), inquiries::inquiries_slice(), consent::consent_slice(),
          cases_slice()};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

class CaseRoutes : public ::testing::TestWithParam<db::Engine> {
 protected:
  CaseRoutes() : app_(GetParam(), needed_slices()), case_(test::open_case(app_, Who::kessler)) {}
  std::string page(std::string_view path = {}, Who who = Who::kessler) { return app_.get(who, case_.href(path)).body; }
  access::CaseState state() {
    Context ctx = app_.context(Who::kessler);
    return access::permit_case(ctx, case_.id, Right::consent_read).value().state();
  }
  http::Pairs closing(http::Pairs changed = {}) {
    http::Form form({{"reason", "reached"},
                     {"closed_on", "25.11.2026"},
                     {"summary", "Wohnung gefunden"},
                     {"self_reliance_start", "2"},
                     {"self_reliance_end", "4"},
                     {"language_end", "b1"},
                     {"satisfaction", "very"}});
    for (auto& [name, value] : changed) form.set(name, value);
    return form.pairs();
  }
  http::Pairs opening(http::Pairs changed = {}) {
    http::Form form({{"family_name", "Tesfay"},
                     {"given_names", "Dawit"},
                     {"birth", "1988"},
                     {"letter_language", "ti"},
                     {"purposes", "case_file"},
                     {"text_version", "2026-01"},
                     {"text_language", "de"},
                     {"given_on", "heute"},
                     {"channel", "paper"},
                     {"given_by", "self"}});
    for (auto& [name, value] : changed) form.set(name, value);
    return form.pairs();
  }
  std::string token() { return app_.integration().token; }
  http::Response call(http::Method method, std::string_view target, const std::string& bearer, std::string body = {}) {
    return app_.call(method, target, bearer, std::move(body));
  }
  test::TestApp app_;
  test::OpenCase case_;
};
KIM_BOTH_ENGINES(CaseRoutes);

// ---- who may ----

const char* const case_pages[] = {"", "verlauf", "einwilligung", "abschluss", "zustaendig", "protokoll"};
const char* const case_posts[] = {"abschluss", "abschluss/nachgefragt", "wieder-oeffnen", "zustaendig",
                                  "zustaendig/vertretung"};

TEST_P(CaseRoutes, Need_a_session) {
  for (const char* path : case_pages) EXPECT_EQ(app_.get(Who::nobody, case_.href(path)).status, 303) << path;
  for (const char* path : case_posts)
    EXPECT_EQ(app_.post(Who::nobody, case_.href(path), closing()).status, 303) << path;
  EXPECT_EQ(app_.get(Who::nobody, "/faelle").status, 303);
  EXPECT_EQ(app_.post(Who::nobody, "/faelle/neu", opening()).status, 303);
  EXPECT_EQ(app_.request(http::Method::get, "/api/v1/cases", "", {}).status, 401);
  EXPECT_EQ(state(), access::CaseState::open);
}

TEST_P(CaseRoutes, Refuse_roles_without_casework) {
  for (const Who who : {Who::brandt, Who::albers, Who::peters, Who::yildiz, Who::vogt, Who::reuter}) {
    for (const char* path : case_pages) EXPECT_EQ(app_.get(who, case_.href(path)).status, 403) << path;
    for (const char* path : case_posts) EXPECT_EQ(app_.post(who, case_.href(path), closing()).status, 403) << path;
    EXPECT_EQ(app_.get(who, "/faelle").status, 403);
    EXPECT_EQ(app_.get(who, "/faelle/neu").status, 403);
    EXPECT_EQ(app_.post(who, "/faelle/neu", opening()).status, 403);
  }
  EXPECT_EQ(state(), access::CaseState::open);
}

TEST_P(CaseRoutes, Open_for_the_own_team_and_look_like_not_found_for_others) {
  for (const char* path : case_pages) {
    EXPECT_EQ(app_.get(Who::kessler, case_.href(path)).status, 200) << path;
    EXPECT_EQ(app_.get(Who::sommer, case_.href(path)).status, 404) << path;
    EXPECT_EQ(app_.get(Who::lange, case_.href(path)).status, 404) << path;
  }
  for (const char* path : {"", "verlauf", "einwilligung", "zustaendig", "protokoll"})
    EXPECT_EQ(app_.get(Who::wittkamp, case_.href(path)).status, 200) << path;
  EXPECT_EQ(app_.get(Who::wittkamp, case_.href("abschluss")).status, 403);
  EXPECT_EQ(app_.post(Who::sommer, case_.href("abschluss"), closing()).status, 404);
  EXPECT_EQ(app_.post(Who::wittkamp, case_.href("abschluss"), closing()).status, 403);
  EXPECT_EQ(app_.get(Who::kessler, "/faelle/4711").status, 404);
  EXPECT_EQ(app_.get(Who::kessler, "/faelle/abc").status, 404);
  EXPECT_EQ(state(), access::CaseState::open);
}

TEST_P(CaseRoutes, Writes_need_the_csrf_field) {
  for (const char* path : case_posts)
    EXPECT_EQ(app_.post_without_csrf(Who::kessler, case_.href(path), closing()).status, 400) << path;
  EXPECT_EQ(app_.post_without_csrf(Who::kessler, "/faelle/neu", opening()).status, 400);
  EXPECT_EQ(app_.count("SELECT count(*) FROM case_file"), 1);
}

// ---- the case page ----

TEST_P(CaseRoutes, The_case_page_shows_who_where_and_what_is_allowed) {
  const std::string html = page();
  for (const char* part :
       {"Parwin Rahimi", "KIM-2026-0001", "Einwilligung bis", "Wo steht der Fall?", "Erstgespräch", "Miriam Kessler",
        "Wer hat diesen Fall geöffnet?", "Kontakt erfassen", "Fallakte angelegt", "Beteiligte Stellen", "Familie"})
    EXPECT_TRUE(has(html, part)) << part;
  EXPECT_FALSE(has(page({}, Who::wittkamp), "Verweisen</span>"));
}

TEST_P(CaseRoutes, Opening_a_page_is_recorded_with_its_purpose) {
  static_cast<void>(page("verlauf", Who::wittkamp));
  const auto entries = app_.audit_entries("opened");
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries.front().purpose, "verlauf");
  EXPECT_EQ(entries.front().case_id, case_.id.value());
  EXPECT_EQ(entries.front().actor, app_.account(Who::wittkamp));
  const std::string log = page("protokoll");
  EXPECT_TRUE(has(log, "Jonas Wittkamp"));
  EXPECT_TRUE(has(log, "Verlauf"));
}

TEST_P(CaseRoutes, The_log_shows_at_once_what_a_colleague_opened_just_before) {
  const http::Pairs kessler{{"cookie", app_.cookie(Who::kessler)}}, wittkamp{{"cookie", app_.cookie(Who::wittkamp)}};
  // Nothing else may be read in between: a reader's moment goes on from page to page as long as only the trail grows.
  EXPECT_EQ(app_.request(http::Method::get, case_.href("protokoll"), {}, kessler).status, 200);
  EXPECT_EQ(app_.request(http::Method::get, case_.href("verlauf"), {}, wittkamp).status, 200);
  EXPECT_TRUE(has(app_.request(http::Method::get, case_.href("protokoll"), {}, kessler).body, "Jonas Wittkamp"));
}

TEST_P(CaseRoutes, The_case_sheet_is_a_print_of_its_own_in_the_log) {
  const auto sheet = app_.get(Who::kessler, case_.href() + "?druck=1");
  EXPECT_EQ(sheet.status, 200);
  EXPECT_TRUE(has(sheet.body, "kim-sheet"));
  const auto prints = app_.audit_entries("printed");
  ASSERT_EQ(prints.size(), 1U);
  EXPECT_EQ(prints.front().case_id, case_.id.value());
}

TEST_P(CaseRoutes, The_history_can_be_narrowed_to_one_kind) {
  const auto all = app_.get(Who::kessler, case_.href("verlauf")).body;
  EXPECT_TRUE(has(all, "Fallakte angelegt"));
  const auto contacts = app_.get(Who::kessler, case_.href("verlauf") + "?art=contact").body;
  EXPECT_FALSE(has(contacts, "Fallakte angelegt"));
  EXPECT_TRUE(has(app_.get(Who::kessler, case_.href("verlauf") + "?art=%3Cx%3E").body, "Fallakte angelegt"));
}

// ---- blocked ----

TEST_P(CaseRoutes, A_blocked_case_tells_title_and_reason_only) {
  test::withdraw_everything(app_, Who::kessler, case_.person);
  for (const char* path : {"", "verlauf", "abschluss", "zustaendig", "protokoll"}) {
    const auto answer = app_.get(Who::kessler, case_.href(path));
    EXPECT_EQ(answer.status, 423) << path;
    EXPECT_TRUE(has(answer.body, "Dieser Fall ist gesperrt")) << path;
    EXPECT_FALSE(has(answer.body, "Rahimi")) << path;
  }
  EXPECT_EQ(app_.post(Who::kessler, case_.href("abschluss"), closing()).status, 423);
  EXPECT_EQ(state(), access::CaseState::blocked);
}

TEST_P(CaseRoutes, The_consent_of_a_blocked_case_stays_reachable) {
  test::withdraw_everything(app_, Who::kessler, case_.person);
  const auto answer = app_.get(Who::kessler, case_.href("einwilligung"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(has(answer.body, "Einwilligung widerrufen"));
  EXPECT_FALSE(has(answer.body, case_.href("verlauf")));
}

TEST_P(CaseRoutes, Data_protection_opens_blocked_cases_and_no_others) {
  EXPECT_EQ(app_.get(Who::peters, case_.href("loeschpruefung")).status, 404);
  test::withdraw_everything(app_, Who::kessler, case_.person);
  const auto answer = app_.get(Who::peters, case_.href("loeschpruefung"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(has(answer.body, "Parwin Rahimi"));
  EXPECT_TRUE(has(answer.body, "Löschprüfung"));
  EXPECT_FALSE(has(answer.body, "href=\"/faelle")) << "leads to pages that are closed to data protection";
  EXPECT_EQ(app_.audit_entries("opened").front().actor, app_.account(Who::peters));
  EXPECT_EQ(app_.get(Who::kessler, case_.href("loeschpruefung")).status, 403);
}

// ---- the list ----

TEST_P(CaseRoutes, The_list_shows_own_open_cases_first_and_is_recorded) {
  const auto answer = app_.get(Who::kessler, "/faelle");
  EXPECT_TRUE(has(answer.body, "Rahimi, Parwin"));
  EXPECT_TRUE(has(answer.body, "KIM-2026-0001"));
  EXPECT_TRUE(has(answer.body, "sortiert nach Name"));
  EXPECT_FALSE(has(app_.get(Who::wittkamp, "/faelle").body, "Rahimi"));
  EXPECT_TRUE(has(app_.get(Who::wittkamp, "/faelle?ansicht=team").body, "Rahimi"));
  EXPECT_FALSE(has(app_.get(Who::sommer, "/faelle?ansicht=team").body, "Rahimi"));
  const auto listed = app_.audit_entries("listed");
  ASSERT_EQ(listed.size(), 4U);
  EXPECT_EQ(listed.back().note, "rows=1 view=meine");
  EXPECT_EQ(listed.back().actor, app_.account(Who::kessler));
}

TEST_P(CaseRoutes, The_list_says_nothing_of_origin_or_status) {
  const auto answer = app_.get(Who::kessler, "/faelle?ansicht=team").body;
  for (const char* word : {"Staatsangehörigkeit", "Aufenthalt", "Gesundheit"}) EXPECT_FALSE(has(answer, word)) << word;
}

TEST_P(CaseRoutes, Blocked_cases_have_a_view_of_their_own) {
  test::withdraw_everything(app_, Who::kessler, case_.person);
  EXPECT_FALSE(has(app_.get(Who::kessler, "/faelle").body, "Rahimi"));
  const auto blocked = app_.get(Who::kessler, "/faelle?ansicht=gesperrt").body;
  EXPECT_TRUE(has(blocked, "Rahimi, Parwin"));
  EXPECT_TRUE(has(blocked, "gesperrt"));
  EXPECT_FALSE(has(blocked, "Letzter Kontakt"));
}

TEST_P(CaseRoutes, The_list_can_be_filtered_sorted_and_paged) {
  for (int n = 0; n < 30; ++n)
    static_cast<void>(test::open_case(app_, Who::kessler, "Person", "Name" + std::to_string(100 + n)));
  const auto first = app_.get(Who::kessler, "/faelle").body;
  EXPECT_TRUE(has(first, "31 Fälle"));
  EXPECT_TRUE(has(first, "Name100") && has(first, "Name124") && !has(first, "Name125"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/faelle?seite=2").body, "Name125"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/faelle?anzahl=50").body, "Rahimi"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/faelle?sortierung=-name").body, "Rahimi"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/faelle?sortierung=kontakt").body, "am längsten her zuerst"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/faelle?phase=decision").body, "Kein Fall passt zu diesem Filter"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/faelle?phase=intake").body, "31 Fälle"));
  for (const char* odd : {"/faelle?seite=99999", "/faelle?seite=-1", "/faelle?sortierung=%27--", "/faelle?kommune=x",
                          "/faelle?ansicht=x&anzahl=7"})
    EXPECT_EQ(app_.get(Who::kessler, odd).status, 200) << odd;
}

// ---- opening ----

TEST_P(CaseRoutes, Person_consent_and_case_are_saved_together) {
  const auto answer = app_.post(Who::kessler, "/faelle/neu", opening());
  ASSERT_EQ(answer.status, 303) << answer.body.substr(0, 200);
  const std::string href(answer.header("Location"));
  EXPECT_TRUE(has(app_.get(Who::kessler, href).body, "Dawit Tesfay"));
  EXPECT_EQ(app_.count("SELECT count(*) FROM case_file"), 2);
  EXPECT_EQ(app_.count("SELECT count(*) FROM consent"), 2);
}

TEST_P(CaseRoutes, An_inquiry_is_taken_over_with_its_words) {
  Context ctx = app_.context(Who::kessler);
  inquiries::Inquiry inquiry;
  inquiry.name = "Dawit Tesfay";
  inquiry.call_back = "05258 11111";
  inquiry.access_route = "social_office";
  inquiry.received_on = app_.today() - std::chrono::days(2);
  const auto id = inquiries::receive(ctx, inquiry);
  ASSERT_TRUE(id.has_value());
  const std::string number = std::to_string(id->value());
  const auto form = app_.get(Who::kessler, "/faelle/neu?anfrage=" + number).body;
  EXPECT_EQ(test::input_value(form, "family_name"), "Tesfay");
  EXPECT_EQ(test::input_value(form, "given_names"), "Dawit");
  EXPECT_EQ(app_.get(Who::sommer, "/faelle/neu?anfrage=" + number).status, 404);
  ASSERT_EQ(app_.post(Who::kessler, "/faelle/neu", opening({{"anfrage", number}})).status, 303);
  EXPECT_EQ(
      app_.count("SELECT count(*) FROM case_file WHERE access_route = 'social_office' AND inquired_on = '2026-11-23'"),
      1);
  EXPECT_EQ(app_.count("SELECT count(*) FROM inquiry WHERE state = 'taken'"), 1);
  EXPECT_EQ(app_.get(Who::kessler, "/faelle/neu?anfrage=" + number).status, 404);
}

TEST_P(CaseRoutes, Without_consent_there_is_no_case_and_the_page_says_what_is_possible) {
  for (const char* purposes : {"", "health_data"}) {
    const auto answer = app_.post(Who::kessler, "/faelle/neu", opening({{"purposes", purposes}}));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(has(answer.body, "Kurzberatung"));
    EXPECT_EQ(test::input_value(answer.body, "family_name"), "Tesfay");
  }
  EXPECT_EQ(app_.count("SELECT count(*) FROM person"), 1);
  EXPECT_EQ(app_.count("SELECT count(*) FROM case_file"), 1);
}

TEST_P(CaseRoutes, Somebody_who_may_be_the_same_is_shown_before_saving) {
  const http::Pairs again = opening({{"family_name", "Rahimi"}, {"given_names", "Parwin"}, {"birth", "24.05.1991"}});
  const auto warned = app_.post(Who::kessler, "/faelle/neu", again);
  EXPECT_EQ(warned.status, 422);
  EXPECT_TRUE(has(warned.body, "/personen/" + std::to_string(case_.person.value())));
  EXPECT_EQ(app_.count("SELECT count(*) FROM case_file"), 1);
  http::Pairs sure = again;
  sure.emplace_back("trotzdem", "1");
  EXPECT_EQ(app_.post(Who::kessler, "/faelle/neu", sure).status, 303);
  EXPECT_EQ(app_.count("SELECT count(*) FROM case_file"), 2);
}

struct Bad {
  const char* field;
  std::string value;
};

TEST_P(CaseRoutes, Wrong_input_on_opening_saves_nothing_and_keeps_what_was_typed) {
  const Bad table[] = {{"family_name", ""},
                       {"family_name", std::string(121, 'x')},
                       {"family_name", "Ra\x01himi"},
                       {"family_name", "Ra\u202Ehimi"},
                       {"birth", "30.02.1990"},
                       {"birth", "24.12.2030"},
                       {"birth", "gestern vielleicht"},
                       {"gender", "nonsense"},
                       {"given_on", "24.12.2026"},
                       {"given_on", ""},
                       {"channel", "nonsense"},
                       {"purposes", "nonsense"}};
  for (const Bad& bad : table) {
    const auto answer = app_.post(Who::kessler, "/faelle/neu", opening({{bad.field, bad.value}}));
    EXPECT_EQ(answer.status, 422) << bad.field << "=" << bad.value;
    EXPECT_EQ(test::input_value(answer.body, "given_names"), "Dawit") << bad.field;
  }
  EXPECT_EQ(app_.count("SELECT count(*) FROM person"), 1);
}

// ---- closing ----

TEST_P(CaseRoutes, Closing_stores_result_and_effect_and_leaves_the_case_readable) {
  EXPECT_TRUE(has(page("abschluss"), "Nichts ist mehr offen"));
  ASSERT_EQ(app_.post(Who::kessler, case_.href("abschluss"), closing()).status, 303);
  EXPECT_EQ(state(), access::CaseState::closed);
  EXPECT_EQ(app_.count("SELECT count(*) FROM closure WHERE reason = 'reached' AND self_reliance_end = '4'"), 1);
  EXPECT_TRUE(has(page(), "abgeschlossen"));
  EXPECT_FALSE(has(page(), "Kontakt erfassen"));
  EXPECT_TRUE(has(page("abschluss"), "Wohnung gefunden"));
  EXPECT_FALSE(has(page("abschluss", Who::wittkamp), "Fall wieder öffnen"));
  EXPECT_EQ(app_.post(Who::kessler, case_.href("abschluss"), closing()).status, 403);
  const auto created = app_.audit_entries("created");
  EXPECT_EQ(created.front().what, "closure");
  EXPECT_EQ(created.front().actor, app_.account(Who::kessler));
}

TEST_P(CaseRoutes, Wrong_input_on_closing_keeps_the_case_open_and_what_was_typed) {
  const Bad table[] = {{"reason", ""},
                       {"reason", "nonsense"},
                       {"closed_on", ""},
                       {"closed_on", "30.02.2026"},
                       {"closed_on", "26.11.2026"},
                       {"closed_on", "01.01.2026"},
                       {"summary", std::string(2001, 'x')},
                       {"feedback", "a\x02"},
                       {"feedback", "a\u2066b"},
                       {"follow_up_on", "01.01.2026"},
                       {"satisfaction", "nonsense"}};
  for (const Bad& bad : table) {
    const auto answer = app_.post(Who::kessler, case_.href("abschluss"), closing({{bad.field, bad.value}}));
    EXPECT_EQ(answer.status, 422) << bad.field << "=" << bad.value;
    EXPECT_TRUE(has(answer.body, "Fehler: ")) << bad.field;
    const bool typed_over = std::string_view(bad.field) == "summary";
    EXPECT_TRUE(typed_over || has(answer.body, "Wohnung gefunden")) << bad.field;
  }
  EXPECT_EQ(state(), access::CaseState::open);
  EXPECT_EQ(app_.count("SELECT count(*) FROM closure"), 0);
}

TEST_P(CaseRoutes, A_closed_case_can_be_opened_again) {
  ASSERT_EQ(app_.post(Who::kessler, case_.href("abschluss"), closing()).status, 303);
  EXPECT_EQ(app_.post(Who::wittkamp, case_.href("wieder-oeffnen"), {}).status, 403);
  ASSERT_EQ(app_.post(Who::kessler, case_.href("wieder-oeffnen"), {}).status, 303);
  EXPECT_EQ(state(), access::CaseState::open);
  EXPECT_EQ(app_.post(Who::kessler, case_.href("wieder-oeffnen"), {}).status, 409);
}

TEST_P(CaseRoutes, An_agreed_follow_up_is_noted_once) {
  EXPECT_EQ(app_.post(Who::kessler, case_.href("abschluss/nachgefragt"), {}).status, 404);
  ASSERT_EQ(app_.post(Who::kessler, case_.href("abschluss"), closing({{"follow_up_on", "01.03.2027"}})).status, 303);
  EXPECT_TRUE(has(page("abschluss"), "01.03.2027"));
  ASSERT_EQ(app_.post(Who::kessler, case_.href("abschluss/nachgefragt"), {}).status, 303);
  EXPECT_EQ(app_.count("SELECT count(*) FROM closure WHERE follow_up_done_on IS NOT NULL"), 1);
}

// ---- responsible ----

TEST_P(CaseRoutes, The_responsible_hands_over_and_names_a_deputy) {
  const std::string wittkamp = std::to_string(app_.account(Who::wittkamp).value());
  EXPECT_EQ(
      app_.post(Who::kessler, case_.href("zustaendig/vertretung"), {{"deputy_id", wittkamp}, {"until", "30.11.2026"}})
          .status,
      303);
  EXPECT_TRUE(has(page(), "Vertretung: Jonas Wittkamp, bis 30.11.2026"));
  ASSERT_EQ(app_.post(Who::kessler, case_.href("zustaendig"), {{"colleague_id", wittkamp}}).status, 303);
  EXPECT_EQ(app_.post(Who::kessler, case_.href("zustaendig"), {{"colleague_id", wittkamp}}).status, 403);
  EXPECT_TRUE(has(page("verlauf"), "Zuständigkeit an Jonas Wittkamp übergeben"));
}

TEST_P(CaseRoutes, Wrong_input_on_handing_over_changes_nothing) {
  for (const std::string& value :
       {std::string(), std::string("x"), std::string("4711"), std::to_string(app_.account(Who::sommer).value())})
    EXPECT_EQ(app_.post(Who::kessler, case_.href("zustaendig"), {{"colleague_id", value}}).status, 422) << value;
  const std::string wittkamp = std::to_string(app_.account(Who::wittkamp).value());
  for (const char* until : {"", "30.02.2027", "01.01.2026", "morgen vielleicht"})
    EXPECT_EQ(app_.post(Who::kessler, case_.href("zustaendig/vertretung"), {{"deputy_id", wittkamp}, {"until", until}})
                  .status,
              422)
        << until;
  EXPECT_EQ(app_.count("SELECT count(*) FROM access_assignment"), 1);
}

// ---- search ----

TEST_P(CaseRoutes, A_case_number_is_found_and_a_person_leads_to_the_case) {
  for (const char* typed : {"KIM-2026-0001", "kim-2026-1", "2026-0001", "0001", "1"})
    EXPECT_TRUE(has(app_.get(Who::kessler, std::string("/suche?q=") + typed).body, case_.href())) << typed;
  EXPECT_TRUE(has(app_.get(Who::kessler, "/suche?q=Rahimi").body, case_.href()));
  EXPECT_FALSE(has(app_.get(Who::sommer, "/suche?q=KIM-2026-0001").body, case_.href()));
}

// ---- API ----

TEST_P(CaseRoutes, The_api_lists_reads_and_closes) {
  const std::string bearer = token();
  const auto list = call(http::Method::get, "/api/v1/cases?limit=10", bearer);
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(json::well_formed(list.body));
  EXPECT_TRUE(has(list.body, "Rahimi, Parwin")) << list.body;
  const std::string href = "/api/v1/cases/" + std::to_string(case_.id.value());
  const auto one = call(http::Method::get, href, bearer);
  EXPECT_TRUE(json::well_formed(one.body));
  EXPECT_TRUE(has(one.body, "KIM-2026-0001")) << one.body;
  EXPECT_EQ(
      call(http::Method::post, href + "/closure", bearer, R"({"reason":"reached","closed_on":"2026-11-25"})").status,
      403);
  EXPECT_EQ(call(http::Method::get, "/api/v1/cases/4711", bearer).status, 404);
  EXPECT_EQ(call(http::Method::post, href + "/closure", bearer, "[]").status, 400);
  EXPECT_EQ(call(http::Method::post, href + "/closure", bearer, R"({"reason":7})").status, 422);
  EXPECT_EQ(state(), access::CaseState::open);
}

TEST_P(CaseRoutes, The_api_shows_of_a_blocked_case_no_more_than_its_name) {
  test::withdraw_everything(app_, Who::kessler, case_.person);
  const std::string bearer = token();
  EXPECT_EQ(call(http::Method::get, "/api/v1/cases/" + std::to_string(case_.id.value()), bearer).status, 423);
  const auto list = call(http::Method::get, "/api/v1/cases?state=blocked", bearer).body;
  EXPECT_TRUE(has(list, "Rahimi"));
  EXPECT_FALSE(has(list, "phase"));
}

}  // namespace
}  // namespace kim::cases
