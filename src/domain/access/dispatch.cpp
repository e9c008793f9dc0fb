#include "domain/access/dispatch.h"

#include <array>
#include <chrono>

#include "base/check.h"
#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/access/session.h"
#include "platform/http/statics.h"
#include "platform/log/log.h"

namespace kim {
namespace {

using http::Method;
using http::Request;
using http::Response;

struct Match {
  const Route* route = nullptr;
  std::vector<std::string> path;
  std::string allowed;  // methods of the path, if the wanted one is not among them: "GET, POST"
};

void allow(std::string& allowed, Method method) {
  if (!allowed.empty()) allowed += ", ";
  allowed += http::to_string(method);
}

Match find_route(const std::vector<Route>& routes, Method method, std::string_view path) {
  const Method wanted = method == Method::head ? Method::get : method;
  Match match;
  for (const Route& route : routes) {
    auto values = route.pattern.match(path);
    if (!values) continue;
    if (route.method != wanted) {
      allow(match.allowed, route.method);
      continue;
    }
    // A pattern without placeholders wins over one with: /faelle/neu before /faelle/{case}.
    if (match.route != nullptr && values->size() >= match.path.size()) continue;
    match.route = &route;
    match.path = std::move(*values);
  }
  return match;
}

bool changes(const Request& request) { return request.method != Method::get && request.method != Method::head; }

bool is_api(const Request& request) { return request.path.starts_with("/api/"); }

std::string bearer_token(const Request& request) {
  constexpr std::string_view prefix = "Bearer ";
  const std::string_view header = request.header("authorization");
  return header.starts_with(prefix) ? std::string(header.substr(prefix.size())) : std::string();
}

void add_security_headers(Response& response, bool secure) {
  static constexpr std::array<std::pair<const char*, const char*>, 6> headers{{
      {"Content-Security-Policy",
       "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src "
       "'self'; "
       "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
  }};
  for (const auto& [name, value] : headers)
    if (response.header(name).empty()) response.with(name, value);  // a file's own policy is the narrower one
  if (secure) response.with("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  if (response.header("Cache-Control").empty()) response.with("Cache-Control", "no-store");
}

/// Browsers tell where a request comes from; a form of another site is refused even with a stolen token.
bool from_elsewhere(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  return !site.empty() && site != "same-origin" && site != "none";
}

bool csrf_fits(const Request& request, const http::Form& form, const std::string& expected) {
  if (from_elsewhere(request)) return false;
  return !expected.empty() && crypto::equal_in_constant_time(form.get("_csrf"), expected);
}

/// Paths that stay open while something about the account is still to be done.
bool part_of_signing_in(std::string_view path) { return path.starts_with("/anmeldung") || path == "/abmelden"; }

/// Where the actor must go first: second factor, its set-up, or a new password. Empty if nowhere.
std::string detour(const access::Found& found, std::string_view path) {
  if (part_of_signing_in(path)) return {};
  if (found.stage == "password") return "/anmeldung/code";
  if (found.must_change_password) return "/anmeldung/passwort";
  if (found.second_factor_missing && !found.actor.integration) return "/anmeldung/zweiter-faktor";
  return {};
}

Response sign_in_needed(const Request& request) {
  if (is_api(request))
    return http::problem_response(401, "not_signed_in", tr("Zugriffsschlüssel fehlt oder gilt nicht mehr."));
  const bool back = request.method == Method::get && request.path != "/";
  return http::see_other(back ? "/anmeldung?weiter=" + http::percent_encode(request.target) : "/anmeldung");
}

std::optional<access::Found> who(const Services& services, const Request& request) {
  auto db = services.database.read_at_once();
  if (is_api(request)) return access::find_api_token(services, *db, bearer_token(request));
  return access::find_session(services, *db, request.cookie(access::session_cookie_name(request.secure)));
}

std::string opened_message(const Services& services, const Request& request) {
  const auto bytes = http::percent_decode(request.cookie(message_cookie), false);
  if (!bytes || bytes->empty()) return {};
  const auto sealed = crypto::from_hex(*bytes);
  return sealed ? services.keyring.tenant_key("message").open("message", *sealed).value_or("") : std::string();
}

void fill_context(Context& ctx, const Request& request, const std::optional<access::Found>& found) {
  if (found) {
    ctx.actor = found->actor;
    ctx.csrf = found->csrf;
    ctx.theme = found->theme;
    ctx.session_ends_at = found->ends_at;
  }
  ctx.secure = request.secure;
  if (request.method == Method::get) ctx.message = opened_message(ctx.services, request);
}

bool is_form(const Request& request) {
  return request.header("content-type").starts_with("application/x-www-form-urlencoded");
}

/// What a post holds: fields, and files where the route takes them.
Result<http::Multipart> read_body(const Request& request, const Route& route) {
  if (route.takes_files && !is_form(request))
    return http::parse_multipart(request.header("content-type"), request.body);
  if (!is_form(request) && !request.body.empty()) return failure(ErrorCode::bad_request);
  return http::Multipart{TRY(http::parse_form(request.body)), {}};
}

Response bad_request(Context& ctx, const Ask& ask) {
  return error_page(
      ctx, ask,
      {ErrorCode::bad_request, tr("Diese Anfrage konnte KIM nicht lesen. Es wurde nichts gespeichert."), {}, {}});
}

Response expired_form(Context& ctx, const Ask& ask) {
  return error_page(
      ctx, ask,
      {ErrorCode::bad_request,
       tr("Dieses Formular ist abgelaufen, oder Sie haben sich inzwischen neu angemeldet. Es wurde nichts gespeichert. "
          "Gehen Sie zurück und laden Sie die Seite neu."),
       {},
       {}});
}

Response refused(Context& ctx, const Ask& ask, access::Right right) {
  return error_page(ctx, ask, {ErrorCode::refused, tr(access::info(right).refusal), {}, {}});
}

/// An open page must not take somebody who has only typed a password for somebody who is signed in.
void forget_actor(Context& ctx) {
  ctx.actor = {};
  ctx.csrf.clear();
}

/// Who is not signed in, not yet wholly, or lacks a right; nothing if the actor may go on.
std::optional<Response> turned_away(Context& ctx, const Route& route, const Ask& ask,
                                    const std::optional<access::Found>& found) {
  if (!found) return sign_in_needed(ask.request);
  if (const std::string first = detour(*found, ask.request.path); !first.empty()) return http::see_other(first);
  if (is_api(ask.request) && !ctx.actor.may(access::Right::api_use)) return refused(ctx, ask, access::Right::api_use);
  if (!ctx.actor.may(route.guard.right())) return refused(ctx, ask, route.guard.right());
  return std::nullopt;
}

/// The guarded call: everything that may say no comes before the handler.
Response guarded(Context& ctx, const Route& route, const Request& request, const std::vector<std::string>& path,
                 const std::optional<access::Found>& found) {
  http::Multipart body;
  const http::Form& form = body.form;
  const Ask unread{request, path, form};
  const bool api = is_api(request), guarded_api = api && route.guard.kind() == Guard::Kind::right;
  if (guarded_api)  // JSON is read by the handler, files only for those who may send them
    if (auto answer = turned_away(ctx, route, unread, found)) return std::move(*answer);
  if (changes(request) && (!api || route.takes_files)) {
    auto parsed = read_body(request, route);
    if (!parsed) return bad_request(ctx, unread);
    body = std::move(*parsed);
  }
  const Ask ask{request, path, form, body.files};
  if (route.guard.kind() == Guard::Kind::open) {
    if (changes(request) && from_elsewhere(request)) return expired_form(ctx, ask);
    if (found && !detour(*found, request.path).empty()) forget_actor(ctx);
    return route.handler(ctx, ask);
  }
  if (!guarded_api)
    if (auto answer = turned_away(ctx, route, ask, found)) return std::move(*answer);
  if (changes(request) && !api && !csrf_fits(request, form, ctx.csrf)) return expired_form(ctx, ask);
  return route.handler(ctx, ask);
}

Response after_fault(Context& ctx, const Ask& ask, const Fault& fault) {
  log::error("fault", {{"what", fault.what()}});
  const bool full = fault.kind() == Fault::Kind::disk_full;
  Response response =
      fault_page(ctx, ask,
                 full ? tr("Der Speicherplatz auf dem Server ist voll. Ihre letzte Eingabe wurde nicht gespeichert.")
                      : tr("KIM erreicht die Datenbank gerade nicht. Ihre letzte Eingabe wurde nicht gespeichert."));
  return std::move(response.with("Retry-After", "10"));
}

Response after_bug(Context& ctx, const Ask& ask, const std::exception& bug) {
  log::error("bug", {{"what", bug.what()}});
  Response response = fault_page(ctx, ask, tr("In KIM ist ein Fehler aufgetreten. Es wurde nichts gespeichert."));
  response.status = 500;
  return response;
}

}  // namespace

std::string cookie(std::string_view name, std::string_view value, bool secure, int max_age_s) {
  std::string text = std::string(name) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax";
  if (secure) text += "; Secure";
  if (max_age_s >= 0) text += "; Max-Age=" + std::to_string(max_age_s);
  return text;
}

Application::Application(const Services& services) : services_(services) {
  for (const Slice& slice : services.slices)
    if (slice.routes != nullptr) slice.routes(routes_);
  for (const Route& a : routes_.list())
    for (const Route& b : routes_.list())
      CHECK(&a == &b || a.method != b.method || a.pattern.text() != b.pattern.text());
}

std::size_t Application::body_limit(Method method, std::string_view path) const {
  const Match match = find_route(routes_.list(), method, path);
  return match.route != nullptr ? match.route->body_bytes_max : 16 * 1024;
}

Response Application::handle(Request& request) const {
  if (auto file = http::serve_static(request)) {
    add_security_headers(*file, request.secure);
    return std::move(*file);
  }
  const http::Form nothing;
  const Match match = find_route(routes_.list(), request.method, request.path);
  const Ask ask{request, match.path, nothing};
  Context ctx(services_, {}, request.client);
  Response response;
  try {
    auto found = who(services_, request);
    if (found) access::touch_session(services_, *found);
    fill_context(ctx, request, found);
    const i18n::Use language(found ? found->actor.language : i18n::Language::de);
    if (match.route != nullptr) {
      response = guarded(ctx, *match.route, request, match.path, found);
    } else if (!match.allowed.empty()) {
      response =
          error_page(ctx, ask, {ErrorCode::bad_request, tr("Diese Adresse kann man so nicht aufrufen."), {}, {}});
      response.status = 405;
      response.with("Allow", match.allowed);
    } else if (!found && !is_api(request)) {
      response = sign_in_needed(request);
    } else {
      response = error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
    }
  } catch (const Fault& fault) {
    response = after_fault(ctx, ask, fault);
  } catch (const std::exception& bug) {
    response = after_bug(ctx, ask, bug);
  }
  if (!ctx.message.empty() && response.status == 200)
    response.with("Set-Cookie", cookie(message_cookie, "", request.secure, 0));
  // The script that warns before the sign-in runs out learns its new end from any answer to a post.
  if (changes(request) && ctx.actor.account && !is_api(request))
    response.with("X-KIM-Session-Ends", iso(ctx.session_ends_at));
  add_security_headers(response, request.secure);
  return response;
}

}  // namespace kim
