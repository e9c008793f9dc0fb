// Work with others, in the browser, with scripts and without: a referral that is declined through its reply link and goes
// elsewhere, a conference to which one body has no release, a case that goes to another employer, and a deputy week.
// Persons are invented. Pages of these stories are looked at in full on the way, with scripts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, demoAccounts, follow, launchBrowser, pick, press, save, signIn, startKim, tick, type, unfold, visitor } from './kit.mjs';

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

async function enter(login, javaScript) {
  const page = await visitor(browser, kim.url, { javaScript });
  await signIn(page, accounts, login);
  return page;
}

const found = [];
async function look(page, name) {
  if (page.javaScript) found.push(...(await complaints(page, `netz-${name}`)).map((text) => `${name}: ${text}`));
}
const toldNothing = () => assert.equal(found.splice(0).join('\n'), '');
const caseOf = (page) => new URL(page.url()).pathname.match(/^\/faelle\/\d+/)[0];

async function fillConsent(page) {
  await tick(page, 'Wozu willigt die Person ein?', 'Fallakte führen');
  await tick(page, 'Wer hat eingewilligt?', 'Die Person selbst');
  await tick(page, 'Wie liegt die Einwilligung vor?', 'Auf Papier unterschrieben');
  await tick(page, 'Sprache des Textes', 'Deutsch');
}

async function openCase(page, given, family, birth) {
  await page.goto('/faelle/neu');
  await type(page, 'Familienname', family);
  await type(page, 'Vornamen', given);
  await type(page, 'Geburtsdatum', birth);
  await fillConsent(page);
  await save(page, 'Fallakte anlegen', /angelegt/);
  return caseOf(page);
}

async function release(page, file, body, ...contents) {
  await page.goto(`${file}/einwilligung`);
  await follow(page, 'Entbindung aufnehmen');
  await pick(page, 'Gegenüber welcher Stelle?', body);
  await tick(page, 'In welche Richtung?', 'Gegenseitig');
  await tick(page, 'Welche Angaben?', ...contents);
  await type(page, 'Wozu?', 'Gemeinsame Hilfe');
  await tick(page, 'Wie liegt die Entbindung vor?', 'Auf Papier unterschrieben');
  await save(page, 'Entbindung speichern', /Entbindung gespeichert/);
}

async function refer(page, file, body) {
  await page.goto(`${file}/verweisungen/neu`);
  await pick(page, 'An welche Stelle?', body);
  await type(page, 'Worum geht es?', 'Bitte beraten Sie zu Sprachkursen auf B1.');
  await tick(page, 'Welche Angaben geben Sie weiter?', 'Name und Geburtsdatum', 'Sprachstand');
  await press(page, 'Weiter zur Prüfung');
  await save(page, /senden/i, /gesendet/);
  return page.url();
}

/** The letter with its link; the body opens it without an account. */
async function answerByLink(page, referral, javaScript) {
  await page.goto(`${referral}/brief`);
  await press(page, 'Brief mit Antwort-Link');
  const link = (await page.locator('main').innerText()).match(/https?:\/\/\S+\/antwort\/[0-9a-f]{40}/)[0];
  await look(page, 'brief-mit-link');
  const body = await visitor(browser, kim.url, { javaScript });
  await body.goto(`${new URL(link).pathname}?sprache=en`);
  assert.match(await body.locator('main').innerText(), /You need no account/);
  await look(body, 'antwort-englisch');
  await body.goto(new URL(link).pathname);
  assert.match(await body.locator('main').innerText(), /Bitte beraten Sie zu Sprachkursen/);
  await look(body, 'antwort');
  await tick(body, 'Wie geht es bei Ihnen weiter?', 'Abgelehnt');
  await body.getByLabel(/^Grund der Ablehnung/).selectOption({ index: 1 });
  await press(body, 'Antwort senden');
  assert.match(await body.locator('main').innerText(), /angekommen|Danke/);
  await look(body, 'antwort-danke');
  assert.equal((await body.goto(new URL(link).pathname)).status(), 404, 'what is declined is over');
  await body.context().close();
}

