// Page head, case bar, sections, side boxes and lists.
#include <span>

#include "base/i18n.h"
#include "platform/html/components.h"

namespace kim::ui {
namespace h = kim::html;
namespace {

struct StateLook {
  std::string_view suffix;
  std::string_view icon;
};

StateLook look_of(State state) {
  switch (state) {
    case State::none: return {"none", "lock"};
    case State::ok: return {"ok", "success"};
    case State::warn: return {"warn", "warning"};
    case State::stop: return {"stop", "danger"};
  }
  return {"none", "lock"};
}

Fragment case_item(const CaseBar::Item& item) {
  const StateLook look = look_of(item.state);
  return h::span(
      h::cls("kim-casebar__item kim-casebar__item--", look.suffix, item.wide_only ? " kim-casebar__opt" : ""),
      icon(item.icon.empty() ? look.icon : std::string_view(item.icon)), h::span(item.text));
}

std::string_view rows_class(RowsLook look) {
  switch (look) {
    case RowsLook::normal: return "kim-rows";
    case RowsLook::lead: return "kim-rows kim-rows--lead";
    case RowsLook::plain: return "kim-rows kim-rows--plain";
  }
  return "kim-rows";
}

std::string_view facts_class(FactsLook look) {
  switch (look) {
    case FactsLook::normal: return "kim-facts";
    case FactsLook::wide: return "kim-facts kim-facts--wide";
    case FactsLook::two: return "kim-facts kim-facts--2";
    case FactsLook::strip: return "kim-facts kim-facts--strip";
  }
  return "kim-facts";
}

/// Two ways from one node, not yet gone: the path motif.
Fragment empty_drawing() {
  const auto node = [](std::string_view x, std::string_view y, std::string_view r) {
    return h::circle(h::cx(x), h::cy(y), h::r(r));
  };
  return h::svg(h::viewbox("0 0 96 56"), h::aria_hidden("true"), h::focusable("false"),
                h::g(h::fill("none"), h::stroke("currentColor"), h::stroke_width("3"), h::stroke_linecap("round"),
                     h::path(h::d("M8 28h26M48 24l22-14M48 32l22 14"), h::stroke_dasharray("1 7")),
                     node("41", "28", "6"), node("78", "8", "5"), node("78", "48", "5")));
}

Fragment row(const Row& item, RowsLook look) {
  const bool has_lead = look == RowsLook::lead;
  return h::li(
      h::cls("kim-row", item.stack ? " kim-row--stack" : ""),
      h::when(has_lead, [&] { return h::p(h::cls("kim-row__lead"), item.lead); }),
      h::div_(item.title, h::when(!item.meta.empty(), [&] { return h::p(h::cls("kim-row__meta"), item.meta); })),
      h::when(!item.end.empty(), [&] { return h::div_(h::cls("kim-row__end"), item.end); }));
}

}  // namespace

Fragment state(State state, std::string_view text, std::string_view icon_name) {
  const StateLook look = look_of(state);
  return h::p(h::cls("kim-state kim-state--", look.suffix), icon(icon_name.empty() ? look.icon : icon_name), text);
}

Fragment state_inline(State state, std::string_view text, std::string_view icon_name) {
  const StateLook look = look_of(state);
  return h::span(h::cls("kim-state kim-state--", look.suffix), icon(icon_name.empty() ? look.icon : icon_name), text);
}

// ---- page head ----

Fragment breadcrumb(const std::vector<Link>& items) {
  if (items.empty()) return {};
  const auto crumb = [](const Link& item) {
    return item.href.empty() ? h::li(h::aria_current("page"), item.label) : h::li(h::a(h::href(item.href), item.label));
  };
  return h::nav(h::cls("kim-breadcrumb"), h::aria_label(tr("Brotkrumen")), h::ol(h::each(items, crumb)));
}

Fragment page_head(const PageHead& head) {
  return h::div_(
      h::cls("kim-pagehead"),
      h::div_(h::h1(h::cls("kern-heading-large"), head.heading),
              h::when(!head.sub.empty(), [&] { return h::p(h::cls("kim-pagehead__sub"), head.sub); })),
      h::when(!head.actions.empty(), [&] { return h::div_(h::cls("kim-pagehead__actions"), head.actions); }));
}

Fragment sub_nav(std::string_view label, const std::vector<Link>& items, std::string_view current) {
  const auto tab = [&](const Link& item) {
    return h::li(h::a(h::href(item.href), h::when_attr(item.href == current, h::aria_current("page")), item.label));
  };
  return h::nav(h::aria_label(label), h::ul(h::cls("kim-subnav"), h::each(items, tab)));
}

Fragment case_bar(const CaseBar& bar) {
  const Fragment who = bar.href.empty() ? h::span(h::cls("kim-casebar__who"), bar.who)
                                        : h::a(h::cls("kim-casebar__who"), h::href(bar.href), bar.who);
  const Fragment number =
      h::when(!bar.number.empty(), [&] { return h::span(h::cls("kim-casebar__opt kim-muted kim-num"), bar.number); });
  return h::section(h::cls("kim-casebar"), h::aria_label(tr("Fall und Einwilligung")),
                    h::div_(h::cls("kim-container kim-casebar__bar"), who, number, h::each(bar.items, case_item)));
}

// ---- sections and boxes ----

Fragment section(const SectionHead& head, const Fragment& content) {
  const Fragment count =
      h::when(!head.count.empty(), [&] { return h::all(" ", h::span(h::cls("kim-count"), "(", head.count, ")")); });
  return h::section(h::cls("kim-section"), h::aria_labelledby(head.id),
                    h::div_(h::cls("kim-section__head", head.plain ? " kim-section__head--plain" : ""),
                            h::h2(h::cls("kern-heading-medium"), h::id(head.id), head.title, count), head.link),
                    h::when(!head.lead.empty(), [&] { return h::p(h::cls("kim-meta kim-section__lead"), head.lead); }),
                    content);
}

Fragment panel(std::string_view id, std::string_view title, const Fragment& content, const PanelLook& look) {
  return h::section(
      h::cls("kim-panel", look.outline ? " kim-panel--outline" : ""), h::aria_labelledby(id),
      h::div_(h::cls("kim-panel__head"), h::h2(h::cls("kern-heading-small"), h::id(id), title), look.link), content);
}

Fragment split(const Fragment& main, const Fragment& side) {
  return h::div_(h::cls("kim-split"), h::div_(h::cls("kim-stack"), main), h::div_(side));
}

Fragment stack(const Fragment& parts) { return h::div_(h::cls("kim-stack"), parts); }

Fragment fold(std::string_view title, const Fragment& content, std::string_view meta_text, bool open) {
  return h::details(h::cls("kim-fold"), h::open(open),
                    h::summary(h::span(h::cls("kim-fold__title"), title),
                               h::when(!meta_text.empty(), [&] { return h::span(h::cls("kim-meta"), meta_text); })),
                    h::div_(h::cls("kim-fold__body kim-form"), content));
}

Fragment empty_state(std::string_view title, std::string_view text, const Fragment& actions) {
  return h::div_(h::cls("kim-empty"), empty_drawing(), h::h2(h::cls("kern-heading-medium"), title),
                 h::p(h::cls("kim-muted"), text),
                 h::when(!actions.empty(), [&] { return h::div_(h::cls("kim-row-actions"), actions); }));
}

Fragment progress_bar(std::string_view id, std::string_view text, long long done, long long of) {
  return h::div_(h::cls("kern-progress"), h::label(h::for_(id), text),
                 h::progress(h::id(id), h::value(std::to_string(done)), h::max_(of)));
}

// ---- lists ----

Fragment rows(const std::vector<Row>& items, RowsLook look) {
  return h::ul(h::cls(rows_class(look)), h::each(items, [&](const Row& item) { return row(item, look); }));
}

Fragment row_title(std::string_view href, std::string_view text) {
  return h::a(h::cls("kim-row__title"), h::href(href), text);
}

Fragment facts(const std::vector<Fact>& items, FactsLook look) {
  const auto fact = [](const Fact& item) { return h::div_(h::dt(item.label), h::dd(item.value)); };
  return h::dl(h::cls(facts_class(look)), h::each(items, fact));
}

}  // namespace kim::ui
