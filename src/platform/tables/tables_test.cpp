// CSV and XLSX as offices send them, and what must be refused. The XLSX files are made here with libzip.
#include <gtest/gtest.h>
#include <zip.h>

#include "platform/tables/parts.h"

namespace kim::tables {
namespace {

using Cells = std::vector<std::string>;
using namespace std::string_literals;

// ---- CSV ----

Cells first_row(std::string_view csv) {
  const auto sheets = read(csv);
  return sheets ? sheets->front().rows.front().cells : Cells{"refused"};
}

TEST(Csv, Delimiters_quotes_and_line_ends_of_every_program_are_read) {
  const std::pair<std::string, Cells> table[] = {
      {"Name;Ort\n", {"Name", "Ort"}},
      {"Name,Ort\r\n", {"Name", "Ort"}},
      {"Name\tOrt\r", {"Name", "Ort"}},
      {"sep=,\nName,Ort; Kreis\n", {"Name", "Ort; Kreis"}},
      {"\"Rahimi, Parwin\";x", {"Rahimi, Parwin", "x"}},
      {"\"Er sagte \"\"ja\"\"\";x", {"Er sagte \"ja\"", "x"}},
      {"\"zwei\nZeilen\";x", {"zwei\nZeilen", "x"}},
      {"  Name ; Ort ", {"Name", "Ort"}},
      {"5\" Zoll;x", {"5\" Zoll", "x"}},
      {"\"Name\" ;x", {"Name", "x"}},
      {"a;;c", {"a", "", "c"}},
      {"a;b;", {"a", "b", ""}},
      {"eine Spalte", {"eine Spalte"}},
  };
  for (const auto& [csv, cells] : table) EXPECT_EQ(first_row(csv), cells) << csv;
}

TEST(Csv, Umlauts_are_read_in_the_encodings_of_office_programs) {
  const Cells expected{"Müller", "Öztürk €"};
  EXPECT_EQ(first_row("Müller;Öztürk €"), expected);
  EXPECT_EQ(first_row("\xEF\xBB\xBFMüller;Öztürk €"), expected);
  EXPECT_EQ(first_row("M\xFCller;\xD6zt\xFCrk \x80"), expected) << "Windows-1252";
  EXPECT_EQ(first_row("\xFF\xFEM\0\xFC\0;\0\xD6\0"s), (Cells{"Mü", "Ö"})) << "UTF-16";
  EXPECT_EQ(first_row("\xFE\xFF\0M\0\xFC\0;\0\xD6"s), (Cells{"Mü", "Ö"}));
}

TEST(Csv, Empty_lines_are_left_out_and_the_number_of_a_row_stays) {
  const auto sheets = read("Name;Ort\n\n;;\nRahimi;Salzkotten\n");
  ASSERT_TRUE(sheets.has_value());
  ASSERT_EQ(sheets->front().rows.size(), 2U);
  EXPECT_EQ(sheets->front().rows[1].number, 4U);
}

TEST(Csv, What_is_no_table_is_refused_with_its_reason) {
  const std::pair<std::string, Problem> table[] = {
      {"", Problem::empty},
      {"\n;;\n", Problem::empty},
      {"a;\"nie geschlossen\nb", Problem::broken},
      {"%PDF-1.7\0\x01"s, Problem::not_a_table},
      {"\x89PNG\r\n\x1A\n\0\0"s, Problem::not_a_table},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, Problem::old_or_locked},
      {std::string(130, ';') + "x", Problem::too_large},
      {std::string(40'000, 'x'), Problem::too_large},
  };
  for (const auto& [bytes, problem] : table) {
    const auto read_or_not = read(bytes);
    ASSERT_FALSE(read_or_not.has_value()) << bytes.substr(0, 20);
    EXPECT_EQ(read_or_not.error(), problem) << bytes.substr(0, 20);
    EXPECT_FALSE(sentence(problem).empty());
  }
}

TEST(Csv, More_rows_than_the_limit_are_refused) {
  Limits limits;
  limits.rows = 3;
  EXPECT_TRUE(read("a\nb\nc\n", limits).has_value());
  EXPECT_EQ(read("a\nb\nc\nd\n", limits).error(), Problem::too_large);
}

// ---- dates ----

TEST(SheetDates, Serial_numbers_become_german_dates_in_both_systems) {
  struct Row {
    double serial;
    bool from_1904;
    const char* text;
  };
  const Row table[] = {{1, false, "01.01.1900"},
                       {59, false, "28.02.1900"},
                       {61, false, "01.03.1900"},
                       {46380, false, "24.12.2026"},
                       {44918, true, "24.12.2026"},
                       {0.604166667, false, "14:30"},
                       {46380.604166667, false, "24.12.2026 14:30"},
                       {45351, false, "29.02.2024"},
                       {46379.9999999, false, "24.12.2026"}};
  for (const Row& row : table) EXPECT_EQ(date_of(row.serial, row.from_1904).value_or("-"), row.text) << row.serial;
  for (const double serial : {60.0, -1.0, 200000.0, 1e300}) EXPECT_FALSE(date_of(serial, false)) << serial;
}

TEST(SheetDates, A_format_is_a_date_if_it_shows_day_month_year_or_time) {
  for (const char* code : {"dd.mm.yyyy", "TT.MM.JJJJ", "[$-407]d. mmmm yyyy", "hh:mm", "yyyy\\-mm\\-dd"})
    EXPECT_TRUE(is_date_format(code)) << code;
  for (const char* code : {"0.00", "#,##0", "@", "General", "0\" Tage\"", "[Red]0", "\\d0"})
    EXPECT_FALSE(is_date_format(code)) << code;
}

// ---- XLSX ----

using Files = std::vector<std::pair<std::string, std::string>>;

std::string zipped(const Files& files, zip_int32_t method = ZIP_CM_DEFLATE) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
  for (const auto& [name, content] : files) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const auto at = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), method, 6);
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string sheet_xml(std::string_view rows) {
  return R"(<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>)" +
         std::string(rows) + "</sheetData></worksheet>";
}

Files workbook(std::string_view rows, std::string_view properties = "") {
  return {
      {"xl/workbook.xml", R"(<workbook xmlns:r="r">)" + std::string(properties) +
                              R"(<sheets><sheet name="Liste" sheetId="1" r:id="rId1"/>)"
                              R"(<sheet name="Leer" sheetId="2" r:id="rId2"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>)"
                                     R"(<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>Name</t></si><si><r><t>Rah</t></r><r><t>imi</t></r><rPh><t>x</t></rPh></si></sst>"},
      {"xl/styles.xml", R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>)"
                        R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>)"},
      {"xl/worksheets/sheet1.xml", sheet_xml(rows)},
      {"xl/worksheets/sheet2.xml", sheet_xml("")}};
}

