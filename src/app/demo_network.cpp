#include "app/demo_network.h"

#include "app/demo_course.h"
#include "domain/networking/networking.h"

namespace kim::app::demo {

void note_network(Context& ctx, const NetworkContact& data, const std::vector<BodyId>& bodies) {
  networking::NetworkContact contact;
  contact.on = ctx.today();
  contact.kind = data.kind;
  contact.topic = data.topic;
  contact.minutes = data.minutes;
  contact.others = data.others;
  contact.outcome = data.outcome;
  contact.note = data.note;
  must("Netzwerkkontakt", networking::note_contact(ctx, contact, bodies));
}

}  // namespace kim::app::demo
