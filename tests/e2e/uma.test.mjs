// One young refugee's path at the UmA provider, from the Abstimmungsgespräch to the end of the six months in work, in the
// browser, with scripts and without. Time is moved by the days that are typed: work that began half a year ago is over today.
// Persons are invented.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, demoAccounts, engines, follow, launchBrowser, openCase, pick, save, signIn, startKim, tick, type, visitor } from './kit.mjs';

let browser, accounts;
before(async () => {
  browser = await launchBrowser();
  accounts = demoAccounts();
});
after(async () => {
  await browser?.close();
});

async function enter(kim, login, javaScript) {
  const page = await visitor(browser, kim.url, { javaScript });
  await signIn(page, accounts, login);
  return page;
}

const found = [];
async function look(page, name) {
  if (page.javaScript) found.push(...(await complaints(page, `uma-${name}`)).map((text) => `${name}: ${text}`));
}

/** "24.12.2026", so many days from today. */
const day = (fromToday) =>
  new Date(Date.now() + fromToday * 86_400_000).toLocaleDateString('de-DE', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Berlin' });

const now = (page) => page.locator('main [aria-current="step"]').innerText();

async function agree(page, path) {
  await page.goto(path);
  assert.match(await now(page), /Abstimmungsgespräch/);
  await look(page, 'anfang');
  await follow(page, 'Abstimmungsgespräch festhalten');
  await type(page, 'Wann fand es statt?', day(-220));
  await type(page, 'Wer hat teilgenommen?', 'Frau Birke, Team der UmA-Hilfe');
  await type(page, 'Was ist vereinbart?', 'KIM begleitet die Suche nach Arbeit.');
  await save(page, 'Gespräch speichern', /Gespräch gespeichert/);
}

async function checkGroup(page) {
  assert.match(await now(page), /Zielgruppe/);
  await follow(page, 'Zielgruppe prüfen');
  await look(page, 'zielgruppe');
  await tick(page, /stationäre Jugendhilfe beendet/, 'ja');
  await type(page, 'Seit wann, und wer hat es mitgeteilt?', 'seit dem Frühjahr, mitgeteilt vom Jugendamt');
  await save(page, 'Prüfung speichern', /gespeichert/);
}

async function settle(page) {
  await follow(page, 'Zuständigkeit festhalten');
  await type(page, 'Worum geht es?', 'Bewerbungen schreiben');
  await tick(page, 'Wer ist zuständig?', 'KIM-Case-Management');
  await save(page, 'Zuständigkeit speichern', /gespeichert/);
  assert.match(await now(page), /Schwerpunkte/);
  await follow(page, /^Ziel festhalten.*Integration/);
  await type(page, 'Was soll erreicht werden?', 'Eine Arbeit im Lager.');
  await tick(page, 'Stand', 'Läuft');
  await save(page, 'Schwerpunkt speichern', /gespeichert/);
}

async function startWork(page) {
  assert.match(await now(page), /Beginn der Arbeit/);
  await follow(page, 'Beginn der Arbeit festhalten');
  await type(page, 'Betrieb', 'Lager am Ring');
  await type(page, 'Erster Arbeitstag', day(-60));
  await save(page, 'Arbeit speichern', /gespeichert/);
  await page.getByText('Woche 9 von 26').waitFor();
  await look(page, 'uhr');
}

/** Due after four weeks without a talk; gone from "Mein Tag" once it was held. */
async function talkAboutWork(page, path, name) {
  const item = page.locator('main').getByRole('link', { name: `Gespräch zur Arbeit mit ${name}` });
  await page.goto('/');
  assert.equal(await item.count(), 1, 'the talk is due');
  await page.goto(path);
  await follow(page, 'Gespräch zur Arbeit festhalten');
  await type(page, 'Wer hat teilgenommen?', 'Die Schichtleiterin');
  await type(page, 'Was ist vereinbart?', 'Die Probezeit ist bestanden.');
  await save(page, 'Gespräch speichern', /gespeichert/);
  await page.goto('/');
  assert.equal(await item.count(), 0, 'the next one is due in four weeks');
}

async function sixMonthsPass(page, path, name) {
  await page.goto(path);
  await follow(page, /^Ändern.*Arbeit mit Sozial/);
  await type(page, 'Erster Arbeitstag', day(-190));
  await save(page, 'Arbeit speichern', /gespeichert/);
  await page.getByText('Sechs Monate sind um.').waitFor();
  await page.goto('/');
  await page.getByRole('link', { name: `Sechs Monate Arbeit: Rückgabe oder Abschluss für ${name}` }).waitFor();
}

async function handBack(page, path) {
  await page.goto(path);
  assert.match(await now(page), /Rückgabe oder Abschluss/);
  await follow(page, 'Rückgabe oder Abschluss festhalten');
  await pickOrTick(page, 'Wie endet der UmA-Weg?', 'Rückgabe an das Team der UmA-Hilfe');
  await type(page, 'Wer übernimmt?', 'Frau Birke');
  await type(page, 'Was ist zu wissen?', 'Arbeit sicher, Wohnung gefunden.');
  await save(page, 'Ende speichern', /gespeichert/);
  assert.equal(await page.locator('main [aria-current="step"]').count(), 0, 'nothing is left to do');
  await look(page, 'ende');
}

async function pickOrTick(page, legend, option) {
  const group = page.locator('main').getByRole('group', { name: legend });
  if ((await group.count()) > 0) await tick(page, legend, option);
  else await pick(page, legend, option);
}

for (const engine of engines) {
  const javaScript = engine === 'sqlite';
  test(`a UmA path from the first talk to the end of the six months on ${engine}, ${javaScript ? 'with' : 'without'} scripts`, async (t) => {
    const kim = await startKim({ engine });
    t.after(() => kim.stop());
    const given = 'Yonas', family = 'Lindenau';
    const page = await enter(kim, 'lange', javaScript);
    await page.goto('/faelle/neu');
    const file = await openCase(page, given, family, '02.03.2007');
    const path = `${file}/uma`, name = `${given} ${family}`;
    const step = (title, act) => t.test(title, act);
    await step('Abstimmungsgespräch', () => agree(page, path));
    await step('target group', () => checkGroup(page));
    await step('duties and focus', () => settle(page));
    await step('start of work', () => startWork(page));
    await step('talk about work', () => talkAboutWork(page, path, name));
    await step('the six months pass', () => sixMonthsPass(page, path, name));
    await step('handing back', () => handBack(page, path));
    await step('nobody else sees it', async () => {
      const other = await enter(kim, 'kessler', javaScript);
      assert.equal((await other.goto(path)).status(), 404);
      await other.context().close();
    });
    await step('pages on the way', () => assert.equal(found.splice(0).join('\n'), ''));
    await page.context().close();
  });
}