std::expected<std::vector<Sheet>, Problem> read_rows(std::string_view rows, std::string_view properties = "") {
  return read(zipped(workbook(rows, properties)));
}

TEST(Xlsx, Every_kind_of_cell_becomes_its_text) {
  const auto sheets = read_rows(
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
      R"(<row r="3"><c r="A3" t="inlineStr"><is><t>Öztürk</t></is></c><c r="B3" s="1"><v>46380</v></c>)"
      R"(<c r="D3" s="2"><v>46380.604166667</v></c><c r="E3"><v>33098</v></c><c r="F3"><v>1.5</v></c>)"
      R"(<c r="G3" t="b"><v>1</v></c><c r="H3" t="str"><f>A1</f><v>Summe</v></c><c r="I3"><v>4.9177123E11</v></c></row>)");
  ASSERT_TRUE(sheets.has_value());
  ASSERT_EQ(sheets->size(), 1U) << "the empty sheet is left out";
  const Sheet& sheet = sheets->front();
  EXPECT_EQ(sheet.name, "Liste");
  ASSERT_EQ(sheet.rows.size(), 2U);
  EXPECT_EQ(sheet.rows[0].cells, (Cells{"Name", "Rahimi"}));
  EXPECT_EQ(sheet.rows[1].number, 3U);
  EXPECT_EQ(sheet.rows[1].cells,
            (Cells{"Öztürk", "24.12.2026", "", "24.12.2026 14:30", "33098", "1.5", "ja", "Summe", "491771230000"}));
  EXPECT_EQ(sheet.formulas, 1U);
}

