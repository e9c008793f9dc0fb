// Netzwerkkarte (B4): persons, groups and bodies around a person, how near they are, what they are like, what helps. Drawn
// anew on a later day it becomes a further version; versions are compared.
// What it is not: family lines (family.h) or bodies of the organisation (a node is what the person says).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::family {

/// One version of the card.
struct NetworkMap {
  std::optional<Day> drawn_on;
  std::string note;
};
inline constexpr record::Field network_map_fields[] = {
    record::field<&NetworkMap::drawn_on>("drawn_on", record::N_("Gezeichnet am"), record::past_day(),
                                         record::Need::must, record::Privacy::open, "Netzwerkkarte"),
    record::field<&NetworkMap::note>("note", record::N_("Was fällt auf?"), record::long_text(600), record::Need::may,
                                     record::Privacy::personal, "Netzwerkkarte"),
};
inline constexpr record::Record network_map_record{"network_map", record::N_("Netzwerkkarte"), network_map_fields};

struct NetworkNode {
  std::string name;
  std::string kind = "person";     // code list "network_kind"
  std::string sector = "family";   // code list "network_sector"
  std::string closeness = "near";  // code list "network_closeness"
  std::string quality = "strong";  // code list "network_quality"
  std::string helps;
  std::optional<Day> removed_on;  // kept: taken off the card; can be put back
  std::int64_t origin = 0;        // kept: the node of the first version it comes from
};
inline constexpr record::Field network_node_fields[] = {
    record::field<&NetworkNode::name>("name", record::N_("Wer oder was?"), record::text(120), record::Need::must,
                                      record::Privacy::personal, "Netzwerkkarte",
                                      record::N_("So, wie die Person sie nennt: „Tante Mina“, „der Trainer“")),
    record::field<&NetworkNode::kind>("kind", record::N_("Was ist es?"), record::code("network_kind"),
                                      record::Need::must, record::Privacy::personal, "Netzwerkkarte"),
    record::field<&NetworkNode::sector>("sector", record::N_("Aus welchem Bereich?"), record::code("network_sector"),
                                        record::Need::must, record::Privacy::personal, "Netzwerkkarte"),
    record::field<&NetworkNode::closeness>("closeness", record::N_("Wie nah?"), record::code("network_closeness"),
                                           record::Need::must, record::Privacy::personal, "Netzwerkkarte"),
    record::field<&NetworkNode::quality>("quality", record::N_("Wie ist die Beziehung?"),
                                         record::code("network_quality"), record::Need::must, record::Privacy::personal,
                                         "Netzwerkkarte"),
    record::field<&NetworkNode::helps>("helps", record::N_("Was hilft?"), record::text(240), record::Need::may,
                                       record::Privacy::personal, "Netzwerkkarte"),
    record::field<&NetworkNode::removed_on>("removed_on", record::N_("Von der Karte genommen am"), record::day(),
                                            record::Need::kept, record::Privacy::open, "Netzwerkkarte"),
    record::field<&NetworkNode::origin>("origin_id", record::N_("Aus früherer Karte"), record::reference(),
                                        record::Need::kept, record::Privacy::open, "Netzwerkkarte"),
};
inline constexpr record::Record network_node_record{"network_node", record::N_("Eintrag der Netzwerkkarte"),
                                                    network_node_fields};

using Maps = std::vector<records::Stored<NetworkMap>>;
using Nodes = std::vector<records::Stored<NetworkNode>>;

// ---- rules, pure ----

inline constexpr int nodes_drawn_max = 40;  // more stand in the table only

/// Where a node is drawn: on the ring of its closeness, inside the quarter of its sector. Units of the drawing, 0,0 is the
/// middle of the 400 x 400 field.
struct Spot {
  double x = 0, y = 0;
};
[[nodiscard]] std::vector<Spot> spots(const Nodes& nodes);
/// One line of the comparison of two versions.
struct Difference {
  std::string name;
  std::string before, after;  // closeness and quality in words; empty: not on that card
  enum class Kind : std::uint8_t { same, nearer, farther, other_quality, came, went } kind = Kind::same;
};
[[nodiscard]] std::vector<Difference> compare(const Nodes& before, const Nodes& after);
/// Those that are on the card.
[[nodiscard]] Nodes on_card(Nodes nodes);
/// "nah, stärkt"
[[nodiscard]] std::string words_of(const NetworkNode& node);

// ---- acts (case_write: responsible or deputy) ----

/// A new version; with `copy` it begins with what is on the newest one. Errors: as permit_case, invalid.
[[nodiscard]] Result<std::int64_t> draw(Context& ctx, CaseId id, const NetworkMap& map, bool copy);
[[nodiscard]] Result<void> change_map(Context& ctx, CaseId id, std::int64_t map, std::int64_t version,
                                      const NetworkMap& changed);
/// Errors: as permit_case, not_found (map of another case), invalid.
[[nodiscard]] Result<std::int64_t> add_node(Context& ctx, CaseId id, std::int64_t map, const NetworkNode& node);
[[nodiscard]] Result<void> change_node(Context& ctx, CaseId id, std::int64_t map, std::int64_t node,
                                       std::int64_t version, const NetworkNode& changed);
/// Takes a node off the card, or puts it back. Doing it twice changes nothing.
[[nodiscard]] Result<void> set_on_card(Context& ctx, CaseId id, std::int64_t map, std::int64_t node, bool on);

namespace store {
[[nodiscard]] const records::Table& maps();
[[nodiscard]] const records::Table& nodes();
/// Versions, oldest first.
[[nodiscard]] Maps maps_of(db::Connection& db, const access::Permit& permit);
[[nodiscard]] Result<records::Stored<NetworkMap>> map(db::Connection& db, const access::Permit& permit,
                                                      std::int64_t id);
/// Nodes of a map of this case, those taken off too.
[[nodiscard]] Nodes nodes_of(db::Connection& db, const access::Permit& permit, std::int64_t map);
}  // namespace store

}  // namespace kim::family
