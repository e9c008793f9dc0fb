#include "domain/records/answers.h"

namespace kim::records {

http::Response created(std::int64_t id) {
  json::Writer json;
  json.begin_object();
  json.id_field("id", id);
  json.end_object();
  return http::json_response(json.take(), 201);
}

}  // namespace kim::records