TEST(Xlsx, Dates_of_the_1904_system_are_the_same_days) {
  const auto sheets =
      read_rows(R"(<row r="1"><c r="A1" s="1"><v>44918</v></c></row>)", R"(<workbookPr date1904="1"/>)");
  EXPECT_EQ(sheets.value().front().rows.front().cells, Cells{"24.12.2026"});
}

TEST(Xlsx, What_programs_leave_out_is_counted_on) {
  const auto sheets =
      read_rows(R"(<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row><row><c><v>3</v></c></row>)");
  ASSERT_TRUE(sheets.has_value());
  EXPECT_EQ(sheets->front().rows[0].cells, (Cells{"a", "2"}));
  EXPECT_EQ(sheets->front().rows[1].number, 2U);
}

TEST(Xlsx, Broken_and_hostile_files_are_refused) {
  const std::string good = zipped(workbook(R"(<row r="1"><c r="A1"><v>1</v></c></row>)"));
  ASSERT_TRUE(read(good).has_value());
  for (std::size_t size = 4; size < good.size(); size += 7) {
    const auto cut = read(std::string_view(good).substr(0, size));
    ASSERT_FALSE(cut.has_value()) << size;
    EXPECT_EQ(cut.error(), Problem::broken) << size;
  }
  EXPECT_EQ(read(zipped({{"word/document.xml", "<w/>"}})).error(), Problem::broken) << "a letter";
  EXPECT_EQ(read_rows("<row><c r=\"A1\"").error(), Problem::broken);
  EXPECT_EQ(read_rows("").error(), Problem::empty);
  EXPECT_EQ(read_rows(R"(<row r="1"><c r="ZZZ1"><v>1</v></c></row>)").error(), Problem::too_large);
  EXPECT_TRUE(read_rows(R"(<row r="1"><c r="A1"><v>1</v></c><c r="ZZZ1" s="1"/></row>)").has_value())
      << "only formatted";
}

TEST(Xlsx, A_bomb_is_not_unpacked) {
  Files bomb = workbook("");
  bomb[4].second = sheet_xml(std::string(8U * 1024 * 1024, ' '));
  EXPECT_EQ(read(zipped(bomb)).error(), Problem::too_large) << "a thousand to one";
  Limits limits;
  limits.unpacked_bytes = 400;
  EXPECT_EQ(read(zipped(workbook(R"(<row><c><v>1</v></c></row>)")), limits).error(), Problem::too_large)
      << "all together";
  limits = {};
  limits.entries = 3;
  EXPECT_EQ(read(zipped(workbook("")), limits).error(), Problem::too_large);
}

TEST(Xlsx, Entities_of_their_own_are_refused) {
  Files evil = workbook("");
  evil[4].second =
      "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>";
  EXPECT_EQ(read(zipped(evil)).error(), Problem::broken);
}

TEST(Xlsx, Sixty_thousand_cells_are_read) {
  std::string rows;
  for (int row = 1; row <= 6000; ++row) {
    rows += "<row r=\"" + std::to_string(row) + "\">";
    for (int column = 0; column < 10; ++column)
      rows += "<c r=\"" + std::string(1, static_cast<char>('A' + column)) + std::to_string(row) + "\"><v>" +
              std::to_string(row * 31 % 977 + column) + "</v></c>";
    rows += "</row>";
  }
  const auto sheets = read_rows(rows);
  ASSERT_TRUE(sheets.has_value());
  EXPECT_EQ(sheets->front().rows.size(), 6000U);
}

}  // namespace
}  // namespace kim::tables
