#include "domain/access/references.h"

namespace kim {

std::vector<Reference> references(const Services& services, db::Connection& db, std::string_view record) {
  for (const Slice& slice : services.slices) {
    if (slice.references == nullptr) continue;
    if (auto found = slice.references(db, record); !found.empty()) return found;
  }
  return {};
}

std::vector<forms::Choice> reference_choices(Context& ctx, std::string_view record) {
  std::vector<forms::Choice> choices;
  for (Reference& one : references(ctx.services, ctx.db(), record))
    choices.push_back({std::to_string(one.id), std::move(one.label)});
  return choices;
}

std::string label_of(const std::vector<Reference>& references, std::int64_t id) {
  for (const Reference& one : references)
    if (one.id == id) return one.label;
  return {};
}

}  // namespace kim
