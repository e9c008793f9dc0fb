// Texts kept by the administration, in the browser, with scripts and without: a wrong placeholder is told at its field, the
// preview is a PDF, a stale translation is brought up to date, a version is compared and put back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, demoAccounts, follow, launchBrowser, press, save, signIn, startKim, type, visitor } from './kit.mjs';

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

const own = 'Sie erreichen uns auch über den Empfang.';

async function wordsOf(page) {
  return page.locator('main').getByLabel('Text', { exact: true }).inputValue();
}

async function writeOwnInvitation(page, title) {
  await page.goto('/texte/einladung/de');
  await follow(page, 'Text ändern');
  const words = await wordsOf(page);
  await page.getByLabel('Text', { exact: true }).fill(words.replace('{name}', '{nachname}'));
  await type(page, 'Titel', title);
  await press(page, 'Text speichern');
  const error = await page.locator('#body-error').innerText();
  assert.match(error, /\{nachname\}/);
  assert.match(error, /\{name\} fehlt/);
  assert.equal(await page.getByLabel('Titel').inputValue(), title, 'what was typed stays');
  const told = page.javaScript ? await complaints(page, 'texte-fehler') : [];
  assert.deepEqual(told, []);
  await page.getByLabel('Text', { exact: true }).fill(`${words}\n${own}\n`);
  await save(page, 'Text speichern', /Ab sofort gilt die Fassung eigen-/);
}

async function previewIsAPdf(page) {
  const href = await page.locator('main').getByRole('link', { name: 'PDF-Vorschau' }).getAttribute('href');
  const answer = await page.request.get(href);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-');
}

async function bringUpToDate(page, language) {
  await page.goto(`/texte/einladung/${language}`);
  assert.match(await page.locator('main').innerText(), /Der deutsche Text hat sich geändert/);
  await follow(page, 'Text ändern');
  const words = await wordsOf(page);
  await press(page, 'Text speichern');
  assert.match(await page.locator('#body-error').innerText(), /Absätze/);
  await page.getByLabel('Text', { exact: true }).fill(`${words}\n(Recepcja / danışma)\n`);
  await type(page, 'Wer hat übersetzt?', 'Büro Muster');
  await save(page, 'Text speichern', /Ab sofort gilt die Fassung eigen-/);
  assert.doesNotMatch(await page.locator('main').innerText(), /Der deutsche Text hat sich geändert/);
}

async function putBack(page) {
  await page.goto('/texte/einladung/de');
  await follow(page, 'Mitgelieferte Fassung 2026-01');
  await follow(page, 'Vergleichen');
  assert.match(await page.locator('main').innerText(), /Absätze sind anders|Absatz ist anders/);
  await page.goBack();
  await follow(page, 'Diese Fassung soll gelten');
  await save(page, 'Fassung in Kraft setzen', /Mitgelieferte Fassung 2026-01/);
}

for (const javaScript of [true, false]) {
  test(`a text is changed, translated, compared and put back ${javaScript ? 'with' : 'without'} scripts`, async () => {
    const page = await visitor(browser, kim.url, { javaScript });
    await signIn(page, accounts, 'administration');
    await writeOwnInvitation(page, javaScript ? 'Einladung ins Kreishaus' : 'Einladung in Ihr Rathaus');
    await previewIsAPdf(page);
    await bringUpToDate(page, javaScript ? 'tr' : 'pl');
    await putBack(page);
    await page.context().close();
  });
}
