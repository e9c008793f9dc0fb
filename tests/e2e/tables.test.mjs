// A list of an office comes into KIM, in the browser, with scripts and without: upload, columns, report with a row to correct,
// confirmation, result, and back again. Persons are invented.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, demoAccounts, launchBrowser, press, signIn, startKim, visitor } from './kit.mjs';

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

const head = 'Nachname;Vorname;Geburtsdatum;Einwilligung vom;Nachweis\r\n';
const day = (ago) => new Date(Date.now() - ago * 86400000).toLocaleDateString('de-DE', { day: '2-digit', month: '2-digit', year: 'numeric' });

const found = [];
async function look(page, name) {
  if (page.javaScript) found.push(...(await complaints(page, `tabellen-${name}`)).map((text) => `${name}: ${text}`));
}

async function bring(page, rows) {
  await page.goto('/einlesen/neu');
  await page.locator('#file').setInputFiles({ name: 'Liste.csv', mimeType: 'text/csv', buffer: Buffer.from(head + rows) });
  await press(page, 'Hochladen und weiter');
}

/** The step runs beside the requests: the page is opened again until it is over. */
async function until(page, title) {
  for (let n = 0; n < 50 && (await page.locator('h1').innerText()) !== title; ++n) {
    await page.waitForTimeout(200);
    await page.goto(page.url());
  }
  assert.equal(await page.locator('h1').innerText(), title);
}

async function personsFound(page, name) {
  await page.goto(`/suche?q=${encodeURIComponent(name)}`);
  return page.locator('main a[href^="/faelle/"]').count();
}

for (const javaScript of [true, false]) {
  test(`a list, ${javaScript ? 'with' : 'without'} scripts`, async () => {
    const family = javaScript ? 'Quelltest' : 'Ohneskript';
    const page = await visitor(browser, kim.url, { javaScript });
    await signIn(page, accounts, 'case_management');

    await bring(page, `${family};Amina;31.02.1991;${day(20)};Ordner 1\r\n`);
    await press(page, 'Zeilen prüfen');
    await until(page, 'Prüfbericht');
    assert.match(await page.locator('main').innerText(), /Zeile 2[\s\S]*C Geburtsdatum[\s\S]*kein gültiges Datum/);
    await look(page, 'fehler');

    await bring(page, `${family};Amina;24.05.1991;${day(20)};Ordner 1\r\n${family};Karim;1988;${day(20)};Ordner 1\r\n`);
    await look(page, 'spalten');
    await press(page, 'Zeilen prüfen');
    await until(page, 'Prüfbericht');
    const address = page.url();
    assert.equal(await personsFound(page, family), 0, 'nothing is written before the confirmation');
    await page.goto(address);
    await press(page, '2 Zeilen einlesen');
    await until(page, 'Ergebnis des Einlesens');
    await look(page, 'ergebnis');
    assert.equal(await personsFound(page, family), 2);

    await page.goto(`${address}/zuruecknehmen`);
    await look(page, 'rueckfrage');
    await press(page, 'Einlesen zurücknehmen');
    await until(page, 'Ergebnis des Einlesens');
    assert.match(await page.locator('main').innerText(), /Alles ist, wie es vorher war/);
    assert.equal(await personsFound(page, family), 0);
    assert.equal(found.splice(0).join('\n'), '');
    await page.context().close();
  });
}
