// `kim docs`: the registers as Markdown, the settings, the schema and OpenAPI, into docs/generated; --check only compares.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/slices.h"
#include "base/i18n.h"
#include "domain/api/openapi.h"
#include "domain/privacy/registers.h"
#include "platform/assets.h"
#include "platform/db/migrate.h"

namespace kim::app {
namespace {

using Files = std::map<std::string, std::string>;

privacy::Register settings_register() {
  privacy::Register reg{
      "einstellungen", tr("Einstellungen"), tr("Aus der Einstellungsdatei (TOML); Umgebungsvariablen gehen vor."), {}};
  privacy::Register::Part part{{}, {}, {tr("Name"), tr("Variable"), tr("Voreinstellung"), tr("Bedeutung")}, {}};
  for (const SettingInfo& info : setting_infos())
    part.rows.push_back(
        {std::string(info.name), std::string(info.variable), std::string(info.otherwise), std::string(info.meaning)});
  reg.parts.push_back(std::move(part));
  return reg;
}

std::string schema(db::Engine engine) {
  std::string text;
  for (const db::Migration& migration : db::migrations()) text += db::for_engine(migration.sql, engine) + "\n";
  return text;
}

std::vector<Route> all_routes() {
  Routes routes;
  for (const Slice& slice : slices())
    if (slice.routes != nullptr) slice.routes(routes);
  return routes.list();
}

Files generated() {
  assets::install_texts();
  const auto routes = all_routes();
  Files files;
  for (const auto& reg :
       {privacy::rights_register(), privacy::fields_register(slices()), privacy::routes_register(routes),
        privacy::codes_register(), privacy::slices_register(slices()), settings_register()})
    files[reg.name + ".md"] = privacy::markdown(reg);
  files["openapi.json"] = api::openapi(slices(), routes) + "\n";
  files["schema.sqlite.sql"] = schema(db::Engine::sqlite);
  files["schema.postgres.sql"] = schema(db::Engine::postgres);
  return files;
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int compare(const std::string& directory, const Files& files) {
  int different = 0;
  for (const auto& [name, content] : files) {
    if (content_of(std::filesystem::path(directory) / name) == content) continue;
    std::printf("Nicht aktuell: %s/%s\n", directory.c_str(), name.c_str());
    ++different;
  }
  if (different == 0) return 0;
  std::printf("Schreiben Sie die Dateien neu: kim docs --dir %s\n", directory.c_str());
  return exit_findings;
}

}  // namespace

int docs_command(const std::string& directory, bool check) {
  const Files files = generated();
  if (check) return compare(directory, files);
  std::filesystem::create_directories(directory);
  for (const auto& [name, content] : files) {
    std::ofstream out(std::filesystem::path(directory) / name, std::ios::binary);
    out << content;
    if (!out.flush()) raise_fault(fmt::format("Die Datei {}/{} lässt sich nicht schreiben.", directory, name));
  }
  std::printf("%zu Dateien in %s geschrieben.\n", files.size(), directory.c_str());
  return 0;
}

}  // namespace kim::app
