// Registers that the program writes about itself: Rollen- und Berechtigungskonzept, Verzeichnis der Verarbeitung (field by
// field), routes, code lists. One source for the pages under /datenschutz and for `kim docs`.
// What it is not: text somebody has to keep in step by hand.
#pragma once

#include <string>
#include <vector>

#include "domain/access/routes.h"
#include "domain/access/slice.h"

namespace kim::privacy {

struct Register {
  std::string name;   // file name and address: "rechte"
  std::string title;  // German
  std::string lead;   // German, one or two sentences
  struct Part {
    std::string title;  // may be empty
    std::string lead;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
  };
  std::vector<Part> parts;
};

/// Who may do what: roles with their purpose, then rights x roles.
[[nodiscard]] Register rights_register();
/// Every field of every record: what it is for, how it is protected, must or may.
[[nodiscard]] Register fields_register(const std::vector<Slice>& slices);
/// Every address, who may use it, what it does.
[[nodiscard]] Register routes_register(const std::vector<Route>& routes);
/// Every code list with its values, validity and source.
[[nodiscard]] Register codes_register();
/// The slices and what each is for.
[[nodiscard]] Register slices_register(const std::vector<Slice>& slices);

[[nodiscard]] std::string markdown(const Register& reg);

}  // namespace kim::privacy
