// The week of a case manager in the browser: open hour on Monday, a visit on Tuesday, a family with an interpreter on
// Wednesday, two files of one person on Thursday, a withdrawal on Friday. On SQLite with scripts, on PostgreSQL without.
// Referrals, conferences, handovers and deputies have stories of their own (network.test.mjs). Persons are invented.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caseOf, complaints, demoAccounts, engines, follow, launchBrowser, openCase, pick, press, save, signIn, startKim, tick, type, unfold, visitor } from './kit.mjs';

let browser, accounts;
before(async () => {
  browser = await launchBrowser();
  accounts = demoAccounts();
});
after(() => browser?.close());

const found = [];
async function look(page, name) {
  if (page.javaScript) found.push(...(await complaints(page, `woche-${name}`)).map((text) => `${name}: ${text}`));
}
const words = (page) => page.locator('main').innerText();

// ---- Monday: three people come to the open hour ----

async function countVisitors(page) {
  await page.goto('/kalender/sprechstunde');
  const waiting = await page.getByRole('button', { name: /^Weggeschickt/ }).count();
  for (let n = 0; n < 3; n += 1) await save(page, 'Jemand ist gekommen', /Jemand wartet/);
  assert.equal(await page.getByRole('button', { name: /^Weggeschickt/ }).count(), waiting + 3);
  await look(page, 'sprechstunde');
  await save(page, /^Weggeschickt/, /Notiert/);
  await page.getByLabel('Worum ging es?').selectOption({ label: 'Sprache' });
  await type(page, 'Wie viele Minuten?', '10');
  await save(page, 'Kurzberatung zählen', /Kurzberatung gezählt/);
}

/** The third one is known: the visit becomes a contact in the case. */
async function adviseKnownVisitor(page) {
  await page.goto('/kalender/sprechstunde');
  await save(page, /^Kontakt im Fall/, /Wählen Sie den Fall/);
  await follow(page, /Rahimi/);
  await noteContact(page, 'Offene Sprechstunde', '15', 'Brief der Schule gemeinsam gelesen.');
}

/** What a contact takes: the page, three inputs, one save. Returns the milliseconds from the save to the next page. */
async function noteContact(page, form, minutes, note) {
  await tick(page, 'Wie fand der Kontakt statt?', form);
  await tick(page, 'Wie viele Minuten?', minutes);
  await type(page, 'Was ist wichtig?', note);
  const begun = Date.now();
  await save(page, 'Kontakt speichern', /gespeichert/);
  return Date.now() - begun;
}

// ---- Tuesday: a visit, with a time between appointment and note ----

async function visit(page) {
  await page.goto('/faelle');
  await follow(page, /Al-Khatib/);
  const file = caseOf(page);
  await page.goto(`${file}/termine/neu`);
  await type(page, 'Worum geht es?', 'Besuch in der Unterkunft');
  await type(page, 'Tag', 'heute');
  await type(page, 'Von', '11:00');
  await pick(page, 'Art', 'Aufsuchend');
  await type(page, 'Anderer Ort', 'Unterkunft Upsprunge');
  await save(page, 'Termin speichern', /Termin gespeichert/);
  await page.goto('/');
  await page.getByText('Besuch in der Unterkunft').first().waitFor();
  await page.goto(`${file}/kontakte/neu`);
  const took = await noteContact(page, 'Besuch', '60', 'Das Zimmer ist feucht, der Vermieter ist angeschrieben.');
  assert.ok(took < 5000, `the save took ${took} ms`);
}

// ---- Wednesday: a family comes with an interpreter ----

async function receiveFamily(page, given, family) {
  await page.goto('/faelle/neu');
  const file = await openCase(page, given, family, '14.03.1986');
  await page.goto(`${file}/familie`);
  await follow(page, 'Angehörige eintragen');
  await type(page, 'Name', `Jonas ${family}`);
  await pick(page, 'Beziehung', 'Kind');
  await type(page, 'Geburtsdatum', '2016');
  await page.getByLabel('lebt im selben Haushalt').check();
  await save(page, 'Angehörige Person speichern', /gespeichert/);
  await page.goto(`${file}/familie`);
  assert.match(await words(page), new RegExp(`Jonas ${family}`));
  await look(page, 'familie');
  await meetWithInterpreter(page, file);
  return file;
}

