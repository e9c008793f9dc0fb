// Rules of imports without database: headings, mapping, what a cell means, what a row says.
#include "domain/imports/plan.h"

#include <gtest/gtest.h>

#include "base/i18n.h"
#include "domain/imports/steps.h"
#include "domain/imports/template.h"
#include "platform/assets.h"

namespace kim::imports {
namespace {

const Day today = *day_from_iso("2026-11-25");

class ImportPlan : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { assets::install_texts(); }
};

Reading reading(std::string kind, std::vector<std::string> headings) {
  Reading one;
  one.kind = std::move(kind);
  one.headings = std::move(headings);
  one.mapping = proposed(one.kind, one.headings);
  one.municipalities = {{301, "Salzkotten"}, {302, "Hövelhof"}};
  one.today = today;
  return one;
}

struct HeadingCase {
  const char* kind;
  const char* heading;
  const char* target;
};
TEST_F(ImportPlan, Headings_of_offices_name_the_field) {
  const HeadingCase cases[] = {
      {"cases", "Nachname", "person.family_name"},
      {"cases", "FAMILIENNAME", "person.family_name"},
      {"cases", "Geb.-Datum", "person.birth"},
      {"cases", "Staatsangehoerigkeit", "person.nationalities"},
      {"cases", "Straße", "person.street"},
      {"cases", "STRASSE", "person.street"},
      {"cases", "E-Mail", "person.email"},
      {"cases", "Einwilligung vom", "consent.given_on"},
      {"cases", "Az.", "frame.number"},
      {"cases", "Wohnort", "person.municipality_id"},
      {"contacts", "Aktenzeichen", "frame.number"},
      {"contacts", "Datum", "contact.contact_on"},
      {"contacts", "Dauer (Minuten)", "contact.minutes"},
      {"contacts", "Ort", "contact.place"},
      {"cases", "Schuhgröße", ""},
      {"cases", "", ""},
  };
  for (const HeadingCase& one : cases) EXPECT_EQ(proposed(one.kind, {one.heading}).front(), one.target) << one.heading;
}

TEST_F(ImportPlan, No_field_is_proposed_twice) {
  const Mapping mapping = proposed("cases", {"Nachname", "Name", "Vorname"});
  EXPECT_EQ(mapping, (Mapping{"person.family_name", "", "person.given_names"}));
}

TEST_F(ImportPlan, A_mapping_is_read_back_as_it_was_written) {
  const Mapping mapping{"", "person.birth", "", "consent.given_on"};
  EXPECT_EQ(encode(mapping), "1:person.birth 3:consent.given_on");
  EXPECT_EQ(decode(encode(mapping), 4), mapping);
  EXPECT_EQ(decode("9:person.birth x y:z 1:", 2), Mapping(2));
}

TEST_F(ImportPlan, A_mapping_without_consent_or_with_a_field_twice_is_told) {
  EXPECT_EQ(problems("cases", {"person.family_name"}).size(), 2U);
  EXPECT_EQ(problems("cases", {"person.family_name", "consent.given_on", "consent.proof"}).size(), 0U);
  EXPECT_EQ(problems("cases", {"person.family_name", "person.family_name", "consent.given_on", "consent.proof"}).size(),
            1U);
  EXPECT_EQ(problems("contacts", {"frame.number", "contact.contact_on", "contact.form"}).size(), 0U);
}

TEST_F(ImportPlan, Columns_are_named_as_in_the_office_program) {
  EXPECT_EQ(column_letter(0), "A");
  EXPECT_EQ(column_letter(25), "Z");
  EXPECT_EQ(column_letter(26), "AA");
  EXPECT_EQ(column_letter(701), "ZZ");
  EXPECT_EQ(column_letter(702), "AAA");
  EXPECT_EQ(column_name(1, {"Name", "Geburtsdatum"}), "B Geburtsdatum");
  EXPECT_EQ(column_name(2, {"Name"}), "C");
}

struct CellCase {
  const record::Record* record;
  const char* field;
  const char* cell;
  std::vector<std::string> values;  // empty: refused
};
TEST_F(ImportPlan, Cells_become_what_a_form_would_send) {
  const CellCase cases[] = {
      {&people::person_record, "gender", "weiblich", {"female"}},
      {&people::person_record, "gender", "W", {"female"}},
      {&people::person_record, "gender", "male", {"male"}},
      {&people::person_record, "gender", "u", {"unknown"}},
      {&people::person_record, "gender", "wahrscheinlich", {}},
      {&people::person_record, "nationalities", "Syrien; Ukraine", {"SYR", "UKR"}},
      {&people::person_record, "nationalities", "SYR", {"SYR"}},
      {&people::person_record, "nationalities", "Atlantis", {}},
      {&people::person_record, "languages", "Arabisch / Deutsch", {"ar", "de"}},
      {&people::person_record, "interpreter", "ja", {"yes"}},
      {&people::person_record, "interpreter", "vielleicht", {}},
      {&people::person_record, "municipality_id", "SALZKOTTEN", {"301"}},
      {&people::person_record, "municipality_id", "Berlin", {}},
      {&people::person_record, "birth", "1991-05-24", {"24.05.1991"}},
      {&people::person_record, "birth", "1991", {"1991"}},
      {&people::person_record, "family_name", "Müller", {"Müller"}},
      {&contacts::contact_record, "minutes", "30,0", {"30"}},
      {&contacts::contact_record, "form", "Telefon", {"phone"}},
  };
  for (const CellCase& one : cases) {
    const auto values = form_values(*one.record->find(one.field), one.cell, {{301, "Salzkotten"}});
    EXPECT_EQ(values.value_or(std::vector<std::string>()), one.values) << one.field << ": " << one.cell;
  }
}

tables::Row row_of(std::vector<std::string> cells) { return {2, std::move(cells)}; }

TEST_F(ImportPlan, A_good_row_becomes_person_consent_and_frame) {
  const Reading plan = reading(
      "cases", {"Nachname", "Vorname", "Geburtsdatum", "Ort", "Az", "Einwilligung vom", "Nachweis", "Fallakte seit"});
  const Line line = read_line(
      plan, row_of({"Rahimi", "Parwin", "24.05.1991", "Salzkotten", "IB-17", "01.10.2026", "Ordner 3", "05.10.2026"}));
  EXPECT_TRUE(line.findings.empty()) << line.findings.front().message;
  EXPECT_EQ(line.person.family_name, "Rahimi");
  EXPECT_EQ(line.person.municipality.value(), 301);
  EXPECT_EQ(line.frame.number, "IB-17");
  EXPECT_EQ(line.frame.opened_on, day_from_iso("2026-10-05"));
  EXPECT_EQ(line.consent.purposes, std::vector<std::string>{"case_file"});
  EXPECT_EQ(line.consent.text_version, "2026-01");
  EXPECT_EQ(line.consent.channel, "paper");
}

struct BadRow {
  const char* what;
  std::vector<std::string> cells;
  const char* column;
};
TEST_F(ImportPlan, What_the_forms_refuse_a_row_is_refused_for_too_at_its_column) {
  const Reading plan = reading("cases", {"Nachname", "Vorname", "Geburtsdatum", "Einwilligung vom", "Nachweis"});
  const BadRow rows[] = {
      {"name missing", {"", "Parwin", "24.05.1991", "01.10.2026", "Ordner 3"}, "A Nachname"},
      {"name too long", {std::string(121, 'x'), "P", "24.05.1991", "01.10.2026", "Ordner 3"}, "A Nachname"},
      {"bidi control in the name", {"Rahimi\u202E", "P", "24.05.1991", "01.10.2026", "Ordner 3"}, "A Nachname"},
      {"control character", {"Rah\x01imi", "P", "24.05.1991", "01.10.2026", "Ordner 3"}, "A Nachname"},
      {"no such day", {"Rahimi", "P", "30.02.1991", "01.10.2026", "Ordner 3"}, "C Geburtsdatum"},
      {"born in the future", {"Rahimi", "P", "24.05.2031", "01.10.2026", "Ordner 3"}, "C Geburtsdatum"},
      {"no consent", {"Rahimi", "P", "24.05.1991", "", "Ordner 3"}, "D Einwilligung vom"},
      {"consent in the future", {"Rahimi", "P", "24.05.1991", "26.11.2026", "Ordner 3"}, "D Einwilligung vom"},
      {"consent before there was a text",
       {"Rahimi", "P", "24.05.1991", "01.12.2025", "Ordner 3"},
       "D Einwilligung vom"},
      {"no proof", {"Rahimi", "P", "24.05.1991", "01.10.2026", ""}, "E Nachweis"},
      {"short row", {"Rahimi"}, "D Einwilligung vom"},
  };
  for (const BadRow& bad : rows) {
    const Line line = read_line(plan, row_of(bad.cells));
    ASSERT_EQ(line.findings.size(), 1U) << bad.what;
    EXPECT_EQ(line.findings.front().column, bad.column) << bad.what;
    EXPECT_EQ(line.findings.front().row, 2U);
    EXPECT_EQ(line.findings.front().level, Level::error) << bad.what;
  }
}

TEST_F(ImportPlan, A_child_does_not_consent_alone_and_a_file_is_not_older_than_the_consent) {
  const Reading plan = reading(
      "cases", {"Nachname", "Geburtsdatum", "Einwilligung vom", "Nachweis", "Fallakte seit", "Einwilligung bis"});
  EXPECT_FALSE(read_line(plan, row_of({"Rahimi", "2015", "01.10.2026", "Ordner"})).findings.empty());
  EXPECT_FALSE(read_line(plan, row_of({"Rahimi", "1991", "01.10.2026", "Ordner", "30.09.2026"})).findings.empty());
  EXPECT_FALSE(read_line(plan, row_of({"Rahimi", "1991", "01.02.2026", "Ordner", "", "01.11.2026"})).findings.empty());
  EXPECT_TRUE(read_line(plan, row_of({"Rahimi", "1991", "01.02.2026", "Ordner", "", "01.12.2026"})).findings.empty());
}

TEST_F(ImportPlan, The_templates_are_understood_whole_and_their_rows_are_good) {
  for (const std::string kind : {"cases", "contacts"}) {
    const auto sheets = tables::read(template_csv(kind, today));
    ASSERT_TRUE(sheets.has_value());
    const Reading plan = reading(kind, sheets->front().rows.front().cells);
    for (std::size_t column = 0; column < plan.headings.size(); ++column)
      EXPECT_FALSE(plan.mapping[column].empty()) << plan.headings[column];
    EXPECT_TRUE(problems(kind, plan.mapping).empty());
    for (std::size_t n = 1; n < sheets->front().rows.size(); ++n) {
      const Line line = read_line(plan, sheets->front().rows[n]);
      EXPECT_TRUE(line.findings.empty()) << line.findings.front().column << ": " << line.findings.front().message;
    }
  }
}

TEST_F(ImportPlan, A_report_is_read_back_as_it_was_written) {
  const std::vector<Finding> findings{{0, "", Level::warning, "Formeln"},
                                      {17, "C Geb\tdatum", Level::error, "Kein\nTag"}};
  const auto back = decode_findings(encode(findings));
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].message, "Formeln");
  EXPECT_EQ(back[0].level, Level::warning);
  EXPECT_EQ(back[1].row, 17U);
  EXPECT_EQ(back[1].column, "C Geb datum");
  EXPECT_EQ(back[1].message, "Kein Tag");
}

}  // namespace
}  // namespace kim::imports
