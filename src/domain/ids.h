// All id types of the domain: a record may refer to any other without including its slice.
#pragma once

#include "base/id.h"

namespace kim {

using AccountId = Id<struct AccountTag>;
using SessionId = Id<struct SessionTag>;
using SubjectId = Id<struct SubjectTag>;  // whoever has a key of their own: a person, an inquirer, an account
using TeamId = Id<struct TeamTag>;        // a regional team or the UmA team; the area a case belongs to
using BodyId = Id<struct BodyTag>;        // Kreis, Kommune, Amt, Träger ...; also employer and controller
using MunicipalityId = Id<struct MunicipalityTag>;
using PostId = Id<struct PostTag>;
using PersonId = Id<struct PersonTag>;    // numerically a SubjectId
using InquiryId = Id<struct InquiryTag>;  // numerically a SubjectId
using ConsentId = Id<struct ConsentTag>;
using ReleaseId = Id<struct ReleaseTag>;
using CaseId = Id<struct CaseTag>;
using ContactId = Id<struct ContactTag>;
using TaskId = Id<struct TaskTag>;
using AppointmentId = Id<struct AppointmentTag>;
using SeriesId = Id<struct SeriesTag>;
using RoomId = Id<struct RoomTag>;
using OpenHourId = Id<struct OpenHourTag>;
using WalkInId = Id<struct WalkInTag>;
using IntakeId = Id<struct IntakeTag>;
using AssessmentId = Id<struct AssessmentTag>;
using GoalId = Id<struct GoalTag>;
using StepId = Id<struct StepTag>;
using ReferralId = Id<struct ReferralTag>;
using LetterId = Id<struct LetterTag>;
using DocumentId = Id<struct DocumentTag>;
using DraftId = Id<struct DraftTag>;
using ImportId = Id<struct ImportTag>;  // numerically a SubjectId

}  // namespace kim
