// Accounts: who can sign in, in which role. What it is not: sessions (session.h) or pages (account_*_pages.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "base/result.h"
#include "domain/access/context.h"

namespace kim::access {

struct Account {
  std::string login;
  std::string name;
  std::string email;
  std::string role = "case_management";
  TeamId team;
  BodyId employer;
  BodyId body;
  std::string language = "de";
  bool active = true;
  bool integration = false;
};

using record::N_;
inline constexpr record::Field account_fields[] = {
    record::field<&Account::login>("login", N_("Anmeldename"), record::text(60), record::Need::must,
                                   record::Privacy::personal, "Anmeldung"),
    record::field<&Account::name>("name", N_("Name"), record::text(120), record::Need::must, record::Privacy::personal,
                                  "Zuordnung von Zuständigkeit und Protokoll"),
    record::field<&Account::email>("email", N_("E-Mail"), record::email(), record::Need::may, record::Privacy::personal,
                                   "Benachrichtigung"),
    record::field<&Account::role>("role", N_("Rolle"), record::code("role"), record::Need::must, record::Privacy::open,
                                  "Rechte"),
    record::field<&Account::team>("team_id", N_("Team"), record::reference(), record::Need::may, record::Privacy::open,
                                  "Bereich der Fälle"),
    record::field<&Account::employer>("employer_id", N_("Anstellungsträger"), record::reference(), record::Need::may,
                                      record::Privacy::open, "Verantwortliche Stelle"),
    record::field<&Account::body>("body_id", N_("Beantwortet Verweisungen für"), record::reference(), record::Need::may,
                                  record::Privacy::open, "Eingang von Verweisungen"),
    record::field<&Account::language>("language", N_("Sprache"), record::code("ui_language"), record::Need::may,
                                      record::Privacy::open, "Darstellung"),
    record::field<&Account::active>("active", N_("Konto ist aktiv"), record::flag(), record::Need::may,
                                    record::Privacy::open, "Sperren von Konten"),
    record::field<&Account::integration>("integration", N_("Konto für eine Anbindung"), record::flag(),
                                         record::Need::may, record::Privacy::open, "Schnittstelle"),
};
inline constexpr record::Record account_record{"account", N_("Konto"), account_fields};

/// An account as listed: id and opened values.
struct AccountRow {
  AccountId id;
  std::int64_t version = 0;
  Account value;
  bool has_second_factor = false;
  std::optional<Moment> locked_until;
};

/// Name of an account ("Miriam Kessler"); "KIM" for none, "ehemaliges Konto" if its key is gone. Opened once a request.
[[nodiscard]] std::string account_name(Context& ctx, AccountId id);
/// All accounts, by name. Administration, and choices of colleagues (`team`) for everyone who may hand over.
[[nodiscard]] std::vector<AccountRow> accounts(Context& ctx, TeamId team = {});
[[nodiscard]] Result<AccountRow> find_account(Context& ctx, AccountId id);
/// The actor's own key, for what only the actor reads (drafts). Empty for the program itself.
[[nodiscard]] std::optional<crypto::Key> own_key(Context& ctx);

/// Creates an account with a first password that must be changed at first sign-in (unless `keep_password`, demo).
/// Needs account_manage, or the program itself (actor without account). Errors: invalid (login taken, weak password,
/// unknown role), refused.
enum class FirstPassword : std::uint8_t { must_change, keep };
[[nodiscard]] Result<AccountId> create_account(Context& ctx, const Account& account, std::string_view password,
                                               FirstPassword first = FirstPassword::must_change);
/// Changes an account; ends its sessions if it is no longer active or its role changed. Nobody changes the own role.
[[nodiscard]] Result<void> change_account(Context& ctx, AccountId id, std::int64_t version, const Account& account);
/// New password by the owner, who knows the old one. Ends the other sessions. Errors: invalid.
[[nodiscard]] Result<void> change_own_password(Context& ctx, std::string_view old_password,
                                               std::string_view new_password);
/// New first password by the administration, after an identity check outside; also removes the second factor.
[[nodiscard]] Result<void> reset_account(Context& ctx, AccountId id, std::string_view new_password);

}  // namespace kim::access
