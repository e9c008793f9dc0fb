#include "domain/records/records.h"

#include "domain/access/account.h"
#include "platform/http/http.h"

namespace kim::records {
namespace {

constexpr int head_columns = 7;

std::string head(std::string_view alias, std::string_view parent) {
  const std::string dot = alias.empty() ? std::string() : std::string(alias) + ".";
  // A record without an owner column still selects seven head columns, so that reading is the same for all.
  const std::string owner = parent.empty() ? std::string("0") : dot + std::string(parent);
  return dot + "id, " + owner + ", " + dot + "version, " + dot + "created_at, " + dot + "created_by, " + dot +
         "changed_at, " + dot + "changed_by";
}

std::string insert_text(const record::Record& record, std::string_view parent) {
  std::string names = "id, version, created_at, created_by, changed_at, changed_by";
  std::string values = "$1, 1, $2, $3, $2, $3";
  int n = 3;
  const auto add = [&](std::string_view name) {
    names.append(", ").append(name);
    values.append(", $").append(std::to_string(++n));
  };
  if (!parent.empty()) add(parent);
  for (const record::Field& field : record.fields) add(field.name);
  return "INSERT INTO " + std::string(record.name) + " (" + names + ") VALUES (" + values + ")";
}

std::string update_text(const record::Record& record) {
  std::string text =
      "UPDATE " + std::string(record.name) + " SET version = version + 1, changed_at = $3, changed_by = $4";
  int n = 4;
  for (const record::Field& field : record.fields)
    text.append(", ").append(field.name).append(" = $").append(std::to_string(++n));
  return text + " WHERE id = $1 AND version = $2";
}

bool is_number_column(record::Kind kind) {
  switch (kind) {
    case record::Kind::number:
    case record::Kind::flag:
    case record::Kind::moment:
    case record::Kind::reference: return true;
    default: return false;
  }
}

std::string context_of(const record::Record& record, std::string_view field, std::int64_t id) {
  std::string context;
  context.reserve(48);
  return context.append(record.name).append(".").append(field).append(":").append(std::to_string(id));
}

/// One value on its way into a column; keeps the text that the parameter refers to.
struct Bound {
  std::string text;
  db::Bytes sealed;
};

db::Param number_param(const record::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* moment = std::get_if<Moment>(&value)) return *moment;
  return nullptr;
}

db::Param bind(const record::Record& record, const record::Field& field, const Owner& owner, std::int64_t id,
               const void* value, Bound& keep) {
  const record::Value content = field.get(value);
  if (std::holds_alternative<std::monostate>(content))
    return field.kind == record::Kind::flag ? db::Param(0) : db::Param(nullptr);
  if (!field.encrypted() && is_number_column(field.kind)) return number_param(content);
  keep.text = record::to_text(content);
  if (!field.encrypted()) return keep.text;
  CHECK(owner.key != nullptr);
  keep.sealed.data = owner.key->seal(context_of(record, field.name, id), keep.text);
  return keep.sealed;
}

record::Value number_value(const record::Field& field, std::int64_t number) {
  switch (field.kind) {
    case record::Kind::flag: return number != 0;
    case record::Kind::moment: return moment_from_micros(number);
    default: return number;
  }
}

[[noreturn]] void unreadable(const record::Record& record, const record::Field& field) {
  raise_fault("stored value does not open: " + std::string(record.name) + "." + std::string(field.name));
}

/// Corrupt or foreign bytes are a fault, never an empty field that would be saved over.
record::Value read_value(const db::Row& row, int column, const Table& table, const record::Field& field,
                         const crypto::Key* key, std::int64_t id) {
  if (row.null(column)) return {};
  if (!field.encrypted() && is_number_column(field.kind)) return number_value(field, row.integer(column));
  std::optional<std::string> text;
  if (field.encrypted()) {
    CHECK(key != nullptr);
    text = key->open(context_of(table.record(), field.name, id), row.bytes(column));
    if (!text) unreadable(table.record(), field);
  } else {
    text = row.string(column);
  }
  auto value = record::from_text(field, *text);
  if (!value) unreadable(table.record(), field);
  return std::move(*value);
}

/// field=before&field=after: what the history shows; sealed with the subject's key where there is one.
std::string changes_text(const std::vector<record::Change>& changes) {
  http::Pairs pairs;
  for (const record::Change& change : changes) {
    pairs.emplace_back(change.field->name, change.before);
    pairs.emplace_back(change.field->name, change.after);
  }
  return http::encode_form(pairs);
}

std::vector<record::Change> changes_from(const record::Record& record, std::string_view text) {
  std::vector<record::Change> changes;
  const auto form = http::parse_form(text);
  if (!form) return changes;
  for (std::size_t i = 0; i + 1 < form->pairs().size(); i += 2)
    if (const record::Field* field = record.find(form->pairs()[i].first))
      changes.push_back({field, form->pairs()[i].second, form->pairs()[i + 1].second});
  return changes;
}

std::string difference_context(const record::Record& record, std::int64_t id) {
  return "audit." + std::string(record.name) + ":" + std::to_string(id);
}

void note(Context& ctx, db::Tx& tx, audit::Act act, const Table& table, const Owner& owner, std::int64_t id,
          const std::vector<record::Change>& changes) {
  db::Bytes sealed;
  if (!changes.empty()) {
    sealed.data = changes_text(changes);
    if (owner.key != nullptr) sealed.data = owner.key->seal(difference_context(table.record(), id), sealed.data);
  }
  audit::append(tx, ctx.now,
                {.act = act,
                 .actor = ctx.actor.account,
                 .what = table.record().name,
                 .record_id = id,
                 .case_id = owner.case_id,
                 .subject_id = owner.subject_id,
                 .sealed = std::move(sealed),
                 .address = ctx.address});
}

}  // namespace

