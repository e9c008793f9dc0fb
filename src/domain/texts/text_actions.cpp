// Acts on texts: one transaction each, then the new texts are put into force.
#include <algorithm>
#include <mutex>

#include "base/i18n.h"
#include "domain/texts/text_store.h"

namespace kim::texts {
namespace {

using access::Right;

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  return std::unexpected(Error{ErrorCode::invalid, tr("Bitte prüfen Sie die Angaben."), std::move(errors), {}});
}

template <class T>
void take_key(T& row, const Key& key) {
  row.kind = key.kind;
  row.language = key.language;
  row.controller = key.controller;
}

const Template* find(const Templates& all, const Key& key) {
  const auto found = all.find(key);
  return found == all.end() ? nullptr : &found->second;
}
const Template* german_of(const Templates& all, const Key& key) {
  return key.language == "de" ? nullptr : find(all, {key.kind, "de", key.controller});
}

/// May this actor keep this text? A base that is not the decision in force is a conflict.
Result<void> admit(const Context& ctx, const Key& key) {
  if (!ctx.actor.may(Right::codelist_write)) return failure(ErrorCode::refused);
  if (!may_exist(key)) return failure(ErrorCode::not_found);
  return {};
}
Result<void> same_base(const Template* own, std::int64_t base) {
  if ((own == nullptr ? 0 : own->base) != base) return failure(ErrorCode::conflict);
  return {};
}

void put_in_force(Context& ctx, db::Tx& tx, const Key& key, std::string_view label) {
  Choice choice;
  take_key(choice, key);
  choice.label = label;
  records::add(ctx, tx, store::choices(), records::nobody(), choice);
}

/// Whether consent prints this text as a page: in the languages in which it ships it.
bool is_sheet(const Key& key) {
  return std::ranges::any_of(consent::shipped_texts(), [&](const consent::Text& text) {
    return text.id == key.kind && text.language == key.language && text.controller == key.controller;
  });
}

/// The sheets of consent and the letters, with everything that was ever in force.
void publish(const Templates& all) {
  std::vector<consent::Text> texts;
  std::vector<documents::LetterText> letters;
  for (const auto& [key, text] : all) {
    const bool sheet = is_sheet(key), letter = documents::is_letter(key.kind);
    for (const Version& version : text.versions) {
      if (sheet) texts.push_back(version.letter.text);
      if (letter) letters.push_back(version.letter);
    }
  }
  consent::install_texts(std::move(texts));
  documents::install_letters(std::move(letters));
}

}  // namespace

Templates all_templates(Context& ctx) { return assemble(store::decisions(ctx.db())); }

Result<std::string> save(Context& ctx, const Key& key, std::int64_t base, Wording wording) {
  TRY(admit(ctx, key));
  take_key(wording, key);
  wording.valid_from = ctx.today();
  const auto saved = ctx.transact([&](db::Tx& tx) -> Result<std::string> {
    const Templates texts = assemble(store::decisions(*tx));
    const Template *own = find(texts, key), *german = german_of(texts, key);
    TRY(same_base(own, base));
    if (auto errors = check(key, wording, own, german); !errors.empty()) return invalid(std::move(errors));
    Wording made = wording;
    made.label =
        next_label(own, german == nullptr ? std::string_view() : german->in_force().label(), german == nullptr);
    records::add(ctx, tx, store::wordings(), records::nobody(), made);
    put_in_force(ctx, tx, key, made.label);
    return made.label;
  });
  if (saved) install(ctx.services.database);
  return saved;
}

Result<void> choose(Context& ctx, const Key& key, std::int64_t base, std::string_view label) {
  TRY(admit(ctx, key));
  const auto chosen = ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Templates texts = assemble(store::decisions(*tx));
    const Template* own = find(texts, key);
    if (own == nullptr || own->find(label) == nullptr) return failure(ErrorCode::not_found);
    TRY(same_base(own, base));
    if (own->in_force().label() == label) return failure(ErrorCode::conflict);
    put_in_force(ctx, tx, key, label);
    return {};
  });
  if (chosen) install(ctx.services.database);
  return chosen;
}

Result<void> review(Context& ctx, const Key& key, std::string_view label, Review review) {
  TRY(admit(ctx, key));
  if (auto errors = check(review); !errors.empty()) return invalid(std::move(errors));
  take_key(review, key);
  review.label = label;
  if (review.outcome != "reviewed") review.on.reset(), review.by.clear();
  const auto noted = ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Templates texts = assemble(store::decisions(*tx));
    const Template* own = find(texts, key);
    if (own == nullptr || own->find(label) == nullptr) return failure(ErrorCode::not_found);
    records::add(ctx, tx, store::reviews(), records::nobody(), review);
    return {};
  });
  if (noted) install(ctx.services.database);
  return noted;
}

void install(db::Database& database) {
  static std::mutex mutex;  // who reads later puts into force later
  const std::scoped_lock lock(mutex);
  publish(assemble(store::decisions(*database.read())));
}

void install_shipped() { publish(assemble({})); }

}  // namespace kim::texts
