// Opening a case file, as every story of casework begins. What it is not: what happens in the case.
import { press, save, tick, type } from './forms.mjs';

/** The address of the case a page belongs to: "/faelle/4711". */
export const caseOf = (page) => new URL(page.url()).pathname.match(/^\/faelle\/\d+/)[0];

async function fillConsent(page) {
  await tick(page, 'Wozu willigt die Person ein?', 'Fallakte führen', 'Dokumente aufbewahren');
  await tick(page, 'Wer hat eingewilligt?', 'Die Person selbst');
  await tick(page, 'Wie liegt die Einwilligung vor?', 'Auf Papier unterschrieben');
  await tick(page, 'Sprache des Textes', 'Deutsch');
  const informed = page.getByLabel(/Informationsblatt/);
  if ((await informed.count()) > 0) await informed.first().check();
}

/**
 * Person and consent in one step; returns the address of the new case. `warned` answers the warning that somebody alike is
 * on file; without it there must be none.
 */
export async function openCase(page, given, family, birth, warned) {
  await type(page, 'Familienname', family);
  await type(page, 'Vornamen', given);
  await type(page, 'Geburtsdatum', birth);
  await fillConsent(page);
  if (warned) {
    await press(page, 'Fallakte anlegen');
    await warned();
  }
  await save(page, 'Fallakte anlegen', /angelegt/);
  return caseOf(page);
}
