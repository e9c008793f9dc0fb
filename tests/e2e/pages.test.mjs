// Every page of every role: all links are followed; each kind of page is shown once in full (axe, HTML, light and dark,
// 320 and 1200 px, screenshots) by the first role that reaches it, and its HTML is checked again for every other role.
// The case that is followed is that of Parwin Rahimi, the richest of the demo world. Forms are not sent: see journey.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkPage, crawl, demoAccounts, invalidHtml, launchBrowser, nameOf, signIn, startKim, visitor } from './kit.mjs';

const roles = ['case_management', 'uma_provider', 'coordination', 'administration', 'data_protection', 'authority_post',
  'steering_member', 'management'];
// These say something else to each role and are looked at in full for all of them.
const perRole = new Set(['/', '/organisation', '/datenschutz', '/hilfe']);
const shown = new Set();

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

async function addressOf(page, name) {
  await page.goto(`/suche?q=${encodeURIComponent(name)}`);
  const cases = page.locator('main a[href^="/faelle/"]');
  return cases.first().getAttribute('href');
}

async function seedsOf(page, role) {
  if (role === 'uma_provider') return ['/', await addressOf(page, 'Hamza Noori')];
  if (['administration', 'coordination'].includes(role))
    return ['/', '/texte/nachweis/de?fassung=2026-01', '/texte/einladung/ar/neu'];
  if (role !== 'case_management') return ['/'];
  const file = await addressOf(page, 'Parwin Rahimi');
  return ['/', file, '/suche?q=Rahimi', '/entwuerfe', '/personen/dubletten', '/personen/dubletten/verschieden'];
}

async function look(page, found, role) {
  const name = perRole.has(found.kind) ? `${nameOf(found.kind)}-${role}` : nameOf(found.kind);
  if (shown.has(name)) {
    assert.deepEqual(await invalidHtml(found.text, name), []);
    return;
  }
  shown.add(name);
  await page.goto(found.address);
  await checkPage(page, name);
}

for (const role of roles) {
  test(`every page of ${role}`, async (t) => {
    const page = await visitor(browser, kim.url);
    await signIn(page, accounts, role);
    for await (const found of crawl(page, await seedsOf(page, role))) {
      await t.test(`${found.kind} (${found.address})`, async () => {
        assert.equal(found.status, 200, `linked from ${found.from}`);
        await look(page, found, role);
      });
    }
    await page.context().close();
  });
}

test('pages for nobody in particular', async (t) => {
  const page = await visitor(browser, kim.url);
  await t.test('sign-in', async () => {
    await page.goto('/anmeldung');
    await checkPage(page, 'anmeldung');
  });
  await t.test('a wrong password', async () => {
    await page.locator('input[autocomplete="username"]').fill('kessler');
    await page.locator('input[type="password"]').fill('ganz-falsch-27');
    await page.locator('main form button[type="submit"]').first().click();
    await page.locator('#fehler').waitFor();
    await checkPage(page, 'anmeldung-falsch');
  });
  await signIn(page, accounts, 'case_management');
  for (const [address, status, name] of [
    ['/gibt-es-nicht', 404, 'nicht-gefunden'],
    ['/konten', 403, 'nicht-erlaubt'],
    ['/suche?q=Qwertz', 200, 'suche-leer'],
    ['/netzwerk?monat=2026-01&art=other', 200, 'netzwerk-leer'],
    ['/netzwerk/zahlen?jahr=2020', 200, 'netzwerk-zahlen-leer'],
    ['/kalender?ansicht=tag&umfang=team', 200, 'kalender-tag'],
    ['/kalender?ansicht=liste&umfang=team', 200, 'kalender-liste'],
  ]) {
    await t.test(name, async () => {
      assert.equal((await page.goto(address)).status(), status);
      await checkPage(page, name);
    });
  }
  await page.context().close();
});

test('the trail of everything above is in words, not in codes', async () => {
  const page = await visitor(browser, kim.url);
  await signIn(page, accounts, 'data_protection');
  await page.goto('/protokoll');
  for (let pages = 0; pages < 60; pages += 1) {
    const cells = await page.locator('main tbody td:not(:first-child):not(:last-child)').allInnerTexts();
    assert.ok(cells.length > 0);
    assert.deepEqual(cells.filter((cell) => /[a-z]_[a-z]|=/.test(cell)), []);
    const older = page.getByRole('link', { name: 'Ältere Einträge' });
    if (await older.count() === 0) break;
    await older.click();
  }
  await page.context().close();
});

test('the crawl reached the pages of a case', () => {
  const must = ['faelle-eins', 'faelle-eins-verlauf', 'faelle-eins-einwilligung', 'faelle-eins-einschaetzung-eins',
    'faelle-eins-ziele', 'faelle-eins-ziele-fassungen-eins', 'faelle-eins-ziele-vereinbarung', 'faelle-eins-ziele-ueberpruefung',
    'faelle-eins-verweisungen-eins', 'faelle-eins-verweisungen-eins-brief', 'faelle-eins-abschluss',
    'faelle-eins-schreiben', 'faelle-eins-schreiben-neu', 'faelle-eins-dokumente-eins', 'faelle-eins-dokumente-neu',
    'faelle-eins-kontakte-neu', 'faelle-eins-aufgaben-eins', 'faelle-eins-termine-neu', 'kalender', 'kalender-sprechstunde',
    'kalender-sprechstunden-eins', 'kalender-raeume-eins', 'kalender-abo', 'personen-eins', 'konten-eins', 'eingang-eins',
    'protokoll-pruefung', 'hinweise', 'hinweise-eins',
    'faelle-eins-uma', 'faelle-eins-uma-gespraeche-neu', 'faelle-eins-uma-arbeit-eins', 'faelle-eins-familie',
    'faelle-eins-familie-verbinden', 'faelle-eins-netzwerk', 'faelle-eins-netzwerk-vergleich', 'faelle-eins-einschaetzung-entwicklung',
    'personen-dubletten', 'personen-eins-zusammenfuehren', 'faelle-eins-konferenzen', 'faelle-eins-konferenzen-eins',
    'faelle-eins-konferenzen-eins-druck', 'faelle-eins-konferenzen-neu', 'uebergaben-ohne-fachkraft', 'texte', 'texte-eins',
    'texte-eins-eins', 'texte-eins-eins-neu', 'texte-eins-eins-vergleich', 'texte-eins-eins-gilt', 'texte-eins-eins-pruefung'];
  assert.deepEqual(must.filter((name) => !shown.has(name)), []);
});