async function meetWithInterpreter(page, file) {
  await page.goto(`${file}/termine/neu`);
  await type(page, 'Worum geht es?', 'Erstgespräch');
  await type(page, 'Tag', '27.11.2026');
  await type(page, 'Von', '16:15');
  await unfold(page, 'Sprachmittlung');
  await pick(page, 'Sprachmittlung', 'Sprachmittlungsdienst vor Ort');
  await pick(page, 'Sprache der Sprachmittlung', 'Tigrinya');
  await type(page, 'Dauer der Sprachmittlung in Minuten', '90');
  await save(page, 'Termin speichern', /Termin gespeichert/);
  await page.goto(`${file}/termine`);
  assert.match(await words(page), /Tigrinya/);
}

// ---- Thursday: two files of one person ----

async function mergeAndUndo(page, given, family) {
  await page.goto('/faelle/neu');
  const first = await openCase(page, given, family, '02.08.1999');
  await page.goto('/faelle/neu');
  await openCase(page, `${given} Maria`, family, '02.08.1999', async () => {
    assert.match(await page.locator('#fehler').innerText(), /schon erfasst/);
    await look(page, 'schon-erfasst');
    await page.getByLabel(/Trotzdem anlegen/).check();
  });
  await page.goto('/personen/dubletten');
  await save(page, /vergleichen/, /Paare? gefunden/);
  await follow(page, new RegExp(family));
  await look(page, 'akten-vergleichen');
  await page.getByLabel(/beide Akten verglichen/).check();
  await save(page, 'Zusammenführen', /zusammengeführt/);
  await look(page, 'zusammengefuehrt');
  await save(page, /aufheben/, /beide Akten sind wie zuvor/);
  assert.equal((await page.goto(first)).status(), 200);
  await page.goto(`/suche?q=${family}`);
  assert.equal(await page.locator('main').getByRole('link', { name: new RegExp(family) }).count(), 2);
}

// ---- Friday: a consent is withdrawn, the open referral goes back ----

async function withdraw(page, file, body) {
  await page.goto(`${file}/einwilligung`);
  await follow(page, 'Entbindung aufnehmen');
  await pick(page, 'Gegenüber welcher Stelle?', body);
  await tick(page, 'In welche Richtung?', 'Gegenseitig');
  await tick(page, 'Welche Angaben?', 'Name und Geburtsdatum');
  await type(page, 'Wozu?', 'Beratung zum Sprachkurs');
  await tick(page, 'Wie liegt die Entbindung vor?', 'Auf Papier unterschrieben');
  await save(page, 'Entbindung speichern', /Entbindung gespeichert/);
  await page.goto(`${file}/verweisungen/neu`);
  await pick(page, 'An welche Stelle?', body);
  await type(page, 'Worum geht es?', 'Bitte beraten Sie.');
  await tick(page, 'Welche Angaben geben Sie weiter?', 'Name und Geburtsdatum');
  await press(page, 'Weiter zur Prüfung');
  await save(page, /senden/i, /gesendet/);
  const referral = new URL(page.url()).pathname;
  await page.goto(`${file}/einwilligung`);
  await follow(page, 'Widerruf aufnehmen');
  await tick(page, 'Was wird widerrufen?', /^Alles/);
  await tick(page, 'Auf welchem Weg?', 'mündlich');
  await save(page, 'Widerruf speichern', /gilt ab sofort/);
  assert.match(await words(page), new RegExp(body), 'the body that has to be told is named');
  for (const address of [file, referral, `${file}/kontakte/neu`])
    assert.equal((await page.goto(address)).status(), 423, address);
}

async function endOfWeek(page) {
  await page.goto('/');
  assert.match(await words(page), /Kontakte seit\s+Montag\s+[2-9]/, 'the contacts of the week are counted');
}

for (const engine of engines) {
  const javaScript = engine === 'sqlite';
  test(`a week on ${engine}, ${javaScript ? 'with' : 'without'} scripts`, async (t) => {
    const kim = await startKim({ engine });
    const page = await visitor(browser, kim.url, { javaScript });
    await signIn(page, accounts, 'kessler');
    let file;
    await t.test('Monday: an open hour with three visitors', async () => {
      await countVisitors(page);
      await adviseKnownVisitor(page);
    });
    await t.test('Tuesday: a visit', () => visit(page));
    await t.test('Wednesday: a family with an interpreter', async () => {
      file = await receiveFamily(page, 'Yodit', 'Sanddorn');
    });
    await t.test('Thursday: two files of one person', () => mergeAndUndo(page, 'Lidia', 'Weissdorn'));
    await t.test('Friday: a withdrawal', () => withdraw(page, file, 'Volkshochschule Paderborn'));
    await t.test('the figures of the week', () => endOfWeek(page));
    await t.test('pages on the way', () => assert.equal(found.splice(0).join('\n'), ''));
    await page.context().close();
    await kim.stop();
  });
}
