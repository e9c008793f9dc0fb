#include "platform/mail/smtp.h"

#include <curl/curl.h>
#include <algorithm>
#include <memory>
#include <mutex>

#include "base/check.h"

namespace kim::mail {
namespace {

constexpr int implicit_tls_port = 465;

struct Close {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Close>;
using List = std::unique_ptr<curl_slist, Close>;

Handle new_handle() {
  static std::once_flag once;
  std::call_once(once, [] { CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
  Handle handle(curl_easy_init());
  if (!handle) raise_fault("Für den Mailversand fehlt Speicher.");
  return handle;
}

template <class Value>
void set(const Handle& handle, CURLoption option, Value value) {
  CHECK(curl_easy_setopt(handle.get(), option, value) == CURLE_OK);
}

struct Source {
  const std::string* message;
  std::size_t at = 0;
};
std::size_t read(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& source = *static_cast<Source*>(user);
  const std::size_t length = std::min(size * count, source.message->size() - source.at);
  std::copy_n(source.message->data() + source.at, length, buffer);
  source.at += length;
  return length;
}
std::size_t drop(char*, std::size_t size, std::size_t count, void*) { return size * count; }

std::string url_of(const Smtp& smtp) {
  const bool six = smtp.host.find(':') != std::string::npos;
  return (smtp.port == implicit_tls_port ? "smtps://" : "smtp://") + (six ? "[" + smtp.host + "]" : smtp.host) + ":" +
         std::to_string(smtp.port);
}

Handle prepared(const Smtp& smtp) {
  Handle handle = new_handle();
  const bool near = is_loopback(smtp.host) && smtp.port != implicit_tls_port;
  set(handle, CURLOPT_URL, url_of(smtp).c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(handle, CURLOPT_PROXY, "");
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(smtp.connect_timeout.count() * 1000));
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(smtp.timeout.count() * 1000));
  set(handle, CURLOPT_USE_SSL, static_cast<long>(near ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(handle, CURLOPT_WRITEFUNCTION, drop);
  if (!smtp.user.empty()) {
    set(handle, CURLOPT_USERNAME, smtp.user.c_str());
    set(handle, CURLOPT_PASSWORD, smtp.password.c_str());
  }
  return handle;
}

std::string reason_of(CURLcode result, long code) {
  switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT: return "connection";
    case CURLE_OPERATION_TIMEDOUT: return "timeout";
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION: return "tls";
    case CURLE_LOGIN_DENIED: return "login";
    default: break;
  }
  if (code >= 500) return "refused";
  return code >= 400 ? "busy" : code == 0 ? "connection" : "protocol";
}

Outcome outcome_of(const Handle& handle, CURLcode result) {
  if (result == CURLE_OK) return {Sent::yes, {}, 250};
  long code = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &code);
  Outcome outcome{Sent::later, reason_of(result, code), static_cast<int>(code)};
  if (outcome.reason == "refused") outcome.sent = Sent::never;
  return outcome;
}

}  // namespace

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

Outcome send(const Smtp& smtp, const std::string& to, const std::string& message) {
  Handle handle = prepared(smtp);
  Source source{&message};
  const List recipients(curl_slist_append(nullptr, ("<" + to + ">").c_str()));
  set(handle, CURLOPT_MAIL_FROM, ("<" + smtp.from + ">").c_str());
  set(handle, CURLOPT_MAIL_RCPT, recipients.get());
  set(handle, CURLOPT_UPLOAD, 1L);
  set(handle, CURLOPT_READFUNCTION, read);
  set(handle, CURLOPT_READDATA, static_cast<void*>(&source));
  return outcome_of(handle, curl_easy_perform(handle.get()));
}

Outcome try_connection(const Smtp& smtp) {
  Handle handle = prepared(smtp);
  set(handle, CURLOPT_CUSTOMREQUEST, "NOOP");
  return outcome_of(handle, curl_easy_perform(handle.get()));
}

}  // namespace kim::mail
