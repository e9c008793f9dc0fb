#include "domain/audit/audit.h"

#include "base/i18n.h"
#include "domain/audit/chain.h"
#include "platform/crypto/crypto.h"

namespace kim::audit {
namespace {

struct ActInfo {
  Act act;
  std::string_view code;
  std::string_view label;
};

constexpr std::string_view N_(std::string_view text) { return text; }

constexpr ActInfo acts[] = {
    {Act::created, "created", N_("angelegt")},
    {Act::changed, "changed", N_("geändert")},
    {Act::removed, "removed", N_("entfernt")},
    {Act::opened, "opened", N_("geöffnet")},
    {Act::listed, "listed", N_("in einer Liste gesehen")},
    {Act::searched, "searched", N_("gesucht")},
    {Act::disclosed, "disclosed", N_("weitergegeben")},
    {Act::printed, "printed", N_("gedruckt")},
    {Act::exported, "exported", N_("ausgegeben")},
    {Act::signed_in, "signed_in", N_("angemeldet")},
    {Act::sign_in_failed, "sign_in_failed", N_("Anmeldung abgewiesen")},
    {Act::signed_out, "signed_out", N_("abgemeldet")},
    {Act::granted, "granted", N_("erteilt")},
    {Act::withdrawn, "withdrawn", N_("widerrufen")},
    {Act::refused, "refused", N_("abgewiesen")},
    {Act::configured, "configured", N_("eingestellt")},
};

const ActInfo& info(Act act) {
  for (const ActInfo& entry : acts)
    if (entry.act == act) return entry;
  report_bug("unknown act");
}

struct Link {
  std::int64_t sequence;
  std::string hash;
};

/// The last link. Nobody else can append meanwhile: a group holds the lock of all writers of its database (ADR 0003).
Link last_link(db::Connection& db) {
  return db
      .first("SELECT sequence, hash FROM audit_entry ORDER BY sequence DESC LIMIT 1", {},
             [](const db::Row& row) { return Link{row.integer(0), std::string(row.bytes(1))}; })
      .value_or(Link{0, first_previous()});
}

db::Param optional_number(std::int64_t value) { return value == 0 ? db::Param(nullptr) : db::Param(value); }

Stored stored_from(const db::Row& row) {
  Stored entry{};
  entry.sequence = row.integer(0);
  entry.at = moment_from_micros(row.integer(1));
  entry.act = row.text(2);
  entry.actor = row.id<AccountId>(3);
  entry.what = row.text(4);
  entry.record_id = row.integer(5);
  entry.case_id = row.integer(6);
  entry.subject_id = row.integer(7);
  entry.purpose = row.text(8);
  entry.note = row.text(9);
  entry.sealed = row.bytes(10);
  entry.address = row.text(11);
  return entry;
}

}  // namespace

std::string_view code(Act act) { return info(act).code; }
std::string label(Act act) { return tr(info(act).label); }

std::string label_of_code(std::string_view act_code) {
  for (const ActInfo& entry : acts)
    if (entry.code == act_code) return tr(entry.label);
  return std::string(act_code);
}

void append(db::Tx& tx, Moment now, const Entry& entry) {
  const Link last = last_link(*tx);
  const Stored stored{last.sequence + 1,
                      now,
                      std::string(code(entry.act)),
                      std::string(entry.what),
                      std::string(entry.purpose),
                      std::string(entry.note),
                      std::string(entry.address),
                      entry.sealed.data,
                      entry.actor,
                      entry.record_id,
                      entry.case_id,
                      entry.subject_id};
  const db::Bytes hash{chain_hash(last.hash, stored)};
  tx->run(
      "INSERT INTO audit_entry (sequence, at, act, actor, what, record_id, case_id, subject_id, purpose, note, sealed, "
      "address, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {stored.sequence, now, stored.act, stored.actor, stored.what, optional_number(stored.record_id),
       optional_number(stored.case_id), optional_number(stored.subject_id), stored.purpose, stored.note,
       entry.sealed.data.empty() ? db::Param(nullptr) : db::Param(entry.sealed), stored.address, hash});
  tx.witness();
}

