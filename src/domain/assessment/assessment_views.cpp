#include "domain/assessment/assessment_views.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"

namespace kim::assessment {
namespace {

namespace h = kim::html;
using h::Fragment;

constexpr std::string_view scale_list = "scale_need";
constexpr std::size_t urgent_shown = 4;

std::string field_label(std::string_view field) { return code_label("field_of_action", field); }

/// "3 gemischt"; "nicht besprochen" for none.
std::string scale_text(std::string_view scale) {
  if (scale.empty()) return tr("nicht besprochen");
  return std::string(scale) + " " + code_label(scale_list, scale);
}

std::vector<forms::Choice> scale_choices() {
  std::vector<forms::Choice> choices;
  for (const Code& code : code_list(scale_list).codes()) choices.push_back({code.code, scale_text(code.code)});
  choices.push_back({"", tr("nicht besprochen")});
  return choices;
}

// ---- the form ----

/// One field of action on its way into a fold.
struct Drawing {
  const std::string& field;
  const forms::Input& input;
  const SheetLook& look;

  [[nodiscard]] std::string name(std::string_view member) const { return name_prefix(field).append(member); }
  [[nodiscard]] std::string_view typed(std::string_view member) const { return input.typed.get(name(member)); }
  [[nodiscard]] Fragment control(std::string_view member, const forms::Look& shown) const {
    return forms::control(line_description(field), name(member), input, shown);
  }
  [[nodiscard]] const Rating* before() const {
    if (look.before == nullptr) return nullptr;
    const auto found = std::ranges::find(look.before->ratings, field, &Rating::field);
    return found == look.before->ratings.end() ? nullptr : &*found;
  }
};

/// "Am 16.06.2026: 1 sehr belastet"
std::string earlier(const Drawing& drawing, std::string Rating::* scale) {
  const Rating* before = drawing.before();
  if (before == nullptr || (before->*scale).empty()) return {};
  return trf("Am {0}: {1}", {german(drawing.look.before->on), scale_text(before->*scale)});
}

Fragment scale_control(const Drawing& drawing, std::string_view member, const std::string& question,
                       const std::string& hint) {
  return drawing.control(member, {.label = question, .hint = hint, .choices = scale_choices()});
}

Fragment voice(std::string_view icon_name, const std::string& title, const Fragment& controls) {
  return h::div_(h::h3(h::cls("kim-voice"), ui::icon(icon_name, ui::IconSize::medium), title),
                 h::div_(h::cls("kim-form"), controls));
}

Fragment persons_view(const Drawing& drawing) {
  const std::string& who = drawing.look.addressed;
  return voice("talk", trf("Bedürfnis: So sieht es {}", {who}),
               h::all(scale_control(drawing, "wish_scale", trf("Wie ist die Lage für {}?", {who}),
                                    earlier(drawing, &Rating::wish_scale)),
                      drawing.control("wish", {.label = tr("In eigenen Worten"), .text_rows = 4})));
}

Fragment professional_view(const Drawing& drawing) {
  return voice("scale", tr("Bedarf: Fachliche Einschätzung"),
               h::all(scale_control(drawing, "need_scale", tr("Wie schätzen Sie die Lage ein?"),
                                    earlier(drawing, &Rating::need_scale)),
                      drawing.control("need", {.label = tr("Was wird gebraucht?"), .text_rows = 4})));
}

Fragment fold_body(const Drawing& drawing) {
  const std::string version = version_name(drawing.field);
  const std::string seen(drawing.input.typed.has(version) ? drawing.input.typed.get(version) : "0");
  return h::div_(
      h::cls("kim-fold__body"), h::input(h::type("hidden"), h::name_(version), h::value(seen)),
      h::div_(h::cls("kim-two"), persons_view(drawing), professional_view(drawing)),
      h::div_(h::cls("kim-two kim-two--plain kim-gap-top"),
              h::div_(drawing.control(
                  "resources", {.label = tr("Stärken und was schon hilft"), .optional_mark = false, .text_rows = 2})),
              h::div_(drawing.control("urgency", {.label = tr("Wie dringend ist es?"), .optional_mark = false}))),
      h::div_(h::cls("kim-row-actions kim-gap-top"),
              ui::submit(tr("Zwischenspeichern"), {.weight = ui::Weight::secondary,
                                                   .hidden = ": " + field_label(drawing.field),
                                                   .name = "feld",
                                                   .value = drawing.field,
                                                   .small = true})));
}

Fragment value_text(const std::string& who, std::string_view scale) {
  if (scale.empty()) return h::span(h::cls("kim-nowrap"), who, ": ", tr("offen"));
  return h::span(h::cls("kim-nowrap"), who, ": ", h::strong(scale), " ", code_label(scale_list, scale));
}

bool has_error(const Drawing& drawing) {
  const std::string prefix = name_prefix(drawing.field);
  return std::ranges::any_of(drawing.input.errors,
                             [&](const FieldError& error) { return error.field.starts_with(prefix); });
}

Fragment field_fold(const Drawing& drawing) {
  const bool is_open = drawing.look.focus == drawing.field || has_error(drawing);
  return h::details(h::cls("kim-fold kim-fold--field"), h::id("feld-", drawing.field), h::open(is_open),
                    h::summary(h::span(h::cls("kim-fold__title"), field_label(drawing.field)),
                               h::span(h::cls("kim-meta kim-fold__values"),
                                       value_text(drawing.look.addressed, drawing.typed("wish_scale")),
                                       value_text(tr("Fachlich"), drawing.typed("need_scale")))),
                    fold_body(drawing));
}

// ---- what was noted ----

Fragment side(std::string_view icon_name, const std::string& title, std::string_view scale, const Fragment& text) {
  return h::div_(h::h3(h::cls("kim-voice"), ui::icon(icon_name, ui::IconSize::medium), title),
                 h::p(h::strong(scale_text(scale))), text);
}

Fragment quoted(const std::string& words) {
  return h::when(!words.empty(),
                 [&] { return h::blockquote(h::p(h::cls("kim-goal__words"), "„", ui::lines(words), "“")); });
}

Fragment plain_text(const std::string& text) {
  return h::when(!text.empty(), [&] { return h::p(ui::lines(text)); });
}

Fragment line_view(const AssessmentLine& line, const std::string& addressed) {
  const std::string title_id = "feld-" + line.field;
  return ui::section(
      {.id = title_id, .title = field_label(line.field), .link = urgency_badge(rating_of(line))},
      h::all(h::div_(h::cls("kim-two"),
                     side("talk", trf("Bedürfnis: So sieht es {}", {addressed}), line.wish_scale, quoted(line.wish)),
                     side("scale", tr("Bedarf: Fachliche Einschätzung"), line.need_scale, plain_text(line.need))),
             h::when(!line.resources.empty(), [&] {
               return h::p(h::cls("kim-gap-top"), h::strong(tr("Stärken und was schon hilft")), ": ",
                           ui::lines(line.resources));
             })));
}

/// Names of the fields nobody spoke about, in one muted line.
Fragment untouched(const std::vector<std::string>& fields) {
  std::vector<std::string> labels;
  for (const std::string& field : fields) labels.push_back(field_label(field));
  return h::when(!labels.empty(), [&] {
    return h::p(h::cls("kim-meta kim-gap-top"), tr("Nicht besprochen:"), " ", text::join(labels, ", "));
  });
}

// ---- panel ----

ui::Row urgent_row(const std::string& href, const Rating& rating) {
  ui::Row row;
  row.title = ui::row_title(href + "#feld-" + rating.field, field_label(rating.field));
  row.meta = h::all(rating_text(rating));
  row.end = urgency_badge(rating);
  return row;
}

Fragment panel_body(const access::Permit& permit, const store::RatedSheet& sheet) {
  const std::string href = sheet_href(permit.case_id(), sheet.id.value());
  std::vector<ui::Row> rows;
  for (const Rating& rating : most_urgent(sheet.ratings, urgent_shown)) rows.push_back(urgent_row(href, rating));
  return ui::rows(rows, ui::RowsLook::plain);
}

/// The finished one holds; before the first is finished, the one in work.
const store::RatedSheet* latest(const std::vector<store::RatedSheet>& sheets) {
  const auto finished = std::ranges::find_if(sheets.rbegin(), sheets.rend(), &store::RatedSheet::is_done);
  if (finished != sheets.rend()) return &*finished;
  return sheets.empty() ? nullptr : &sheets.back();
}

}  // namespace

Fragment sheet_controls(const std::vector<std::string>& fields, const forms::Input& input, const SheetLook& look) {
  Fragment first, more;
  for (const std::string& field : fields) (comes_first(field) ? first : more) += field_fold({field, input, look});
  return h::all(first, h::h2(h::cls("kern-heading-medium kim-fold-head kim-gap-top"), tr("Weitere Handlungsfelder")),
                more);
}

Fragment sheet_view(const std::vector<records::Stored<AssessmentLine>>& lines, const std::string& addressed,
                    Day today) {
  Fragment noted;
  std::vector<std::string> open;
  for (const std::string& field : fields_shown(today, {})) {
    const auto line = std::ranges::find(lines, field, [](const auto& one) { return one.value.field; });
    if (line != lines.end() && is_filled(line->value))
      noted += line_view(line->value, addressed);
    else
      open.push_back(field);
  }
  return h::all(noted, untouched(open));
}

std::string filled_text(int filled, std::size_t of) {
  return trf("{0} von {1} Handlungsfeldern", {std::to_string(filled), std::to_string(of)});
}

std::string rating_text(const Rating& rating) {
  return trf("Bedürfnis: {0} · Bedarf: {1}", {scale_text(rating.wish_scale), scale_text(rating.need_scale)});
}

Fragment urgency_badge(const Rating& rating) {
  if (rating.urgency != "now" && rating.urgency != "weeks") return {};
  return ui::badge(rating.urgency == "now" ? ui::Tone::warning : ui::Tone::neutral,
                   code_label("urgency", rating.urgency));
}

Fragment state_badge(bool is_done) {
  return ui::badge(is_done ? ui::Tone::success : ui::Tone::info,
                   code_label("assessment_state", is_done ? "done" : "open"));
}

Fragment panel(Context& ctx, const access::Permit& permit) {
  const std::string href = cases::case_href(permit.case_id(), tab);
  const auto sheets = store::rated_sheets(ctx.db(), permit);
  const auto* sheet = latest(sheets);
  ui::SectionHead head{.id = "h-einschaetzung", .title = tr("Falleinschätzung")};
  if (sheet == nullptr) {
    head.link = permit.may_write() ? ui::link(href, tr("Einschätzung beginnen")) : Fragment();
    return ui::section(head, h::p(h::cls("kim-meta kim-section__lead"), tr("Noch keine Falleinschätzung.")));
  }
  head.count = sheet->is_done ? german(sheet->on) : trf("{}, in Arbeit", {german(sheet->on)});
  head.link = ui::link(href, tr("Zur Falleinschätzung"));
  return ui::section(head, panel_body(permit, *sheet));
}

Fragment danger_panel(Context& ctx, const access::Permit& permit) {
  const auto danger = store::danger_of(ctx.db(), permit);
  if (!danger) return {};
  const std::string what = danger->noted ? tr("Was sofort getan wurde, steht im Erstgespräch.")
                                         : tr("Noch nicht festgehalten ist, was sofort getan wurde.");
  return ui::alert(ui::Tone::danger, trf("Akute Gefahr, festgestellt am {}", {german(danger->on)}),
                   h::p(what, " ", ui::text_link(intake_href(permit.case_id()), tr("Erstgespräch öffnen"))));
}

}  // namespace kim::assessment
