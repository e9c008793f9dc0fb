// Typed HTML: every element call returns a finished fragment. Text is always escaped; an unknown tag or attribute does
// not compile; there is no `style`, no `on*`; addresses have a type of their own.
//
//   using namespace kim::html;
//   p(cls("kim-meta"), tr("bis"), " ", time_(datetime(iso(day)), german(day)))
//
// What it is not: components (components.h) or pages.
#pragma once

#include <array>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kim::html {

/// Appends `text` with & < > " ' escaped.
void escape(std::string& out, std::string_view text);

/// A finished piece of HTML.
class Fragment {
 public:
  Fragment() = default;
  /// Takes HTML as it is. Only for the builder and for text made by our own code; each use is reviewed (grep `trusted(`).
  [[nodiscard]] static Fragment trusted(std::string html) {
    Fragment f;
    f.text_ = std::move(html);
    return f;
  }
  [[nodiscard]] const std::string& str() const& { return text_; }
  [[nodiscard]] std::string str() && { return std::move(text_); }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  Fragment& operator+=(const Fragment& other) {
    text_ += other.text_;
    return *this;
  }

 private:
  std::string text_;
};

/// An address: a local path ("/faelle/1"), a fragment ("#inhalt"), a query ("?seite=2"), http(s), mailto or tel.
/// Anything else becomes "#" (a javascript: address can never come out).
class Url {
 public:
  Url(std::string_view text);  // NOLINT implicit by intent
  Url(const std::string& text) : Url(std::string_view(text)) {}
  Url(const char* text) : Url(std::string_view(text)) {}
  [[nodiscard]] const std::string& str() const { return text_; }

 private:
  std::string text_;
};

template <std::size_t N>
struct Name {
  char text[N]{};
  consteval Name(const char (&from)[N]) {  // NOLINT implicit by intent
    for (std::size_t i = 0; i < N; ++i) text[i] = from[i];
  }
  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

/// One attribute, already written. A default-made one writes nothing (see `when_attr`).
struct Attribute {
  std::string text;
};

template <Name N>
struct TextAttr {
  template <class... Parts>
  Attribute operator()(const Parts&... parts) const {
    Attribute a;
    a.text.reserve(((N.view().size() + 4) + ... + std::string_view(parts).size()));
    a.text.append(1, ' ').append(N.view()).append("=\"");
    (escape(a.text, std::string_view(parts)), ...);
    a.text += '"';
    return a;
  }
};
template <Name N>
struct UrlAttr {
  Attribute operator()(const Url& url) const { return TextAttr<N>{}(url.str()); }
};
template <Name N>
struct FlagAttr {
  Attribute operator()(bool on = true) const {
    return on ? Attribute{std::string(1, ' ').append(N.view())} : Attribute{};
  }
};
template <Name N>
struct NumberAttr {
  Attribute operator()(long long value) const { return TextAttr<N>{}(std::to_string(value)); }
};

inline Attribute when_attr(bool on, Attribute attribute) { return on ? std::move(attribute) : Attribute{}; }
/// data-<name>="..."; `name` is a literal.
template <std::size_t N>
Attribute data(const char (&name)[N], std::string_view value) {
  Attribute a;
  a.text.reserve(N + 8 + value.size());
  a.text.append(" data-").append(name).append("=\"");
  escape(a.text, value);
  a.text += '"';
  return a;
}

// ---- children ----
inline void append(std::string& out, const Fragment& f) { out += f.str(); }
inline void append(std::string& out, const std::vector<Fragment>& list) {
  for (const Fragment& f : list) out += f.str();
}
template <class T>
  requires std::convertible_to<T, std::string_view>
void append(std::string& out, const T& text) {
  escape(out, std::string_view(text));
}
template <class T>
  requires(std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>)
void append(std::string& out, T number) {
  out += std::to_string(number);
}
inline void append(std::string&, const Attribute&) {}
void append(std::string&, bool) = delete;

// Room a child will need; escaped characters may take a little more. A page is thousands of pieces one inside the other:
// asking for the right room at once saves every one of them from growing step by step.
inline std::size_t room(const Fragment& f) { return f.str().size(); }
inline std::size_t room(const std::vector<Fragment>& list) {
  std::size_t sum = 0;
  for (const Fragment& f : list) sum += f.str().size();
  return sum;
}
inline std::size_t room(const Attribute& a) { return a.text.size(); }
template <class T>
  requires std::convertible_to<T, std::string_view>
std::size_t room(const T& text) {
  return std::string_view(text).size();
}
template <class T>
  requires std::integral<T>
std::size_t room(T) {
  return 20;
}

template <Name Tag, bool Void = false>
struct Element {
  template <class... A>
  Fragment operator()(const A&... parts) const {
    std::string out;
    out.reserve(((2 * Tag.view().size() + 5) + ... + room(parts)));
    (out += '<') += Tag.view();
    (attribute(out, parts), ...);
    out += '>';
    if constexpr (!Void) {
      (append(out, parts), ...);
      ((out += "</") += Tag.view()) += '>';
    }
    return Fragment::trusted(std::move(out));
  }

