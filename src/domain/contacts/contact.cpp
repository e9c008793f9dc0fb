// Rules and words of contacts; pure.
#include "domain/contacts/contact.h"

#include "base/codes.h"
#include "base/i18n.h"

namespace kim::contacts {
namespace {

struct FormWords {
  std::string_view code, title, icon;
};
constexpr FormWords form_words[] = {
    {"office", N_("Gespräch im Büro"), "talk"},
    {"phone", N_("Telefonat"), "phone"},
    {"visit", N_("Besuch"), "visit"},
    {"open_hours", N_("Offene Sprechstunde"), "group"},
    {"accompaniment", N_("Begleitung zu einem Termin"), "visit"},
    {"video", N_("Videogespräch"), "talk"},
    {"message", N_("Nachricht"), "send"},
};

const FormWords* words_of(const Contact& contact) {
  for (const FormWords& words : form_words)
    if (words.code == contact.form) return &words;
  return nullptr;
}

bool stands_in_for_author(const Reader& reader) {
  return reader.author == reader.responsible && reader.responsible_or_deputy;
}

}  // namespace

bool may_read_text(const Contact& contact, const Reader& reader) {
  return !contact.entrusted || reader.author == reader.actor || stands_in_for_author(reader);
}

bool may_correct(const Contact& contact, const Reader& reader) {
  const bool concerned = reader.author == reader.actor || reader.responsible == reader.actor;
  return concerned && may_read_text(contact, reader);
}

Contact without_text(Contact contact) {
  contact.note.clear();
  contact.place.clear();
  contact.present.clear();
  return contact;
}

std::string title_of(const Contact& contact) {
  const FormWords* words = words_of(contact);
  return words != nullptr ? tr(words->title) : code_label("contact_form", contact.form);
}

std::string when_text(const Contact& contact, Day today) {
  std::string text = contact.on ? german_short(*contact.on, today) : std::string();
  if (contact.minutes) text += " · " + trn("{} Minute", "{} Minuten", *contact.minutes);
  return text;
}

std::string_view icon_of(const Contact& contact) {
  if (contact.entrusted) return "lock";
  const FormWords* words = words_of(contact);
  return words != nullptr ? words->icon : "talk";
}

}  // namespace kim::contacts
