// That a paper about a person was printed: the same entry in the trail for every paper of this slice.
#pragma once

#include "domain/access/permit.h"

namespace kim::documents {

struct Printed {
  std::string_view what;  // name of the record the paper is about
  std::int64_t id = 0;
  CaseId case_id{};  // none: a paper about the person alone
  SubjectId person{};
  std::string_view purpose = "letter", note{};
};
/// Durable before the paper is sent.
void note_printed(Context& ctx, const Printed& paper);

}  // namespace kim::documents
