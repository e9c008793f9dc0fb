#include "app/demo_desk.h"

#include "base/check.h"
#include "domain/inquiries/inquiry.h"

namespace kim::app::demo {
namespace {

template <class T>
void must(const char* what, const Result<T>& result) {
  if (!result) raise_fault(std::string("Beispielwelt, ") + what + ": " + result.error().message);
}

}  // namespace

void receive(Context& ctx, const Inquiry& data, MunicipalityId place) {
  inquiries::Inquiry inquiry;
  inquiry.name = data.name;
  inquiry.call_back = data.call_back;
  inquiry.comes_back = data.call_back.empty();
  inquiry.concern = data.concern;
  inquiry.access_route = data.route;
  inquiry.language = data.language;
  inquiry.municipality = place;
  inquiry.received_on = ctx.today();
  must("Anfrage", inquiries::receive(ctx, inquiry));
}

void count(Context& ctx, const Advice& data, MunicipalityId place) {
  inquiries::ShortAdvice advice;
  advice.on = ctx.today();
  advice.topic = data.topic;
  advice.language = data.language;
  advice.minutes = data.minutes;
  advice.municipality = place;
  must("Kurzberatung", inquiries::count_advice(ctx, advice));
}

}  // namespace kim::app::demo