Table::Table(const record::Record& record, std::string_view parent) : record_(record), parent_(parent) {
  const std::string columns_text = columns();
  insert_ = insert_text(record, parent);
  update_ = update_text(record);
  one_ = "SELECT " + columns_text + " FROM " + std::string(record.name) + " WHERE id = $1";
  if (!parent_.empty())
    children_ =
        "SELECT " + columns_text + " FROM " + std::string(record.name) + " WHERE " + parent_ + " = $1 ORDER BY id";
}

std::string Table::columns(std::string_view alias) const {
  std::string text = head(alias, parent_);
  for (const record::Field& field : record_.fields) {
    text += ", ";
    if (!alias.empty()) text.append(alias).append(".");
    text += field.name;
  }
  return text;
}

Owner owner(const access::Permit& permit) { return owner(permit, permit.case_id().value()); }
Owner owner(const access::Permit& permit, std::int64_t parent) {
  return {&permit.key(), permit.case_id().value(), permit.person().value(), parent};
}
Owner owner(const access::SubjectPermit& permit) {
  return {&permit.key(), 0, permit.subject().value(), permit.subject().value()};
}
Owner nobody(std::int64_t parent) { return {nullptr, 0, 0, parent}; }

namespace core {

void insert(Context& ctx, db::Tx& tx, const Table& table, const Owner& owner, std::int64_t id, const void* value) {
  const auto& record = table.record();
  std::vector<Bound> keep(record.fields.size());
  std::vector<db::Param> params{id, ctx.now, ctx.actor.account};
  params.reserve(record.fields.size() + 4);
  if (!table.parent().empty()) params.emplace_back(owner.parent);
  for (std::size_t i = 0; i < record.fields.size(); ++i)
    params.push_back(bind(record, record.fields[i], owner, id, value, keep[i]));
  tx->run(db::Sql::built(table.insert_sql()), std::span<const db::Param>(params));
  note(ctx, tx, audit::Act::created, table, owner, id, {});
}

Result<void> update(Context& ctx, db::Tx& tx, const Table& table, const Owner& owner, std::int64_t id,
                    std::int64_t version, const void* before, const void* after) {
  const auto& record = table.record();
  const auto changes = record::difference(record, before, after);
  if (changes.empty()) {
    tx.technical("saved without a change");
    return {};
  }
  std::vector<Bound> keep(record.fields.size());
  std::vector<db::Param> params{id, version, ctx.now, ctx.actor.account};
  params.reserve(record.fields.size() + 4);
  for (std::size_t i = 0; i < record.fields.size(); ++i)
    params.push_back(bind(record, record.fields[i], owner, id, after, keep[i]));
  if (tx->run(db::Sql::built(table.update_sql()), std::span<const db::Param>(params)) == 0)
    return failure(ErrorCode::conflict);
  note(ctx, tx, audit::Act::changed, table, owner, id, changes);
  return {};
}

Head read_row(const db::Row& row, const Table& table, const crypto::Key* key, void* value, int first) {
  const Head head{row.integer(first),
                  row.integer(first + 1),
                  row.integer(first + 2),
                  moment_from_micros(row.integer(first + 3)),
                  moment_from_micros(row.integer(first + 5)),
                  row.id<AccountId>(first + 4),
                  row.id<AccountId>(first + 6)};
  int column = first + head_columns;
  for (const record::Field& field : table.record().fields)
    field.set(value, read_value(row, column++, table, field, key, head.id));
  return head;
}

}  // namespace core

