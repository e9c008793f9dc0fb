#include "domain/referrals/referral_store.h"

namespace kim::referrals::store {
namespace {

constexpr std::string_view line_columns =
    "SELECT r.id, r.case_id, r.recipient_id, r.state, r.answer_by, r.sent_on, r.answered_on, c.responsible ";
constexpr std::string_view from_open_cases =
    "FROM referral r JOIN access_case c ON c.id = r.case_id WHERE c.state = 'open' ";
// Begins with the referrals that wait, of which there are few, and not with all cases of the team.
constexpr std::string_view from_waiting =
    "FROM referral r CROSS JOIN access_case c WHERE c.id = r.case_id AND c.state = 'open' ";
constexpr std::string_view running = "r.state IN ('sent', 'seen', 'accepted', 'waiting') ";

Line line_from(const db::Row& row) {
  return {
      row.id<ReferralId>(0), row.id<CaseId>(1), row.id<BodyId>(2), row.string(3), row.day(4), row.day(5), row.day(6),
      row.id<AccountId>(7)};
}

std::string text(std::initializer_list<std::string_view> parts) {
  std::string sql;
  for (const std::string_view part : parts) sql += part;
  return sql;
}

/// $1 team, $2 account or 0, $3 now, $4 body or 0, $5 state word.
constexpr std::string_view list_where =
    "AND c.team_id = $1 AND ($2 = 0 OR c.responsible = $2 OR EXISTS (SELECT 1 FROM access_assignment a WHERE a.case_id "
    "= c.id "
    "AND a.account_id = $2 AND a.kind = 'deputy' AND a.from_at <= $3 AND a.until_at > $3)) "
    "AND ($4 = 0 OR r.recipient_id = $4) "
    "AND ($5 = 'alle' OR r.state = $5 OR ($5 = '' AND r.state IN ('prepared', 'sent', 'seen', 'accepted', "
    "'waiting'))) ";

/// Overdue ones, then running ones, then the others.
constexpr std::string_view by_urgency =
    "AND r.answer_by < $6 THEN 0 WHEN r.state IN ('prepared', 'sent', 'seen', 'accepted', 'waiting') THEN 1 "
    "ELSE 2 END, CASE WHEN r.answer_by IS NULL THEN 1 ELSE 0 END, r.answer_by, r.id LIMIT $7 OFFSET $8";

std::string list_text() {
  return text({line_columns, from_open_cases, list_where, "ORDER BY CASE WHEN ", running, by_urgency});
}

constexpr std::string_view received_where =
    "FROM referral r JOIN access_case c ON c.id = r.case_id WHERE r.recipient_id = $1 AND r.sent_on IS NOT NULL ";

}  // namespace

const records::Table& referrals() {
  static const records::Table table(referral_record, "case_id");
  return table;
}

std::vector<records::Stored<Referral>> referrals_of(db::Connection& db, const access::Permit& permit) {
  return records::children<Referral>(db, referrals(), records::owner(permit));
}

Result<records::Stored<Referral>> referral(db::Connection& db, const access::Permit& permit, ReferralId id) {
  return records::one<Referral>(db, referrals(), records::owner(permit), id.value());
}

long long count(db::Connection& db, const Filter& filter) {
  static const std::string sql = text({"SELECT count(*) ", from_open_cases, list_where});
  return db.number(db::Sql::built(sql),
                   {filter.team, filter.mine.value(), filter.now, filter.recipient.value(), filter.state});
}

std::vector<Line> list(db::Connection& db, const Filter& filter, long long offset, int limit) {
  static const std::string sql = list_text();
  return db.all(db::Sql::built(sql),
                {filter.team, filter.mine.value(), filter.now, filter.recipient.value(), filter.state, filter.today,
                 limit, offset},
                line_from);
}

std::vector<Line> overdue(db::Connection& db, const access::Scope& scope, const access::Whose& whose, Day today) {
  static const std::string sql = text({line_columns, from_waiting, "AND c.team_id = $1 AND r.answer_by <= $2 AND ",
                                       running, "AND ", access::concerning(3), "ORDER BY r.answer_by, r.id LIMIT 200"});
  std::vector<Line> list;
  for (const TeamId team : scope.teams())
    db.each(db::Sql::built(sql), {team, today, whose.mine.value(), whose.now},
            [&](const db::Row& row) { list.push_back(line_from(row)); });
  return list;
}

std::vector<Line> unnoticed(db::Connection& db, const access::Scope& scope, const access::Whose& whose) {
  static const std::string sql = text({line_columns, from_waiting, "AND c.team_id = $1 AND r.answered_on IS NOT NULL ",
                                       "AND r.noticed_on IS NULL AND ", access::concerning(2),
                                       "ORDER BY r.answered_on DESC, r.id DESC LIMIT 200"});
  std::vector<Line> list;
  for (const TeamId team : scope.teams())
    db.each(db::Sql::built(sql), {team, whose.mine.value(), whose.now},
            [&](const db::Row& row) { list.push_back(line_from(row)); });
  return list;
}

std::vector<Line> received(db::Connection& db, BodyId body, long long offset, int limit) {
  static const std::string sql = text({line_columns, received_where, "ORDER BY CASE WHEN ", running,
                                       "THEN 0 ELSE 1 END, r.sent_on DESC, r.id DESC LIMIT $2 OFFSET $3"});
  return db.all(db::Sql::built(sql), {body, limit, offset}, line_from);
}

long long received_count(db::Connection& db, BodyId body) {
  static const std::string sql = text({"SELECT count(*) ", received_where});
  return db.number(db::Sql::built(sql), {body});
}

long long received_open_count(db::Connection& db, BodyId body) {
  static const std::string sql = text({"SELECT count(*) ", received_where, "AND ", running});
  return db.number(db::Sql::built(sql), {body});
}

Result<Addressed> addressed(db::Connection& db, BodyId body, ReferralId id) {
  static const std::string sql = text({line_columns, ", c.subject_id, c.state ", received_where, "AND r.id = $2"});
  auto found = db.first(db::Sql::built(sql), {body, id}, [](const db::Row& row) {
    return Addressed{line_from(row), row.id<SubjectId>(8), row.text(9) == "blocked"};
  });
  if (!found) return failure(ErrorCode::not_found);
  return std::move(*found);
}

records::Owner owner(const access::SubjectPermit& permit, CaseId case_id) {
  return {&permit.key(), case_id.value(), permit.subject().value(), case_id.value()};
}

Result<records::Stored<Referral>> referral(db::Connection& db, const access::SubjectPermit& permit,
                                           const Addressed& to) {
  return records::one<Referral>(db, referrals(), owner(permit, to.line.case_id), to.line.id.value());
}

std::vector<records::Stored<Referral>> referrals_of(db::Connection& db, const access::SubjectPermit& person) {
  static const std::string sql =
      text({"SELECT ", referrals().columns("r"),
            " FROM referral r JOIN access_case c ON c.id = r.case_id WHERE c.subject_id = $1 ORDER BY r.id"});
  return db.all(db::Sql::built(sql), {person.subject()},
                [&](const db::Row& row) { return records::read_row<Referral>(row, referrals(), &person.key()); });
}

}  // namespace kim::referrals::store
