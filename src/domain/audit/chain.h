// The hash chain of the audit trail: what exactly is hashed. What it is not: storage.
#pragma once

#include <string>
#include <string_view>

#include "domain/audit/audit.h"

namespace kim::audit {

/// SHA-256 over the previous hash (32 bytes; zeros before the first entry) and every column of the entry, each text
/// preceded by its length and each number as 8 bytes, so that no two different entries have the same bytes.
[[nodiscard]] std::string chain_hash(std::string_view previous, const Stored& entry);
[[nodiscard]] std::string first_previous();

}  // namespace kim::audit
