// Two versions of one record side by side, with the words that differ marked.
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "platform/html/decisions.h"

namespace kim::ui {
namespace h = kim::html;
namespace {

/// More words than this are shown unmarked: the table below grows with the square.
constexpr std::size_t kWordsMax = 400;

/// Length of the longest common run of words for every pair of ends.
std::vector<std::vector<std::uint16_t>> common_lengths(const std::vector<std::string>& a,
                                                       const std::vector<std::string>& b) {
  std::vector<std::vector<std::uint16_t>> table(a.size() + 1, std::vector<std::uint16_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      table[i][j] = a[i] == b[j] ? static_cast<std::uint16_t>(table[i + 1][j + 1] + 1)
                                 : std::max(table[i + 1][j], table[i][j + 1]);
  return table;
}

/// For each word of `a`: is it missing in `b`?
std::vector<bool> missing_words(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto table = common_lengths(a, b);
  std::vector<bool> missing(a.size(), true);
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      missing[i++] = false, ++j;
    else if (table[i + 1][j] >= table[i][j + 1])
      ++i;
    else
      ++j;
  }
  return missing;
}

Fragment marked(const std::vector<std::string>& words, const std::vector<bool>& missing) {
  Fragment out;
  for (std::size_t from = 0; from < words.size();) {
    std::size_t to = from + 1;
    while (to < words.size() && missing[to] == missing[from]) ++to;
    const std::string run = text::join(
        {words.begin() + static_cast<std::ptrdiff_t>(from), words.begin() + static_cast<std::ptrdiff_t>(to)}, " ");
    if (from > 0) out += h::all(" ");
    out += missing[from] ? h::ins(run) : h::all(run);
    from = to;
  }
  return out;
}

Fragment version(const std::string& name, const Version& version) {
  return h::label(h::cls("kim-version"),
                  h::input(h::type("radio"), h::name_(name), h::value(version.value), h::required()),
                  h::span(h::cls("kim-meta"), version.meta), h::span(h::cls("kim-version__text"), version.text));
}

Fragment field_choice(const ConflictField& field) {
  return h::fieldset(
      h::cls("kern-fieldset kim-conflict__field"), h::legend(h::cls("kern-label"), field.label),
      h::div_(h::cls("kim-versions"), version(field.name, field.theirs), version(field.name, field.mine)),
      h::input(h::type("hidden"), h::name_("auswahl"), h::value(field.name)));
}

Fragment merged_panel(const std::vector<Fact>& merged) {
  const auto fact = [](const Fact& item) { return h::div_(h::dt(item.label), h::dd(item.value)); };
  return h::section(h::cls("kim-panel"), h::aria_labelledby("h-auto"),
                    h::h2(h::cls("kern-heading-small"), h::id("h-auto"), tr("Ohne Rückfrage übernommen")),
                    h::dl(h::cls("kim-facts kim-facts--wide kim-top-s"), h::each(merged, fact)));
}

}  // namespace

Fragment marked_difference(std::string_view text, std::string_view other) {
  const auto words = text::split(text, ' '), others = text::split(other, ' ');
  if (words.size() > kWordsMax || others.size() > kWordsMax) return h::all(text);
  return marked(words, missing_words(words, others));
}

Fragment two_versions(const TwoVersions& conflict) {
  const std::string intro =
      trn("Wählen Sie in einem Feld, welche Fassung gelten soll. Nichts ist vorausgewählt. Die andere bleibt in der "
          "Änderungsgeschichte erhalten.",
          "Wählen Sie in {} Feldern, welche Fassung gelten soll. Nichts ist vorausgewählt. Die andere bleibt in der "
          "Änderungsgeschichte erhalten.",
          static_cast<long long>(conflict.fields.size()));
  const auto hidden_input = [](const std::pair<std::string, std::string>& pair) {
    return h::input(h::type("hidden"), h::name_(pair.first), h::value(pair.second));
  };
  return h::all(
      h::p(h::cls("kim-text"), intro), h::each(conflict.fields, field_choice),
      h::when(!conflict.merged.empty(), [&] { return merged_panel(conflict.merged); }),
      h::each(conflict.hidden, hidden_input),
      h::div_(h::cls("kim-form__actions"), submit(tr("Auswahl speichern")),
              link_button(conflict.discard_href, tr("Meine Eingaben verwerfen"), {.weight = Weight::secondary})));
}

}  // namespace kim::ui
