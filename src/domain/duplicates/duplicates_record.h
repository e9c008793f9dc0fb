// What is said about a pair: to merge it (JSON alone), or why it is two persons. What it is not: how it is stored.
#pragma once

#include <string>

#include "base/record.h"
#include "domain/ids.h"

namespace kim::duplicates {

struct MergeRequest {
  PersonId other;
  std::int64_t version = 0, other_version = 0;
  std::string take;  // names of fields, joined by commas, that come from the other file
};
inline constexpr record::Field merge_request_fields[] = {
    record::field<&MergeRequest::other>("other", record::N_("Andere Akte"), record::reference(), record::Need::must,
                                        record::Privacy::open, "Zusammenführen doppelter Akten"),
    record::field<&MergeRequest::version>("version", record::N_("Fassung"), record::number(1, 1'000'000'000),
                                          record::Need::must, record::Privacy::open, "Zusammenführen doppelter Akten"),
    record::field<&MergeRequest::other_version>("other_version", record::N_("Fassung der anderen Akte"),
                                                record::number(1, 1'000'000'000), record::Need::must,
                                                record::Privacy::open, "Zusammenführen doppelter Akten"),
    record::field<&MergeRequest::take>("take", record::N_("Felder aus der anderen Akte"), record::text(400),
                                       record::Need::may, record::Privacy::open, "Zusammenführen doppelter Akten"),
};
inline constexpr record::Record merge_request_record{"merge_request", record::N_("Zusammenführung"),
                                                     merge_request_fields};

/// "Sind verschiedene Personen": stored sealed with the keys of both (duplicates_store.h).
struct Dismissal {
  std::string reason;
};
inline constexpr record::Field dismissal_fields[] = {
    record::field<&Dismissal::reason>("reason", record::N_("Warum sind es zwei Personen?"), record::text(300),
                                      record::Need::may, record::Privacy::personal, "Nachweis der Entscheidung",
                                      record::N_("Zum Beispiel: zwei Ausweise vorgelegt, andere Mutter")),
};
inline constexpr record::Record dismissal_record{"duplicate_dismissal", record::N_("Verschiedene Personen"),
                                                 dismissal_fields};

}  // namespace kim::duplicates
