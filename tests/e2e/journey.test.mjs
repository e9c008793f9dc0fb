// The work of a case from the first inquiry to its end, in the browser, with scripts and without. Three stories: the whole
// case, a withdrawal, and an addressed body that answers. Pages that only exist in the middle of a story are looked at in
// full here; all others are in pages.test.mjs. Persons are invented.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, demoAccounts, follow, launchBrowser, open, openCase, pick, press, save, signIn, startKim, tick, type, unfold, visitor } from './kit.mjs';

let kim, browser, accounts;
before(async () => {
  kim = await startKim();
  browser = await launchBrowser();
  accounts = demoAccounts();
});
after(async () => {
  await browser?.close();
  await kim?.stop();
});

async function enter(loginOrRole, javaScript) {
  const page = await visitor(browser, kim.url, { javaScript });
  await signIn(page, accounts, loginOrRole);
  return page;
}

/** What was found on the pages of the story that runs; told at its end, so that the story goes on. */
const found = [];

/** A full look costs seconds and shows the same without scripts, so it is taken with scripts only. */
async function look(page, name) {
  if (page.javaScript) found.push(...(await complaints(page, `weg-${name}`)).map((text) => `${name}: ${text}`));
}

const toldNothing = () => assert.equal(found.splice(0).join('\n'), '');

// ---- the steps of the whole case ----

async function takeInquiry(page, person) {
  await page.goto('/anfragen/neu');
  await press(page, 'Anfrage speichern');
  assert.equal(page.served.status(), 422, 'an empty inquiry is refused');
  await look(page, 'anfrage-leer');
  await type(page, 'Name', person);
  await type(page, 'Telefon oder E-Mail', '05251 555 0142');
  await pick(page, 'Wie kam die Person zu uns?', 'Selbstmeldung');
  await type(page, 'Anliegen', 'Sucht einen Sprachkurs und Hilfe beim Familiennachzug.');
  await save(page, 'Anfrage speichern', /gespeichert/);
}

async function talkFirst(page, file) {
  await page.goto(`${file}/erstgespraech`);
  await tick(page, 'Besteht eine akute Gefahr?', 'nein');
  await type(page, /^Was ist .* wichtig\?/, 'Ich möchte arbeiten und meine Familie bei mir haben.');
  await tick(page, 'Gibt es schon ein anderes Fallmanagement?', 'nein');
  await tick(page, 'Was spricht für Case Management?', 'Mehrere Bedarfe zugleich');
  await save(page, 'Erstgespräch speichern', /gespeichert/);
}

async function assess(page, file) {
  await page.goto(`${file}/einschaetzung`);
  await follow(page, /Einschätzung beginnen/);
  await save(page, 'Einschätzung beginnen', /begonnen/);
  await rateField(page, 'Sprache');
  await rateField(page, 'Familie');
  await look(page, 'einschaetzung-begonnen');
  await save(page, 'Einschätzung abschließen', /abgeschlossen/);
}

/** Both voices in one field of action: the first step of each scale. */
async function rateField(page, title) {
  await unfold(page, title);
  const fold = page.locator('details.kim-fold').filter({ hasText: title }).first();
  for (const scale of await fold.locator('.kim-scale').all()) await scale.locator('input').nth(1).check();
}

async function decide(page) {
  await tick(page, 'Wie geht es weiter?', 'Case Management');
  await type(page, 'Begründung', 'Mehrere Bedarfe, viele Stellen beteiligt.');
  await save(page, 'Entscheidung speichern', /Entscheidung|entschieden/);
}

async function agreeGoals(page, file) {
  await page.goto(`${file}/ziele`);
  await look(page, 'ziele-leer');
  await follow(page, 'Ziel festhalten');
  await type(page, 'Was möchte die Person erreichen?', 'Ich will gut Deutsch sprechen.');
  await type(page, 'Was ist vereinbart?', 'Ein Kurs auf B1 wird gefunden und besucht.');
  await type(page, 'Bis wann?', '30.06.2027');
  await save(page, 'Ziel speichern', /Ziel gespeichert/);
  await unfold(page, 'Schritt hinzufügen');
  await type(page, 'Was ist zu tun?', 'Zum Einstufungstest anmelden');
  const who = page.locator('main').getByRole('group', { name: /^Wer/ });
  if ((await who.count()) > 0) await who.first().locator('input').first().check();
  await save(page, /Schritt (speichern|hinzufügen)/, /Schritt gespeichert/);
  await page.goto(`${file}/ziele/vereinbarung`);
  await save(page, 'Vereinbarung speichern', /Die Begleitung beginnt/);
}

