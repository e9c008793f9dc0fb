// Acts on the organisation: right, rules, one transaction, audit. Nothing is deleted.
#include "base/i18n.h"
#include "domain/organisation/organisation_store.h"
#include "platform/forms/forms.h"

namespace kim::organisation {
namespace {

using access::Right;
using records::Stored;

/// The program itself (template, demo) acts without an account; everybody else needs the right.
Result<void> may_write(const Context& ctx) {
  if (!ctx.actor.account || ctx.actor.may(Right::organisation_write)) return {};
  return failure(ErrorCode::refused, tr(access::info(Right::organisation_write).refusal));
}

void append(std::vector<FieldError>& errors, std::vector<FieldError> more) {
  for (FieldError& error : more) errors.push_back(std::move(error));
}

Result<void> verdict(std::vector<FieldError> errors) {
  if (errors.empty()) return {};
  return std::unexpected(Error{ErrorCode::invalid, tr("Das ist noch nicht gespeichert."), std::move(errors), {}});
}

// ---- references ----

template <class T>
void check_there(db::Connection& db, const records::Table& table, std::int64_t id, std::string_view field,
                 std::vector<FieldError>& errors) {
  if (id == 0 || records::one<T>(db, table, records::nobody(), id)) return;
  errors.push_back({std::string(field), tr("Diese Auswahl gibt es nicht mehr. Wählen Sie eine andere.")});
}
void check_body_there(db::Connection& db, BodyId id, std::string_view field, std::vector<FieldError>& errors) {
  check_there<Body>(db, store::body_table(), id.value(), field, errors);
}
void check_team_there(db::Connection& db, TeamId id, std::vector<FieldError>& errors) {
  check_there<Team>(db, store::team_table(), id.value(), "team_id", errors);
}
void check_municipality_there(db::Connection& db, MunicipalityId id, std::vector<FieldError>& errors) {
  check_there<Municipality>(db, store::municipality_table(), id.value(), "municipality_id", errors);
}

// ---- rules of one record, with what is stored around it ----

std::vector<Occupancy> values(const std::vector<Stored<Occupancy>>& list, std::int64_t but = 0) {
  std::vector<Occupancy> result;
  for (const auto& one : list)
    if (one.id != but) result.push_back(one.value);
  return result;
}

std::vector<FieldError> check(Context& ctx, db::Connection&, std::int64_t, const Body& body) {
  auto errors = forms::validate(body_record, &body, ctx.today());
  append(errors, check_span(body.valid_from, body.valid_until));
  return errors;
}

std::vector<FieldError> check(Context& ctx, db::Connection& db, std::int64_t, const Team& team) {
  auto errors = forms::validate(team_record, &team, ctx.today());
  append(errors, check_span(team.valid_from, team.valid_until));
  check_body_there(db, team.employer, "employer_id", errors);
  return errors;
}

std::vector<FieldError> check(Context& ctx, db::Connection& db, std::int64_t id, const Municipality& municipality) {
  auto errors = forms::validate(municipality_record, &municipality, ctx.today());
  append(errors, check_municipality(municipality));
  if (store::ags_taken(db, municipality.ags, MunicipalityId(id)))
    errors.push_back({"ags", tr("Diesen Gemeindeschlüssel hat schon eine andere Kommune.")});
  check_team_there(db, municipality.team, errors);
  return errors;
}

std::vector<FieldError> check(Context& ctx, db::Connection& db, std::int64_t, const District& district) {
  auto errors = forms::validate(district_record, &district, ctx.today());
  append(errors, check_span(district.valid_from, district.valid_until));
  check_municipality_there(db, district.municipality, errors);
  return errors;
}

std::vector<FieldError> check(Context& ctx, db::Connection& db, std::int64_t id, const Post& post) {
  auto errors = forms::validate(post_record, &post, ctx.today());
  append(errors, check_post(post, values(store::occupancies_of(db, PostId(id)))));
  check_body_there(db, post.employer, "employer_id", errors);
  check_body_there(db, post.supervision, "supervision_id", errors);
  check_team_there(db, post.team, errors);
  check_municipality_there(db, post.place, errors);
  return errors;
}

Result<void> check_in_post(Context& ctx, db::Connection& db, PostId post, std::int64_t id, const Occupancy& occupancy) {
  const auto around = TRY(records::one<Post>(db, store::post_table(), records::nobody(), post.value()));
  auto errors = forms::validate(occupancy_record, &occupancy, ctx.today());
  if (errors.empty())
    append(errors, check_occupancy(around.value, values(store::occupancies_of(db, post), id), occupancy));
  return verdict(std::move(errors));
}

// ---- adding and changing, the same for all records ----

template <class T>
Result<std::int64_t> add(Context& ctx, db::Tx& tx, const records::Table& table, const T& value) {
  TRY(may_write(ctx));
  TRY(verdict(check(ctx, *tx, 0, value)));
  return records::add(ctx, tx, table, records::nobody(), value);
}

template <class T>
Result<void> change_in(Context& ctx, db::Tx& tx, const records::Table& table, std::int64_t id, std::int64_t version,
                       const T& after) {
  const auto before = TRY(records::one<T>(*tx, table, records::nobody(), id));
  if (before.version != version) return failure(ErrorCode::conflict);
  TRY(verdict(check(ctx, *tx, id, after)));
  return records::change(ctx, tx, table, records::nobody(), before, after);
}

template <class T>
Result<void> change(Context& ctx, const records::Table& table, std::int64_t id, std::int64_t version, const T& after) {
  TRY(may_write(ctx));
  return ctx.transact([&](db::Tx& tx) { return change_in(ctx, tx, table, id, version, after); });
}

}  // namespace

Result<BodyId> add_body(Context& ctx, db::Tx& tx, const Body& body) {
  return BodyId(TRY(add(ctx, tx, store::body_table(), body)));
}

Result<TeamId> add_team(Context& ctx, db::Tx& tx, const Team& team) {
  const TeamId id(TRY(add(ctx, tx, store::team_table(), team)));
  access::name_team(tx, id, team.name);
  return id;
}

Result<MunicipalityId> add_municipality(Context& ctx, db::Tx& tx, const Municipality& municipality) {
  return MunicipalityId(TRY(add(ctx, tx, store::municipality_table(), municipality)));
}

Result<std::int64_t> add_district(Context& ctx, db::Tx& tx, const District& district) {
  return add(ctx, tx, store::district_table(), district);
}

Result<PostId> add_post(Context& ctx, db::Tx& tx, const Post& post) {
  return PostId(TRY(add(ctx, tx, store::post_table(), post)));
}

Result<std::int64_t> add_occupancy(Context& ctx, db::Tx& tx, PostId post, const Occupancy& occupancy) {
  TRY(may_write(ctx));
  TRY(check_in_post(ctx, *tx, post, 0, occupancy));
  return records::add(ctx, tx, store::occupancy_table(), records::nobody(post.value()), occupancy);
}

Result<void> change_body(Context& ctx, BodyId id, std::int64_t version, const Body& after) {
  return change(ctx, store::body_table(), id.value(), version, after);
}

Result<void> change_team(Context& ctx, TeamId id, std::int64_t version, const Team& after) {
  TRY(may_write(ctx));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    TRY(change_in(ctx, tx, store::team_table(), id.value(), version, after));
    access::name_team(tx, id, after.name);
    return {};
  });
}

Result<void> change_municipality(Context& ctx, MunicipalityId id, std::int64_t version, const Municipality& after) {
  return change(ctx, store::municipality_table(), id.value(), version, after);
}

Result<void> change_post(Context& ctx, PostId id, std::int64_t version, const Post& after) {
  return change(ctx, store::post_table(), id.value(), version, after);
}

Result<void> change_occupancy(Context& ctx, std::int64_t id, std::int64_t version, const Occupancy& after) {
  TRY(may_write(ctx));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto before = TRY(records::one<Occupancy>(*tx, store::occupancy_table(), records::nobody(), id));
    if (before.version != version) return failure(ErrorCode::conflict);
    TRY(check_in_post(ctx, *tx, PostId(before.parent), id, after));
    return records::change(ctx, tx, store::occupancy_table(), records::nobody(before.parent), before, after);
  });
}

}  // namespace kim::organisation
