// What every page is held to: valid HTML, WCAG 2.2 AA, light and dark, 320 and 1200 px, no sideways scrolling, no fault.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { HtmlValidate, axeSource } from './packages.mjs';

const widths = [320, 1200];
const schemes = ['light', 'dark'];
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const output = process.env.KIM_E2E_OUTPUT ?? path.resolve('tests/e2e/output');

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Tables become blocks on a phone (display: block drops table semantics), so their roles are written out.
    'no-redundant-role': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
    // Phone numbers are kept as typed; the style sheet keeps them on one line.
    'tel-non-breaking': 'off',
    // Titles name the page, the person and the tenant.
    'long-title': 'off',
  },
});

/** Complaints of html-validate about a document, one a line; empty if it is valid. */
export async function invalidHtml(text, name) {
  const report = await validator.validateString(text, name);
  return report.results.flatMap((result) =>
    result.messages.filter((one) => !isListOfSelects(text, one)).map((one) => `html: ${one.message} (${one.ruleId}: …${around(text, one.offset)}…)`));
}
// A field for several values is several selects of one name.
function isListOfSelects(text, { ruleId, offset }) {
  return ruleId === 'form-dup-name' && text.slice(text.lastIndexOf('<', offset)).startsWith('<select');
}
// Our HTML has hardly any line breaks: the place is shown, not the line.
function around(text, offset) {
  return text.slice(Math.max(0, offset - 60), offset + 100).replace(/\s+/g, ' ');
}

/** Violations of WCAG 2.2 A and AA found by axe-core, one a line. */
export async function inaccessible(page) {
  await page.evaluate(axeSource);  // not a script element: the content security policy stays in force
  const violations = await page.evaluate(async (tags) => {
    const scope = { include: [['html']], exclude: [['tbody > tr:nth-child(n + 13)']] };  // rows repeat: a dozen tells it all
    const found = await globalThis.axe.run(scope, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return found.violations.map((one) => ({ id: one.id, help: one.help, nodes: one.nodes.map((node) => node.html.slice(0, 160)) }));
  }, wcag);
  return violations.map((one) => `axe: ${one.id}: ${one.help}\n      ${one.nodes.slice(0, 4).join('\n      ')}`);
}

/** Elements that stick out of a page that scrolls sideways; empty if it does not. */
export function overflowing(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
    return [`overflow: ${document.documentElement.scrollWidth} > ${width} px: ` +
      wide.slice(0, 5).map((one) => `<${one.localName} class="${one.className}">`).join(' ')];
  });
}

async function screenshot(page, name, variant) {
  mkdirSync(output, { recursive: true });
  await page.screenshot({ path: path.join(output, `${name}-${variant}.png`), fullPage: true });
}

async function checkVariant(page, name, scheme, width) {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(() => scrollTo(0, 0));  // else the bar that stays on top covers what is looked at
  const variant = `${scheme}-${width}${page.javaScript ? '' : '-nojs'}`;
  await screenshot(page, name, variant);
  const found = await overflowing(page);
  if (page.javaScript) found.push(...(await inaccessible(page)));
  return found.map((text) => `[${variant}] ${text}`);
}

/** Everything wrong with the page as it stands, in all variants, as lines; makes a screenshot of each variant. */
export async function complaints(page, name) {
  const found = page.served ? await invalidHtml(await page.served.text(), name) : [];
  for (const scheme of schemes) {
    for (const width of widths) found.push(...(await checkVariant(page, name, scheme, width)));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1200, height: 900 });
  found.push(...page.faults.splice(0));
  return found;
}

/** Fails with all complaints at once. `name` is the file name of the screenshots: "mein-tag". */
export async function checkPage(page, name) {
  const found = await complaints(page, name);
  assert.equal(found.length, 0, `${name} (${page.url()}):\n  ${found.join('\n  ')}`);
}
