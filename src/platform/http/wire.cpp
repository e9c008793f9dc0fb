// The answer as bytes. What it is not: reading; requests are parsed by Beast in server.cpp.
#include "platform/http/wire.h"

#include <fmt/compile.h>
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <ctime>
#include <iterator>

#include "base/check.h"
#include "base/i18n.h"
#include "platform/log/log.h"

namespace kim::http {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 423: return "Locked";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Other";
  }
}

/// "Tue, 24 Nov 2026 08:09:10 GMT", made once a second and thread.
std::string_view http_date() {
  static thread_local std::time_t made_at = -1;
  static thread_local std::array<char, 64> text{};
  static thread_local std::size_t size = 0;
  const std::time_t now = std::time(nullptr);
  if (now != made_at) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);  // "C" locale: never set
    made_at = now;
  }
  return {text.data(), size};
}

bool is_token(std::string_view name) {
  static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.contains(c);
  });
}

bool is_field_value(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// Fields that belong to the connection, not to the handler.
bool is_ours(std::string_view name) {
  const auto same = [name](std::string_view other) {
    return std::ranges::equal(name, other, [](char a, char b) { return (a | 0x20) == (b | 0x20); });
  };
  return same("content-length") || same("transfer-encoding") || same("connection") || same("date");
}

void append_headers(std::string& head, const Pairs& headers) {
  for (const auto& [name, value] : headers) {
    CHECK(is_token(name));
    CHECK(is_field_value(value));
    if (is_ours(name)) continue;
    head.append(name).append(": ").append(value).append("\r\n");
  }
}

void append_connection(std::string& head, AnswerTo to) {
  if (!to.keep_alive) {
    head += "Connection: close\r\n";
  } else if (to.http_1_0) {
    head += "Connection: keep-alive\r\n";
  }
}

struct Words {
  std::string title, text;
};

Words words(int status) {
  switch (status) {
    case 405:
    case 501:
      return {tr("Das geht hier nicht"), tr("Diese Art von Anfrage kennt das Programm nicht. Nichts wurde geändert.")};
    case 413:
      return {tr("Zu viele Daten"), tr("Die gesendeten Daten sind größer als hier erlaubt. Nichts wurde gespeichert. "
                                       "Kürzen Sie den Text oder verkleinern Sie die Datei.")};
    case 431:
      return {tr("Die Anfrage ist zu lang"),
              tr("Die Adresse oder die Angaben Ihres Browsers sind zu lang. Nichts wurde "
                 "gespeichert. Löschen Sie die Cookies dieser Seite und melden Sie sich "
                 "neu an.")};
    case 500:
      return {tr("Das hat nicht geklappt"),
              tr("Im Programm ist ein Fehler aufgetreten. Ihre letzte Eingabe wurde nicht "
                 "gespeichert. Der Fehler ist im Protokoll vermerkt. Versuchen Sie es "
                 "noch einmal; wenn es wieder geschieht, sagen Sie der Administration "
                 "Bescheid.")};
    case 503:
      return {tr("Gerade nicht erreichbar"),
              tr("Das Programm kann Ihre Anfrage im Moment nicht bearbeiten. Nichts wurde "
                 "gespeichert. Versuchen Sie es in einer Minute noch einmal.")};
    default:
      return {tr("Diese Anfrage ist nicht lesbar"),
              tr("Die Adresse oder die gesendeten Daten haben nicht die richtige "
                 "Form. Nichts wurde gespeichert. Gehen Sie zurück zur Startseite "
                 "und versuchen Sie es von dort.")};
  }
}

void log_failure(const Request& request, std::string_view kind, std::string_view cause) {
  log::error("request_failed", {{"method", to_string(request.method)},
                                {"path", without_query(request.target)},
                                {"kind", kind},
                                {"cause", cause}});
}

Response failed(const Request& request, const Fault& fault) {
  const bool unavailable = fault.kind() == Fault::Kind::unavailable;
  log_failure(request, unavailable ? "unavailable" : "fault", fault.what());
  return plain_page(unavailable ? 503 : 500);
}

}  // namespace

Wire to_wire(Response response, AnswerTo to) {
  const bool bodyless = response.status == 204 || response.status == 304;
  Wire wire;
  wire.keep_alive = to.keep_alive;
  wire.head.reserve(512);
  fmt::format_to(std::back_inserter(wire.head), FMT_COMPILE("HTTP/1.1 {} {}\r\nDate: {}\r\n"), response.status,
                 reason(response.status), http_date());
  append_headers(wire.head, response.headers);
  if (!bodyless)
    fmt::format_to(std::back_inserter(wire.head), FMT_COMPILE("Content-Length: {}\r\n"), response.body.size());
  append_connection(wire.head, to);
  wire.head += "\r\n";
  if (!bodyless && to.method != Method::head) wire.body = std::move(response.body);
  return wire;
}

Response plain_page(int status) {
  const Words page = words(status);
  Response response = html_response(
      fmt::format("<!DOCTYPE html>\n<html lang=\"{0}\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{1} – KIM</title>\n"
                  "</head>\n<body>\n<main>\n<h1>{1}</h1>\n<p>{2}</p>\n<p><a href=\"/\">{3}</a></p>\n</main>\n</body>\n"
                  "</html>\n",
                  i18n::tag(), page.title, page.text, tr("Zur Startseite")),
      status);
  response.with("Cache-Control", "no-store").with("Content-Security-Policy", "default-src 'none'");
  if (status == 405) response.with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE");
  if (status == 503) response.with("Retry-After", "60");
  return response;
}

Wire answer(const Handler& handler, Request& request, AnswerTo to, const std::atomic<bool>& stopping) {
  Response failure_page;
  try {
    Response response = handler(request);
    to.keep_alive = to.keep_alive && !stopping;
    return to_wire(std::move(response), to);
  } catch (const Fault& fault) {
    failure_page = failed(request, fault);
  } catch (const std::exception& error) {
    log_failure(request, "bug", error.what());
    failure_page = plain_page(500);
  } catch (...) {
    log_failure(request, "bug", "unknown exception");
    failure_page = plain_page(500);
  }
  return to_wire(std::move(failure_page), to);
}

std::string_view without_query(std::string_view target) { return target.substr(0, target.find('?')); }

}  // namespace kim::http
