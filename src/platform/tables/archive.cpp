#include "platform/tables/archive.h"

namespace kim::tables {
namespace {

constexpr std::size_t small = 1024 * 1024;  // below this size no ratio is suspicious: XML of equal rows packs very well

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

std::expected<Archive, Problem> Archive::open(std::string_view bytes, const Limits& limits) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) return std::unexpected(Problem::broken);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
  if (archive == nullptr) {
    zip_source_free(source);
    return std::unexpected(Problem::broken);
  }
  Archive opened(archive, limits);
  if (zip_get_num_entries(archive, 0) > static_cast<zip_int64_t>(limits.entries))
    return std::unexpected(Problem::too_large);
  return opened;
}

std::expected<std::string, Problem> Archive::unpacked(const zip_stat_t& entry) {
  if (entry.encryption_method != ZIP_EM_NONE) return std::unexpected(Problem::old_or_locked);
  if (entry.size > limits_->unpacked_bytes - read_) return std::unexpected(Problem::too_large);
  if (entry.size > small && entry.size / limits_->ratio > entry.comp_size) return std::unexpected(Problem::too_large);
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive_.get(), entry.index, 0));
  if (!file) return std::unexpected(Problem::broken);
  // The size is what the archive claims: never more is read, and less means it lied. A wrong checksum shows in the last read.
  std::string bytes(entry.size, '\0');
  if (zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()))
    return std::unexpected(Problem::broken);
  char beyond = 0;
  if (zip_fread(file.get(), &beyond, 1) != 0) return std::unexpected(Problem::broken);
  read_ += bytes.size();
  return bytes;
}

std::expected<std::optional<std::string>, Problem> Archive::file(const std::string& name) {
  zip_stat_t entry;
  zip_stat_init(&entry);
  if (zip_stat(archive_.get(), name.c_str(), ZIP_FL_NOCASE, &entry) != 0) return std::optional<std::string>();
  constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_INDEX | ZIP_STAT_ENCRYPTION_METHOD;
  if ((entry.valid & needed) != needed) return std::unexpected(Problem::broken);
  auto bytes = unpacked(entry);
  if (!bytes) return std::unexpected(bytes.error());
  return std::optional(std::move(*bytes));
}

}  // namespace kim::tables
