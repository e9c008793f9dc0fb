// "Wer hat wann was geändert": the history of one record on its page, old and new value for those who may read it.
#pragma once

#include "domain/records/records.h"
#include "platform/html/html.h"

namespace kim::records {

/// A value as a reader sees it; a reference by the name of what it points to.
[[nodiscard]] std::string shown_value(Context& ctx, const record::Field& field, const record::Value& value);
[[nodiscard]] html::Fragment history_view(Context& ctx, const Table& table, const Owner& owner, std::int64_t id);
/// The same for all records of the owner in these tables; each line says which record.
[[nodiscard]] html::Fragment history_view(Context& ctx, std::span<const Table* const> tables, const Owner& owner);

}  // namespace kim::records