 private:
  static void attribute(std::string& out, const Attribute& a) { out += a.text; }
  template <class T>
  static void attribute(std::string&, const T&) {}
};

/// Several pieces one after the other.
template <class... A>
Fragment all(const A&... parts) {
  std::string out;
  out.reserve((std::size_t{0} + ... + room(parts)));
  (append(out, parts), ...);
  return Fragment::trusted(std::move(out));
}
/// `make(item)` for each item.
template <class Range, class F>
Fragment each(const Range& range, F&& make) {
  std::string out;
  for (const auto& item : range) append(out, make(item));
  return Fragment::trusted(std::move(out));
}
/// `make()` only if `on`.
template <class F>
Fragment when(bool on, F&& make) {
  return on ? Fragment(make()) : Fragment{};
}

// ---- elements (a trailing _ where C or C++ owns the word) ----
#define KIM_ELEMENT(name, tag) \
  inline constexpr Element<tag> name {}
#define KIM_VOID(name, tag) \
  inline constexpr Element<tag, true> name {}
KIM_ELEMENT(html_, "html");
KIM_ELEMENT(head, "head");
KIM_ELEMENT(title_, "title");
KIM_ELEMENT(body, "body");
KIM_ELEMENT(header_, "header");
KIM_ELEMENT(nav, "nav");
KIM_ELEMENT(main_, "main");
KIM_ELEMENT(footer, "footer");
KIM_ELEMENT(section, "section");
KIM_ELEMENT(article, "article");
KIM_ELEMENT(aside, "aside");
KIM_ELEMENT(address, "address");
KIM_ELEMENT(div_, "div");
KIM_ELEMENT(span, "span");
KIM_ELEMENT(p, "p");
KIM_ELEMENT(a, "a");
KIM_ELEMENT(h1, "h1");
KIM_ELEMENT(h2, "h2");
KIM_ELEMENT(h3, "h3");
KIM_ELEMENT(h4, "h4");
KIM_ELEMENT(ul, "ul");
KIM_ELEMENT(ol, "ol");
KIM_ELEMENT(li, "li");
KIM_ELEMENT(dl, "dl");
KIM_ELEMENT(dt, "dt");
KIM_ELEMENT(dd, "dd");
KIM_ELEMENT(strong, "strong");
KIM_ELEMENT(em, "em");
KIM_ELEMENT(small_, "small");
KIM_ELEMENT(bdi, "bdi");
KIM_ELEMENT(code_, "code");
KIM_ELEMENT(ins, "ins");
KIM_ELEMENT(del_, "del");
KIM_ELEMENT(blockquote, "blockquote");
KIM_ELEMENT(pre, "pre");
KIM_ELEMENT(time_, "time");
KIM_ELEMENT(form, "form");
KIM_ELEMENT(label, "label");
KIM_ELEMENT(button, "button");
KIM_ELEMENT(select_, "select");
KIM_ELEMENT(option, "option");
KIM_ELEMENT(optgroup, "optgroup");
KIM_ELEMENT(textarea, "textarea");
KIM_ELEMENT(fieldset, "fieldset");
KIM_ELEMENT(legend, "legend");
KIM_ELEMENT(progress, "progress");
KIM_ELEMENT(output, "output");
KIM_ELEMENT(details, "details");
KIM_ELEMENT(summary, "summary");
KIM_ELEMENT(dialog, "dialog");
KIM_ELEMENT(figure, "figure");
KIM_ELEMENT(figcaption, "figcaption");
KIM_ELEMENT(table, "table");
KIM_ELEMENT(caption, "caption");
KIM_ELEMENT(thead, "thead");
KIM_ELEMENT(tbody, "tbody");
KIM_ELEMENT(tfoot, "tfoot");
KIM_ELEMENT(tr_, "tr");
KIM_ELEMENT(th, "th");
KIM_ELEMENT(td, "td");
KIM_ELEMENT(svg, "svg");
KIM_ELEMENT(g, "g");
KIM_ELEMENT(path, "path");
KIM_ELEMENT(rect, "rect");
KIM_ELEMENT(circle, "circle");
KIM_ELEMENT(line, "line");
KIM_ELEMENT(svg_text, "text");
KIM_ELEMENT(desc, "desc");
KIM_ELEMENT(script, "script");
KIM_VOID(input, "input");
KIM_VOID(br, "br");
KIM_VOID(hr, "hr");
KIM_VOID(meta, "meta");
KIM_VOID(link_, "link");
KIM_VOID(img, "img");
#undef KIM_ELEMENT
#undef KIM_VOID

// ---- attributes ----
#define KIM_ATTR(name, text) \
  inline constexpr TextAttr<text> name {}
KIM_ATTR(cls, "class");
KIM_ATTR(id, "id");
KIM_ATTR(lang, "lang");
KIM_ATTR(dir, "dir");
KIM_ATTR(name_, "name");
KIM_ATTR(value, "value");
KIM_ATTR(type, "type");
KIM_ATTR(for_, "for");
KIM_ATTR(method, "method");
KIM_ATTR(role, "role");
KIM_ATTR(scope, "scope");
KIM_ATTR(rel, "rel");
KIM_ATTR(content, "content");
KIM_ATTR(charset, "charset");
KIM_ATTR(http_equiv, "http-equiv");
KIM_ATTR(autocomplete, "autocomplete");
KIM_ATTR(inputmode, "inputmode");
KIM_ATTR(pattern, "pattern");
KIM_ATTR(placeholder, "placeholder");
KIM_ATTR(datetime, "datetime");
KIM_ATTR(spellcheck, "spellcheck");
KIM_ATTR(alt, "alt");
KIM_ATTR(title_attr, "title");
KIM_ATTR(form_attr, "form");
KIM_ATTR(enctype, "enctype");
KIM_ATTR(accept, "accept");
KIM_ATTR(label_attr, "label");
KIM_ATTR(headers, "headers");
KIM_ATTR(list_attr, "list");
KIM_ATTR(aria_label, "aria-label");
KIM_ATTR(aria_labelledby, "aria-labelledby");
KIM_ATTR(aria_describedby, "aria-describedby");
KIM_ATTR(aria_current, "aria-current");
KIM_ATTR(aria_hidden, "aria-hidden");
KIM_ATTR(aria_invalid, "aria-invalid");
KIM_ATTR(aria_live, "aria-live");
KIM_ATTR(aria_sort, "aria-sort");
KIM_ATTR(aria_expanded, "aria-expanded");
KIM_ATTR(aria_controls, "aria-controls");
KIM_ATTR(viewbox, "viewBox");
KIM_ATTR(d, "d");
KIM_ATTR(focusable, "focusable");
KIM_ATTR(x, "x");
KIM_ATTR(y, "y");
KIM_ATTR(rx, "rx");
KIM_ATTR(r, "r");
KIM_ATTR(cx, "cx");
KIM_ATTR(cy, "cy");
KIM_ATTR(x1, "x1");
KIM_ATTR(x2, "x2");
KIM_ATTR(y1, "y1");
KIM_ATTR(y2, "y2");
KIM_ATTR(width, "width");
KIM_ATTR(height, "height");
KIM_ATTR(fill, "fill");
KIM_ATTR(stroke, "stroke");
KIM_ATTR(transform, "transform");
KIM_ATTR(text_anchor, "text-anchor");
KIM_ATTR(stroke_width, "stroke-width");
KIM_ATTR(stroke_linecap, "stroke-linecap");
KIM_ATTR(stroke_dasharray, "stroke-dasharray");
KIM_ATTR(autocapitalize, "autocapitalize");
#undef KIM_ATTR
inline constexpr UrlAttr<"href"> href{};
inline constexpr UrlAttr<"src"> src{};
inline constexpr UrlAttr<"action"> action{};
inline constexpr UrlAttr<"formaction"> formaction{};
inline constexpr FlagAttr<"checked"> checked{};
inline constexpr FlagAttr<"selected"> selected{};
inline constexpr FlagAttr<"disabled"> disabled{};
inline constexpr FlagAttr<"readonly"> readonly{};
inline constexpr FlagAttr<"required"> required{};
inline constexpr FlagAttr<"multiple"> multiple{};
inline constexpr FlagAttr<"open"> open{};
inline constexpr FlagAttr<"novalidate"> novalidate{};
inline constexpr FlagAttr<"autofocus"> autofocus{};
inline constexpr FlagAttr<"defer"> defer{};
inline constexpr FlagAttr<"hidden"> hidden{};
inline constexpr FlagAttr<"formnovalidate"> formnovalidate{};
inline constexpr NumberAttr<"rows"> rows{};
inline constexpr NumberAttr<"cols"> cols{};
inline constexpr NumberAttr<"maxlength"> maxlength{};
inline constexpr NumberAttr<"colspan"> colspan{};
inline constexpr NumberAttr<"rowspan"> rowspan{};
inline constexpr NumberAttr<"tabindex"> tabindex{};
inline constexpr NumberAttr<"max"> max_{};

}  // namespace kim::html
