// Forms from field descriptions: the control, the parsing, the messages. What it is not: page layout or rules that look
// at several records.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "base/result.h"
#include "platform/html/html.h"
#include "platform/http/http.h"

namespace kim::forms {

/// What stands in the controls: as typed, by field name. Kept unchanged when the input has errors, so nothing is lost.
struct Input {
  http::Form typed;
  std::vector<FieldError> errors;
  [[nodiscard]] std::string_view error(std::string_view field) const;
};

/// A choice for reference fields (and for code fields that offer fewer codes than the list has).
struct Choice {
  std::string value;
  std::string label;
  std::string group{};
};

/// How one field is shown where that differs from its description.
struct Look {
  std::string_view label{};  // a question, if it helps: "Wie fand der Kontakt statt?"
  std::string_view hint{};
  std::vector<Choice> choices{};  // for references; replaces the code list otherwise
  bool optional_mark = true;      // "(freiwillig)" behind a may-field's label
  bool short_field = false;       // narrow input
  int text_rows = 5;
  bool radios = true;  // codes up to 8 values as framed radios; false: always a select
  std::string_view autocomplete{"off"};
  std::optional<Day> today{};  // ended codes are not offered; default: the clock's day
  std::string_view lang{};     // of what is typed, if that is another language than the page's
  std::string_view dir{};      // "rtl" or "ltr", with `lang`
};

/// The control for one field with label, hint and error: text, textarea, radios (up to 8), select (from 9), check boxes,
/// scale for lists whose name begins with "scale", date as text field. Ids: the field name (of a group: on its first
/// control), so that links of the error summary lead there. A typed value that is no longer offered is kept as an option.
[[nodiscard]] html::Fragment control(const record::Field& field, const Input& input, const Look& look = {});
/// By name; Bug if the record has no such field.
[[nodiscard]] html::Fragment control(const record::Record& record, std::string_view field, const Input& input,
                                     const Look& look = {});

/// Fills an Input from a record (for editing) or from defaults.
[[nodiscard]] Input input_from(const record::Record& record, const void* value);

/// Reads the named fields (all but `kept` ones if empty) from the form into `value`, which keeps its other members.
/// Errors are German sentences per field: missing must, too long (by how much), not a date, in the future, unknown code,
/// not a number, forbidden characters, no choice between two versions (`auswahl`, see conflict_view). Never stops at the
/// first; a member whose input has an error keeps its value. Whether a reference exists is the caller's to check.
[[nodiscard]] std::vector<FieldError> parse(const record::Record& record, const http::Form& form, Day today,
                                            void* value, std::span<const std::string_view> only = {});
/// The same rules for a value that came from elsewhere (JSON, import).
[[nodiscard]] std::vector<FieldError> validate(const record::Record& record, const void* value, Day today,
                                               std::span<const std::string_view> only = {});

/// Red summary on top with a link per field; empty fragment if there are no errors. `what` begins the title:
/// "Die Anfrage ist noch nicht gespeichert. Bitte prüfen Sie zwei Angaben." An error without field is not a link.
[[nodiscard]] html::Fragment error_summary(std::string_view what, const std::vector<FieldError>& errors);

/// Labels of should-fields that are empty: "Noch offen: Sprachniveau".
[[nodiscard]] std::vector<std::string> open_fields(const record::Record& record, const void* value);
/// dl of the fields that have a value, as a reader sees them.
[[nodiscard]] html::Fragment facts(const record::Record& record, const void* value,
                                   std::span<const std::string_view> only = {});

// ---- conflicts (409) ----

/// Fields in which mine and theirs differ, given the base both started from; what does not clash is merged into `merged`
/// (which begins as a copy of `theirs`, so that members outside the description are theirs).
struct Conflict {
  std::vector<const record::Field*> clashing;
  std::vector<const record::Field*> taken_mine;    // changed by me alone
  std::vector<const record::Field*> taken_theirs;  // changed by them alone
};
[[nodiscard]] Conflict merge(const record::Record& record, const void* base, const void* mine, const void* theirs,
                             void* merged);

/// The four values of one conflict, all of the same record type.
struct Sides {
  const void* base;
  const void* mine;
  const void* theirs;
  const void* merged;
};
struct ConflictLook {
  std::string author;  // "Jonas Wittkamp"
  std::string when;    // "heute 10:21 Uhr"
  std::string discard_href;
  http::Pairs hidden{};  // the new version and whatever else the form needs
  /// How a value reads, where the description alone cannot tell: names of what a reference points to.
  std::function<std::string(const record::Field&, const record::Value&)> shown{record::shown};
};
/// Children of the conflict page's form. It sends every field again under its own name, so the answer is an ordinary
/// post of the same form with the newer version: no code of its own is needed.
[[nodiscard]] html::Fragment conflict_view(const record::Record& record, const Conflict& conflict, const Sides& sides,
                                           const ConflictLook& look);

}  // namespace kim::forms
