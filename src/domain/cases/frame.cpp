#include "domain/cases/frame.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/order.h"
#include "domain/cases/case_store.h"

namespace kim::cases {
namespace {

using html::Fragment;
using ui::State;

/// Consent as everybody in the case must see it; leads to the page where it can be renewed or withdrawn.
ui::CaseBar::Item consent_item(const Frame& frame, const std::string& href) {
  const auto link = [&](std::string_view text) { return ui::text_link(href, text); };
  const auto until = [&] { return frame.consent.until ? german(*frame.consent.until) : std::string(); };
  switch (frame.consent.standing) {
    case consent::Standing::active:
      return {State::ok,
              link(frame.consent.until ? trf("Einwilligung bis {}", {until()}) : tr("Einwilligung liegt vor"))};
    case consent::Standing::ending: return {State::warn, link(trf("Einwilligung endet am {}", {until()}))};
    case consent::Standing::ended: return {State::stop, link(trf("Einwilligung endete am {}", {until()}))};
    case consent::Standing::withdrawn: return {State::stop, link(tr("Einwilligung widerrufen"))};
    case consent::Standing::none: break;
  }
  return {State::stop, link(tr("Keine Einwilligung"))};
}

bool is_active(const consent::ReleaseState& release) {
  return release.standing == consent::Standing::active || release.standing == consent::Standing::ending;
}

ui::CaseBar::Item releases_item(const Frame& frame) {
  const auto count = std::ranges::count_if(frame.releases, is_active);
  if (count == 0) return {State::none, html::all(tr("keine Weitergabe erlaubt")), true};
  return {State::ok, html::all(trn("Weitergabe an {} Stelle erlaubt", "Weitergabe an {} Stellen erlaubt", count)),
          true};
}

Fragment bar(const access::Permit& permit, const Frame& frame, bool inner) {
  ui::CaseBar bar;
  bar.who = frame.name;
  if (inner) bar.href = case_href(permit.case_id());
  bar.number = frame.data.value.number;
  bar.items.push_back(consent_item(frame, case_href(permit.case_id(), "einwilligung")));
  if (permit.subject().is_guarded()) bar.items.push_back({State::warn, html::all(tr("Geschützte Person"))});
  if (permit.in_emergency()) bar.items.push_back({State::warn, html::all(tr("Notfallzugriff, nur lesen"))});
  if (permit.state() == access::CaseState::closed)
    bar.items.push_back({State::none, html::all(tr("abgeschlossen, nur lesen"))});
  else
    bar.items.push_back(releases_item(frame));
  return ui::case_bar(bar);
}

/// A blocked case has one area left: the consent, so that it can be given again.
bool offered(const Context& ctx, const access::Permit& permit, const CaseTab& tab) {
  if (permit.state() == access::CaseState::blocked && tab.path != "einwilligung") return false;
  if (tab.only_on && *tab.only_on != permit.path()) return false;
  return ctx.actor.may(tab.right);
}

Fragment tabs(const Context& ctx, const access::Permit& permit, std::string_view current) {
  std::vector<CaseTab> list;
  for (const Slice& slice : ctx.services.slices)
    for (const CaseTab& tab : slice.case_tabs)
      if (offered(ctx, permit, tab)) list.push_back(tab);
  order_by(list, [](const CaseTab& a, const CaseTab& b) { return a.order < b.order; });
  std::vector<ui::Link> links;
  for (const CaseTab& tab : list) links.push_back({tr(tab.label), case_href(permit.case_id(), tab.path)});
  return ui::sub_nav(tr("Bereiche des Falls"), links, case_href(permit.case_id(), current));
}

std::string label_of_tab(const Context& ctx, std::string_view path) {
  for (const Slice& slice : ctx.services.slices)
    for (const CaseTab& tab : slice.case_tabs)
      if (tab.path == path) return tr(tab.label);
  return {};
}

std::vector<Crumb> crumbs(const Context& ctx, const access::Permit& permit, const Frame& frame, std::string_view tab,
                          std::string own) {
  std::vector<Crumb> list{{tr("Fälle"), "/faelle"}};
  const bool overview = tab.empty() && own.empty();
  list.push_back({frame.name, overview ? std::string() : case_href(permit.case_id())});
  if (overview) return list;
  if (!tab.empty())
    list.push_back({label_of_tab(ctx, tab), own.empty() ? std::string() : case_href(permit.case_id(), tab)});
  if (!own.empty()) list.push_back({std::move(own), {}});
  return list;
}

/// The opening tag of a link as that of a span that looks like it.
std::string span_for(std::string_view link) {
  const auto css = link.find("class=\"");
  if (css == std::string_view::npos) return "<span>";
  return "<span " + std::string(link.substr(css, link.find('"', css + 7) + 1 - css)) + ">";
}

/// The same content with text where links were. Our builder writes `<` and `>` only around tags.
html::Fragment without_links(const html::Fragment& content) {
  std::string_view rest = content.str();
  std::string out;
  for (auto start = rest.find("<a "); start != std::string_view::npos; start = rest.find("<a ")) {
    const auto inside = rest.find('>', start) + 1, end = rest.find("</a>", inside);
    out.append(rest.substr(0, start)).append(span_for(rest.substr(start, inside - start)));
    out.append(rest.substr(inside, end - inside)).append("</span>");
    rest.remove_prefix(end + 4);
  }
  return html::Fragment::trusted(out.append(rest));
}

/// Who may only look into a blocked case has none of its other pages: nothing leads there.
Page leading_nowhere(Page page) {
  page.nav = "/";
  page.above = without_links(page.above);
  page.content = without_links(page.content);
  page.tabs = {};
  page.crumbs = {};
  return page;
}

}  // namespace

std::string case_href(CaseId id, std::string_view path) {
  std::string href = "/faelle/" + std::to_string(id.value());
  if (!path.empty()) href.append("/").append(path);
  return href;
}

Result<Frame> load_frame(Context& ctx, const access::Permit& permit) {
  const SubjectId person = permit.subject().subject();
  Frame frame{.person = TRY(people::load_person(ctx.db(), permit.subject())),
              .data = TRY(load_case(ctx.db(), permit)),
              .consent = consent::state_of(ctx.db(), person, ctx.today()),
              .releases = consent::releases_of(ctx.db(), person, ctx.today()),
              .name = {},
              .addressed = {}};
  frame.name = people::full_name(frame.person.value);
  frame.addressed = people::addressed_name(frame.person.value);
  return frame;
}

Result<OpenCase> open_case(Context& ctx, const Ask& ask, access::Right right, access::Closed closed) {
  access::Permit permit = TRY(access::permit_case(ctx, ask.id<CaseId>(), right, closed));
  Frame frame = TRY(load_frame(ctx, permit));
  return OpenCase{std::move(permit), std::move(frame)};
}

http::Response show_in_case(Context& ctx, const access::Permit& permit, const Frame& frame, Page page,
                            std::string_view tab, std::string crumb, Read read) {
  if (read == Read::record)
    records::opened(ctx, case_record.name, permit.case_id().value(), case_owner(permit),
                    permit.in_emergency() ? "emergency"
                    : tab.empty()         ? "overview"
                                          : tab);
  page.nav = "/faelle";
  page.above = bar(permit, frame, !(tab.empty() && crumb.empty()));
  page.tabs = tabs(ctx, permit, tab);
  page.crumbs = crumbs(ctx, permit, frame, tab, std::move(crumb));
  if (page.title_detail.empty())
    page.title_detail = page.title == frame.name ? frame.name : page.title + ", " + frame.name;
  if (!ctx.actor.may(access::Right::case_read)) page = leading_nowhere(std::move(page));
  return show(ctx, std::move(page));
}

}  // namespace kim::cases
