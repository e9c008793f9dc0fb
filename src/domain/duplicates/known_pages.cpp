// Klärungen: the list of the coordination, one question with both sides, and what the asker reads of it.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/access/page.h"
#include "domain/duplicates/duplicate_pages.h"
#include "domain/duplicates/known_store.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::duplicates {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view questions_href = "/klaerungen";
constexpr std::string_view answer_list = "known_answer";

std::string question_href(std::int64_t id, std::string_view act = {}) {
  const std::string address = std::string(questions_href) + "/" + std::to_string(id);
  return act.empty() ? address : address + "/" + std::string(act);
}

Fragment answer_badge(const std::string& answer) {
  if (answer.empty()) return ui::badge(ui::Tone::warning, tr("offen"));
  return ui::badge(answer == "different" ? ui::Tone::neutral : ui::Tone::success, code_label(answer_list, answer));
}

// ---- the list ----

Fragment table_of(Context& ctx, const std::vector<QuestionLine>& lines) {
  ui::Table table{.label = tr("Klärungen"),
                  .columns = {{.label = tr("Gefragt am"), .nowrap = true},
                              {.label = tr("Gefragt von")},
                              {.label = tr("Bereich"), .wide_only = true},
                              {.label = tr("Stand")}}};
  for (const QuestionLine& line : lines)
    table.rows.push_back({ui::cell_main(question_href(line.id), german(line.at)),
                          all(access::account_name(ctx, line.by)), all(line.area), answer_badge(line.answer)});
  return ui::table(table);
}

http::Response show_questions(Context& ctx, const Ask& ask) {
  const long long total = store::count_questions(ctx.db(), false);
  const long long offset = (ui::page_of(ask.request.query, total) - 1) * ui::kPerPage;
  const auto lines = store::question_lines(ctx.db(), ui::kPerPage, offset);
  Page page;
  page.title = tr("Wer kennt die Person schon?");
  page.nav = questions_href;
  page.sub =
      tr("Fachkräfte haben eine Person angelegt, die vielleicht an einer anderen Stelle bekannt ist. Offene stehen "
         "oben.");
  page.content =
      lines.empty()
          ? ui::empty_state(tr("Noch keine Klärung"),
                            tr("Fragt eine Fachkraft, ob eine neue Person anderswo bekannt ist, steht das hier."))
          : all(ui::table_head(trn("{} Klärung", "{} Klärungen", total), tr("offene zuerst, dann neueste")),
                table_of(ctx, lines), ui::paging(ask.request.query, total));
  return show(ctx, std::move(page));
}

// ---- one question ----

std::vector<ui::Fact> side_facts(Context& ctx, const FileSide& side) {
  const std::string responsible =
      side.responsible ? access::account_name(ctx, side.responsible) : tr("niemand, es gibt keinen offenen Fall");
  std::vector<ui::Fact> facts{{tr("Bereich"), all(side.area)}, {tr("Zuständig"), all(responsible)}};
  if (!side.case_number.empty()) facts.push_back({tr("Fallnummer"), all(side.case_number)});
  return facts;
}

Fragment asking_section(Context& ctx, const OpenQuestion& question) {
  std::vector<ui::Fact> facts{{tr("Gefragt von"), all(access::account_name(ctx, question.line.by))},
                              {tr("Am"), ui::moment(question.line.at)}};
  for (const FileSide& side : question.asking)
    for (ui::Fact& fact : side_facts(ctx, side)) facts.push_back(std::move(fact));
  return ui::section({.id = "h-fragt", .title = tr("Wer fragt?")}, ui::facts(facts, ui::FactsLook::two));
}

Fragment others_section(Context& ctx, const OpenQuestion& question) {
  const Fragment nobody =
      p(cls("kim-meta"), tr("Die andere Akte ist nicht mehr zu sehen. Antworten Sie, was Sie wissen, "
                            "oder lassen Sie die Frage offen."));
  return ui::section({.id = "h-kennt", .title = tr("Wer kennt die Person vielleicht?")},
                     question.others.empty() ? nobody : each(question.others, [&](const FileSide& side) {
                       return ui::facts(side_facts(ctx, side), ui::FactsLook::two);
                     }));
}

Fragment answer_form(Context& ctx, const OpenQuestion& question, const forms::Input& input, std::int64_t version) {
  return post_form(ctx, question_href(question.line.id, "antwort"),
                   all(html::input(type("hidden"), name_("version"), value(std::to_string(version))),
                       forms::control(people::known_question_record, "answer", input, {.optional_mark = false}),
                       p(cls("kim-meta"), tr("Wer gefragt hat, sieht diese Antwort mit Ihrem Namen, sonst nichts.")),
                       ui::form_actions(ui::submit(tr("Antwort speichern")), questions_href)));
}

struct Shown {
  const OpenQuestion& question;
  const forms::Input& input;
  std::string conflict{};
};

