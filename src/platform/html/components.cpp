// Small components: text, dates, labels, buttons, messages. Page head and boxes are in boxes.cpp.
#include "platform/html/components.h"

#include <algorithm>
#include <array>

#include "base/i18n.h"
#include "base/text.h"

namespace kim::ui {
namespace h = kim::html;
namespace {

constexpr std::array<std::string_view, 17> kOwnIcons = {"clock",  "doc",  "empty",  "flag",    "full",  "group",
                                                        "half",   "lock", "phone",  "print",   "scale", "send",
                                                        "shield", "talk", "target", "unknown", "visit"};

bool is_own_icon(std::string_view name) { return std::binary_search(kOwnIcons.begin(), kOwnIcons.end(), name); }

std::string_view size_class(IconSize size) {
  switch (size) {
    case IconSize::normal: return "";
    case IconSize::small: return " kim-icon--s";
    case IconSize::medium: return " kim-icon--m";
  }
  return "";
}

std::string_view tone_name(Tone tone) {
  switch (tone) {
    case Tone::neutral: return "";
    case Tone::info: return "info";
    case Tone::success: return "success";
    case Tone::warning: return "warning";
    case Tone::danger: return "danger";
  }
  return "";
}

std::string_view weight_name(Weight weight) {
  switch (weight) {
    case Weight::primary: return "primary";
    case Weight::secondary: return "secondary";
    case Weight::tertiary: return "tertiary";
  }
  return "";
}

std::string button_class(const ButtonLook& look) {
  std::string text = "kern-btn kern-btn--";
  text += weight_name(look.weight);
  if (look.small) text += " kern-btn--x-small";
  if (look.block) text += " kern-btn--block";
  if (look.danger) text += " kim-btn--danger";
  return text;
}

Fragment button_inside(std::string_view text, const ButtonLook& look) {
  const Fragment sign = look.icon.empty() ? Fragment{} : icon(look.icon);
  const Fragment more = look.hidden.empty() ? Fragment{} : hidden(look.hidden);
  return h::all(sign, h::span(h::cls("kern-label", look.icon_on_phone ? " kim-sr-phone" : ""), text, more));
}

Fragment alert_title(std::string_view title, int heading_level) {
  switch (heading_level) {
    case 2: return h::h2(h::cls("kern-title"), title);
    case 3: return h::h3(h::cls("kern-title"), title);
    default: return h::p(h::cls("kern-title"), title);
  }
}

h::Attribute announced(Announce announce) {
  switch (announce) {
    case Announce::no: return {};
    case Announce::status: return h::role("status");
    case Announce::alert: return h::role("alert");
  }
  return {};
}

std::string_view due_class(Due level) {
  switch (level) {
    case Due::plain: return "kim-due";
    case Due::soon: return "kim-due kim-due--soon";
    case Due::late: return "kim-due kim-due--late";
  }
  return "";
}

}  // namespace

// ---- text ----

Fragment icon(std::string_view name, IconSize size) {
  const std::string_view set = is_own_icon(name) ? "kern-icon kim-icon kim-icon--" : "kern-icon kern-icon--";
  return h::span(h::cls(set, name, size_class(size)), h::aria_hidden("true"));
}

Fragment hidden(std::string_view text) { return h::span(h::cls("kim-hidden"), text); }

Fragment meta(const Fragment& text) { return h::p(h::cls("kim-meta"), text); }
Fragment meta(std::string_view text) { return h::p(h::cls("kim-meta"), text); }

Fragment lines(std::string_view text) {
  Fragment out;
  bool first = true;
  for (const std::string& line : text::split(text, '\n')) {
    if (!first) out += h::br();
    out += h::all(line);
    first = false;
  }
  return out;
}

Fragment script_name(std::string_view text, std::string_view lang, std::string_view dir) {
  return h::bdi(h::cls("kim-script"), h::lang(lang), h::dir(dir), text);
}

// ---- dates ----

Fragment date(Day day) { return h::time_(h::datetime(iso(day)), german(day)); }
Fragment date(const PartialDate& date) { return h::time_(h::datetime(iso(date)), german(date)); }
Fragment date_long(Day day) { return h::time_(h::datetime(iso(day)), german_long(day)); }
Fragment date_short(Day day, Day today) { return h::time_(h::datetime(iso(day)), german_short(day, today)); }
Fragment moment(Moment at) { return h::time_(h::datetime(iso(at)), german(at)); }
Fragment clock_time(Moment at) { return h::time_(h::datetime(iso(at)), trf("{} Uhr", {german_time(at)})); }

std::string in_days(Day day, Day today) {
  const long long days = (day - today).count();
  if (days == 0) return tr("heute");
  if (days == 1) return tr("morgen");
  if (days > 0) return trn("in {} Tag", "in {} Tagen", days);
  return trn("{} Tag überfällig", "{} Tage überfällig", -days);
}

Fragment due(const Fragment& text, Due level) { return h::span(h::cls(due_class(level)), text); }
Fragment due(std::string_view text, Due level) { return h::span(h::cls(due_class(level)), text); }

// ---- labels ----

Fragment badge(Tone tone, std::string_view text) {
  const Fragment word = h::span(h::cls("kern-label"), text);
  if (tone == Tone::neutral) return h::span(h::cls("kern-badge kern-badge--small kim-badge--neutral"), word);
  return h::span(h::cls("kern-badge kern-badge--small kern-badge--", tone_name(tone)), icon(tone_name(tone)), word);
}

// ---- buttons and links ----

Fragment submit(std::string_view text, const ButtonLook& look) {
  return h::button(h::cls(button_class(look)), h::type("submit"), h::when_attr(!look.name.empty(), h::name_(look.name)),
                   h::when_attr(!look.name.empty(), h::value(look.value)),
                   h::when_attr(!look.formaction.empty(), h::formaction(look.formaction)),
                   h::formnovalidate(look.novalidate), button_inside(text, look));
}

Fragment link_button(std::string_view href, std::string_view text, const ButtonLook& look) {
  return h::a(h::cls(button_class(look)), h::href(href), button_inside(text, look));
}

Fragment print_button(std::string_view href, std::string_view text, const ButtonLook& look) {
  ButtonLook with_icon = look;
  if (with_icon.icon.empty()) with_icon.icon = "print";
  return h::a(h::cls(button_class(look)), h::href(href), h::data("print", ""), button_inside(text, with_icon));
}

Fragment link(std::string_view href, std::string_view text, std::string_view hidden_text) {
  return h::a(h::cls("kim-link"), h::href(href), text, hidden_text.empty() ? Fragment{} : hidden(hidden_text));
}

Fragment text_link(std::string_view href, std::string_view text, std::string_view hidden_text) {
  return h::a(h::href(href), text, hidden_text.empty() ? Fragment{} : hidden(hidden_text));
}

Fragment actions(const Fragment& buttons) { return h::div_(h::cls("kim-row-actions"), buttons); }

Fragment more_menu(const std::vector<MenuItem>& items) {
  const auto entry = [](const MenuItem& item) {
    return h::li(h::when_attr(item.separated, h::cls("kim-menu__sep")),
                 h::a(h::cls("kim-menu__item"), h::href(item.href), h::when_attr(item.current, h::aria_current("page")),
                      item.icon.empty() ? Fragment{} : icon(item.icon), item.label));
  };
  return h::details(h::cls("kim-menu"),
                    h::summary(h::cls("kern-btn kern-btn--tertiary kim-more"),
                               h::span(h::cls("kern-label"), tr("Mehr")), icon("arrow-down")),
                    h::div_(h::cls("kim-menu__panel"), h::ul(h::each(items, entry))));
}

// ---- messages ----

Fragment alert(Tone tone, std::string_view title, const Fragment& body, Announce announce, int heading_level) {
  const std::string_view name = tone == Tone::neutral ? "info" : tone_name(tone);
  return h::div_(h::cls("kern-alert kern-alert--", name), announced(announce),
                 h::div_(h::cls("kern-alert__header"), icon(name), alert_title(title, heading_level)),
                 h::when(!body.empty(), [&] { return h::div_(h::cls("kern-alert__body"), body); }));
}

Fragment saved_message(std::string_view text, const Fragment& way_back) {
  return h::div_(h::cls("kern-alert kern-alert--success"), h::role("status"), h::id("meldung"), h::tabindex(-1),
                 h::div_(h::cls("kern-alert__header"), icon("success"), alert_title(text, 0)),
                 h::when(!way_back.empty(), [&] {
                   return h::div_(h::cls("kern-alert__body"), h::p(h::cls("kim-row-actions"), way_back));
                 }));
}

Fragment note(std::string_view icon_name, const Fragment& text) {
  return h::div_(h::cls("kim-note"), icon(icon_name), h::div_(text));
}

}  // namespace kim::ui
