// Writing all rows of a table and taking them back: one transaction each, through the acts of the slices.
#include "base/i18n.h"
#include "base/text.h"
#include "domain/imports/steps.h"

namespace kim::imports {
namespace {

using access::Right;

constexpr std::size_t rows_named_max = 20;

/// Why nothing was written, kept apart from a step that was stopped.
struct Refusal {
  std::string why;
};

std::string sentence(std::size_t row, const Error& error) {
  const std::string& what = error.fields.empty() ? error.message : error.fields.front().message;
  return trf("Zeile {0}: {1}",
             {std::to_string(row), what.empty() ? tr("Diese Zeile lässt sich nicht einlesen.") : what});
}

// ---- writing ----

struct Prepared {
  Line line;
  CaseId case_id;  // of a contact
};

/// Everything that can be found out before the one transaction begins.
std::expected<std::vector<Prepared>, Refusal> prepared(Context& ctx, const Reading& reading,
                                                       const tables::Sheet& sheet) {
  std::vector<Prepared> rows;
  std::map<std::string, CaseId> known;
  for (std::size_t n = 1; n < sheet.rows.size(); ++n) {
    Prepared row{read_line(reading, sheet.rows[n]), {}};
    if (!row.line.findings.empty())
      return std::unexpected(
          Refusal{trf("Zeile {0}: {1}", {std::to_string(row.line.row), row.line.findings.front().message})});
    if (reading.kind == "contacts") {
      CaseId& id = known[row.line.frame.number];
      if (!id) {
        const auto found = case_of(ctx, row.line.frame.number);
        if (!found)
          return std::unexpected(Refusal{trf("Zeile {0}: {1}", {std::to_string(row.line.row), found.error()})});
        id = *found;
      }
      row.case_id = id;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<store::Item> write_case(Context& ctx, db::Tx& tx, const Line& line) {
  const auto path = ctx.actor.role == access::Role::uma_provider ? access::Path::uma : access::Path::regional;
  const auto person = TRY(people::add_person(ctx, tx, line.person));
  TRY(consent::record_consent(ctx, tx, person, line.consent, line.person.birth));
  const CaseId id = TRY(cases::open_case(ctx, tx, person, line.person, path,
                                         {line.frame.access_route, line.frame.inquired_on, line.frame.opened_on}));
  store::Item item{line.row, PersonId(person.subject().value()), id, {}, {}};
  if (!line.frame.number.empty()) item.old_number = number_token(ctx, line.frame.number);
  return item;
}

Result<store::Item> write_contact(Context& ctx, db::Tx& tx, const Prepared& row) {
  const auto permit = TRY(access::permit_case(ctx, tx, row.case_id, Right::case_contact));
  const ContactId id = TRY(contacts::note_contact(ctx, tx, permit, row.line.contact));
  return store::Item{row.line.row, permit.person(), row.case_id, id, {}};
}

Result<void> write_all(Context& ctx, db::Tx& tx, ImportId id, const std::vector<Prepared>& rows, Step& step) {
  const Opened opened = TRY(open_import(ctx, tx, id));
  if (opened.import.value.state != "writing") return failure(ErrorCode::conflict);
  step.done = 0;
  for (const Prepared& row : rows) {
    if (step.cancelled) return failure(ErrorCode::conflict);
    auto item = row.case_id ? write_contact(ctx, tx, row) : write_case(ctx, tx, row.line);
    if (!item) return failure(ErrorCode::invalid, sentence(row.line.row, item.error()));
    store::add_item(tx, id, *item);
    ++step.done;
  }
  Import after = opened.import.value;
  after.state = "done";
  after.trail_end = store::trail_end(*tx);
  after.keep_until.reset();
  store::remove_pieces(tx, id);
  return change(ctx, tx, opened, after);
}

/// Back to the state before, with the reason; a step that was stopped stays as it is.
Result<void> refuse(Context& ctx, ImportId id, std::string_view state, const std::string& why) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Opened opened = TRY(open_import(ctx, tx, id));
    Import after = opened.import.value;
    after.state = state;
    after.refused_why = why;
    return change(ctx, tx, opened, after);
  });
}

// ---- taking back ----

Result<void> take_back_row(Context& ctx, db::Tx& tx, const store::Item& item) {
  if (item.contact) return contacts::retract_contact(ctx, tx, item.case_id, item.contact);
  TRY(cases::retract_case(ctx, tx, item.case_id));
  const auto permit = TRY(access::permit_person(ctx, tx, item.person, Right::person_write));
  consent::retract_consents(ctx, tx, permit);
  return people::retract_person(ctx, tx, item.person);
}

Result<void> take_all_back(Context& ctx, db::Tx& tx, ImportId id, Step& step) {
  const Opened opened = TRY(open_import(ctx, tx, id));
  if (opened.import.value.state != "undoing") return failure(ErrorCode::conflict);
  const auto used = store::used_rows(*tx, id, opened.import.value.trail_end.value_or(0));
  if (!used.empty()) return failure(ErrorCode::invalid, used_sentence(used));
  const auto items = store::items(*tx, id);
  step.of = static_cast<std::int64_t>(items.size());
  step.done = 0;
  store::remove_items(tx, id);
  for (const store::Item& item : items) {
    if (step.cancelled) return failure(ErrorCode::conflict);
    if (auto back = take_back_row(ctx, tx, item); !back)
      return failure(ErrorCode::invalid, sentence(item.row, back.error()));
    ++step.done;
  }
  Import after = opened.import.value;
  after.state = "undone";
  after.refused_why.clear();
  return change(ctx, tx, opened, after);
}

}  // namespace

std::string used_sentence(const std::vector<std::int64_t>& rows) {
  std::vector<std::string> names;
  for (std::size_t n = 0; n < rows.size() && n < rows_named_max; ++n) names.push_back(std::to_string(rows[n]));
  if (rows.size() > rows_named_max) names.push_back("…");
  return trf("Seit dem Einlesen wurde mit diesen Zeilen gearbeitet: {}. Zurücknehmen würde diese Arbeit zerstören.",
             {text::join(names, ", ")});
}

Result<void> run_writing(Context& ctx, ImportId id, Step& step) {
  const Opened opened = TRY(open_import(ctx, id));
  const tables::Sheet sheet = TRY(sheet_of(ctx, opened));
  const Reading reading = reading_of(ctx, opened.import.value, sheet);
  step.of = static_cast<std::int64_t>(sheet.rows.size()) - 1;
  const auto rows = prepared(ctx, reading, sheet);
  if (!rows) return refuse(ctx, id, "checked", rows.error().why);
  const auto written = ctx.transact([&](db::Tx& tx) { return write_all(ctx, tx, id, *rows, step); });
  if (written || written.error().code == ErrorCode::conflict) return written;
  return refuse(ctx, id, "checked", written.error().message);
}

Result<void> run_undoing(Context& ctx, ImportId id, Step& step) {
  const auto back = ctx.transact([&](db::Tx& tx) { return take_all_back(ctx, tx, id, step); });
  if (back || back.error().code == ErrorCode::conflict) return back;
  return refuse(ctx, id, "done", back.error().message);
}

}  // namespace kim::imports
