// Planstelle: what it is, who fills it, and the forms to change both.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/organisation/organisation_pages.h"

namespace kim::organisation {
namespace h = kim::html;
namespace {

using access::Right;
using html::Fragment;
using records::Stored;

constexpr auto reads = needs(Right::organisation_read);
constexpr auto writes = needs(Right::organisation_write);

Result<Stored<Post>> find_post(Context& ctx, PostId id) {
  return records::one<Post>(ctx.db(), store::post_table(), records::nobody(), id.value());
}
Result<Stored<Occupancy>> find_occupancy(Context& ctx, std::int64_t id) {
  return records::one<Occupancy>(ctx.db(), store::occupancy_table(), records::nobody(), id);
}

std::string span_text(const std::optional<Day>& from, const std::optional<Day>& until) {
  if (from && until) return trf("{} bis {}", {german(*from), german(*until)});
  if (from) return trf("seit {}", {german(*from)});
  return until ? trf("bis {}", {german(*until)}) : tr("ohne Grenze");
}

std::string team_name(Context& ctx, TeamId id) {
  for (const auto& team : teams(ctx.db()))
    if (team.id == id.value()) return team.value.name;
  return {};
}

// ---- one post ----

Fragment post_facts(Context& ctx, const Post& post) {
  std::vector<ui::Fact> facts{{tr("Baustein"), h::all(code_label("building_block", post.building_block))},
                              {tr("Umfang"), h::all(posts_text(post.volume_percent.value_or(0)))},
                              {tr("Bewilligt"), h::all(span_text(post.valid_from, post.valid_until))}};
  const auto add = [&](std::string label, const std::string& text) {
    if (!text.empty()) facts.push_back({std::move(label), h::all(text)});
  };
  add(tr("Dienstaufsicht (Anstellungsträger)"), body_name(ctx.db(), post.employer));
  add(tr("Fachaufsicht"), body_name(ctx.db(), post.supervision));
  add(tr("Team"), team_name(ctx, post.team));
  add(tr("Einsatzort"), municipality_name(ctx.db(), post.place));
  add(tr("Anmerkung"), post.note);
  return ui::facts(facts, ui::FactsLook::two);
}

/// The name of who fills a post is for those who keep the plan of posts.
std::string who(Context& ctx, const Occupancy& occupancy) {
  return occupancy.account && may_write(ctx) ? access::account_name(ctx, occupancy.account) : tr("Besetzt");
}

ui::Row occupancy_row(Context& ctx, const Stored<Occupancy>& one) {
  ui::Row row;
  row.title = may_write(ctx) ? ui::row_title(occupancy_href(one.id), who(ctx, one.value))
                             : h::span(h::cls("kim-row__title"), who(ctx, one.value));
  row.meta = h::all(posts_text(one.value.volume_percent.value_or(0)), " · ",
                    span_text(one.value.valid_from, one.value.valid_until));
  if (!holds_on(one.value.valid_from, one.value.valid_until, ctx.today()))
    row.end = ui::badge(ui::Tone::neutral, tr("nicht heute"));
  return row;
}

Fragment occupancies_section(Context& ctx, const Stored<Post>& post) {
  std::vector<ui::Row> rows;
  for (const auto& one : store::occupancies_of(ctx.db(), PostId(post.id))) rows.push_back(occupancy_row(ctx, one));
  const Fragment link = h::when(may_write(ctx), [&] {
    return ui::link(post_href(PostId(post.id), "besetzungen/neu"), tr("Besetzung eintragen"));
  });
  const Fragment list =
      rows.empty() ? h::p(h::cls("kim-muted"), tr("Noch keine Besetzung. Die Stelle ist offen.")) : ui::rows(rows);
  return ui::section({.id = "besetzung", .title = tr("Besetzung"), .count = std::to_string(rows.size()), .link = link},
                     list);
}

http::Response show_post(Context& ctx, const Ask& ask) {
  const auto post = SHOW_OR_FAIL(find_post(ctx, ask.id<PostId>()));
  Page page;
  page.title = post.value.title;
  page.nav = home;
  page.crumbs = {{tr("Organisation"), std::string(home)}, {post.value.title, ""}};
  if (may_write(ctx)) page.actions = ui::link_button(post_href(PostId(post.id), "bearbeiten"), tr("Planstelle ändern"));
  const Fragment history = h::when(may_write(ctx), [&] { return history_fold(ctx, store::post_table(), post.id); });
  page.content = h::all(post_facts(ctx, post.value), occupancies_section(ctx, post), history);
  return show(ctx, std::move(page));
}

// ---- forms of a post ----

FormTarget new_post_target() {
  return {tr("Planstelle anlegen"), "/organisation/planstellen", std::string(home), tr("Planstelle speichern")};
}
FormTarget post_target(const Stored<Post>& post) {
  const PostId id(post.id);
  return {trf("Planstelle ändern: {}", {post.value.title}), post_href(id), post_href(id), tr("Planstelle speichern"),
          post.version};
}

http::Response show_new_post(Context& ctx, const Ask&) {
  const Post post;
  return form_page(ctx, post_record, forms::input_from(post_record, &post), new_post_target());
}

http::Response post_new_post(Context& ctx, const Ask& ask) {
  return answer_form<Post>(ctx, ask, store::post_table(), {}, new_post_target(), tr("Die Planstelle ist gespeichert."),
                           [&](const Post& post) -> Result<void> {
                             return ctx.transact([&](db::Tx& tx) -> Result<void> {
                               TRY(add_post(ctx, tx, post));
                               return {};
                             });
                           });
}

http::Response show_edit_post(Context& ctx, const Ask& ask) {
  const auto post = SHOW_OR_FAIL(find_post(ctx, ask.id<PostId>()));
  return form_page(ctx, post_record, forms::input_from(post_record, &post.value), post_target(post));
}

http::Response post_edit_post(Context& ctx, const Ask& ask) {
  auto post = SHOW_OR_FAIL(find_post(ctx, ask.id<PostId>()));
  post.version = ask.form.integer("version");
  return answer_form<Post>(
      ctx, ask, store::post_table(), post.value, post_target(post), tr("Die Planstelle ist gespeichert."),
      [&](const Post& after) { return change_post(ctx, PostId(post.id), post.version, after); },
      [&] { return find_post(ctx, PostId(post.id)); });
}

// ---- forms of an occupancy ----

FormTarget new_occupancy_target(const Stored<Post>& post) {
  return {trf("Besetzung eintragen: {}", {post.value.title}), post_href(PostId(post.id), "besetzungen"),
          post_href(PostId(post.id)), tr("Besetzung speichern")};
}
FormTarget occupancy_target(const Stored<Occupancy>& one) {
  return {tr("Besetzung ändern"), occupancy_href(one.id), post_href(PostId(one.parent)), tr("Besetzung speichern"),
          one.version};
}

http::Response show_new_occupancy(Context& ctx, const Ask& ask) {
  const auto post = SHOW_OR_FAIL(find_post(ctx, ask.id<PostId>()));
  Occupancy fresh;
  fresh.volume_percent = post.value.volume_percent;
  fresh.valid_from = std::max(ctx.today(), post.value.valid_from.value_or(ctx.today()));
  return form_page(ctx, occupancy_record, forms::input_from(occupancy_record, &fresh), new_occupancy_target(post));
}

http::Response post_new_occupancy(Context& ctx, const Ask& ask) {
  const auto post = SHOW_OR_FAIL(find_post(ctx, ask.id<PostId>()));
  return answer_form<Occupancy>(ctx, ask, store::occupancy_table(), {}, new_occupancy_target(post),
                                tr("Die Besetzung ist gespeichert."), [&](const Occupancy& occupancy) -> Result<void> {
                                  return ctx.transact([&](db::Tx& tx) -> Result<void> {
                                    TRY(add_occupancy(ctx, tx, PostId(post.id), occupancy));
                                    return {};
                                  });
                                });
}

http::Response show_edit_occupancy(Context& ctx, const Ask& ask) {
  const auto one = SHOW_OR_FAIL(find_occupancy(ctx, ask.number(0)));
  return form_page(ctx, occupancy_record, forms::input_from(occupancy_record, &one.value), occupancy_target(one),
                   history_fold(ctx, store::occupancy_table(), one.id));
}

http::Response post_edit_occupancy(Context& ctx, const Ask& ask) {
  auto one = SHOW_OR_FAIL(find_occupancy(ctx, ask.number(0)));
  one.version = ask.form.integer("version");
  return answer_form<Occupancy>(
      ctx, ask, store::occupancy_table(), one.value, occupancy_target(one), tr("Die Besetzung ist gespeichert."),
      [&](const Occupancy& after) { return change_occupancy(ctx, one.id, one.version, after); },
      [&] { return find_occupancy(ctx, one.id); });
}

}  // namespace

void post_routes(Routes& routes) {
  routes.get("/organisation/planstellen/neu", writes, show_new_post, "Planstelle anlegen");
  routes.post("/organisation/planstellen", writes, post_new_post, "Planstelle anlegen");
  routes.get("/organisation/planstellen/{post}", reads, show_post, "Planstelle mit Besetzung");
  routes.get("/organisation/planstellen/{post}/bearbeiten", writes, show_edit_post, "Planstelle ändern");
  routes.post("/organisation/planstellen/{post}", writes, post_edit_post, "Planstelle ändern");
  routes.get("/organisation/planstellen/{post}/besetzungen/neu", writes, show_new_occupancy, "Besetzung eintragen");
  routes.post("/organisation/planstellen/{post}/besetzungen", writes, post_new_occupancy, "Besetzung eintragen");
  routes.get("/organisation/besetzungen/{occupancy}", writes, show_edit_occupancy, "Besetzung ändern");
  routes.post("/organisation/besetzungen/{occupancy}", writes, post_edit_occupancy, "Besetzung ändern");
}

}  // namespace kim::organisation
