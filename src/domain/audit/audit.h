// The audit trail: who did or opened what, when, from where; each entry carries the hash of the one before.
// Changes and reads are written in the same transaction as the act itself. What it is not: a technical log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "domain/ids.h"
#include "platform/db/db.h"

namespace kim::audit {

enum class Act : std::uint8_t {
  created,
  changed,
  removed,
  opened,
  listed,
  searched,
  disclosed,
  printed,
  exported,
  signed_in,
  sign_in_failed,
  signed_out,
  granted,
  withdrawn,
  refused,
  configured,
};
[[nodiscard]] std::string_view code(Act act);  // "created" ..., as stored
[[nodiscard]] std::string label(Act act);      // German/English, for pages
[[nodiscard]] std::string label_of_code(std::string_view act_code);

/// What to write. No personal content in `what`, `purpose` or `note` (they stay readable for ever);
/// values before and after go into `sealed`, encrypted with the subject's key by domain/records.
struct Entry {
  Act act = Act::changed;
  AccountId actor{};        // none for the program itself
  std::string_view what{};  // record name: "goal", "case", "account"
  std::int64_t record_id = 0;
  std::int64_t case_id = 0;     // 0 = belongs to no case
  std::int64_t subject_id = 0;  // person (or inquiry) concerned; 0 = none
  std::string_view purpose{};   // context of a read: "case_page", "search" ...
  std::string_view note{};      // codes and counts only, e.g. "rows=25"
  db::Bytes sealed{};           // difference of fields, or empty
  std::string_view address{};   // client address
};

/// Appends one entry to the chain, inside `tx`, and is the transaction's witness.
/// Hash: SHA-256 over the previous hash and all columns in a fixed, length-prefixed form (chain.cpp).
void append(db::Tx& tx, Moment now, const Entry& entry);

/// One stored entry, for pages.
struct Stored {
  std::int64_t sequence;
  Moment at;
  std::string act, what, purpose, note, address, sealed;
  AccountId actor;
  std::int64_t record_id, case_id, subject_id;
};
struct Filter {
  std::int64_t case_id = 0, subject_id = 0, record_id = 0;
  AccountId actor{};
  std::string act{};
  std::optional<Day> from{}, until{};
  std::int64_t before_sequence = 0;  // paging: older than this; 0 = newest
  int limit = 50;
};
/// Newest first. With subject_id or record_id the days, act and actor are not looked at (their entries are few);
/// record_id alone finds records that belong to no case and no subject.
[[nodiscard]] std::vector<Stored> find(db::Connection& db, const Filter& filter);

/// Result of checking the whole chain.
struct Verification {
  std::int64_t entries = 0;
  std::int64_t broken_at = 0;  // sequence of the first entry whose hash or number does not fit; 0 = intact
  std::string head;            // hex hash of the last entry
};
[[nodiscard]] Verification verify(db::Connection& db);

}  // namespace kim::audit
