#include "app/demo_family.h"

#include <algorithm>

#include "app/demo_course.h"
#include "domain/family/network.h"

namespace kim::app::demo {
namespace {

using std::chrono::days;

family::RelativeConsent consent_of(const Context& ctx, const Relative& relative, const Person& data) {
  family::RelativeConsent consent;
  consent.given_on = ctx.today();
  consent.given_by = relative.relation == "child" ? "guardian" : "self";
  if (relative.relation == "child") consent.signer = data.given + " " + data.family;
  consent.channel = "paper";
  consent.valid_until = ctx.today() + days(365);
  return consent;
}

/// Moves those named nearer or farther and takes off who is gone.
Result<void> change_nodes(Context& ctx, CaseId id, std::int64_t map, const Network& data) {
  const auto permit = TRY(access::permit_case(ctx, id, access::Right::case_write));
  for (const auto& node : family::store::nodes_of(ctx.db(), permit, map)) {
    for (const Network::Node& moved : data.moved) {
      if (moved.name != node.value.name) continue;
      family::NetworkNode after = node.value;
      after.closeness = moved.closeness;
      after.quality = moved.quality;
      TRY(family::change_node(ctx, id, map, node.id, node.version, after));
    }
    if (std::ranges::find(data.gone, node.value.name) != data.gone.end())
      TRY(family::set_on_card(ctx, id, map, node.id, false));
  }
  return {};
}

}  // namespace

Result<void> tell_relatives(Context& ctx, CaseId id, PersonId person, const Person& data) {
  for (const Relative& relative : data.relatives) {
    people::Relative line{relative.name, relative.relation, partial_from_iso(relative.birth), relative.advised, {}};
    line.lives_with = relative.relation == "spouse" || relative.relation == "child";
    const auto added = TRY(people::add_relative(ctx, person, line));
    if (relative.advised) TRY(family::add_consent(ctx, id, added, consent_of(ctx, relative, data)));
  }
  return {};
}

Result<void> tell_connection(Context& ctx, CaseId id, PersonId other, const Connection& data) {
  return family::connect(ctx, id, {other, data.relation, {}, data.together, ctx.today()});
}

Result<void> tell_network(Context& ctx, CaseId id, const Network& data) {
  const auto map = TRY(family::draw(ctx, id, {ctx.today(), data.note}, true));
  TRY(change_nodes(ctx, id, map, data));
  for (const Network::Node& one : data.nodes)
    TRY(family::add_node(ctx, id, map, {one.name, one.kind, one.sector, one.closeness, one.quality, one.helps, {}, 0}));
  return {};
}

void protect(Context& ctx, const Person& data, PersonId person) {
  people::Protection protection;
  protection.reason = data.protection.at(0);
  protection.note = data.protection.at(1);
  protection.review_on = ctx.today() + std::chrono::days(180);
  must("Schutz", people::protect(ctx, person, protection));
}

}  // namespace kim::app::demo
