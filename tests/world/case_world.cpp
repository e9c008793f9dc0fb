#include "world/case_world.h"

namespace kim::test {

std::string OpenCase::href(std::string_view path) const {
  std::string text = "/faelle/" + std::to_string(id.value());
  if (!path.empty()) text.append("/").append(path);
  return text;
}

consent::Consent case_file_consent(Day today) {
  consent::Consent consent;
  consent.purposes = {"case_file"};
  consent.text_id = "einwilligung";
  consent.text_version = "2026-01";
  consent.text_language = "de";
  consent.given_on = today;
  consent.valid_until = today + std::chrono::days(365);
  consent.channel = "paper";
  consent.given_by = "self";
  return consent;
}

OpenCase open_case(TestApp& app, Who who, std::string given_names, std::string family_name) {
  Context ctx = app.context(who);
  people::Person person;
  person.given_names = std::move(given_names);
  person.family_name = std::move(family_name);
  person.birth = PartialDate{1991, 5, 24};
  person.gender = "female";
  const auto opened = ctx.transact([&](db::Tx& tx) -> Result<OpenCase> {
    const auto subject = TRY(people::add_person(ctx, tx, person));
    TRY(consent::record_consent(ctx, tx, subject, case_file_consent(ctx.today()), person.birth));
    const auto path = ctx.actor.role == access::Role::uma_provider ? access::Path::uma : access::Path::regional;
    const CaseId id = TRY(cases::open_case(ctx, tx, subject, person, path, {"self", ctx.today()}));
    return OpenCase{PersonId(subject.subject().value()), id};
  });
  CHECK(opened.has_value());
  return *opened;
}

std::string leading_integration(TestApp& app, const OpenCase& open_case) {
  auto [id, token] = app.integration();
  const AccountId account = id;
  const auto done = app.database().transact([&](db::Tx& tx) -> Result<void> {
    tx.technical("test world");
    tx->run("UPDATE access_case SET responsible = $2 WHERE id = $1", {open_case.id, account});
    tx->run("UPDATE access_assignment SET account_id = $2 WHERE case_id = $1", {open_case.id, account});
    return {};
  });
  CHECK(done.has_value());
  return token;
}

void withdraw_everything(TestApp& app, Who who, PersonId person) {
  Context ctx = app.context(who);
  consent::Withdrawal withdrawal;
  withdrawal.scope = "all";
  withdrawal.on = ctx.today();
  CHECK(consent::withdraw(ctx, person, withdrawal).has_value());
}

}  // namespace kim::test