http::Response question_page(Context& ctx, const Shown& shown) {
  const OpenQuestion& question = shown.question;
  Page page;
  page.title = trf("Klärung vom {}", {german(local_day(question.line.at))});
  page.nav = questions_href;
  page.crumbs = {{tr("Klärungen"), std::string(questions_href)}, {page.title, {}}};
  page.sub = tr(
      "Sprechen Sie mit beiden Fachkräften. Mit der Fallnummer findet jede die eigene Akte; Namen stehen hier nicht.");
  page.status = !shown.conflict.empty() ? 409 : shown.input.errors.empty() ? 200 : 422;
  page.error = page.status != 200;
  page.content = ui::stack(
      all(when(!shown.conflict.empty(),
               [&] { return ui::alert(ui::Tone::danger, shown.conflict, {}, ui::Announce::alert); }),
          forms::error_summary(tr("Die Antwort ist noch nicht gespeichert."), shown.input.errors),
          asking_section(ctx, question), others_section(ctx, question),
          ui::section({.id = "h-antwort", .title = tr("Antwort")},
                      all(when(!question.line.answer.empty(), [&] { return p(answer_badge(question.line.answer)); }),
                          answer_form(ctx, question, shown.input, question.stored.version)))));
  return show(ctx, std::move(page));
}

http::Response show_question(Context& ctx, const Ask& ask) {
  const OpenQuestion question = SHOW_OR_FAIL(open_question(ctx, ask.number(0)));
  const forms::Input input = forms::input_from(people::known_question_record, &question.stored.value);
  return question_page(ctx, {question, input});
}

http::Response post_answer(Context& ctx, const Ask& ask) {
  const auto saved =
      answer_question(ctx, ask.number(0), ask.form.integer("version"), std::string(ask.form.get("answer")));
  if (saved) return done(ctx, std::string(questions_href), tr("Die Antwort ist gespeichert"));
  const Error& error = saved.error();
  if (error.code != ErrorCode::conflict && error.fields.empty()) return error_page(ctx, ask, error);
  const OpenQuestion question = SHOW_OR_FAIL(open_question(ctx, ask.number(0)));
  const forms::Input input{ask.form, error.fields};
  return question_page(ctx, {question, input, error.code == ErrorCode::conflict ? error.message : ""});
}

// ---- who asked ----

std::string advice(const std::string& answer) {
  if (answer == "same")
    return tr(
        "Es ist dieselbe Person. Sprechen Sie mit der koordinierenden Stelle ab, wer die Person weiter begleitet.");
  if (answer == "different") return tr("An der anderen Stelle ist es jemand anderes. Sie müssen nichts tun.");
  if (answer == "contact") return tr("Die koordinierende Stelle bringt Sie mit der anderen Stelle ins Gespräch.");
  return tr("Die koordinierende Stelle hat noch nicht geantwortet.");
}

http::Response post_seen(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(note_answer_seen(ctx, ask.number(0)));
  return done(ctx, "/", tr("Zur Kenntnis genommen"));
}

/// Only who asked takes note, and only of an answer.
Fragment seen_form(Context& ctx, const records::Stored<people::KnownQuestion>& question) {
  const bool waits = !question.value.answer.empty() && !question.value.seen_on;
  if (!waits || question.created_by != ctx.actor.account) return {};
  return post_form(
      ctx, question_href(question.id, "gesehen"),
      ui::submit(tr("Zur Kenntnis genommen"), {.weight = ui::Weight::secondary, .icon = "check", .small = true}), "");
}

DueItem due_item(const store::Answered& answer, AccountId asker) {
  DueItem item;
  item.day = answer.on;
  item.title = trf("Klärung zu {0}: {1}", {answer.case_number, code_label(answer_list, answer.answer)});
  item.meta = advice(answer.answer);
  item.href = "/faelle/" + std::to_string(answer.case_id.value());
  item.badge = tr("Klärung");
  item.group = "answers";
  item.responsible = asker;
  return item;
}

}  // namespace

Fragment question_panel(Context& ctx, const access::Permit& permit) {
  const auto questions = people::questions_of(ctx.db(), permit.subject());
  if (questions.empty()) return {};
  const auto& question = questions.back();
  const people::KnownQuestion& value = question.value;
  const std::string who = value.answered_by ? access::account_name(ctx, value.answered_by) : "";
  return ui::panel(
      "h-anderswo", tr("An anderer Stelle bekannt?"),
      all(p(answer_badge(value.answer)), p(advice(value.answer)),
          p(cls("kim-meta"), trf("Gefragt am {}", {german(local_day(question.created_at))}),
            when(value.answered_on.has_value(),
                 [&] { return all(" · ", trf("beantwortet am {0} von {1}", {german(*value.answered_on), who})); })),
          seen_form(ctx, question)));
}

Fragment questions_home_panel(Context& ctx) {
  if (!ctx.actor.may(Right::known_answer)) return {};
  const long long open = store::count_questions(ctx.db(), true);
  const std::string text =
      open == 0 ? tr("Keine Klärung ist offen.") : trn("{} Klärung ist offen.", "{} Klärungen sind offen.", open);
  return ui::panel("h-klaerungen", tr("Wer kennt die Person schon?"),
                   all(p(text), p(ui::text_link(questions_href, tr("Klärungen ansehen")))));
}

void due_answers(Context& ctx, std::vector<DueItem>& items) {
  for (const auto& answer : store::unseen_answers(ctx.db(), ctx.actor.account))
    items.push_back(due_item(answer, ctx.actor.account));
}

void known_routes(Routes& r) {
  constexpr auto settles = needs(Right::known_answer);
  r.get(questions_href, settles, show_questions, "Klärungen: wer kennt eine neue Person schon?");
  r.get("/klaerungen/{question}", settles, show_question, "Eine Klärung mit beiden Seiten");
  r.post("/klaerungen/{question}/antwort", settles, post_answer, "Klärung beantworten");
  r.post("/klaerungen/{question}/gesehen", needs(Right::person_read), post_seen,
         "Antwort auf eine Klärung zur Kenntnis nehmen");
}

}  // namespace kim::duplicates
