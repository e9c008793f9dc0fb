// Organisation as dated data (L1): bodies, Kommunen, regional teams, Sozialbezirke, posts with VZÄ, occupancy.
// No personal data except the name of who fills a post (an account). What it is not: agreements or milestones.
#pragma once

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
  std::string kind;           // code list "body_kind"
  std::string target_type;    // code list "referral_target", if people are referred there
  std::string address;        // for letters
  std::string phone, email;
  bool controller = false;    // own Verantwortlicher (DP-01)
  std::string privacy_contact;  // Datenschutzbeauftragte Stelle of this controller
  std::optional<Day> valid_from, valid_until;
};
inline constexpr record::Field body_fields[] = {
    record::field<&Body::name>("name", N_("Name"), record::text(200), must, open, "Stellenverzeichnis"),
    record::field<&Body::short_name>("short_name", N_("Kurzname"), record::text(60), may, open, "Stellenverzeichnis"),
    record::field<&Body::kind>("kind", N_("Art"), record::code("body_kind"), must, open, "Stellenverzeichnis"),
    record::field<&Body::target_type>("target_type", N_("Verweisziel"), record::code("referral_target"), may, open, "Verweisung"),
    record::field<&Body::address>("address", N_("Anschrift"), record::long_text(300), may, open, "Briefe"),
    record::field<&Body::phone>("phone", N_("Telefon"), record::phone(), may, open, "Verweisung"),
    record::field<&Body::email>("email", N_("E-Mail"), record::email(), may, open, "Verweisung"),
    record::field<&Body::controller>("controller", N_("Eigener Verantwortlicher"), record::flag(), may, open, "Datenschutz"),
    record::field<&Body::privacy_contact>("privacy_contact", N_("Datenschutzkontakt"), record::text(300), may, open, "Datenschutz"),
    record::field<&Body::valid_from>("valid_from", N_("Besteht seit"), record::day(), may, open, "Stellenverzeichnis"),
    record::field<&Body::valid_until>("valid_until", N_("Besteht bis"), record::day(), may, open, "Stellenverzeichnis"),
};
inline constexpr record::Record body_record{"body", N_("Stelle"), body_fields};

struct Team {
  std::string name;           // "Region 1", "UmA-Team"
  std::string kind = "region";  // region, uma
  BodyId employer;            // usual employer; empty = mixed
  std::optional<Day> valid_from, valid_until;
};
inline constexpr record::Field team_fields[] = {
    record::field<&Team::name>("name", N_("Name"), record::text(120), must, open, "Gliederung"),
    record::field<&Team::kind>("kind", N_("Art"), record::code("team_kind"), must, open, "Gliederung"),
    record::field<&Team::employer>("employer_id", N_("Anstellungsträger"), record::reference(), may, open, "Gliederung"),
    record::field<&Team::valid_from>("valid_from", N_("Besteht seit"), record::day(), may, open, "Gliederung"),
    record::field<&Team::valid_until>("valid_until", N_("Besteht bis"), record::day(), may, open, "Gliederung"),
};
inline constexpr record::Record team_record{"team", N_("Team"), team_fields};

struct Municipality {
  std::string name;
  std::string ags;            // 8 digits
  TeamId team;                // regional team; empty = without case management
};
inline constexpr record::Field municipality_fields[] = {
    record::field<&Municipality::name>("name", N_("Name"), record::text(120), must, open, "Gliederung"),
    record::field<&Municipality::ags>("ags", N_("Gemeindeschlüssel"), record::text(8), must, open, "Berichte"),
    record::field<&Municipality::team>("team_id", N_("Regionales Team"), record::reference(), may, open, "Gliederung"),
};
inline constexpr record::Record municipality_record{"municipality", N_("Kommune"), municipality_fields};

struct District {             // Sozialbezirk
  std::string name;
  MunicipalityId municipality;
};
inline constexpr record::Field district_fields[] = {
    record::field<&District::name>("name", N_("Name"), record::text(120), must, open, "Gliederung"),
    record::field<&District::municipality>("municipality_id", N_("Kommune"), record::reference(), must, open, "Gliederung"),
};
inline constexpr record::Record district_record{"district", N_("Sozialbezirk"), district_fields};

