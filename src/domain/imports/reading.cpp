// A row of a table as values: each cell as a form would send it, then through the rules of the forms.
#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/consent/consent_texts.h"
#include "domain/imports/plan.h"
#include "platform/forms/forms.h"

namespace kim::imports {
namespace {

using record::Field;
using record::Kind;
using Values = std::expected<std::vector<std::string>, std::string>;

constexpr std::size_t named_max = 12;  // choices a message names

std::string same(std::string_view text) { return text::folded(text::clean(text)); }

std::unexpected<std::string> unknown(const Field& field, std::string_view cell, std::vector<std::string> choices) {
  const std::string what = trf("„{0}“ gibt es bei „{1}“ nicht.", {std::string(cell), tr(field.label)});
  if (choices.empty() || choices.size() > named_max) return std::unexpected(what);
  return std::unexpected(what + " " + trf("Möglich sind: {}.", {text::join(choices, ", ")}));
}

bool is_code(const Code& code, std::string_view wanted) {
  return same(code.code) == wanted || same(code.label_de) == wanted || same(code.label_en) == wanted ||
         (!code.external.empty() && same(code.external) == wanted);
}

/// By code, label or official key; else the one label that begins so ("w" is weiblich).
std::expected<std::string, std::string> code_of(const Field& field, std::string_view cell) {
  const CodeList& list = code_list(field.list);
  const std::string wanted = same(cell);
  const Code* begins = nullptr;
  std::size_t beginning = 0;
  std::vector<std::string> labels;
  for (const Code& code : list.codes()) {
    if (is_code(code, wanted)) return code.code;
    labels.push_back(code_label(field.list, code.code));
    if (!same(code.label_de).starts_with(wanted)) continue;
    begins = &code;
    ++beginning;
  }
  if (beginning == 1) return begins->code;
  return unknown(field, cell, std::move(labels));
}

Values codes_of(const Field& field, std::string_view cell) {
  std::string separated(cell);
  std::ranges::replace_if(separated, [](char c) { return c == ';' || c == '/' || c == '\n' || c == '|'; }, ',');
  std::vector<std::string> codes;
  for (const std::string& part : text::split(separated, ',')) {
    if (text::trim(part).empty()) continue;
    auto code = code_of(field, text::trim(part));
    if (!code) return std::unexpected(code.error());
    codes.push_back(std::move(*code));
  }
  return codes;
}

Values yes_or_no(const Field& field, std::string_view cell) {
  static const std::set<std::string, std::less<>> yes{"ja", "j", "x", "1", "yes", "wahr"},
      no{"nein", "n", "0", "no", "falsch", "-"}, open{"unbekannt", "?", "unknown"};
  const std::string word = same(cell);
  if (yes.contains(word)) return std::vector<std::string>{"yes"};
  if (no.contains(word)) return std::vector<std::string>{"no"};
  if (field.kind == Kind::yes_no && open.contains(word)) return std::vector<std::string>{"unknown"};
  return unknown(field, cell, {tr("Ja"), tr("Nein")});
}

Values reference_of(const Field& field, std::string_view cell, const std::vector<Reference>& references) {
  std::vector<std::string> labels;
  for (const Reference& one : references) {
    if (same(one.label) == same(cell)) return std::vector<std::string>{std::to_string(one.id)};
    labels.push_back(one.label);
  }
  return unknown(field, cell, std::move(labels));
}

/// 2026-12-24, as many programs export it, as a form takes it.
std::string day_text(std::string_view cell) {
  const std::string text(cell.substr(0, cell.find('T')));
  if (const auto day = day_from_iso(text)) return german(*day);
  return std::string(cell);
}

/// "30.0" and "30,0" are whole numbers too.
std::string number_text(std::string_view cell) {
  std::string text(cell);
  for (const std::string_view end : {".0", ",0", ".00", ",00"})
    if (text.ends_with(end)) return text.substr(0, text.size() - end.size());
  return text;
}

// ---- the row ----

/// The cells of one record as a form, and the columns they came from.
struct Sent {
  http::Form form;
  std::vector<std::string_view> names;
  std::vector<std::pair<std::string_view, std::size_t>> columns;
};

class RowReader {
 public:
  RowReader(const Reading& reading, const tables::Row& row) : reading_(reading), row_(row) { line_.row = row.number; }

  Line line() {
    if (reading_.kind == "contacts") {
      take(contacts::contact_record, &line_.contact);
      take(frame_record, &line_.frame);
      if (line_.frame.number.empty()) missing("frame.number", tr("In dieser Zeile fehlt die Fallnummer."));
    } else {
      take(people::person_record, &line_.person);
      take_consent();
      take(frame_record, &line_.frame);
      check_days();
    }
    return std::move(line_);
  }

