#include "domain/access/page.h"

#include <algorithm>

#include "base/i18n.h"
#include "domain/access/dispatch.h"
#include "platform/crypto/crypto.h"
#include "platform/html/shell.h"

namespace kim {
namespace {

using html::Fragment;

template <class Items>
std::vector<ui::NavLink> allowed(const Context& ctx, Items Slice::* list) {
  std::vector<NavItem> items;
  for (const Slice& slice : ctx.services.slices)
    for (const NavItem& item : slice.*list)
      if (ctx.actor.may(item.right)) items.push_back(item);
  std::sort(items.begin(), items.end(),
            [](const NavItem& a, const NavItem& b) { return std::pair(a.order, a.href) < std::pair(b.order, b.href); });
  std::vector<ui::NavLink> links;
  for (const NavItem& item : items) links.push_back({tr(item.label), std::string(item.href)});
  return links;
}

std::string role_line(const Context& ctx) {
  std::string line = tr(access::info(ctx.actor.role).label);
  if (!ctx.actor.team_name.empty()) line += " · " + ctx.actor.team_name;
  return line;
}

ui::Frame frame_for(const Context& ctx, std::string title, bool error) {
  ui::Frame frame;
  frame.title = std::move(title);
  frame.tenant = ctx.services.tenant;
  frame.theme = ctx.theme;
  frame.demo = ctx.services.demo;
  frame.error = error;
  return frame;
}

ui::Shell shell_for(const Context& ctx, std::string title, bool error) {
  ui::Shell shell;
  shell.frame = frame_for(ctx, std::move(title), error);
  shell.account = ctx.actor.name;
  shell.role = role_line(ctx);
  shell.csrf = ctx.csrf;
  shell.session_ends = iso(ctx.session_ends_at);
  shell.nav = allowed(ctx, &Slice::nav);
  shell.create = allowed(ctx, &Slice::create);
  shell.search = ctx.actor.may(access::Right::person_search);
  return shell;
}

Fragment crumbs_of(const std::vector<Crumb>& crumbs) {
  if (crumbs.empty()) return {};
  std::vector<ui::Link> links;
  for (const Crumb& crumb : crumbs) links.push_back({crumb.label, crumb.href});
  return ui::breadcrumb(links);
}

Fragment content_of(const Context& ctx, Page& page) {
  Fragment heading = page.heading.empty() ? html::all(page.title) : std::move(page.heading);
  Fragment sub = page.sub.empty() ? Fragment() : html::all(page.sub);
  Fragment message = ctx.message.empty() || page.error ? Fragment() : ui::saved_message(ctx.message);
  return html::all(message, crumbs_of(page.crumbs),
                   ui::page_head({std::move(heading), std::move(sub), std::move(page.actions)}), page.tabs,
                   page.content);
}

/// A short code that stands on the error page and in the log; tells nothing by itself.
std::string reference() { return crypto::hex(crypto::random_bytes(4)); }

/// Programs read these, not people.
bool wants_json(const Ask& ask) { return ask.request.path.starts_with("/api/") || ask.request.path == "/healthz"; }

struct Mapped {
  int status;
  std::string_view code;
};

/// The one place that maps outcomes to HTTP.
Mapped mapped(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_found: return {404, "not_found"};
    case ErrorCode::refused: return {403, "refused"};
    case ErrorCode::invalid: return {422, "invalid"};
    case ErrorCode::conflict: return {409, "conflict"};
    case ErrorCode::blocked: return {423, "blocked"};
    case ErrorCode::too_large: return {413, "too_large"};
    case ErrorCode::bad_request: return {400, "bad_request"};
  }
  report_bug("unknown error code");
}

ui::ErrorText text_for(const Context& ctx, const Error& error) {
  switch (error.code) {
    case ErrorCode::not_found: return ui::not_found_text(reference());
    case ErrorCode::refused: return ui::refused_text(error.message, reference());
    case ErrorCode::blocked:
      return {
          423,
          tr("Dieser Fall ist gesperrt"),
          error.message,
          {ui::text_link("/hilfe/datenschutz", tr("Datenschutz erreichen")), ui::text_link("/", tr("Zur Startseite"))},
          reference()};
    case ErrorCode::conflict:
      return {409,
              tr("Das hat inzwischen jemand anderes geändert"),
              error.message.empty() ? tr("Nichts ist verloren. Laden Sie die Seite neu und prüfen Sie den neuen Stand.")
                                    : error.message,
              {},
              reference()};
    case ErrorCode::invalid:
    case ErrorCode::too_large:
    case ErrorCode::bad_request: break;
  }
  std::vector<Fragment> ways{ui::text_link("/", tr("Zur Startseite"))};
  return {mapped(error.code).status, tr("Das ging nicht"), error.message, std::move(ways),
          ctx.services.demo ? std::string() : reference()};
}

http::Response bare_error(const Context& ctx, const ui::ErrorText& text) {
  const ui::BarePage bare{frame_for(ctx, text.title, false), ui::error_text(text), false};
  return http::html_response(ui::page(bare), text.status);
}

}  // namespace

http::Response show(Context& ctx, Page page) {
  const std::string title = page.title_detail.empty() ? page.title : page.title_detail;
  ui::Shell shell = shell_for(ctx, title, page.error);
  shell.nav_current = page.nav;
  shell.above = std::move(page.above);
  shell.print_wide = page.print_wide;
  shell.search_word = page.search_word;
  shell.content = content_of(ctx, page);
  return http::html_response(ui::page(shell), page.status);
}

http::Response show_bare(Context& ctx, Page page, Column column) {
  const bool narrow = column == Column::narrow;
  const Fragment head = narrow ? Fragment() : ui::page_head({html::all(page.title), html::all(page.sub)});
  const Fragment message = ctx.message.empty() || page.error ? Fragment() : ui::saved_message(ctx.message);
  const ui::BarePage bare{frame_for(ctx, page.title, page.error), html::all(message, head, page.content), narrow};
  return http::html_response(ui::page(bare), page.status);
}

http::Response done(Context& ctx, std::string location, std::string message) {
  auto response = http::see_other(std::move(location));
  const std::string sealed = ctx.services.keyring.tenant_key("message").seal("message", message);
  return std::move(response.with("Set-Cookie", cookie(message_cookie, crypto::hex(sealed), ctx.secure, 60)));
}

http::Response error_page(Context& ctx, const Ask& ask, const Error& error) {
  if (wants_json(ask)) {
    const Mapped to = mapped(error.code);
    const std::string title = error.message.empty() ? text_for(ctx, error).title : error.message;
    return http::problem_response(to.status, to.code, title, error.fields);
  }
  const ui::ErrorText text = text_for(ctx, error);
  if (!ctx.actor.account || ctx.csrf.empty()) return bare_error(ctx, text);
  ui::Shell shell = shell_for(ctx, text.title, false);
  shell.content = ui::error_text(text);
  return http::html_response(ui::page(shell), text.status);
}

http::Response fault_page(Context& ctx, const Ask& ask, std::string_view sentence) {
  if (wants_json(ask)) return http::problem_response(503, "unavailable", sentence);
  ui::ErrorText text = ui::unavailable_text(reference());
  text.text = sentence;
  return bare_error(ctx, text);
}

Fragment post_form(Context& ctx, std::string_view action, Fragment children, std::string_view css_class) {
  using namespace html;
  return form(cls(css_class), method("post"), html::action(Url(action)), novalidate(),
              input(type("hidden"), name_("_csrf"), value(ctx.csrf)), children);
}

}  // namespace kim
