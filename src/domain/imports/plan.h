// Which column means which field, and what a row says then. Pure: no SQL, no clock, no HTTP.
// What it is not: the check against what is on file (check.cpp).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/slice.h"
#include "domain/cases/case.h"
#include "domain/contacts/contact.h"
#include "domain/imports/import.h"

namespace kim::imports {

/// A row's own fields that are no field of a record: they lead to the case, or come with it.
struct Frame {
  std::string number;  // KIM number or the one before
  std::string access_route;
  std::optional<Day> inquired_on, opened_on;
};
inline constexpr record::Field frame_fields[] = {
    record::field<&Frame::number>("number", N_("Fallnummer oder bisheriges Aktenzeichen"), record::text(60), may,
                                  personal, "Zuordnung zum Fall"),
    record::field<&Frame::access_route>("access_route", N_("Zugangsweg"), record::code("access_route"), may, category,
                                        "Berichte"),
    record::field<&Frame::inquired_on>("inquired_on", N_("Anfrage am"), record::past_day(), may, open, "Berichte"),
    record::field<&Frame::opened_on>("opened_on", N_("Fallakte seit"), record::past_day(), may, open, "Berichte"),
};
inline constexpr record::Record frame_record{"import_frame", N_("Angaben zum Fall"), frame_fields};

/// A field that a column can mean: "person.birth".
struct Target {
  std::string name;
  const record::Record* record;
  const record::Field* field;
  std::string group;  // "Person", "Einwilligung", "Fall", "Kontakt"
  bool must;
};
[[nodiscard]] const std::vector<Target>& targets(std::string_view kind);
[[nodiscard]] const Target* find_target(std::string_view kind, std::string_view name);
/// Label of the field, in the reader's language.
[[nodiscard]] std::string target_label(const Target& target);

/// Name of the target for each column of the file; empty: the column is left out.
using Mapping = std::vector<std::string>;
[[nodiscard]] std::string encode(const Mapping& mapping);  // "0:person.family_name 2:person.birth"
[[nodiscard]] Mapping decode(std::string_view text, std::size_t columns);
/// What the headings most likely mean; no field twice.
[[nodiscard]] Mapping proposed(std::string_view kind, const std::vector<std::string>& headings);
/// Sentences: a must field without column, a field with two. Empty if all is well.
[[nodiscard]] std::vector<std::string> problems(std::string_view kind, const Mapping& mapping);
/// The text by which equal headings are known again.
[[nodiscard]] std::string headings_key(const std::vector<std::string>& headings);

/// "C Geburtsdatum"
[[nodiscard]] std::string column_name(std::size_t column, const std::vector<std::string>& headings);
/// "A", "Z", "AA"
[[nodiscard]] std::string column_letter(std::size_t column);

/// One row, read.
struct Line {
  std::size_t row = 0;
  people::Person person;
  consent::Consent consent;
  Frame frame;
  contacts::Contact contact;
  std::vector<Finding> findings;
};
/// What reading a row needs beside the row.
struct Reading {
  std::string kind;
  Mapping mapping;
  std::vector<std::string> headings;
  std::vector<Reference> municipalities;
  Day today;
};
/// Reads and checks a row by the rules of the forms: the same cleaning, the same sentences.
[[nodiscard]] Line read_line(const Reading& reading, const tables::Row& row);
/// What a cell says as a form would send it: labels of codes become codes, "ja" becomes yes. An error is a sentence.
[[nodiscard]] std::expected<std::vector<std::string>, std::string> form_values(
    const record::Field& field, std::string_view cell, const std::vector<Reference>& references);

}  // namespace kim::imports
