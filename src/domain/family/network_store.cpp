#include "domain/family/network.h"

namespace kim::family::store {
namespace {

const records::Table map_table(network_map_record, "case_id");
const records::Table node_table(network_node_record, "map_id");

}  // namespace

const records::Table& maps() { return map_table; }
const records::Table& nodes() { return node_table; }

Maps maps_of(db::Connection& db, const access::Permit& permit) {
  return records::children<NetworkMap>(db, map_table, records::owner(permit));
}

Result<records::Stored<NetworkMap>> map(db::Connection& db, const access::Permit& permit, std::int64_t id) {
  return records::one<NetworkMap>(db, map_table, records::owner(permit), id);
}

Nodes nodes_of(db::Connection& db, const access::Permit& permit, std::int64_t map) {
  return records::children<NetworkNode>(db, node_table, records::owner(permit, map));
}

}  // namespace kim::family::store
