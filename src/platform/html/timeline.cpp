// The path motif: phases, history, goals.
#include "platform/html/timeline.h"

#include "base/i18n.h"

namespace kim::ui {
namespace h = kim::html;
namespace {

struct StepLook {
  std::string_view suffix;
  std::string word;  // read aloud behind the title
};

StepLook look_of(StepState state) {
  switch (state) {
    case StepState::open: return {"open", tr("noch nicht begonnen")};
    case StepState::now: return {"now", tr("aktuell")};
    case StepState::done: return {"done", tr("erledigt")};
    case StepState::stopped: return {"stop", tr("beendet")};
  }
  return {};
}

Fragment step(const Step& item) {
  const StepLook look = look_of(item.state);
  const Fragment sign = item.state == StepState::done ? icon("check") : Fragment{};
  return h::li(h::cls("kim-path__step kim-path__step--", look.suffix),
               h::when_attr(item.state == StepState::now, h::aria_current("step")),
               h::span(h::cls("kim-path__node"), h::aria_hidden("true"), sign),
               h::p(h::cls("kim-path__title"), item.title, hidden(", " + look.word)),
               h::when(!item.meta.empty(), [&] { return h::p(h::cls("kim-path__meta"), item.meta); }),
               h::when(!item.note.empty(), [&] { return h::div_(h::cls("kim-path__note"), item.note); }));
}

Fragment entry(const Entry& item) {
  const auto part = [](const Fragment& text) { return h::span(text); };
  return h::li(
      h::cls("kim-entry", item.minor ? " kim-entry--minor" : ""),
      h::span(h::cls("kim-entry__node"), icon(item.icon, IconSize::medium)),
      h::div_(h::div_(h::cls("kim-entry__head"), h::h4(h::cls("kim-entry__title kern-heading-small"), item.title),
                      h::span(h::cls("kim-entry__when"), item.when)),
              h::when(!item.text.empty(), [&] { return h::p(h::cls("kim-entry__text"), item.text); }),
              h::when(!item.meta.empty(), [&] { return h::p(h::cls("kim-entry__meta"), h::each(item.meta, part)); })));
}

bool same_month(Day a, Day b) {
  const std::chrono::year_month_day x(a), y(b);
  return x.year() == y.year() && x.month() == y.month();
}

Fragment goal_foot(const Goal& item) {
  const Fragment bar = h::when(item.steps > 0, [&] {
    const std::string text =
        trf("{0} von {1} Schritten erledigt", {std::to_string(item.done), std::to_string(item.steps)});
    return progress_bar(item.id + "-schritte", text, item.done, item.steps);
  });
  const Fragment open =
      h::when(!item.href.empty(), [&] { return h::p(link(item.href, tr("Ziel öffnen"), ": " + item.words)); });
  return h::div_(h::cls("kim-goal__foot"), item.steps > 0 ? bar : h::p(tr("noch keine Schritte")), h::p(item.meta),
                 open);
}

Fragment goal_obstacle(const Goal& item) {
  return h::div_(h::cls("kim-goal__obstacle"), h::p(h::strong(tr("Hinderungsgrund:")), " ", item.obstacle),
                 item.obstacle_link);
}

Fragment goal(const Goal& item) {
  return h::li(h::cls("kim-goal"),
               h::div_(h::cls("kim-goal__head"), h::h3(h::cls("kim-goal__words"), "„", item.words, "“"), item.badge),
               h::when(!item.agreed.empty(), [&] { return h::p(h::cls("kim-goal__agreed"), item.agreed); }),
               goal_foot(item), h::when(!item.obstacle.empty(), [&] { return goal_obstacle(item); }));
}

}  // namespace

Fragment path(const std::vector<Step>& steps, bool wide) {
  return h::ol(h::cls("kim-path", wide ? " kim-path--wide" : ""), h::each(steps, step));
}

std::string month_and_year(Day day) {
  const std::chrono::year_month_day date(day);
  return month_name(unsigned{date.month()}) + " " + std::to_string(int{date.year()});
}

Fragment timeline(const std::vector<Entry>& entries) {
  Fragment out;
  for (std::size_t from = 0; from < entries.size();) {
    std::size_t to = from;
    Fragment month;
    for (; to < entries.size() && same_month(entries[from].on, entries[to].on); ++to) month += entry(entries[to]);
    out += h::h3(h::cls("kim-timeline__month"), month_and_year(entries[from].on));
    out += h::ol(h::cls("kim-timeline"), month);
    from = to;
  }
  return out;
}

Fragment goals(const std::vector<Goal>& items) { return h::ol(h::cls("kim-goals"), h::each(items, goal)); }

}  // namespace kim::ui
