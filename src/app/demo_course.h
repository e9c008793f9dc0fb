// What the acts of one demo person hand on to each other. What it is not: the acts (demo_story.cpp and beside it).
#pragma once

#include <string>

#include "base/check.h"
#include "base/result.h"
#include "domain/ids.h"

namespace kim::app::demo {

/// What an act made, for the acts after it.
struct Course {
  PersonId person;
  CaseId case_id;
  InquiryId inquiry;
  AssessmentId assessment;
};

template <class T>
void must(const std::string& what, const Result<T>& result) {
  if (result) return;
  std::string reason = result.error().message;
  for (const FieldError& field : result.error().fields) reason += " " + field.field + ": " + field.message;
  raise_fault("Beispielwelt, " + what + ": " + reason + result.error().detail);
}

}  // namespace kim::app::demo
