#include "domain/audit/chain.h"

#include "platform/crypto/crypto.h"

namespace kim::audit {
namespace {

void put(std::string& bytes, std::int64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>((number >> shift) & 0xff);
}

void put(std::string& bytes, std::string_view text) {
  put(bytes, static_cast<std::int64_t>(text.size()));
  bytes += text;
}

}  // namespace

std::string first_previous() { return std::string(32, '\0'); }

std::string chain_hash(std::string_view previous, const Stored& entry) {
  std::string bytes;
  bytes.reserve(256 + entry.sealed.size());
  put(bytes, previous);
  put(bytes, entry.sequence);
  put(bytes, micros(entry.at));
  put(bytes, entry.act);
  put(bytes, entry.actor.value());
  put(bytes, entry.what);
  put(bytes, entry.record_id);
  put(bytes, entry.case_id);
  put(bytes, entry.subject_id);
  put(bytes, entry.purpose);
  put(bytes, entry.note);
  put(bytes, entry.sealed);
  put(bytes, entry.address);
  return crypto::sha256(bytes);
}

}  // namespace kim::audit
