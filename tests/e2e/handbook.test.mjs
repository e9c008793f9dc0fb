// The pictures of docs/handbuch: each one that a chapter shows is made anew from the demo world, so that no chapter shows or
// links a page that is gone. KIM_HANDBOOK=1 puts them into docs/handbuch/bilder.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { demoAccounts, follow, launchBrowser, signIn, startKim, visitor } from './kit.mjs';

const handbook = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../docs/handbuch');
const chapters = readdirSync(handbook).filter((name) => name.endsWith('.md'));
const made = process.env.KIM_HANDBOOK ? path.join(handbook, 'bilder') : path.join(process.env.KIM_E2E_OUTPUT ?? 'tests/e2e/output', 'handbuch');

/** Where each picture is taken: who looks, at which page; addresses of a person's case begin behind the case; `then` is a link to follow from there. */
const pictures = {
  'mein-tag': { who: 'kessler', at: '/' },
  suche: { who: 'kessler', at: '/suche?q=rahimi' },
  kontakt: { who: 'kessler', of: 'Parwin Rahimi', at: '/kontakte/neu' },
  fall: { who: 'kessler', of: 'Parwin Rahimi', at: '' },
  einwilligung: { who: 'kessler', of: 'Parwin Rahimi', at: '/einwilligung' },
  widerruf: { who: 'kessler', of: 'Parwin Rahimi', at: '/einwilligung', then: 'Widerruf aufnehmen' },
  einschaetzung: { who: 'kessler', of: 'Parwin Rahimi', at: '/einschaetzung' },
  ziele: { who: 'kessler', of: 'Parwin Rahimi', at: '/ziele' },
  verweisungen: { who: 'kessler', of: 'Parwin Rahimi', at: '/verweisungen' },
  'uma-weg': { who: 'lange', of: 'Hamza Noori', at: '/uma' },
  familie: { who: 'kessler', of: 'Parwin Rahimi', at: '/familie' },
  netzwerk: { who: 'kessler', of: 'Parwin Rahimi', at: '/netzwerk' },
  kalender: { who: 'kessler', at: '/kalender?ansicht=woche' },
  sprechstunde: { who: 'kessler', at: '/kalender/sprechstunde' },
  uebergaben: { who: 'kessler', at: '/uebergaben' },
  'ohne-fachkraft': { who: 'kessler', at: '/uebergaben/ohne-fachkraft' },
  notfall: { who: 'kessler', at: '/notfallzugriff' },
};

let kim, browser, accounts;
before(async () => {
  mkdirSync(made, { recursive: true });
  kim = await startKim();
  browser = await launchBrowser();
  accounts = demoAccounts();
});
after(async () => {
  await browser?.close();
  await kim?.stop();
});

const linksOf = (chapter) => [...readFileSync(path.join(handbook, chapter), 'utf8').matchAll(/(!?)\[([^\]]*)\]\(([^)#]+)[^)]*\)/g)]
  .map(([, image, text, target]) => ({ image: image === '!', text, target }));

for (const chapter of chapters) {
  test(`${chapter} shows and links what exists`, () => {
    for (const { image, text, target } of linksOf(chapter)) {
      if (/^https?:/.test(target)) continue;
      assert.ok(existsSync(path.join(handbook, target)), `${chapter}: ${target} is missing`);
      if (image) assert.ok(text.length > 3, `${chapter}: ${target} has no text for who cannot see it`);
      if (image) assert.ok(pictures[path.basename(target, '.png')], `${chapter}: nobody makes ${target}`);
    }
  });
}

test('every picture is shown in a chapter', () => {
  const shown = new Set(chapters.flatMap(linksOf).filter((one) => one.image).map((one) => path.basename(one.target, '.png')));
  for (const name of Object.keys(pictures)) assert.ok(shown.has(name), `${name} is shown nowhere`);
});

async function caseOf(page, name) {
  await page.goto(`/suche?q=${encodeURIComponent(name)}`);
  return page.locator('main a[href^="/faelle/"]').first().getAttribute('href');
}

const pages = new Map();
async function pageOf(login) {
  if (!pages.has(login)) {
    const page = await visitor(browser, kim.url);
    await page.setViewportSize({ width: 1200, height: 820 });
    await signIn(page, accounts, login);
    pages.set(login, page);
  }
  return pages.get(login);
}

for (const [name, picture] of Object.entries(pictures)) {
  test(`the page of ${name} is there`, async () => {
    const page = await pageOf(picture.who);
    const file = picture.of ? await caseOf(page, picture.of) : '';
    await page.goto(file + picture.at);
    if (picture.then) await follow(page, picture.then);
    assert.equal(page.served.status(), 200, `${file}${picture.at}`);
    await page.screenshot({ path: path.join(made, `${name}.png`) });
  });
}
