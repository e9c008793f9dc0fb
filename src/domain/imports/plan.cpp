#include "domain/imports/plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/i18n.h"
#include "base/text.h"

namespace kim::imports {
namespace {

/// What offices call a field beside its own label; folded, letters and digits only. Parts are tried in order.
struct Synonyms {
  std::string_view target;
  std::string_view words;  // separated by blanks
};
constexpr Synonyms known_words[] = {
    {"person.family_name", "nachname familienname zuname name lastname surname"},
    {"person.given_names", "vorname vornamen rufname firstname givenname"},
    {"person.document_name", "nameimpass passname namelautpass"},
    {"person.birth", "geburtsdatum gebdatum gebdat geb geboren geburtstag geborenam dateofbirth"},
    {"person.gender", "geschlecht gender"},
    {"person.nationalities", "staatsangehörigkeit staatsangehoerigkeit nationalität nationalitaet herkunftsland"},
    {"person.municipality_id", "kommune ort wohnort gemeinde stadt"},
    {"person.street", "straße strasse anschrift adresse strassehausnummer strassehausnr strassenr"},
    {"person.phone", "telefon tel telefonnummer handy mobil mobilnummer handynummer rufnummer"},
    {"person.email", "email mail emailadresse mailadresse"},
    {"person.languages", "sprachen sprache muttersprache herkunftssprache"},
    {"person.german_level", "deutschniveau sprachniveau deutschkenntnisse niveau"},
    {"person.interpreter", "dolmetscher sprachmittlung sprachmittler"},
    {"person.in_germany_since", "einreise einreisedatum indeutschlandseit eingereist"},
    {"consent.given_on", "einwilligung einwilligungvom einwilligungam einwilligungsdatum unterschriebenam"},
    {"consent.proof", "nachweis ablage nachweiseinwilligung wonachweis ablageort"},
    {"consent.valid_until", "einwilligungbis einwilligunggültigbis einwilligunggueltigbis gültigbis"},
    {"frame.number", "aktenzeichen az fallnummer fallnr fall kimnummer altesaktenzeichen bisherigesaktenzeichen"},
    {"frame.access_route", "zugang zugangsweg vermitteltdurch"},
    {"frame.opened_on", "fallbeginn beginn aufnahme aufnahmedatum fallakteseit seit"},
    {"frame.inquired_on", "anfrage anfragedatum anfragevom erstkontakt"},
    {"contact.contact_on", "datum tag kontaktam kontaktdatum wann"},
    {"contact.form", "kontaktform kontaktart art form"},
    {"contact.minutes", "minuten dauer dauerminuten dauerinminuten"},
    {"contact.note", "notiz inhalt vermerk bemerkung anmerkung text beschreibung gesprächsnotiz"},
    {"contact.place", "ort"},
    {"contact.present", "anwesend teilnehmende beteiligte werwardabei"},
};

/// Without case, blanks and signs: "Geb.-Datum" and "geb datum" are one.
std::string plain(std::string_view heading) {
  std::string letters;
  for (const char c : text::folded(text::clean(heading))) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters;
}

constexpr std::string_view left_out[] = {"consent.purposes", "consent.text_version", "consent.channel",
                                         "consent.information_given"};

void add(std::vector<Target>& list, std::string_view prefix, const record::Record& record, std::string_view group) {
  for (const record::Field& field : record.fields) {
    std::string name = std::string(prefix) + "." + std::string(field.name);
    if (field.need == record::Need::kept || std::ranges::find(left_out, name) != std::end(left_out)) continue;
    const bool must = field.need == record::Need::must && field.name != "text_language" && field.name != "given_by";
    list.push_back({std::move(name), &record, &field, std::string(group), must});
  }
}

void demand(std::vector<Target>& list, std::string_view name) {
  for (Target& target : list)
    if (target.name == name) target.must = true;
}

std::vector<Target> case_targets() {
  std::vector<Target> list;
  add(list, "person", people::person_record, N_("Person"));
  add(list, "consent", consent::consent_record, N_("Einwilligung"));
  add(list, "frame", frame_record, N_("Fall"));
  demand(list, "consent.proof");  // a consent from a list is only as good as the paper it points to
  return list;
}

std::vector<Target> contact_targets() {
  std::vector<Target> list;
  add(list, "frame", frame_record, N_("Fall"));
  list.resize(1);  // only the number: the case is there already
  add(list, "contact", contacts::contact_record, N_("Kontakt"));
  demand(list, "frame.number");
  std::erase_if(list, [](const Target& one) { return one.name == "contact.entrusted"; });
  return list;
}

bool named_by(const Target& target, std::string_view heading) {
  if (plain(target.field->label) == heading) return true;
  for (const Synonyms& known : known_words) {
    if (known.target != target.name) continue;
    const auto words = text::split(known.words, ' ');
    if (std::ranges::any_of(words, [&](const std::string& word) { return plain(word) == heading; })) return true;
  }
  return false;
}

}  // namespace

const std::vector<Target>& targets(std::string_view kind) {
  static const std::vector<Target> of_cases = case_targets(), of_contacts = contact_targets();
  return kind == "contacts" ? of_contacts : of_cases;
}

const Target* find_target(std::string_view kind, std::string_view name) {
  const auto& list = targets(kind);
  const auto found = std::ranges::find(list, name, &Target::name);
  return found == list.end() ? nullptr : &*found;
}

std::string target_label(const Target& target) {
  if (target.name == "consent.given_on") return tr("Einwilligung unterschrieben am");
  if (target.name == "consent.valid_until") return tr("Einwilligung gültig bis");
  return tr(target.field->label);
}

std::string encode(const Mapping& mapping) {
  std::string text;
  for (std::size_t column = 0; column < mapping.size(); ++column)
    if (!mapping[column].empty()) text += (text.empty() ? "" : " ") + std::to_string(column) + ":" + mapping[column];
  return text;
}

Mapping decode(std::string_view text, std::size_t columns) {
  Mapping mapping(columns);
  for (const std::string& pair : text::split(text, ' ')) {
    std::size_t column = 0;
    const auto [end, error] = std::from_chars(pair.data(), pair.data() + pair.size(), column);
    if (error == std::errc() && *end == ':' && column < columns) mapping[column] = end + 1;
  }
  return mapping;
}

Mapping proposed(std::string_view kind, const std::vector<std::string>& headings) {
  Mapping mapping(headings.size());
  std::set<std::string> taken;
  for (std::size_t column = 0; column < headings.size(); ++column) {
    const std::string heading = plain(headings[column]);
    if (heading.empty()) continue;
    for (const Target& target : targets(kind)) {
      if (taken.contains(target.name) || !named_by(target, heading)) continue;
      mapping[column] = target.name;
      taken.insert(target.name);
      break;
    }
  }
  return mapping;
}

std::vector<std::string> problems(std::string_view kind, const Mapping& mapping) {
  std::vector<std::string> list;
  for (const Target& target : targets(kind)) {
    const auto count = std::ranges::count(mapping, target.name);
    if (count > 1) list.push_back(trf("„{}“ ist mehr als einer Spalte zugeordnet.", {target_label(target)}));
    if (count == 0 && target.must) list.push_back(trf("Ordnen Sie eine Spalte „{}“ zu.", {target_label(target)}));
  }
  return list;
}

std::string headings_key(const std::vector<std::string>& headings) {
  std::string key;
  for (const std::string& heading : headings) key += plain(heading) + "\n";
  return key;
}

std::string column_letter(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

std::string column_name(std::size_t column, const std::vector<std::string>& headings) {
  const std::string heading = column < headings.size() ? headings[column] : std::string();
  return heading.empty() ? column_letter(column) : column_letter(column) + " " + heading;
}

}  // namespace kim::imports
