// The Netzwerkkarte of a case: picture with its table, earlier versions, comparison of two, print. What it is not: the
// forms (network_forms.cpp).
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/family/family_pages.h"
#include "platform/html/tables.h"

namespace kim::family {
namespace {

using access::Right;
using namespace html;

struct Card {
  const cases::OpenCase& opened;
  Maps maps;
  const records::Stored<NetworkMap>* map = nullptr;  // the one shown; null before the first
  Nodes nodes;                                       // on the card
  Nodes taken_off;
  [[nodiscard]] bool may_write() const { return opened.permit.may_write(); }
  [[nodiscard]] CaseId id() const { return opened.permit.case_id(); }
  [[nodiscard]] std::string href(std::string_view path) const {
    return network_href(id(), std::to_string(map->id) + "/" + std::string(path));
  }
};

const records::Stored<NetworkMap>* find(const Maps& maps, std::int64_t id) {
  const auto found = std::ranges::find(maps, id, &records::Stored<NetworkMap>::id);
  return found == maps.end() ? nullptr : &*found;
}

/// The newest version, or the one asked for ("?karte=").
Result<Card> load(Context& ctx, const cases::OpenCase& opened, std::int64_t wanted) {
  Card card{opened, store::maps_of(ctx.db(), opened.permit), nullptr, {}, {}};
  if (wanted == 0 && card.maps.empty()) return card;
  card.map = wanted == 0 ? &card.maps.back() : find(card.maps, wanted);
  if (card.map == nullptr) return failure(ErrorCode::not_found);
  card.nodes = store::nodes_of(ctx.db(), opened.permit, card.map->id);
  std::ranges::copy_if(card.nodes, std::back_inserter(card.taken_off),
                       [](const auto& node) { return node.value.removed_on.has_value(); });
  card.nodes = on_card(std::move(card.nodes));
  return card;
}

// ---- the table beside the picture ----

ui::Table node_table(const Card& card, bool with_links) {
  ui::Table table{
      .label = tr("Einträge der Netzwerkkarte"),
      .columns = {{tr("Nr.")}, {tr("Wer oder was?")}, {tr("Bereich")}, {tr("Nähe und Beziehung")}, {tr("Was hilft?")}}};
  for (std::size_t i = 0; i < card.nodes.size(); ++i) {
    const auto& node = card.nodes[i];
    const std::string kind = code_label("network_kind", node.value.kind);
    table.rows.push_back({all(std::to_string(i + 1)),
                          with_links ? ui::cell_main(card.href(std::to_string(node.id)), node.value.name, kind)
                                     : all(node.value.name, ", ", kind),
                          all(code_label("network_sector", node.value.sector)), all(words_of(node.value)),
                          all(node.value.helps)});
  }
  return table;
}

Fragment legend_text() {
  return all(
      tr("Kreis: Person. Raute: Gruppe. Quadrat: Stelle. Dicke Linie: stärkt. Dünne Linie: mal so, mal so. "
         "Zackige Linie: belastet. Gestrichelt: unterbrochen. Je näher an P, desto näher."));
}

Fragment picture(const Card& card) {
  return figure(
      network_picture(card.opened.frame.name, card.nodes),
      figcaption(cls("kim-meta"), trf("P ist {}. Die Zahlen stehen in der Tabelle.", {card.opened.frame.name}), " ",
                 legend_text()),
      when(card.nodes.size() > static_cast<std::size_t>(nodes_drawn_max), [&] {
        return p(cls("kim-meta"),
                 trf("Gezeichnet sind die ersten {}, alle stehen in der Tabelle.", {std::to_string(nodes_drawn_max)}));
      }));
}

Fragment off_panel(Context& ctx, const Card& card) {
  if (card.taken_off.empty()) return {};
  std::vector<ui::Row> rows;
  for (const auto& node : card.taken_off) {
    const Fragment back = when(card.may_write(), [&] {
      return post_form(ctx, card.href(std::to_string(node.id) + "/zurueck"),
                       ui::submit(tr("Zurücklegen"),
                                  {.weight = ui::Weight::secondary, .hidden = ": " + node.value.name, .small = true}),
                       "");
    });
    rows.push_back({.title = all(node.value.name), .meta = ui::date(*node.value.removed_on), .end = back});
  }
  return ui::panel("h-genommen", tr("Von der Karte genommen"), ui::rows(rows, ui::RowsLook::plain));
}

Fragment versions_panel(const Card& card) {
  std::vector<ui::Row> rows;
  for (auto map = card.maps.rbegin(); map != card.maps.rend(); ++map) {
    const std::string day = german(*map->value.drawn_on);
    rows.push_back({.title = map->id == card.map->id
                                 ? strong(day)
                                 : ui::row_title(network_href(card.id()) + "?karte=" + std::to_string(map->id), day),
                    .meta = all(map->value.note)});
  }
  const Fragment compare = when(card.maps.size() > 1, [&] {
    return ui::link(network_href(card.id(), "vergleich"), tr("Vergleichen"), tr(": zwei Fassungen"));
  });
  return ui::panel("h-fassungen", tr("Fassungen"), ui::rows(rows, ui::RowsLook::plain), {.link = compare});
}

std::string print_href(const Card& card) {
  return network_href(card.id()) + "?druck=1&karte=" + std::to_string(card.map->id);
}

Fragment card_actions(const Card& card) {
  if (!card.may_write())
    return ui::link_button(print_href(card), tr("Drucken"), {.weight = ui::Weight::tertiary, .icon = "print"});
  return all(
      ui::link_button(card.href("neu"), tr("Eintrag hinzufügen"), {.icon = "add"}),
      ui::link_button(network_href(card.id(), "neu"), tr("Neue Fassung zeichnen"), {.weight = ui::Weight::secondary}),
      ui::more_menu(
          {{tr("Tag und Anmerkung ändern"), card.href("karte")}, {tr("Drucken"), print_href(card), "print"}}));
}

Fragment card_content(Context& ctx, const Card& card) {
  const Fragment note =
      when(!card.map->value.note.empty(), [&] { return ui::note("info", ui::lines(card.map->value.note)); });
  const Fragment table = card.nodes.empty()
                             ? p(cls("kim-meta"), tr("Noch nichts auf der Karte. Wer ist der Person nah, wer hilft?"))
                             : ui::table(node_table(card, card.may_write()));
  return ui::split(all(note, picture(card), table), all(versions_panel(card), off_panel(ctx, card)));
}

Fragment first_card(const Card& card) {
  return ui::empty_state(tr("Noch keine Netzwerkkarte"),
                         tr("Sie zeigt, wer und was der Person nah ist, was sie stärkt und was sie belastet."),
                         when(card.may_write(), [&] {
                           return ui::link_button(network_href(card.id(), "neu"), tr("Netzwerkkarte zeichnen"));
                         }));
}

// ---- print ----

void note_print(Context& ctx, const Card& card) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::printed,
                   .actor = ctx.actor.account,
                   .what = network_map_record.name,
                   .record_id = card.map->id,
                   .case_id = card.id().value(),
                   .subject_id = card.opened.permit.person().value(),
                   .purpose = "network_map",
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

http::Response show_print(Context& ctx, const Card& card) {
  Page page;
  page.title = trf("Netzwerkkarte vom {}", {german(*card.map->value.drawn_on)});
  page.actions = ui::print_button(print_href(card), tr("Drucken"));
  page.content = article(cls("kim-sheet"), p(cls("kim-sheet__kicker"), card.opened.frame.name), picture(card),
                         ui::table(node_table(card, false)));
  note_print(ctx, card);
  return cases::show_in_case(ctx, card.opened.permit, card.opened.frame, std::move(page), network_tab, tr("Druck"));
}

http::Response show_card(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const Card card = SHOW_OR_FAIL(load(ctx, opened, ask.request.query.integer("karte")));
  if (card.map != nullptr && ask.request.query.get("druck") == "1") return show_print(ctx, card);
  Page page;
  page.title = trf("Netzwerk von {}", {opened.frame.name});
  if (card.map != nullptr) page.sub = trf("Gezeichnet am {}", {german(*card.map->value.drawn_on)});
  if (card.map != nullptr) page.actions = card_actions(card);
  page.content = card.map == nullptr ? first_card(card) : card_content(ctx, card);
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), network_tab);
}

