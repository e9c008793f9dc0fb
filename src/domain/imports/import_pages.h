// What the pages of imports share. What it is not: for use outside this folder.
#pragma once

#include <string>
#include <string_view>

#include "domain/access/page.h"
#include "domain/imports/import.h"
#include "platform/html/components.h"

namespace kim::imports {

void list_routes(Routes& routes);     // list_pages.cpp: list, upload, template
void mapping_routes(Routes& routes);  // mapping_pages.cpp
void step_routes(Routes& routes);     // step_pages.cpp: report, progress, result, undo
void api_routes(Routes& routes);      // import_api.cpp

inline constexpr std::string_view home = "/einlesen";
/// "/einlesen/4711" and below.
[[nodiscard]] std::string import_href(std::int64_t id, std::string_view path = {});
/// Title, crumbs and navigation; `crumb` empty: the import's own page. No file name: a title goes into browser histories.
[[nodiscard]] Page page_of(const StoredImport& import, std::string title, std::string crumb = {});
/// The read entry, for pages that show what stands in the file.
void note_opened(Context& ctx, ImportId id, std::string_view purpose);
/// A form of one button that names the version it was made for.
[[nodiscard]] html::Fragment version_field(const StoredImport& import);
[[nodiscard]] html::Fragment one_button(Context& ctx, const StoredImport& import, std::string_view path,
                                        std::string_view text, const ui::ButtonLook& look);

}  // namespace kim::imports