namespace {

/// Local days as a half-open span of moments.
struct Span {
  std::int64_t from, until;
};
Span span_of(const Filter& filter) {
  return {filter.from ? micros(start_of_local_day(*filter.from)) : 0,
          filter.until ? micros(start_of_local_day(*filter.until + std::chrono::days(1))) : INT64_MAX};
}

std::vector<Stored> of_case(db::Connection& db, const Filter& filter, std::int64_t before) {
  const Span span = span_of(filter);
  return db.all(
      "SELECT sequence, at, act, actor, what, record_id, case_id, subject_id, purpose, note, sealed, address "
      "FROM audit_entry WHERE case_id = $1 AND sequence < $2 AND ($3 = 0 OR record_id = $3) AND ($5 = 0 OR actor = $5) "
      "AND ($6 = '' OR act = $6) AND at >= $7 AND at < $8 ORDER BY sequence DESC LIMIT $4",
      {filter.case_id, before, filter.record_id, filter.limit, filter.actor.value(), filter.act, span.from, span.until},
      stored_from);
}

std::vector<Stored> of_subject(db::Connection& db, const Filter& filter, std::int64_t before) {
  return db.all(
      "SELECT sequence, at, act, actor, what, record_id, case_id, subject_id, purpose, note, sealed, address "
      "FROM audit_entry WHERE subject_id = $1 AND case_id IS NULL AND sequence < $2 AND ($3 = 0 OR record_id = $3) "
      "ORDER BY sequence DESC LIMIT $4",
      {filter.subject_id, before, filter.record_id, filter.limit}, stored_from);
}

/// Of a record that belongs to nobody: organisation, account.
std::vector<Stored> of_record(db::Connection& db, const Filter& filter, std::int64_t before) {
  return db.all(
      "SELECT sequence, at, act, actor, what, record_id, case_id, subject_id, purpose, note, sealed, address "
      "FROM audit_entry WHERE record_id = $1 AND case_id IS NULL AND subject_id IS NULL AND sequence < $2 "
      "ORDER BY sequence DESC LIMIT $3",
      {filter.record_id, before, filter.limit}, stored_from);
}

std::vector<Stored> of_all(db::Connection& db, const Filter& filter, std::int64_t before) {
  const Span span = span_of(filter);
  return db.all(
      "SELECT sequence, at, act, actor, what, record_id, case_id, subject_id, purpose, note, sealed, address "
      "FROM audit_entry WHERE sequence < $1 AND ($2 = 0 OR actor = $2) AND ($3 = '' OR act = $3) AND at >= $4 AND at < "
      "$5 "
      "ORDER BY sequence DESC LIMIT $6",
      {before, filter.actor.value(), filter.act, span.from, span.until, filter.limit}, stored_from);
}

}  // namespace

std::vector<Stored> find(db::Connection& db, const Filter& filter) {
  const std::int64_t before = filter.before_sequence == 0 ? INT64_MAX : filter.before_sequence;
  if (filter.case_id != 0) return of_case(db, filter, before);
  if (filter.subject_id != 0) return of_subject(db, filter, before);
  if (filter.record_id != 0) return of_record(db, filter, before);
  return of_all(db, filter, before);
}

Verification verify(db::Connection& db) {
  Verification result;
  std::string previous = first_previous();
  db.each(
      "SELECT sequence, at, act, actor, what, record_id, case_id, subject_id, purpose, note, sealed, address, hash "
      "FROM audit_entry ORDER BY sequence",
      {}, [&](const db::Row& row) {
        if (result.broken_at != 0) return;
        const Stored entry = stored_from(row);
        const std::string hash = chain_hash(previous, entry);
        if (entry.sequence != ++result.entries || hash != row.bytes(12)) result.broken_at = entry.sequence;
        previous = hash;
      });
  result.head = crypto::hex(previous);
  return result;
}

}  // namespace kim::audit
