// First talk, assessments and decision of the demo world. What it is not: when they happen (demo_story.h).
#pragma once

#include "app/demo_course.h"
#include "app/demo_data.h"
#include "domain/access/context.h"

namespace kim::app::demo {

void intake(Context& ctx, const Person& data, const Course& course);
/// Begins one and writes its lines; it stays open.
void begin_assessment(Context& ctx, const Person& data, Course& course);
void assess(Context& ctx, const Person& data, Course& course);
void assess_again(Context& ctx, const Person& data, const Course& course, const std::vector<Change>& changes);
void decide(Context& ctx, const Person& data, const Course& course);

}  // namespace kim::app::demo
