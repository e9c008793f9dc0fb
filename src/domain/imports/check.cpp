// The check run: every row through the rules, then against what is on file. What it is not: writing (writing.cpp).
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/audit/audit.h"
#include "domain/imports/steps.h"
#include "domain/people/search.h"

namespace kim::imports {
namespace {

constexpr std::size_t rows_at_once = 50;  // then the reading connection shows a new moment

std::string born(const people::Person& person) {
  return person.birth ? trf(", geboren {}", {german(*person.birth)}) : std::string();
}

class Checker {
 public:
  Checker(Context& ctx, const access::Scope& scope, const Reading& reading)
      : ctx_(ctx), scope_(scope), reading_(reading) {}

  void row(const tables::Row& row) {
    const Line line = read_line(reading_, row);
    findings.insert(findings.end(), line.findings.begin(), line.findings.end());
    if (reading_.kind == "contacts")
      find_case(line);
    else if (!line.person.family_name.empty())
      compare(line);
    if (++read_ % rows_at_once == 0) ctx_.read_anew();
  }

  std::vector<Finding> findings;
  std::size_t hits = 0;

 private:
  void note(const Line& line, std::string_view target, Level level, std::string message) {
    const auto found = std::ranges::find(reading_.mapping, target);
    const std::string column =
        found == reading_.mapping.end()
            ? std::string()
            : column_name(static_cast<std::size_t>(found - reading_.mapping.begin()), reading_.headings);
    findings.push_back({line.row, column, level, std::move(message)});
  }

  void find_case(const Line& line) {
    if (line.frame.number.empty()) return;
    auto& known = cases_[line.frame.number];
    if (!known) known = case_of(ctx_, line.frame.number);
    if (!*known) note(line, "frame.number", Level::error, known->error());
  }

  void compare(const Line& line) {
    twice(seen_, people::fold(people::list_name(line.person)) + (line.person.birth ? iso(*line.person.birth) : ""),
          line, "person.family_name", N_("Zeile {} nennt dieselbe Person."));
    if (!line.frame.number.empty())
      twice(numbers_, text::folded(line.frame.number), line, "frame.number", N_("Zeile {} hat dieselbe Nummer."));
    for (const people::Lookalike& like : people::lookalikes(ctx_, scope_, {}, line.person)) {
      ++hits;
      note(
          line, "person.family_name", Level::warning,
          trf("Vielleicht schon erfasst: {0}{1} ({2}).", {people::list_name(like.other.person), born(like.other.person),
                                                          text::join(like.likeness.reasons, ", ")}));
      break;  // the best one says enough
    }
  }

  void twice(std::map<std::string, std::size_t>& seen, const std::string& key, const Line& line,
             std::string_view target, std::string_view sentence) {
    const auto [first, fresh] = seen.emplace(key, line.row);
    if (!fresh) note(line, target, Level::warning, trf(sentence, {std::to_string(first->second)}));
  }

  Context& ctx_;
  const access::Scope& scope_;
  const Reading& reading_;
  std::size_t read_ = 0;
  std::map<std::string, std::size_t> seen_, numbers_;
  std::map<std::string, std::optional<std::expected<CaseId, std::string>>> cases_;
};

std::int64_t count(const std::vector<Finding>& findings, Level level) {
  return std::ranges::count(findings, level, &Finding::level);
}

void note_run(Context& ctx, db::Tx& tx, ImportId id, std::size_t rows, std::size_t hits) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::searched,
                 .actor = ctx.actor.account,
                 .what = import_record.name,
                 .record_id = id.value(),
                 .subject_id = id.value(),
                 .purpose = "import",
                 .note = fmt::format("rows={} hits={}", rows, hits),
                 .address = ctx.address});
}

/// What the whole table has to be told about.
void look_at_sheet(const tables::Sheet& sheet, std::vector<Finding>& findings) {
  if (sheet.formulas > 0)
    findings.push_back(
        {0,
         {},
         Level::warning,
         trf("Formeln in der Tabelle: {}. KIM nimmt die Ergebnisse, die Ihr Programm zuletzt berechnet hat.",
             {std::to_string(sheet.formulas)})});
}

std::string one_line(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

Result<void> keep_report(Context& ctx, ImportId id, const std::vector<Finding>& findings, std::size_t rows,
                         std::size_t hits) {
  const Opened now = TRY(open_import(ctx, id));
  const auto pieces = store::seal(now.permit, store::Part::report, encode(findings));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Opened opened = TRY(open_import(ctx, tx, id));
    Import after = opened.import.value;
    after.state = "checked";
    after.rows = static_cast<std::int64_t>(rows);
    after.errors = count(findings, Level::error);
    after.warnings = count(findings, Level::warning);
    store::keep_pieces(tx, opened.permit, store::Part::report, pieces);
    note_run(ctx, tx, id, rows, hits);
    return change(ctx, tx, opened, after);
  });
}

}  // namespace

std::string encode(const std::vector<Finding>& findings) {
  std::string report;
  for (const Finding& one : findings)
    report += std::to_string(one.row) + "\t" + (one.level == Level::error ? "e" : "w") + "\t" + one_line(one.column) +
              "\t" + one_line(one.message) + "\n";
  return report;
}

std::vector<Finding> decode_findings(std::string_view report) {
  std::vector<Finding> findings;
  for (const std::string& line : text::split(report, '\n')) {
    const auto parts = text::split(line, '\t');
    if (parts.size() != 4) continue;
    Finding one;
    std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), one.row);
    one.level = parts[1] == "e" ? Level::error : Level::warning;
    one.column = parts[2];
    one.message = parts[3];
    findings.push_back(std::move(one));
  }
  return findings;
}

Result<void> run_check(Context& ctx, ImportId id, Step& step) {
  const Opened opened = TRY(open_import(ctx, id));
  const tables::Sheet sheet = TRY(sheet_of(ctx, opened));
  const access::Scope scope = TRY(access::scope_for(ctx, access::Right::person_search));
  const Reading reading = reading_of(ctx, opened.import.value, sheet);
  const std::size_t rows = sheet.rows.empty() ? 0 : sheet.rows.size() - 1;
  step.of = static_cast<std::int64_t>(rows);
  Checker checker(ctx, scope, reading);
  look_at_sheet(sheet, checker.findings);
  if (rows == 0) checker.findings.push_back({0, {}, Level::error, tr("Unter der Überschrift steht keine Zeile.")});
  for (std::size_t n = 1; n <= rows; ++n) {
    if (step.cancelled) return failure(ErrorCode::conflict);
    checker.row(sheet.rows[n]);
    ++step.done;
  }
  return keep_report(ctx, id, checker.findings, rows, checker.hits);
}

}  // namespace kim::imports
