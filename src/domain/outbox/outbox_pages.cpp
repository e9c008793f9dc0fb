// "/postausgang" for the administration: state only. And its JSON routes.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/page.h"
#include "domain/outbox/outbox_slice.h"
#include "domain/outbox/outbox_store.h"
#include "platform/html/tables.h"
#include "platform/json/json.h"

namespace kim::outbox {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;
using http::Method;

constexpr std::string_view here = "/postausgang", states = "mail_state";
constexpr int rows_max = 1000;

std::string state_of(const http::Form& query) {
  const std::string state(query.get("stand"));
  return code_list(states).find(state) == nullptr ? std::string() : state;
}

Fragment state_badge(const store::Line& line) {
  const std::string label = code_label(states, line.state);
  if (line.state == "sent") return ui::badge(ui::Tone::success, label);
  return ui::badge(line.state == "waiting" ? ui::Tone::info : ui::Tone::danger, label);
}

Fragment retry_button(Context& ctx, const store::Line& line) {
  if (line.state == "sent" || line.reason == "taken_back") return {};
  const std::string what = code_label("mail_kind", line.kind) + " " + std::to_string(line.id);
  return post_form(
      ctx, std::string(here) + "/" + std::to_string(line.id) + "/erneut",
      ui::submit(tr("Erneut versuchen"), {.weight = ui::Weight::secondary, .hidden = ": " + what, .small = true}), "");
}

std::vector<Fragment> cells(Context& ctx, const store::Line& line) {
  return {h::all(code_label("mail_kind", line.kind)),
          ui::moment(line.created_at),
          h::all(state_badge(line),
                 h::when(!line.reason.empty(), [&] { return ui::meta(code_label("mail_reason", line.reason)); })),
          h::all(text::german_number(line.attempts)),
          line.state == "waiting" && line.next_at ? ui::moment(*line.next_at) : h::all(std::string("–")),
          retry_button(ctx, line)};
}

Fragment table_of(Context& ctx, const std::vector<store::Line>& lines) {
  ui::Table table;
  table.label = tr("Postausgang, neueste zuerst");
  table.columns = {{.label = tr("Art")},
                   {.label = tr("Angelegt"), .nowrap = true},
                   {.label = tr("Stand")},
                   {.label = tr("Versuche"), .number = true},
                   {.label = tr("Versuch am"), .nowrap = true},
                   {.label = tr("Aktion"), .hidden_label = true}};
  for (const store::Line& line : lines) table.rows.push_back(cells(ctx, line));
  return ui::table(table);
}

Fragment view_links(Context& ctx, const std::string& current) {
  std::vector<ui::View> views{{tr("Alle"), std::string(here), store::count(ctx.db(), ""), current.empty()}};
  for (const Code& code : code_list(states).codes())
    views.push_back({code_label(states, code.code), std::string(here) + "?stand=" + code.code,
                     store::count(ctx.db(), code.code), current == code.code});
  return ui::views(tr("Stand"), views);
}

Fragment off_note(const Context& ctx) {
  if (!ctx.services.mail_from.empty()) return {};
  return ui::alert(
      ui::Tone::info, tr("Mailversand ist nicht eingerichtet"),
      h::p(tr("Es werden keine Einladungen verschickt. Eingerichtet wird der Versand in der Einstellungsdatei "
              "(mail_host, mail_from).")));
}

Fragment late_note(Context& ctx) {
  const Stuck found = stuck(ctx.db(), ctx.now);
  if (found.late == 0) return {};
  return ui::alert(ui::Tone::warning,
                   trn("{} Nachricht wartet seit mehr als einer Stunde.",
                       "{} Nachrichten warten seit mehr als einer Stunde.", found.late),
                   h::p(tr("KIM versucht es weiter, bis eine Nachricht überholt ist. Prüfen Sie mail_host in der "
                           "Einstellungsdatei und ob der Mailserver erreichbar ist.")));
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const std::string state = state_of(ask.request.query);
  const long long total = store::count(ctx.db(), state);
  const long long offset = (ui::page_of(ask.request.query, total) - 1) * ui::kPerPage;
  const auto lines = store::list(ctx.db(), state, offset, ui::kPerPage);
  Page page;
  page.title = tr("Postausgang");
  page.nav = here;
  page.sub = tr("Was verschickt wird und was noch wartet. Empfänger und Inhalte stehen hier nicht.");
  const Fragment list = lines.empty()
                            ? ui::empty_state(tr("Hier liegt nichts"),
                                              tr("Einladungen zu Terminen stehen hier, sobald sie verschickt werden."))
                            : h::all(table_of(ctx, lines), ui::paging(ask.request.query, total));
  page.content = ui::stack(h::all(off_note(ctx), late_note(ctx), h::div_(view_links(ctx, state), list)));
  return show(ctx, std::move(page));
}

http::Response post_retry(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(try_again(ctx, ask.number(0)));
  return done(ctx, std::string(here), tr("Die Nachricht wird gleich noch einmal versucht"));
}

void write_line(json::Writer& json, const store::Line& line) {
  json.begin_object();
  json.id_field("id", line.id);
  for (const auto& [name, value] : {std::pair<std::string_view, const std::string&>{"kind", line.kind},
                                    {"state", line.state},
                                    {"reason", line.reason}}) {
    json.key(name);
    json.text(value);
  }
  json.key("attempts");
  json.number(line.attempts);
  json.key("created_at");
  json.text(iso(line.created_at));
  json.end_object();
}

http::Response list_api(Context& ctx, const Ask& ask) {
  json::Writer json;
  json.begin_array();
  for (const store::Line& line : store::list(ctx.db(), ask.request.query.get("state"), 0, rows_max))
    write_line(json, line);
  json.end_array();
  return http::json_response(json.take());
}

http::Response retry_api(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(try_again(ctx, ask.number(0)));
  return {204, {}, {}};
}

void routes(Routes& r) {
  constexpr Right right = Right::mail_manage;
  r.get(here, needs(right), show_list, "Postausgang: Stand der Nachrichten");
  r.post("/postausgang/{mail}/erneut", needs(right), post_retry, "Nachricht erneut versuchen");
  r.api(Method::get, "/api/v1/outgoing-mail", needs(right), list_api,
        "State of outgoing mail, newest first, without recipients and contents; ?state= narrows");
  r.api(Method::post, "/api/v1/outgoing-mail/{mail}/retry", needs(right), retry_api,
        "Try to send a message again at once");
}

}  // namespace

Slice outbox_slice() {
  Slice slice{.name = "outbox", .purpose = "Nachrichten, die auf den Versand warten", .rank = 3};
  slice.routes = routes;
  slice.records = {&outgoing_mail_record};
  slice.nav = {{N_("Postausgang"), here, Right::mail_manage, 85}};
  return slice;
}

}  // namespace kim::outbox
