// Contacts (E1): a talk, visit, call or open hour, noted in under a minute: one page, four inputs.
// What it is not: an appointment still to come (calendar), or the anonymous tally of open hours (inquiries).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"
#include "domain/tasks/task.h"

namespace kim::contacts {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Contact {
  std::string form = "office";
  std::optional<Day> on;
  std::optional<std::int64_t> minutes;
  std::string note;
  std::string place;
  std::string interpreter;  // code list "interpreter_kind"
  std::string interpreter_language;
  std::string present;              // persons present
  std::vector<std::string> fields;  // fields of action
  bool entrusted = false;           // § 65 SGB VIII: author and the author's deputy only
};
inline constexpr record::Field contact_fields[] = {
    record::field<&Contact::form>("form", N_("Kontaktform"), record::code("contact_form"), must, category, "Berichte"),
    record::field<&Contact::on>("contact_on", N_("Wann?"), record::past_day(), must, open, "Verlauf"),
    record::field<&Contact::minutes>("minutes", N_("Wie viele Minuten?"), record::number(1, 600), should, open,
                                     "Berichte", N_("Ungefähr genügt")),
    record::field<&Contact::note>("note", N_("Was ist wichtig?"), record::long_text(4000), should, personal,
                                  "Fallführung", N_("Anlass, Ergebnis, Vereinbarung. Ein bis drei Sätze genügen.")),
    record::field<&Contact::place>("place", N_("Ort"), record::text(160), may, personal, "Fallführung"),
    record::field<&Contact::interpreter>("interpreter", N_("Sprachmittlung"), record::code("interpreter_kind"), may,
                                         open, "Berichte"),
    record::field<&Contact::interpreter_language>("interpreter_language", N_("Sprache der Sprachmittlung"),
                                                  record::language(), may, open, "Berichte"),
    record::field<&Contact::present>("present", N_("Wer war noch dabei?"), record::text(300), may, personal,
                                     "Fallführung"),
    record::field<&Contact::fields>("fields", N_("Worum ging es?"), record::codes("field_of_action"), may, category,
                                    "Berichte"),
    record::field<&Contact::entrusted>("entrusted", N_("Nur ich und meine Vertretung dürfen diese Notiz lesen"),
                                       record::flag(), may, open, "§ 65 SGB VIII"),
};
inline constexpr record::Record contact_record{"contact", N_("Kontakt"), contact_fields};

// ---- rules, pure ----

/// Who a contact belongs to and who asks.
struct Reader {
  AccountId author;
  AccountId responsible;  // for the case, now
  AccountId actor;
  bool responsible_or_deputy = false;  // the actor, now
};
/// An entrusted note: its author, or who stands in for the author while the author is responsible for the case.
[[nodiscard]] bool may_read_text(const Contact& contact, const Reader& reader);
/// The author, or who is responsible for the case, if they may read it.
[[nodiscard]] bool may_correct(const Contact& contact, const Reader& reader);
/// Without what only author and deputy may read: note, place, persons present.
[[nodiscard]] Contact without_text(Contact contact);
/// "Gespräch im Büro", "Telefonat": how an entry of the timeline begins.
[[nodiscard]] std::string title_of(const Contact& contact);
/// "Di, 17.11. · 50 Minuten"
[[nodiscard]] std::string when_text(const Contact& contact, Day today);
/// Icon of the form of contact; a lock for entrusted ones.
[[nodiscard]] std::string_view icon_of(const Contact& contact);

// ---- acts ----

/// Notes a contact, with a task for the next step if one is given, remembers the day as the case's last contact and
/// discards the actor's draft. Errors: as permit_case; invalid (of the task).
[[nodiscard]] Result<ContactId> note_contact(Context& ctx, CaseId id, const Contact& contact,
                                             const std::optional<tasks::Task>& next_step = {});
/// Inside `tx`, for other slices.
[[nodiscard]] Result<ContactId> note_contact(Context& ctx, db::Tx& tx, const access::Permit& permit,
                                             const Contact& contact);
/// Takes back a contact that came in by an import and that nobody has changed since; the case's last contact is again the
/// latest of the others. Errors: as permit_case, not_found.
[[nodiscard]] Result<void> retract_contact(Context& ctx, db::Tx& tx, CaseId case_id, ContactId id);
/// Corrects a contact; only the author decides whether it is entrusted. Errors: as permit_case, not_found, refused, conflict.
[[nodiscard]] Result<void> correct_contact(Context& ctx, CaseId case_id, ContactId id, std::int64_t version,
                                           const Contact& contact);
/// A bound for one case's contacts, far above what years of work leave (ten a week for a decade).
inline constexpr int contacts_max = 5'000;
/// Contacts of a case, newest first. The text of entrusted notes is empty unless the actor is the author, or a deputy of
/// the case while the author is its responsible.
[[nodiscard]] std::vector<records::Stored<Contact>> contacts_of(Context& ctx, const access::Permit& permit,
                                                                int limit = contacts_max);

/// How many contacts the actor noted since `from`, by day; days without are left out.
[[nodiscard]] std::vector<std::pair<Day, std::int64_t>> my_days_since(Context& ctx, Day from);

}  // namespace kim::contacts
