// What the pages of texts share: names, addresses, badges, the text itself.
#include <utility>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/texts/text_pages.h"
#include "domain/texts/text_preview.h"

namespace kim::texts {
namespace {

using namespace html;
using Kind = consent::Text::Kind;

const Template* find(const Templates& all, const Key& key) {
  const auto found = all.find(key);
  return found == all.end() ? nullptr : &found->second;
}

/// A line with its placeholders marked: they keep their direction inside a right-to-left text.
Fragment line_view(std::string_view line) {
  return each(pieces_of(line).pieces, [](const Piece& piece) {
    return piece.placeholder ? all(bdi(cls("kim-placeholder"), dir("ltr"), "{" + piece.text + "}")) : all(piece.text);
  });
}

Fragment block_view(const Block& block) {
  switch (block.kind) {
    case Kind::heading: return h3(cls("kim-sheet__h2 kim-top-s"), line_view(block.text));
    case Kind::item: return li(line_view(block.text));
    case Kind::paragraph: return p(line_view(block.text));
  }
  return {};
}

Fragment blocks_view(const std::vector<Block>& blocks) {
  Fragment out, items;
  for (const Block& block : blocks) {
    if (block.kind == Kind::item) {
      items += block_view(block);
      continue;
    }
    if (!items.empty()) out += ul(std::exchange(items, {}));
    out += block_view(block);
  }
  return items.empty() ? out : all(out, ul(items));
}

}  // namespace

const Template* Asked::own() const { return find(all, key); }
const Template* Asked::german() const {
  return key.language == "de" ? nullptr : find(all, {key.kind, "de", key.controller});
}

Result<Asked> asked(Context& ctx, const Ask& ask) {
  std::string body(ask.form.get("stelle"));
  if (body.empty()) body = ask.request.query.get("stelle");
  Key key{ask.path.at(0), ask.path.at(1), body.empty() ? std::string(any_controller) : std::move(body)};
  if (!may_exist(key)) return failure(ErrorCode::not_found);
  return Asked{std::move(key), all_templates(ctx)};
}

std::string language_label(std::string_view language) {
  return code_label(language == "de-simple" ? "letter_language" : "language", language);
}

std::string name_of(const Key& key) {
  std::string name = code_label("text_kind", key.kind) + ", " + language_label(key.language);
  if (key.controller != any_controller) name += ", " + key.controller;
  return name;
}

std::string href_of(const Key& key, std::string_view act, http::Pairs query) {
  std::string href = std::string(home) + "/" + key.kind + "/" + key.language;
  if (!act.empty()) href += "/" + std::string(act);
  if (key.controller != any_controller) query.emplace_back("stelle", key.controller);
  return query.empty() ? href : href + "?" + http::encode_form(query);
}

std::string kind_href(std::string_view kind) { return std::string(home) + "/" + std::string(kind); }

std::vector<Crumb> crumbs_to(const Key& key, std::string own) {
  std::string here = language_label(key.language);
  if (key.controller != any_controller) here += ", " + key.controller;
  std::vector<Crumb> crumbs{{tr("Texte"), std::string(home)},
                            {code_label("text_kind", key.kind), kind_href(key.kind)},
                            {std::move(here), own.empty() ? std::string() : href_of(key)}};
  if (!own.empty()) crumbs.push_back({std::move(own), {}});
  return crumbs;
}

Fragment badges(const Version& version) {
  Fragment out = version.letter.reviewed ? ui::badge(ui::Tone::success, tr("fachlich geprüft"))
                                         : ui::badge(ui::Tone::neutral, tr("Entwurf, nicht fachlich geprüft"));
  if (version.letter.text.stale) out += ui::badge(ui::Tone::warning, tr("Deutsch hat sich geändert"));
  return div_(cls("kim-badges"), out);
}

std::string version_name(const Version& version) {
  return version.shipped ? trf("Mitgelieferte Fassung {}", {version.label()})
                         : trf("Eigene Fassung {}", {version.label()});
}

Fragment text_view(const documents::LetterText& letter) {
  const consent::Text& text = letter.text;
  return article(cls("kim-sheet"), lang(text.language), dir(text.direction),
                 h2(cls("kim-sheet__title"), line_view(text.title)),
                 div_(cls("kim-stack kim-top-s"), blocks_view(text.blocks)));
}

Fragment hidden_input(std::string_view name, std::string_view text) {
  return html::input(type("hidden"), name_(name), value(text));
}

http::Response pdf_of(const documents::LetterText& text, const Asked& asked, Day today) {
  const Template* german = asked.german();
  http::Response response{
      200, {}, pdf::write(preview(text, german == nullptr ? nullptr : &german->in_force().letter, today))};
  response.with("Content-Type", "application/pdf");
  response.with("Content-Disposition",
                "inline; filename=\"vorschau-" + asked.key.kind + "-" + asked.key.language + ".pdf\"");
  return response;
}

}  // namespace kim::texts