async function release(page, file, body) {
  await page.goto(`${file}/einwilligung`);
  await follow(page, 'Entbindung aufnehmen');
  await pick(page, 'Gegenüber welcher Stelle?', body);
  await tick(page, 'In welche Richtung?', 'Gegenseitig');
  await tick(page, 'Welche Angaben?', 'Name und Geburtsdatum', 'Sprachstand');
  await type(page, 'Wozu?', 'Beratung zum Sprachkurs');
  await tick(page, 'Wie liegt die Entbindung vor?', 'Auf Papier unterschrieben');
  await save(page, 'Entbindung speichern', /Entbindung gespeichert/);
}

async function refer(page, file, body) {
  await page.goto(`${file}/verweisungen`);
  await follow(page, 'Verweisen');
  await pick(page, 'An welche Stelle?', body);
  await type(page, 'Worum geht es?', 'Bitte beraten Sie zu Sprachkursen auf B1.');
  await tick(page, 'Welche Angaben geben Sie weiter?', 'Name und Geburtsdatum', 'Sprachstand');
  await press(page, 'Weiter zur Prüfung');
  assert.match(page.url(), /pruefen$/);
  await look(page, 'verweisung-pruefen');
  await save(page, /senden/i, /gesendet/);
}

async function noteAnswer(page) {
  await follow(page, 'Antwort eintragen');
  await tick(page, 'Was hat die Stelle geantwortet?', 'Erledigt');
  await page.getByLabel(/^Ergebnis/).selectOption({ index: 1 });
  await type(page, /^Was hat die Stelle gesagt\?/, 'Platz im Kurs ab Januar.');
  await save(page, 'Antwort speichern', /Antwort gespeichert/);
  await look(page, 'verweisung-erledigt');
}

/** The most frequent act of the day: one page, at most four inputs, one save. */
async function noteContact(page, file) {
  await page.goto(file);
  let pages = 0;
  page.on('load', () => { pages += 1; });
  await follow(page, 'Kontakt erfassen');
  await tick(page, 'Wie fand der Kontakt statt?', 'Telefon');
  await tick(page, 'Wie viele Minuten?', '30');
  await type(page, 'Was ist wichtig?', 'Kursbeginn besprochen.');
  await save(page, 'Kontakt speichern', /gespeichert/);
  page.removeAllListeners('load');
  assert.equal(pages, 2, 'one page to type into, one that says it is saved');
  await page.goto(`${file}/verlauf`);
  await page.getByText('Kursbeginn besprochen.').waitFor();
}

async function doTask(page, file) {
  await page.goto(`${file}/aufgaben`);
  await type(page, 'Was ist zu tun?', 'Kursanmeldung nachfragen');
  await type(page, 'Bis wann?', '01.12.2026');
  await save(page, 'Aufgabe speichern', /Aufgabe gespeichert/);
  await save(page, /^Erledigt/, /Aufgabe erledigt/);
}

/** An appointment is made, stands in the calendar and is settled in one click. */
async function keepAppointment(page, file) {
  await page.goto(`${file}/termine/neu`);
  await type(page, 'Worum geht es?', 'Beratung zum Kurs');
  await type(page, 'Tag', 'heute');
  await type(page, 'Von', '16:45');
  await save(page, 'Termin speichern', /Termin gespeichert/);
  await page.goto('/kalender?ansicht=tag');
  await page.getByText('Beratung zum Kurs').waitFor();
  await page.goto(`${file}/termine`);
  await save(page, /^Fand statt/, /Der Termin fand statt/);
}

/** Somebody comes to the open hour without a name and is gone a quarter of an hour later. */
async function advisePasserBy(page) {
  await page.goto('/kalender/sprechstunde');
  await page.getByLabel('Worum ging es?').selectOption({ index: 1 });
  await type(page, 'Wie viele Minuten?', '15');
  await save(page, 'Kurzberatung zählen', /Kurzberatung gezählt/);
}

