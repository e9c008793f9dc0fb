// Every route of imports, from the file to the undo, on both engines.
#include <fstream>
#include <future>
#include <iterator>

#include "domain/imports/imports_app_test.h"
#include "domain/imports/steps.h"
#include "domain/imports/worker.h"
#include "platform/db/testing.h"

namespace kim::imports {
namespace {

using test::Who;
using testing::good_cases;
using testing::ImportsApp;

class ImportsWeb : public ImportsApp {};
KIM_BOTH_ENGINES(ImportsWeb);

bool holds(const http::Response& page, std::string_view text) { return page.body.find(text) != std::string::npos; }

TEST_P(ImportsWeb, Every_page_needs_sign_in_the_right_and_the_own_team) {
  const std::string href = uploaded(good_cases);
  checked(href);
  for (const std::string& one : {std::string("/einlesen"), std::string("/einlesen/neu"),
                                 std::string("/einlesen/muster/cases.csv"), href, href + "/zuordnen"}) {
    EXPECT_EQ(app.get(Who::nobody, one).status, 303) << one;
    for (const Who who : {Who::albers, Who::brandt, Who::peters, Who::vogt, Who::reuter, Who::yildiz})
      EXPECT_EQ(app.get(who, one).status, 403) << one;
    EXPECT_EQ(app.get(Who::wittkamp, one).status, 200) << one;
  }
  EXPECT_EQ(app.get(Who::sommer, href).status, 404);
  for (const std::string path : {"zuordnen", "blatt", "einlesen", "zuruecknehmen", "verwerfen", "fortsetzen"}) {
    EXPECT_EQ(app.post(Who::nobody, href + "/" + path, {}).status, 303) << path;
    EXPECT_EQ(app.post(Who::albers, href + "/" + path, {}).status, 403) << path;
    EXPECT_EQ(app.post(Who::sommer, href + "/" + path, {{"version", "1"}}).status, 404) << path;
    EXPECT_EQ(app.post_without_csrf(Who::kessler, href + "/" + path, {{"version", "1"}}).status, 400) << path;
  }
  EXPECT_EQ(send(Who::kessler, good_cases, "cases", "x.csv", false).status, 400);
  EXPECT_EQ(persons(), 0);
}

TEST_P(ImportsWeb, Nothing_is_written_before_the_confirmation_then_all_of_it) {
  const std::string href = uploaded(good_cases);
  checked(href);
  const auto report = app.get(Who::kessler, href);
  EXPECT_TRUE(holds(report, "Geprüft ohne Fehler")) << report.body;
  EXPECT_EQ(persons(), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM access_subject WHERE id IN (SELECT id FROM person)"), 0);
  EXPECT_EQ(act(href, "einlesen").status, 303);
  finish();
  EXPECT_TRUE(holds(app.get(Who::kessler, href), "Eingelesen: 2 Zeilen"));
  EXPECT_EQ(persons(), 2);
  EXPECT_EQ(files(), 2);
  EXPECT_EQ(app.count("SELECT count(*) FROM consent"), 2);
  EXPECT_EQ(app.count("SELECT count(*) FROM import_piece"), 0);  // the file is gone
  const auto entries = app.audit_entries("created");
  EXPECT_EQ(std::ranges::count(entries, std::string("case_file"), &audit::Stored::what), 2);
  for (const auto& entry : entries)
    if (entry.what == "case_file" || entry.what == "person") {
      EXPECT_EQ(entry.actor, app.account(Who::kessler));
    }
  EXPECT_TRUE(holds(app.get(Who::kessler, "/suche?q=Haddad"), "Haddad"));
}

TEST_P(ImportsWeb, One_bad_row_stops_the_file_and_is_named_with_row_and_column) {
  const std::string href =
      uploaded(good_cases + "Ohne;Einwilligung;1990;IB-3;;Ordner 5\r\nRahimi\u202E;P;1990;IB-4;01.10.2026;O\r\n");
  checked(href);
  const auto report = app.get(Who::kessler, href);
  EXPECT_TRUE(holds(report, "Noch nichts eingelesen: 2 Fehler"));
  EXPECT_TRUE(holds(report, "E Einwilligung vom"));
  EXPECT_TRUE(holds(report, "Zeile 4"));
  EXPECT_FALSE(holds(report, "2 Zeilen einlesen"));
  EXPECT_EQ(act(href, "einlesen").status, 409);
  finish();
  EXPECT_EQ(persons(), 0);
}

TEST_P(ImportsWeb, Someone_who_may_be_on_file_is_a_warning_and_so_is_a_name_twice) {
  static_cast<void>(test::open_case(app, Who::kessler, "Samira", "Haddad"));
  const std::string href = uploaded(good_cases + "Kovalenko;Mykola;1979;IB-7;02.10.2026;Ordner 4\r\n" +
                                    "Haddad;Samira;;IB-8;02.10.2026;Ordner 4\r\n");
  checked(href);
  const auto report = app.get(Who::kessler, href);
  EXPECT_TRUE(holds(report, "Vielleicht schon erfasst: Haddad, Samira")) << report.body;
  EXPECT_TRUE(holds(report, "Zeile 3 nennt dieselbe Person."));
  EXPECT_TRUE(holds(report, "Geprüft ohne Fehler"));
  const auto searched = app.audit_entries("searched");
  ASSERT_FALSE(searched.empty());
  EXPECT_EQ(searched.front().what, "import");
}

TEST_P(ImportsWeb, A_row_that_fails_only_while_writing_leaves_nothing_and_says_why) {
  const std::string href = uploaded(good_cases);
  checked(href);
  // A consent is good on the day of the check and too old on the day of writing.
  app.advance(std::chrono::hours(24 * 330));
  EXPECT_EQ(act(href, "einlesen").status, 303);
  finish();
  const auto report = app.get(Who::kessler, href);
  EXPECT_TRUE(holds(report, "Es wurde nichts eingelesen.")) << report.body;
  EXPECT_TRUE(holds(report, "Zeile 2: "));
  EXPECT_EQ(persons(), 0);
}

TEST_P(ImportsWeb, The_mapping_is_remembered_for_files_with_the_same_headings) {
  const std::string odd = "Spalte X;Spalte Y;Einwilligung vom;Nachweis\r\nHaddad;Samira;01.10.2026;Ordner 3\r\n";
  const std::string first = uploaded(odd);
  auto form = proposed_form(first);
  for (auto& [name, value] : form) {
    if (name == "spalte_0") value = "person.family_name";
    if (name == "spalte_1") value = "person.given_names";
  }
  EXPECT_EQ(app.post(Who::kessler, first + "/zuordnen", form).status, 303);
  finish();
  const auto again = proposed_form(uploaded(odd));
  EXPECT_NE(std::ranges::find(again, std::pair<std::string, std::string>("spalte_0", "person.family_name")),
            again.end());
  EXPECT_NE(std::ranges::find(again, std::pair<std::string, std::string>("spalte_1", "person.given_names")),
            again.end());
}

TEST_P(ImportsWeb, A_wrong_mapping_is_told_and_stays_chosen) {
  const std::string href = uploaded(good_cases);
  auto form = proposed_form(href);
  for (auto& [name, value] : form)
    if (name == "spalte_4" || name == "spalte_1") value = name == "spalte_1" ? "person.family_name" : "";
  const auto answer = app.post(Who::kessler, href + "/zuordnen", form);
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(holds(answer, "mehr als einer Spalte"));
  EXPECT_TRUE(holds(answer, "Ordnen Sie eine Spalte „Einwilligung unterschrieben am“ zu."));
  form.emplace_back("spalte_5", "person.bogus");
  for (auto& [name, value] : form)
    if (name == "spalte_5") value = "person.bogus";
  EXPECT_EQ(app.post(Who::kessler, href + "/zuordnen", form).status, 422);
}

TEST_P(ImportsWeb, A_stale_version_is_a_conflict_and_the_choice_is_kept) {
  const std::string href = uploaded(good_cases);
  auto form = proposed_form(href);
  form.front().second = "99";
  form[2].second = "person.document_name";
  const auto answer = app.post(Who::kessler, href + "/zuordnen", form);
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(holds(answer, "value=\"person.document_name\" selected"));
  checked(href);
  EXPECT_EQ(app.post(Who::kessler, href + "/einlesen", {{"version", "1"}}).status, 409);
  EXPECT_EQ(app.post(Who::kessler, href + "/zuruecknehmen", {{"version", std::to_string(version_of(href))}}).status,
            409);
  EXPECT_EQ(persons(), 0);
}

struct BadFile {
  const char* what;
  std::string bytes;
  const char* sentence;
};
TEST_P(ImportsWeb, What_is_no_table_is_refused_with_a_plain_sentence) {
  using namespace std::string_literals;
  const BadFile files[] = {
      {"nothing chosen", "", "Wählen Sie eine Datei aus."},
      {"binary",
       "\x7F"
       "ELF\0\1\2"s,
       "keine Tabelle"},
      {"old Excel", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more", "alten Format XLS"},
      {"broken ZIP", "PK\x03\x04 and then nothing", "beschädigt"},
      {"open quote", "Name\n\"Haddad", "beschädigt"},
      {"only blanks", ";;;\n;;;\n", "keine Zeile"},
      {"too many columns", std::string(200, ';') + "x\n", "zu groß"},
  };
  for (const BadFile& bad : files) {
    const auto answer = send(Who::kessler, bad.bytes);
    EXPECT_EQ(answer.status, 422) << bad.what;
    EXPECT_TRUE(holds(answer, bad.sentence)) << bad.what;
  }
  EXPECT_EQ(send(Who::kessler, good_cases, "haustiere").status, 422);
  EXPECT_EQ(send(Who::kessler, std::string(26U * 1024 * 1024, 'x')).status, 422);
  EXPECT_EQ(app.count("SELECT count(*) FROM import"), 0);
}

TEST_P(ImportsWeb, A_file_of_an_old_office_program_is_read_as_it_was_meant) {
  const std::string href =
      taken_in("Nachname;Vorname;Einwilligung vom;Nachweis\r\nM\xFCller;Jos\xE9;01.10.2026;\"Ordner \"\"3\"\"\"\r\n");
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(load(ctx, id_of(href))->value.state, "done");
  EXPECT_TRUE(holds(app.get(Who::kessler, "/suche?q=M%C3%BCller"), "Müller, José"));
}

TEST_P(ImportsWeb, Contacts_find_their_case_by_the_number_before_kim_and_by_its_own) {
  static_cast<void>(taken_in(good_cases));
  const std::string href = taken_in(
      "Aktenzeichen;Datum;Kontaktform;Minuten;Notiz\r\n"
      "IB-1;20.11.2026;Telefon;10;Kurs beginnt\r\n"
      "KIM-2026-0002;21.11.2026;Im Büro;45;\"Zwei\nZeilen\"\r\n",
      "contacts");
  EXPECT_TRUE(holds(app.get(Who::kessler, href), "Eingelesen: 2 Zeilen"));
  EXPECT_EQ(contacts(), 2);
  EXPECT_EQ(app.count("SELECT count(*) FROM case_file WHERE last_contact_on >= '2026-11-20'"), 2);
}

TEST_P(ImportsWeb, Contacts_of_cases_that_are_not_ones_own_blocked_or_unknown_are_refused_alike) {
  const auto foreign = test::open_case(app, Who::sommer, "Ioana", "Marinescu");
  const auto own = test::open_case(app, Who::kessler, "Parwin", "Rahimi");
  test::withdraw_everything(app, Who::kessler, own.person);
  static_cast<void>(foreign);
  const std::string href = uploaded(
      "Aktenzeichen;Datum;Kontaktform\r\nKIM-2026-0001;20.11.2026;Telefon\r\n"
      "KIM-2026-0002;20.11.2026;Telefon\r\nKIM-2026-0999;20.11.2026;Telefon\r\n;20.11.2026;Telefon\r\n",
      "contacts");
  checked(href);
  const auto report = app.get(Who::kessler, href);
  EXPECT_TRUE(holds(report, "4 Fehler")) << report.body;
  EXPECT_TRUE(holds(report, "Zu dieser Nummer sehen Sie keinen Fall."));
  EXPECT_TRUE(holds(report, "gesperrt"));
  EXPECT_TRUE(holds(report, "In dieser Zeile fehlt die Fallnummer."));
  EXPECT_EQ(contacts(), 0);
}

TEST_P(ImportsWeb, Undo_is_refused_once_somebody_worked_with_a_row_and_names_it) {
  const std::string href = taken_in(good_cases);
  EXPECT_EQ(app.get(Who::kessler, href + "/zuruecknehmen").status, 200);
  const CaseId second(app.count("SELECT max(case_id) FROM import_item"));
  EXPECT_EQ(app.get(Who::kessler, "/faelle/" + std::to_string(second.value())).status, 200);  // looking is no work
  EXPECT_FALSE(holds(app.get(Who::kessler, href), "nicht mehr möglich"));
  Context ctx = app.context(Who::kessler);
  contacts::Contact contact;
  contact.form = "phone";
  contact.on = app.today();
  ASSERT_TRUE(contacts::note_contact(ctx, second, contact).has_value());
  const auto page = app.get(Who::kessler, href);
  EXPECT_TRUE(holds(page, "mit diesen Zeilen gearbeitet: 3.")) << page.body;
  EXPECT_EQ(act(href, "zuruecknehmen").status, 409);
  finish();
  EXPECT_EQ(persons(), 2);
}

TEST_P(ImportsWeb, Undo_is_refused_when_another_file_names_the_person) {
  const auto rahimi = test::open_case(app, Who::kessler, "Parwin", "Rahimi");
  const std::string href = taken_in(good_cases);
  Context ctx = app.context(Who::kessler);
  people::Relative brother;
  brother.name = "Mykola Kovalenko";
  brother.person = PersonId(app.count("SELECT person_id FROM import_item WHERE row_number = 3"));
  ASSERT_TRUE(people::add_relative(ctx, rahimi.person, brother).has_value());
  EXPECT_EQ(act(href, "zuruecknehmen").status, 409);
  EXPECT_TRUE(holds(app.get(Who::kessler, href), "mit diesen Zeilen gearbeitet: 3."));
  EXPECT_EQ(persons(), 3);
}

TEST_P(ImportsWeb, Cases_of_the_uma_provider_come_into_its_closed_area) {
  const std::string href = taken_in(good_cases, "cases", Who::lange);
  EXPECT_EQ(app.count("SELECT count(*) FROM access_case WHERE path = 'uma'"), 2);
  EXPECT_EQ(app.get(Who::kessler, href).status, 404);
  EXPECT_FALSE(holds(app.get(Who::kessler, "/einlesen"), "Liste.csv"));
  EXPECT_FALSE(holds(app.get(Who::kessler, "/suche?q=Haddad"), "Samira"));
  EXPECT_TRUE(holds(app.get(Who::lange, "/suche?q=Haddad"), "Samira"));
}

TEST_P(ImportsWeb, A_step_whose_process_died_has_written_nothing_and_can_be_begun_again) {
  const std::string href = uploaded(good_cases);
  checked(href);
  const auto killed = app.database().transact([&](db::Tx& tx) -> Result<void> {
    tx->run("UPDATE import SET state = 'writing'");
    tx.technical("test: the process was killed while it wrote");
    return {};
  });
  ASSERT_TRUE(killed.has_value());
  EXPECT_TRUE(holds(app.get(Who::kessler, href), "unterbrochen"));
  EXPECT_EQ(persons(), 0);
  EXPECT_EQ(act(href, "fortsetzen").status, 303);
  EXPECT_EQ(act(href, "einlesen").status, 303);
  finish();
  EXPECT_EQ(persons(), 2);
}

TEST_P(ImportsWeb, Whatever_statement_fails_writing_and_taking_back_are_all_or_nothing) {
  const std::string href = uploaded(good_cases);
  checked(href);
  const auto picture = [&] {
    return std::vector{persons(),
                       files(),
                       app.count("SELECT count(*) FROM access_subject"),
                       app.count("SELECT count(*) FROM consent"),
                       app.count("SELECT count(*) FROM person_token"),
                       app.count("SELECT count(*) FROM import_item"),
                       app.count("SELECT count(*) FROM import_piece"),
                       app.count("SELECT count(*) FROM audit_entry")};
  };
  const auto until_it_works = [&](const std::string& state, Work work) {
    for (int n = 1; n < 1000; ++n) {
      const auto set = app.database().transact([&](db::Tx& tx) -> Result<void> {
        tx->run("UPDATE import SET state = $1", {state});
        tx.technical("test: the step has begun");
        return {};
      });
      ASSERT_TRUE(set.has_value());
      const auto before = picture();
      bool fault = false;
      db::testing::fail_statement(n);
      try {
        Context ctx = app.context(Who::kessler);
        Step step;
        EXPECT_TRUE(work(ctx, id_of(href), step).has_value());
      } catch (const Fault&) {
        fault = true;
      }
      db::testing::fail_statement(0);
      if (!fault) {
        EXPECT_GT(n, 10) << "the step reached the writer";
        return;
      }
      ASSERT_EQ(picture(), before) << "half a step after statement " << n;
    }
    FAIL() << "the step never got through";
  };
  until_it_works("writing", run_writing);
  EXPECT_EQ(persons(), 2);
  until_it_works("undoing", run_undoing);
  EXPECT_EQ(persons(), 0);
}

TEST_P(ImportsWeb, A_workbook_offers_its_sheets_and_tells_of_formulas) {
  std::ifstream file(std::string(KIM_SOURCE_DIR) + "/tests/fixtures/imports/zwei-blaetter.xlsx", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  const std::string href = uploaded(bytes);
  const auto first = app.get(Who::kessler, href + "/zuordnen");
  EXPECT_TRUE(holds(first, "Fälle 2026 (3 Zeilen)")) << first.body;
  EXPECT_EQ(app.post(Who::kessler, href + "/blatt", {{"version", "1"}, {"sheet", "7"}}).status, 422);
  EXPECT_EQ(app.post(Who::kessler, href + "/blatt", {{"version", "9"}, {"sheet", "1"}}).status, 409);
  EXPECT_EQ(app.post(Who::kessler, href + "/blatt", {{"version", "1"}, {"sheet", "1"}}).status, 303);
  checked(href);
  const auto report = app.get(Who::kessler, href);
  EXPECT_TRUE(holds(report, "Formeln in der Tabelle: 1.")) << report.body;
  EXPECT_EQ(act(href, "einlesen").status, 303);
  finish();
  EXPECT_EQ(persons(), 2);
  EXPECT_TRUE(holds(app.get(Who::kessler, "/suche?q=Haddad"), "12.03.1988"));
}

TEST_P(ImportsWeb, A_file_that_nobody_confirms_is_deleted_in_time_or_by_hand) {
  const std::string old = uploaded(good_cases);
  app.advance(std::chrono::hours(24 * 15));
  const std::string young = uploaded(good_cases);
  EXPECT_EQ(app.get(Who::kessler, "/einlesen").status, 200);
  EXPECT_EQ(app.count("SELECT count(DISTINCT import_id) FROM import_piece"), 1);
  EXPECT_TRUE(holds(app.get(Who::kessler, old), "Die Datei ist gelöscht."));
  checked(young);
  EXPECT_EQ(act(young, "verwerfen").status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM import_piece"), 0);
  EXPECT_EQ(app.get(Who::kessler, young + "/zuordnen").status, 404);
  EXPECT_EQ(app.audit_entries("removed").size(), 2U);
}

TEST_P(ImportsWeb, Progress_refreshes_itself_without_script) {
  const std::string href = uploaded(good_cases);
  const auto form = proposed_form(href);
  // A step before it in the queue waits for us, so the check cannot end before it was looked at.
  std::promise<void> looked_at;
  app.services().caches->get<Worker>().start(ImportId(1), [&](Step&) { looked_at.get_future().wait(); });
  EXPECT_EQ(app.post(Who::kessler, href + "/zuordnen", form).status, 303);
  const auto seen = app.get(Who::kessler, href);
  EXPECT_TRUE(holds(seen, "Zeilen werden geprüft"));
  EXPECT_EQ(seen.header("Refresh"), "2");
  EXPECT_EQ(app.post(Who::kessler, href + "/fortsetzen", {{"version", "2"}}).status,
            409);  // it works, nothing is stuck
  looked_at.set_value();
  finish();
  EXPECT_TRUE(holds(app.get(Who::kessler, href), "Prüfbericht"));
  EXPECT_EQ(app.get(Who::kessler, href).header("Refresh"), "");
}

TEST_P(ImportsWeb, The_api_does_the_same_acts) {
  const std::string token = app.integration().token;
  const std::string href = uploaded(good_cases);
  const std::string api = "/api/v1/imports/" + std::to_string(id_of(href).value());
  EXPECT_EQ(app.call(http::Method::get, "/api/v1/imports", {}).status, 401);
  EXPECT_EQ(app.call(http::Method::get, api, app.integration("authority_post", {}, test::body_abh).token).status, 403);
  EXPECT_EQ(app.call(http::Method::get, api, app.integration("uma_provider", test::team_uma).token).status, 404);
  EXPECT_TRUE(holds(app.call(http::Method::get, "/api/v1/imports", token), "uploaded"));
  EXPECT_EQ(app.call(http::Method::post, api + "/check", token, R"({"version": 1, "0": "person.family_name"})").status,
            422);
  EXPECT_EQ(
      app.call(
             http::Method::post, api + "/check", token,
             R"({"version": 1, "0": "person.family_name", "1": "person.given_names", "4": "consent.given_on", "5": "consent.proof"})")
          .status,
      202);
  finish();
  EXPECT_EQ(app.call(http::Method::get, api + "/findings", token).body, "[]");
  EXPECT_TRUE(holds(app.call(http::Method::get, api, token), R"("state":"checked")"));
  EXPECT_EQ(app.call(http::Method::post, api + "/take-in?version=1", token).status, 409);
  const auto version = [&] { return "?version=" + std::to_string(version_of(href)); };
  EXPECT_EQ(app.call(http::Method::post, api + "/take-in" + version(), token).status, 202);
  finish();
  EXPECT_EQ(persons(), 2);
  EXPECT_EQ(app.call(http::Method::del, api + version(), token).status, 409);
  EXPECT_EQ(app.call(http::Method::post, api + "/take-back" + version(), token).status, 202);
  finish();
  EXPECT_EQ(persons(), 0);
}

}  // namespace
}  // namespace kim::imports
