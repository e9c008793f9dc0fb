// Ends of forms, confirmation, drafts, tasks, checks. Two versions are in versions.cpp.
#include "platform/html/decisions.h"

#include "base/i18n.h"

namespace kim::ui {
namespace h = kim::html;
namespace {

Fragment task(std::string_view id, std::size_t number, const Task& item) {
  const std::string status = std::string(id) + "-" + std::to_string(number);
  return h::li(
      h::cls("kern-task-list__item"),
      h::div_(h::cls("kern-task-list__title"),
              h::a(h::cls("kern-link kern-link--stretched kern-task-list__content-wrapper"), h::href(item.href),
                   h::aria_describedby(status), h::span(h::cls("kern-number"), number), h::span(item.label))),
      h::div_(h::cls("kern-task-list__status"), h::id(status), badge(item.tone, item.state)));
}

}  // namespace

Fragment form_actions(const Fragment& primary, std::string_view cancel_href, const Fragment& draft) {
  const Fragment cancel = h::when(
      !cancel_href.empty(), [&] { return link_button(cancel_href, tr("Abbrechen"), {.weight = Weight::tertiary}); });
  return h::div_(h::cls("kim-form__actions"), primary, cancel, draft);
}

Fragment draft_note(std::string_view text) {
  const Fragment inside = text.empty() ? Fragment{} : h::all(icon("success"), text);
  return h::span(h::cls("kim-draft"), h::role("status"), inside);
}

Fragment draft_found(std::string_view when, std::string_view what, std::string_view continue_href,
                     const Fragment& discard) {
  return alert(Tone::info, trf("Sie haben hier {} etwas begonnen", {when}),
               h::all(h::when(!what.empty(), [&] { return h::p(what); }),
                      h::div_(h::cls("kim-row-actions kim-top-s"),
                              link_button(continue_href, tr("Weiterschreiben"), {.small = true}), discard)));
}

Fragment confirmation(const Confirmation& confirmation) {
  const Fragment list = h::when(!confirmation.consequences.empty(), [&] {
    const std::string title =
        confirmation.consequences_title.empty() ? tr("Das geschieht sofort") : confirmation.consequences_title;
    return alert(Tone::warning, title,
                 h::ul(h::cls("kern-list kern-list--bullet kim-list"),
                       h::each(confirmation.consequences, [](const std::string& text) { return h::li(text); })),
                 Announce::no, 2);
  });
  return h::all(confirmation.content, list,
                form_actions(submit(confirmation.button, {.danger = confirmation.danger}), confirmation.cancel_href));
}

Fragment task_list(std::string_view id, const std::vector<Task>& tasks) {
  Fragment items;
  for (std::size_t i = 0; i < tasks.size(); ++i) items += task(id, i + 1, tasks[i]);
  return h::ol(h::cls("kern-task-list__list kim-section__lead"), items);
}

Fragment check_list(const std::vector<Fact>& facts, std::string_view change_href) {
  const auto item = [](const Fact& fact) {
    return h::div_(h::cls("kern-description-list-item"), h::dt(h::cls("kern-description-list-item__key"), fact.label),
                   h::dd(h::cls("kern-description-list-item__value"), fact.value));
  };
  return h::div_(
      h::cls("kern-summary"),
      h::div_(h::cls("kern-summary__body"), h::dl(h::cls("kern-description-list"), h::each(facts, item)),
              h::when(!change_href.empty(), [&] { return h::p(text_link(change_href, tr("Angaben ändern"))); })));
}

Fragment tick_box(std::string_view name, std::string_view value, std::string_view text, bool on) {
  return h::div_(h::cls("kern-form-input"),
                 h::label(h::cls("kim-choice__item"),
                          h::input(h::id(name), h::type("checkbox"), h::name_(name), h::value(value), h::checked(on)),
                          h::span(text)));
}

}  // namespace kim::ui
