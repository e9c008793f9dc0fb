// Static files with content-hash names. What it is not: pages or anything with data; the files are the same for everyone.
#include "platform/http/statics.h"

#include <openssl/evp.h>

#include <array>
#include <map>

#include "base/check.h"
#include "base/text.h"
#include "platform/assets.h"

namespace kim::http {
namespace {

constexpr std::string_view kFolder = "web/";
constexpr std::string_view kForever = "public, max-age=31536000, immutable";
constexpr std::string_view kOneDay = "public, max-age=86400";
constexpr std::string_view kNoRobots = "User-agent: *\nDisallow: /\n";

struct Entry {
  const assets::File* file;
  std::string hash;
  std::string url;
};

/// First 32 bits of SHA-256 in hex. embed.cmake makes the same for the fonts named in the style sheet.
std::string content_hash(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
    throw Fault("SHA-256 is not available");
  static constexpr char hex[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < 4; ++i) {
    text += hex[digest[i] >> 4];
    text += hex[digest[i] & 15];
  }
  return text;
}

/// "web/kim.css" -> "/static/kim.3f2a9c1d.css"
std::string hashed_url(std::string_view path, std::string_view hash) {
  const std::string_view name = path.substr(kFolder.size());
  const std::size_t dot = name.rfind('.');
  return std::string("/static/").append(name.substr(0, dot)).append(".").append(hash).append(name.substr(dot));
}

using Entries = std::map<std::string, Entry, std::less<>>;

Entries read_entries() {
  Entries entries;
  for (const assets::File& file : assets::files()) {
    if (!file.path.starts_with(kFolder)) continue;
    std::string hash = content_hash(file.bytes);
    std::string url = hashed_url(file.path, hash);
    entries.emplace(file.path.substr(kFolder.size()), Entry{&file, std::move(hash), std::move(url)});
  }
  return entries;
}

/// By name: "kim.css". Made at first use, then only read.
const Entries& entries() {
  static const Entries all = read_entries();
  return all;
}

const std::map<std::string_view, const Entry*>& by_url() {
  static const auto index = [] {
    std::map<std::string_view, const Entry*> made;
    for (const auto& [name, entry] : entries()) made.emplace(entry.url, &entry);
    return made;
  }();
  return index;
}

std::string_view content_type(std::string_view path) {
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (path.ends_with(".svg")) return "image/svg+xml";
  if (path.ends_with(".woff2")) return "font/woff2";
  return "application/octet-stream";
}

/// q=0, q=0.0 ... after a coding means "not this one".
bool is_refused(std::string_view parameters) {
  const std::size_t q = parameters.find("q=");
  return q != std::string_view::npos && parameters.substr(q + 2).find_first_not_of("0. \t") == std::string_view::npos;
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  for (const std::string& item : text::split(accept_encoding, ',')) {
    const std::size_t semicolon = item.find(';');
    if (text::trim(std::string_view(item).substr(0, semicolon)) != coding) continue;
    return semicolon == std::string::npos || !is_refused(std::string_view(item).substr(semicolon + 1));
  }
  return false;
}

/// The smallest form of a file that the browser takes.
struct Packed {
  std::string_view bytes;
  std::string_view coding;  // "" = as it is
};

Packed choose_form(const assets::File& file, std::string_view accept_encoding) {
  if (!file.brotli.empty() && accepts(accept_encoding, "br")) return {file.brotli, "br"};
  if (!file.gzip.empty() && accepts(accept_encoding, "gzip")) return {file.gzip, "gzip"};
  return {file.bytes, ""};
}

bool matches(std::string_view if_none_match, std::string_view tag) {
  for (const std::string& item : text::split(if_none_match, ',')) {
    std::string_view one = text::trim(item);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
  }
  return false;
}

Response answer(const Request& request, const Entry& entry, std::string_view caching) {
  const Packed form = choose_form(*entry.file, request.header("accept-encoding"));
  const std::string tag = "\"" + entry.hash + (form.coding.empty() ? "" : "-") + std::string(form.coding) + "\"";
  Response response;
  response.with("ETag", tag).with("Cache-Control", std::string(caching));
  if (!entry.file->gzip.empty()) response.with("Vary", "Accept-Encoding");
  if (matches(request.header("if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  response.with("Content-Type", std::string(content_type(entry.file->path)));
  if (!form.coding.empty()) response.with("Content-Encoding", std::string(form.coding));
  response.body = form.bytes;
  return response;
}

Response refuse_method() { return text_response("GET, HEAD\n", 405).with("Allow", "GET, HEAD"); }

const Entry* entry_of(std::string_view path) {
  if (path == "/favicon.svg") return &entries().at("logo-mark.svg");
  const auto found = by_url().find(path);
  return found == by_url().end() ? nullptr : found->second;
}

}  // namespace

const std::string& static_url(std::string_view name) {
  const auto found = entries().find(name);
  if (found == entries().end()) throw Bug("no static file " + std::string(name));
  return found->second.url;
}

std::optional<Response> serve_static(const Request& request) {
  const std::string_view path = request.path;
  if (!path.starts_with("/static/") && path != "/favicon.svg" && path != "/robots.txt") return std::nullopt;
  if (request.method != Method::get && request.method != Method::head) return refuse_method();
  if (path == "/robots.txt") return text_response(std::string(kNoRobots)).with("Cache-Control", std::string(kOneDay));
  const Entry* entry = entry_of(path);
  if (entry == nullptr) return text_response("404\n", 404);
  return answer(request, *entry, path == "/favicon.svg" ? kOneDay : kForever);
}

}  // namespace kim::http