 private:
  void note(std::size_t column, Level level, std::string message) {
    line_.findings.push_back({row_.number, column_name(column, reading_.headings), level, std::move(message)});
  }
  [[nodiscard]] std::optional<std::size_t> column_of(std::string_view target) const {
    const auto found = std::ranges::find(reading_.mapping, target);
    if (found == reading_.mapping.end()) return std::nullopt;
    return static_cast<std::size_t>(found - reading_.mapping.begin());
  }
  void missing(std::string_view target, std::string message) {
    if (const auto column = column_of(target))
      note(*column, Level::error, std::move(message));
    else
      line_.findings.push_back({row_.number, {}, Level::error, std::move(message)});
  }

  Sent sent(const record::Record& record) {
    Sent sent;
    for (const Target& target : targets(reading_.kind)) {
      const auto column = column_of(target.name);
      if (target.record != &record || (!column && !target.must)) continue;
      if (!column || add_cell(sent, *target.field, *column)) sent.names.push_back(target.field->name);
    }
    return sent;
  }

  /// False: the cell has its message already, and the rules of the form would only repeat it.
  bool add_cell(Sent& sent, const Field& field, std::size_t column) {
    sent.columns.emplace_back(field.name, column);
    const std::string cell = column < row_.cells.size() ? row_.cells[column] : std::string();
    if (cell.empty()) return true;
    auto values = text::has_forbidden_characters(cell) ? Values(std::vector<std::string>{cell})
                                                       : form_values(field, cell, reading_.municipalities);
    if (!values) {
      note(column, Level::error, values.error());
      return false;
    }
    http::Pairs pairs = sent.form.pairs();
    for (std::string& value : *values) pairs.emplace_back(field.name, std::move(value));
    sent.form = http::Form(std::move(pairs));
    return true;
  }

  void take(const record::Record& record, void* value) {
    const Sent from = sent(record);
    if (from.names.empty()) return;
    for (FieldError& error : forms::parse(record, from.form, reading_.today, value, from.names))
      place(from, std::move(error));
  }

  void place(const Sent& from, FieldError error) {
    const auto found = std::ranges::find(from.columns, error.field, &std::pair<std::string_view, std::size_t>::first);
    if (found != from.columns.end())
      note(found->second, Level::error, std::move(error.message));
    else
      line_.findings.push_back({row_.number, {}, Level::error, std::move(error.message)});
  }

  void take_consent() {
    consent::Consent& given = line_.consent;
    given.purposes = {std::string(consent::case_file)};
    given.text_language = "de";
    given.channel = "paper";
    given.given_by = "self";
    const std::size_t before = line_.findings.size();
    take(consent::consent_record, &given);
    if (given.text_language.empty()) given.text_language = "de";
    if (given.given_by.empty()) given.given_by = "self";
    if (line_.findings.size() != before) return;
    if (given.proof.empty())
      return missing("consent.proof",
                     tr("Ohne Angabe, wo die unterschriebene Einwilligung liegt, gibt es keine Fallakte."));
    check_consent(given);
  }

  void check_consent(consent::Consent& given) {
    auto versions = consent::versions("einwilligung", *given.given_on, given.text_language);
    if (versions.empty()) versions = consent::versions("einwilligung", *given.given_on);  // the act names the language
    if (versions.empty())
      return missing("consent.given_on",
                     trf("Am {} gab es in KIM noch keinen Text der Einwilligung. Lassen Sie neu unterschreiben.",
                         {german(*given.given_on)}));
    given.text_version = versions.front();
    if (!given.valid_until) given.valid_until = consent::usual_end(*given.given_on);
    if (*given.valid_until < reading_.today)
      return missing("consent.given_on", trf("Die Einwilligung ist am {} abgelaufen. Lassen Sie sie erneuern.",
                                             {german(*given.valid_until)}));
    for (FieldError& error : consent::check(given, line_.person.birth, reading_.today))
      missing("consent." + error.field, std::move(error.message));
  }

  /// A case file rests on the consent: it is not older than that.
  void check_days() {
    const auto opened = line_.frame.opened_on, given = line_.consent.given_on;
    if (opened && given && *opened < *given)
      missing("frame.opened_on",
              trf("Die Fallakte kann nicht vor der Einwilligung vom {} begonnen haben.", {german(*given)}));
  }

  const Reading& reading_;
  const tables::Row& row_;
  Line line_;
};

}  // namespace

Values form_values(const Field& field, std::string_view cell, const std::vector<Reference>& references) {
  switch (field.kind) {
    case Kind::code:
    case Kind::language: {
      auto code = code_of(field, cell);
      if (!code) return std::unexpected(code.error());
      return std::vector<std::string>{std::move(*code)};
    }
    case Kind::codes: return codes_of(field, cell);
    case Kind::flag:
    case Kind::yes_no: return yes_or_no(field, cell);
    case Kind::reference: return reference_of(field, cell, references);
    case Kind::day:
    case Kind::partial_date: return std::vector<std::string>{day_text(cell)};
    case Kind::number: return std::vector<std::string>{number_text(cell)};
    default: return std::vector<std::string>{std::string(cell)};
  }
}

Line read_line(const Reading& reading, const tables::Row& row) { return RowReader(reading, row).line(); }

}  // namespace kim::imports