// ---- comparing ----

std::string word_of(Difference::Kind kind) {
  switch (kind) {
    case Difference::Kind::same: return tr("unverändert");
    case Difference::Kind::nearer: return tr("näher");
    case Difference::Kind::farther: return tr("ferner");
    case Difference::Kind::other_quality: return tr("Beziehung anders");
    case Difference::Kind::came: return tr("neu");
    case Difference::Kind::went: break;
  }
  return tr("nicht mehr auf der Karte");
}

Fragment version_select(const Maps& maps, const char* name, const std::string& text, std::int64_t chosen) {
  return div_(cls("kern-form-input"), label(cls("kern-label"), for_(name), text),
              div_(cls("kern-form-input__select-wrapper"),
                   select_(cls("kern-form-input__select"), id(name), name_(name), each(maps, [&](const auto& map) {
                             return option(value(std::to_string(map.id)), selected(map.id == chosen),
                                           german(*map.value.drawn_on));
                           }))));
}

Fragment comparison(const std::vector<Difference>& lines, const std::string& before, const std::string& after) {
  ui::Table table{.label = tr("Vergleich der Netzwerkkarten"),
                  .columns = {{tr("Wer oder was?")}, {before}, {after}, {tr("Was ist anders?")}}};
  for (const Difference& line : lines)
    table.rows.push_back({all(line.name), all(line.before.empty() ? "–" : line.before),
                          all(line.after.empty() ? "–" : line.after), all(word_of(line.kind))});
  return table.rows.empty() ? p(cls("kim-meta"), tr("Auf beiden Karten steht noch nichts.")) : ui::table(table);
}

