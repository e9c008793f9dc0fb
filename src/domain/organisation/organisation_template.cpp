// Reads a template (TOML) and adds the whole organisation in one transaction. What it is not: an import into a running one.
#include <toml++/toml.h>
#include <map>

#include "base/i18n.h"
#include "domain/organisation/organisation_store.h"

namespace kim::organisation {
namespace {

std::unexpected<Error> misfit(std::string detail) {
  return std::unexpected(
      Error{ErrorCode::invalid, tr("Die Vorlage der Organisation passt nicht."), {}, std::move(detail)});
}

/// One [[table]] entry; wrong days and unknown keys are collected, so that the first answer names what is wrong.
class Entry {
 public:
  Entry(const toml::table& table, std::string& problem) : table_(table), problem_(problem) {}

  [[nodiscard]] std::string text(std::string_view name) const { return table_[name].value_or(std::string()); }
  [[nodiscard]] bool flag(std::string_view name) const { return table_[name].value_or(false); }
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view name) const {
    return table_[name].value<std::int64_t>();
  }
  [[nodiscard]] std::optional<Day> day(std::string_view name) const {
    const std::string iso = text(name);
    if (iso.empty()) return std::nullopt;
    const auto day = day_from_iso(iso);
    if (!day) problem_ = std::string(name) + ": " + iso;
    return day;
  }
  template <class IdType>
  [[nodiscard]] IdType id(std::string_view name, const std::map<std::string, IdType>& known) const {
    const std::string key = text(name);
    if (key.empty()) return {};
    const auto at = known.find(key);
    if (at == known.end()) problem_ = std::string(name) + ": " + key;
    return at == known.end() ? IdType() : at->second;
  }

 private:
  const toml::table& table_;
  std::string& problem_;
};

struct Known {
  std::map<std::string, BodyId> bodies;
  std::map<std::string, TeamId> teams;
  std::map<std::string, MunicipalityId> municipalities;
};

Result<void> install_body(Context& ctx, db::Tx& tx, const Entry& e, Known& known) {
  Body body{e.text("name"),      e.text("short_name"), e.text("kind"),
            e.text("target"),    e.text("address"),    e.text("phone"),
            e.text("email"),     e.flag("controller"), {},
            e.day("valid_from"), e.day("valid_until"), e.text("note")};
  known.bodies[e.text("key")] = TRY(add_body(ctx, tx, body));
  return {};
}

Result<void> install_team(Context& ctx, db::Tx& tx, const Entry& e, Known& known) {
  const Team team{e.text("name"),      e.text("kind"),       e.id("employer", known.bodies),
                  e.day("valid_from"), e.day("valid_until"), e.text("note")};
  known.teams[e.text("key")] = TRY(add_team(ctx, tx, team));
  return {};
}

Result<void> install_municipality(Context& ctx, db::Tx& tx, const Entry& e, Known& known) {
  const Municipality municipality{e.text("name"),      e.text("ags"),        e.id("team", known.teams),
                                  e.day("valid_from"), e.day("valid_until"), e.text("note")};
  known.municipalities[e.text("key")] = TRY(add_municipality(ctx, tx, municipality));
  return {};
}

Result<void> install_district(Context& ctx, db::Tx& tx, const Entry& e, Known& known) {
  TRY(add_district(
      ctx, tx,
      {e.text("name"), e.id("municipality", known.municipalities), e.day("valid_from"), e.day("valid_until")}));
  return {};
}

Result<void> install_post(Context& ctx, db::Tx& tx, const Entry& e, Known& known) {
  const Post post{e.text("title"),
                  e.text("block"),
                  e.number("percent"),
                  e.id("employer", known.bodies),
                  e.id("supervision", known.bodies),
                  e.id("team", known.teams),
                  e.id("municipality", known.municipalities),
                  e.day("valid_from"),
                  e.day("valid_until"),
                  e.text("note")};
  const PostId id = TRY(add_post(ctx, tx, post));
  if (const auto filled = e.number("filled")) TRY(add_occupancy(ctx, tx, id, {{}, filled, post.valid_from, {}}));
  return {};
}

using Install = Result<void> (*)(Context&, db::Tx&, const Entry&, Known&);

Result<void> install_list(Context& ctx, db::Tx& tx, const toml::table& root, std::string_view name, Install install,
                          Known& known) {
  const auto* list = root[name].as_array();
  if (list == nullptr) return misfit("missing list " + std::string(name));
  for (const toml::node& node : *list) {
    std::string problem;
    const auto* table = node.as_table();
    if (table == nullptr) return misfit(std::string(name) + " is not a table");
    auto installed = install(ctx, tx, Entry(*table, problem), known);
    if (!installed && !installed.error().fields.empty())
      problem = installed.error().fields.front().field + ": " + installed.error().fields.front().message;
    if (!problem.empty())
      return misfit(std::string(name) + ", line " + std::to_string(node.source().begin.line) + ": " + problem);
    if (!installed) return installed;
  }
  return {};
}

Result<toml::table> parsed(std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    return misfit("line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
  }
}

}  // namespace

Result<void> install_template(Context& ctx, std::string_view text) {
  const toml::table root = TRY(parsed(text));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    if (store::body_count(*tx) > 0) return failure(ErrorCode::conflict, tr("Die Organisation ist schon eingerichtet."));
    Known known;
    TRY(install_list(ctx, tx, root, "body", install_body, known));
    TRY(install_list(ctx, tx, root, "team", install_team, known));
    TRY(install_list(ctx, tx, root, "municipality", install_municipality, known));
    TRY(install_list(ctx, tx, root, "district", install_district, known));
    TRY(install_list(ctx, tx, root, "post", install_post, known));
    return {};
  });
}

}  // namespace kim::organisation
