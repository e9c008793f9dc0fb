// The joint review of the demo world. What it is not: when it happens (demo_story.h).
#pragma once

#include "app/demo_course.h"
#include "domain/access/context.h"

namespace kim::app::demo {

/// Each open goal stays as it is, with a word on it. Where one stalls, a step is added and a second version is signed.
void review_together(Context& ctx, const Course& course);

}  // namespace kim::app::demo