async function closeCase(page, file) {
  await page.goto(`${file}/abschluss`);
  await page.getByLabel('Warum endet die Begleitung?').selectOption({ index: 1 });
  await type(page, 'Was wurde erreicht?', 'Kursplatz gefunden, die Begleitung endet.');
  for (const label of ['Umgang mit Behörden zu Beginn', 'Umgang mit Behörden heute']) await tick(page, label, /^3/);
  await save(page, 'Fall abschließen', /abgeschlossen/);
  await look(page, 'fall-abgeschlossen');
}

// ---- the stories ----

const modes = [
  { how: 'with scripts', javaScript: true, given: 'Zelal', family: 'Birnbaum', birth: '03.02.1994', other: 'Maryam', otherBirth: '11.11.1988' },
  { how: 'without scripts', javaScript: false, given: 'Tarik', family: 'Ahornweg', birth: '27.08.1971', other: 'Osman', otherBirth: '19.04.2001' },
];
const body = 'Flüchtlingsberatung Caritas Paderborn';

for (const { how, javaScript, given, family, birth, other, otherBirth } of modes) {
  test(`a case from the inquiry to its end, ${how}`, async (t) => {
    const page = await enter('kessler', javaScript);
    let file;
    const step = (name, act) => t.test(name, act);
    await step('inquiry', () => takeInquiry(page, `${given} ${family}`));
    await step('case file with consent', async () => {
      await follow(page, 'Einwilligung aufnehmen');
      file = await openCase(page, given, family, birth);
      await look(page, 'fall-neu');
    });
    await step('first talk', () => talkFirst(page, file));
    await step('assessment', () => assess(page, file));
    await step('decision', () => decide(page));
    await step('goal, step, agreement', () => agreeGoals(page, file));
    await step('release', () => release(page, file, body));
    await step('referral', () => refer(page, file, body));
    await step('answer and outcome', () => noteAnswer(page));
    await step('contact', () => noteContact(page, file));
    await step('task', () => doTask(page, file));
    await step('appointment', () => keepAppointment(page, file));
    await step('passer-by', () => advisePasserBy(page));
    await step('end', () => closeCase(page, file));
    await step('pages on the way', toldNothing);
    await page.context().close();
  });

  test(`a withdrawal blocks at once and data protection takes over, ${how}`, async () => {
    const page = await enter('kessler', javaScript);
    await page.goto('/faelle/neu');
    const file = await openCase(page, other, 'Kirschgarten', otherBirth);
    await page.goto(`${file}/einwilligung`);
    await follow(page, 'Widerruf aufnehmen');
    await tick(page, 'Was wird widerrufen?', /^Alles/);
    await tick(page, 'Auf welchem Weg?', 'mündlich');
    await save(page, 'Widerruf speichern', /gilt ab sofort/);
    await look(page, 'widerruf-bestaetigung');
    assert.equal(await page.getByRole('link', { name: 'Drucken' }).count(), 1, 'the confirmation can be printed');

    assert.equal((await page.goto(file)).status(), 423);
    assert.match(await page.locator('main').innerText(), /gesperrt/i);
    await look(page, 'fall-gesperrt');

    const guard = await enter('data_protection', javaScript);
    await guard.goto('/');
    await guard.locator(`main a[href="${file}/loeschpruefung"]`).waitFor();
    assert.equal((await guard.goto(`${file}/loeschpruefung`)).status(), 200);
    await look(guard, 'loeschpruefung');
    await guard.context().close();
    await page.context().close();
    toldNothing();
  });

  test(`an addressed body answers in its inbox, ${how}`, async () => {
    const page = await enter('tewes', javaScript);
    await page.goto('/eingang');
    await open(page, page.locator('main .kim-row').filter({ hasNotText: 'Angenommen' }).getByRole('link').first());
    const item = page.url();
    await tick(page, 'Wie geht es bei Ihnen weiter?', 'Angenommen');
    await type(page, /^Was möchten Sie dazu sagen\?/, 'Termin am 03.12.2026 um 10 Uhr.');
    await save(page, 'Antwort senden', /Antwort gesendet/);
    assert.equal(page.url(), item);
    await page.getByText('Angenommen').first().waitFor();
    await look(page, 'eingang-beantwortet');
    await page.context().close();
    toldNothing();
  });
}
