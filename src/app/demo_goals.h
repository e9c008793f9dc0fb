// The joint review of the demo world. What it is not: when it happens (demo_story.h).
#pragma once

#include "app/demo_course.h"
#include "domain/access/context.h"

namespace kim::app::demo {

/// Each open goal stays as it is, with a word on it. Where one stalls, a step is added and a second version is signed.
void review_together(Context& ctx, const Course& course);
/// The stalled goal's hint to the coordinating body, in these words.
void give_hint(Context& ctx, const Course& course, GoalId goal, const std::string& text);
/// Of the hints given so far, one is closed with an answer and one taken up (as a coordinating body).
void answer_hints(Context& ctx);

}  // namespace kim::app::demo
