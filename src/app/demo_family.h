// Families and networks of the demo world, told through the acts of the slice. What it is not: when (demo_story.h).
#pragma once

#include "app/demo_data.h"
#include "domain/access/context.h"
#include "domain/family/family.h"

namespace kim::app::demo {

/// The relatives of a person; who is advised along has signed, children through the person.
[[nodiscard]] Result<void> tell_relatives(Context& ctx, CaseId id, PersonId person, const Person& data);
[[nodiscard]] Result<void> tell_connection(Context& ctx, CaseId id, PersonId other, const Connection& data);
/// A further version of the Netzwerkkarte.
[[nodiscard]] Result<void> tell_network(Context& ctx, CaseId id, const Network& data);

/// Makes a protected person of the one who has a protection in the data.
void protect(Context& ctx, const Person& data, PersonId person);

}  // namespace kim::app::demo
