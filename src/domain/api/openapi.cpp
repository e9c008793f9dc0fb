#include "domain/api/openapi.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/access/rights.h"
#include "platform/json/json.h"

namespace kim::api {
namespace {

using json::Writer;

bool is_api(const Route& route) { return route.pattern.text().starts_with("/api/v1/"); }

std::vector<std::string> placeholders(std::string_view pattern) {
  std::vector<std::string> names;
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1))
    names.emplace_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  return names;
}

/// Placeholders that are words; all others are ids.
constexpr std::string_view word_placeholders[] = {"kind", "language", "label"};

std::string parameter_schema(const std::string& name) {
  const bool word = std::ranges::find(word_placeholders, name) != std::end(word_placeholders);
  return word ? R"({"type":"string"})" : R"({"type":"string","pattern":"^[0-9]+$"})";
}

void write_parameters(Writer& json, const Route& route) {
  json.key("parameters");
  json.begin_array();
  for (const std::string& name : placeholders(route.pattern.text()))
    json.raw(R"({"name":")" + name + R"(","in":"path","required":true,"schema":)" + parameter_schema(name) + "}");
  json.end_array();
}

std::string schema_ref(std::string_view record) {
  return R"({"$ref":"#/components/schemas/)" + std::string(record) + R"("})";
}

void write_json_content(Writer& json, const std::string& schema) {
  json.key("content");
  json.raw(R"({"application/json":{"schema":)" + schema + "}}");
}

/// A form with a file, field by field as the summary says.
constexpr std::string_view file_form =
    R"({"multipart/form-data":{"schema":{"type":"object","required":["file"],"properties":{"file":{"type":"string","contentMediaType":"application/octet-stream"}},"additionalProperties":{"type":"string"}}}})";

void write_body(Writer& json, const Route& route) {
  if (route.takes.empty() && !route.takes_files) return;
  json.key("requestBody");
  json.begin_object();
  json.key("required");
  json.boolean(true);
  if (route.takes_files) {
    json.key("content");
    json.raw(file_form);
  } else {
    write_json_content(json, schema_ref(route.takes));
  }
  json.end_object();
}

void write_problem(Writer& json, std::string_view status, std::string_view description) {
  json.key(status);
  json.begin_object();
  json.field("description", description);
  json.key("content");
  json.raw(R"({"application/problem+json":{"schema":{"$ref":"#/components/schemas/problem"}}})");
  json.end_object();
}

void write_answers(Writer& json, const Route& route) {
  json.key("responses");
  json.begin_object();
  json.key("2XX");
  json.begin_object();
  json.field("description", route.summary);
  if (!route.gives.empty())
    write_json_content(json, R"({"oneOf":[)" + schema_ref(route.gives) + R"(,{"type":"array","items":)" +
                                 schema_ref(route.gives) + "}]}");
  json.end_object();
  if (route.guard.kind() == Guard::Kind::right) {
    write_problem(json, "401", "No valid token");
    write_problem(json, "403", "The role lacks the right");
  }
  if (!placeholders(route.pattern.text()).empty()) write_problem(json, "404", "Absent, or not to be known");
  if (route.method != http::Method::get) {
    write_problem(json, "409", "Changed by somebody else meanwhile");
    write_problem(json, "422", "Input does not fit; see fields");
  }
  write_problem(json, "423", "Consent is missing, ended or withdrawn");
  json.end_object();
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

std::string operation_id(const Route& route) {
  std::string id = lower(http::to_string(route.method));
  for (const char c : route.pattern.text().substr(7)) id += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return id;
}

void write_operation(Writer& json, const Route& route) {
  json.key(lower(http::to_string(route.method)));
  json.begin_object();
  json.field("operationId", operation_id(route));
  json.field("summary", route.summary);
  if (route.guard.kind() == Guard::Kind::right)
    json.field("description", "Right: " + std::string(access::info(route.guard.right()).code));
  write_parameters(json, route);
  write_body(json, route);
  write_answers(json, route);
  json.end_object();
}

void write_paths(Writer& json, const std::vector<Route>& routes) {
  std::map<std::string, std::vector<const Route*>> by_path;
  for (const Route& route : routes)
    if (is_api(route)) by_path[route.pattern.text()].push_back(&route);
  json.key("paths");
  json.begin_object();
  for (const auto& [path, list] : by_path) {
    json.key(path);
    json.begin_object();
    for (const Route* route : list) write_operation(json, *route);
    json.end_object();
  }
  json.end_object();
}

std::set<std::string_view> named_records(const std::vector<Route>& routes) {
  std::set<std::string_view> names;
  for (const Route& route : routes) {
    if (!is_api(route)) continue;
    if (!route.takes.empty()) names.insert(route.takes);
    if (!route.gives.empty()) names.insert(route.gives);
  }
  return names;
}

constexpr std::string_view problem_schema =
    R"({"type":"object","description":"RFC 9457","properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
    R"("code":{"type":"string"},"fields":{"type":"array","items":{"type":"object","properties":{"field":{"type":"string"},"message":{"type":"string"}}}}}})";

void write_components(Writer& json, const std::vector<Slice>& slices, const std::vector<Route>& routes) {
  const auto names = named_records(routes);
  json.key("components");
  json.begin_object();
  json.key("securitySchemes");
  json.raw(R"({"token":{"type":"http","scheme":"bearer","description":"Token of an integration account"}})");
  json.key("schemas");
  json.begin_object();
  for (const Slice& slice : slices)
    for (const record::Record* record : slice.records)
      if (names.contains(record->name)) {
        json.key(record->name);
        json.raw(json::schema(*record));
      }
  json.key("problem");
  json.raw(problem_schema);
  json.end_object();
  json.end_object();
}

}  // namespace

std::string openapi(const std::vector<Slice>& slices, const std::vector<Route>& routes) {
  Writer json;
  json.begin_object();
  json.field("openapi", "3.1.0");
  json.key("info");
  json.raw(
      R"({"title":"KIM","version":"1","description":"Kommunales Integrationsmanagement. Same acts, rights and audit as the pages. Ids are strings.","license":{"name":"EUPL-1.2","identifier":"EUPL-1.2"}})");
  json.key("servers");
  json.raw(R"([{"url":"/"}])");
  json.key("security");
  json.raw(R"([{"token":[]}])");
  write_paths(json, routes);
  write_components(json, slices, routes);
  json.end_object();
  return json.take();
}

}  // namespace kim::api
