// The history of a case: entries of all slices, and the case's own (opened, handed over, closed).
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/order.h"
#include "domain/access/account.h"
#include "domain/cases/case_store.h"
#include "domain/cases/case_views.h"

namespace kim::cases {
namespace {

TimelineEntry own_entry(Moment at, std::string_view icon, std::string title, std::string who, Day today) {
  TimelineEntry entry;
  entry.at = at;
  entry.kind = "case";
  entry.icon = icon;
  entry.title = html::all(title);
  entry.when = german_short(local_day(at), today);
  entry.meta = html::all(who);
  entry.minor = true;
  return entry;
}

/// The first line of responsibility is the opening, the later ones are handovers.
void add_assignments(std::vector<TimelineEntry>& entries, const std::vector<access::Assignment>& history, Day today) {
  bool first = true;
  for (const access::Assignment& line : history) {
    if (line.kind != "responsible") continue;
    std::string title = first ? tr("Fallakte angelegt") : trf("Zuständigkeit an {} übergeben", {line.account_name});
    entries.push_back(own_entry(line.from, "flag", std::move(title), first ? line.account_name : std::string(), today));
    first = false;
  }
}

void add_closings(Context& ctx, std::vector<TimelineEntry>& entries, const access::Permit& permit) {
  for (const auto& closing : closures_of(ctx.db(), permit)) {
    TimelineEntry entry = own_entry(closing.created_at, "check", tr("Fall abgeschlossen"),
                                    access::account_name(ctx, closing.created_by), ctx.today());
    entry.text = html::all(code_label("closure_reason", closing.value.reason));
    entry.minor = false;
    entries.push_back(std::move(entry));
  }
}

}  // namespace

std::vector<TimelineEntry> timeline_of(Context& ctx, const access::Permit& permit,
                                       const std::vector<access::Assignment>& history) {
  std::vector<TimelineEntry> entries;
  for (const Slice& slice : ctx.services.slices)
    if (slice.timeline != nullptr) slice.timeline(ctx, permit, entries);
  add_assignments(entries, history, ctx.today());
  add_closings(ctx, entries, permit);
  order_by(entries, [](const TimelineEntry& a, const TimelineEntry& b) { return a.at > b.at; });
  return entries;
}

html::Fragment timeline_view(std::span<const TimelineEntry> entries) {
  std::vector<ui::Entry> list;
  for (const TimelineEntry& one : entries) {
    ui::Entry entry{local_day(one.at), one.icon, one.title, one.when, one.text, {}, one.minor};
    if (!one.meta.empty()) entry.meta.push_back(one.meta);
    list.push_back(std::move(entry));
  }
  return ui::timeline(list);
}

}  // namespace kim::cases
