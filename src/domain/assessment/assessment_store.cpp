#include "domain/assessment/assessment_store.h"

#include <algorithm>

namespace kim::assessment::store {
namespace {

Event event_from(const db::Row& row) {
  return {static_cast<Event::Kind>(row.integer(0)), row.integer(1), row.day(2).value_or(Day{}),
          moment_from_micros(row.integer(3)), row.string(4)};
}

Rating rating_from(const db::Row& row, int first) {
  return {row.string(first), row.string(first + 1), row.string(first + 2), row.string(first + 3), row.flag(first + 4)};
}

template <class T>
void sort_by_day(std::vector<records::Stored<T>>& list) {
  std::ranges::sort(list, {}, [](const records::Stored<T>& one) { return std::pair(one.value.on, one.id); });
}

}  // namespace

const records::Table& intakes() {
  static const records::Table table(intake_record, "case_id");
  return table;
}
const records::Table& assessments() {
  static const records::Table table(assessment_record, "case_id");
  return table;
}
const records::Table& lines() {
  static const records::Table table(assessment_line_record, "assessment_id");
  return table;
}
const records::Table& decisions() {
  static const records::Table table(decision_record, "case_id");
  return table;
}

std::optional<records::Stored<Intake>> intake_of(db::Connection& db, const access::Permit& permit) {
  auto list = records::children<Intake>(db, intakes(), records::owner(permit));
  if (list.empty()) return std::nullopt;
  return std::move(list.front());
}

std::optional<Danger> danger_of(db::Connection& db, const access::Permit& permit) {
  std::optional<Danger> danger;
  db.each("SELECT id, talked_on, danger, danger_note FROM intake WHERE case_id = $1", {permit.case_id()},
          [&](const db::Row& row) {
            if (records::open_field(row, 2, permit.key(), intake_record, "danger", row.integer(0)) == "yes")
              danger = Danger{row.day(1).value_or(Day{}), !row.null(3)};
          });
  return danger;
}

std::vector<records::Stored<Assessment>> assessments_of(db::Connection& db, const access::Permit& permit) {
  auto list = records::children<Assessment>(db, assessments(), records::owner(permit));
  sort_by_day(list);
  return list;
}

Result<records::Stored<Assessment>> assessment(db::Connection& db, const access::Permit& permit, AssessmentId id) {
  return records::one<Assessment>(db, assessments(), records::owner(permit), id.value());
}

std::vector<records::Stored<AssessmentLine>> lines_of(db::Connection& db, const access::Permit& permit,
                                                      AssessmentId id) {
  return records::children<AssessmentLine>(db, lines(), records::owner(permit, id.value()));
}

std::vector<records::Stored<AssessmentLine>> lines_of_case(db::Connection& db, const access::Permit& permit) {
  static const std::string sql =
      "SELECT " + lines().columns("l") +
      " FROM assessment_line l JOIN assessment a ON a.id = l.assessment_id WHERE a.case_id = $1 ORDER BY l.id";
  std::vector<records::Stored<AssessmentLine>> list;
  db.each(db::Sql::built(sql), {permit.case_id()},
          [&](const db::Row& row) { list.push_back(records::read_row<AssessmentLine>(row, lines(), &permit.key())); });
  return list;
}

std::vector<RatedSheet> rated_sheets(db::Connection& db, const access::Permit& permit) {
  std::vector<RatedSheet> sheets;
  db.each(
      "SELECT a.id, a.assessed_on, a.state, l.field, l.wish_scale, l.need_scale, l.urgency, "
      "CAST(CASE WHEN COALESCE(l.wish_scale, l.need_scale, l.urgency) IS NULL AND l.wish IS NULL AND l.need IS NULL "
      "AND l.resources IS NULL THEN 0 ELSE 1 END AS bigint) "
      "FROM assessment a JOIN assessment_line l ON l.assessment_id = a.id WHERE a.case_id = $1 "
      "ORDER BY a.assessed_on, a.id, l.id",
      {permit.case_id()}, [&](const db::Row& row) {
        const auto id = row.id<AssessmentId>(0);
        if (sheets.empty() || sheets.back().id != id)
          sheets.push_back({id, row.day(1).value_or(Day{}), row.text(2) == "done", {}});
        sheets.back().ratings.push_back(rating_from(row, 3));
      });
  return sheets;
}

const RatedSheet* find(const std::vector<RatedSheet>& sheets, std::int64_t id) {
  const auto found = std::ranges::find(sheets, AssessmentId(id), &RatedSheet::id);
  return found == sheets.end() ? nullptr : &*found;
}

std::vector<records::Stored<Decision>> decisions_of(db::Connection& db, const access::Permit& permit) {
  auto list = records::children<Decision>(db, decisions(), records::owner(permit));
  sort_by_day(list);
  return list;
}

std::vector<Event> events_of(db::Connection& db, const access::Permit& permit) {
  // The numbers are those of Event::Kind.
  return db.all(
      "SELECT CAST(0 AS bigint), id, talked_on AS day, created_at, '' FROM intake WHERE case_id = $1 "
      "UNION ALL SELECT CAST(1 AS bigint), id, assessed_on, changed_at, state FROM assessment WHERE case_id = $1 "
      "UNION ALL SELECT CAST(2 AS bigint), id, decided_on, created_at, decision FROM decision WHERE case_id = $1 "
      "ORDER BY day, id",
      {permit.case_id()}, event_from);
}

std::vector<Aged> assessed_until(db::Connection& db, const access::Scope& scope, const access::Whose& whose, Day day) {
  static const std::string sql =
      "SELECT a.case_id, a.assessed_on, c.responsible FROM assessment a JOIN access_case c ON c.id = a.case_id "
      "JOIN case_file f ON f.id = a.case_id WHERE a.state = 'done' AND a.assessed_on <= $2 AND c.team_id = $1 "
      "AND c.state = 'open' AND f.phase = 'accompaniment' AND NOT EXISTS (SELECT 1 FROM assessment b "
      "WHERE b.case_id = a.case_id AND (b.assessed_on > a.assessed_on OR (b.assessed_on = a.assessed_on AND b.id > "
      "a.id))) AND " +
      access::concerning(3) + "ORDER BY a.assessed_on, a.id LIMIT 200";
  std::vector<Aged> list;
  for (const TeamId team : scope.teams())
    db.each(db::Sql::built(sql), {team, day, whose.mine.value(), whose.now}, [&](const db::Row& row) {
      list.push_back({row.id<CaseId>(0), row.day(1).value_or(Day{}), row.id<AccountId>(2)});
    });
  return list;
}

}  // namespace kim::assessment::store
