// The address to subscribe to: made and ended by the owner, read by calendar programs.
#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/calendar/appointment_views.h"
#include "domain/calendar/feed.h"
#include "platform/crypto/crypto.h"
#include "platform/html/decisions.h"

namespace kim::calendar {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

constexpr std::string_view here = "/kalender/abo";

Page page_of(std::string title) {
  Page page;
  page.title = std::move(title);
  page.nav = "/kalender";
  page.crumbs = {{tr("Kalender"), "/kalender"}, {tr("Kalender abonnieren"), {}}};
  return page;
}

Fragment state_of(Context& ctx, const std::optional<Feed>& feed) {
  if (!feed)
    return h::all(h::p(tr("Für Ihr Konto gibt es noch keine Adresse.")),
                  post_form(ctx, here, ui::form_actions(ui::submit(tr("Adresse erstellen")))));
  const std::string used = feed->read_on ? german(*feed->read_on) : tr("noch nie");
  return h::all(
      ui::facts({{tr("Erstellt am"), ui::moment(feed->created_at)}, {tr("Zuletzt abgerufen"), h::all(used)}}),
      h::p(h::cls("kim-gap-top"),
           tr("Die Adresse selbst kennt KIM nicht mehr. Wenn Sie sie brauchen oder jemand anderes "
              "sie gesehen hat, erstellen Sie eine neue. Die alte gilt dann nicht mehr.")),
      ui::actions(h::all(post_form(ctx, here, ui::submit(tr("Neue Adresse erstellen")), ""),
                         post_form(ctx, std::string(here) + "/beenden",
                                   ui::submit(tr("Adresse beenden"), {.weight = ui::Weight::secondary}), ""))));
}

http::Response show_feed(Context& ctx, const Ask&) {
  Page page = page_of(tr("Kalender abonnieren"));
  page.sub = tr("Ihre Termine im Kalender von Telefon oder Rechner, immer auf dem neuesten Stand.");
  page.content = ui::stack(h::all(
      ui::note("lock",
               h::all(tr("Ihr Kalenderprogramm erfährt nur, wann ein Termin ist und in welchem eigenen Raum. Nie, "
                         "mit wem und warum. Jeder Termin heißt dort „Termin KIM“."))),
      ui::section({.id = "h-adresse", .title = tr("Ihre geheime Adresse")}, state_of(ctx, own_feed(ctx)))));
  return show(ctx, std::move(page));
}

/// "https://kim.example": as the browser reached us.
std::string origin_of(const Context& ctx, const Ask& ask) {
  return (ctx.secure || ask.request.secure ? "https://" : "http://") + std::string(ask.request.header("host"));
}

http::Response post_feed(Context& ctx, const Ask& ask) {
  const std::string secret = SHOW_OR_FAIL(create_feed(ctx));
  Page page = page_of(tr("Ihre Adresse ist erstellt"));
  page.content = h::all(
      ui::alert(
          ui::Tone::warning, tr("Sie sehen die Adresse nur jetzt."),
          h::p(tr("Kopieren Sie sie in Ihr Kalenderprogramm, dort heißt es meist „Kalender abonnieren“ oder „Aus dem "
                  "Internet“. Geben Sie sie niemandem weiter.")),
          ui::Announce::status),
      h::p(h::cls("kim-gap-top"), h::code_(h::cls("kim-break"), origin_of(ctx, ask) + feed_path(secret))),
      ui::form_actions(ui::link_button("/kalender", tr("Zum Kalender"))));
  return show(ctx, std::move(page));
}

http::Response post_end(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(end_feed(ctx));
  return done(ctx, std::string(here), tr("Die Adresse gilt nicht mehr"));
}

/// For calendar programs: no page, no session. The tag is of the bytes, so an unchanged calendar is not sent again.
http::Response get_ics(Context& ctx, const Ask& ask) {
  const auto calendar = read_feed(ctx, ask.path.at(0));
  if (!calendar) return http::text_response("Diese Adresse gilt nicht oder nicht mehr.\n", 404);
  std::string body = ical::to_text(*calendar);
  const std::string tag = "\"" + crypto::hex(crypto::sha256(body).substr(0, 16)) + "\"";
  http::Response answer;
  answer.with("ETag", tag).with("Cache-Control", "private, no-cache");
  if (ask.request.header("if-none-match") == tag) {
    answer.status = 304;
    return answer;
  }
  answer.with("Content-Type", "text/calendar; charset=utf-8");
  answer.body = std::move(body);
  return answer;
}

}  // namespace

void feed_routes(Routes& r) {
  r.get(here, needs(Right::case_list), show_feed, "Kalender abonnieren: geheime Adresse");
  r.post(here, needs(Right::case_list), post_feed, "Geheime Kalenderadresse erstellen");
  r.post("/kalender/abo/beenden", needs(Right::case_list), post_end, "Geheime Kalenderadresse beenden");
  r.get("/kalender/abo/{secret}/kim.ics",
        open_to_all("Kalenderprogramme melden sich nicht an; die Adresse ist geheim und enthält keine Namen"), get_ics,
        "Kalender für andere Programme (RFC 5545)");
}

}  // namespace kim::calendar
