// A hint from a stalled goal, in the browser, with scripts and without: refused while it names the person, seen by the coordinating
// body without a way back, answered, and the answer at the goal.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkPage, demoAccounts, follow, launchBrowser, pick, press, save, signIn, startKim, tick, type, unfold, visitor } from './kit.mjs';

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

async function stalledGoal(page, words) {
  await page.goto('/suche?q=rahimi');
  const file = await page.locator('main a[href^="/faelle/"]').first().getAttribute('href');
  await page.goto(`${file}/ziele/neu`);
  await type(page, 'Was möchte die Person erreichen?', words);
  await pick(page, 'Handlungsfeld', 'Wohnen und Unterbringung');
  await tick(page, 'Stand', 'Stockt');
  await unfold(page, 'Was hindert?');
  await pick(page, 'Hinderungsgrund', 'Angebot fehlt');
  await save(page, 'Ziel speichern', /Ziel gespeichert/);
  return new URL(page.url()).pathname;
}

for (const javaScript of [true, false]) {
  const how = javaScript ? 'with script' : 'without script';
  const said = `Große Wohnungen fehlen im Südkreis, ${how}.`;
  const answer = `Ab März entstehen zwölf Wohnungen, ${how}.`;

  test(`a goal gives a hint and gets its answer, ${how}`, async () => {
    const page = await enter('kessler', javaScript);
    const goal = await stalledGoal(page, `Wir brauchen eine größere Wohnung, ${how}.`);
    await follow(page, 'Als strukturellen Hinweis vorschlagen');
    if (javaScript) await checkPage(page, 'ziel-hinweis');
    await type(page, 'Was ist Ihnen aufgefallen?', 'Familie Rahimi findet keine Wohnung.');
    await press(page, 'Hinweis geben');
    assert.match(await page.locator('#fehler').innerText(), /Rahimi/);
    if (javaScript) await checkPage(page, 'ziel-hinweis-abgelehnt');
    await type(page, 'Was ist Ihnen aufgefallen?', said);
    await save(page, 'Hinweis geben', /Hinweis gegeben/);

    const office = await enter('brandt', javaScript);
    await office.goto('/hinweise');
    if (javaScript) await checkPage(office, 'hinweise');
    await office.locator('main li, main .kim-row').filter({ hasText: said }).getByRole('link').first().click();
    await office.waitForLoadState();
    const seen = await office.locator('main').innerText();
    assert.ok(seen.includes(said));
    assert.doesNotMatch(seen, /Rahimi|Kessler/);
    if (javaScript) await checkPage(office, 'hinweis');
    await save(office, 'Aufgreifen', /aufgegriffen/);
    await type(office, 'Antwort an die Fallarbeit', answer);
    await save(office, 'Antworten und abschließen', /Antwort gespeichert/);

    await page.goto(goal);
    assert.ok((await page.locator('main').innerText()).includes(answer));
    if (javaScript) await checkPage(page, 'ziel-mit-antwort');
    await office.context().close();
    await page.context().close();
  });
}