struct Post {
  std::string title;
  std::string building_block;  // code list: baustein_1, baustein_2, baustein_3
  std::optional<std::int64_t> volume_percent;  // 100 = 1 VZÄ
  BodyId employer;             // Dienstaufsicht lies here
  BodyId supervision;          // Fachaufsicht
  TeamId team;
  MunicipalityId place;
  std::optional<Day> valid_from, valid_until;
  std::string note;
};
inline constexpr record::Field post_fields[] = {
    record::field<&Post::title>("title", N_("Bezeichnung"), record::text(160), must, open, "Stellenplan"),
    record::field<&Post::building_block>("building_block", N_("Baustein"), record::code("building_block"), must, open, "Stellenplan"),
    record::field<&Post::volume_percent>("volume_percent", N_("Umfang in Prozent"), record::number(1, 400), must, open, "Stellenplan", N_("100 = 1 VZÄ")),
    record::field<&Post::employer>("employer_id", N_("Anstellungsträger (Dienstaufsicht)"), record::reference(), should, open, "Stellenplan"),
    record::field<&Post::supervision>("supervision_id", N_("Fachaufsicht"), record::reference(), should, open, "Stellenplan"),
    record::field<&Post::team>("team_id", N_("Team"), record::reference(), may, open, "Stellenplan"),
    record::field<&Post::place>("municipality_id", N_("Einsatzort"), record::reference(), may, open, "Stellenplan"),
    record::field<&Post::valid_from>("valid_from", N_("Bewilligt ab"), record::day(), may, open, "Stellenplan"),
    record::field<&Post::valid_until>("valid_until", N_("Bewilligt bis"), record::day(), may, open, "Stellenplan"),
    record::field<&Post::note>("note", N_("Anmerkung"), record::text(300), may, open, "Stellenplan"),
};
inline constexpr record::Record post_record{"post", N_("Planstelle"), post_fields};

struct Occupancy {
  AccountId account;           // who fills it, if the person has an account
  std::optional<std::int64_t> volume_percent;
  std::optional<Day> valid_from, valid_until;
};
inline constexpr record::Field occupancy_fields[] = {
    record::field<&Occupancy::account>("account_id", N_("Besetzt mit"), record::reference(), may, open, "Stellenplan"),
    record::field<&Occupancy::volume_percent>("volume_percent", N_("Umfang in Prozent"), record::number(1, 400), must, open, "Stellenplan"),
    record::field<&Occupancy::valid_from>("valid_from", N_("Von"), record::day(), must, open, "Stellenplan"),
    record::field<&Occupancy::valid_until>("valid_until", N_("Bis"), record::day(), may, open, "Stellenplan"),
};
inline constexpr record::Record occupancy_record{"occupancy", N_("Besetzung"), occupancy_fields};

// ---- reads for other slices (no personal data, no permit) ----
[[nodiscard]] std::vector<records::Stored<Body>> bodies(db::Connection& db);           // by name, valid ones first
[[nodiscard]] std::optional<records::Stored<Body>> find_body(db::Connection& db, BodyId id);
[[nodiscard]] std::string body_name(db::Connection& db, BodyId id);                    // "" for none
[[nodiscard]] std::vector<records::Stored<Team>> teams(db::Connection& db);
[[nodiscard]] std::vector<records::Stored<Municipality>> municipalities(db::Connection& db);
[[nodiscard]] std::string municipality_name(db::Connection& db, MunicipalityId id);

// ---- actions (organisation_write, or the program itself when it sets up the template) ----
[[nodiscard]] Result<BodyId> add_body(Context& ctx, db::Tx& tx, const Body& body);
/// Also tells access the name of the area (table access_team).
[[nodiscard]] Result<TeamId> add_team(Context& ctx, db::Tx& tx, const Team& team);
[[nodiscard]] Result<MunicipalityId> add_municipality(Context& ctx, db::Tx& tx, const Municipality& municipality);
[[nodiscard]] Result<PostId> add_post(Context& ctx, db::Tx& tx, const Post& post);
[[nodiscard]] Result<std::int64_t> add_occupancy(Context& ctx, db::Tx& tx, PostId post, const Occupancy& occupancy);
/// Reads data/templates/paderborn.toml (bodies, teams, Kommunen, Sozialbezirke, posts) and adds everything in one
/// transaction. Error: conflict if the organisation is not empty.
[[nodiscard]] Result<void> install_template(Context& ctx, std::string_view toml);

}  // namespace kim::organisation
