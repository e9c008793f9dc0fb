// Stored records as JSON answers, the same in every slice: id, version, the described fields.
// What it is not: a check of rights. Handlers have their permit and their read entry before they answer.
#pragma once

#include <vector>

#include "domain/records/records.h"
#include "platform/http/http.h"
#include "platform/json/json.h"

namespace kim::records {

/// Begins the object of `stored` and leaves it open: what belongs to it alone (author, lines) follows.
template <class T>
void begin_json(json::Writer& json, const record::Record& record, const Stored<T>& stored) {
  json.begin_object();
  json.id_field("id", stored.id);
  json.key("version");
  json.number(stored.version);
  json.fields(record, &stored.value);
}

template <class T>
[[nodiscard]] http::Response json_of(const record::Record& record, const Stored<T>& stored) {
  json::Writer json;
  begin_json(json, record, stored);
  json.end_object();
  return http::json_response(json.take());
}

template <class T>
[[nodiscard]] http::Response json_of(const record::Record& record, const std::vector<Stored<T>>& list) {
  json::Writer json;
  json.begin_array();
  for (const Stored<T>& one : list) {
    begin_json(json, record, one);
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

/// 201 with the id of what was made.
[[nodiscard]] http::Response created(std::int64_t id);

}  // namespace kim::records
