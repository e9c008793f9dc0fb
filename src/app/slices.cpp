#include "app/slices.h"

#include "domain/access/access_slice.h"
#include "domain/api/api_slice.h"
#include "domain/assessment/assessment_slice.h"
#include "domain/calendar/calendar_slice.h"
#include "domain/cases/cases_slice.h"
#include "domain/codelists/codelists_slice.h"
#include "domain/conference/conference_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/contacts/contacts_slice.h"
#include "domain/documents/documents_slice.h"
#include "domain/drafts/drafts_slice.h"
#include "domain/duplicates/duplicates_slice.h"
#include "domain/emergency/emergency_slice.h"
#include "domain/family/family_slice.h"
#include "domain/goals/goals_slice.h"
#include "domain/handover/handover_slice.h"
#include "domain/hints/hints_slice.h"
#include "domain/home/home_slice.h"
#include "domain/imports/imports_slice.h"
#include "domain/inquiries/inquiries_slice.h"
#include "domain/networking/networking_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/outbox/outbox_slice.h"
#include "domain/people/people_slice.h"
#include "domain/privacy/privacy_slice.h"
#include "domain/referrals/referrals_slice.h"
#include "domain/tasks/tasks_slice.h"
#include "domain/texts/texts_slice.h"
#include "domain/uma/uma_slice.h"

namespace kim::app {

const std::vector<Slice>& slices() {
  static const std::vector<Slice> list{
      access::access_slice(),  // one a line, lower ranks first
      drafts::drafts_slice(),
      codelists::codelists_slice(),
      outbox::outbox_slice(),
      people::people_slice(),
      organisation::organisation_slice(),
      inquiries::inquiries_slice(),
      networking::networking_slice(),
      hints::hints_slice(),
      consent::consent_slice(),
      cases::cases_slice(),
      contacts::contacts_slice(),
      tasks::tasks_slice(),
      assessment::assessment_slice(),
      goals::goals_slice(),
      calendar::calendar_slice(),
      referrals::referrals_slice(),
      uma::uma_slice(),
      family::family_slice(),
      documents::documents_slice(),
      emergency::emergency_slice(),
      handover::handover_slice(),
      conference::conference_slice(),
      home::home_slice(),
      privacy::privacy_slice(),
      duplicates::duplicates_slice(),
      imports::imports_slice(),
      api::api_slice(),
      texts::texts_slice(),
  };
  return list;
}

}  // namespace kim::app
