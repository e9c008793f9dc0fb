// A new person who is on file in another area, in the browser, with scripts and without: what is said before saving, the question to
// the coordination, its answer; and a pair called different that comes back. Pages are looked at in full on the way.
// Persons are invented.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caseOf, complaints, demoAccounts, follow, launchBrowser, openCase, press, save, signIn, startKim, tick, type, visitor } from './kit.mjs';

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
  if (page.javaScript) found.push(...(await complaints(page, `anderswo-${name}`)).map((text) => `${name}: ${text}`));
}
const toldNothing = () => assert.equal(found.splice(0).join('\n'), '');
const shown = (page) => page.locator('main').innerText();

async function fill(page, given, family, birth) {
  await page.goto('/faelle/neu');
  await type(page, 'Familienname', family);
  await type(page, 'Vornamen', given);
  await type(page, 'Geburtsdatum', birth);
  await tick(page, 'Wozu willigt die Person ein?', 'Fallakte führen');
  await tick(page, 'Wer hat eingewilligt?', 'Die Person selbst');
  await tick(page, 'Wie liegt die Einwilligung vor?', 'Auf Papier unterschrieben');
  await tick(page, 'Sprache des Textes', 'Deutsch');
}

for (const { how, javaScript, family, birth } of [
  { how: 'with scripts', javaScript: true, family: 'Rosmarin', birth: '03.04.1979' },
  { how: 'without scripts', javaScript: false, family: 'Salbeiblatt', birth: '09.10.1983' },
]) {
  test(`known elsewhere is said without content and settled by the coordination, ${how}`, async () => {
    const first = await enter('sommer', javaScript);
    await first.goto('/faelle/neu');
    const theirs = await openCase(first, 'Hawa', family, birth);
    await first.goto(theirs);
    const number = (await first.locator('body').innerText()).match(/KIM-\d{4}-\d{4}/)[0];
    await first.context().close();

    const asker = await enter('hoffmeister', javaScript);
    await fill(asker, 'Hawa', family, birth);
    await press(asker, 'Fallakte anlegen');
    const signal = await shown(asker);
    assert.match(signal, /im Kreis vielleicht schon bekannt/);
    for (const secret of [number, 'Sommer', 'Region 4', 'Stadt Paderborn'])
      assert.ok(!(await asker.content()).includes(secret), `${secret} is told`);
    await look(asker, 'hinweis');
    await save(asker, 'Anlegen und klären lassen', /koordinierende Stelle ist gefragt/);
    const own = caseOf(asker);
    assert.match(await shown(asker), /noch nicht geantwortet/);

    const coordination = await enter('brandt', javaScript);
    assert.match(await shown(coordination), /Klärungen? (ist|sind) offen/);
    await coordination.goto('/klaerungen');
    await look(coordination, 'klaerungen');
    await follow(coordination, /\d{2}:\d{2} Uhr/);
    const question = await shown(coordination);
    assert.match(question, new RegExp(number));
    assert.doesNotMatch(question, new RegExp(`${family}|Hawa`));
    await look(coordination, 'klaerung');
    await press(coordination, 'Antwort speichern');
    assert.match(await shown(coordination), /Die Antwort ist noch nicht gespeichert/);
    await look(coordination, 'klaerung-fehler');
    await tick(coordination, 'Was hat die Klärung ergeben?', 'Kontakt vermittelt');
    await save(coordination, 'Antwort speichern', /Antwort ist gespeichert/);
    await coordination.context().close();

    await asker.goto('/');
    await follow(asker, /Klärung zu .*Kontakt vermittelt/);
    assert.equal(caseOf(asker), own);
    await look(asker, 'antwort');
    await save(asker, 'Zur Kenntnis genommen', /Zur Kenntnis genommen/);
    assert.doesNotMatch(await shown(asker), /Klärung zu/);
    await asker.context().close();
    toldNothing();
  });

  test(`a pair called different keeps its reason and comes back, ${how}`, async () => {
    const page = await enter('kessler', javaScript);
    await page.goto('/personen/dubletten');
    await follow(page, /Öztürk, Emine/);
    await type(page, 'Warum sind es zwei Personen?', 'Zwei Ausweise vorgelegt');
    await save(page, 'Sind verschiedene Personen', /Festgehalten/);
    await follow(page, 'Als verschiedene Personen festgehaltene Paare');
    assert.match(await shown(page), /Zwei Ausweise vorgelegt/);
    await look(page, 'verschieden');
    await save(page, /^Wieder vorschlagen/, /wieder verglichen und vorgeschlagen/);
    await page.goto('/personen/dubletten');
    assert.match(await shown(page), /Öztürk, Emine/);
    await page.context().close();
    toldNothing();
  });
}
