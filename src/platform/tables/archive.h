// The files of a ZIP archive in memory, with guards against bombs. Only for platform/tables.
#pragma once

#include <memory>

#include <zip.h>

#include "platform/tables/parts.h"

namespace kim::tables {

class Archive {
 public:
  /// `bytes` must outlive the archive.
  [[nodiscard]] static std::expected<Archive, Problem> open(std::string_view bytes, const Limits& limits);
  /// Content of a file; nullopt if there is none of that name. All files read together stay below the limit.
  [[nodiscard]] std::expected<std::optional<std::string>, Problem> file(const std::string& name);

 private:
  struct Close {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  Archive(zip_t* archive, const Limits& limits) : archive_(archive), limits_(&limits) {}
  [[nodiscard]] std::expected<std::string, Problem> unpacked(const zip_stat_t& entry);
  std::unique_ptr<zip_t, Close> archive_;
  const Limits* limits_;
  std::size_t read_ = 0;
};

}  // namespace kim::tables
