// Persons with consent and an open case, made by the real acts; for the tests of everything that happens inside a case.
#pragma once

#include <string>

#include "app/test_app.h"
#include "domain/cases/case.h"

namespace kim::test {

struct OpenCase {
  PersonId person;
  CaseId id;
  /// "/faelle/4711" and below.
  [[nodiscard]] std::string href(std::string_view path = {}) const;
};

/// A consent for the case file given today on paper, valid for a year.
[[nodiscard]] consent::Consent case_file_consent(Day today);
/// Opens a case for an invented person; `who` becomes responsible.
[[nodiscard]] OpenCase open_case(TestApp& app, Who who, std::string given_names = "Parwin",
                                 std::string family_name = "Rahimi");
/// Token of another program's account that leads the case, as if it had opened it: only so may it write there.
[[nodiscard]] std::string leading_integration(TestApp& app, const OpenCase& open_case);
/// Withdraws everything, as the person's wish noted by `who`.
void withdraw_everything(TestApp& app, Who who, PersonId person);

}  // namespace kim::test