std::string open_field(const db::Row& row, int column, const crypto::Key& key, const record::Record& record,
                       std::string_view field, std::int64_t id) {
  if (row.null(column)) return {};
  auto text = key.open(context_of(record, field, id), row.bytes(column));
  if (!text) raise_fault("stored value does not open: " + std::string(record.name) + "." + std::string(field));
  return std::move(*text);
}

void opened(Context& ctx, std::string_view what, std::int64_t record_id, const Owner& owner, std::string_view purpose) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::opened,
                   .actor = ctx.actor.account,
                   .what = what,
                   .record_id = record_id,
                   .case_id = owner.case_id,
                   .subject_id = owner.subject_id,
                   .purpose = purpose,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

namespace {

constexpr int kEntriesAtOnce = 200;  // reads stand among the changes, so one portion may hold few of them
constexpr int kPortionsMost = 25;

const Table* table_of(std::span<const Table* const> tables, std::string_view what) {
  for (const Table* table : tables)
    if (table->record().name == what) return table;
  return nullptr;
}

HistoryLine line_from(const audit::Stored& entry, const Table& table, const Owner& owner) {
  HistoryLine line{entry.at, entry.actor, entry.act, {}, &table, entry.record_id};
  if (entry.sealed.empty()) return line;
  const auto text = owner.key != nullptr
                        ? owner.key->open(difference_context(table.record(), entry.record_id), entry.sealed)
                        : std::optional(entry.sealed);
  if (text) line.changes = changes_from(table.record(), *text);
  return line;
}

bool is_change(const audit::Stored& entry) {
  return entry.act == "created" || entry.act == "changed" || entry.act == "removed";
}

/// Newest first, until `most` lines are found. `record_id` 0 = every record of the owner.
std::vector<HistoryLine> changes_of(db::Connection& db, std::span<const Table* const> tables, const Owner& owner,
                                    std::int64_t record_id, std::size_t most) {
  audit::Filter filter;
  filter.case_id = owner.case_id;
  filter.subject_id = owner.subject_id;
  filter.record_id = record_id;
  filter.limit = kEntriesAtOnce;
  std::vector<HistoryLine> lines;
  for (int portion = 0; portion < kPortionsMost && lines.size() < most; ++portion) {
    const auto entries = audit::find(db, filter);
    for (const audit::Stored& entry : entries)
      if (const Table* table = table_of(tables, entry.what);
          table != nullptr && is_change(entry) && lines.size() < most)
        lines.push_back(line_from(entry, *table, owner));
    if (entries.size() < kEntriesAtOnce) break;
    filter.before_sequence = entries.back().sequence;
  }
  return lines;
}

}  // namespace

std::vector<HistoryLine> history(db::Connection& db, const Table& table, const Owner& owner, std::int64_t id) {
  const Table* const tables[] = {&table};
  return changes_of(db, tables, owner, id, 200);
}

std::vector<HistoryLine> history(db::Connection& db, std::span<const Table* const> tables, const Owner& owner) {
  return changes_of(db, tables, owner, 0, 100);
}

}  // namespace kim::records