http::Response show_comparison(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const Maps maps = store::maps_of(ctx.db(), opened.permit);
  if (maps.size() < 2) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  const auto* before = find(maps, ask.request.query.integer("von", maps[maps.size() - 2].id));
  const auto* after = find(maps, ask.request.query.integer("bis", maps.back().id));
  if (before == nullptr || after == nullptr) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  const auto lines = compare(on_card(store::nodes_of(ctx.db(), opened.permit, before->id)),
                             on_card(store::nodes_of(ctx.db(), opened.permit, after->id)));
  Page page;
  page.title = tr("Netzwerkkarten vergleichen");
  page.sub = trf("von {}", {opened.frame.name});
  page.content = ui::stack(all(
      form(cls("kim-form kim-form--narrow"), method("get"), action(network_href(opened.permit.case_id(), "vergleich")),
           version_select(maps, "von", tr("Frühere Fassung"), before->id),
           version_select(maps, "bis", tr("Spätere Fassung"), after->id),
           ui::submit(tr("Vergleichen"), {.weight = ui::Weight::secondary})),
      comparison(lines, german(*before->value.drawn_on), german(*after->value.drawn_on))));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), network_tab, tr("Vergleich"));
}

}  // namespace

std::string network_href(CaseId id, std::string_view path) {
  return cases::case_href(id, network_tab) + (path.empty() ? "" : "/" + std::string(path));
}

void network_routes(Routes& r) {
  r.get("/faelle/{case}/netzwerk", needs(Right::case_read), show_card, "Netzwerkkarte ansehen und drucken");
  r.get("/faelle/{case}/netzwerk/vergleich", needs(Right::case_read), show_comparison, "Netzwerkkarten vergleichen");
}

}  // namespace kim::family
