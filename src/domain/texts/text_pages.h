// Routes of the slice and what its pages share. Inside of texts only.
#pragma once

#include "domain/access/page.h"
#include "domain/texts/text.h"

namespace kim::texts {

inline constexpr std::string_view home = "/texte";

void list_routes(Routes& routes);    // text_pages.cpp
void edit_routes(Routes& routes);    // edit_pages.cpp
void change_routes(Routes& routes);  // version_pages.cpp
void api_routes(Routes& routes);     // text_api.cpp

/// A text as a page needs it: with all its versions, or none yet.
struct Asked {
  Key key;
  Templates all;
  [[nodiscard]] const Template* own() const;     // null: nothing written yet
  [[nodiscard]] const Template* german() const;  // null for the German text itself
};
/// The text of the path (kind, language) and of "stelle" in query or form. Errors: not_found (no such text possible).
[[nodiscard]] Result<Asked> asked(Context& ctx, const Ask& ask);

/// "Arabisch", "Deutsch", "Einfache Sprache".
[[nodiscard]] std::string language_label(std::string_view language);
/// "Einladung zum Gespräch, Arabisch", with the body if it is one's own wording.
[[nodiscard]] std::string name_of(const Key& key);
/// "/texte/einladung/ar/neu?stelle=...&fassung=...".
[[nodiscard]] std::string href_of(const Key& key, std::string_view act = {}, http::Pairs query = {});
[[nodiscard]] std::string kind_href(std::string_view kind);
[[nodiscard]] std::vector<Crumb> crumbs_to(const Key& key, std::string own = {});
/// Review and staleness as badges.
[[nodiscard]] html::Fragment badges(const Version& version);
/// "Mitgelieferte Fassung 2026-01" or "Eigene Fassung eigen-1".
[[nodiscard]] std::string version_name(const Version& version);
/// The words as a reader sees them, placeholders marked, in the text's language and direction.
[[nodiscard]] html::Fragment text_view(const documents::LetterText& letter);
[[nodiscard]] html::Fragment hidden_input(std::string_view name, std::string_view value);
[[nodiscard]] http::Response pdf_of(const documents::LetterText& text, const Asked& asked, Day today);

}  // namespace kim::texts
