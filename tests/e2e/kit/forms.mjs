// What a person does with a form, by the words on the page: fill, choose, save. Works with and without scripts.
import assert from 'node:assert/strict';

/** Types into the control with this label. */
export const type = (page, label, text) => page.locator('main').getByLabel(label).first().fill(text);

/** Chooses in a list of a select; the option may say more than `option`, in brackets behind it. */
export async function pick(page, label, option) {
  const list = page.locator('main').getByLabel(label).first();
  const words = (await list.locator('option').allTextContents()).find((one) => one === option || one.startsWith(`${option} (`));
  assert.ok(words, `"${option}" is offered on ${page.url()}`);
  await list.selectOption({ label: words });
}

/** Ticks radios or check boxes of the group with this legend. */
export async function tick(page, legend, ...options) {
  const group = page.locator('main').getByRole('group', { name: legend }).first();
  for (const option of options) await group.getByLabel(option, { exact: true }).check();
}

/** Opens a fold, if it is not open yet. */
export async function unfold(page, title) {
  const fold = page.locator('details.kim-fold').filter({ hasText: title }).first();
  if (!(await fold.evaluate((one) => one.open))) await fold.locator('summary').click();
}

async function loading(page, act) {
  await Promise.all([page.waitForEvent('load'), act()]);
}

/** Clicks what leads to another page. */
export const open = (page, link) => loading(page, () => link.click());

/** Follows a link of the main part. */
export const follow = (page, name) => open(page, page.locator('main').getByRole('link', { name }).first());

/** Presses a button that sends a form; the answer may be anything. */
export const press = (page, name) =>
  loading(page, () => page.locator('main').getByRole('button', { name }).first().click());

/** Presses a button that sends a form; fails unless the next page says what was saved. */
export async function save(page, name, message) {
  await press(page, name);
  const wrong = await page.locator('#fehler').allInnerTexts();
  assert.deepEqual(wrong, [], `after "${name}" on ${page.url()}`);
  assert.match(await page.locator('#meldung').innerText(), message);
}
