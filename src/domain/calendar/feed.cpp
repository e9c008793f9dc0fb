#include "domain/calendar/feed.h"

#include "base/i18n.h"
#include "domain/audit/audit.h"
#include "domain/calendar/appointment_store.h"
#include "domain/calendar/feed_store.h"
#include "domain/calendar/open_hours_store.h"
#include "platform/crypto/crypto.h"

namespace kim::calendar {
namespace {

using access::Right;

constexpr std::string_view what = "calendar_feed";
constexpr std::chrono::days look_back{31}, look_ahead{366};
constexpr std::size_t secret_bytes = 32;

db::Bytes hash_of(std::string_view secret) { return {crypto::sha256("calendar feed " + std::string(secret))}; }

void note(Context& ctx, db::Tx& tx, audit::Act act, AccountId account, std::int64_t id) {
  audit::append(
      tx, ctx.now,
      {.act = act, .actor = account, .what = what, .record_id = id, .purpose = "ics", .address = ctx.address});
}

ical::Event event_of(const store::Busy& busy) {
  const auto [begins, ends] = span_of(busy.day, busy.from, busy.until);
  return {.uid = "termin-" + std::to_string(busy.id) + "@kim",
          .begins = begins,
          .ends = ends,
          .summary = "Termin KIM",
          .location = busy.room,
          .cancelled = busy.cancelled,
          .changed = busy.changed_at,
          .sequence = busy.version - 1};
}

void add_open_hours(db::Connection& db, const store::Reader& reader, Day from, Day until, ical::Calendar& calendar) {
  const auto off = store::days_off_of(db, reader.team);
  std::map<std::int64_t, std::string> rooms;
  for (const auto& room : store::all_rooms(db)) rooms.emplace(room.id, room.value.name);
  for (const auto& hour : store::open_hours_of(db, reader.team)) {
    std::vector<records::Stored<DayOff>> own;
    for (const auto& one : off)
      if (one.parent == hour.id) own.push_back(one);
    for (const Occurrence& one : days_of(hour.value, own, from, until)) {
      if (!one.off.empty()) continue;
      const auto [begins, ends] = span_of(one.day, hour.value.from, hour.value.until);
      calendar.events.push_back({.uid = "sprechstunde-" + std::to_string(hour.id) + "-" + iso(one.day) + "@kim",
                                 .begins = begins,
                                 .ends = ends,
                                 .summary = "Sprechstunde KIM",
                                 .location = hour.value.room ? rooms[hour.value.room.value()] : std::string(),
                                 .changed = hour.changed_at,
                                 .sequence = hour.version - 1});
    }
  }
}

}  // namespace

std::string feed_path(std::string_view secret) { return "/kalender/abo/" + std::string(secret) + "/kim.ics"; }

std::optional<Feed> own_feed(Context& ctx) { return store::feed_of(ctx.db(), ctx.actor.account); }

Result<std::string> create_feed(Context& ctx) {
  if (!ctx.actor.may(Right::case_list)) return failure(ErrorCode::refused, tr(access::info(Right::case_list).refusal));
  const std::string secret = crypto::base64url(crypto::random_bytes(secret_bytes));
  return ctx.transact([&](db::Tx& tx) -> Result<std::string> {
    const std::int64_t id = ctx.new_id();
    store::end_feeds(tx, ctx.actor.account, ctx.now);
    store::add_feed(tx, id, ctx.actor.account, hash_of(secret), ctx.now);
    note(ctx, tx, audit::Act::granted, ctx.actor.account, id);
    return secret;
  });
}

Result<void> end_feed(Context& ctx) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto feed = store::feed_of(*tx, ctx.actor.account);
    if (!feed) return failure(ErrorCode::not_found);
    store::end_feeds(tx, ctx.actor.account, ctx.now);
    note(ctx, tx, audit::Act::withdrawn, ctx.actor.account, feed->id);
    return {};
  });
}

Result<ical::Calendar> read_feed(Context& ctx, std::string_view secret) {
  const auto reader = store::reader(ctx.db(), hash_of(secret));
  if (!reader) return failure(ErrorCode::not_found);
  const Day from = ctx.today() - look_back, until = ctx.today() + look_ahead;
  ical::Calendar calendar{.name = "KIM", .events = {}};
  for (const store::Busy& busy : store::busy(ctx.db(), *reader, from, until)) calendar.events.push_back(event_of(busy));
  add_open_hours(ctx.db(), *reader, from, until, calendar);
  if (reader->feed.read_on == ctx.today()) return calendar;
  TRY(ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::set_read(tx, reader->feed.id, ctx.today());
    note(ctx, tx, audit::Act::disclosed, reader->feed.account, reader->feed.id);
    return {};
  }));
  return calendar;
}

}  // namespace kim::calendar
