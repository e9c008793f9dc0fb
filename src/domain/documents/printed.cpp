#include "domain/documents/printed.h"

#include "base/check.h"
#include "domain/audit/audit.h"

namespace kim::documents {

void note_printed(Context& ctx, const Printed& paper) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::printed,
                   .actor = ctx.actor.account,
                   .what = paper.what,
                   .record_id = paper.id,
                   .case_id = paper.case_id.value(),
                   .subject_id = paper.person.value(),
                   .purpose = paper.purpose,
                   .note = paper.note,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

}  // namespace kim::documents