for (const { how, javaScript, families, year } of [
  { how: 'with scripts', javaScript: true, families: ['Kastanie', 'Wacholder', 'Schlehdorn'], year: 1987 },
  { how: 'without scripts', javaScript: false, families: ['Holunder', 'Mispelbaum', 'Ginsterweg'], year: 1969 },
]) {
  test(`a referral is declined through its link and goes elsewhere, ${how}`, async () => {
    const page = await enter('kessler', javaScript);
    const file = await openCase(page, 'Selam', families[0], `07.07.${year}`);
    for (const body of ['Flüchtlingsberatung Caritas Paderborn', 'Volkshochschule Paderborn'])
      await release(page, file, body, 'Name und Geburtsdatum', 'Sprachstand');
    const first = await refer(page, file, 'Flüchtlingsberatung Caritas Paderborn');
    await follow(page, 'Nachfragen');
    await look(page, 'nachfragen');
    await type(page, 'Was wurde gesagt?', 'Rückruf zugesagt');
    await save(page, 'Erinnerung speichern', /Erinnerung gespeichert/);
    await answerByLink(page, first, javaScript);
    await page.goto(first);
    await page.getByText('Abgelehnt').first().waitFor();
    await look(page, 'verweisung-abgelehnt');
    await refer(page, file, 'Volkshochschule Paderborn');
    await page.goto(`${file}/verweisungen`);
    assert.match(await page.locator('main').innerText(), /Volkshochschule[\s\S]*Caritas|Caritas[\s\S]*Volkshochschule/);
    await page.context().close();
    toldNothing();
  });

  test(`a conference to which one body has no release, ${how}`, async () => {
    const page = await enter('kessler', javaScript);
    const file = await openCase(page, 'Biniam', families[1], `12.02.${year + 3}`);
    await release(page, file, 'Volkshochschule Paderborn', 'Name und Geburtsdatum', 'Sprachstand');
    await page.goto(`${file}/konferenzen`);
    await look(page, 'konferenzen-leer');
    await follow(page, 'Fallkonferenz planen');
    await type(page, 'Wann?', '25.11.2026');
    await tick(page, 'Wie wird gesprochen?', /^Mit Namen/);
    await type(page, 'Worum geht es?', 'Sprachkurs und Arbeit');
    await tick(page, 'Über welche Angaben wird gesprochen?', 'Name und Geburtsdatum', 'Sprachstand');
    await look(page, 'konferenz-planen');
    await save(page, 'Fallkonferenz speichern', /Fallkonferenz gespeichert/);
    for (const [body, message] of [['Volkshochschule Paderborn', /Stelle hinzugefügt/],
      ['Flüchtlingsberatung Caritas Paderborn', /bleibt draußen/]]) {
      await unfold(page, 'Stelle hinzufügen');
      await pick(page, 'Welche Stelle?', body);
      await save(page, 'Stelle hinzufügen', message);
    }
    await look(page, 'konferenz-stellen');
    const conference = page.url();
    await follow(page, 'Protokoll schreiben');
    await tick(page, 'Wer hat teilgenommen?', 'Volkshochschule Paderborn');
    assert.equal(await page.getByLabel('Flüchtlingsberatung Caritas Paderborn').count(), 0);
    await type(page, 'Protokoll', 'Der Kurs beginnt im Januar.');
    await look(page, 'konferenz-protokoll');
    await save(page, 'Protokoll speichern', /Protokoll gespeichert/);
    await unfold(page, 'Vereinbarung festhalten');
    await type(page, 'Was ist vereinbart?', 'Kursplatz bestätigen');
    await tick(page, 'Wer?', 'Eine andere Stelle');
    await type(page, 'Bis wann?', '15.12.2026');
    await save(page, 'Vereinbarung speichern', /Vereinbarung gespeichert/);
    await look(page, 'konferenz-fertig');
    await page.goto(`${conference}/druck`);
    await look(page, 'konferenz-druck');
    await page.goto(`${file}/aufgaben`);
    await page.getByText('Kursplatz bestätigen').first().waitFor();
    await page.context().close();
    toldNothing();
  });

  test(`a case goes to another employer and the open tab saves nothing, ${how}`, async () => {
    const old = await enter('kessler', javaScript);
    const file = await openCase(old, 'Rozerin', families[2], `23.10.${year + 7}`);
    await release(old, file, 'Stadt Paderborn', 'Name und Geburtsdatum', 'Erreichbarkeit', 'Ziele und nächste Schritte',
      'Verlauf der Beratung');
    await old.goto(`${file}/uebergabe`);
    await look(old, 'uebergabe');
    await pick(old, 'Wer soll den Fall übernehmen?', 'Thea Sommer');
    await pick(old, 'Warum wechselt die Zuständigkeit?', 'Umzug in eine andere Region');
    await type(old, 'Mit der Person besprochen am', '25.11.2026');
    for (const box of await old.locator('input[name="told"]').all()) await box.check();
    await press(old, 'Prüfen, was fehlt');
    assert.match(await old.locator('main').innerText(), /verantwortliche Stelle wechselt/);
    await look(old, 'uebergabe-pruefen');
    await save(old, 'Fall anbieten', /angeboten/);
    await look(old, 'uebergabe-angeboten');
    await old.goto(`${file}/uebergabe/brief`);
    const letter = await old.locator('main').innerText();
    assert.match(letter, /Verantwortlich für Ihre Daten ist dann: Stadt Paderborn\..*Your contact person is changing/s);
    assert.doesNotMatch(letter, /gilt weiter|nur_/);
    await look(old, 'uebergabe-brief');
    await old.goto(`${file}/kontakte/neu`);
    const fresh = await enter('sommer', javaScript);
    await fresh.goto('/uebergaben');
    await look(fresh, 'uebergaben');
    await follow(fresh, /von Miriam Kessler/);
    await look(fresh, 'uebergabe-annehmen');
    await fillConsent(fresh);
    await save(fresh, 'Fall übernehmen', /jetzt für diesen Fall zuständig/);
    await tick(old, 'Wie fand der Kontakt statt?', 'Telefon');
    await tick(old, 'Wie viele Minuten?', '30');
    await type(old, 'Was ist wichtig?', 'Zu spät.');
    await press(old, 'Kontakt speichern');
    assert.equal(old.served?.status() ?? 404, 404, 'the open tab saves nothing');
    await fresh.goto(`${file}/verlauf`);
    assert.doesNotMatch(await fresh.locator('main').innerText(), /Zu spät/);
    assert.equal((await old.goto(file)).status(), 404);
    await old.goto('/uebergaben');
    assert.match(await old.locator('main').innerText(), /Übernommen/);
    assert.doesNotMatch(await old.locator('main').innerText(), new RegExp(families[2]));
    await fresh.context().close();
    await old.context().close();
    toldNothing();
  });
}

test('a deputy week and several cases at once', async () => {
  const page = await enter('sommer', true);
  await page.goto('/vertretung');
  await look(page, 'vertretung');
  await pick(page, 'Wer vertritt Sie?', 'Aylin Demir');
  await save(page, 'Vertretung speichern', /Vertretung ist gespeichert/);
  await look(page, 'vertretung-geplant');
  await page.goto('/uebergaben/mehrere');
  await look(page, 'mehrere');
  for (const box of (await page.locator('input[name="faelle"]').all()).slice(0, 2)) await box.check();
  await pick(page, 'Wer soll den Fall übernehmen?', 'Aylin Demir');
  await pick(page, 'Warum wechselt die Zuständigkeit?', 'Ausgleich der Fallzahlen');
  await type(page, 'Mit der Person besprochen am', '25.11.2026');
  for (const box of await page.locator('input[name="told"]').all()) await box.check();
  await press(page, 'Weiter zur Vorschau');
  await look(page, 'mehrere-vorschau');
  await press(page, /Fälle? anbieten/);
  assert.match(await page.locator('main').innerText(), /Fällen angeboten/);
  await look(page, 'mehrere-bericht');
  await page.context().close();
  toldNothing();
});
