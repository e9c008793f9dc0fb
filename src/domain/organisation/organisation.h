// Organisation as dated data (L1): bodies, Kommunen, regional teams, Sozialbezirke, posts with VZÄ, occupancy.
// No personal data except the name of who fills a post (an account). What it is not: agreements or milestones.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/records/records.h"

namespace kim::organisation {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Body {
  std::string name;
  std::string short_name;
  std::string kind;         // code list "body_kind"
  std::string target_type;  // code list "referral_target", if people are referred there
  std::string address;      // for letters
  std::string phone, email;
  bool controller = false;      // own Verantwortlicher (DP-01)
  std::string privacy_contact;  // Datenschutzbeauftragte Stelle of this controller
  std::optional<Day> valid_from, valid_until;
  std::string note;
};
inline constexpr record::Field body_fields[] = {
    record::field<&Body::name>("name", N_("Name"), record::text(200), must, open, "Stellenverzeichnis"),
    record::field<&Body::short_name>("short_name", N_("Kurzname"), record::text(60), may, open, "Stellenverzeichnis"),
    record::field<&Body::kind>("kind", N_("Art"), record::code("body_kind"), must, open, "Stellenverzeichnis"),
    record::field<&Body::target_type>("target_type", N_("Verweisziel"), record::code("referral_target"), may, open,
                                      "Verweisung"),
    record::field<&Body::address>("address", N_("Anschrift"), record::long_text(300), may, open, "Briefe"),
    record::field<&Body::phone>("phone", N_("Telefon"), record::phone(), may, open, "Verweisung"),
    record::field<&Body::email>("email", N_("E-Mail"), record::email(), may, open, "Verweisung"),
    record::field<&Body::controller>("controller", N_("Eigener Verantwortlicher"), record::flag(), may, open,
                                     "Datenschutz"),
    record::field<&Body::privacy_contact>("privacy_contact", N_("Datenschutzkontakt"), record::text(300), may, open,
                                          "Datenschutz"),
    record::field<&Body::valid_from>("valid_from", N_("Besteht seit"), record::day(), may, open, "Stellenverzeichnis"),
    record::field<&Body::valid_until>("valid_until", N_("Besteht bis"), record::day(), may, open, "Stellenverzeichnis"),
    record::field<&Body::note>("note", N_("Anmerkung"), record::text(300), may, open, "Stellenverzeichnis"),
};
inline constexpr record::Record body_record{"body", N_("Stelle"), body_fields};

struct Team {
  std::string name;             // "Region 1", "UmA-Team"
  std::string kind = "region";  // region, uma
  BodyId employer;              // usual employer; empty = mixed
  std::optional<Day> valid_from, valid_until;
  std::string note;
};
inline constexpr record::Field team_fields[] = {
    record::field<&Team::name>("name", N_("Name"), record::text(120), must, open, "Gliederung"),
    record::field<&Team::kind>("kind", N_("Art"), record::code("team_kind"), must, open, "Gliederung"),
    record::field<&Team::employer>("employer_id", N_("Anstellungsträger"), record::reference(), may, open,
                                   "Gliederung"),
    record::field<&Team::valid_from>("valid_from", N_("Besteht seit"), record::day(), may, open, "Gliederung"),
    record::field<&Team::valid_until>("valid_until", N_("Besteht bis"), record::day(), may, open, "Gliederung"),
    record::field<&Team::note>("note", N_("Anmerkung"), record::text(300), may, open, "Gliederung"),
};
inline constexpr record::Record team_record{"team", N_("Team"), team_fields};

struct Municipality {
  std::string name;
  std::string ags;                             // 8 digits
  TeamId team;                                 // regional team; empty = without case management
  std::optional<Day> valid_from, valid_until;  // of this assignment to a team
  std::string note;
};
inline constexpr record::Field municipality_fields[] = {
    record::field<&Municipality::name>("name", N_("Name"), record::text(120), must, open, "Gliederung"),
    record::field<&Municipality::ags>("ags", N_("Gemeindeschlüssel"), record::text(8), must, open, "Berichte"),
    record::field<&Municipality::team>("team_id", N_("Regionales Team"), record::reference(), may, open, "Gliederung",
                                       N_("Ohne Team gibt es hier kein Case Management.")),
    record::field<&Municipality::valid_from>("valid_from", N_("Zugeordnet seit"), record::day(), may, open,
                                             "Gliederung"),
    record::field<&Municipality::valid_until>("valid_until", N_("Zugeordnet bis"), record::day(), may, open,
                                              "Gliederung"),
    record::field<&Municipality::note>("note", N_("Anmerkung"), record::text(300), may, open, "Gliederung"),
};
inline constexpr record::Record municipality_record{"municipality", N_("Kommune"), municipality_fields};

struct District {  // Sozialbezirk
  std::string name;
  MunicipalityId municipality;
  std::optional<Day> valid_from, valid_until;
};
inline constexpr record::Field district_fields[] = {
    record::field<&District::name>("name", N_("Name"), record::text(120), must, open, "Gliederung"),
    record::field<&District::municipality>("municipality_id", N_("Kommune"), record::reference(), must, open,
                                           "Gliederung"),
    record::field<&District::valid_from>("valid_from", N_("Besteht seit"), record::day(), may, open, "Gliederung"),
    record::field<&District::valid_until>("valid_until", N_("Besteht bis"), record::day(), may, open, "Gliederung"),
};
inline constexpr record::Record district_record{"district", N_("Sozialbezirk"), district_fields};

struct Post {
  std::string title;
  std::string building_block;                  // code list: b1, b2, b3
  std::optional<std::int64_t> volume_percent;  // 100 = 1 VZÄ
  BodyId employer;                             // Dienstaufsicht lies here
  BodyId supervision;                          // Fachaufsicht
  TeamId team;
  MunicipalityId place;
  std::optional<Day> valid_from, valid_until;
  std::string note;
};
inline constexpr record::Field post_fields[] = {
    record::field<&Post::title>("title", N_("Bezeichnung"), record::text(160), must, open, "Stellenplan"),
    record::field<&Post::building_block>("building_block", N_("Baustein"), record::code("building_block"), must, open,
                                         "Stellenplan"),
    record::field<&Post::volume_percent>("volume_percent", N_("Umfang in Prozent"), record::number(1, 400), must, open,
                                         "Stellenplan", N_("100 = 1 VZÄ")),
    record::field<&Post::employer>("employer_id", N_("Anstellungsträger (Dienstaufsicht)"), record::reference(), should,
                                   open, "Stellenplan"),
    record::field<&Post::supervision>("supervision_id", N_("Fachaufsicht"), record::reference(), should, open,
                                      "Stellenplan"),
    record::field<&Post::team>("team_id", N_("Team"), record::reference(), may, open, "Stellenplan"),
    record::field<&Post::place>("municipality_id", N_("Einsatzort"), record::reference(), may, open, "Stellenplan"),
    record::field<&Post::valid_from>("valid_from", N_("Bewilligt ab"), record::day(), may, open, "Stellenplan"),
    record::field<&Post::valid_until>("valid_until", N_("Bewilligt bis"), record::day(), may, open, "Stellenplan"),
    record::field<&Post::note>("note", N_("Anmerkung"), record::text(300), may, open, "Stellenplan"),
};
inline constexpr record::Record post_record{"post", N_("Planstelle"), post_fields};

struct Occupancy {
  AccountId account;  // who fills it, if the person has an account
  std::optional<std::int64_t> volume_percent;
  std::optional<Day> valid_from, valid_until;
};
inline constexpr record::Field occupancy_fields[] = {
    record::field<&Occupancy::account>("account_id", N_("Besetzt mit"), record::reference(), may, open, "Stellenplan"),
    record::field<&Occupancy::volume_percent>("volume_percent", N_("Umfang in Prozent"), record::number(1, 400), must,
                                              open, "Stellenplan"),
    record::field<&Occupancy::valid_from>("valid_from", N_("Von"), record::day(), must, open, "Stellenplan"),
    record::field<&Occupancy::valid_until>("valid_until", N_("Bis"), record::day(), may, open, "Stellenplan"),
};
inline constexpr record::Record occupancy_record{"occupancy", N_("Besetzung"), occupancy_fields};

// ---- rules (organisation.cpp; pure) ----

/// Whether something dated holds on `day`; both ends belong to it, an open end is for ever.
[[nodiscard]] bool holds_on(const std::optional<Day>& from, const std::optional<Day>& until, Day day);
/// 100 percent = one VZÄ: "12,5", "1", "0,25".
[[nodiscard]] std::string posts_number(std::int64_t percent);
/// "12,5 Stellen", "1 Stelle".
[[nodiscard]] std::string posts_text(std::int64_t percent);

/// Planned and filled volume in percent of one VZÄ.
struct Volume {
  std::int64_t planned = 0, filled = 0;
  [[nodiscard]] std::int64_t vacant() const { return planned - filled; }
  friend bool operator==(const Volume&, const Volume&) = default;
};
struct Summary {
  Volume total;
  std::map<std::string, Volume> by_block;  // code list building_block
  std::map<BodyId, Volume> by_employer;    // Id 0: not decided yet
  std::map<PostId, Volume> by_post;        // posts that hold on the day
};
/// What is planned, filled and vacant on `day`: posts and occupancies that hold on it.
[[nodiscard]] Summary summarise(const std::vector<records::Stored<Post>>& posts,
                                const std::vector<records::Stored<Occupancy>>& occupancies, Day day);
/// A post's days and volume, given its occupancies: none may lie outside or be more than the new volume.
[[nodiscard]] std::vector<FieldError> check_post(const Post& post, const std::vector<Occupancy>& occupancies);
/// One occupancy among the others of its post: inside the post's days, never more than its volume together.
[[nodiscard]] std::vector<FieldError> check_occupancy(const Post& post, const std::vector<Occupancy>& others,
                                                      const Occupancy& occupancy);
/// The end not before the beginning.
[[nodiscard]] std::vector<FieldError> check_span(const std::optional<Day>& from, const std::optional<Day>& until);
/// Gemeindeschlüssel: eight digits.
[[nodiscard]] std::vector<FieldError> check_municipality(const Municipality& municipality);

// ---- reads for other slices (no personal data, no permit) ----
[[nodiscard]] std::vector<records::Stored<Body>> bodies(db::Connection& db);  // by name
[[nodiscard]] std::optional<records::Stored<Body>> find_body(db::Connection& db, BodyId id);
[[nodiscard]] std::string body_name(db::Connection& db, BodyId id);                           // "" for none
[[nodiscard]] std::vector<records::Stored<Team>> teams(db::Connection& db);                   // by name
[[nodiscard]] std::vector<records::Stored<Municipality>> municipalities(db::Connection& db);  // by name
[[nodiscard]] std::string municipality_name(db::Connection& db, MunicipalityId id);
[[nodiscard]] std::vector<records::Stored<District>> districts(db::Connection& db);     // by name
[[nodiscard]] std::vector<records::Stored<Post>> posts(db::Connection& db);             // by Baustein and title
[[nodiscard]] std::vector<records::Stored<Occupancy>> occupancies(db::Connection& db);  // parent = post

// ---- actions (organisation_write, or the program itself when it sets up the template) ----
// Errors of all: refused, invalid (fields), not_found (a record it points to); of the changes also conflict.
[[nodiscard]] Result<BodyId> add_body(Context& ctx, db::Tx& tx, const Body& body);
/// Also tells access the name of the area.
[[nodiscard]] Result<TeamId> add_team(Context& ctx, db::Tx& tx, const Team& team);
[[nodiscard]] Result<MunicipalityId> add_municipality(Context& ctx, db::Tx& tx, const Municipality& municipality);
[[nodiscard]] Result<std::int64_t> add_district(Context& ctx, db::Tx& tx, const District& district);
[[nodiscard]] Result<PostId> add_post(Context& ctx, db::Tx& tx, const Post& post);
[[nodiscard]] Result<std::int64_t> add_occupancy(Context& ctx, db::Tx& tx, PostId post, const Occupancy& occupancy);
/// Changes what stood at `version` to `after`. Nothing is deleted: records end by their "bis".
[[nodiscard]] Result<void> change_body(Context& ctx, BodyId id, std::int64_t version, const Body& after);
[[nodiscard]] Result<void> change_team(Context& ctx, TeamId id, std::int64_t version, const Team& after);
[[nodiscard]] Result<void> change_municipality(Context& ctx, MunicipalityId id, std::int64_t version,
                                               const Municipality& after);
[[nodiscard]] Result<void> change_post(Context& ctx, PostId id, std::int64_t version, const Post& after);
[[nodiscard]] Result<void> change_occupancy(Context& ctx, std::int64_t id, std::int64_t version,
                                            const Occupancy& after);
/// Reads data/templates/paderborn.toml (bodies, teams, Kommunen, Sozialbezirke, posts) and adds everything in one
/// transaction. Errors: conflict if the organisation is not empty; invalid if the text does not fit (`detail` says where).
[[nodiscard]] Result<void> install_template(Context& ctx, std::string_view toml);

}  // namespace kim::organisation
