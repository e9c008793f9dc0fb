// Use cases of the Netzwerkkarte: permit inside the transaction, store, audit (by records), one transaction each.
#include "base/i18n.h"
#include "domain/family/network.h"
#include "platform/forms/forms.h"

namespace kim::family {
namespace {

using access::Permit;

Result<Permit> writer(Context& ctx, db::Tx& tx, CaseId id) {
  return access::permit_case(ctx, tx, id, access::Right::case_write);
}

template <class T>
Result<void> allow(const Context& ctx, const record::Record& record, const T& value) {
  auto errors = forms::validate(record, &value, ctx.today());
  if (errors.empty()) return {};
  return std::unexpected(
      Error{ErrorCode::invalid, tr("Die Angaben sind noch nicht gespeichert."), std::move(errors), {}});
}

void copy_nodes(Context& ctx, db::Tx& tx, const Permit& permit, std::int64_t from, std::int64_t to) {
  for (const auto& node : on_card(store::nodes_of(*tx, permit, from))) {
    NetworkNode copy = node.value;
    if (copy.origin == 0) copy.origin = node.id;
    records::add(ctx, tx, store::nodes(), records::owner(permit, to), copy);
  }
}

Result<records::Stored<NetworkNode>> node_of(db::Connection& db, const Permit& permit, std::int64_t map,
                                             std::int64_t node) {
  TRY(store::map(db, permit, map));
  return records::one<NetworkNode>(db, store::nodes(), records::owner(permit, map), node);
}

}  // namespace

Result<std::int64_t> draw(Context& ctx, CaseId id, const NetworkMap& map, bool copy) {
  TRY(allow(ctx, network_map_record, map));
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const Maps before = store::maps_of(*tx, permit);
    const auto made = records::add(ctx, tx, store::maps(), records::owner(permit), map);
    if (copy && !before.empty()) copy_nodes(ctx, tx, permit, before.back().id, made);
    return made;
  });
}

Result<void> change_map(Context& ctx, CaseId id, std::int64_t map, std::int64_t version, const NetworkMap& changed) {
  TRY(allow(ctx, network_map_record, changed));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto before = TRY(store::map(*tx, permit, map));
    if (before.version != version) return failure(ErrorCode::conflict);
    return records::change(ctx, tx, store::maps(), records::owner(permit), before, changed);
  });
}

Result<std::int64_t> add_node(Context& ctx, CaseId id, std::int64_t map, const NetworkNode& node) {
  TRY(allow(ctx, network_node_record, node));
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const Permit permit = TRY(writer(ctx, tx, id));
    TRY(store::map(*tx, permit, map));
    NetworkNode added = node;
    added.origin = 0;
    added.removed_on.reset();
    return records::add(ctx, tx, store::nodes(), records::owner(permit, map), added);
  });
}

Result<void> change_node(Context& ctx, CaseId id, std::int64_t map, std::int64_t node, std::int64_t version,
                         const NetworkNode& changed) {
  TRY(allow(ctx, network_node_record, changed));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto before = TRY(node_of(*tx, permit, map, node));
    if (before.version != version) return failure(ErrorCode::conflict);
    NetworkNode after = changed;
    after.origin = before.value.origin;
    after.removed_on = before.value.removed_on;
    return records::change(ctx, tx, store::nodes(), records::owner(permit, map), before, after);
  });
}

Result<void> set_on_card(Context& ctx, CaseId id, std::int64_t map, std::int64_t node, bool on) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(writer(ctx, tx, id));
    const auto before = TRY(node_of(*tx, permit, map, node));
    NetworkNode after = before.value;
    after.removed_on = on ? std::nullopt : std::optional(before.value.removed_on.value_or(ctx.today()));
    return records::change(ctx, tx, store::nodes(), records::owner(permit, map), before, after);
  });
}

}  // namespace kim::family
