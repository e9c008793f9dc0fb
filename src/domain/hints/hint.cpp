#include "domain/hints/hint.h"

#include "base/codes.h"
#include "base/i18n.h"

namespace kim::hints {

bool is_closed(const Hint& hint) { return hint.state == "closed"; }

bool is_structural(std::string_view obstacle) {
  const Code* code = code_list("obstacle").find(obstacle);
  return code != nullptr && code->group != "person";
}

std::vector<FieldError> check(const Hint& hint, const Known& who, Day today) {
  std::vector<FieldError> errors;
  if (!is_structural(hint.obstacle))
    errors.push_back({"obstacle", tr("Wählen Sie etwas, das viele betrifft und das eine Stelle ändern kann.")});
  if (std::string message = refusal(personal_in(hint.text, who, today)); !message.empty())
    errors.push_back({"text", std::move(message)});
  return errors;
}

}  // namespace kim::hints
