#include "domain/inquiries/inquiry.h"

#include "base/i18n.h"

namespace kim::inquiries {

std::vector<FieldError> check(const Inquiry& inquiry, Day today) {
  std::vector<FieldError> errors;
  if (inquiry.call_back.empty() && !inquiry.comes_back)
    errors.push_back(
        {"call_back", tr("Geben Sie an, wie wir die Person erreichen. Oder wählen Sie „kommt persönlich wieder“.")});
  if (inquiry.received_on && expiry_of(*inquiry.received_on) < today)
    errors.push_back(
        {"received_on", tr("Der Kontakt liegt mehr als 30 Tage zurück. Eine Anfrage von damals wäre schon gelöscht.")});
  return errors;
}

}  // namespace kim::inquiries
