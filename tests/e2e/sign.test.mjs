// Signing the agreement on the screen: drawn with the mouse it stands on the version's page and paper; cleared it is not sent;
// without script, and for who does not draw, the paper way is there. The person is of the demo world.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkPage, demoAccounts, launchBrowser, save, signIn, startKim, tick, visitor } from './kit.mjs';

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

async function signPage(options) {
  const page = await visitor(browser, kim.url, options);
  await signIn(page, accounts, 'kessler');
  await page.goto('/suche?q=rahimi');
  const file = await page.locator('main a[href^="/faelle/"]').first().getAttribute('href');
  await page.goto(`${file}/ziele/vereinbarung`);
  return { page, file };
}

const areaOf = (page, name) => page.getByRole('img', { name: `Feld zum Unterschreiben für ${name}` });
const strokesOf = (page, field) => page.locator(`input[name=${field}]`).inputValue();

/** A wave over the field, as a hand draws it: down, along, up. */
async function drawOn(page, name) {
  const area = areaOf(page, name);
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  const at = (part) => [box.x + box.width * (0.1 + 0.8 * part), box.y + box.height * (0.5 + 0.3 * Math.sin(part * 12))];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let n = 1; n <= 40; n += 1) await page.mouse.move(...at(n / 40));
  await page.mouse.up();
}

test('what is drawn with the mouse stands on the version and on paper', async () => {
  const { page, file } = await signPage();
  assert.equal(await areaOf(page, 'Parwin Rahimi').isVisible(), false, 'on paper, until the screen is chosen');
  await tick(page, 'Wie wird unterschrieben?', 'Auf dem Bildschirm unterschrieben');
  await drawOn(page, 'Parwin Rahimi');
  await drawOn(page, 'Miriam Kessler');
  assert.match(await strokesOf(page, 'strokes_person'), /^\d+,\d+( \d+,\d+){10,}$/);
  await checkPage(page, 'vereinbarung-gezeichnet');
  const sent = await strokesOf(page, 'strokes_person');
  await save(page, 'Vereinbarung speichern', /Zielvereinbarung gespeichert/);
  await page.goto(`${file}/ziele`);
  await page.locator('main a[href*="/ziele/fassungen/"]').first().click();
  const figure = page.getByRole('img', { name: 'Gezeichnete Unterschrift von Parwin Rahimi' });
  assert.equal(await figure.locator('path').getAttribute('d'), `M${sent.replaceAll(',', '|').replaceAll(' ', 'L').replaceAll('|', ' ')}`);
  await checkPage(page, 'fassung-gezeichnet');
  const print = await page.request.get(`${new URL(page.url()).pathname}/pdf?sprache=prs`);
  assert.equal(print.headers()['content-type'], 'application/pdf');
  await page.context().close();
});

test('a drawing that is cleared is gone, and nothing is kept of it', async () => {
  const { page } = await signPage();
  await tick(page, 'Wie wird unterschrieben?', 'Auf dem Bildschirm unterschrieben');
  await drawOn(page, 'Parwin Rahimi');
  await page.getByRole('button', { name: 'Löschen: Unterschrift: Parwin Rahimi' }).click();
  assert.equal(await strokesOf(page, 'strokes_person'), '');
  await page.getByRole('button', { name: 'Vereinbarung speichern' }).click();
  await page.getByText('Hier hat noch niemand unterschrieben').first().waitFor();
  await page.context().close();
});

test('what was drawn is still there when something else was wrong', async () => {
  const { page } = await signPage();
  await tick(page, 'Wie wird unterschrieben?', 'Auf dem Bildschirm unterschrieben');
  await drawOn(page, 'Parwin Rahimi');
  const drawn = await strokesOf(page, 'strokes_person');
  await page.getByLabel('Vereinbart und unterschrieben am').fill('31.02.2026');
  await page.getByRole('button', { name: 'Vereinbarung speichern' }).click();
  await page.locator('#fehler').waitFor();
  assert.equal(await strokesOf(page, 'strokes_person'), drawn);
  assert.equal(await areaOf(page, 'Parwin Rahimi').isVisible(), true);
  await page.context().close();
});

test('without script and by keyboard the agreement is signed on paper', async () => {
  const { page } = await signPage({ javaScript: false });
  await page.getByText('braucht der Browser JavaScript').waitFor();
  assert.equal(await page.locator('canvas:visible').count(), 0);
  await tick(page, 'Wie wird unterschrieben?', 'Auf Papier unterschrieben');
  await save(page, 'Vereinbarung speichern', /Zielvereinbarung gespeichert/);
  await page.context().close();
});
